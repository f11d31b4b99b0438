"""Cache of the tracks shown for a document's layers, updated incrementally."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from zlib import adler32

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.automatic_band import automatic_band
from soc_studio.core.masks.compositing import Shown
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import (
    Layer,
    LayerId,
    MatteSettings,
    Project,
    VideoId,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.frame_states import State
from soc_studio.core.tracks.rendering import automatic_width, matte_at
from soc_studio.core.tracks.resolved_track import LayerData, ResolvedTrack, layer_data_of
from soc_studio.core.tracks.smoothing import shown_mask

# What makes a matte with an edge band: mask, settings, band, height, width, checksum of the
# picture.
_MatteKey: TypeAlias = tuple[Mask, MatteSettings, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Known:
    expression: str
    imported: int | None
    steadied: bool
    data: LayerData


class TrackCache:
    """The views of a document. Several threads may use it.

    Layers come from the file and take a while; views follow from them and the decisions at once.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._layers: dict[LayerId, _Known] = {}
        self._views: dict[LayerId, ResolvedTrack] = {}
        self._proposed: dict[LayerId, Mapping[int, Mask]] = {}
        self._provisional: dict[LayerId, tuple[int, Mask]] = {}
        self._alone: frozenset[LayerId] = frozenset()
        self._mattes: dict[LayerId, tuple[_MatteKey, NDArray[np.uint8] | None]] = {}
        self._revision = 0
        self._project = document.project  # the one that `_revision` is of
        self._lock = threading.Lock()

    @property
    def revision(self) -> int:
        """A number that is another one whenever `shown` may return something else.

        A picture is up to date as long as this is what it was before the picture was composed.
        """
        with self._lock:
            project = self.document.project
            if project is not self._project:
                self._project = project
                self._revision += 1
            return self._revision

    def propose(self, layer: LayerId, masks: Mapping[int, Mask]) -> None:
        """Show `masks`, by frame, in the place of a layer's own, until they are withdrawn.

        Nothing is decided by that. Call it again when masks were added.
        """
        self._proposed = {**self._proposed, layer: masks}
        self._changed()

    def withdraw(self) -> None:
        """Show no proposal any more."""
        self._proposed = {}
        self._changed()

    def proposed(self, layer: LayerId, frame: int) -> Mask | None:
        """Return the mask that is proposed for a frame of a layer, None where none is."""
        return self._proposed.get(layer, {}).get(frame)

    def answer_provisionally(self, layer: LayerId, frame: int, mask: Mask) -> None:
        """Show `mask` on a frame of a layer until the frame is answered or that is forgotten.

        Nothing of it is kept in the project.
        """
        self._provisional[layer] = (frame, mask)
        self._changed()

    def forget_provisional(self, layer: LayerId) -> None:
        """Show no provisional answer of a layer any more."""
        if self._provisional.pop(layer, None) is not None:
            self._changed()

    def provisional(self, layer: LayerId, frame: int) -> Mask | None:
        """Return the provisional mask of a frame that is not answered yet, None without one."""
        known = self._provisional.get(layer)
        if known is None or known[0] != frame:
            return None
        view = self.view(layer)
        is_answered = view is not None and view.states[frame] != State.NOT_COMPUTED
        return None if is_answered else known[1]

    @property
    def alone(self) -> frozenset[LayerId]:
        """The layers that are looked at alone, whether they are visible or not; none in general."""
        return self._alone

    def look_alone(self, layers: Iterable[LayerId]) -> None:
        """Look at some layers alone, or, for none, at all that are visible; decides nothing."""
        self._alone = frozenset(layers)
        self._changed()

    def shows(self, layer: Layer) -> bool:
        """Return whether a data is looked at: it is one of those alone, or visible without any."""
        alone = self._alone
        return layer.id in alone if alone else layer.visible

    def refresh(self, layer: LayerId) -> ResolvedTrack | None:
        """Read a layer's results again, and return its view.

        None where the layer was removed meanwhile, or its text changed. Not for the GUI
        thread. Raises what reading the project raises.
        """
        project = self.document.project
        one = _find(project, layer)
        if one is None:
            return None
        file = self.document.file
        data = layer_data_of(one, project.video(one.video), file.results, file.imports)
        with self._lock:
            self._layers[layer] = _Known(one.searched, one.imported, one.steadied, data)
            self._revision += 1
        return self.view(layer)

    def view(self, layer: LayerId) -> ResolvedTrack | None:
        """Return the view of a layer as it is now.

        None where `refresh` has to read it first, or where there is no such layer.
        """
        project = self.document.project
        one = _find(project, layer)
        if one is None:
            return None
        video = project.video(one.video)
        with self._lock:
            known = self._layers.get(layer)
            if known is None or (known.expression, known.imported, known.steadied) != (
                one.searched,
                one.imported,
                one.steadied,
            ):
                return None
            seen = self._views.get(layer)
            if (
                seen is not None
                and seen.layer is one
                and seen.video is video
                and seen.data is known.data
            ):
                return seen
            file = self.document.file
            view = ResolvedTrack(one, video, known.data, file.results, file.imports)
            self._views[layer] = view
            return view

    def unread(self, project: Project, video: VideoId) -> list[LayerId]:
        """Return the layers of a video that `refresh` has to read."""
        return [each.id for each in project.of_video(video) if self.view(each.id) is None]

    def shown(
        self,
        video: VideoId,
        frame: int,
        height: int,
        width: int,
        picture: NDArray[np.uint8] | None = None,
        plain: bool = True,
    ) -> list[Shown]:
        """Return the visible objects on a frame of `height` x `width`, the lowest data first.

        `picture` is the frame at this size, RGB uint8 [height, width, 3]: edge bands follow it.
        `plain` is that of `rendered_matte`.

        Raises:
            DamageError: a mask cannot be read.
        """
        project = self.document.project
        layers = project.of_video(video)
        repeated = dashed_layers(layers)
        shown = []
        for each in reversed(layers):
            if not self.shows(each):
                continue
            matte = None
            proposed, quick = self.proposed(each.id, frame), self.provisional(each.id, frame)
            mask = proposed or quick
            if mask is not None:
                rows = project.video(video).height
                band = 0 if plain else automatic_band(height, width)
                matte = self._matte(each, mask, rows, height, width, picture, band)
            elif (view := self.view(each.id)) is not None:
                found = shown_mask(view, frame)
                if found is not None:
                    rows = view.video.height
                    band = 0 if plain else automatic_width(view, frame, found, height, width)
                    matte = self._matte(each, found, rows, height, width, picture, band)
            if matte is not None:
                dashed = (mask is not None and mask is quick) or each.id in repeated
                shown.append(Shown(matte, each.colour, dashed))
        return shown

    def _matte(
        self,
        layer: Layer,
        mask: Mask,
        video_height: int,
        height: int,
        width: int,
        picture: NDArray[np.uint8] | None,
        automatic: int,
    ) -> NDArray[np.uint8] | None:
        """Return what `matte_at` does; a band along the edge is computed once for each picture."""
        settings = layer.matte
        band = automatic if settings.edge_band is None else settings.edge_band
        if picture is None or not band:
            return matte_at(mask, settings, video_height, height, width)
        key = (mask, settings, band, height, width, adler32(picture.tobytes()))
        known = self._mattes.get(layer.id)
        if known is not None and known[0] == key:
            return known[1]
        matte = matte_at(mask, settings, video_height, height, width, picture, automatic)
        self._mattes[layer.id] = (key, matte)
        return matte

    def _changed(self) -> None:
        with self._lock:
            self._revision += 1


def _find(project: Project, layer: LayerId) -> Layer | None:
    return next((each for each in project.layers if each.id == layer), None)
