"""Masks moved along optical flow."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LONGEST_SIDE = 320
"""Pixels of the pictures that flow is computed on; masks are no finer than half of that."""
STILL = 0.5
"""Mean difference in grey levels (of 255) below which nothing is taken to have moved."""
SMALLEST_SIDE = 32
"""Below it the method has no patches to compare."""


def small_grey(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `frame`, RGB uint8 [H, W, 3], as flow reads it: small, grey uint8 [h, w]."""
    height, width = frame.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def between(here: NDArray[np.uint8], there: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return float32 [h, w, 2]: how far right and down each pixel of `here` lies in `there`.

    Both are grey uint8 [h, w]. Zero everywhere in still pictures and in ones too small for flow.
    """
    height, width = here.shape
    nothing = np.zeros((height, width, 2), dtype=np.float32)
    if min(height, width) < SMALLEST_SIDE:
        return nothing
    if cv2.norm(here, there, cv2.NORM_L1) < STILL * height * width:
        return nothing
    method = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    return np.asarray(method.calc(here, there, nothing), dtype=np.float32)


def move(
    planes: NDArray[np.float32], there: NDArray[np.uint8], here: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """Return `planes` of the frame `there` as they lie on the frame `here`.

    Args:
        planes: float32 [P, h, w], of any size; pixels from outside repeat the border.
        there: the frame the planes belong to, as `small_grey` gives it.
        here: the frame they are wanted for, likewise.
    """
    height, width = planes.shape[1:]
    flow = between(here, there)
    if not flow.any():
        return planes
    flow = np.asarray(cv2.resize(flow, (width, height)), dtype=np.float32)
    columns, rows = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    columns = columns + flow[..., 0] * np.float32(width / here.shape[1])
    rows = rows + flow[..., 1] * np.float32(height / here.shape[0])
    moved = np.empty_like(planes)
    for target, plane in zip(moved, planes, strict=True):
        target[:] = cv2.remap(
            plane, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    return moved
