"""Loads the model before the first search, so that Enter is answered at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from soc_studio.core.models.import_ahead import import_ahead
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.toolkit.preferences import Preferences


class WarmModel(QObject):
    """Imports the networks while the start page is shown, and loads the model of the preferences
    once the first picture of a video is.

    Nothing of that is done until `begin`: a window without a person in front of it needs no model.
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
        self._importing: Job | None = None

    def begin(self) -> None:
        """Import the networks, and load models from now on."""
        self._begun = True
        self._importing = Job(
            self.tr("Preparing the models"), import_ahead, minor=True, harmless=True
        )
        self._importing.ended.connect(self._end_import)
        self.runner.start(self._importing)
        if self._waiting:
            self._load()

    def follow(self, supplier: FrameSupplier) -> None:
        """Load the model when `supplier` has its first picture."""
        supplier.ready.connect(self._load, Qt.ConnectionType.SingleShotConnection)

    def finish(self) -> None:
        """Wait until nothing is being loaded."""
        self.runner.finish()

    def _end_import(self) -> None:
        self._importing = None

    def _load(self, *_: object) -> None:
        self._waiting = not self._begun
        if self._begun and all(each is self._importing for each in self.runner.jobs):
            prefer = self._preferences.value
            self.runner.start(self._search.warm(prefer.model, prefer.device))
