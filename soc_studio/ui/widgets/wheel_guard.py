"""Lets the wheel scroll, and not change the field that happens to be under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class WheelGuard(QObject):
    """Hands the wheel over lists and numbers within a widget on to what scrolls it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        fields: list[QWidget] = [
            *inside.findChildren(QComboBox),
            *inside.findChildren(QAbstractSpinBox),
        ]
        for each in fields:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
