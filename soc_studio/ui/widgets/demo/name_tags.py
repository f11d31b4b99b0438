"""The names of objects, painted on the picture beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.name_chips import Area, Named, Placed, Side, place_chips
from soc_studio.core.tracks.object_boxes import ObjectBox
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import role_font, weighted
from soc_studio.ui.widgets.swatch_icon import dashed_pen

_HEIGHT, _DOT = 32, 9
_LEFT, _GAP, _RIGHT = 12, 8, 14  # before the dot, after it, and after the name
_WIDEST = 320
_SHADOW = 6  # pixels of room for it, on every side
_KEPT = 64  # chips that are drawn already
_EDGE = 8  # pixels between a name and the edge of the picture
_INK = QColor("#0F1113")  # on any colour of a layer


class NameTags:
    """Chips with the names of objects; they stay on their side of an object while they can."""

    def __init__(self, obstacles: Callable[[], Sequence[QRect]]) -> None:
        """`obstacles` returns what names must not cover, in pixels of the picture's widget."""
        self.objects: tuple[ObjectBox, ...] = ()
        self.placed: list[Placed] = []
        self._obstacles = obstacles
        self._sides: dict[int, Side] = {}
        self._drawn: dict[tuple[str, Rgb, bool, float, float], QPixmap] = {}

    def show_objects(self, objects: tuple[ObjectBox, ...]) -> None:
        """Show the names of these from now on."""
        self.objects = objects

    def paint(self, painter: QPainter, picture: QRectF, room: QRectF) -> None:
        """Draw the names: `picture` is where the whole picture lies, `room` what is seen of it."""
        metrics = QFontMetrics(_font())
        named = [_named(each, picture, metrics) for each in self.objects]
        inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        taken = [_area(QRectF(each)) for each in self._obstacles()]
        self.placed = place_chips(named, _area(inner), self._sides, taken)
        self._sides = {each.key: each.side for each in self.placed}
        objects = {each.layer: each for each in self.objects}
        for placed in self.placed:
            each = objects[LayerId(placed.key)]
            chip = self._chip(each, placed.area.width, painter.device().devicePixelRatioF())
            left, top = round(placed.area.left) - _SHADOW, round(placed.area.top) - _SHADOW
            painter.drawPixmap(left, top, chip)

    def _chip(self, each: ObjectBox, width: float, ratio: float) -> QPixmap:
        """Return a chip with its shadow; it is drawn once, not with every frame."""
        key = each.name, each.colour, each.dashed, width, ratio
        if key not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            size = QSizeF(width + 2 * _SHADOW, _HEIGHT + 2 * _SHADOW)
            pixmap = QPixmap((size * ratio).toSize())
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(_font())
            place = QRectF(_SHADOW, _SHADOW, width, _HEIGHT)
            _paint(painter, each, place, QFontMetrics(_font()))
            painter.end()
            self._drawn[key] = pixmap
        return self._drawn[key]


def _font() -> QFont:
    font = weighted(role_font("title"), QFont.Weight.Medium)
    font.setPixelSize(15)
    return font


def _named(each: ObjectBox, picture: QRectF, metrics: QFontMetrics) -> Named:
    left, top, width, height = each.box
    box = Area(
        picture.left() + left * picture.width(),
        picture.top() + top * picture.height(),
        width * picture.width(),
        height * picture.height(),
    )
    text = metrics.horizontalAdvance(each.name) + 1
    return Named(each.layer, box, min(_WIDEST, _LEFT + _DOT + _GAP + text + _RIGHT), _HEIGHT)


def _paint(painter: QPainter, each: ObjectBox, place: QRectF, metrics: QFontMetrics) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in ((3, 18), (2, 26), (1, 34)):  # a soft shadow
        painter.setBrush(QColor(0, 0, 0, alpha))
        shadow = place.adjusted(-spread, 2 - spread, spread, 2 + spread)
        painter.drawRoundedRect(shadow, shadow.height() / 2, shadow.height() / 2)
    painter.setBrush(to_qcolor(each.colour))
    painter.drawRoundedRect(place, _HEIGHT / 2, _HEIGHT / 2)
    if each.dashed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed_pen(_INK, 2))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _HEIGHT / 2 - 1, _HEIGHT / 2 - 1)
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    painter.drawEllipse(QRectF(place.left() + _LEFT, place.center().y() - _DOT / 2, _DOT, _DOT))
    text = place.adjusted(_LEFT + _DOT + _GAP, 0, -_RIGHT, 0)
    painter.setPen(_INK)
    name = metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, round(text.width()) + 1)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(text.adjusted(0, 0, 2, 0), int(flags), name)


def _area(room: QRectF) -> Area:
    return Area(room.left(), room.top(), max(0.0, room.width()), max(0.0, room.height()))
