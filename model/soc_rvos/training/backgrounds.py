"""Pictures to lay objects on: noise, wood, stripes, checks, gradients, blurred blobs."""

from __future__ import annotations

import colorsys

import cv2
import numpy as np
from numpy.typing import NDArray

KINDS = ("plain", "gradient", "noise", "wood", "stripes", "checks", "blobs", "speckle")


def background(
    rng: np.random.Generator, height: int, width: int, kind: str | None = None
) -> NDArray[np.uint8]:
    """Return a picture, RGB uint8 [height, width, 3]; `kind` is one of KINDS, None draws one."""
    kind = kind or KINDS[rng.integers(len(KINDS))]
    strong = rng.random() < 0.3
    first, second = (
        (_wood_tone(rng), _wood_tone(rng)) if kind == "wood" else _two_tones(rng, strong)
    )
    share = _pattern(rng, kind, height, width)
    grain = _smooth_noise(rng, height, width, int(rng.integers(2, 24)))
    share = np.clip(share + (grain - 0.5) * rng.uniform(0, 0.5), 0, 1)
    # Levels of 0 to 255 look the two colours up: far cheaper than mixing them per pixel.
    steps = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    palette = np.rint(first + (second - first) * steps).astype(np.uint8)
    levels = np.rint(share * 255).astype(np.uint8)
    picture = cv2.LUT(cv2.merge([levels, levels, levels]), palette[None])
    if rng.random() < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 3))
    return np.asarray(picture, dtype=np.uint8)


def _pattern(rng: np.random.Generator, kind: str, height: int, width: int) -> NDArray[np.float32]:
    """How much of the second colour, float32 [height, width], 0 to 1."""
    if kind == "plain":
        return np.full((height, width), 0.5, dtype=np.float32)
    if kind == "noise":
        return _smooth_noise(rng, height, width, int(rng.integers(8, 60)))
    if kind == "speckle":
        return _smooth_noise(rng, height, width, int(rng.integers(1, 4)))
    angle = rng.uniform(0, np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(height)
    along = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))
    across = y * np.float32(np.cos(angle)) - x * np.float32(np.sin(angle))
    if kind == "gradient":
        low, high = along.min(), along.max()
        return np.asarray((along - low) / (high - low), dtype=np.float32)
    if kind == "stripes":
        count = rng.uniform(2, 14)
        wave = np.sin(along * np.float32(2 * np.pi * count)) * np.float32(rng.uniform(1, 8))
        return np.asarray(np.clip(0.5 + 0.5 * wave, 0, 1), dtype=np.float32)
    if kind == "checks":
        count = rng.uniform(2, 9)
        odd = (np.floor(along * count) + np.floor(across * count)) % 2
        return np.asarray(odd, dtype=np.float32)
    if kind == "blobs":
        share = np.zeros((height, width), dtype=np.float32)
        for _ in range(int(rng.integers(3, 9))):
            centre = (int(rng.integers(width)), int(rng.integers(height)))
            radius = int(rng.integers(height // 12 + 1, height // 3 + 2))
            cv2.circle(share, centre, radius, float(rng.uniform(0.2, 1)), -1)
        return np.asarray(cv2.GaussianBlur(share, (0, 0), rng.uniform(2, 10)), dtype=np.float32)
    # Wood: fibres long in one direction, rings that wander, boards with gaps between them.
    grain = cv2.resize(rng.random((max(height // 3, 2), 5), dtype=np.float32), (width, height))
    wander = _smooth_noise(rng, height, width, max(height // 3, 2))
    rings = np.sin((y * np.float32(rng.uniform(4, 20)) + wander * 3) * np.float32(2 * np.pi))
    share = 0.5 * grain + np.float32(rng.uniform(0.05, 0.25)) * rings + 0.25
    if rng.random() < 0.5:
        boards = y * np.float32(rng.uniform(2, 7))
        share += 0.12 * (np.floor(boards) % 2)
        share -= 0.6 * ((boards % 1) < 0.04)
    return np.asarray(np.clip(share, 0, 1), dtype=np.float32)


def _smooth_noise(
    rng: np.random.Generator, height: int, width: int, cell: int
) -> NDArray[np.float32]:
    """Random levels in [0, 1], float32 [height, width], which change over `cell` pixels."""
    coarse = rng.random((height // cell + 2, width // cell + 2), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (width, height)), dtype=np.float32)


def _two_tones(
    rng: np.random.Generator, strong: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    saturation = rng.uniform(0.3, 0.75) if strong else rng.uniform(0, 0.3)
    hue, brightness = rng.random(), rng.uniform(0.15, 0.95)
    other = hue + rng.normal(0, 0.08)
    contrast = rng.uniform(-0.35, 0.35)
    tones = (
        colorsys.hsv_to_rgb(hue, saturation, brightness),
        colorsys.hsv_to_rgb(other % 1, saturation, float(np.clip(brightness + contrast, 0.05, 1))),
    )
    first, second = (np.asarray(tone, dtype=np.float32) * np.float32(255) for tone in tones)
    return first, second


def _wood_tone(rng: np.random.Generator) -> NDArray[np.float32]:
    tone = colorsys.hsv_to_rgb(
        rng.uniform(0.05, 0.11), rng.uniform(0.25, 0.65), rng.uniform(0.25, 0.85)
    )
    return np.asarray(tone, dtype=np.float32) * np.float32(255)
