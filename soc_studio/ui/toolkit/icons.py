"""Icons by Lucide, in the colours of the theme and sharp at every scale."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from soc_studio.resources import resource
from soc_studio.ui.toolkit.theme import colour, over_picture

OFF = 0.38  # opacity of a disabled icon
_FILLED = frozenset({"play"})  # the triangle; all others are lines


def icon(name: str, size: int = 18, is_over_picture: bool = False) -> QIcon:
    """Return the icon called `name` by Lucide, in the colours of the present theme, or of what lies
    over a picture.

    Ask for another when the theme changes, or a screen of another scale is added (`scales`). A
    disabled icon has the opacity `OFF`, a switched-on one the accent colour.
    """
    of = over_picture if is_over_picture else colour
    return QIcon(
        _icon(name, size, (of("t2").rgba(), of("t1").rgba(), of("acc_t").rgba()), scales())
    )


def scales() -> tuple[float, ...]:
    """Return the scales that icons are drawn for: those of the screens, and 1."""
    found = {each.devicePixelRatio() for each in QGuiApplication.screens()}
    return tuple(sorted({1.0, *found}))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, inks: tuple[int, int, int], drawn: tuple[float, ...]) -> QIcon:
    plain, active, on = (QColor.fromRgba(each) for each in inks)
    made = QIcon()
    for mode, state, ink in (
        (QIcon.Mode.Normal, QIcon.State.Off, plain),
        (QIcon.Mode.Active, QIcon.State.Off, active),
        (QIcon.Mode.Disabled, QIcon.State.Off, _off(plain)),
        (QIcon.Mode.Normal, QIcon.State.On, on),
        (QIcon.Mode.Disabled, QIcon.State.On, _off(on)),
    ):
        for scale in drawn:
            made.addPixmap(icon_pixmap(name, size, ink, scale), mode, state)
    return made


def icon_pixmap(name: str, size: int, ink: QColor, scale: float) -> QPixmap:
    """Return the icon called `name` in one colour, for a screen of `scale`."""
    return _pixmap(name, size, ink.rgba(), scale)


def paint_icon(painter: QPainter, name: str, room: QRectF, ink: QColor) -> None:
    """Draw the icon called `name` in the middle of `room`, as large as fits, on whole pixels."""
    size = int(min(room.width(), room.height()))
    if size > 0:
        scale = painter.device().devicePixelRatioF()
        place = room.center().x() - size / 2, room.center().y() - size / 2
        pixmap = icon_pixmap(name, size, ink, scale)
        painter.drawPixmap(round(place[0]), round(place[1]), pixmap)


def _off(ink: QColor) -> QColor:
    ink = QColor(ink)
    ink.setAlphaF(OFF)
    return ink


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, rgba: int, scale: float) -> QPixmap:
    ink = QColor.fromRgba(rgba)
    source = _source(name).replace("currentColor", ink.name())
    if name in _FILLED:
        source = source.replace('fill="none"', f'fill="{ink.name()}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(ink.alphaF())
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
