"""Propagated masks that are neither kept nor discarded yet."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation_run import PropagationRun, touched
from soc_studio.core.masks.propagation_way import Follow, Followed
from soc_studio.core.project.correction_edits import propagate, together
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import (
    Layer,
    LayerId,
    Project,
)
from soc_studio.core.storage.undecided_masks import (
    UndecidedMask,
    UndecidedWriter,
)
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.frame_states import runs
from soc_studio.core.tracks.mask_changes import differs
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.controllers.propagated_layers import fixed_masks


@dataclass(slots=True)
class UndecidedLayer:
    """The masks of a layer propagated so far, by frame, from the mask of the frame `source`."""

    layer: LayerId
    source: int
    start: Mask | None  # of the source, where that is not corrected
    fixed: dict[int, Mask]  # what it is made of
    reach: range
    label: str
    view: ResolvedTrack | None  # what was there before
    writer: UndecidedWriter  # keeps it in the project file
    masks: dict[int, Mask] = field(default_factory=dict)
    trust: dict[int, float] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)  # frames that look different
    outdated: set[int] = field(default_factory=set)  # made of corrections that changed since
    cuts: dict[int, int] = field(default_factory=dict)  # as `PropagationRun.seeming_cuts`

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
        self.fixed = fixed
        for frame in fixed:
            self.masks.pop(frame, None)
            self.trust.pop(frame, None)
            self.changed.discard(frame)
        self.outdated &= self.masks.keys()
        return True

    def left(self) -> set[int]:
        """Return the frames still to be propagated to."""
        return set(self.reach) - self.fixed.keys() - (self.masks.keys() - self.outdated)

    def done(self) -> list[Followed]:
        """Return what is not to be propagated to again."""
        return [
            Followed(frame, mask, self.trust[frame], thing=self.layer)
            for frame, mask in self.masks.items()
            if frame not in self.outdated
        ]

    def seeming_ends(self) -> dict[int, bool]:
        """Return the cuts that were not known: the frames shots begin with, and whether it went on
        behind them; those behind which the object was found are left out."""
        return {
            cut: frame in self.masks
            for frame, cut in self.cuts.items()
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
        kept = (self.layer, self.source, self.masks, self.trust, self.outdated, self.start)
        return propagate(project, *kept, self.cuts)


class Undecided:
    """Layers whose corrections are carried together, in one run."""

    def __init__(
        self,
        layers: Sequence[UndecidedLayer],
        follow: Follow,
        follows: bool = False,
        stops: bool = False,
    ) -> None:
        """Carry `layers` by `follow`, the one that a person works on first.

        Args:
            layers: what is carried.
            follow: what follows them.
            follows: whether the playhead goes with it.
            stops: whether it ends at what seems to be a cut.
        """
        self.layers = {each.layer: each for each in layers}
        self.gone: dict[LayerId, UndecidedLayer] = {}
        """Those without their layer, or the correction that they were carried from, by now."""
        self.follows = follows
        self.run = self._new_run(follow, stops)

    @property
    def first(self) -> UndecidedLayer:
        """The layer that a person works on, or another one where it is gone."""
        return next(iter(self.layers.values()))

    @property
    def has_masks(self) -> bool:
        """Whether anything was carried."""
        return any(each.masks for each in self.layers.values())

    @property
    def has_result(self) -> bool:
        """Whether there is anything to keep: masks, or what seems to be a cut."""
        layers = self.layers.values()
        return any(each.masks or self.run.seeming_cuts(each.layer) for each in layers)

    def take(self, followed: Followed, changes: bool) -> bool:
        """Take what was found of a layer on a frame; return whether anything came of it."""
        one = self.layers.get(LayerId(followed.thing))
        if one is None or not one.take(followed, changes):
            return False
        one.cuts = self.run.seeming_cuts(one.layer)
        return True

    def note_cuts(self) -> None:
        """Take what seems to be a cut by now."""
        for each in self.layers.values():
            each.cuts = self.run.seeming_cuts(each.layer)

    def go_on_with(self, layers: Mapping[LayerId, Layer]) -> tuple[bool, bool]:
        """Go on with the corrections that `layers` have now.

        Returns whether they are others, and whether what was gone is there again: `go_on` has
        `steps` follow that, too.
        """
        changes = is_back = False
        for each in [*self.layers.values(), *self.gone.values()]:
            one = layers.get(each.layer)
            own = None if one is None else one.corrections.get(each.source)
            if own is not None:
                each.start = None
            mask = each.start if own is None else own.mask
            if one is None or mask is None or not mask.area:
                if left := self.layers.pop(each.layer, None):
                    self.gone[each.layer], changes = left, True
                continue
            if back := self.gone.pop(each.layer, None):
                self.layers[each.layer], changes, is_back = back, True, True
            if each.go_on_with({**fixed_masks(one), each.source: mask}):
                changes = True
        if changes:
            self.follows = False
            self.run.change({each.layer: each.fixed for each in self.layers.values()})
        return changes, is_back

    def left(self) -> bool:
        """Return whether there are frames still to be propagated to."""
        return any(each.left() for each in self.layers.values())

    def go_on(self, follow: Follow, views: Mapping[LayerId, ResolvedTrack | None]) -> None:
        """Have `steps` do what is left, past what seems to be a cut if that stopped it; `views` are
        what was there before."""
        for each in self.layers.values():
            each.view = views[each.layer]
        ends = (each.seeming_ends() for each in self.layers.values())
        self.run = self._new_run(follow, all(all(each.values()) for each in ends))

    def edit(self, project: Project) -> Edit:
        """Return the edit that keeps it: one step for all layers."""
        self.note_cuts()
        kept = [each for each in self.layers.values() if each.masks or each.cuts]
        frames = {frame for each in kept for frame in each.masks}
        return together([each.edit for each in kept], project, len(frames))

    def steps(self) -> Generator[tuple[Followed, bool] | Progress, None, None]:
        """Yield masks, with whether each looks different from what there is, and the progress."""
        with closing(self.run.steps()) as found, ExitStack() as stack:
            for each in list(self.layers.values()):
                stack.enter_context(each.writer)
            for step in found:
                if isinstance(step, Progress):
                    self._write_cuts()
                    yield step
                    continue
                one = self.layers.get(LayerId(step.thing))
                if one is None:  # it was removed meanwhile
                    continue
                changes = differs(one.view, step.frame, step.mask)
                basis = self.run.basis(one.layer, step.frame)
                one.writer.put(step.frame, UndecidedMask(step.mask, step.trust, changes, basis))
                yield step, changes
            self._write_cuts()

    def _write_cuts(self) -> None:
        for each in list(self.layers.values()):
            each.writer.note(self.run.seeming_cuts(each.layer))

    def _new_run(self, follow: Follow, stops: bool) -> PropagationRun:
        layers = self.layers
        return PropagationRun(
            {n: each.fixed for n, each in layers.items()},
            {n: each.source for n, each in layers.items()},
            {n: each.reach for n, each in layers.items()},
            follow,
            {n: each.done() for n, each in layers.items()},
            stops,
            {n: each.cuts for n, each in layers.items()},
        )
