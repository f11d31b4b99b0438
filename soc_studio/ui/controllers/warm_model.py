"""Loads the model before the first search, so that Enter is answered at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.toolkit.preferences import Preferences


class WarmModel(QObject):
    """Loads the model of the preferences once the first picture of a video is shown.

    Nothing is loaded until `begin`: a window without a person in front of it needs no model.
    """

    def __init__(
        self, search: SearchController, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runner = JobRunner(self, stays=True)
        self._search = search
        self._preferences = preferences
        self._begun = False
        self._waiting = False  # whether a picture was shown before `begin`

    def begin(self) -> None:
        """Load models from now on."""
        self._begun = True
        if self._waiting:
            self._load()

    def follow(self, supplier: FrameSupplier) -> None:
        """Load the model when `supplier` has its first picture."""
        supplier.ready.connect(self._load, Qt.ConnectionType.SingleShotConnection)

    def finish(self) -> None:
        """Wait until nothing is being loaded."""
        self.runner.finish()

    def _load(self, *_: object) -> None:
        self._waiting = not self._begun
        if self._begun and not self.runner.jobs:
            prefer = self._preferences.value
            self.runner.start(self._search.warm(prefer.model, prefer.device))
