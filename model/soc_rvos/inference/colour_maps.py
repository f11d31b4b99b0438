"""Maps of where a picture shows each named colour."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES

STRIDE = 8
# Hue angles in CIELAB, degrees: where a vivid colour's name ends and the next begins.
_HUES = (
    (18.0, "pink"),
    (47.0, "red"),
    (72.0, "orange"),
    (108.0, "yellow"),
    (200.0, "green"),
    (309.0, "blue"),
    (332.0, "purple"),
    (360.0, "pink"),
)
_NUMBER = {name: place for place, name in enumerate(NAMES)}


def named_pixels(picture: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the place in NAMES of every pixel's colour, int64 [H, W], of RGB(A) uint8."""
    colour = np.ascontiguousarray(picture[..., :3])
    lab = cv2.cvtColor(colour.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    ends = np.array([end for end, _ in _HUES])
    numbers = np.array([_NUMBER[name] for _, name in _HUES])
    names = numbers[np.minimum(np.searchsorted(ends, hue, side="right"), len(_HUES) - 1)]

    def put(name: str, where: NDArray[np.bool_]) -> None:
        names[where] = _NUMBER[name]

    reddish = (hue < 47) | (hue > 332)
    warm = (hue >= 30) & (hue < 100)
    # Light red is pink; dark or dull orange and yellow is brown; dark pink is purple or red.
    put("pink", reddish & (light > 62) & (chroma < 62))
    put("red", ((hue < 18) | (hue > 350)) & (light < 48) & (chroma > 25))
    put("purple", (hue > 318) & (hue <= 350) & (light < 45))
    put("brown", warm & (light < 64) & (chroma < 34 + 0.45 * light) & (hue >= 47))
    put("brown", warm & (light < 40) & (chroma < 40))
    put("brown", warm & (light >= 64) & (light < 80) & (chroma < 34))
    # What has next to no colour, or is too dark to show one.
    faint = chroma < np.where(light > 75, 8.0, 10.0)
    put("grey", faint)
    put("white", (light > 68) & (chroma < 12))
    put("black", (light < 22) & (chroma < 14))
    put("black", light < 12)
    return names.astype(np.int64)


def colour_maps(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return float32 [T, 11, ceil(H / 8), ceil(W / 8)] for RGB uint8 [T, H, W, 3].

    Channel k is the share of pixels around a place that have the colour `NAMES[k]`.
    """
    count, height, width = frames.shape[:3]
    columns, rows = -(-width // STRIDE), -(-height // STRIDE)
    maps = np.empty((count, len(NAMES), rows, columns), dtype=np.float32)
    half = 2 * columns, 2 * rows  # every pixel is not needed
    for frame, planes in zip(frames, maps, strict=True):
        small = np.asarray(cv2.resize(frame, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        names = named_pixels(small)
        for number in range(len(NAMES)):
            own = (names == number).astype(np.float32)
            planes[number] = own.reshape(rows, 2, columns, 2).mean((1, 3))
    return maps
