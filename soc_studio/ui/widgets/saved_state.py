"""Whether everything is in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.icons import Picture, PictureLabel

_SIDE = 16


class SavedState(QWidget):
    """A tick and a word, or a warning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureLabel()
        self.picture.setFixedSize(_SIDE, _SIDE)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble = False
        self._has_word = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self.picture)
        row.addWidget(self.label)
        self.show_saved(self.tr("Saved"))

    def text(self) -> str:
        """Return what is shown, the word also where there is no room for it."""
        return self.label.text()

    def show_saved(self, told: str) -> None:
        """Show that everything is kept; `told` says where."""
        self._show(self.tr("Saved"), told, trouble=False)

    def show_read_only(self, told: str) -> None:
        """Show that nothing can be changed; `told` says why."""
        self._show(self.tr("Read-only"), told, trouble=True)

    def show_trouble(self, told: str) -> None:
        """Show that the latest changes are not in the file; `told` says why."""
        self._show(self.tr("Not saved"), told, trouble=True)

    def show_word(self, shown: bool) -> None:
        """Show the word beside the picture, or save its room; trouble has its word always."""
        self._has_word = shown
        self.label.setVisible(shown or self._trouble)

    def _show(self, word: str, told: str, trouble: bool) -> None:
        self._trouble = trouble
        self.label.setText(word)
        self.label.setProperty("tone", "bad" if trouble else "second")
        self.label.style().unpolish(self.label)
        self.label.style().polish(self.label)
        picture = Picture.WARNING if trouble else Picture.TICK
        self.picture.show_picture(picture, colour("bad" if trouble else "t2"))
        self.setToolTip(told)
        self.setAccessibleName(word)
        self.setAccessibleDescription(told)
        self.show_word(self._has_word)
