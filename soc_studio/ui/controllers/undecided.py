"""Propagated masks that are neither kept nor discarded yet."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import at_size
from soc_studio.core.masks.propagation_run import Follow, Followed, PropagationRun, touched
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.correction_edits import propagate
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import (
    Correction,
    Layer,
    LayerId,
    Origin,
    Project,
    Video,
)
from soc_studio.core.storage.undecided_masks import (
    UndecidedMask,
    UndecidedMasks,
    UndecidedStore,
    UndecidedWriter,
)
from soc_studio.core.system.database import DamageError
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.frame_states import runs
from soc_studio.core.tracks.mask_changes import differs
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_MOST_OTHERS = 3
"""Layers beside the one that is followed which are followed with it, so that none takes another's
pixels: each takes about a third of the time of the first."""


@dataclass(slots=True)
class Undecided:
    """The masks propagated so far, by frame, from the mask of the frame `source`."""

    layer: LayerId
    source: int
    start: Mask | None  # of the source, where that is not corrected
    fixed: dict[int, Mask]  # what it is made of
    reach: range
    label: str
    follows: bool  # whether the playhead goes with it
    view: ResolvedTrack | None  # what was there before
    run: PropagationRun
    writer: UndecidedWriter  # keeps it in the project file
    masks: dict[int, Mask] = field(default_factory=dict)
    trust: dict[int, float] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)  # frames that look different
    outdated: set[int] = field(default_factory=set)  # made of corrections that changed since

    def take(self, followed: Followed, changes: bool) -> bool:
        """Take what was found on a frame; return whether anything came of it."""
        frame = followed.frame
        if frame in self.fixed:  # it was corrected meanwhile
            return False
        self.masks[frame] = followed.mask
        self.trust[frame] = followed.trust
        self.outdated.discard(frame)
        (self.changed.add if changes else self.changed.discard)(frame)
        return True

    def go_on_with(self, fixed: dict[int, Mask]) -> bool:
        """Go on with other corrections; return whether they are others."""
        if fixed == self.fixed:
            return False
        self.outdated |= touched(self.fixed, fixed, self.masks)
        self.fixed, self.follows = fixed, False
        for frame in fixed:
            self.masks.pop(frame, None)
            self.trust.pop(frame, None)
            self.changed.discard(frame)
        self.outdated &= self.masks.keys()
        self.run.change(fixed)
        return True

    def left(self) -> set[int]:
        """Return the frames still to be propagated to."""
        return set(self.reach) - self.fixed.keys() - (self.masks.keys() - self.outdated)

    def go_on(self, follow: Follow, view: ResolvedTrack | None) -> None:
        """Have `steps` do what is left, past what seems to be a cut if that stopped it; `view` is
        what was there before."""
        done = self.masks.keys() - self.outdated
        self.view = view
        self.run = PropagationRun(
            *(self.fixed, self.source, self.reach, follow, done), stops=not self.run.is_stopped
        )

    def seeming_ends(self) -> dict[int, bool]:
        """Return the cuts that were not known: the frames shots begin with, and whether it went on
        behind them; those behind which the object was found are left out."""
        return {
            cut: frame in self.masks
            for frame, cut in self.run.seeming_cuts.items()
            if frame not in self.masks or not self.masks[frame].area
        }

    def stretches(self) -> tuple[range, ...]:
        """Return the frames that have masks by now, and the corrections among them."""
        frames = [self.source, *self.masks]
        first, last = min(frames), max(frames)
        filled = np.zeros(last + 1 - first, dtype=np.bool_)
        for frame in (*frames, *(n for n in self.fixed if first < n < last)):
            filled[frame - first] = True
        return tuple(range(first + start, first + stop) for start, stop in runs(filled))

    def edit(self, project: Project) -> Edit:
        """Return the edit that keeps it."""
        return propagate(
            project,
            self.layer,
            self.source,
            self.masks,
            self.trust,
            self.outdated,
            self.start,
        )

    def steps(self) -> Generator[tuple[Followed, bool] | Progress, None, None]:
        """Yield masks, with whether each looks different from what there is, and the progress."""
        with closing(self.run.steps()) as found, self.writer:
            for step in found:
                if isinstance(step, Progress):
                    yield step
                    continue
                changes = differs(self.view, step.frame, step.mask)
                basis = self.run.basis(step.frame)
                kept = UndecidedMask(step.mask, step.trust, changes, basis)
                self.writer.put(step.frame, kept)
                yield step, changes


def restored(
    one: UndecidedMasks,
    layer: Layer,
    video: Video,
    follow: Follow,
    store: UndecidedStore,
) -> Undecided | None:
    """Return what an earlier program left undecided, to be gone on with by `follow`.

    None where nothing is left of it: its correction is gone, or all of it was kept.
    """
    own = layer.corrections.get(one.source)
    start = one.start if own is None else None
    mask = start if own is None else own.mask
    if mask is None or not mask.area or one.source not in range(video.frame_count):
        return None
    fixed = {**fixed_masks(layer), one.source: mask}
    masks = {
        frame: each
        for frame, each in one.masks.items()
        if frame in range(video.frame_count) and frame not in fixed
        if (each.mask.height, each.mask.width) == (video.height, video.width)
    }
    if all(_is_kept(layer.corrections.get(frame), each.mask) for frame, each in masks.items()):
        return None
    first, last = min(one.source, *masks), max(one.source, *masks)
    reach = range(max(0, min(first, one.reach.start)), max(last + 1, one.reach.stop))
    reach = reach[: video.frame_count - reach.start]
    fresh = PropagationRun(fixed, one.source, reach, follow)
    outdated = {frame for frame, each in masks.items() if each.basis != fresh.basis(frame)}
    return Undecided(
        layer=one.layer,
        source=one.source,
        start=start,
        fixed=fixed,
        reach=reach,
        label=layer.label,
        follows=False,
        view=None,
        run=PropagationRun(fixed, one.source, reach, follow, masks.keys() - outdated),
        writer=UndecidedWriter(store, one),
        masks={frame: each.mask for frame, each in masks.items()},
        trust={frame: each.trust for frame, each in masks.items()},
        changed={frame for frame, each in masks.items() if each.changes},
        outdated=outdated,
    )


def _is_kept(correction: Correction | None, mask: Mask) -> bool:
    return correction is not None and correction.mask == mask


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


def follower_of(
    reader: VideoReader,
    cuts: Collection[int],
    tracker: str,
    others: Sequence[ResolvedTrack | None] = (),
) -> Follow:
    """Return what follows with a tracker; it is loaded where it is first used.

    `others` are the views of other layers, None while they are read; those of other things, which
    share no pixels with what is followed, take none of it.
    """

    def followed(
        corrections: Mapping[int, Mask], source: int, way: range
    ) -> Generator[Followed, None, None]:
        from soc_studio.core.masks.following import are_apart, follow
        from soc_studio.core.models.trackers import load_tracker

        known = [_known(view, source) for view in others]
        beside = [each for each in known if each and are_apart(each[source], corrections[source])]
        follows = load_tracker(tracker)
        return follow(reader, corrections, source, way, cuts, follows, beside[:_MOST_OTHERS])

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
