"""The left end of a lane: colour, name, and buttons to hide, lock or solo the layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from soc_studio.core.project.colours import Rgb
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.widgets.swatch_icon import paint_swatch

_BUTTON, _ICON = 24.0, 16.0
_EDGE = 8.0  # pixels to the right of the buttons
_SWATCH, _NAME = 10.0, 30.0
_CHIP = 20.0  # pixels that a chip is high
_ABSENT = 0.5  # opacity of the name of a hidden layer


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
    dashed: bool = False  # whether it has the colour of an older layer


def button_places(room: QRectF, lane: Lane) -> Iterator[tuple[LaneButton, QRectF]]:
    """Yield the buttons of a header with their places."""
    buttons = [each for each in LaneButton if each is not LaneButton.SOLO or lane.solo is not None]
    left = room.right() - _EDGE - _BUTTON * len(buttons)
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


def paint_header(painter: QPainter, room: QRectF, lane: Lane, hovered: bool, quick: bool) -> None:
    """Draw a header. The eye shows always, lock and solo when set or under the pointer; a chip says
    that what is seen comes from a `quick` search, where no button needs its room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = room.center().y()
    swatch = QRectF(room.left() + 12, middle - _SWATCH / 2, _SWATCH, _SWATCH)
    paint_swatch(painter, swatch, to_qcolor(lane.colour), lane.dashed)
    right = room.right() - _EDGE
    for button, place in button_places(room, lane):
        if hovered or button is LaneButton.EYE or _is_on(button, lane):
            right = min(right, place.left())
            icon = QRectF(0, 0, _ICON, _ICON)
            icon.moveCenter(place.center())
            paint_icon(painter, _picture(button, lane), icon, colour("t1" if hovered else "t2"))
    if quick and not hovered:
        right = _paint_chip(painter, right - 6, middle)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(weighted(role_font("body"), QFont.Weight.Medium))
    painter.setPen(colour("t1"))
    painter.setOpacity(1.0 if lane.visible else _ABSENT)
    name = QRectF(room.left() + _NAME, room.top(), right - 6 - room.left() - _NAME, room.height())
    shown = painter.fontMetrics().elidedText(
        lane.name, Qt.TextElideMode.ElideRight, int(name.width())
    )
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.setOpacity(1.0)


def _is_on(button: LaneButton, lane: Lane) -> bool:
    return lane.locked if button is LaneButton.LOCK else bool(lane.solo)


def _picture(button: LaneButton, lane: Lane) -> str:
    if button is LaneButton.EYE:
        return "eye" if lane.visible else "eye-off"
    if button is LaneButton.LOCK:
        return "lock" if lane.locked else "lock-open"
    return "headphones"


def _paint_chip(painter: QPainter, right: float, middle: float) -> float:
    """Draw the chip that ends at `right`; return where it begins."""
    text = QCoreApplication.translate("LaneHeader", "Quick")
    font = role_font("caption")
    width = QFontMetrics(font).horizontalAdvance(text) + 14
    chip = QRectF(round(right - width), middle - _CHIP / 2, width, _CHIP)
    painter.setFont(font)
    painter.setPen(QPen(colour("line2"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), _CHIP / 2, _CHIP / 2)
    painter.setPen(colour("t2"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return chip.left()
