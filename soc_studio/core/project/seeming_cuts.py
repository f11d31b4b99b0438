"""What seem to be cuts that carrying met: they stay with the masks until these are made again.

A propagated mask knows of one that was met with it, or right behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from soc_rvos.masks import Mask
from soc_studio.core.project.layer import Correction, Origin
from soc_studio.core.project.project import LayerId, Project


def seeming_cuts(corrections: Mapping[int, Correction]) -> dict[int, bool]:
    """Return what seem to be cuts in a layer: the frames shots begin with, and whether carrying
    went on past each; those behind which there is a correction, or the object, are left out."""
    found: dict[int, bool] = {}
    for frame, each in corrections.items():
        if each.cut is None:
            continue
        is_ahead = each.cut > frame if each.source is None else frame > each.source
        there = corrections.get(each.cut if is_ahead else each.cut - 1)
        if there is None:
            found.setdefault(each.cut, False)
        elif there.origin is Origin.PROPAGATED and not there.mask.area:
            found[each.cut] = True
    return found


def with_cuts(
    project: Project,
    layer: LayerId,
    source: int,
    masks: Mapping[int, Mask],
    cuts: Mapping[int, int],
) -> Project:
    """Return the project with what seem to be cuts where a layer was carried, and no others there.

    Args:
        project: one that has the `masks`.
        layer: the layer.
        source: the frame it was carried from.
        masks: what it was carried to.
        cuts: the frames that shots begin with, by the frame that entered each from `source`.
    """
    corrections = project.layer(layer).corrections
    marks: dict[int, int] = {}
    for entered, cut in cuts.items():
        before = entered - 1 if entered > source else entered + 1
        if entered not in masks and before in corrections:
            marks[before] = cut
        elif entered in masks and not masks[entered].area:
            marks[entered] = cut
    first, last = min((source, *masks)), max((source, *masks))
    changed = {
        frame: replace(each, cut=marks.get(frame))
        for frame, each in corrections.items()
        if first <= frame <= last and each.cut != marks.get(frame)
    }
    return project.correct(layer, changed) if changed else project
