"""The focus of the keyboard: a ring around what has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from soc_studio.ui.toolkit.application_events import watch_application
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.toolkit.tokens import tokens

_LINE, _GAP = 2, 1
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """Rings what the keyboard brought the focus to.

    The ring is laid over the window, so nothing grows or moves when the focus goes on. What the
    mouse gave the focus to has none: it is under the pointer. A field in a frame, which has the
    property "framed", is ringed with its frame.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.ring: Ring | None = None
        self._target: QWidget | None = None
        self._ringed: QWidget | None = None  # the target, or the frame that it fills
        self._watched: list[QWidget] = []
        watch_application(self, (QEvent.Type.FocusIn, QEvent.Type.FocusOut, *_MOVES))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
                self._let_go()
                if event.reason() in _BY_KEYBOARD and not watched.isWindow():
                    self._put_around(watched)
        elif kind == QEvent.Type.FocusOut:
            if watched is self._target:
                self._let_go()
        elif kind in _MOVES and watched in self._watched:
            self._place()
        return False

    def _put_around(self, target: QWidget) -> None:
        window = target.window()
        self._target = target
        self._ringed = target.parentWidget() if target.property("framed") else target
        above: QWidget | None = self._ringed
        while above is not None and above is not window:
            self._watched.append(above)
            above = above.parentWidget()
        self.ring = Ring(window)
        self._place()

    def _let_go(self) -> None:
        self._target = None
        self._ringed = None
        self._watched = []
        if self.ring is not None:
            self.ring.hide()
            self.ring.deleteLater()
            self.ring = None

    def _place(self) -> None:
        target, ring = self._ringed, self.ring
        if target is None or ring is None:
            return
        window = target.window()
        around = _LINE + _GAP
        room = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        room.adjust(-around, -around, around, around)
        # What has no room around it is ringed inside.
        ring.put(room.intersected(window.rect()))
        ring.setVisible(target.isVisible())


class Ring(QWidget):
    """A ring as large as the widget, through which one sees and clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def put(self, room: QRect) -> None:
        """Be around the middle of `room`, a place of the parent."""
        self.setGeometry(room)
        # Only the ring: what is painted anew inside has not to paint this as well.
        inner = self.rect().adjusted(_LINE + 3, _LINE + 3, -_LINE - 3, -_LINE - 3)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("acc_t"), _LINE))
        half = _LINE / 2
        radius = tokens().radius.control + _GAP + half
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, radius, radius)
        painter.end()
