"""A switch: what works at once when it is turned on or off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import colour

_TRACK = QSize(28, 16)
_GAP, _INSET, _SLIDE = 10, 2, 120
_OFF = 0.4  # how much there is of a switch that cannot be used


class Switch(QCheckBox):
    """A check box that is painted as a switch, with its words at the right."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._place = 0.0  # of the knob: 0 is off, 1 is on
        self._slide = QVariantAnimation(self)
        self._slide.valueChanged.connect(self._move)
        self.toggled.connect(self._start)

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().horizontalAdvance(self.text())
        width = _TRACK.width() + (_GAP + words if words else 0)
        return QSize(width, max(28, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        """Let the words turn it, too."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else _OFF)
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(0, top, _TRACK.width(), _TRACK.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("acc" if self.isChecked() else "bg4"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        knob = track.height() - 2 * _INSET
        left = _INSET + self._place * (track.width() - knob - 2 * _INSET)
        painter.setBrush(colour("knob"))
        painter.drawEllipse(QRectF(left, top + _INSET, knob, knob))
        painter.setPen(colour("t1"))
        words = self.rect().adjusted(_TRACK.width() + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _start(self, on: bool) -> None:
        self._slide.stop()
        if not self.isVisible() or not duration(_SLIDE):
            self._move(float(on))
            return
        self._slide.setDuration(duration(_SLIDE))
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(float(on))
        self._slide.start()

    def _move(self, place: float) -> None:
        self._place = place
        self.update()
