"""A setting with a slider and a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from soc_studio.core.masks.matte_ranges import PLACES, Scale
from soc_studio.ui.commands.actions import plain

_NAME, _FIELD = 104, 72  # pixels of width
_PAUSE = 700  # milliseconds without a change after which another one is a step of its own


class _Number(QDoubleSpinBox):
    """A number with a unit, and a word in place of 0 where there is one."""

    def __init__(self, suffix: str, nothing: str) -> None:
        super().__init__()
        self._suffix, self._nothing = suffix, nothing
        self.valueChanged.connect(self._suit)
        self._suit()

    def textFromValue(self, value: float) -> str:  # noqa: N802
        return self._nothing if self._nothing and value == 0 else super().textFromValue(value)

    def valueFromText(self, text: str) -> float:  # noqa: N802
        return 0.0 if self._says_nothing(text) else super().valueFromText(text)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if self._says_nothing(text):
            return QValidator.State.Acceptable, text, place
        return super().validate(text, place)

    def _says_nothing(self, text: str) -> bool:
        return bool(self._nothing) and text.removesuffix(self._suffix).strip() == self._nothing

    def _suit(self) -> None:
        """Leave out the unit beside the word."""
        self.setSuffix("" if self._nothing and self.value() == 0 else self._suffix)


class SettingRow(QWidget):
    """A name, a slider and a number; a double click on the name resets it.

    Changes are numbered by the gesture that they are of: one drag of the slider, turns of the wheel
    without a pause, or all that is done with keys while the row keeps the focus.
    """

    asked = Signal(str, float, int)  # the setting's name, its value, the gesture
    reset_asked = Signal(str)

    def __init__(
        self,
        setting: str,
        title: str,
        hint: str,
        unit: str,
        least: str = "",
        nothing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `least` in place of the least number, and `nothing` in place of 0, where there are
        such words."""
        super().__init__(parent)
        self.setting = setting
        self._scale: Scale | None = None
        self._gesture = 0
        self._filling = False
        label = QLabel(title)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, PLACES)
        self.slider.setPageStep(PLACES // 10)
        self.slider.setAccessibleName(plain(title))
        self.number = _Number(f" {unit}" if unit else "", nothing)
        self.number.setKeyboardTracking(False)
        self.number.setAccessibleName(plain(title))
        self.number.setSpecialValueText(least)
        self.number.setFixedWidth(_FIELD)
        self.number.setObjectName("setting_number")  # which has no arrows in the style sheet
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider.setMinimumWidth(60)
        label.setBuddy(self.number)
        label.setToolTip("\n".join([hint, self.tr("Double-click: back to how it was at first")]))
        for hinted in (self.slider, self.number):
            hinted.setToolTip(hint)
            hinted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        label.setFixedWidth(_NAME)
        label.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.reset_action = QAction(self.tr("Reset: {0}").format(title), self)
        self.reset_action.triggered.connect(self._reset)
        label.addAction(self.reset_action)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for column, widget in enumerate((label, self.slider, self.number)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(1, 1)
        self.label = label
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE)
        self.pause.timeout.connect(self._end_gesture)
        for watched in (self.slider, self.number, label):
            watched.installEventFilter(self)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(self._end_gesture)
        self.slider.sliderReleased.connect(self._end_gesture)
        self.number.valueChanged.connect(self._typed)

    def set_scale(self, scale: Scale) -> None:
        """Say which values there are."""
        if scale == self._scale:
            return
        self._scale = scale
        self._filling = True
        self.number.setDecimals(scale.decimals)
        self.number.setRange(scale.least, scale.most)
        self.number.setSingleStep(10.0**-scale.decimals)
        step = (scale.high - scale.low) / PLACES
        self.slider.setSingleStep(max(1, round(10.0**-scale.decimals / step)))
        self._filling = False

    def show_value(self, value: float, is_first: bool) -> None:
        """Show a value, and whether it is as it is at first."""
        assert self._scale is not None
        self._filling = True
        self.number.setValue(value)
        if not self.slider.isSliderDown():
            self.slider.setValue(self._scale.place_of(value))
        self.reset_action.setEnabled(not is_first)
        for part in (self.label, self.number):
            if part.property("unchanged") != is_first:
                part.setProperty("unchanged", is_first)
                part.style().unpolish(part)
                part.style().polish(part)
        self._filling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if watched is self.label:
            if kind == QEvent.Type.MouseButtonDblClick and self.reset_action.isEnabled():
                self._reset()
                return True
        elif kind == QEvent.Type.FocusOut:
            self._end_gesture()
        elif kind == QEvent.Type.Wheel and not self._has_focus():
            event.ignore()  # whoever scrolls past it changes nothing
            return True
        return False

    def _slid(self, place: int) -> None:
        if not self._filling and self._scale is not None:
            self._ask(self._scale.value_at(place))

    def _typed(self, value: float) -> None:
        if not self._filling:
            self._ask(value)

    def _ask(self, value: float) -> None:
        if not self.slider.isSliderDown() and not self._has_focus():
            self.pause.start()
        self.asked.emit(self.setting, value, self._gesture)

    def _has_focus(self) -> bool:
        return self.slider.hasFocus() or self.number.hasFocus()

    def _end_gesture(self) -> None:
        self._gesture += 1

    def _reset(self) -> None:
        self._end_gesture()
        self.reset_asked.emit(self.setting)
