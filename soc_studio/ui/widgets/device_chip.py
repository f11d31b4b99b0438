"""Says which model searches, and on which device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from soc_studio.core.system.device_facts import DeviceFacts
from soc_studio.ui.text import model_text

_GIGA = 1e9


class DeviceChip(QLabel):
    """A few words for the footer; memory and more in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._model = ""
        self._use: tuple[DeviceFacts | None, int, int | None] = (None, 0, None)
        self._show()

    def show_model(self, name: str) -> None:
        """Show the model that is chosen, by its name for people."""
        self._model = name
        self._show()

    def show_use(self, facts: DeviceFacts | None, cores: int, memory: int | None) -> None:
        """Show the device of a network, None before there is one, and the memory in use."""
        self._use = (facts, cores, memory)
        self._show()

    def _show(self) -> None:
        facts, cores, memory = self._use
        parts = [self._model] if self._model else []
        if facts is None:
            told = [self.tr("The first search loads the model.")]
        else:
            parts.append(self._device(facts))
            told = [self.tr("Model: {0}").format(facts.network)]
            device = facts.name or self._device(facts)
            if facts.device == "cpu":
                device = self.tr("processor, {0} cores").format(cores)
            told.append(self.tr("Device: {0}").format(device))
        if facts is not None and facts.used is not None and facts.total is not None:
            used = f"{facts.used / _GIGA:.1f} / {facts.total / _GIGA:.0f} GB"
            told.append(self.tr("Memory of the graphics card: {0}").format(used))
        if memory is not None:
            shown = model_text.size(memory)
            told.append(self.tr("Memory of the program: {0}").format(shown))
        self.setText(" · ".join(parts))
        named = [self.tr("Device and memory"), self.text()]
        self.setAccessibleName(": ".join(each for each in named if each))
        self.setToolTip("\n".join(told))
        self.setAccessibleDescription("\n".join([self.text(), *told]))

    def _device(self, facts: DeviceFacts) -> str:
        if facts.device == "cpu":
            return self.tr("processor")
        return self.tr("Apple graphics") if facts.device == "mps" else self.tr("graphics card")
