"""Loads the model before the first search, and what answers clicks, so that both come at once."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QBuffer, QObject, QTimer
from PySide6.QtGui import QImageReader

from soc_studio.core.models.import_ahead import import_ahead
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.toolkit.preferences import Preferences

_CALM = 300  # milliseconds after the model is there until what answers clicks is loaded
_USUAL = (1080, 1920)  # height and width of most videos


class WarmModel(QObject):
    """Imports the networks and loads the model of the preferences while the start page is shown.

    Where a video is being opened its first picture comes before the model. What answers clicks
    comes last, and while nothing is searched for. Nothing is done until `begin`: a window without a
    person in front of it needs no model.
    """

    def __init__(
        self,
        search: SearchController,
        preferences: Preferences,
        opening: JobRunner,
        finding: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """`opening` runs what opens a document, `finding` the searches."""
        super().__init__(parent)
        self.runner = JobRunner(self, stays=True)
        self._search = search
        self._preferences = preferences
        self._opening = opening
        self._begun = False
        self._is_shown = True  # the first picture of the open video, where one is open
        self._importing: Job | None = None
        self._finding = finding
        self._size = _USUAL  # of the frames that are clicked on
        self._is_ready_for = (0, 0)
        self._preparing: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM)
        self._soon.timeout.connect(self._prepare)
        finding.begun.connect(self._make_way)
        finding.ended.connect(self._end_search)

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

    def follow(self, supplier: FrameSupplier, height: int, width: int) -> None:
        """Load the model when `supplier` has its first picture, of frames of this size."""
        self._is_shown = False
        self._size = height, width
        # Not as a connection for one signal: Qt takes that away on the thread that emits, and asks
        # Python while it holds a lock that the window's thread may wait for with the interpreter.
        supplier.ready.connect(self._show_picture)

    def finish(self) -> None:
        """Load nothing more, and wait until nothing is being loaded."""
        self._begun = False
        self._soon.stop()
        self.runner.finish()

    def _end_import(self) -> None:
        if self._begun and self._is_shown and not self._opening.jobs:
            self._load()
        self._importing = None

    def _show_picture(self, *_: object) -> None:
        was, self._is_shown = self._is_shown, True
        if self._begun and not was:
            QTimer.singleShot(0, self._load)  # those who show the picture are told after this

    def _load(self) -> None:
        if self._begun and all(each is self._importing for each in self.runner.jobs):
            prefer = self._preferences.value
            job = self._search.warm(prefer.model, prefer.device)
            job.ended.connect(self._end_load)
            self.runner.start(job)

    def _end_load(self, _: bool) -> None:
        if self._begun:
            self._soon.start()

    def _end_search(self, *_: object) -> None:
        if self._begun and self._is_shown and not self._finding.jobs:
            self._soon.start()

    def _prepare(self) -> None:
        """Load what answers clicks, unless there is something else to do, after which it is."""
        size = self._size
        if self._is_ready_for == size or self._finding.jobs or self.runner.jobs:
            return

        def steps() -> Generator[None, None, None]:
            from soc_studio.core.masks.pointing import prepare

            yield
            yield from prepare(*size)
            self._is_ready_for = size

        job = Job(self.tr("Preparing the tools"), steps, minor=True, harmless=True)
        job.ended.connect(self._end_preparing)
        self._preparing = job
        self.runner.start(job)

    def _end_preparing(self, _: bool) -> None:
        self._preparing = None

    def _make_way(self, _: Job) -> None:
        if self._preparing is not None:
            self.runner.cancel(self._preparing)
