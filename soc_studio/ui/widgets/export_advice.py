"""What should be done before an export, on an amber card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from soc_studio.ui.widgets.notice import NoticeIcon
from soc_studio.ui.widgets.switch import Switch


class ExportAdvice(QFrame):
    """Says what is not finished, with a switch that has it finished first."""

    toggled = Signal(bool)  # whether to finish first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_advice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.finish = Switch()
        self.finish.toggled.connect(self.toggled)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(NoticeIcon("triangle-alert", "warn"), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(self.finish, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def finishes(self) -> bool:
        """Whether to finish first what is not finished."""
        return not self.isHidden() and not self.finish.isHidden() and self.finish.isChecked()

    def show_words(self, first: str, second: str, switch: str) -> None:
        """Show a sentence in bold and another, and the words of the switch; empty for none."""
        self.words.setText(f"<b>{first}</b> {second}")
        self.words.setAccessibleName(f"{first} {second}".strip())
        self.finish.setText(switch)
        self.finish.setAccessibleName(switch)
        self.finish.setVisible(bool(switch))
        self.finish.updateGeometry()
        self.setVisible(bool(first))
