"""A choice of one among a few, all of them in sight, with a thumb on the chosen one."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import colour, is_dark, over_picture
from soc_studio.ui.toolkit.tokens import tokens

_SLIDE = 140  # milliseconds
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Choice(QFrame):
    """A sunk track with a button for each value; Left and Right move the choice.

    The values are added by `add`, or are checkable actions of one exclusive group added by
    `add_action`, which then say what is chosen.
    """

    chosen = Signal(object)  # the value that the person chose

    def __init__(self, parent: QWidget | None = None, height: int = 32) -> None:
        super().__init__(parent)
        self.is_over_picture = False
        """Whether it lies over a picture: it is dark then in both themes."""
        self.setFixedHeight(height)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: list[tuple[Hashable, QToolButton]] = []
        self._thumb = QRect()
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._move_thumb)

    def add(self, value: Hashable, text: str, tip: str = "") -> QToolButton:
        """Offer `value` by a word."""
        button = self._new(value)
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(value))
        return button

    def add_action(self, action: QAction, icon_only: bool = False) -> QToolButton:
        """Offer a checkable action: its word, or its icon alone."""
        # Not in the group of buttons: that would trigger the action that is chosen no longer.
        button = self._new(action, grouped=False)
        button.setDefaultAction(action)
        if icon_only:
            self.setProperty("icons", True)
            button.setIconSize(QSize(18, 18))
            button.setFixedWidth(32)
        else:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(action.text().replace("&", ""))
        return button

    def button(self, value: Hashable) -> QToolButton:
        """Return the button of a value; raises KeyError."""
        return dict(self._buttons)[value]

    @property
    def value(self) -> Hashable | None:
        """What is chosen."""
        for value, button in self._buttons:
            if button.isChecked():
                return value
        return None

    def set_value(self, value: Hashable) -> None:
        """Choose `value` without saying so."""
        self.button(value).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = _STEPS.get(Qt.Key(event.key()))
        usable = [button for _, button in self._buttons if button.isEnabled()]
        checked = [place for place, button in enumerate(usable) if button.isChecked()]
        if step is None or not checked:
            super().keyPressEvent(event)
            return
        target = usable[(checked[0] + step) % len(usable)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = over_picture if self.is_over_picture else colour
        dark, radius = self.is_over_picture or is_dark(), tokens().radius
        painter.setPen(QPen(ink("fieldline"), 1))
        painter.setBrush(ink("bg1" if dark else "bg3"))
        _paint_round(painter, self.rect(), radius.control)
        if self._slide.state() is not QVariantAnimation.State.Running:
            self._thumb = self._chosen_place()  # buttons may be laid out anew within the same size
        if not self._thumb.isEmpty():
            painter.setPen(QPen(ink("line2" if dark else "fieldline"), 1))
            painter.setBrush(ink("bg4" if dark else "bg2"))
            _paint_round(painter, self._thumb, radius.small)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._row.activate()
        self._put_thumb(at_once=True)

    def _new(self, value: Hashable, grouped: bool = True) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setProperty("takes_arrows", True)  # before a command of the window has them
        button.setFixedHeight(self.height() - 4)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.toggled.connect(lambda: self._put_thumb())
        if grouped:
            self._group.addButton(button)
        self._row.addWidget(button)
        self._buttons.append((value, button))
        return button

    def _put_thumb(self, at_once: bool = False) -> None:
        place = self._chosen_place()
        self._slide.stop()
        if at_once or self._thumb.isEmpty() or not self.isVisible() or not duration(_SLIDE):
            self._move_thumb(place)
            return
        self._slide.setDuration(duration(_SLIDE))
        self._slide.setStartValue(self._thumb)
        self._slide.setEndValue(place)
        self._slide.start()

    def _chosen_place(self) -> QRect:
        checked = [button for _, button in self._buttons if button.isChecked()]
        if len(checked) != 1:  # one goes off, and another on, one after the other
            return self._thumb
        return checked[0].geometry()

    def _move_thumb(self, place: QRect) -> None:
        self._thumb = place
        self.update()


def _paint_round(painter: QPainter, room: QRect, radius: int) -> None:
    painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
