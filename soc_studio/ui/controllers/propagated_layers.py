"""Which layers are carried together, from which masks, and what follows them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, replace

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import at_size
from soc_studio.core.masks.propagation_run import PropagationRange, propagation_reach
from soc_studio.core.masks.propagation_way import Follow, Followed, Known, Masks
from soc_studio.core.project.project import Layer, LayerId, Origin, Video
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument

_MOST_OTHERS = 3
"""Layers beside the one that is followed which are followed with it, so that none takes another's
pixels: each takes about a third of the time of the first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How far a person wants to carry from a frame of a video.

    Attributes:
        how_far: what was chosen.
        frames: to either side, for `PropagationRange.FRAMES`.
        frame: the frame that is looked at.
        video: the video.
        cuts: frames that a shot starts with, where known.
        back, forward: the directions.
    """

    how_far: PropagationRange
    frames: int
    frame: int
    video: Video
    cuts: Collection[int] = ()
    back: bool = True
    forward: bool = True

    def reach(self, source: int, corrected: Collection[int] = ()) -> range:
        """Return the frames that a layer is carried to from its mask on the frame `source`, of
        which some are `corrected`: the next ones are those beside the source."""
        frame, count = self.frame, self.video.frame_count
        around = source if self.how_far is PropagationRange.CORRECTION else frame
        reach = propagation_reach(
            self.how_far, around, self.video.span, count, self.cuts, corrected, self.frames
        )
        start = reach.start if self.back else max(reach.start, frame)
        return range(start, reach.stop if self.forward else min(reach.stop, frame + 1))

    def source(self, corrected: Collection[int]) -> int | None:
        """Return which of the frames with corrections a layer is carried from: the nearest in the
        range, None where there is none."""
        how_far = self.how_far
        if how_far is PropagationRange.CORRECTION:
            how_far = PropagationRange.SHOT
        inside = replace(self, how_far=how_far, back=True, forward=True).reach(self.frame)
        frames = [n for n in corrected if n in inside]
        return min(frames, key=lambda n: abs(n - self.frame), default=None)


def fixed_masks(layer: Layer) -> dict[int, Mask]:
    """Return the masks that are not overwritten, by frame."""
    return {
        frame: each.mask
        for frame, each in layer.corrections.items()
        if each.origin is not Origin.PROPAGATED
    }


def nearest_fixed(layer: Layer, frame: int) -> int:
    """Return the frame nearest to `frame` with a mask that is not overwritten; itself without."""
    frames = [at for at, each in fixed_masks(layer).items() if each.area]
    return min(frames, key=lambda at: abs(at - frame), default=frame)


def shown_mask(view: ResolvedTrack | None, frame: int) -> Mask | None:
    """Return the mask that is seen on a frame, at the video's size; None without any.

    Raises:
        DamageError: it cannot be read.
    """
    mask = None if view is None else view.mask(frame)
    if mask is None or view is None:
        return None
    return at_size(mask, view.video.height, view.video.width)


def follower_beside(
    document: OpenDocument, carried: Collection[LayerId], cuts: Collection[int], tracker: str
) -> Follow:
    """Return what follows the layers that are `carried`, with a tracker; it is loaded where it is
    first used.

    Shots begin with `cuts`. Other things that are seen, which share no pixels with what is
    followed, take none of it.
    """
    reader = document.reader
    assert reader is not None
    beside_them = [each for each in document.layers if each.visible and each.id not in carried]
    others = [document.view(each.id) for each in beside_them]
    cuts = frozenset(cuts)

    def followed(
        corrections: Mapping[int, Masks], source: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        from soc_studio.core.masks.following import are_apart, follow_together
        from soc_studio.core.models.trackers import load_tracker

        seen = [_known(view, source) for view in others]
        own = [masks[source] for masks in corrections.values() if source in masks]
        beside = [each for each in seen if each and all(are_apart(each[source], e) for e in own)]
        most = max(0, _MOST_OTHERS + 1 - len(corrections))
        tracker_ = load_tracker(tracker)
        return follow_together(
            reader, corrections, source, way, cuts, tracker_, beside[:most], known
        )

    return followed


def _known(view: ResolvedTrack | None, frame: int) -> dict[int, Mask]:
    """Return where a layer is on `frame`, and what a person corrected; nothing if not there."""
    try:
        mask = shown_mask(view, frame)
    except DamageError:
        return {}
    if view is None or mask is None or not mask.area:
        return {}
    return {**fixed_masks(view.layer), frame: mask}
