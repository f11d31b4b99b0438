"""Objects that a person points at: the mask of one frame from points, rough strokes and a box."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.click_marks import Line, Prompts
from soc_rvos.inference.click_sight import ClickSight
from soc_rvos.inference.device import use_one_thread
from soc_rvos.inference.tracker_sight import seen_size
from soc_rvos.inference.tracking import Point
from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask
from soc_rvos.tracking import load_clicks
from soc_studio.core.masks.pointed import Pointed
from soc_studio.core.media.video_reader import VideoReader

Sight: TypeAlias = ClickSight
"""What is seen in a frame."""
Copies: TypeAlias = Callable[[int], NDArray[np.uint8] | None]
"""Returns a smaller copy of a frame, RGB uint8 [h, w, 3], None where there is none."""
_FEW = 3  # frames that are decoded as soon as a copy is read


def prepare(height: int, width: int) -> Generator[None, None, None]:
    """Load what answers, and answer once for a made-up frame of about that size, in two steps.

    The first time takes several times as long as all others.

    Raises:
        CheckpointError: a file that ships is missing or damaged.
    """
    load_clicks()
    yield
    _answer_once(*seen_size(height, width))


@cache
def _answer_once(height: int, width: int) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (9, 16, 3), dtype=np.uint8)
    picture = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    sight = load_clicks().look(np.asarray(picture, dtype=np.uint8))
    load_clicks().answer(sight, Prompts((Point(width / 2, height / 2),)))


def look(reader: VideoReader, frame: int, copies: Copies) -> Sight:
    """Return what is seen in a frame of a video, for `pointed_mask`: the slow part.

    The frame's copy will do where decoding takes longer than reading that, and where it is large
    enough. On the thread that calls this, networks use one processor from now on: two are no
    faster with pictures of this size, and others need them.

    Raises:
        VideoError: the video is broken there.
        CheckpointError: a file that ships is missing or damaged.
    """
    use_one_thread()
    clicks = load_clicks()
    shape = reader.height, reader.width
    copy = copies(frame) if reader.way_to(frame) > _FEW else None
    if copy is not None and copy.shape[0] >= seen_size(*shape)[0]:
        return clicks.look(copy, shape)
    return clicks.look(reader.frame(frame))


def pointed_mask(
    sight: Sight,
    pointed: Pointed,
    before: Mask | None = None,
    answers: Sequence[Mask] = (),
    keeps: bool = False,
) -> Mask:
    """Return the mask of what was pointed at, at the size of the frame that `sight` is of.

    Every point and stroke is honoured, and nothing lies outside the box.

    Args:
        sight: what is seen in the frame.
        pointed: at least one mark, or a box.
        before: the mask that is corrected, of any size; None where there is none.
        answers: other masks, of any size, one of which may be meant; the best first.
        keeps: whether of `before` only what lies at a mark may change: a person made it.

    Raises:
        ValueError: nothing was pointed at.
    """
    if not pointed:
        raise ValueError("nothing was pointed at")
    size = sight.shape
    marks = tuple(
        Point(*mark.places[0], mark.positive)
        if len(mark.places) == 1
        else Line(mark.places, mark.positive)
        for mark in pointed.marks
    )
    prior = full_size(before, *size) if before is not None and before.area else None
    others = tuple(full_size(each, *size) for each in answers if each.area)
    box = None
    if pointed.box is not None:
        (left, right), (top, bottom) = (sorted(side) for side in zip(*pointed.box, strict=True))
        box = (left, top, right, bottom)
    plane = load_clicks().answer(sight, Prompts(marks, box, prior, others, keeps))
    return Mask.from_array(plane >= 0.5)
