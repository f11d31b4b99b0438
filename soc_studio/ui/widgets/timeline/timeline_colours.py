"""The colours of the timeline, derived from the theme."""

from __future__ import annotations

from PySide6.QtGui import QColor

from soc_studio.core.project.colours import Rgb
from soc_studio.core.tracks.lane_picture import Argb, LaneColours
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour

_EDGE_CONTRAST = 3.3  # least of the edge of a block on its lane
_DARK = "#0f1113"


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


def lane_colours(layer: Rgb) -> LaneColours:
    """Return the colours of a lane of a layer of a colour, in the theme shown now."""
    ground, fill = colour("lanebg"), to_qcolor(layer)
    if abs(fill.lightness() - ground.lightness()) < 40:  # else a black layer is not to be seen
        fill = mixed(fill, colour("t1"), 0.35)
    edge = QColor(fill)
    while contrast(edge, ground) < _EDGE_CONTRAST:
        edge = mixed(edge, colour("t1"), 0.1)
    return LaneColours(
        fill=argb(fill),
        edge=argb(edge),
        deep=argb(mixed(fill, QColor(_DARK), 0.6)),
        ink=argb(colour("t1")),
        ground=argb(ground),
        faint=argb(colour("t3")),
        mark=argb(QColor("white")),
        rim=argb(QColor(_DARK)),
        uncertain=argb(colour("warn")),
        accepted=argb(colour("ok")),
        rejected=argb(colour("bad")),
    )


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours by WCAG, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(given: QColor) -> float:
    parts = (given.redF(), given.greenF(), given.blueF())
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(alpha: float) -> QColor:
    """Return the colour of text, `alpha` opaque."""
    made = colour("t1")
    made.setAlphaF(alpha)
    return made
