"""Says how this computer is as far as the program needs it, and what mends what is wrong."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.ui.toolkit.room import size_within_screen
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.toolkit.translation import translated

_MARKS = {Condition.GOOD: "✓", Condition.NOTE: "!", Condition.BAD: "✗"}


class ComputerDialog(QDialog):
    """A line for each thing, as soon as it is known; what is wrong, with the command that mends it,
    which can be selected and copied."""

    copy_asked = Signal()
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check this computer"))
        size_within_screen(self, 760, 560)
        self.lines: list[HealthLine] = []
        self.summary = QLabel(self)
        self.summary.setFont(role_font("title"))
        self.summary.setWordWrap(True)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(
            self.tr("Copy for a report"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.again = buttons.addButton(
            self.tr("Look again"), QDialogButtonBox.ButtonRole.ActionRole
        )
        for button in (self.copy, self.again):
            button.setAutoDefault(False)
        self.copy.setToolTip(self.tr("Nothing personal is in what is copied."))
        self.copy.clicked.connect(self.copy_asked)
        self.again.clicked.connect(self.again_asked)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.begin()

    def begin(self) -> None:
        """Show nothing yet: somebody looks."""
        self.lines = []
        self.text.clear()
        self.summary.setText(self.tr("Looking…"))
        self._set_usable(False)

    def add(self, line: HealthLine) -> None:
        """Show one more line."""
        self.lines.append(line)
        self.text.append(_html(line))

    def end(self) -> None:
        """Say how much is wrong: all lines are there."""
        found = [each for each in self.lines if each.condition is not Condition.GOOD]
        said = self.tr("All that the program needs is here.")
        if found:
            said = self.tr("%n thing(s) should be mended.", "", len(found))
        self.summary.setText(said)
        self._set_usable(True)

    def _set_usable(self, usable: bool) -> None:
        self.copy.setEnabled(usable)
        self.again.setEnabled(usable)


def _html(line: HealthLine) -> str:
    """Return a line as rich text; nothing in it is taken for tags."""
    name, value = escape(translated(line.name)), escape(translated(line.value))
    said = f"{_MARKS[line.condition]} <b>{name}</b>: {value}"
    if line.problem:
        said += f"<br>{escape(translated(line.problem))} {escape(translated(line.advice))}"
    if line.command:
        said += f"<br><code>{escape(line.command)}</code>"
    return f"<p>{said}</p>"
