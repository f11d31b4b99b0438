"""Offers the PyTorch for the graphics card, once, to who downloaded the program as a whole."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.system.added_pytorch import added_pytorch
from soc_studio.core.system.installation import InstallationKind, installation
from soc_studio.core.system.versions import version_of
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.widgets.toasts import Kind, Toasts

if TYPE_CHECKING:
    from soc_studio.core.models.pytorch_builds import (
        OfferedBuild,
    )  # which takes along what downloads

_OFFERED = "graphics/offered"


class GraphicsOffer(QObject):
    """Looks for a graphics card at the first start, and fetches what computes with it.

    Nothing is asked of the internet before somebody says so.
    """

    failed = Signal(object)  # the exception

    def __init__(
        self,
        looking: JobRunner,
        working: JobRunner,
        toasts: Toasts,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        """Look on the thread of `looking`, fetch on that of `working`, which people see."""
        super().__init__(parent)
        self._looking, self._working = looking, working
        self._toasts, self._settings = toasts, settings

    def look(self) -> None:
        """Look for a card, unless that was done, or the program is not one of its own."""
        is_own = installation() is InstallationKind.DOWNLOADED
        if not is_own or self._settings.value(_OFFERED) or added_pytorch() is not None:
            return
        job = Job(self.tr("Looking for a graphics card"), once(_offered), minor=True)
        job.returned.connect(self._offer)
        job.failed.connect(self.failed)
        self._looking.start(job)

    def _offer(self, found: OfferedBuild | None) -> None:
        if found is None:
            return
        self._settings.setValue(_OFFERED, found.build)
        name = found.card.name or found.card.maker.upper()
        self._toasts.tell(
            Kind.QUESTION,
            self.tr("The graphics card of this computer can search much faster: {0}.").format(name),
            self.tr(
                "The PyTorch that computes with it is a download of about 3 GB. It can be "
                "removed again."
            ),
            (self.tr("Get it"), partial(self.fetch, found)),
        )

    def fetch(self, found: OfferedBuild) -> None:
        """Fetch the build; the list of tasks shows how far it is, and can stop it."""
        name = self.tr("PyTorch for {0}").format(found.build)
        job = Job(name, partial(_fetched, found))
        job.icon = "download"
        job.failed.connect(self.failed)
        job.returned.connect(self._ready)
        self._working.start(job)

    def _ready(self, _: object) -> None:
        self._toasts.tell(
            Kind.DONE,
            self.tr("The PyTorch for the graphics card is ready."),
            self.tr("Start the program again to use it."),
        )


def _offered() -> OfferedBuild | None:
    from soc_studio.core.models.pytorch_builds import offered_build

    return offered_build()


def _fetched(found: OfferedBuild) -> Generator[Any, None, Any]:
    from soc_studio.core.models.pytorch_builds import fetch_build

    return (yield from fetch_build(found, version_of("torch")))
