"""Named edits of a project, for the window and the command line alike.

Each function returns a name, as the user would say it, and the project after: `document.do(*edit)`.
All raise EditError where a decision does not fit the project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from soc_rvos.masks import Mask
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import (
    LONGEST_TEXT,
    Absent,
    Choice,
    Correction,
    EditError,
    LayerId,
    Pick,
    Project,
    Review,
    VideoId,
)
from soc_studio.core.project.spans import ValuedSpan

Edit: TypeAlias = tuple[str, Project]

_LONGEST = 40  # characters of a label in a name
_MATTE = {
    "threshold": "threshold",
    "grow": "edge",
    "feather": "feather",
    "fill_holes": "filled holes",
    "remove_specks": "removed specks",
    "smooth": "smoothing",
}
_REVIEWS = {Review.ACCEPTED: "Accept", Review.REJECTED: "Reject", None: "Forget review of"}


def add_layers(
    project: Project, video: VideoId, texts: Sequence[str]
) -> tuple[Edit, list[LayerId]]:
    """Add layers to the end; also return their ids."""
    given = []
    for text in texts:
        project, one = project.add_layer(video, text)
        given.append(one)
    what = _label(project, given[0]) if len(given) == 1 else f"{len(given)} layers"
    return (f"Add {what}", project), given


def add_imported(
    project: Project, video: VideoId, layers: Sequence[tuple[str, int]], source: str
) -> Edit:
    """Add layers of masks that were imported from `source`: their names and numbers."""
    for name, number in layers:
        project, _ = project.add_layer(video, name, number)
    return f"Import masks from {_quoted(source)}", project


def rename(project: Project, layer: LayerId, name: str) -> Edit:
    """Call a layer `name`; empty is the layer's expression."""
    after = project.rename_layer(layer, name)
    return f"Rename {_label(project, layer)} to {_label(after, layer)}", after


def categorise(project: Project, layers: Sequence[LayerId], category: str) -> Edit:
    """Say of what category layers are; empty is none."""
    after = project
    for one in layers:
        after = after.categorise(one, category)
    of = f"{len(layers)} layers"
    if len(layers) == 1:
        of = _label(project, layers[0])
    return f"Set category of {of}", after


def reword(project: Project, layer: LayerId, text: str) -> Edit:
    """Search for `text` instead."""
    after = project.reword_layer(layer, text)
    was, now = (_quoted(each.layer(layer).expression) for each in (project, after))
    return f"Search for {now} instead of {was}", after


def move(project: Project, layer: LayerId, place: int) -> Edit:
    """Put a layer at `place` among those of its video, 0 for the first."""
    one = project.layer(layer)
    own = [each.id for each in project.of_video(one.video)]
    was = own.index(layer)
    place = max(0, min(place, len(own) - 1))
    others = [each.id for each in project.layers if each.id != layer]
    at = others.index(own[place]) + (place > was) if place != was else 0
    after = project if place == was else project.move_layer(layer, at)
    return f"Move {_label(project, layer)} {'down' if place > was else 'up'}", after


def remove(project: Project, layer: LayerId) -> Edit:
    """Remove a layer; its results stay, for when it is added again."""
    return f"Remove {_label(project, layer)}", project.remove_layer(layer)


def duplicate(project: Project, layer: LayerId) -> tuple[Edit, LayerId]:
    """Put another layer like one behind it, with a colour of its own; also return its id."""
    one = project.layer(layer)
    after, given = project.add_layer(one.video, one.expression, one.imported)
    name = f"{one.label[: LONGEST_TEXT - 4]} (2)"
    colour = after.layer(given).colour
    after = after.with_layer(replace(one, id=given, name=name, colour=colour, locked=False))
    place = [each.id for each in project.layers].index(layer)
    after = after.move_layer(given, place + 1)
    return (f"Duplicate {_label(project, layer)}", after), given


def separate(
    project: Project, layer: LayerId, objects: Sequence[Sequence[ValuedSpan[Choice]]]
) -> tuple[Edit, list[LayerId]]:
    """Show the first of `objects` in a layer, and put layers for the others behind it; also return
    the ids of these.

    Each of `objects` is what its layer has to choose, to show it and no other
    (`FoundObject.choices`).
    """
    one, after = project.layer(layer), project
    given: list[LayerId] = []
    place = [each.id for each in project.layers].index(layer)
    for number, choices in enumerate(objects, 1):
        shown = layer
        if number > 1:
            suffix = f" ({number})"
            name = one.label[: LONGEST_TEXT - len(suffix)] + suffix
            after, shown = after.add_layer(one.video, one.expression, name=name)
            after = after.set_matte(shown, one.matte).move_layer(shown, place + number - 1)
            given.append(shown)
        for each in choices:
            after = after.choose(shown, each.start, each.stop, each.value)
    return (f"Make {len(given) + 1} layers of {_label(project, layer)}", after), given


def set_visible(project: Project, layer: LayerId, visible: bool) -> Edit:
    """Show a layer, or hide it."""
    after = project.with_layer(replace(project.layer(layer), visible=visible))
    return f"{'Show' if visible else 'Hide'} {_label(project, layer)}", after


def set_locked(project: Project, layer: LayerId, locked: bool) -> Edit:
    """Keep a layer from being edited, or no longer."""
    after = project.with_layer(replace(project.layer(layer), locked=locked))
    return f"{'Lock' if locked else 'Unlock'} {_label(project, layer)}", after


def set_colour(project: Project, layer: LayerId, colour: Rgb) -> Edit:
    """Show a layer in `colour`: red, green and blue, 0 to 255."""
    if not all(0 <= part <= 255 for part in colour):
        raise EditError("Parts of a colour are between 0 and 255.")
    after = project.with_layer(replace(project.layer(layer), colour=colour))
    return f"Colour {_label(project, layer)}", after


def choose(project: Project, layer: LayerId, start: int, stop: int, choice: Choice | None) -> Edit:
    """Show another object from `start` until before `stop`, none, or (None) the network's own."""
    after = project.choose(layer, start, stop, choice)
    label, frames = _label(project, layer), _on(project, layer, start, stop)
    match choice:
        case Absent():
            return f"Mark {label} absent {frames}", after
        case Pick():
            return f"Pick another object for {label} {frames}", after
    return f"Take the first choice for {label} {frames}", after


def pick(project: Project, layer: LayerId, start: int, stop: int, picked: Pick) -> Edit:
    """Show another object from `start` until before `stop`.

    Where the user said that there is none it stays so, but for the place of the pick itself.
    """
    denied = [
        each
        for each in project.layer(layer).choices
        if isinstance(each.value, Absent) and not each.start <= picked.frame < each.stop
    ]
    name, after = choose(project, layer, start, stop, picked)
    for each in denied:
        first, last = max(start, each.start), min(stop, each.stop)
        if first < last:
            after = after.choose(layer, first, last, each.value)
    return name, after


def mark_absent(project: Project, layer: LayerId, start: int, stop: int) -> Edit:
    """Say that the object is not there from `start` until before `stop`, whatever was corrected."""
    return choose(project.uncorrect(layer, start, stop), layer, start, stop, Absent())


def correct(project: Project, layer: LayerId, corrections: Mapping[int, Correction]) -> Edit:
    """Put masks in the place of the network's, by frame."""
    after = project.correct(layer, corrections)
    frames = f"on {len(corrections)} frames"
    if len(corrections) == 1:
        frames = f"on frame {next(iter(corrections))}"
    return f"Correct {_label(project, layer)} {frames}", after


def propagate(project: Project, layer: LayerId, source: int, masks: Mapping[int, Mask]) -> Edit:
    """Carry the correction of the frame `source` to other frames, as `masks`."""
    after = project.propagate(layer, source, masks)
    count = f"{len(masks)} frame{'' if len(masks) == 1 else 's'}"
    return f"Carry {_label(project, layer)} from frame {source} to {count}", after


def uncorrect(project: Project, layer: LayerId, start: int, stop: int) -> Edit:
    """Take corrections back, also those that were propagated there."""
    after = project.uncorrect(layer, start, stop)
    where = f"{_label(project, layer)} {_on(project, layer, start, stop)}"
    return f"Remove corrections of {where}", after


def review(project: Project, layer: LayerId, start: int, stop: int, opinion: Review | None) -> Edit:
    """Accept a stretch, reject it, or (None) take it as not looked at."""
    after = project.review(layer, start, stop, opinion)
    where = f"{_label(project, layer)} {_on(project, layer, start, stop)}"
    return f"{_REVIEWS[opinion]} {where}", after


def set_matte(project: Project, layers: Sequence[LayerId], **changes: Any) -> Edit:
    """Change settings of the mattes of layers, named and meant as in `MatteSettings`."""
    after = project
    for one in layers:
        after = after.set_matte(one, replace(project.layer(one).matte, **changes))
    what = " and ".join(_MATTE[name] for name in changes) if len(changes) < 4 else "refinement"
    of = f"{len(layers)} layers"
    if len(layers) == 1:
        of = _label(project, layers[0])
    return f"Set {what} of {of}", after


def set_points(project: Project, video: VideoId, in_point: int, out_point: int | None) -> Edit:
    """Work on the part of a video from `in_point` until before `out_point`; None is the end."""
    was, after = project.video(video), project.set_points(video, in_point, out_point)
    if was.out_point == out_point:
        return f"Set in point to frame {in_point}", after
    last = after.video(video).span.stop - 1
    if was.in_point == in_point:
        return f"Set out point after frame {last}", after
    return f"Work on frames {in_point} to {last}", after


def _label(project: Project, layer: LayerId) -> str:
    return _quoted(project.layer(layer).label)


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[: _LONGEST - 1].rstrip()}…'"


def _on(project: Project, layer: LayerId, start: int, stop: int) -> str:
    """Name the frames from `start` until before `stop`, as far as the video goes."""
    count = project.video(project.layer(layer).video).frame_count
    start, stop = max(start, 0), min(stop, count)
    if (start, stop) == (0, count):
        return "on all frames"
    return f"on frame {start}" if stop - start == 1 else f"on frames {start} to {stop - 1}"
