"""Propagated masks that are neither kept nor discarded yet."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation_run import Follow, Followed, PropagationRun, touched
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.correction_edits import propagate
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import Layer, LayerId, Origin, Project
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.frame_states import runs
from soc_studio.core.tracks.mask_changes import differs
from soc_studio.core.tracks.resolved_track import ResolvedTrack


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
        with closing(self.run.steps()) as found:
            for step in found:
                if isinstance(step, Progress):
                    yield step
                else:
                    yield step, differs(self.view, step.frame, step.mask)


def fixed_masks(layer: Layer) -> dict[int, Mask]:
    """Return the masks that are not overwritten, by frame."""
    return {
        frame: each.mask
        for frame, each in layer.corrections.items()
        if each.origin is not Origin.PROPAGATED
    }


def follower_of(reader: VideoReader, cuts: Collection[int], tracker: str) -> Follow:
    """Return what follows with a tracker; it is loaded where it is first used."""

    def followed(
        corrections: Mapping[int, Mask], source: int, way: range
    ) -> Generator[Followed, None, None]:
        from soc_studio.core.masks.following import follow
        from soc_studio.core.models.trackers import load_tracker

        return follow(reader, corrections, source, way, cuts, load_tracker(tracker))

    return followed
