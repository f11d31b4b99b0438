"""Smooths masks in time by majority vote of the surrounding frames."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State


def shown_mask(view: ResolvedTrack, frame: int) -> Mask | None:
    """Return the mask of a frame as it is shown and exported: smoothed in time as was decided.

    Corrected frames are as they were corrected. Only frames of the same appearance of the object
    are asked, as many before as after, so that smoothing never moves when it comes and goes.

    Raises:
        DamageError: a mask cannot be read.
    """
    mask = view.mask(frame)
    reach = view.layer.matte.smooth
    if not reach or mask is None or not mask.area or frame in view.layer.corrections:
        return mask
    around = _appearance(view.states[max(0, frame - reach) : frame + reach + 1], min(frame, reach))
    masks = [
        mask if other == frame else view.mask(other)
        for other in range(frame - around, frame + around + 1)
    ]
    return vote([each for each in masks if each is not None])


def vote(masks: Sequence[Mask]) -> Mask:
    """Return the pixels that most of `masks`, of frames in a row, have on the object.

    It is for the frame in the middle, in the size of its mask. The others are first moved along
    with the object, by how far it mostly goes from frame to frame: of one that moves fast, no pixel
    would be left otherwise. Their number is odd, and none is empty.
    """
    middle = len(masks) // 2
    if not middle:
        return masks[middle]
    height, width = masks[middle].height, masks[middle].width
    pixels = [full_size(each, height, width).astype(np.uint8) for each in masks]
    # The median: a mask that lacks a part of the object is somewhere else than the object.
    step = np.median(np.diff([_middle(each) for each in pixels], axis=0), axis=0)
    votes = np.zeros((height, width), dtype=np.uint8)
    for place, each in enumerate(pixels):
        right, down = np.rint(step * (middle - place)).astype(int)
        _add_moved(votes, each, int(right), int(down))
    return Mask.from_array(np.asarray(votes > middle))


def _appearance(states: NDArray[np.uint8], frame: int) -> int:
    """Return how many frames on either side of the place `frame` have the object without a gap."""
    gone = np.flatnonzero(states != State.PRESENT)
    nearest = int(np.abs(gone - frame).min()) - 1 if len(gone) else len(states)
    return min(nearest, frame, len(states) - 1 - frame)


def _middle(pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """Return column and row of the middle of an object's pixels."""
    moments = cv2.moments(pixels, binaryImage=True)
    area = max(moments["m00"], 1.0)
    return moments["m10"] / area, moments["m01"] / area


def _add_moved(votes: NDArray[np.uint8], pixels: NDArray[np.uint8], right: int, down: int) -> None:
    """Add `pixels`, moved by columns to the right and rows down, to `votes` of the same size."""
    height, width = votes.shape
    rows, columns = max(0, height - abs(down)), max(0, width - abs(right))
    top, left = max(0, down), max(0, right)
    from_top, from_left = max(0, -down), max(0, -right)
    votes[top : top + rows, left : left + columns] += pixels[
        from_top : from_top + rows, from_left : from_left + columns
    ]
