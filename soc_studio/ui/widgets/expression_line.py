"""The line in which an expression is typed; it remembers those that were searched for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from soc_rvos.language.invisible import without_invisible

_MOST = 50  # expressions that are remembered
_LEADS_HERE = "/"  # the key that gives the line the focus


class ExpressionLine(QLineEdit):
    """A line; Up and Down go through the expressions that were searched for before.

    Without the focus it shows how the expression begins, where it is longer than the line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(500)
        self.setFrame(False)
        self._history: list[str] = []
        self._place: int | None = None  # in the history; None while something else is typed
        self._typed = ""  # before the history was looked through
        self._cursor = 0  # where it was when the focus went
        self.textEdited.connect(self._forget_place)
        self.textChanged.connect(self._drop_invisible)

    @property
    def history(self) -> tuple[str, ...]:
        """What was searched for, the latest last."""
        return tuple(self._history)

    def remember(self, expression: str) -> None:
        """Remember an expression as the latest; what was typed can be undone no more here."""
        self._history = [each for each in self._history if each != expression]
        self._history = [*self._history, expression][-_MOST:]
        self._place = None
        # So that the key for undo is the project's, until something else is typed.
        self.setText(expression)
        if not self.hasFocus():
            self._show_beginning()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.hasSelectedText():
            self.setCursorPosition(self._cursor)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if not self.hasSelectedText():
            self._show_beginning()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() == _LEADS_HERE and self.selectedText() == self.text():
            return  # pressed where the line has the focus already; no sentence begins so
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if event.key() == Qt.Key.Key_Up:
                self._go(-1)
                return
            if event.key() == Qt.Key.Key_Down:
                self._go(1)
                return
        super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        if not self._history:
            return
        if self._place is None:
            if step > 0:
                return
            self._typed = self.text()
            self._place = len(self._history)
            if self._history[-1] == self._typed:  # it is there already
                self._place -= 1
        self._place = max(0, self._place + step)
        if self._place >= len(self._history):
            self._place = None
            self.setText(self._typed)
        else:
            self.setText(self._history[self._place])

    def _drop_invisible(self, text: str) -> None:
        """Take out what was pasted along and cannot be seen: the word would not be known."""
        seen = without_invisible(text)
        if seen != text:
            cursor = len(without_invisible(text[: self.cursorPosition()]))
            self.setText(seen)
            self.setCursorPosition(cursor)

    def _show_beginning(self) -> None:
        self._cursor = self.cursorPosition()
        self.setCursorPosition(0)

    def _forget_place(self) -> None:
        self._place = None
