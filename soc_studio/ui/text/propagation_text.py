"""How far a correction was carried, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Layer
from soc_studio.ui.toolkit.translation import tr


def why_not(layer: Layer, mask: Mask | None, is_open: bool) -> str:
    """Return why a `mask` of a layer cannot be carried, nothing where it can.

    `is_open` says whether what was carried before is neither kept nor discarded.
    """
    if is_open:
        return tr("Keep or discard the carried masks first.")
    if layer.locked:
        return tr("“{0}” is locked. Unlock it to change it.").format(layer.label)
    if mask is None:
        return tr("There is no mask on this frame to carry. Draw it first.")
    return "" if mask.area else tr("The mask of this frame is empty: there is nothing to carry.")


def why_not_together(is_selected: bool) -> str:
    """Return why no other layer can be carried with the one that is selected, if one is."""
    if not is_selected:
        return tr("Select a layer first.")
    return tr("No other layer that is shown and unlocked has corrections in the range.")


class PropagatedLayer(NamedTuple):
    """What came of a layer that was carried.

    Attributes:
        label: what the layer is called.
        source: the frame that it was carried from.
        changed: on how many frames it looks different.
        stretches: the frames with masks, in their order.
        reach: the frames that were to be reached.
        fixed: the frames that are corrected.
        seeming: cuts that are not known, see `UndecidedLayer.seeming_ends`.
        outdated: how many masks are made of corrections that changed since.
    """

    label: str
    source: int
    changed: int
    stretches: Sequence[range]
    reach: range
    fixed: Collection[int]
    seeming: Mapping[int, bool] = MappingProxyType({})
    outdated: int = 0

    def ends(self) -> list[tuple[int, int]]:
        """Return the last frame of each direction, 1 or -1, in which no more were to be reached,
        the beginning of the video left out."""
        first, last = self.stretches[0].start, self.stretches[-1].stop - 1
        return [
            (frame, step)
            for frame, step in ((first, -1), (last, 1))
            if frame != self.source and frame + step not in self.reach and frame + step >= 0
        ]


def propagated_together(layers: Sequence[PropagatedLayer], cuts: Collection[int]) -> list[str]:
    """Return what was carried of several layers, what matters most first; shots begin with
    `cuts`."""
    ends = {_shot(*end) for each in layers for end in each.ends()}
    said = [_cut(start) for start in sorted(ends & set(cuts))]
    for frame in sorted({frame for each in layers for frame in each.seeming}):
        lost = [each.label for each in layers if each.seeming.get(frame)]
        if lost:
            names = ", ".join(tr("“{0}”").format(label) for label in lost)
            cut = tr("Frame {0} looks like a cut. Not found there: {1}.").format(frame, names)
            said.append(cut)
        else:
            said.append(seeming_cut(frame, False))
    said += _left(sum(each.outdated for each in layers))
    for each in layers:
        changes = tr("“{0}” changed on {1} frames.")
        if each.changed == 1:
            changes = tr("“{0}” changed on 1 frame.")
        said.append(changes.format(each.label, each.changed))
    return said


def propagated(one: PropagatedLayer, cuts: Collection[int]) -> list[str]:
    """Return what was carried of a layer, and why it went no further, what matters most first;
    shots begin with `cuts`."""
    ends = [_end(*end, cuts, one.fixed) for end in one.ends()]
    said = [each for each in ends if each]
    said += [seeming_cut(*each) for each in one.seeming.items()]
    said += _left(one.outdated)
    if missing := sum(after.start - before.stop for before, after in pairwise(one.stretches)):
        said.append(tr("Frames between that are still missing: {0}.").format(missing))
    changes = tr("Changed on {0} frames.").format(one.changed)
    if one.changed == 1:
        changes = tr("Changed on 1 frame.")
    first, last = one.stretches[0].start, one.stretches[-1].stop - 1
    return [*said, changes, tr("It reaches from frame {0} to {1}.").format(first, last)]


def _left(outdated: int) -> list[str]:
    said = tr("Masks still older than a correction beside them: {0}.").format(outdated)
    return [said] if outdated else []


def seeming_cut(frame: int, is_passed: bool) -> str:
    """Return what to do about what seems to be a cut; `is_passed` where it went on past it."""
    said = tr("Frame {0} looks like a cut: go on past it, or correct it there.")
    if is_passed:
        said = tr("Frame {0} looks like a cut, and it is not found there: correct it there.")
    return said.format(frame)


def _end(frame: int, step: int, cuts: Collection[int], fixed: Collection[int]) -> str:
    """Return why it ended at `frame`, nothing where that is obvious; `step` is 1 or -1."""
    start = _shot(frame, step)
    if start in cuts:
        return _cut(start)
    if frame + step in fixed:
        return tr("Frame {0} is corrected already.").format(frame + step)
    return ""


def _shot(frame: int, step: int) -> int:
    """Return with which frame the later shot begins if there is a cut behind `frame`."""
    return frame + 1 if step > 0 else frame


def _cut(start: int) -> str:
    return tr("The video cuts at frame {0}.").format(start)
