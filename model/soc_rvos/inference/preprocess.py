"""Frames to what a network reads, and mask logits back to masks of frame size."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional

from soc_rvos.mask_size import KEPT_AREA as KEPT_AREA
from soc_rvos.mask_size import kept_size as kept_size
from soc_rvos.networks.parts.constants import constant

MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)


def resize_size(height: int, width: int, short: int, maximum: int) -> tuple[int, int]:
    """Return height and width at which a network sees a frame of `height` x `width` pixels.

    The short side becomes `short`, or less where the long one would pass `maximum`. Roundings are
    the published ones: that of the short side to even, that of the long side down.
    """
    smaller, larger = float(min(height, width)), float(max(height, width))
    if larger / smaller * short > maximum:
        short = round(maximum * smaller / larger)
    if min(height, width) == short:
        return height, width
    if width < height:
        return int(short * height / width), short
    return short, int(short * width / height)


def resize(frame: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return uint8 [h, w, 3] for uint8 [H, W, 3], bilinear and antialiased exactly as Pillow does.

    `size` is height and width.
    """
    height, width = size
    if frame.shape[:2] == size:
        return frame
    small = Image.fromarray(frame).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(small)


def normalise(frames: Tensor) -> Tensor:
    """Return float32 [..., 3, H, W], ImageNet mean and deviation, for RGB uint8 [..., H, W, 3]."""
    mean = constant(MEAN, frames.device, torch.float32)[:, None, None]
    deviation = constant(DEVIATION, frames.device, torch.float32)[:, None, None]
    return frames.movedim(-1, -3).float().div(255).sub(mean).div(deviation)


def pad(frames: Tensor, multiple: int) -> Tensor:
    """Return `frames` [..., H, W] with zeros right and below, to multiples of `multiple` pixels."""
    height, width = frames.shape[-2:]
    return functional.pad(frames, (0, -width % multiple, 0, -height % multiple))


def logits_to_masks(logits: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return bool [N, T, H, W] for mask logits, float32 [N, T, h, w]; `size` is height and width.

    Bilinear between the middles of the pixels, then what is above zero (a probability of one half).
    """
    queries, frames = logits.shape[:2]
    masks = np.empty((queries, frames, *size), dtype=np.bool_)
    for mask, plane in zip(
        masks.reshape(-1, *size),
        iterate_masks(logits.reshape(-1, *logits.shape[2:]), size),
        strict=True,
    ):
        mask[:] = plane
    return masks


def iterate_masks(
    logits: NDArray[np.float32], size: tuple[int, int]
) -> Iterator[NDArray[np.bool_]]:
    """Yield bool [H, W], one for each plane of float32 [P, h, w], holding one at a time."""
    height, width = size
    for plane in logits:
        yield cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) > 0
