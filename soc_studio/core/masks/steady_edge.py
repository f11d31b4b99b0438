"""Keeps a soft edge from trembling: its opacity is the median of three frames, along the motion."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import along, between, small_grey

_LONGEST = 640  # pixels of the pictures that are compared: edges are finer than masks
_NOISE = 10.0  # deviation in grey levels of what moved and what is there, at which it counts little
_AROUND = 2  # pixels beyond a soft edge that another frame may still change

Levels = NDArray[np.uint8]


def small_picture(frame: NDArray[np.uint8] | NDArray[np.uint16]) -> Levels:
    """Return `frame`, RGB [H, W, 3] of the full range of its type, as `steady_edge` compares it."""
    if frame.dtype == np.uint16:
        frame = cv2.convertScaleAbs(frame, alpha=1 / 257).astype(np.uint8, copy=False)
    return small_grey(np.asarray(frame, np.uint8), _LONGEST)


def steady_edge(
    grey: Levels, matte: Levels, before: tuple[Levels, Levels], after: tuple[Levels, Levels]
) -> Levels:
    """Return `matte` with the opacity of its soft edge evened out over three frames in a row.

    Those before and after are moved along the flow of the pictures, and count as far as they then
    look like the frame: after a cut, or where something was covered, not at all. Then the median of
    the three is taken, so that only what neither of them confirms is changed. What is not at a soft
    edge stays.

    Args:
        grey: the frame, as `small_picture` gives it, uint8 [h, w].
        matte: of the frame, uint8 [H, W].
        before: the same two of the frame before.
        after: likewise.
    """
    soft = ((matte > 0) & (matte < 255)).view(np.uint8)
    left, top, wide, high = cv2.boundingRect(soft)
    if not wide:
        return matte
    height, width = matte.shape
    reach = 2 * _AROUND + 1
    near = np.s_[
        max(0, top - reach) : top + high + reach, max(0, left - reach) : left + wide + reach
    ]
    rows, columns = (
        np.arange(each.start, min(each.stop, size), dtype=np.float32)
        for each, size in zip(near, (height, width), strict=True)
    )
    own = matte[near].astype(np.float32)
    told = []
    size = len(columns), len(rows)
    for other, its_matte in (before, after):
        flow = between(grey, other)
        apart = along(other.astype(np.float32), flow) - grey
        alike = np.exp(-cv2.blur(apart * apart, (3, 3)) / np.float32(2 * _NOISE**2))
        scale = np.array([width / grey.shape[1], height / grey.shape[0]], np.float32)
        moves = _part(np.dstack([flow * scale, alike]), near, (height, width), size)
        moved = cv2.remap(
            its_matte,
            columns + moves[..., 0],
            rows[:, None] + moves[..., 1],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        told.append(own + moves[..., 2] * (moved - own))
    median = np.rint(np.clip(own, np.minimum(*told), np.maximum(*told))).astype(np.uint8)
    changed = cv2.dilate(soft[near], np.ones((reach, reach), np.uint8)) > 0
    result = matte.copy()
    result[near] = np.where(changed, median, matte[near])
    return result


def _part(
    small: NDArray[np.float32],
    near: tuple[slice, slice],
    shape: tuple[int, int],
    size: tuple[int, int],
) -> NDArray[np.float32]:
    """Return a part of planes [h, w, P] as it is at the size `shape`, without making the rest."""
    (height, width), (wide, high) = shape, size
    across, down = small.shape[1] / width, small.shape[0] / height
    place = np.array(
        [
            [across, 0, (near[1].start + 0.5) * across - 0.5],
            [0, down, (near[0].start + 0.5) * down - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(small, place, (wide, high), flags=flags, borderMode=cv2.BORDER_REPLICATE),
        np.float32,
    )
