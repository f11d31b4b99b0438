"""Which rows of the table of labels are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from soc_studio.core.tracks.label_rows import RowChoice


class LabelFilter(QWidget):
    """Words that a row has, and what is to be done about it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter"))
        self.words.setAccessibleName(self.tr("Filter"))
        self.words.setClearButtonEnabled(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Rows"))
        for which, text in (
            (RowChoice.ALL, self.tr("All rows")),
            (RowChoice.OPEN, self.tr("To do")),
            (RowChoice.REJECTED, self.tr("Wrong")),
            (RowChoice.UNCERTAIN, self.tr("With spots")),
            (RowChoice.WITHOUT_CATEGORY, self.tr("Without category")),
            (RowChoice.ABSENT, self.tr("No such object")),
        ):
            self.choice.addItem(text, which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.choice)
        self.words.textChanged.connect(self.changed)
        self.choice.currentIndexChanged.connect(self.changed)

    @property
    def shown(self) -> RowChoice:
        """Which rows are shown."""
        return RowChoice(self.choice.currentData())
