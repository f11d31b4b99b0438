"""Shows the compute device and the memory in use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from soc_studio.core.system.device_facts import DeviceFacts

_GIGA = 1e9


class DeviceChip(QLabel):
    """A line for the status bar; more in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(6, 0, 6, 0)

    def show_use(self, facts: DeviceFacts | None, cores: int, memory: int | None) -> None:
        """Show the device of a network, None before there is one, and the memory in use."""
        parts = []
        if facts is None:
            told = self.tr("The first search loads the model.")
            parts.append(self.tr("no model loaded"))
        else:
            parts.append(self._device(facts, cores))
            told = self.tr("Model: {0}").format(facts.network) + "\n"
            told += self.tr("Device: {0}").format(facts.name or self._device(facts, cores))
        if facts is not None and facts.used is not None and facts.total is not None:
            used = f"{facts.used / _GIGA:.1f} / {facts.total / _GIGA:.0f} GB"
            parts.append(used)
            told += "\n" + self.tr("Memory of the graphics card: {0}").format(used)
        if memory is not None:
            shown = f"{memory / _GIGA:.1f} GB"
            parts.append(shown)
            told += "\n" + self.tr("Memory of the program: {0}").format(shown)
        self.setText(" · ".join(parts))
        self.setToolTip(told)
        self.setAccessibleName(self.tr("Device and memory"))
        self.setAccessibleDescription(told)

    def _device(self, facts: DeviceFacts, cores: int) -> str:
        if facts.device == "cpu":
            return self.tr("processor, {0} cores").format(cores)
        return self.tr("Apple graphics") if facts.device == "mps" else "CUDA"
