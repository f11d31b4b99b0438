"""Pictures of what two people decided differently: the mask of either on one frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.masks.overlay import OPACITY, blend
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.conflicts import Conflict
from soc_studio.core.project.project import Project
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.frame_states import State
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views

_GROUND = 40  # grey of a picture without a frame


@dataclass(frozen=True, slots=True)
class ConflictPictures:
    """Both masks of an object on `frame`, each laid over it: RGB uint8 [H, W, 3]."""

    conflict: Conflict
    frame: int
    mine: NDArray[np.uint8]
    theirs: NDArray[np.uint8]


def conflict_pictures(
    conflict: Conflict,
    mine: tuple[Project, ProjectFile],
    theirs: tuple[Project, ProjectFile],
    reader: VideoReader | None,
    height: int,
    width: int,
) -> ConflictPictures | None:
    """Return pictures of a conflict of at most `height` x `width` pixels; None where it is about no
    object.

    Args:
        conflict: what was decided differently.
        mine: the project and its file.
        theirs: the other project and its file.
        reader: of the video; without it masks are drawn on grey.
        height, width: the room for a picture.

    Raises:
        StudioError: a mask, or the frame, cannot be read.
    """
    if conflict.layer is None or conflict.other is None:
        return None
    layers = mine[0].layer(conflict.layer), theirs[0].layer(conflict.other)
    video = mine[0].video(layers[0].video)
    seen = [
        next(views([layer], project.video(layer.video), file.results, file.imports))
        for layer, (project, file) in zip(layers, (mine, theirs), strict=True)
    ]
    frame = _frame(conflict, seen[0], seen[1])
    picture = np.full((video.height, video.width, 3), _GROUND, dtype=np.uint8)
    if reader is not None:
        picture = reader.frame(frame)
    small = fit_within(picture, height, width)
    drawn = [_drawn(small, view.mask(frame), layers[0].colour) for view in seen]
    return ConflictPictures(conflict, frame, drawn[0], drawn[1])


def _frame(conflict: Conflict, one: ResolvedTrack, other: ResolvedTrack) -> int:
    """Return a frame that shows a conflict: in the middle of its own, or of those with masks."""
    if conflict.stop > conflict.start:
        return (conflict.start + conflict.stop - 1) // 2
    there = [view.states == State.PRESENT for view in (one, other)]
    for frames in (there[0] & there[1], there[0] | there[1]):
        if frames.any():
            places = np.flatnonzero(frames)
            return int(places[len(places) // 2])
    return 0


def _drawn(picture: NDArray[np.uint8], mask: Mask | None, colour: Rgb) -> NDArray[np.uint8]:
    if mask is None:
        return picture
    return blend(picture, full_size(mask, *picture.shape[:2]), colour, OPACITY)
