"""Keeps a soft edge from trembling: its opacity is the median of three frames, along the motion."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import along, between, small_grey
from soc_studio.core.masks.soft_edge import seen_levels

_LONGEST = 640  # pixels of the pictures that are compared: edges are finer than masks
_NOISE = 10.0  # deviation in grey levels of what moved and what is there, at which it counts little
_MARGIN = 32  # pixels of the small pictures around an edge that tell how it moves
_ROW = 1024
_BETWEEN: Any = {"interpolation": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REPLICATE}
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
    edge stays; what is moved there in parts and hardly seen is left out, as `soft_edge` does.

    Args:
        grey: the frame, as `small_picture` gives it, uint8 [h, w].
        matte: of the frame, uint8 [H, W].
        before: the same two of the frame before.
        after: likewise.
    """
    soft = cv2.inRange(matte, 1, 254)
    left, top, wide, high = cv2.boundingRect(soft)
    if not wide:
        return matte
    height, width = matte.shape
    near = _part(left - _AROUND, top - _AROUND, wide + 2 * _AROUND, high + 2 * _AROUND)
    reach = 2 * _AROUND + 1
    changed = cv2.dilate(soft[near], np.ones((reach, reach), np.uint8))
    rows, columns = np.divmod(np.flatnonzero(changed), changed.shape[1])
    places = rows + near[0].start, columns + near[1].start
    # The flow is looked for around the edge alone.
    across, down = grey.shape[1] / width, grey.shape[0] / height
    seen = _part(
        int(left * across) - _MARGIN,
        int(top * down) - _MARGIN,
        int(wide * across) + 2 * _MARGIN,
        int(high * down) + 2 * _MARGIN,
    )
    here = np.ascontiguousarray(grey[seen])
    at_small = (
        _in_rows((places[1] + 0.5) * across - (0.5 + seen[1].start)),
        _in_rows((places[0] + 0.5) * down - (0.5 + seen[0].start)),
    )
    at = _in_rows(places[1]), _in_rows(places[0])
    own = matte[places].astype(np.float32)
    told = []
    for other, its_matte in (before, after):
        there = np.ascontiguousarray(other[seen])
        flow = between(here, there)
        apart = along(there.astype(np.float32), flow) - here
        alike = cv2.exp(cv2.blur(apart * apart, (3, 3)) * np.float32(-0.5 / _NOISE**2))
        moves = cv2.remap(cv2.merge([flow, alike]), *at_small, **_BETWEEN)
        moved = cv2.remap(
            its_matte,
            at[0] + moves[..., 0] * np.float32(1 / across),
            at[1] + moves[..., 1] * np.float32(1 / down),
            **_BETWEEN,
        )
        share = moves[..., 2].ravel()[: len(own)]
        told.append(own + share * (moved.ravel()[: len(own)] - own))
    result = matte.copy()
    median = np.clip(own, np.minimum(*told), np.maximum(*told))
    result[places] = seen_levels(np.rint(median, out=median).astype(np.uint8))
    return result


def _part(left: int, top: int, wide: int, high: int) -> tuple[slice, slice]:
    """Return a part of a picture, of which what is left of it or above it is cut off."""
    return slice(max(0, top), max(0, top + high)), slice(max(0, left), max(0, left + wide))


def _in_rows(values: NDArray[Any]) -> NDArray[np.float32]:
    """Return N `values` in rows, filled up with 0: OpenCV looks up no more than 32,767 in a row."""
    found = np.zeros((-(-len(values) // _ROW), _ROW), np.float32)
    found.ravel()[: len(values)] = values
    return found
