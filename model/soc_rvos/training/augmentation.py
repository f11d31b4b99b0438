"""Clips varied for training: mirrored with their words, resized, and made of single pictures."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.preprocess import resize, resize_size
from soc_rvos.training.samples import TrainingSample
from soc_rvos.training.settings import Augmentation

_SIDES = {"left": "right", "right": "left"}
_SIDE = re.compile(r"\b(left|right)", re.IGNORECASE)

# Of pseudo-videos, as published.
_PERSPECTIVE = 0.08  # of a side, by which a corner moves at most
_ANGLE, _SHIFT = 20.0, 0.1  # degrees, and of a side
_BRIGHTNESS = 40
_BLURRED, _BLURS = 0.25, (9, 11)  # how often, and over how many pixels


def varied(
    sample: TrainingSample, settings: Augmentation, rng: np.random.Generator
) -> TrainingSample:
    """Return `sample` at the size of training, perhaps mirrored."""
    if rng.random() < settings.mirror:
        sample = mirrored(sample)
    return resized(sample, settings.short_side, settings.long_side)


def mirrored(sample: TrainingSample) -> TrainingSample:
    """Return `sample` seen in a mirror, with left and right changed in its words."""
    return replace(
        sample,
        frames=np.ascontiguousarray(sample.frames[:, :, ::-1]),
        masks=np.ascontiguousarray(sample.masks[:, :, ::-1]),
        sentence=mirrored_words(sample.sentence),
        more=tuple(mirrored(each) for each in sample.more),
    )


def mirrored_words(sentence: str) -> str:
    """Return `sentence` with left and right changed.

    >>> mirrored_words("The leftmost dog, right of the girl on the left")
    'The rightmost dog, left of the girl on the right'
    """

    def other(found: re.Match[str]) -> str:
        word = found[0]
        changed = _SIDES[word.lower()]
        if word.isupper():
            return changed.upper()
        return changed.capitalize() if word[0].isupper() else changed

    return _SIDE.sub(other, sentence)


def resized(sample: TrainingSample, short: int, longest: int) -> TrainingSample:
    """Return `sample` at the size at which a network sees it; masks by the nearest pixel."""
    height, width = resize_size(sample.frames.shape[1], sample.frames.shape[2], short, longest)
    if (height, width) == sample.frames.shape[1:3]:
        return sample
    masks = [
        cv2.resize(mask.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST_EXACT)
        for mask in sample.masks
    ]
    frames = np.stack([resize(frame, (height, width)) for frame in sample.frames])
    more = tuple(resized(each, short, longest) for each in sample.more)
    return replace(sample, frames=frames, masks=np.stack(masks) > 0, more=more)


def pseudo_video(sample: TrainingSample, length: int, rng: np.random.Generator) -> TrainingSample:
    """Return a clip of `length` frames made of the one frame of `sample`, as if it was filmed.

    Each frame is the picture in another perspective, turned, shifted, lighter or darker, and
    sometimes blurred by motion. Where all of the object left the picture, the frame stays as it is.
    """
    picture, mask = sample.frames[0], sample.masks[0]
    frames, masks = [], []
    for _ in range(length):
        moved, where = _moved(picture, mask, rng)
        if mask.any() and not where.any():
            moved, where = picture, mask
        frames.append(moved)
        masks.append(where)
    return replace(sample, frames=np.stack(frames), masks=np.stack(masks))


def _moved(
    picture: NDArray[np.uint8], mask: NDArray[np.bool_], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    steps = [_perspective, _affine]
    matrix = np.eye(3)
    height, width = mask.shape
    for number in rng.permutation(len(steps)):
        matrix = steps[number](height, width, rng) @ matrix
    seen = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_LINEAR)
    where = cv2.warpPerspective(
        mask.astype(np.uint8), matrix, (width, height), flags=cv2.INTER_NEAREST
    )
    light = seen.astype(np.int16) + int(rng.integers(-_BRIGHTNESS, _BRIGHTNESS + 1))
    made = light.clip(0, 255).astype(np.uint8)
    if rng.random() < _BLURRED:
        made = cv2.filter2D(made, -1, _motion(int(rng.choice(_BLURS)), rng)).astype(np.uint8)
    return made, where > 0


def _perspective(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float64]:
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    moved = corners + rng.uniform(-_PERSPECTIVE, _PERSPECTIVE, (4, 2)) * (width, height)
    return np.asarray(cv2.getPerspectiveTransform(corners, moved.astype(np.float32)))


def _affine(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float64]:
    matrix = np.eye(3)
    angle = float(rng.uniform(-_ANGLE, _ANGLE))
    matrix[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:2, 2] += rng.uniform(-_SHIFT, _SHIFT, 2) * (width, height)
    return matrix


def _motion(length: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return a kernel that blurs along a line of `length` pixels in any direction."""
    kernel = np.zeros((length, length), dtype=np.float32)
    kernel[length // 2] = 1.0
    turned = cv2.getRotationMatrix2D((length // 2, length // 2), float(rng.uniform(0, 180)), 1.0)
    kernel = np.asarray(cv2.warpAffine(kernel, turned, (length, length)), dtype=np.float32)
    return kernel / max(float(kernel.sum()), 1e-6)
