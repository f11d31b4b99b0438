"""What a camera and a file do to frames: light, colour, blur, noise, compression."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

_Frames = NDArray[np.uint8]


def degraded(rng: np.random.Generator, frames: _Frames) -> _Frames:
    """Return frames uint8 [T, H, W, 3] as a camera would have stored them."""
    count, height, width = frames.shape[:3]
    result = np.empty_like(frames)
    table = _tones(rng) if rng.random() < 0.7 else None
    blur = rng.uniform(0.3, 0.9) if rng.random() < 0.35 else 0.0
    reduced = rng.uniform(0.5, 0.9) if rng.random() < 0.2 else 1.0
    noise = float(np.exp(rng.uniform(np.log(1), np.log(9)))) if rng.random() < 0.5 else 0.0
    quality = int(rng.integers(30, 91)) if rng.random() < 0.6 else 0
    for number in range(count):
        frame = frames[number]
        if reduced < 1:
            small = (max(2, round(width * reduced)), max(2, round(height * reduced)))
            frame = cv2.resize(frame, small, interpolation=cv2.INTER_AREA)
            frame = cv2.resize(frame, (width, height))
        if blur:
            frame = cv2.GaussianBlur(frame, (0, 0), blur)
        if table is not None:
            frame = cv2.LUT(frame, table)
        if noise:
            frame = _noisy(rng, np.asarray(frame), noise)
        if quality:
            _, coded = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
            frame = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        result[number] = frame
    return result


def _tones(rng: np.random.Generator) -> NDArray[np.uint8]:
    """A table uint8 [256, 1, 3]: gamma, contrast, brightness and colour temperature."""
    values = np.arange(256, dtype=np.float64) / 255
    curve = values ** np.exp(rng.normal(0, 0.16))
    curve = (curve - 0.5) * np.exp(rng.normal(0, 0.12)) + 0.5 + rng.normal(0, 0.03)
    warmth = rng.normal(0, 0.04)
    gains = np.array((1 + warmth, 1 + rng.normal(0, 0.012), 1 - warmth))
    table = np.clip(curve[:, None] * gains * 255, 0, 255)
    return np.asarray(table.astype(np.uint8)[:, None])


@lru_cache(maxsize=4)
def _grain(height: int, width: int) -> NDArray[np.int16]:
    """Noise with a deviation of 16, larger than a frame, to be cut from anywhere."""
    grain = np.random.default_rng(0).normal(0, 16, (height + 64, width + 64, 3))
    return np.asarray(grain.astype(np.int16))


def _noisy(rng: np.random.Generator, frame: _Frames, deviation: float) -> _Frames:
    height, width = frame.shape[:2]
    y, x = (int(value) for value in rng.integers(0, 64, 2))
    grain = np.ascontiguousarray(_grain(height, width)[y : y + height, x : x + width])
    noisy = cv2.addWeighted(
        frame.astype(np.int16), 1, grain, float(deviation / 16), 0, dtype=cv2.CV_16S
    )
    return np.asarray(cv2.convertScaleAbs(np.maximum(noisy, 0)))
