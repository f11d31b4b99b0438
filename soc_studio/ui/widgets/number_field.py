"""A whole number to type, as high as the fields beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_HEIGHT, _INSET = 28, 6


class NumberField(QSpinBox):
    """A number from `least` to `most`, with its `unit`."""

    def __init__(
        self, name: str, least: int, most: int, unit: str = "", parent: QWidget | None = None
    ) -> None:
        """Screen readers say `name`, and the tooltip does."""
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(f" {unit}" if unit else "")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedHeight(_HEIGHT)
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
