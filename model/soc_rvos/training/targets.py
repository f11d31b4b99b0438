"""True masks as training compares them with what a network says."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.training.matcher import Targets

MASK_STRIDE = 4
"""Pixels of a frame for each pixel of the masks that are compared."""


def targets_of(
    masks: NDArray[np.bool_],
    present: NDArray[np.bool_],
    stride: int = MASK_STRIDE,
    classes: NDArray[np.int64] | None = None,
) -> Targets:
    """Return targets for `masks` bool [B, T, H, W], kept as shares of area at `stride`.

    A stride of 1 keeps them as they are. `classes` int64 [B] are those of the objects.
    """
    batch, count, height, width = masks.shape
    rows: NDArray[np.bool_] = np.asarray(masks.any(axis=3))
    columns: NDArray[np.bool_] = np.asarray(masks.any(axis=2))
    visible: NDArray[np.bool_] = np.asarray(rows.any(axis=2))
    edges = np.stack(
        (
            columns.argmax(2) / width,
            rows.argmax(2) / height,
            1 - columns[..., ::-1].argmax(2) / width,
            1 - rows[..., ::-1].argmax(2) / height,
        ),
        axis=-1,
    )
    middle, size = (edges[..., :2] + edges[..., 2:]) / 2, edges[..., 2:] - edges[..., :2]
    boxes = np.concatenate((middle, size), axis=-1) * visible[..., None]
    small = -(-width // stride), -(-height // stride)
    shares = [
        mask.astype(np.float32)
        if stride == 1
        else cv2.resize(mask.astype(np.float32), small, interpolation=cv2.INTER_AREA)
        for mask in masks.reshape(-1, height, width)
    ]
    return Targets(
        torch.from_numpy(present),
        torch.from_numpy(visible),
        torch.from_numpy(boxes.astype(np.float32)),
        torch.from_numpy(np.stack(shares).reshape(batch, count, small[1], small[0])),
        None if classes is None else torch.from_numpy(classes),
    )
