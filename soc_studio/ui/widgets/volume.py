"""The volume control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from soc_studio.ui.toolkit.icons import icon

_WIDTH = 72


class Volume(QWidget):
    """A button that makes silent, and a slider."""

    changed = Signal(float, bool)  # loudness, 0 to 1, and whether it is silent all the same

    def __init__(self, mute: QAction, parent: QWidget | None = None) -> None:
        """Make silent with `mute`, which can be checked."""
        super().__init__(parent)
        self._mute = mute
        self.button = QToolButton()
        self.button.setDefaultAction(mute)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setFixedWidth(_WIDTH)
        self.slider.setAccessibleName(self.tr("Volume"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.slider)
        mute.toggled.connect(self._tell)
        self.slider.valueChanged.connect(self._tell)
        self.set_available(False)

    def set_volume(self, volume: float, muted: bool) -> None:
        """Show how loud it is."""
        self.slider.setValue(round(volume * 100))
        self._mute.setChecked(muted)
        self._tell()

    def set_available(self, available: bool) -> None:
        """Show whether there is anything to be heard."""
        self._mute.setEnabled(available)
        self.slider.setEnabled(available)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        silent = self._mute.isChecked() or not self.slider.value()
        self._mute.setIcon(icon("volume-x" if silent else "volume-2"))

    def _tell(self) -> None:
        volume, muted = self.slider.value() / 100, self._mute.isChecked()
        self._draw_icon()
        if not self.slider.isEnabled():
            self.slider.setToolTip(self.tr("No sound, or no audio device"))
        else:
            self.slider.setToolTip(self.tr("Volume: {0} %").format(self.slider.value()))
        self.changed.emit(volume, muted)
