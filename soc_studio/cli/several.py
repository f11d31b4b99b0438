"""Layers for expressions that ask for several objects, and a word on those that found none."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from soc_rvos.sentences import objects_wanted, reading_vocabulary, understand
from soc_studio.cli.steps import through
from soc_studio.cli.terminal import Terminal
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.imported_object import ImportedLabels, ImportedObject
from soc_studio.core.project.project import Layer
from soc_studio.core.search import unlikely
from soc_studio.core.search.naming import name_nearest
from soc_studio.core.search.other_kinds import is_of_other_kind
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.confidence_bounds import POSSIBLE
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views
from soc_studio.core.tracks.several_objects import (
    MOST_OBJECTS,
    FoundObject,
    joint_masks,
    separate_objects,
)

_A = {"animal": "an animal", "vehicle": "a vehicle", "furniture": "a piece of furniture"}


def several_layers(
    options: argparse.Namespace,
    document: Document,
    layers: Sequence[Layer],
    model: LoadedModel,
    reader: VideoReader,
    terminal: Terminal,
) -> list[Layer]:
    """Make the layers for expressions that ask for several objects, as the options say.

    All that are to be written are returned, those of one expression together.
    """
    if not (options.each or options.together):
        return list(layers)
    found: dict[int, Layer] = {}
    for view in _views(document, layers):
        wanted = objects_wanted(understand(view.layer.searched, reading_vocabulary()))
        new = [view.layer]
        if wanted.several:
            is_other = is_of_other_kind(lambda: model, reader, view.layer.searched)
            objects = separate_objects(view, wanted.count, is_other)
            _say(view.layer, objects, wanted.count, terminal)
            if len(objects) > 1 or any(each.choices for each in objects):
                make = _each if options.each else _together
                new = make(document, view, objects)
        found |= {each.id: each for each in new}
    return list(found.values())


def _each(document: Document, view: ResolvedTrack, objects: Sequence[FoundObject]) -> list[Layer]:
    """Return a layer for each object; those from an earlier run are reused."""
    layer, project = view.layer, document.project
    known = [
        each
        for each in project.of_video(layer.video)
        if each.searched == layer.searched and each.imported is None
    ]
    if len(known) > 1:
        return known
    edit, given = edits.separate(project, layer.id, [each.choices for each in objects])
    document.do(*edit)
    return [document.project.layer(each) for each in (layer.id, *given)]


def _together(
    document: Document, view: ResolvedTrack, objects: Sequence[FoundObject]
) -> list[Layer]:
    """Return the layer of all objects, whose masks are kept like imported ones."""
    layer = view.layer
    name = f"{layer.label} (together)"
    for each in document.project.of_video(layer.video):
        if each.expression == name and each.imported is not None:
            document.do(*edits.remove(document.project, each.id))  # of an earlier run
    kept = document.file.imports.add(
        name, view.video.height, view.video.width, joint_masks(view, objects)
    )
    number = through(kept, lambda _: None)
    made = ImportedLabels((ImportedObject(name, number),))
    document.do(*label_edits.add_imported(document.project, layer.video, made, layer.label))
    return [document.project.layers[-1]]


def _say(
    layer: Layer, objects: Sequence[FoundObject], count: int | None, terminal: Terminal
) -> None:
    number = "1 object" if len(objects) == 1 else f"{len(objects)} objects"
    asked = "" if count is None or count == len(objects) else f" of {count}"
    more = len(objects) == MOST_OBJECTS != count
    terminal.tell(
        f"'{layer.label}': {number}{asked} found apart from each other."
        + (f" There may be more: {MOST_OBJECTS} are told apart at most." if more else "")
    )


def leave_out_unlikely(
    document: Document,
    layers: Sequence[Layer],
    model: LoadedModel,
    reader: VideoReader,
    terminal: Terminal,
) -> None:
    """Tell the best match of expressions whose object is on no frame, or hardly found, and leave
    the masks of these out: where the window says that nothing was found.

    A threshold that a person gave for them is kept, and nothing is left out.
    """
    for view, nearest in unlikely.leave_out_unlikely(document, layers):
        likeness = name_nearest(model, reader, nearest)
        looks = "" if likeness is None else f"; it looks like {_A[likeness.noun]}"
        if view.present_anywhere():
            terminal.tell(
                f"'{view.layer.label}' is probably not in this video. The closest thing is on "
                f"frame {nearest.frame}, with a score of {nearest.score:.2f}; below "
                f"{POSSIBLE:.2f} hardly any answer is the one that was meant{looks}. Its masks "
                f"are left out: --threshold {view.threshold:.2f} writes them all the same."
            )
            continue
        terminal.tell(
            f"'{view.layer.label}' is on none of the {nearest.looked_at} frames looked at. The "
            f"closest thing is on frame {nearest.frame}, with a score of {nearest.score:.2f} "
            f"where {nearest.threshold:.2f} is needed{looks}."
        )


def _views(document: Document, layers: Sequence[Layer]) -> list[ResolvedTrack]:
    if not layers:
        return []
    video = document.project.video(layers[0].video)
    return list(views(layers, video, document.file.results, document.file.imports))
