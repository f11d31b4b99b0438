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
    ExpressionId,
    Pick,
    Project,
    Review,
    VideoId,
)

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


def add_expressions(
    project: Project, video: VideoId, texts: Sequence[str]
) -> tuple[Edit, list[ExpressionId]]:
    """Add expressions to the end; also return their ids."""
    given = []
    for text in texts:
        project, one = project.add_expression(video, text)
        given.append(one)
    what = _label(project, given[0]) if len(given) == 1 else f"{len(given)} expressions"
    return (f"Add {what}", project), given


def add_imported(
    project: Project, video: VideoId, layers: Sequence[tuple[str, int]], source: str
) -> Edit:
    """Add layers of masks that were imported from `source`: their names and numbers."""
    for name, number in layers:
        project, _ = project.add_expression(video, name, number)
    return f"Import masks from {_quoted(source)}", project


def rename(project: Project, expression: ExpressionId, name: str) -> Edit:
    """Call a layer `name`; empty is the expression's own text."""
    after = project.rename_expression(expression, name)
    return f"Rename {_label(project, expression)} to {_label(after, expression)}", after


def categorise(project: Project, expressions: Sequence[ExpressionId], category: str) -> Edit:
    """Say of what category expressions are; empty is none."""
    after = project
    for one in expressions:
        after = after.categorise(one, category)
    of = f"{len(expressions)} expressions"
    if len(expressions) == 1:
        of = _label(project, expressions[0])
    return f"Set category of {of}", after


def reword(project: Project, expression: ExpressionId, text: str) -> Edit:
    """Search for `text` instead."""
    after = project.reword_expression(expression, text)
    was, now = (_quoted(each.expression(expression).text) for each in (project, after))
    return f"Search for {now} instead of {was}", after


def move(project: Project, expression: ExpressionId, place: int) -> Edit:
    """Put a layer at `place` among those of its video, 0 for the first."""
    one = project.expression(expression)
    own = [each.id for each in project.of_video(one.video)]
    was = own.index(expression)
    place = max(0, min(place, len(own) - 1))
    others = [each.id for each in project.expressions if each.id != expression]
    at = others.index(own[place]) + (place > was) if place != was else 0
    after = project if place == was else project.move_expression(expression, at)
    return f"Move {_label(project, expression)} {'down' if place > was else 'up'}", after


def remove(project: Project, expression: ExpressionId) -> Edit:
    """Remove an expression; its results stay, for when it is added again."""
    return f"Remove {_label(project, expression)}", project.remove_expression(expression)


def duplicate(project: Project, expression: ExpressionId) -> tuple[Edit, ExpressionId]:
    """Put another layer like one behind it, with a colour of its own; also return its id."""
    one = project.expression(expression)
    after, given = project.add_expression(one.video, one.text, one.imported)
    name = f"{one.label[: LONGEST_TEXT - 4]} (2)"
    colour = after.expression(given).colour
    after = after.with_expression(replace(one, id=given, name=name, colour=colour, locked=False))
    place = [each.id for each in project.expressions].index(expression)
    after = after.move_expression(given, place + 1)
    return (f"Duplicate {_label(project, expression)}", after), given


def set_visible(project: Project, expression: ExpressionId, visible: bool) -> Edit:
    """Show a layer, or hide it."""
    after = project.with_expression(replace(project.expression(expression), visible=visible))
    return f"{'Show' if visible else 'Hide'} {_label(project, expression)}", after


def set_locked(project: Project, expression: ExpressionId, locked: bool) -> Edit:
    """Keep a layer from being edited, or no longer."""
    after = project.with_expression(replace(project.expression(expression), locked=locked))
    return f"{'Lock' if locked else 'Unlock'} {_label(project, expression)}", after


def set_colour(project: Project, expression: ExpressionId, colour: Rgb) -> Edit:
    """Show a layer in `colour`: red, green and blue, 0 to 255."""
    if not all(0 <= part <= 255 for part in colour):
        raise EditError("Parts of a colour are between 0 and 255.")
    after = project.with_expression(replace(project.expression(expression), colour=colour))
    return f"Colour {_label(project, expression)}", after


def choose(
    project: Project, expression: ExpressionId, start: int, stop: int, choice: Choice | None
) -> Edit:
    """Show another object from `start` until before `stop`, none, or (None) the network's own."""
    after = project.choose(expression, start, stop, choice)
    layer, frames = _label(project, expression), _on(project, expression, start, stop)
    match choice:
        case Absent():
            return f"Mark {layer} absent {frames}", after
        case Pick():
            return f"Pick another object for {layer} {frames}", after
    return f"Take the first choice for {layer} {frames}", after


def pick(project: Project, expression: ExpressionId, start: int, stop: int, picked: Pick) -> Edit:
    """Show another object from `start` until before `stop`.

    Where the user said that there is none it stays so, but for the place of the pick itself.
    """
    denied = [
        each
        for each in project.expression(expression).choices
        if isinstance(each.value, Absent) and not each.start <= picked.frame < each.stop
    ]
    name, after = choose(project, expression, start, stop, picked)
    for each in denied:
        first, last = max(start, each.start), min(stop, each.stop)
        if first < last:
            after = after.choose(expression, first, last, each.value)
    return name, after


def mark_absent(project: Project, expression: ExpressionId, start: int, stop: int) -> Edit:
    """Say that the object is not there from `start` until before `stop`, whatever was corrected."""
    return choose(project.uncorrect(expression, start, stop), expression, start, stop, Absent())


def correct(
    project: Project, expression: ExpressionId, corrections: Mapping[int, Correction]
) -> Edit:
    """Put masks in the place of the network's, by frame."""
    after = project.correct(expression, corrections)
    frames = f"on {len(corrections)} frames"
    if len(corrections) == 1:
        frames = f"on frame {next(iter(corrections))}"
    return f"Correct {_label(project, expression)} {frames}", after


def carry(
    project: Project, expression: ExpressionId, source: int, masks: Mapping[int, Mask]
) -> Edit:
    """Carry the correction of the frame `source` to other frames, as `masks`."""
    after = project.carry(expression, source, masks)
    count = f"{len(masks)} frame{'' if len(masks) == 1 else 's'}"
    return f"Carry {_label(project, expression)} from frame {source} to {count}", after


def uncorrect(project: Project, expression: ExpressionId, start: int, stop: int) -> Edit:
    """Take corrections back, also those that were carried there."""
    after = project.uncorrect(expression, start, stop)
    where = f"{_label(project, expression)} {_on(project, expression, start, stop)}"
    return f"Remove corrections of {where}", after


def review(
    project: Project, expression: ExpressionId, start: int, stop: int, opinion: Review | None
) -> Edit:
    """Accept a stretch, reject it, or (None) take it as not looked at."""
    after = project.review(expression, start, stop, opinion)
    where = f"{_label(project, expression)} {_on(project, expression, start, stop)}"
    return f"{_REVIEWS[opinion]} {where}", after


def set_matte(project: Project, expressions: Sequence[ExpressionId], **changes: Any) -> Edit:
    """Change settings of the mattes of expressions, named and meant as in `MatteSettings`."""
    after = project
    for one in expressions:
        after = after.set_matte(one, replace(project.expression(one).matte, **changes))
    what = " and ".join(_MATTE[name] for name in changes) if len(changes) < 4 else "refinement"
    of = f"{len(expressions)} expressions"
    if len(expressions) == 1:
        of = _label(project, expressions[0])
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


def _label(project: Project, expression: ExpressionId) -> str:
    return _quoted(project.expression(expression).label)


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[: _LONGEST - 1].rstrip()}…'"


def _on(project: Project, expression: ExpressionId, start: int, stop: int) -> str:
    """Name the frames from `start` until before `stop`, as far as the video goes."""
    count = project.video(project.expression(expression).video).frame_count
    start, stop = max(start, 0), min(stop, count)
    if (start, stop) == (0, count):
        return "on all frames"
    return f"on frame {start}" if stop - start == 1 else f"on frames {start} to {stop - 1}"
