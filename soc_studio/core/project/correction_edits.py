"""Named edits of corrections: carried to other frames, moved, and copied.

They are as those of `core.project.edits`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from soc_rvos.masks import Mask
from soc_studio.core.project.edit_names import Edit, label_in
from soc_studio.core.project.outdated import by_source, fixed_frames
from soc_studio.core.project.project import Correction, LayerId, Origin, Project
from soc_studio.core.project.seeming_cuts import with_cuts
from soc_studio.core.system.messages import message

_NO_TRUST: Mapping[int, float] = {}
_NO_CUTS: Mapping[int, int] = {}


def propagate(
    project: Project,
    layer: LayerId,
    source: int,
    masks: Mapping[int, Mask],
    trust: Mapping[int, float] = _NO_TRUST,
    outdated: Collection[int] = (),
    start: Mask | None = None,
    cuts: Mapping[int, int] = _NO_CUTS,
) -> Edit:
    """Propagate the mask of the frame `source` to other frames, as `masks`, past corrections too.

    A frame that was propagated to is a correction from then on; `start` is the mask of one that was
    not corrected at all. What a person corrected stays. `cuts` are what seem to be cuts, as
    `core.project.seeming_cuts.with_cuts` takes them. See `Project.propagate` for the rest.
    """
    after = project
    own = project.layer(layer).corrections.get(source)
    if start is not None:
        after = after.correct(layer, {source: Correction(start)})
    elif own is not None and own.origin is Origin.PROPAGATED:
        after = after.correct(layer, {source: Correction(own.mask)})
    fixed = fixed_frames(after.layer(layer).corrections)
    for each, frames in by_source(fixed, source, masks).items():
        some = {frame: masks[frame] for frame in frames}
        after = after.propagate(layer, each, some, trust, outdated)
    after = with_cuts(after, layer, source, masks, cuts)
    label, count = label_in(project, layer), len(masks)
    if count == 1:
        name = message("Carry '{label}' from frame {frame} to 1 frame", label=label, frame=source)
        return name, after
    name = message(
        "Carry '{label}' from frame {frame} to {count} frames",
        label=label,
        frame=source,
        count=count,
    )
    return name, after


def together(edits: Sequence[Callable[[Project], Edit]], project: Project, frames: int) -> Edit:
    """Make `edits` that carry one layer each, to so many `frames`, in one step."""
    name, after = edits[0](project)
    for each in edits[1:]:
        _, after = each(after)
    if len(edits) > 1:
        layers = len(edits)
        name = message("Carry {layers} layers to {count} frames", layers=layers, count=frames)
        if frames == 1:
            name = message("Carry {layers} layers to 1 frame", layers=layers)
    return name, after


def move_correction(project: Project, layer: LayerId, source: int, target: int) -> Edit:
    """Take a correction from one frame to another, in the place of what was there.

    Raises:
        EditError: the first frame is not corrected, or the video has no such frame.
    """
    project.reach(layer, source, 0)  # refuses what is not corrected
    found = project.layer(layer).corrections[source]
    after = project
    if target != source:
        after = project.uncorrect(layer, source, source + 1)
        after = after.correct(layer, {target: Correction(found.mask)})
    name = message(
        "Move the correction of '{label}' from frame {first} to {last}",
        label=label_in(project, layer),
        first=source,
        last=target,
    )
    return name, after


def copy_correction(project: Project, layer: LayerId, mask: Mask, frame: int) -> Edit:
    """Put a mask that was copied from another frame on a frame."""
    after = project.correct(layer, {frame: Correction(mask)})
    label = label_in(project, layer)
    return message(
        "Copy a correction of '{label}' to frame {frame}", label=label, frame=frame
    ), after
