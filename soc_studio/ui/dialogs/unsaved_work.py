"""Lists projects that were never saved under a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.storage.unsaved import Draft
from soc_studio.ui.text.unsaved_text import age, contents, name, told
from soc_studio.ui.toolkit.translation import tr

_PICTURE = QSize(128, 72)


class UnsavedWorkDialog(QDialog):
    """Shows each piece of unsaved work with a picture, and lets one be opened or discarded."""

    open_asked = Signal(object)  # Path of the draft
    discard_asked = Signal(object)  # Path of the draft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved work"))
        self.hint = QLabel(self.tr("Searching…"))
        self.hint.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Unsaved work"))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.open_button = QPushButton(self.tr("&Open"))
        self.open_button.setDefault(True)
        self.discard_button = QPushButton(self.tr("&Throw away…"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.discard_button, QDialogButtonBox.ButtonRole.DestructiveRole)
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(560, 420)
        self._drafts: list[Draft] = []
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.discard_button.clicked.connect(self._ask_discard)
        buttons.rejected.connect(self.reject)
        self._enable()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show all unsaved work, newest first."""
        row = self.list.currentRow()
        self._drafts = list(drafts)
        self.list.clear()
        for draft in self._drafts:
            item = QListWidgetItem(self.list)
            widget = _DraftRow(draft)
            item.setSizeHint(widget.sizeHint())
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                told(draft),
            )
            self.list.setItemWidget(item, widget)
        self.hint.setText(
            self.tr("Unsaved work is kept here until you throw it away.")
            if self._drafts
            else self.tr("There is no unsaved work.")
        )
        self.list.setCurrentRow(max(0, min(row, len(self._drafts) - 1)))
        self._enable()

    def _current(self) -> Draft | None:
        row = self.list.currentRow()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def _enable(self) -> None:
        for button in (self.open_button, self.discard_button):
            button.setEnabled(self._current() is not None)

    def _open(self) -> None:
        draft = self._current()
        if draft is not None:
            self.accept()
            self.open_asked.emit(draft.path)

    def _ask_discard(self) -> None:
        draft = self._current()
        if draft is not None:
            box = discard_question(draft, self)
            box.accepted.connect(partial(self.discard_asked.emit, draft.path))
            box.open()


class _DraftRow(QWidget):
    def __init__(self, draft: Draft) -> None:
        super().__init__()
        picture = QLabel()
        picture.setFixedSize(_PICTURE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        pixmap = QPixmap()
        if draft.picture is not None and pixmap.loadFromData(draft.picture):
            picture.setPixmap(
                pixmap.scaled(
                    _PICTURE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        title = QLabel(name(draft))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setToolTip(draft.video_path)
        lines = QVBoxLayout()
        for line in (title, QLabel(age(draft)), QLabel(contents(draft))):
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setWordWrap(True)
            lines.addWidget(line)
        row = QHBoxLayout(self)
        row.addWidget(picture)
        row.addLayout(lines, 1)


def discard_question(draft: Draft, parent: QWidget) -> QMessageBox:
    """Return the question whether to discard unsaved work; it is `accepted` where that is so."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Throw unsaved work away"))
    text = tr("Throw the work on “{0}” ({1}) away? It cannot be brought back.")
    box.setText(text.format(name(draft), contents(draft)))
    box.addButton(tr("Throw away"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.finished.connect(box.deleteLater)
    return box
