"""Rows of a label and a field, as the export sheet has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

_LABELS, _ROW = 96, 28


class ExportForm(QWidget):
    """Rows of a label and a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._labels: dict[QWidget, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _LABELS)
        self._grid.setColumnStretch(1, 1)

    def add(
        self, text: str, field: QWidget, spoken: QWidget | None = None, grows: bool = True
    ) -> None:
        """Add a row; screen readers say `text` for the field, or for the one `spoken` within it.

        A field that `grows` is as wide as there is room.
        """
        label = QLabel(text, self)
        label.setProperty("tone", "second")
        label.setBuddy(spoken or field)
        if spoken is not None:
            spoken.setAccessibleName(text)
        label.setMinimumHeight(_ROW)
        self._labels[field] = label
        for each in (label, field):  # screen readers go by the order of what lies on what
            each.raise_()
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if grows:
            self._grid.addWidget(field, row, 1)
        else:
            self._grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Show the row of a field, or leave it out."""
        for widget in (field, self._labels[field]):
            widget.setVisible(shown)
