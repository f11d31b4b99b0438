"""The colours of the timeline, derived from the theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from soc_studio.core.project.colours import Rgb
from soc_studio.core.tracks.lane_picture import Argb, LaneColours
from soc_studio.ui.toolkit.images import to_qcolor

PLAYHEAD = QColor("#ff5a4f")


def argb(colour: QColor, alpha: float = 1.0) -> Argb:
    """Return a colour in the form of a picture of `core.lane_picture`."""
    alpha *= colour.alphaF()
    parts = (colour.red(), colour.green(), colour.blue())
    red, green, blue = (round(each * alpha) for each in parts)
    return round(255 * alpha) << 24 | red << 16 | green << 8 | blue


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Return `share` of the second colour, and the first for the rest."""
    return QColor(
        round(first.red() * (1 - share) + second.red() * share),
        round(first.green() * (1 - share) + second.green() * share),
        round(first.blue() * (1 - share) + second.blue() * share),
    )


def lane_colours(palette: QPalette, colour: Rgb) -> LaneColours:
    """Return the colours of a lane of a layer of `colour`."""
    ground, ink, fill = palette.base().color(), palette.text().color(), to_qcolor(colour)
    is_dark = ground.lightness() < 128
    if abs(fill.lightness() - ground.lightness()) < 40:  # else a black layer is not to be seen
        fill = mixed(fill, ink, 0.35)
    return LaneColours(
        fill=argb(fill),
        light=argb(fill, 0.5),
        ink=argb(ink),
        ground=argb(ground),
        faint=argb(ink, 0.35),
        uncertain=argb(QColor("#ffb000" if is_dark else "#b36b00")),
        accepted=argb(QColor("#2fbf71" if is_dark else "#157f46")),
        rejected=argb(QColor("#ff6b6b" if is_dark else "#c62828")),
    )


def faint(palette: QPalette, alpha: float) -> QColor:
    """Return the colour of text, `alpha` opaque."""
    colour = QColor(palette.text().color())
    colour.setAlphaF(alpha)
    return colour
