"""What can be done with the selected rows of the table of labels, as buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget


class LabelButtons(QWidget):
    """A row of reviews, and one of objects and their sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accept = _button(
            self.tr("Right"), self.tr("Mark the selected rows as right, between in and out")
        )
        self.reject = _button(
            self.tr("Wrong"), self.tr("Mark the selected rows as wrong, between in and out")
        )
        self.forget = _button(self.tr("To do"), self.tr("Clear the reviews of the selected rows"))
        self.uncertain = _button(
            self.tr("Next spot"), self.tr("Go to the next spot to check in the selected rows")
        )
        self.absent = _button(
            self.tr("No such object"),
            self.tr("Say that the selected sentences mean nothing in this video, or take it back"),
        )
        self.same = _button(
            self.tr("Same object"),
            self.tr("Make the selected rows one object; the masks of the current row stay"),
        )
        self.note = _button(
            self.tr("Note…"), self.tr("Write a note at the reviews of the selected rows")
        )
        reviews, objects = QHBoxLayout(), QHBoxLayout()
        for button in (self.accept, self.reject, self.forget):
            reviews.addWidget(button)
        reviews.addStretch(1)
        reviews.addWidget(self.uncertain)
        for button in (self.absent, self.same, self.note):
            objects.addWidget(button)
        objects.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(reviews)
        column.addLayout(objects)

    def enable(self, marked: int) -> None:
        """Enable what can be done with as many rows."""
        for button in (self.accept, self.reject, self.forget, self.note, self.absent):
            button.setEnabled(marked > 0)
        self.same.setEnabled(marked > 1)


class CategoriesButton(QPushButton):
    """Says which categories are offered."""

    list_asked = Signal()
    usual_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Categories"))
        self.setToolTip(self.tr("Which categories are offered"))
        menu = QMenu(self)
        for text, asked in (
            (self.tr("From a list…"), self.list_asked),
            (self.tr("The 65 of Ref-YouTube-VOS"), self.usual_asked),
        ):
            menu.addAction(text).triggered.connect(asked)
        self.setMenu(menu)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
