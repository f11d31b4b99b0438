"""The button of the tasks: a bell at rest, a ring with the share that is done while they run."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour

_ICON, _RING, _GAP, _PAD = 18, 16, 8, 8


class TasksButton(QToolButton):
    """Says how many tasks run, and how far all of them are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self.share: float | None = None
        self._words, self.has_text = "", True
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)
        self.show_tasks(0, None)

    def show_tasks(self, count: int, share: float | None) -> None:
        """Show how many run or wait, and the share that is done, 0 to 1; None is not known yet."""
        words = self.tr("1 task") if count == 1 else self.tr("{0} tasks").format(count)
        self.share = share
        if count != self.count or not self.toolTip():
            self.count = count
            self._words = words if count else ""
            self._show_words()
            self.setToolTip(self.tr("Tasks"))
            said = words if count else self.tr("nothing is running")
            self.setAccessibleName(self.tr("Tasks: {0}").format(said))
            self.updateGeometry()
        self.update()

    def show_text(self, shown: bool) -> None:
        """Say "2 tasks", or the number alone to save room."""
        self.has_text = shown
        self._show_words()

    def _show_words(self) -> None:
        short = str(self.count) if self.count else ""
        self.setText(self._words if self.has_text else short)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        if not self.count:
            return QSize(32, 32)
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_PAD + _RING + _GAP + text + _PAD + 2, 32)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        if self.count:
            self._paint_ring(painter)
        else:
            room = QRectF((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, _ICON, _ICON)
            paint_icon(painter, "bell", room, colour("t1" if self.underMouse() else "t2"))
        painter.end()

    def _paint_ring(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(_PAD + 1, (self.height() - _RING) / 2 + 1, _RING - 2, _RING - 2)
        pen = QPen(colour("bg4"), 2.5)
        painter.setPen(pen)
        painter.drawEllipse(room)
        pen.setColor(colour("acc_t"))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        share = 0.25 if self.share is None else min(1.0, self.share)
        painter.drawArc(room, 90 * 16, -round(share * 360 * 16))
        painter.setPen(colour("t1"))
        words = self.rect().adjusted(_PAD + _RING + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
