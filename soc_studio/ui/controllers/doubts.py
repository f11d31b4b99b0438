"""Controller of what to check next, in all videos of the project."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.project.video_names import video_names
from soc_studio.core.tracks.project_doubts import (
    Doubt,
    DoubtCache,
    count_of,
    disagreeing,
    doubts_of_videos,
    in_order,
    next_doubt,
)
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.frame_text import reason_text
from soc_studio.ui.text.merge_text import left_text
from soc_studio.ui.widgets.label_table import LabelTable

_PAUSE = 400  # milliseconds without a change before doubts are looked for again


class DoubtController(QObject):
    """Keeps the count of what is left in the Label workspace, and goes to the next."""

    compared = Signal(object)  # by layer of the video, frames on which two of an object differ

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        table: LabelTable,
        actions: Actions,
        cache: DoubtCache,
        parent: QObject | None = None,
    ) -> None:
        """`cache` keeps what was found, and gone to, while other videos are shown."""
        super().__init__(parent)
        self.doubts: list[Doubt] = []
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._table = table
        self._cache = cache
        self._goes = False  # whether to go to the next once it is known
        self._known = False  # whether `doubts` are those of now
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._looking = LatestJob(self)
        self._looking.returned.connect(self._show)
        self._looking.failed.connect(operations.failed)
        table.left.asked.connect(self.go_next)
        table.seen.connect(self._begin)
        actions.call_methods(next_doubt=self.go_next)
        document.changed.connect(self._change)
        document.views_changed.connect(self._change)
        self._begin()

    def close(self) -> None:
        """Look for nothing more."""
        self._timer.stop()
        self._looking.finish()
        self._table.left.tell("", is_more=False)
        self.compared.emit({})

    def go_next(self) -> None:
        """Go to the most doubtful frame that was not gone to yet; around again at the end."""
        if not self._known:
            self._goes = True
            self._look()
            return
        found = next_doubt(self.doubts, self._cache.passed)
        if found is None:
            self._operations.tell(self.tr("No more spots to check."))
            return
        if found in self._cache.passed:
            self._cache.passed.clear()
        self._cache.passed.append(found)
        self._go(found)

    def _go(self, doubt: Doubt) -> None:
        document = self._document
        why, left = reason_text(doubt.reason), len(self.doubts)
        if document.video is not None and doubt.video == document.video.id:
            document.select(doubt.layer)
            self._playback.go(doubt.frame)
            self._operations.tell(
                self.tr("Frame {0}: {1}. Spots left: {2} · A\u00a0right · X\u00a0wrong").format(
                    doubt.frame, why, left
                )
            )
            return
        name = video_names(document.project.videos)[doubt.video]
        said = self.tr("“{0}”, frame {1}: {2}. Spots left: {3}")
        self._operations.spot_asked.emit(
            doubt.video, doubt.layer, doubt.frame, said.format(name, doubt.frame, why, left)
        )

    def _change(self, *_: object) -> None:
        self._known = False
        self._begin()

    def _begin(self) -> None:
        """Look again soon, where the count is seen."""
        if not self._known and self._table.isVisible():
            self._timer.start()

    def _look(self) -> None:
        self._timer.stop()
        document, cache = self._document, self._cache
        job = Job(
            self.tr("Looking for doubtful frames"), lambda: _gathered(document, cache), minor=True
        )
        self._looking.start(job)

    def _show(self, found: list[Doubt]) -> None:
        self.doubts, self._known = found, True
        left = set(found)
        self._cache.passed = [each for each in self._cache.passed if each in left]
        self._table.left.tell(left_text(count_of(found)), is_more=bool(found))
        video = self._document.video
        self.compared.emit({} if video is None else disagreeing(found, video.id))
        if self._goes:
            self._goes = False
            self.go_next()


def _gathered(document: OpenDocument, cache: DoubtCache) -> Generator[int, None, list[Doubt]]:
    found: list[Doubt] = []
    for doubts in doubts_of_videos(document.project, document.core.file, cache):
        found += doubts
        yield len(found)
    return in_order(found)
