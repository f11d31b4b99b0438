"""Leaves out the masks of expressions whose object is probably not in a video."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.confidence_bounds import POSSIBLE
from soc_studio.core.tracks.nearest_answer import NearestAnswer, nearest_answer
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views


def leave_out_unlikely(
    document: Document, layers: Sequence[Layer]
) -> Iterator[tuple[ResolvedTrack, NearestAnswer]]:
    """Yield those of `layers`, all of one video, whose object is on no frame or hardly found, with
    what comes nearest; then leave the masks of these out, where the window says that nothing was
    found.

    A threshold that a person gave for them is kept, and nothing is left out.

    Raises:
        DamageError: a mask cannot be read.
        WriteError: the project cannot be changed.
    """
    if not layers:
        return
    video = document.project.video(layers[0].video)
    for view in views(layers, video, document.file.results, document.file.imports):
        nearest = nearest_answer(view)
        if nearest is None:
            continue
        yield view, nearest
        if view.present_anywhere():
            document.do(*edits.set_matte(document.project, [view.layer.id], threshold=POSSIBLE))
