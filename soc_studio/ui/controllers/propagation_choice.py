"""How far corrections are carried: chosen in a panel, and remembered."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QSettings

from soc_studio.core.masks.propagation_run import PropagationRange
from soc_studio.ui.widgets.propagation_panel import PropagationPanel


class PropagationChoice(QObject):
    """Remembers how far a person carries, from one time to the next."""

    def __init__(self, panel: PropagationPanel, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        panel.chosen.connect(self._choose)
        panel.show_choice(*self.how_far())

    def how_far(self) -> tuple[PropagationRange, int]:
        """Return what was chosen last, and the number of frames; what is not known is as it is
        at first."""
        how_far, frames = PropagationRange.CORRECTION, 25
        with suppress(ValueError):
            how_far = PropagationRange(str(self._settings.value("propagation/how_far")))
        with suppress(ValueError):
            frames = max(1, int(str(self._settings.value("propagation/frames"))))
        return how_far, frames

    def _choose(self, how_far: str, frames: int) -> None:
        self._settings.setValue("propagation/how_far", how_far)
        self._settings.setValue("propagation/frames", frames)
