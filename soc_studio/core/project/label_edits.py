"""Named edits of labels: what objects are called, their categories, and what a person thinks of
their masks.

They are as those of `core.project.edits`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from soc_studio.core.project.contents import on_one_line
from soc_studio.core.project.edit_names import Edit, frames_in, label_in, layers_in, short
from soc_studio.core.project.imported_object import ImportedLabels
from soc_studio.core.project.limits import MOST_OF_A_NAME
from soc_studio.core.project.objects import object_numbers
from soc_studio.core.project.project import (
    EditError,
    ExpressionId,
    LayerId,
    Project,
    Review,
    VideoId,
)
from soc_studio.core.system.messages import message


def add_imported(project: Project, video: VideoId, labels: ImportedLabels, source: str) -> Edit:
    """Add what was imported from `source`: layers, and sentences that refer to them."""
    given: list[LayerId] = []
    taken = {*object_numbers(project.of_video(video)).values()}  # which stay as they are
    for each in labels.objects:
        project, layer = project.add_layer(video, each.text, each.imported, each.name)
        given.append(layer)
        new = project.layer(layer)
        said = replace(
            new,
            colour=each.colour or new.colour,
            absent=each.absent,
            object_id=None if each.object_id in taken else each.object_id,
            choices=each.choices,
            verdicts=each.verdicts,
            annotator=on_one_line(each.annotator, MOST_OF_A_NAME),
        )
        project = project.with_layer(said).categorise(layer, each.category)
        if each.corrections:
            project = project.correct(layer, each.corrections)
    for sentence in labels.expressions:
        meant = [given[place] for place in sentence.objects]
        project, _ = project.add_expression(video, sentence.text, meant, sentence.annotator)
    return message("Import masks from '{source}'", source=short(source)), project


def categorise(project: Project, layers: Sequence[LayerId], category: str) -> Edit:
    """Set the category of layers; empty for none."""
    after = project
    for one in layers:
        after = after.categorise(one, category)
    return message("Set category of {layers}", layers=layers_in(project, layers)), after


def set_categories(project: Project, categories: Sequence[str], source: str = "") -> Edit:
    """Let `categories` of the list `source` be those to choose from; none are the usual ones."""
    after = project.set_categories(categories)
    if not after.categories:
        return message("Choose from the usual categories"), after
    return message("Choose from the categories of '{source}'", source=short(source)), after


def reword(project: Project, layer: LayerId, text: str, keep: bool = False) -> Edit:
    """Change the sentence of a layer; its masks stay if you `keep` them, else it is searched for
    by the new words."""
    after = project.reword_layer(layer, text, keep)
    was, now = (short(each.layer(layer).expression) for each in (project, after))
    if keep:
        return message("Reword '{was}' to '{now}'", was=was, now=now), after
    return message("Search for '{now}' instead of '{was}'", now=now, was=was), after


def no_such_object(project: Project, layers: Sequence[LayerId], absent: bool = True) -> Edit:
    """Say that the sentences of layers refer to nothing in their video, or that they do."""
    after = project
    for one in layers:
        after = after.set_absent(one, absent)
    of = layers_in(project, layers)
    if absent:
        return message("Mark {layers} as no such object", layers=of), after
    return message("Take back 'no such object' of {layers}", layers=of), after


def same_object(project: Project, layer: LayerId, other: LayerId) -> Edit:
    """Make the sentence of the layer `other` one of `layer`, whose masks it has from then on.

    What referred to `other` refers to `layer`; `other` goes.
    """
    kept, gone = project.layer(layer), project.layer(other)
    if layer == other or kept.video != gone.video:
        raise EditError(
            message("Two layers of one video can be the same object."),
            message("Choose another layer."),
        )
    if kept.absent:
        raise EditError(
            message("There is no such object as '{label}'.", label=label_in(project, layer)),
            message("Take that back first, or choose another layer."),
        )
    after = project
    for each in project.expressions:
        if other in each.layers:
            meant = tuple(layer if one == other else one for one in each.layers)
            after = after.with_expression(replace(each, layers=meant))
    after = after.remove_layer(other)
    known = {each.text for each in after.expressions if each.layers == (layer,)}
    if gone.expression not in (kept.expression, *known):
        after, _ = after.add_expression(kept.video, gone.expression, [layer], gone.annotator)
    name = message(
        "Make '{other}' the same object as '{label}'",
        other=label_in(project, other),
        label=label_in(project, layer),
    )
    return name, after


def same_objects(project: Project, layer: LayerId, others: Sequence[LayerId]) -> Edit:
    """Make the sentences of several layers ones of `layer`, as one step; see `same_object`."""
    after, name = project, ""
    for each in others:
        name, after = same_object(after, layer, each)
    if len(others) > 1:
        name = message(
            "Make {count} layers the same object as '{label}'",
            count=len(others),
            label=label_in(project, layer),
        )
    return name, after


def add_expression(
    project: Project, video: VideoId, text: str, layers: Sequence[LayerId] = ()
) -> tuple[Edit, ExpressionId]:
    """Add a sentence that refers to `layers`, or to nothing in its video; also return its id."""
    after, given = project.add_expression(video, text, layers)
    name = message("Add the sentence '{text}'", text=short(after.expression(given).text))
    return (name, after), given


def reword_expression(project: Project, expression: ExpressionId, text: str) -> Edit:
    """Change the words of a sentence."""
    one = project.expression(expression)
    after = project.with_expression(replace(one, text=text))
    was, now = (short(each.expression(expression).text) for each in (project, after))
    return message("Reword '{was}' to '{now}'", was=was, now=now), after


def refer(project: Project, expression: ExpressionId, layers: Sequence[LayerId]) -> Edit:
    """Let a sentence refer to `layers`, or to nothing in its video."""
    one = project.expression(expression)
    after = project.with_expression(replace(one, layers=tuple(layers)))
    return message("Set the objects of '{text}'", text=short(one.text)), after


def remove_expression(project: Project, expression: ExpressionId) -> Edit:
    """Remove a sentence; its objects stay."""
    name = message("Remove the sentence '{text}'", text=short(project.expression(expression).text))
    return name, project.remove_expression(expression)


def remove_expressions(project: Project, expressions: Sequence[ExpressionId]) -> Edit:
    """Remove several sentences as one step."""
    after, name = project, ""
    for each in expressions:
        name, after = remove_expression(after, each)
    if len(expressions) > 1:
        name = message("Remove {count} sentences", count=len(expressions))
    return name, after


def review(
    project: Project,
    layer: LayerId,
    start: int,
    stop: int,
    opinion: Review | None,
    note: str = "",
    reviewer: str = "",
) -> Edit:
    """Accept a stretch, reject it, or (None) remove its review."""
    after = project.review(layer, start, stop, opinion, note, reviewer)
    label, frames = label_in(project, layer), frames_in(project, layer, start, stop)
    match opinion:
        case Review.ACCEPTED:
            return message("Mark '{label}' as right {frames}", label=label, frames=frames), after
        case Review.REJECTED:
            return message("Mark '{label}' as wrong {frames}", label=label, frames=frames), after
    return message("Remove review of '{label}' {frames}", label=label, frames=frames), after


def review_all(
    project: Project,
    layers: Sequence[LayerId],
    opinion: Review | None,
    note: str = "",
    reviewer: str = "",
) -> Edit:
    """Review several layers as one step, each between the video's in and out points."""
    name: str = ""
    after = project
    for one in layers:
        span = project.video(project.layer(one).video).span
        name, after = review(after, one, span.start, span.stop, opinion, note, reviewer)
    if len(layers) > 1:
        count = len(layers)
        match opinion:
            case Review.ACCEPTED:
                name = message("Mark {count} layers as right", count=count)
            case Review.REJECTED:
                name = message("Mark {count} layers as wrong", count=count)
            case None:
                name = message("Remove review of {count} layers", count=count)
    return name, after


def note_all(
    project: Project, layers: Sequence[LayerId], note: str, frames: range | None = None
) -> Edit:
    """Put a note at the reviews of layers within `frames`; None is between the video's in and out
    points."""
    after = project
    for one in layers:
        span = project.video(project.layer(one).video).span if frames is None else frames
        after = after.note(one, span.start, span.stop, note)
    return message("Note at {layers}", layers=layers_in(project, layers)), after
