"""The videos of a project as Qt's views ask for them; pictures come when rows are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap

from soc_studio.core.project.project import VideoId
from soc_studio.core.project.video_rows import VideoRow
from soc_studio.ui.text import video_text

_MOST_READY = 400  # pictures that are ready to be painted, some 20 MiB
_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class VideoModel(QAbstractListModel):
    """A row for each video that is shown; which those are is decided elsewhere."""

    picture_wanted = Signal(int)  # a video whose row is painted, and has no picture yet

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[VideoRow] = []
        self._places: dict[VideoId, int] = {}
        self._pictures: dict[VideoId, bytes] = {}  # JPEG
        self._ready: OrderedDict[VideoId, QPixmap] = OrderedDict()

    def show_rows(self, rows: Sequence[VideoRow]) -> None:
        """Show these videos; where they are those of before, only what differs is painted."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            changed = [
                place
                for place, pair in enumerate(zip(rows, self.rows, strict=True))
                if pair[0] != pair[1]
            ]
            self.rows = list(rows)
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def forget_pictures(self) -> None:
        """Forget the pictures, which are of another project."""
        self._pictures.clear()
        self._ready.clear()

    def show_picture(self, video: VideoId, jpeg: bytes | None) -> None:
        """Show the picture of a video, a JPEG, or none."""
        self._pictures[video] = jpeg or b""
        self._ready.pop(video, None)
        if (place := self._places.get(video)) is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, video: VideoId | None) -> int | None:
        """Return the row of a video, None where it is not shown."""
        return None if video is None else self._places.get(video)

    def picture(self, video: VideoId) -> QPixmap | None:
        """Return the picture of a video, None where it is not known yet, or there is none."""
        made = self._ready.get(video)
        if made is not None:
            self._ready.move_to_end(video)
            return made
        jpeg = self._pictures.get(video)
        if jpeg is None:
            self.picture_wanted.emit(video)
            return None
        made = QPixmap()
        if not jpeg or not made.loadFromData(jpeg):
            return None
        self._ready[video] = made
        if len(self._ready) > _MOST_READY:
            self._ready.popitem(last=False)
        return made

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return video_text.tooltip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return video_text.spoken(row)
        return None
