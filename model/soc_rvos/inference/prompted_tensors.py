"""Frames, points and masks as the trackers of transformers take and give them."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.tracking import Given

MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
"""Of the colours that these models were trained with."""
_BOX_CORNERS = (2, 3)  # labels of the corners of a box among points


def as_seen(frame: NDArray[np.uint8], side: int) -> Tensor:
    """Return a frame, RGB uint8 [H, W, 3], as these models see it: float32 [3, side, side]."""
    picture = torch.from_numpy(np.ascontiguousarray(frame)).permute(2, 0, 1)[None]
    small = F.interpolate(picture, (side, side), mode="bilinear", antialias=True)[0]
    mean = torch.tensor(MEAN).view(3, 1, 1)
    deviation = torch.tensor(DEVIATION).view(3, 1, 1)
    return (small.float() / 255 - mean) / deviation


def points_of(correction: Given, size: tuple[int, ...], side: int) -> dict[str, Tensor] | None:
    """Return the points and the corners of the box of a frame of height and width `size`.

    Coordinates are float32 [1, 1, N, 2] in a square of `side`, labels int32 [1, 1, N]; None where
    nothing but a mask was given.
    """
    height, width = size[:2]
    places, labels = [], []
    if correction.box is not None:
        left, top, right, bottom = correction.box
        places += [(left, top), (right, bottom)]
        labels += [*_BOX_CORNERS]
    for point in correction.points:
        places.append((point.x, point.y))
        labels.append(int(point.positive))
    if not places:
        return None
    scale = torch.tensor([side / width, side / height])
    return {
        "point_coords": (torch.tensor(places, dtype=torch.float32) * scale)[None, None],
        "point_labels": torch.tensor(labels, dtype=torch.int32)[None, None],
    }


def fitted(mask: NDArray[np.bool_], side: int) -> Tensor:
    """Return a mask, bool [H, W], of zeros and ones: float32 [1, 1, side, side]."""
    whole = torch.from_numpy(mask.astype(np.float32))[None, None]
    if whole.shape[-2:] == (side, side):
        return whole
    return (F.interpolate(whole, (side, side), mode="bilinear", antialias=True) >= 0.5).float()


def enlarged(logits: Tensor, side: int) -> Tensor:
    """Return logits [1, 1, h, w] at the size [1, 1, side, side]."""
    return F.interpolate(logits.float(), (side, side), mode="bilinear", align_corners=False)


def probabilities(logits: Tensor, size: tuple[int, ...]) -> NDArray[np.float32]:
    """Return logits [1, 1, h, w] as probabilities at height and width `size`: float32 [H, W]."""
    whole = F.interpolate(logits.float(), (size[0], size[1]), mode="bilinear", align_corners=False)
    found: NDArray[np.float32] = torch.sigmoid(whole)[0, 0].cpu().numpy()
    return found
