"""What floats over the stage: frames that keep their place and take no room from the picture."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QProgressBar, QSizePolicy, QWidget

from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import colour, make_tabular, weighted
from soc_studio.ui.widgets.floating import Floating

EDGE, LIFT = 12, 14  # pixels from the edges of the stage, and up from its lower edge
_IN, _OUT, _RISE = 180, 140, 8  # milliseconds; pixels that a notice rises as it comes
_STEPS = 1000  # of a progress bar


class Place(Enum):
    """Where on the stage a notice stands."""

    TOP_LEFT = auto()
    TOP_RIGHT = auto()
    BOTTOM = auto()


class Notice(Floating):
    """A frame at a fixed place of the stage, which is its parent."""

    _stage: QWidget | None = None  # events come before it is set
    _muted, _wanted = False, False

    def __init__(self, stage: QWidget, place: Place) -> None:
        super().__init__(stage, "notice")
        self._stage = stage
        self._place = place
        # A click beside its buttons is none on the picture below.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        stage.installEventFilter(self)

    def mute(self, muted: bool) -> None:
        """Keep out of sight whatever there is to say, or no longer."""
        self._muted = muted
        self.setVisible(self._wanted)

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        self._wanted = visible
        shown, stage, focus = visible and not self._muted, self._stage, QApplication.focusWidget()
        if not shown and stage is not None and focus is not None and self.isAncestorOf(focus):
            stage.setFocus()  # Qt would take the next widget, whatever keys mean there
        super().setVisible(shown)

    def appear(self) -> None:
        """Show it where it belongs."""
        was_hidden = self.isHidden()
        self.settle()
        self.show()
        self.raise_()
        if was_hidden:
            rise(self)

    def vanish(self) -> None:
        """Hide it, fading out."""
        fade(self)
        self.hide()

    def settle(self) -> None:
        """Take the place and the size that the stage allows."""
        layout, stage = self.layout(), self._stage
        assert stage is not None
        if layout is not None:
            layout.invalidate()
            layout.activate()
        rest(self)
        room = stage.rect().adjusted(EDGE, EDGE, -EDGE, -LIFT)
        size = self.sizeHint().boundedTo(room.size())
        if self._place is Place.TOP_LEFT:
            self.setGeometry(QRect(room.topLeft(), size))
        elif self._place is Place.TOP_RIGHT:
            left = room.right() + 1 - size.width()
            self.setGeometry(QRect(QPoint(left, room.top()), size))
        else:
            left = (stage.width() - size.width()) // 2
            self.setGeometry(QRect(QPoint(left, room.bottom() + 1 - size.height()), size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._stage and event.type() == QEvent.Type.Resize:
            self.settle()
        return super().eventFilter(watched, event)


def rise(widget: QWidget) -> None:
    """Let a widget that has just been shown come up to its place."""
    milliseconds = duration(_IN)
    if not milliseconds or not widget.isVisible():
        return
    movement = QPropertyAnimation(widget, b"pos", widget)
    movement.setDuration(milliseconds)
    movement.setEasingCurve(QEasingCurve.Type.OutCubic)
    movement.setStartValue(widget.pos() + QPoint(0, _RISE))
    movement.setEndValue(widget.pos())
    movement.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def rest(widget: QWidget) -> None:
    """Stop a widget that is coming up, because it gets another place."""
    for movement in widget.findChildren(QPropertyAnimation):
        movement.stop()


def fade(widget: QWidget) -> None:
    """Leave a picture of a widget in its place that fades away; the widget itself may be hidden."""
    milliseconds, parent = duration(_OUT), widget.parentWidget()
    if milliseconds and parent is not None and widget.isVisible():
        _Afterimage(parent, widget.grab(), widget.geometry(), milliseconds)


class _Afterimage(QWidget):
    def __init__(self, parent: QWidget, picture: QPixmap, room: QRect, milliseconds: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(room)
        self._picture = picture
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(milliseconds)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self.update)
        self._fading.finished.connect(self.deleteLater)
        self._fading.start()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setOpacity(float(self._fading.currentValue()))
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class NoticeIcon(QWidget):
    """An icon by Lucide in a colour of the theme; or a swatch, where it has a colour of its own."""

    def __init__(self, name: str = "", ink: str = "t2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._ink = name, ink
        self._swatch: tuple[int, int, int] | None = None
        self.setFixedSize(18, 18)

    def show_icon(self, name: str, ink: str) -> None:
        """Show the icon called `name` in the colour called `ink` among the theme's."""
        self.name, self._ink, self._swatch = name, ink, None
        self.update()

    def show_swatch(self, rgb: tuple[int, int, int]) -> None:
        """Show the colour of a layer."""
        self._swatch = rgb
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self._swatch is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(*self._swatch))
            painter.drawRoundedRect(QRectF(4, 4, 10, 10), 2, 2)
        elif self.name:
            paint_icon(painter, self.name, QRectF(self.rect()), colour(self._ink))
        painter.end()


class TwoTones(QWidget):
    """Sentences on one line, the first in the stronger tone.

    Where room is short the last ones go, each as a whole, before the first is cut off.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = ""
        self.rest: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join([self.first, *self.rest]).strip()

    def show_text(self, first: str, *rest: str) -> None:
        """Show sentences, those of the `rest` that matter most first."""
        self.first, self.rest = first, tuple(filter(None, rest))
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._advance(len(self.rest)) + 2, QFontMetrics(self._bold()).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(80, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        left = 0
        for text, font, ink in (
            (self.first, self._bold(), "t1"),
            (" ".join(self.rest[: self._fitting()]), self._plain(), "t2"),
        ):
            metrics = QFontMetrics(font)
            room = QRect(left, 0, self.width() - left, self.height())
            if text and room.width() > 0:
                painter.setFont(font)
                painter.setPen(colour(ink))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
                left += metrics.horizontalAdvance(text + " ")
        painter.end()
        whole = self.width() >= self.sizeHint().width()
        tip = "" if whole else self.text
        if self.toolTip() != tip:
            self.setToolTip(tip)

    def _advance(self, count: int) -> int:
        """Return how wide the first sentence is with so many of the rest."""
        rest = " ".join(self.rest[:count])
        first = f"{self.first} " if rest else self.first
        return QFontMetrics(self._bold()).horizontalAdvance(first) + QFontMetrics(
            self._plain()
        ).horizontalAdvance(rest)

    def _fitting(self) -> int:
        """Return how many sentences of the rest there is room for."""
        if not self.first:
            return len(self.rest)
        counts = range(len(self.rest), 0, -1)
        return next((each for each in counts if self._advance(each) <= self.width()), 0)

    def _bold(self) -> QFont:
        return weighted(self._plain(), QFont.Weight.DemiBold)

    def _plain(self) -> QFont:
        font = QFont(self.font())
        make_tabular(font)
        return font


class ThinBar(QProgressBar):
    """A bar 4 pixels high; its words stand beside it."""

    def __init__(self, width: int | None = 96, parent: QWidget | None = None) -> None:
        """Be `width` pixels wide, or as wide as the layout allows where it is None."""
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(4)
        if width is not None:
            self.setFixedWidth(width)

    def show_share(self, done: int, total: int | None) -> None:
        """Show how much of the work is done; where that is unknown, that something moves."""
        if total is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, _STEPS)
            self.setValue(_STEPS * min(done, total) // max(1, total))
