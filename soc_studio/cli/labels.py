"""Changes the labels of a project from the command line, and shows them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_writing, the_video
from soc_studio.cli.terminal import Terminal
from soc_studio.core.formats.category_list import read_categories
from soc_studio.core.project import label_edits
from soc_studio.core.project.categories import unlisted
from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.objects import VideoLabels, object_numbers
from soc_studio.core.project.project import (
    Expression,
    Layer,
    LayerId,
    Project,
    Review,
    Video,
    VideoId,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.agreement import agreements
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_SAID = 12  # categories that a sentence names
_OPINIONS = {"accept": Review.ACCEPTED, "reject": Review.REJECTED, "forget": None}


def asks_for_labels(options: argparse.Namespace) -> bool:
    """Return whether the options change labels."""
    return any(
        (
            *(options.category is not None, options.categories is not None),
            *(options.such_object is not None, options.same),
            *(options.reword is not None, options.expression is not None),
            *(options.unsaid is not None, options.opinion is not None),
            options.note is not None,
        )
    )


def change_labels(options: argparse.Namespace, terminal: Terminal) -> Exit:
    """Make the changes that the options ask for, say each, and return the exit code.

    Nothing is changed where one of them is impossible.

    Raises:
        StudioError: the project cannot be written, there is no such layer, or a change is
            impossible.
    """
    if not options.project.exists():
        raise StudioError(f"There is no project '{options.project}'.", "Check the name.")
    with open_for_writing(options.project, terminal) as document:
        video = the_video(document, options.video)
        frames = _stretch(options, document, video)
        for name, after in list(_edits(options, document.project, video, frames)):
            document.do(name, after)
            terminal.say(f"{name}.")
    return Exit.DONE


def _edits(
    options: argparse.Namespace, project: Project, video: Video, frames: range
) -> Iterator[Edit]:
    """Yield the changes, each made after the one before."""
    layers = [layer_called(project, video.id, name) for name in options.layers]
    ids = [each.id for each in layers]
    for each in layers:
        if each.locked:
            raise StudioError(f"The layer '{each.label}' is locked.", "Unlock it in the window.")
    needs_layer = (
        *(options.category is not None, options.such_object is not None, options.same),
        *(options.reword is not None, options.opinion, options.note is not None),
    )
    if any(needs_layer) and not layers:
        raise StudioError("No layer is named.", "Say with --layer which one is meant.")
    if (options.same or options.reword is not None) and len(layers) != 1:
        raise StudioError("Several layers are named.", "Give one --layer.")
    if options.categories is not None:
        listed = read_categories(options.categories)
        if options.category is not None:
            _refuse_unlisted(options, listed)
        if listed != project.categories:
            name = options.categories.name
            yield (edit := label_edits.set_categories(project, listed, name))
            project = edit[1]
    if options.category is not None:
        yield (edit := label_edits.categorise(project, ids, options.category))
        project = edit[1]
    for name in options.same:
        other = layer_called(project, video.id, name)
        yield (edit := label_edits.same_object(project, ids[0], other.id))
        project = edit[1]
    if options.such_object is not None:
        yield (edit := label_edits.no_such_object(project, ids, not options.such_object))
        project = edit[1]
    if options.reword is not None:
        yield (edit := label_edits.reword(project, ids[0], options.reword, options.keep_masks))
        project = edit[1]
    if options.expression is not None:
        edit, _ = label_edits.add_expression(project, video.id, options.expression, ids)
        yield edit
        project = edit[1]
    if options.unsaid is not None:
        said = _expression(project, video.id, options.unsaid)
        yield (edit := label_edits.remove_expression(project, said.id))
        project = edit[1]
    yield from _reviews(options, project, ids, frames)


def _reviews(
    options: argparse.Namespace, project: Project, layers: Sequence[LayerId], frames: range
) -> Iterator[Edit]:
    note, reviewer = options.note or "", options.reviewer or ""
    if options.opinion is None:
        if options.note is not None:
            yield label_edits.note_all(project, layers, note, frames)
        return
    opinion = _OPINIONS[options.opinion]
    for one in layers:
        yield (
            edit := label_edits.review(
                project, one, frames.start, frames.stop, opinion, note, reviewer
            )
        )
        project = edit[1]


def _stretch(options: argparse.Namespace, document: Document, video: Video) -> range:
    """Return the frames that a review is of."""
    start, stop = video.span.start, video.span.stop
    if options.start is None and options.stop is None:
        return range(start, stop)
    with open_project_video(document, video) as reader:  # points may be times
        if options.start is not None:
            start = options.start.frame_number(reader.timing)
        if options.stop is not None:
            stop = min(reader.frame_count, options.stop.frame_number(reader.timing))
    if start >= stop:
        raise StudioError("There is no frame between --from and --to.", "Give other points.")
    return range(start, stop)


def layer_called(project: Project, video: VideoId, name: str) -> Layer:
    """Return the layer of a video that `name` means: its name, its expression or its number."""
    layers = project.of_video(video)
    numbers = object_numbers(layers)
    found = [each for each in layers if name in (each.label, each.name, each.expression)]
    if not found:
        found = [each for each in layers if name == str(numbers[each.id])]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{numbers[each.id]}: '{each.label}'" for each in layers) or "none"
    problem = "no layer" if not found else "several layers"
    raise StudioError(f"There is {problem} '{name}'.", f"Layers of the video: {names}.")


def _expression(project: Project, video: VideoId, words: str) -> Expression:
    said = project.expressions_of(video)
    found = [each for each in said if each.text == words]
    if found:
        return found[-1]
    names = ", ".join(f"'{each.text}'" for each in said) or "none"
    raise StudioError(
        f"There is no added expression '{words}'.", f"Those that were added: {names}."
    )


def _refuse_unlisted(options: argparse.Namespace, listed: Sequence[str]) -> None:
    for category in unlisted([options.category], listed):
        raise StudioError(
            f"'{category}' is no category of '{options.categories}'.",
            "Choose one of these: " + ", ".join(listed[:_SAID]) + (", …" * (len(listed) > _SAID)),
        )


def label_lines(layer: Layer, labels: VideoLabels) -> Iterator[str]:
    """Yield what is decided about the object of a layer, for `soc-studio project`."""
    category = f", {layer.category}" if layer.category else ""
    yield f"    object {labels.numbers[layer.id]}{category}"
    if layer.absent:
        yield "    no such object"
    if layer.found_as:
        yield f"    found with the words '{layer.found_as}'"
    for each in layer.verdicts:
        if each.value.note:
            by = f", {each.value.reviewer}" if each.value.reviewer else ""
            yield f"    note on frames {each.start} to {each.stop - 1}: {each.value.note}{by}"


def expression_lines(labels: VideoLabels) -> Iterator[str]:
    """Yield the expressions of a video beside those of its layers."""
    for each in labels.expressions:
        numbers = ", ".join(str(labels.numbers[one]) for one in each.layers)
        objects = "objects" if len(each.layers) > 1 else "object"
        yield f"  '{each.text}': " + (f"{objects} {numbers}" if numbers else "no such object")


def agreement_lines(views: Sequence[ResolvedTrack], span: range) -> Iterator[str]:
    """Yield a doubt for each two layers that show the same pixels."""
    called = {view.layer.id: view.layer.label for view in views}
    for each in agreements(views, span):
        yield (
            f"  check '{called[each.first]}' and '{called[each.second]}': they show the same "
            f"pixels (overlap {each.overlap:.2f}); one object, or one of them is wrong"
        )
