"""Named edits of labels: what objects are called, their categories, and what a person thinks of
their masks.

They are as those of `core.project.edits`.
"""

from __future__ import annotations

from collections.abc import Sequence

from soc_studio.core.project.edit_names import Edit, frames_in, label_in, layers_in, short
from soc_studio.core.project.project import LayerId, Project, Review, VideoId
from soc_studio.core.system.messages import message


def add_imported(
    project: Project, video: VideoId, layers: Sequence[tuple[str, int]], source: str
) -> Edit:
    """Add layers of masks that were imported from `source`: their names and numbers."""
    for name, number in layers:
        project, _ = project.add_layer(video, name, number)
    return message("Import masks from '{source}'", source=short(source)), project


def categorise(project: Project, layers: Sequence[LayerId], category: str) -> Edit:
    """Set the category of layers; empty for none."""
    after = project
    for one in layers:
        after = after.categorise(one, category)
    return message("Set category of {layers}", layers=layers_in(project, layers)), after


def reword(project: Project, layer: LayerId, text: str) -> Edit:
    """Search for `text` instead."""
    after = project.reword_layer(layer, text)
    was, now = (short(each.layer(layer).expression) for each in (project, after))
    return message("Search for '{now}' instead of '{was}'", now=now, was=was), after


def review(project: Project, layer: LayerId, start: int, stop: int, opinion: Review | None) -> Edit:
    """Accept a stretch, reject it, or (None) remove its review."""
    after = project.review(layer, start, stop, opinion)
    label, frames = label_in(project, layer), frames_in(project, layer, start, stop)
    match opinion:
        case Review.ACCEPTED:
            return message("Mark '{label}' as right {frames}", label=label, frames=frames), after
        case Review.REJECTED:
            return message("Mark '{label}' as wrong {frames}", label=label, frames=frames), after
    return message("Remove review of '{label}' {frames}", label=label, frames=frames), after


def review_all(project: Project, layers: Sequence[LayerId], opinion: Review | None) -> Edit:
    """Review several layers as one step, each between the video's in and out points."""
    name: str = ""
    after = project
    for one in layers:
        span = project.video(project.layer(one).video).span
        name, after = review(after, one, span.start, span.stop, opinion)
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
