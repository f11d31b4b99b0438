"""Named edits of a project, for the window and the command line alike.

Each function returns a name, as the user would say it, and the project after: `document.do(*edit)`.
All raise EditError where a decision does not fit the project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.edit_names import Edit as Edit
from soc_studio.core.project.edit_names import frames_in, label_in, layers_in
from soc_studio.core.project.project import (
    LONGEST_TEXT,
    Absent,
    Choice,
    Correction,
    EditError,
    LayerId,
    Pick,
    Project,
    VideoId,
)
from soc_studio.core.project.spans import ValuedSpan
from soc_studio.core.system.messages import listed, message

_MATTE = {
    "threshold": message("threshold"),
    "grow": message("edge"),
    "feather": message("feather"),
    "fill_holes": message("filled holes"),
    "remove_specks": message("removed specks"),
    "smooth": message("smoothing"),
    "edge_band": message("edge band"),
    "edge_softness": message("softness of the edge band"),
}


def add_layers(
    project: Project, video: VideoId, texts: Sequence[str]
) -> tuple[Edit, list[LayerId]]:
    """Add layers to the end; also return their ids."""
    given = []
    for text in texts:
        project, one = project.add_layer(video, text)
        given.append(one)
    name = message("Add '{label}'", label=label_in(project, given[0]))
    if len(given) > 1:
        name = message("Add {count} layers", count=len(given))
    return (name, project), given


def rename(project: Project, layer: LayerId, name: str) -> Edit:
    """Call a layer `name`; empty is the layer's expression."""
    after = project.rename_layer(layer, name)
    was, now = label_in(project, layer), label_in(after, layer)
    return message("Rename '{label}' to '{now}'", label=was, now=now), after


def move(project: Project, layer: LayerId, place: int) -> Edit:
    """Put a layer at `place` among those of its video, 0 for the first."""
    one = project.layer(layer)
    own = [each.id for each in project.of_video(one.video)]
    was = own.index(layer)
    place = max(0, min(place, len(own) - 1))
    others = [each.id for each in project.layers if each.id != layer]
    at = others.index(own[place]) + (place > was) if place != was else 0
    after = project if place == was else project.move_layer(layer, at)
    label = label_in(project, layer)
    if place > was:
        return message("Move '{label}' down", label=label), after
    return message("Move '{label}' up", label=label), after


def remove(project: Project, layer: LayerId) -> Edit:
    """Remove a layer; its results stay, for when it is added again."""
    name = message("Remove '{label}'", label=label_in(project, layer))
    return name, project.remove_layer(layer)


def duplicate(project: Project, layer: LayerId) -> tuple[Edit, LayerId]:
    """Put another layer like one behind it, with a colour of its own; also return its id."""
    one = project.layer(layer)
    after, given = project.add_layer(one.video, one.expression, one.imported)
    name = f"{one.label[: LONGEST_TEXT - 4]} (2)"
    colour = after.layer(given).colour
    after = after.with_layer(
        replace(one, id=given, name=name, colour=colour, locked=False, object_id=None)
    )
    place = [each.id for each in project.layers].index(layer)
    after = after.move_layer(given, place + 1)
    return (message("Duplicate '{label}'", label=label_in(project, layer)), after), given


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
            called = one.label[: LONGEST_TEXT - len(suffix)] + suffix
            after, shown = after.add_layer(one.video, one.expression, name=called)
            new = replace(after.layer(shown), matte=one.matte, found_as=one.found_as)
            after = after.with_layer(new).move_layer(shown, place + number - 1)
            given.append(shown)
        for each in choices:
            after = after.choose(shown, each.start, each.stop, each.value)
    name = message(
        "Make {count} layers of '{label}'", count=len(given) + 1, label=label_in(project, layer)
    )
    return (name, after), given


def set_visible(project: Project, layer: LayerId, visible: bool) -> Edit:
    """Show a layer, or hide it."""
    after = project.with_layer(replace(project.layer(layer), visible=visible))
    label = label_in(project, layer)
    if visible:
        return message("Show '{label}'", label=label), after
    return message("Hide '{label}'", label=label), after


def set_locked(project: Project, layer: LayerId, locked: bool) -> Edit:
    """Keep a layer from being edited, or no longer."""
    after = project.with_layer(replace(project.layer(layer), locked=locked))
    label = label_in(project, layer)
    if locked:
        return message("Lock '{label}'", label=label), after
    return message("Unlock '{label}'", label=label), after


def set_colour(project: Project, layer: LayerId, colour: Rgb) -> Edit:
    """Show a layer in `colour`: red, green and blue, 0 to 255."""
    if not all(0 <= part <= 255 for part in colour):
        raise EditError(message("The parts of a colour must be between 0 and 255."))
    after = project.with_layer(replace(project.layer(layer), colour=colour))
    return message("Set colour of '{label}'", label=label_in(project, layer)), after


def choose(project: Project, layer: LayerId, start: int, stop: int, choice: Choice | None) -> Edit:
    """Show another object from `start` until before `stop`, none, or (None) the network's own."""
    after = project.choose(layer, start, stop, choice)
    label, frames = label_in(project, layer), frames_in(project, layer, start, stop)
    match choice:
        case Absent():
            return message("Mark '{label}' as not here {frames}", label=label, frames=frames), after
        case Pick():
            name = message("Pick another object for '{label}' {frames}", label=label, frames=frames)
            return name, after
    name = message("Restore the first choice for '{label}' {frames}", label=label, frames=frames)
    return name, after


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
    """Mark the object absent from `start` until before `stop`; corrections there are dropped."""
    return choose(project.uncorrect(layer, start, stop), layer, start, stop, Absent())


def correct(project: Project, layer: LayerId, corrections: Mapping[int, Correction]) -> Edit:
    """Put masks in the place of the network's, by frame."""
    after = project.correct(layer, corrections)
    frames = message("on {count} frames", count=len(corrections))
    if len(corrections) == 1:
        frames = message("on frame {frame}", frame=next(iter(corrections)))
    return message(
        "Correct '{label}' {frames}", label=label_in(project, layer), frames=frames
    ), after


def uncorrect(project: Project, layer: LayerId, start: int, stop: int) -> Edit:
    """Remove corrections, propagated ones included."""
    after = project.uncorrect(layer, start, stop)
    label, frames = label_in(project, layer), frames_in(project, layer, start, stop)
    name = message("Remove corrections of '{label}' {frames}", label=label, frames=frames)
    return name, after


def set_steadied(project: Project, layer: LayerId, steadied: bool) -> Edit:
    """Show a layer as steadied along the motion, or as the network answered."""
    after = project.with_layer(replace(project.layer(layer), steadied=steadied))
    label = label_in(project, layer)
    if steadied:
        return message("Show '{label}' steadied", label=label), after
    return message("Show the model's own answer for '{label}'", label=label), after


def set_matte(project: Project, layers: Sequence[LayerId], **changes: Any) -> Edit:
    """Change settings of the mattes of layers, named and meant as in `MatteSettings`."""
    after = project
    for one in layers:
        after = after.set_matte(one, replace(project.layer(one).matte, **changes))
    what = message("matte") if len(changes) > 3 else listed([_MATTE[name] for name in changes])
    of = layers_in(project, layers)
    return message("Set {settings} of {layers}", settings=what, layers=of), after


def set_points(project: Project, video: VideoId, in_point: int, out_point: int | None) -> Edit:
    """Work on the part of a video from `in_point` until before `out_point`; None is the end."""
    was, after = project.video(video), project.set_points(video, in_point, out_point)
    if was.out_point == out_point:
        return message("Set in point to frame {frame}", frame=in_point), after
    last = after.video(video).span.stop - 1
    if was.in_point == in_point:
        return message("Set out point after frame {frame}", frame=last), after
    return message("Work on frames {first} to {last}", first=in_point, last=last), after
