"""Lists projects that were never saved under a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.storage.unsaved import Draft
from soc_studio.ui.text.unsaved_text import age, contents, name, told
from soc_studio.ui.toolkit.theme import weighted
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.sheet import Sheet

_WIDTH = 640
_PICTURE = QSize(128, 72)
_ROWS = 4  # that are in sight without scrolling
_BUTTON = 32  # pixels of height


class UnsavedWorkSheet(Sheet):
    """Shows each piece of unsaved work with a picture, and lets one be opened or discarded."""

    open_asked = Signal(object)  # Path of the draft
    discard_asked = Signal(object)  # Path of the draft

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "", _WIDTH)
        self.title.setText(self.tr("Unsaved work"))
        self.setAccessibleName(self.tr("Unsaved work"))
        self.hint = QLabel(self.tr("Searching…"))
        self.hint.setProperty("tone", "second")
        self.hint.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("drafts")
        self.list.setAccessibleName(self.tr("Unsaved work"))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setProperty("kind", "primary")
        self.discard_button = QPushButton(self.tr("Throw away…"))
        self.discard_button.setProperty("kind", "destructive")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.foot.addWidget(self.discard_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.open_button)
        for button in (self.discard_button, self.open_button):
            button.setFixedHeight(_BUTTON)
        self.primary = self.open_button
        self._drafts: list[Draft] = []
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.discard_button.clicked.connect(self._ask_discard)
        self._fit_list()
        self._enable()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show all unsaved work, newest first."""
        row = self.list.currentRow()
        self._drafts = list(drafts)
        self.list.clear()
        for draft in self._drafts:
            item = QListWidgetItem(self.list)
            widget = _DraftRow(draft)
            item.setSizeHint(QSize(0, widget.sizeHint().height()))  # as wide as the list
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told(draft))
            self.list.setItemWidget(item, widget)
        self.hint.setText(
            self.tr("Unsaved work is kept here until you throw it away.")
            if self._drafts
            else self.tr("There is no unsaved work.")
        )
        self.list.setCurrentRow(max(0, min(row, len(self._drafts) - 1)))
        self._fit_list()
        self._enable()
        self.fit()

    def _fit_list(self) -> None:
        """Be as high as the drafts are, up to some rows; the others are scrolled to."""
        heights = [self.list.sizeHintForRow(row) for row in range(min(_ROWS, self.list.count()))]
        edge = 2 * self.list.frameWidth() + 8
        self.list.setVisible(bool(heights))
        self.list.setFixedHeight(sum(heights) + edge)

    def _current(self) -> Draft | None:
        row = self.list.currentRow()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def _enable(self) -> None:
        for button in (self.open_button, self.discard_button):
            button.setEnabled(self._current() is not None)

    def _open(self) -> None:
        draft = self._current()
        if draft is not None:
            self.dismiss()
            self.open_asked.emit(draft.path)

    def _ask_discard(self) -> None:
        draft = self._current()
        if draft is None:
            return
        question = Question(
            self.window(),
            self.tr("Throw the draft of “{0}” away?").format(name(draft)),
            self.tr("{0}. It cannot be brought back. The video stays.").format(contents(draft)),
            icon="triangle-alert",
        )
        question.offer(self.tr("Keep it"), lambda: None, "primary")
        throw = partial(self.discard_asked.emit, draft.path)
        question.offer(self.tr("Throw away"), throw, "destructive", at_the_end=True)
        question.open()


class _DraftRow(QWidget):
    """A draft: its picture, its name, when it was changed and what is in it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.setObjectName("pane")
        picture = QLabel()
        picture.setFixedSize(_PICTURE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        pixmap = QPixmap()
        if draft.picture is not None and pixmap.loadFromData(draft.picture):
            ratio = self.devicePixelRatioF()
            shown = pixmap.scaled(
                _PICTURE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            picture.setPixmap(shown)
        title, when, what = (ElidedLabel(said(draft)) for said in (name, age, contents))
        title.setFont(weighted(title.font(), QFont.Weight.Medium))
        self.setToolTip(draft.video_path)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addStretch(1)
        for line in (title, when, what):
            lines.addWidget(line)
        for line in (when, what):
            line.setProperty("tone", "second")
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(lines, 1)
