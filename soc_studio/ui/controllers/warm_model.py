"""Loads the model before the first search, so that Enter is answered at once."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QObject, Qt
from PySide6.QtGui import QImageReader

from soc_studio.core.models.import_ahead import import_ahead
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.toolkit.preferences import Preferences


class WarmModel(QObject):
    """Imports the networks and loads the model of the preferences while the start page is shown.

    Where a video is being opened its first picture comes before the model. Nothing is done until
    `begin`: a window without a person in front of it needs no model.
    """

    def __init__(
        self,
        search: SearchController,
        preferences: Preferences,
        opening: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """`opening` runs what opens a document."""
        super().__init__(parent)
        self.runner = JobRunner(self, stays=True)
        self._search = search
        self._preferences = preferences
        self._opening = opening
        self._begun = False
        self._is_shown = True  # the first picture of the open video, where one is open
        self._importing: Job | None = None

    def begin(self) -> None:
        """Import the networks, and load models from now on."""
        self._begun = True
        # The start page's pictures ask for this library of Qt's, on the window's thread, and would
        # wait for PyTorch's: the system loads one at a time.
        QImageReader(QBuffer(self), b"jpg").canRead()
        self._importing = Job(
            self.tr("Preparing the models"), import_ahead, minor=True, harmless=True
        )
        self._importing.ended.connect(self._end_import)
        self.runner.start(self._importing)

    def follow(self, supplier: FrameSupplier) -> None:
        """Load the model when `supplier` has its first picture."""
        self._is_shown = False
        supplier.ready.connect(self._show_picture, Qt.ConnectionType.SingleShotConnection)

    def finish(self) -> None:
        """Load nothing more, and wait until nothing is being loaded."""
        self._begun = False
        self.runner.finish()

    def _end_import(self) -> None:
        if self._begun and self._is_shown and not self._opening.jobs:
            self._load()
        self._importing = None

    def _show_picture(self, *_: object) -> None:
        self._is_shown = True
        if self._begun:
            self._load()

    def _load(self) -> None:
        if all(each is self._importing for each in self.runner.jobs):
            prefer = self._preferences.value
            self.runner.start(self._search.warm(prefer.model, prefer.device))
