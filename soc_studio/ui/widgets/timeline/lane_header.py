"""The left end of a lane: colour, name, and buttons to hide, lock or solo the layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen

from soc_studio.core.project.colours import Rgb
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.toolkit.images import to_qcolor

_BUTTON = 20.0
_SWATCH = 12.0


class LaneButton(Enum):
    """What can be pressed on a header."""

    SOLO = "solo"
    LOCK = "lock"
    EYE = "eye"


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the timeline: a layer, and what is seen of it; None while it is read."""

    id: int
    name: str
    colour: Rgb
    view: ResolvedTrack | None
    visible: bool = True
    locked: bool = False
    solo: bool | None = None  # None where no layer can be shown alone


def button_places(room: QRectF, lane: Lane) -> Iterator[tuple[LaneButton, QRectF]]:
    """Yield the buttons of a header with their places."""
    buttons = [each for each in LaneButton if each is not LaneButton.SOLO or lane.solo is not None]
    left = room.right() - 4 - _BUTTON * len(buttons)
    for place, button in enumerate(buttons):
        yield button, QRectF(left + place * _BUTTON, room.top(), _BUTTON, room.height())


def button_text(button: LaneButton, lane: Lane) -> str:
    """Return what a button does, in words."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("LaneHeader", text)

    if button is LaneButton.SOLO:
        return tr("Show all layers again") if lane.solo else tr("Show this layer alone")
    if button is LaneButton.LOCK:
        return tr("Unlock") if lane.locked else tr("Lock against changes")
    return tr("Hide") if lane.visible else tr("Show")


def paint_header(
    painter: QPainter, room: QRectF, lane: Lane, palette: QPalette, hovered: bool
) -> None:
    """Draw a header. Buttons that are off show only under the pointer: names need the room."""
    on = {
        LaneButton.SOLO: bool(lane.solo),
        LaneButton.LOCK: lane.locked,
        LaneButton.EYE: not lane.visible,
    }
    swatch = QRectF(room.left() + 8, room.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(to_qcolor(lane.colour))
    painter.drawRoundedRect(swatch, 3, 3)
    right = room.right() - 6
    ink = palette.text().color()
    for button, place in button_places(room, lane):
        if hovered or on[button]:
            right = min(right, place.left() - 4)
            colour = QColor(ink)
            colour.setAlphaF(1.0 if on[button] else 0.6)
            _paint_button(painter, button, place.center(), colour, on[button])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    text = QColor(ink)
    text.setAlphaF(1.0 if lane.visible else 0.55)
    painter.setPen(text)
    name = QRectF(room.left() + 28, room.top(), right - room.left() - 28, room.height())
    shown = painter.fontMetrics().elidedText(
        lane.name, Qt.TextElideMode.ElideRight, int(name.width())
    )
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _paint_button(
    painter: QPainter, button: LaneButton, at: QPointF, colour: QColor, on: bool
) -> None:
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = at.x(), at.y()
    if button is LaneButton.EYE:
        painter.drawEllipse(at, 6.5, 4.0)
        painter.setBrush(colour)
        painter.drawEllipse(at, 1.6, 1.6)
        if on:
            painter.drawLine(QPointF(x - 6, y + 6), QPointF(x + 6, y - 6))
    elif button is LaneButton.LOCK:
        lift = 0.0 if on else 2.0
        painter.drawArc(QRectF(x - 3.5 + lift, y - 7, 7, 9), 0, 180 * 16)
        painter.setBrush(colour if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x - 5, y - 1.5, 10, 7.5), 1.5, 1.5)
    else:
        box = QRectF(x - 6.5, y - 6.5, 13, 13)
        painter.setBrush(colour if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        light = colour.lightness() >= 128
        painter.setPen(QColor("black" if light else "white") if on else colour)
        font = painter.font()
        small = QFont(font)
        small.setPixelSize(10)
        small.setBold(True)
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "S")
        painter.setFont(font)
