"""The volume control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme
from soc_studio.ui.widgets.popover import Popover

_WIDTH, _SIDE = 120, 32


class Volume(QWidget):
    """A button that opens a popover with a button that makes silent, and a slider."""

    changed = Signal(float, bool)  # loudness, 0 to 1, and whether it is silent all the same

    def __init__(self, mute: QAction, parent: QWidget | None = None) -> None:
        """Make silent with `mute`, which can be checked."""
        super().__init__(parent)
        self._mute = mute
        self.button = QToolButton()
        self.button.setFixedSize(_SIDE, _SIDE)
        self.button.setIconSize(QSize(18, 18))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._open)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setFixedWidth(_WIDTH)
        self.slider.setAccessibleName(self.tr("Volume"))
        self.percent = QLabel("")
        self.percent.setFixedWidth(self.percent.fontMetrics().horizontalAdvance("100 %") + 4)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._popover: Popover | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        mute.toggled.connect(self._tell)
        self.slider.valueChanged.connect(self._tell)
        self.set_available(False)

    @property
    def popover(self) -> Popover:
        """The popover with the slider; made when it is first needed, over the window."""
        if self._popover is None:
            self._popover = Popover(self.button)
            self._popover.right_aligned = True
            mute = QToolButton()
            mute.setDefaultAction(self._mute)
            mute.setIconSize(QSize(18, 18))
            mute.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            mute.setAccessibleName(self._mute.text().replace("&", ""))
            row = QHBoxLayout(self._popover)
            row.setContentsMargins(8, 6, 12, 6)
            for widget in (mute, self.slider, self.percent):
                row.addWidget(widget)
        return self._popover

    def set_volume(self, volume: float, muted: bool) -> None:
        """Show how loud it is."""
        self.slider.setValue(round(volume * 100))
        self._mute.setChecked(muted)
        self._tell()

    def set_available(self, available: bool) -> None:
        """Show whether there is anything to be heard."""
        self._mute.setEnabled(available)
        self.slider.setEnabled(available)
        self.button.setEnabled(available)
        if not available and self._popover is not None:
            self._popover.close_quietly()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icon()

    def _open(self) -> None:
        popover = self.popover
        if popover.isVisible():
            popover.dismiss()
            return
        popover.open()
        self.slider.setFocus(Qt.FocusReason.PopupFocusReason)

    def _draw_icon(self) -> None:
        silent = self._mute.isChecked() or not self.slider.value()
        for each in (self._mute, self.button):
            each.setIcon(icon("volume-x" if silent else "volume-2"))

    def _tell(self) -> None:
        volume, muted = self.slider.value() / 100, self._mute.isChecked()
        self._draw_icon()
        if not self.slider.isEnabled():
            told = self.tr("No sound, or no audio device")
        elif muted:
            told = self.tr("Volume: muted")
        else:
            told = self.tr("Volume: {0} %").format(self.slider.value())
        self.percent.setText(f"{self.slider.value()} %")
        for each in (self.slider, self.button):
            each.setToolTip(told)
        self.button.setAccessibleName(told)
        self.changed.emit(volume, muted)
