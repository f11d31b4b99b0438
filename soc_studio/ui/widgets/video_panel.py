"""The videos of the project as a list: each with its picture, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.project.progress import VideoProgress
from soc_studio.core.project.project import VideoId
from soc_studio.core.project.video_rows import VideoChoice, VideoRow
from soc_studio.ui.text import video_text
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme, role_font
from soc_studio.ui.widgets.video_delegate import VideoDelegate, paint_progress
from soc_studio.ui.widgets.video_model import VideoModel

WIDTH, NARROW = 272, 232  # pixels


class VideoPanel(QWidget):
    """Says which video the person wants to see, and which of them are to be listed."""

    chosen = Signal(int)  # the video to show
    filtered = Signal(str, object)  # words, and a VideoChoice
    find_asked = Signal(int)  # a video whose file is to be found
    remove_asked = Signal(int)
    seen = Signal()  # it is shown, and may be out of date

    def __init__(self, add: QAction, parent: QWidget | None = None) -> None:
        """`add` is the command that adds videos."""
        super().__init__(parent)
        self.title = QLabel(self.tr("Videos"))
        self.title.setFont(role_font("title"))
        self.count = QLabel()
        self.count.setProperty("tone", "second")
        self.add_button = QToolButton()
        self.add_button.setAutoRaise(True)
        self.add_button.setFixedSize(28, 28)
        self.add_button.setIconSize(QSize(18, 18))
        self.add_button.setToolTip(add.toolTip())
        self.add_button.setAccessibleName(add.text().replace("&", ""))
        self.add_button.clicked.connect(add.trigger)
        self.done = QLabel()
        self.done.setProperty("tone", "second")
        self.bar = _Bar()
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Video or sentence"))
        self.words.setAccessibleName(self.tr("Search videos"))
        self.words.setClearButtonEnabled(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Videos that are listed"))
        for which in VideoChoice:
            self.choice.addItem("", which)
        self.show_counts({})
        self.model = VideoModel()
        self.list = _List()
        self.list.setAccessibleName(self.tr("Videos"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(VideoDelegate(self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self.nothing = QLabel(self.tr("No video has these words."))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("tone", "second")
        self.nothing.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.title, self.count):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.add_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(6)
        top.addLayout(head)
        for line in (self.done, self.bar, self.words, self.choice):
            top.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(NARROW - 16)
        self._draw_icons()
        self.words.textChanged.connect(self._filter)
        self.choice.currentIndexChanged.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDTH, super().sizeHint().height())

    @property
    def shown(self) -> VideoChoice:
        """Which videos are listed."""
        return VideoChoice(self.choice.currentData())

    def show_rows(self, rows: Sequence[VideoRow], current: VideoId | None) -> None:
        """List these videos; `current` is the one that is shown in the window."""
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show_rows(rows)
        self.nothing.setVisible(not rows and bool(self.words.text() or self.choice.currentIndex()))
        self.mark(current)

    def mark(self, video: VideoId | None) -> None:
        """Mark the video that is shown, or is about to be; nothing is said."""
        place = self.model.place_of(video)
        selection = self.list.selectionModel()
        if place is None:
            with QSignalBlocker(selection):
                selection.clear()
            self.list.viewport().update()
            return
        index = self.model.index(place)
        if self.list.currentIndex() != index or not selection.isSelected(index):
            flags = selection.SelectionFlag.ClearAndSelect
            with QSignalBlocker(selection):
                selection.setCurrentIndex(index, flags)
            self.list.viewport().update()
            self.list.scrollTo(index)

    def show_sum(self, count: int, together: VideoProgress) -> None:
        """Show how many videos there are, and how far they are together."""
        self.count.setText(str(count))
        self.done.setText(
            video_text.reviewed(together) if together.layers else self.tr("No sentences yet")
        )
        self.done.setToolTip(
            self.tr("Sentences of all videos: {0}, with masks: {1}, right: {2}").format(
                together.layers, together.found, together.accepted
            )
        )
        self.bar.show_progress(together)

    def show_counts(self, counts: Mapping[VideoChoice, int]) -> None:
        """Say beside each choice how many videos it lists."""
        words = {
            VideoChoice.ALL: self.tr("All videos"),
            VideoChoice.OPEN: self.tr("To do"),
            VideoChoice.FLAGGED: self.tr("Flagged"),
            VideoChoice.DONE: self.tr("Done"),
        }
        for place, which in enumerate(VideoChoice):
            text = f"{words[which]} ({counts[which]})" if which in counts else words[which]
            self.choice.setItemText(place, text)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.seen.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if hasattr(self, "bar") and is_in_new_theme(self, event):
            self._draw_icons()

    def _draw_icons(self) -> None:
        self.add_button.setIcon(icon("plus", 18))

    def _filter(self, *_: object) -> None:
        self.filtered.emit(self.words.text(), self.shown)

    def _choose(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()].id)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            menu = self.menu_of(self.model.rows[index.row()])
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def menu_of(self, row: VideoRow) -> QMenu:
        """Return what can be done with a video of the list."""
        menu = QMenu(self)
        menu.addAction(self.tr("Show")).triggered.connect(lambda: self.chosen.emit(row.id))
        find = menu.addAction(self.tr("Find…"))
        find.setEnabled(row.is_missing)
        find.triggered.connect(lambda: self.find_asked.emit(row.id))
        menu.addSeparator()
        remove = menu.addAction(self.tr("Remove from the project"))
        remove.triggered.connect(lambda: self.remove_asked.emit(row.id))
        return menu


class _List(QListView):
    """A list whose context menu shows no other video."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.RightButton:
            super().mousePressEvent(event)


class _Bar(QWidget):
    """How far all videos are together."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = VideoProgress()
        self.setFixedHeight(3)

    def show_progress(self, progress: VideoProgress) -> None:
        self._progress = progress
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_progress(painter, self.rect(), self._progress)
        painter.end()
