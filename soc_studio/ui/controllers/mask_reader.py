"""Reads the mask of a layer on a frame, and what else the network offers there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import at_size
from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob


@dataclass(frozen=True, slots=True)
class FrameMask:
    """What a frame showed when it was read: the mask at the video's size, and the answers."""

    view: ResolvedTrack
    frame: int
    mask: Mask
    answers: tuple[Mask, ...]
    proposed: Mask | None = None  # what was seen in the place of the view's own


class MaskReader(QObject):
    """Reads masks off the GUI thread, and keeps the last one while it is valid."""

    ready = Signal()  # the last frame asked for is read
    failed = Signal(object)  # the exception

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._last: FrameMask | None = None
        self._reading = LatestJob(self)
        self._reading.returned.connect(self._keep)
        self._reading.failed.connect(self.failed)

    def known(self, layer: LayerId, frame: int) -> FrameMask | None:
        """Return the mask of a frame, None where it has to be read first."""
        view, last = self._document.view(layer), self._last
        if view is None or last is None or last.frame != frame:
            return None
        proposed = self._proposed(layer, frame)
        if last.view is view:
            return last if last.proposed is proposed else None
        if last.view.layer.id != layer or last.view.data is not view.data:
            return None
        if proposed is not None:
            return None
        # Only decisions changed: where they are corrections, they are at hand.
        correction = view.layer.corrections.get(frame)
        size = (view.video.height, view.video.width)
        if correction is None or (correction.mask.height, correction.mask.width) != size:
            return None
        self._last = FrameMask(view, frame, correction.mask, last.answers)
        return self._last

    def want(self, layer: LayerId, frame: int) -> None:
        """Have a frame read, in the place of any other, unless it is known."""
        view = self._document.view(layer)
        if view is None or self.known(layer, frame) is not None:
            return

        proposed = self._proposed(layer, frame)

        def read() -> FrameMask:
            seen = view.mask(frame) if proposed is None else proposed
            mask = at_size(seen, view.video.height, view.video.width)
            answers = tuple(mask for _, mask in view.alternatives(frame))
            return FrameMask(view, frame, mask, answers, proposed)

        self._reading.start(Job(self.tr("Reading the mask"), once(read)))

    def finish(self) -> None:
        """Stop and wait until nothing is read."""
        self._reading.finish()

    def _proposed(self, layer: LayerId, frame: int) -> Mask | None:
        return self._document.track_cache.proposed(layer, frame)

    def _keep(self, read: FrameMask) -> None:
        self._last = read
        self.ready.emit()
