"""A setting with a slider and a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from soc_studio.core.masks.matte_ranges import PLACES, Scale
from soc_studio.ui.widgets.icons import IconButton, Picture

_PAUSE = 700  # milliseconds without a change after which another one is a step of its own


class SettingRow(QWidget):
    """A name, a slider, a number and a button back to how it is at first.

    Changes are numbered by the gesture that they are of: one drag of the slider, turns of the wheel
    without a pause, or all that is done with keys while the row keeps the focus.
    """

    asked = Signal(str, float, int)  # the setting's name, its value, the gesture
    reset_asked = Signal(str)

    def __init__(
        self, setting: str, title: str, hint: str, unit: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self._scale: Scale | None = None
        self._gesture = 0
        self._filling = False
        label = QLabel(title)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, PLACES)
        self.slider.setPageStep(PLACES // 10)
        self.slider.setAccessibleName(title)
        self.number = QDoubleSpinBox()
        self.number.setKeyboardTracking(False)
        self.number.setSuffix(f" {unit}" if unit else "")
        self.number.setAccessibleName(title)
        self.number.setFixedWidth(92)
        self.slider.setMinimumWidth(60)
        self.reset_button = IconButton(Picture.RESET, self.tr("Reset: {0}").format(title))
        label.setBuddy(self.number)
        for hinted in (label, self.slider, self.number):
            hinted.setToolTip(hint)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        for column, widget in enumerate((label, self.slider, self.number, self.reset_button)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(1, 1)
        self.label = label
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE)
        self.pause.timeout.connect(self._end_gesture)
        for keyed in (self.slider, self.number):
            keyed.installEventFilter(self)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(self._end_gesture)
        self.slider.sliderReleased.connect(self._end_gesture)
        self.number.valueChanged.connect(self._typed)
        self.reset_button.clicked.connect(self._reset)

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
        self.reset_button.setEnabled(not is_first)
        self._filling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self._end_gesture()
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
