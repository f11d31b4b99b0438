"""The candidates for one frame of a layer, ready to show side by side."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.masks.overlay import outline
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.colours import Rgb
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_ROOM = 0.35  # of the object's size, that is left around it
_LEAST = 0.12  # of the picture's size, that is shown at least: a speck says nothing by itself
_DIMMED = 0.45  # of the light, that is left around the object


@dataclass(frozen=True, slots=True)
class Candidate:
    """An object that the network offers.

    Attributes:
        score: 0 to 1.
        mask: of the frame, of the size that masks are kept at.
        picture: RGB uint8 [H, W, 3], the object, marked, and its surroundings.
        chosen: whether the layer shows this candidate now.
        enough: whether it counts as present: by its score, or as it was picked.
    """

    score: float
    mask: Mask
    picture: NDArray[np.uint8]
    chosen: bool
    enough: bool


def candidates(
    view: ResolvedTrack, reader: VideoReader, frame: int, height: int, width: int
) -> list[Candidate]:
    """Return the candidates for `frame`, the best track's first; pictures of `height` x `width`.

    Raises:
        StudioError: the video or a mask cannot be read.
    """
    # Where a track's object is hidden there is nothing to see, and nothing to know it by.
    offered = [
        (place, score, mask)
        for place, (score, mask) in enumerate(view.alternatives(frame))
        if mask.area
    ]
    if not offered:
        return []
    picture = fit_within(reader.frame(frame), 1080, 1920)
    chosen = view.chosen(frame)
    return [
        Candidate(
            score,
            mask,
            portrait(picture, mask, view.layer.colour, height, width),
            place == chosen,
            view.is_enough(frame, score, place == chosen),
        )
        for place, score, mask in offered
    ]


def portrait(
    picture: NDArray[np.uint8], mask: Mask, colour: Rgb, height: int, width: int
) -> NDArray[np.uint8]:
    """Return what is around an object, RGB uint8 [height, width, 3]: outlined in `colour`, what is
    not of it dimmed. All of `picture`, of any size, where the mask is empty."""
    own_height, own_width = picture.shape[:2]
    marked = full_size(mask, own_height, own_width)
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    if not len(rows):
        return _cut(picture, np.array([0.0, 0.0, own_width, own_height]), height, width)
    extent = np.array([columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1]) * (1 + 2 * _ROOM)
    extent = np.maximum(extent, _LEAST * own_width)
    # In the shape of the thumbnail, and no larger than the picture where possible.
    across = max(extent[0], extent[1] * width / height)
    across = min(across, max(own_width, own_height * width / height))
    sides = np.array([across, across * height / width])
    middle = np.array([columns[0] + columns[-1] + 1, rows[0] + rows[-1] + 1]) / 2
    start = middle - sides / 2
    room = np.array([own_width, own_height]) - sides
    start = np.where(room > 0, start.clip(0, np.maximum(room, 0)), room / 2)
    box = np.concatenate((start, sides))
    cut = _cut(picture, box, height, width)
    inside = _cut(marked.astype(np.uint8) * np.uint8(255), box, height, width) >= 128
    dimmed = (cut * np.float32(_DIMMED)).astype(np.uint8)
    return outline(np.where(inside[:, :, None], cut, dimmed), np.asarray(inside), colour)


def _cut(
    picture: NDArray[np.uint8], box: NDArray[np.float64], height: int, width: int
) -> NDArray[np.uint8]:
    """Return the part in `box` (left, top, width, height), scaled; black beyond the picture."""
    left, top, across, down = box
    first, last = max(0, int(left)), min(picture.shape[1], int(np.ceil(left + across)))
    above, below = max(0, int(top)), min(picture.shape[0], int(np.ceil(top + down)))
    scale = width / across, height / down
    part = picture[above:below, first:last]
    size = (
        min(width, max(1, round((last - first) * scale[0]))),
        min(height, max(1, round((below - above) * scale[1]))),
    )
    shrinks = scale[0] < 1
    part = cv2.resize(
        part, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    ).astype(np.uint8)
    shown = np.zeros((height, width, *picture.shape[2:]), dtype=np.uint8)
    x, y = (width - size[0]) // 2, (height - size[1]) // 2
    shown[y : y + size[1], x : x + size[0]] = part
    return shown


def stretch_of(view: ResolvedTrack, frame: int) -> tuple[int, int]:
    """Return start and stop of the frames around `frame` that one object is likely to answer: of
    one state, between seams, of one choice."""
    start, stop = view.run_at(frame)
    borders = [int(each) for each in view.seams()]
    for each in view.layer.choices:
        borders += [each.start, each.stop]
    start = max([start, *(each for each in borders if each <= frame)])
    return start, min([stop, *(each for each in borders if each > frame)])
