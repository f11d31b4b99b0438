"""The strip of tools beside the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSlider,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.brush import LARGEST

_ICON = 20
_STEPS = 100  # of the slider, which is even in the logarithm of the size


class ToolStrip(QToolBar):
    """Buttons for the tools, the size of the brush, and what can be done with a correction."""

    diameter_asked = Signal(float)  # of the brush, in pixels of the video

    def __init__(
        self,
        tools: Sequence[QAction],
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """Show actions of tools, one of which is checked, then those that change corrections."""
        super().__init__(parent)
        self.tools = QActionGroup(self)
        for action in tools:
            self.tools.addAction(action)
        tools[0].setChecked(True)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._drawn_actions = [*tools, *actions]
        self.addActions(list(tools))
        self.addSeparator()
        self._size = QWidget()
        self._size.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.diameter = QLabel("")
        self.diameter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider = QSlider(Qt.Orientation.Vertical)
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedHeight(88)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        column = QVBoxLayout(self._size)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.diameter)
        column.addWidget(self.slider, 0, Qt.AlignmentFlag.AlignHCenter)
        self._size_action = self.addWidget(self._size)
        self.addSeparator()
        self.addActions(list(actions))
        for action in self._drawn_actions:
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(action.toolTip())
        self.slider.valueChanged.connect(self._ask_diameter)
        self.show_size(False)
        self._draw_icons()

    def show_diameter(self, diameter: float) -> None:
        """Show the size of the brush, in pixels of the video."""
        self.diameter.setText(f"{diameter:.0f}")
        tip = self.tr("Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)")
        self._size.setToolTip(tip.format(diameter))
        self.slider.blockSignals(True)
        self.slider.setValue(round(_STEPS * math.log(max(1.0, diameter)) / math.log(LARGEST)))
        self.slider.blockSignals(False)

    def show_size(self, shown: bool) -> None:
        """Show the size of the brush, or not: other tools have none."""
        self._size.setEnabled(shown)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw_icons()

    def _ask_diameter(self, value: int) -> None:
        self.diameter_asked.emit(float(round(LARGEST ** (value / _STEPS))))

    def _draw_icons(self) -> None:
        for action in getattr(self, "_drawn_actions", ()):
            action.setIcon(_icon(action.objectName(), self))


def _icon(name: str, widget: QWidget) -> QIcon:
    """Return the icon of a command in the colours of `widget`."""
    icon = QIcon()
    palette = widget.palette()
    group = palette.ColorGroup
    for mode, colour in (
        (QIcon.Mode.Normal, palette.color(group.Active, palette.ColorRole.ButtonText)),
        (QIcon.Mode.Disabled, palette.color(group.Disabled, palette.ColorRole.ButtonText)),
    ):
        for ratio in (1.0, 2.0):
            icon.addPixmap(_drawn(name, colour, ratio), mode)
    return icon


def _drawn(name: str, colour: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(_ICON, _ICON) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _DRAWINGS[name](painter, colour)
    painter.end()
    return pixmap


def _polygon(*places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


def _draw_pointer(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(
        _polygon((5, 2.5), (5, 16), (8.6, 12.8), (11, 17.5), (13, 16.5), (10.8, 12), (15.5, 11.7))
    )


def _draw_brush(painter: QPainter, colour: QColor) -> None:
    painter.drawLine(QPointF(17, 3), QPointF(9, 11))
    painter.setBrush(colour)
    painter.drawPolygon(_polygon((9.4, 10.2), (10.6, 11.4), (9, 15), (3, 17), (4.6, 12)))


def _draw_eraser(painter: QPainter, colour: QColor) -> None:
    painter.drawPolygon(_polygon((12, 3), (17.5, 8.5), (10, 16), (7, 16), (3, 12)))
    painter.setBrush(colour)
    painter.drawPolygon(_polygon((7.5, 7.5), (13, 13), (10, 16), (7, 16), (3, 12)))
    painter.drawLine(QPointF(7, 17.5), QPointF(17, 17.5))


def _draw_box(painter: QPainter, colour: QColor) -> None:
    painter.drawRect(QRectF(3, 4.5, 14, 11))
    painter.setBrush(colour)
    for x, y in ((3.0, 4.5), (17.0, 4.5), (3.0, 15.5), (17.0, 15.5)):
        painter.drawRect(QRectF(x - 1, y - 1, 2, 2))


def _draw_lasso(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QRectF(3, 2.5, 14.5, 10))
    painter.drawEllipse(QRectF(4.2, 11, 3, 3))
    painter.drawLine(QPointF(5.7, 14), QPointF(7.5, 17.5))


def _draw_absent(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QRectF(3, 3, 14, 14))
    painter.drawLine(QPointF(5.2, 5.2), QPointF(14.8, 14.8))


def _draw_forget(painter: QPainter, colour: QColor) -> None:
    painter.drawArc(QRectF(4, 4.5, 12, 12), 200 * 16, 260 * 16)
    painter.setBrush(colour)
    painter.drawPolygon(_polygon((2.2, 8.2), (8, 8.2), (5, 12)))


def _arrow(painter: QPainter, tip: float, tail: float) -> None:
    barb = 3.5 if tip > tail else -3.5
    painter.drawLine(QPointF(tail, 10), QPointF(tip, 10))
    painter.drawLine(QPointF(tip, 10), QPointF(tip - barb, 6.5))
    painter.drawLine(QPointF(tip, 10), QPointF(tip - barb, 13.5))


def _draw_propagate_back(painter: QPainter, colour: QColor) -> None:
    _arrow(painter, 2.5, 12)
    _draw_dot(painter, colour, 15.5)


def _draw_propagate_both(painter: QPainter, colour: QColor) -> None:
    _arrow(painter, 1.5, 7)
    _arrow(painter, 18.5, 13)
    _draw_dot(painter, colour, 10)


def _draw_propagate_on(painter: QPainter, colour: QColor) -> None:
    _arrow(painter, 17.5, 8)
    _draw_dot(painter, colour, 4.5)


def _draw_dot(painter: QPainter, colour: QColor, x: float) -> None:
    """The frame that is propagated from: a diamond, as the timeline marks it."""
    painter.setBrush(colour)
    painter.drawPolygon(_polygon((x - 2.4, 10), (x, 7.6), (x + 2.4, 10), (x, 12.4)))


_DRAWINGS = {
    "pointer": _draw_pointer,
    "brush": _draw_brush,
    "eraser": _draw_eraser,
    "box": _draw_box,
    "lasso": _draw_lasso,
    "absent": _draw_absent,
    "forget_correction": _draw_forget,
    "propagate_backwards": _draw_propagate_back,
    "propagate_both_ways": _draw_propagate_both,
    "propagate_forwards": _draw_propagate_on,
}
