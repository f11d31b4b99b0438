"""Where the objects of a frame are, calmly enough for names to follow them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from soc_rvos.masks import Mask
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import Layer, LayerId, VideoId
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.track_cache import TrackCache

Box = tuple[float, float, float, float]
"""Left, top, width and height in shares of the picture, 0 to 1."""

REACH = 2  # frames on either side that a box is the mean of: five in all
_JUMP = 0.05  # share of two boxes in a row from which they are one object's way, not a cut
_FRAMES = 64  # that are remembered


@dataclass(frozen=True, slots=True)
class ObjectBox:
    """An object on a frame: its layer, and the box around it, the mean of the frames near by."""

    layer: LayerId
    name: str
    colour: Rgb
    box: Box
    dashed: bool = False  # whether its layer has the colour of an older one


class ObjectBoxes:
    """The boxes of a document's visible objects. Several threads may use it."""

    def __init__(self, tracks: TrackCache) -> None:
        self._tracks = tracks
        self._lock = threading.Lock()
        # Guarded by `_lock`:
        self._known: OrderedDict[int, tuple[ObjectBox, ...]] = OrderedDict()
        self._single: dict[LayerId, tuple[ResolvedTrack, dict[int, Box | None]]] = {}

    def read(self, video: VideoId, frame: int) -> tuple[ObjectBox, ...]:
        """Return the visible objects on a frame, the lowest layer first, and remember them.

        Not for the GUI thread: masks are read from the file.

        Raises:
            DamageError: a mask cannot be read.
        """
        found = []
        tracks = self._tracks
        layers = tracks.document.project.of_video(video)
        dashed = dashed_layers(layers)
        for each in reversed(layers):
            if tracks.shows(each) and (box := self._box(each, frame)) is not None:
                found.append(ObjectBox(each.id, each.label, each.colour, box, each.id in dashed))
        made = tuple(found)
        with self._lock:
            self._known[frame] = made
            self._known.move_to_end(frame)
            if len(self._known) > _FRAMES:
                self._known.popitem(last=False)
        return made

    def known(self, frame: int) -> tuple[ObjectBox, ...]:
        """Return what was last read of a frame, nothing where it was not read lately."""
        with self._lock:
            return self._known.get(frame, ())

    def _box(self, layer: Layer, frame: int) -> Box | None:
        tracks = self._tracks
        passing = tracks.proposed(layer.id, frame) or tracks.provisional(layer.id, frame)
        if passing is not None:
            return _share(passing)
        view = tracks.view(layer.id)
        if view is None:
            return None
        middle = self._of(view, frame)
        if middle is None:
            return None
        boxes = [middle]
        for step in (-1, 1):
            last = middle
            for away in range(1, REACH + 1):
                other = frame + step * away
                beside = self._of(view, other) if 0 <= other < len(view.states) else None
                # What is beyond a gap or a cut says nothing of where the object is.
                if beside is None or overlap(last, beside) < _JUMP:
                    break
                boxes.append(beside)
                last = beside
        return _mean(boxes)

    def _of(self, view: ResolvedTrack, frame: int) -> Box | None:
        """Return the box of one frame, None where the object is not on it."""
        layer = view.layer.id
        with self._lock:
            kept = self._single.get(layer)
            if kept is None or kept[0] is not view:
                kept = self._single[layer] = (view, {})
            if frame in kept[1]:
                return kept[1][frame]
        mask = view.mask(frame) if view.present(frame) else None
        box = None if mask is None else _share(mask)
        with self._lock:
            kept[1][frame] = box
        return box


def overlap(one: Box, other: Box) -> float:
    """Return intersection over union of two boxes, 0 to 1."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / (one[2] * one[3] + other[2] * other[3] - both)


def _share(mask: Mask) -> Box | None:
    if not mask.area:
        return None
    left, top, width, height = mask.box
    return left / mask.width, top / mask.height, width / mask.width, height / mask.height


def _mean(boxes: list[Box]) -> Box:
    count = len(boxes)
    left, top, width, height = (sum(side) / count for side in zip(*boxes, strict=True))
    return left, top, width, height
