"""Maps of motion against the camera, as input of a network."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import between

STRIDE = 8
_SCALE = 20.0  # a twentieth of the frame's width from one frame to the next counts as 1
_GRID = 16  # columns and rows of points that tell the camera's motion
_MOST = 3.0


def motion_maps(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return float32 [T, 3, ceil(H / 8), ceil(W / 8)] for RGB uint8 [T, H, W, 3].

    The channels are motion to the right, motion downwards, and speed, of each place on its way to
    the next frame (to the last one, from the one before), the camera's own motion taken off; in
    twentieths of the frame's width, bounded by 3.
    """
    count, height, width = frames.shape[:3]
    size = -(-width // STRIDE), -(-height // STRIDE)
    maps = np.zeros((count, 3, size[1], size[0]), dtype=np.float32)
    greys = [
        np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), dtype=np.uint8) for frame in frames
    ]
    for number in range(count):
        if count == 1:
            break
        sign = 1.0 if number + 1 < count else -1.0
        flow = between(greys[number], greys[number + (1 if sign > 0 else -1)])
        if not flow.any():
            continue
        own = (flow - _camera(flow)) * np.float32(sign * _SCALE / width)
        small = np.asarray(cv2.resize(own, size, interpolation=cv2.INTER_AREA))
        small = small.transpose(2, 0, 1).clip(-_MOST, _MOST)
        maps[number, :2] = small
        maps[number, 2] = np.hypot(small[0], small[1])
    return maps


def _camera(flow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the part of `flow` [H, W, 2] that a shift, turn and zoom of the camera explain."""
    height, width = flow.shape[:2]
    columns, rows = np.meshgrid(
        np.linspace(2, width - 3, _GRID).astype(np.int64),
        np.linspace(2, height - 3, _GRID).astype(np.int64),
    )
    here = np.stack((columns, rows), axis=-1).reshape(-1, 2).astype(np.float32)
    there = here + flow[rows, columns].reshape(-1, 2)
    found, _ = cv2.estimateAffinePartial2D(here, there, ransacReprojThreshold=1.0, maxIters=200)
    if found is None:
        return np.zeros_like(flow)
    matrix = np.asarray(found, dtype=np.float32)
    x = np.arange(width, dtype=np.float32)[None, :]
    y = np.arange(height, dtype=np.float32)[:, None]
    moved = np.empty_like(flow)
    moved[..., 0] = (matrix[0, 0] - 1) * x + matrix[0, 1] * y + matrix[0, 2]
    moved[..., 1] = matrix[1, 0] * x + (matrix[1, 1] - 1) * y + matrix[1, 2]
    return moved
