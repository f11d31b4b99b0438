"""How far a correction was carried, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

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


def propagated_together(layers: Sequence[tuple[str, int, Mapping[int, bool]]]) -> str:
    """Return what was carried of several layers: of each its label, how many frames changed, and
    its seeming cuts as `Undecided.seeming_ends`."""
    said = [tr("“{0}” changed on {1} frames.").format(label, count) for label, count, _ in layers]
    cuts: dict[int, bool] = {}
    for _, _, seeming in layers:
        for frame, is_passed in seeming.items():
            cuts[frame] = cuts.get(frame, False) or is_passed
    return " ".join([*said, *(seeming_cut(*each) for each in sorted(cuts.items()))])


def propagated(
    source: int,
    changed: int,
    stretches: Sequence[range],
    reach: range,
    cuts: Collection[int],
    fixed: Collection[int],
    seeming: Mapping[int, bool],
) -> str:
    """Return what was carried from frame `source`, and why it went no further.

    It `changed` so many frames; `stretches` of those to be reached have masks. Shots begin with
    `cuts`; `fixed` frames are corrected. `seeming` cuts are not known, see
    `Undecided.seeming_ends`.
    """
    changes = tr("Changed on {0} frames.").format(changed)
    if changed == 1:
        changes = tr("Changed on 1 frame.")
    first, last = stretches[0].start, stretches[-1].stop - 1
    reached = tr("It reaches from frame {0} to {1}.").format(first, last)
    if left_out := sum(after.start - before.stop for before, after in pairwise(stretches)):
        reached += " " + tr("Frames between that are still missing: {0}.").format(left_out)
    ends = [
        _end(frame, step, cuts, fixed)
        for frame, step in ((first, -1), (last, 1))
        if frame != source and frame + step not in reach
    ]
    ends += [seeming_cut(*each) for each in seeming.items()]
    return " ".join([changes, reached, *(each for each in ends if each)])


def seeming_cut(frame: int, is_passed: bool) -> str:
    """Return what to do about what seems to be a cut; `is_passed` where it went on past it."""
    said = tr("Frame {0} looks like a cut: go on past it, or correct it there.")
    if is_passed:
        said = tr("Frame {0} looks like a cut, and it is not found there: correct it there.")
    return said.format(frame)


def _end(frame: int, step: int, cuts: Collection[int], fixed: Collection[int]) -> str:
    """Return why it ended at `frame`, nothing where that is obvious; `step` is 1 or -1."""
    start = frame + 1 if step > 0 else frame
    if start in cuts:
        return tr("The video cuts at frame {0}.").format(start)
    if frame + step in fixed:
        return tr("Frame {0} is corrected already.").format(frame + step)
    return ""
