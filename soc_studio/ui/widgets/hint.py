"""A bubble that points at the next step."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from soc_studio.ui.toolkit.theme import colour, weighted
from soc_studio.ui.widgets.click_through import ClickThrough
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.sheet import Sheet

_ARROW, _GAP, _EDGE = 8, 4, 8  # pixels: the arrow's height, to the target, to the window's edge
_WIDTH, _PADDING = 300, 14
_ROUND = 8
_LEAST_TIP = 24  # from a corner of the bubble to the middle of its arrow
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_RING = 2  # pixels
_SPARE = 6  # pixels at the edges of bars, in which there is nothing


class Side(Enum):
    """The side of its target on which a bubble stands."""

    BELOW = auto()
    ABOVE = auto()
    RIGHT = auto()
    LEFT = auto()


_ARROW_SIDES = {
    Side.BELOW: QMargins(0, _ARROW, 0, 0),
    Side.ABOVE: QMargins(0, 0, 0, _ARROW),
    Side.RIGHT: QMargins(_ARROW, 0, 0, 0),
    Side.LEFT: QMargins(0, 0, _ARROW, 0),
}


class Hint(QWidget):
    """A heading and a sentence beside a widget of the same window, with an arrow to it.

    It never lies over what it points at, nor over a sheet or a popover. Where it would lie over
    what is `needed`, it stands elsewhere on the stage, and a ring is around what it speaks of.
    Clicks go through it, but for its button.
    It says nothing before `begin`: only a window that a person works in has hints.
    """

    skipped = Signal()
    displaced = Signal()  # what it points at has moved: a part of it may be elsewhere in it, too

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("hint")
        self._window = window
        self._target: QWidget | None = None
        self._part: QRect | None = None
        self._side = self._wanted = Side.BELOW
        self._watched: list[QWidget] = []
        self._has_begun = False
        self._stage: QWidget | None = None
        self._needed: Callable[[], list[QRect]] = list
        self._ring = _Ring(window)
        self._soon = QTimer(self)  # until all is laid out
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.displaced)
        ClickThrough(self)
        self.heading = QLabel()
        self.heading.setFont(weighted(self.heading.font(), QFont.Weight.DemiBold))
        self.label = QLabel()
        self.label.setWordWrap(True)
        for text in (self.heading, self.label):
            text.setTextFormat(Qt.TextFormat.PlainText)
        self.skip_button = QPushButton(self.tr("Skip"))
        self.skip_button.setToolTip(self.tr("Do not say this again"))
        self.skip_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.skip_button.clicked.connect(self._skip)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.skip_button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.label)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """What it points at."""
        return self._target

    @property
    def pointed(self) -> QRect:
        """Where in the window it points at, while it points."""
        return self._room()

    def keep_clear(self, stage: QWidget, needed: Callable[[], list[QRect]]) -> None:
        """Lie over no place of the window that is `needed`, but on the `stage` instead."""
        self._stage, self._needed = stage, needed

    def begin(self) -> None:
        """Say what there is to say from now on."""
        self._has_begun = True
        self._place()

    def point_at(
        self, target: QWidget, heading: str, text: str, side: Side, part: QRect | None = None
    ) -> None:
        """Say `text` of `target`, or of a `part` of it.

        It stands at another side where there is no room at `side`.
        """
        if self._target is not target:
            self._let_go()
            self._target = target
            self._watch(target)
        self._wanted, self._part = side, part
        self.heading.setText(heading)
        self.label.setText(text)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self._place()

    def dismiss(self) -> None:
        """Point at nothing."""
        self._let_go()
        self.hide()
        self._ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _MOVES:
            self._place()
            self._soon.start(0)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._target is None:
            return
        points_at = not self._ring.isVisibleTo(self._window)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("acc"))
        painter.drawRoundedRect(QRectF(self._body()), _ROUND, _ROUND)
        if points_at:
            painter.drawPolygon(self._arrow())
        painter.end()

    def _body(self) -> QRect:
        """Return the bubble without its arrow."""
        return self.rect().marginsRemoved(_ARROW_SIDES[self._side])

    def _arrow(self) -> QPolygonF:
        body, tip = self._body(), self._room().center() - self.pos()
        x = min(max(tip.x(), _LEAST_TIP), self.width() - _LEAST_TIP)
        y = min(max(tip.y(), _LEAST_TIP), self.height() - _LEAST_TIP)
        if self._side in (Side.BELOW, Side.ABOVE):
            base = body.top() if self._side is Side.BELOW else body.bottom() + 1
            end = 0 if self._side is Side.BELOW else self.height()
            points = [QPointF(x - _ARROW, base), QPointF(x, end), QPointF(x + _ARROW, base)]
        else:
            base = body.left() if self._side is Side.RIGHT else body.right() + 1
            end = 0 if self._side is Side.RIGHT else self.width()
            points = [QPointF(base, y - _ARROW), QPointF(end, y), QPointF(base, y + _ARROW)]
        return QPolygonF(points)

    def _room(self) -> QRect:
        """Return where in the window it points at."""
        assert self._target is not None
        part = self._target.rect() if self._part is None else self._part
        return QRect(self._target.mapTo(self._window, part.topLeft()), part.size())

    def _place(self) -> None:
        target = self._target
        if target is None or not self._has_begun or not target.isVisible():
            self.hide()
            self._ring.hide()
            return
        room, window = self._room(), self._window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        sides = [self._wanted, *(each for each in Side if each is not self._wanted)]
        places = {side: self._beside(room, side, window) for side in sides}
        fitting = [side for side in sides if window.contains(places[side])]
        needed = [room, *self._needed()]
        clear = [side for side in fitting if not _overlap(places[side], needed)]
        self._side = (clear or fitting or sides)[0]
        place = places[self._side]
        elsewhere = None if clear else self._elsewhere(place, needed)
        self._column.setContentsMargins(self._padding(self._side))
        self.setGeometry(place if elsewhere is None else elsewhere)
        if elsewhere is not None:
            self._ring.setGeometry(
                room.adjusted(-_RING, -_RING, _RING, _RING) & self._window.rect()
            )
        self._ring.setVisible(elsewhere is not None)
        self.show()
        self._rise()
        self.update()

    def _beside(self, room: QRect, side: Side, window: QRect) -> QRect:
        """Return the place beside `room`, as near to its middle as `window` allows."""
        self._column.setContentsMargins(self._padding(side))
        arrow = _ARROW_SIDES[side]
        width = _WIDTH + arrow.left() + arrow.right()
        height = self._column.totalHeightForWidth(width)
        place = QRect(0, 0, width, height)
        place.moveCenter(room.center())
        if side is Side.BELOW:
            place.moveTop(room.bottom() + 1 + _GAP)
        elif side is Side.ABOVE:
            place.moveBottom(room.top() - 1 - _GAP)
        elif side is Side.RIGHT:
            place.moveLeft(room.right() + 1 + _GAP)
        else:
            place.moveRight(room.left() - 1 - _GAP)
        if side in (Side.BELOW, Side.ABOVE):
            place.moveLeft(max(window.left(), min(place.left(), window.right() + 1 - width)))
        else:
            place.moveTop(max(window.top(), min(place.top(), window.bottom() + 1 - height)))
        return place

    def _elsewhere(self, place: QRect, needed: list[QRect]) -> QRect | None:
        """Return a corner of the stage that is needed less than `place` is, None without one."""
        if self._stage is None:
            return None
        corner = self._stage.mapTo(self._window, QPoint())
        stage = QRect(corner, self._stage.size()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if not stage.contains(QRect(stage.topLeft(), place.size())):
            return None
        corners = []
        for left in (stage.right() + 1 - place.width(), stage.left()):
            for top in (stage.top(), stage.bottom() + 1 - place.height()):
                corners.append(QRect(QPoint(left, top), place.size()))
        best = min(corners, key=lambda each: _overlap(each, needed))
        return best if _overlap(best, needed) < _overlap(place, needed) else None

    def _padding(self, side: Side) -> QMargins:
        return _ARROW_SIDES[side] + QMargins(_PADDING, 8, 8, 12)

    def _rise(self) -> None:
        """Lie over everything but sheets and popovers.

        Each time: a main window raises what is between its docks whenever it lays them out.
        """
        above = [
            each
            for each in self._window.children()
            if isinstance(each, Sheet | Popover) and each.isVisible()
        ]
        for each in (self._ring, self):
            each.raise_()
            if above:
                each.stackUnder(above[0])

    def _watch(self, target: QWidget) -> None:
        """Follow `target`, which moves with what it is in."""
        each: QWidget | None = target
        while each is not None:
            each.installEventFilter(self)
            self._watched.append(each)
            each = None if each is self._window else each.parentWidget()

    def _let_go(self) -> None:
        for each in self._watched:
            if isValid(each):  # buttons may be made anew
                each.removeEventFilter(self)
        self._watched.clear()
        self._target = None

    def _skip(self) -> None:
        self.dismiss()
        self.skipped.emit()


class _Ring(QWidget):
    """A ring around a part of the window, through which people click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("hint_ring")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("acc_t"), _RING))
        half = _RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 7, 7)
        painter.end()


def _overlap(place: QRect, needed: list[QRect]) -> int:
    """Return the pixels of `place` that are needed."""
    inside = [each.adjusted(_SPARE, _SPARE, -_SPARE, -_SPARE) for each in needed]
    both = [place & each for each in inside]
    return sum(each.width() * each.height() for each in both if each.isValid())
