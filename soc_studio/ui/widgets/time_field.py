"""The time of the playhead, in which people can type where the playhead should go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from soc_studio.ui.toolkit.theme import make_tabular

_MARGINS = 16  # pixels of a field beside its text


class TimeField(QLineEdit):
    """Shows a time code; while it has the focus, the person types, and Enter says what."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.returnPressed.connect(self._enter)

    def setFont(self, font: QFont | str | Sequence[str]) -> None:  # noqa: N802
        tabular = QFont(font)
        make_tabular(tabular)
        super().setFont(tabular)

    def fit(self, widest: str) -> None:
        """Take the width of the widest code."""
        self.ensurePolished()
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(widest) + _MARGINS)

    def show_code(self, code: str) -> None:
        """Show a code, unless somebody is typing; it comes back afterwards."""
        self._code = code
        if not self.hasFocus():
            self.setText(code)

    def event(self, event: QEvent) -> bool:
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escapes and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # leave the field before anything else stops
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if not self.isModified() and not self.hasSelectedText():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.setText(self._code)

    def _enter(self) -> None:
        text = self.text()
        self.clearFocus()
        self.typed.emit(text)
