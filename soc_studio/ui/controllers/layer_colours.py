"""Controller of the colours that new layers get: none that their object has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask
from soc_studio.core.masks.object_colour import near_colours
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.errors import SPOKEN
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback


@dataclass(frozen=True, slots=True)
class _Compared:
    layer: LayerId
    near: frozenset[Rgb]


class LayerColours(QObject):
    """Gives a layer the next free colour if the first mask of it lies on something of its colour.

    It looks at each layer that was added since the document was opened, once. A colour that a
    person chose stays. Undo does not take the change back by itself: nobody asked for a step.
    """

    def __init__(
        self, document: OpenDocument, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._known = {each.id for each in document.project.layers}
        self._given: dict[LayerId, Rgb] = {}  # to layers whose object was not looked at yet
        self._job = LatestJob(self)
        self._job.returned.connect(self._avoid)
        self._job.failed.connect(self._fail)
        self._job.ended.connect(self._look)
        document.changed.connect(self._note)
        document.views_changed.connect(self._look)

    def close(self) -> None:
        """Stop."""
        self._job.finish()

    def _note(self) -> None:
        for each in self._document.project.layers:
            if each.id not in self._known:
                self._known.add(each.id)
                self._given[each.id] = each.colour
            elif self._given.get(each.id, each.colour) != each.colour:
                del self._given[each.id]  # the person chose another one
        self._look()

    def _look(self, *_: object) -> None:
        reader = self._document.reader
        if reader is None or self._job.is_awaited:
            return
        for each in self._document.layers:
            first = self._first_mask(each.id) if each.id in self._given else None
            if first is not None:
                look = partial(_compare, each.id, reader, *first)
                self._job.start(Job(self.tr("Colours of layers"), once(look), minor=True))
                return

    def _first_mask(self, layer: LayerId) -> tuple[int, Callable[[], Mask | None]] | None:
        """Return the frame nearest to the playhead on which an object is, and what reads its
        mask, None where there is none yet."""
        playhead = self._playback.frame
        quick = self._document.track_cache.provisional(layer, playhead)
        if quick is not None:
            return playhead, lambda: quick
        view = self._document.view(layer)
        frame = None if view is None else view.present_nearest(playhead)
        if view is None or frame is None:
            return None
        return frame, partial(view.mask, frame)

    def _avoid(self, compared: _Compared) -> None:
        layer, near = compared.layer, compared.near
        was = self._given.pop(layer, None)
        if was is None:
            return
        own = [each for each in self._document.layers if each.id == layer]
        if own and was in near:
            colour = self._document.project.free_colour(own[0].video, near)
            self._document.amend(lambda project: project.with_colour(layer, was, colour))

    def _fail(self, error: Exception) -> None:
        # A frame or mask that cannot be read is told where the frame itself is shown.
        self._given.clear()
        if not isinstance(error, SPOKEN):
            raise error


def _compare(
    layer: LayerId, reader: VideoReader, frame: int, read: Callable[[], Mask | None]
) -> _Compared:
    mask = read()
    if mask is None:
        return _Compared(layer, frozenset())
    picture = reader.frame(frame)
    height, width = picture.shape[:2]
    return _Compared(layer, near_colours(picture, full_size(mask, height, width)))
