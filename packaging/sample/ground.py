"""The ground of the sample clip: a street between two pavements, painted as one texture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

# Metres: how far the ground goes; the first and last of x and of z.
ACROSS = (-24.0, 24.0)
ALONG = (-34.0, 0.0)
TEXELS = 110  # a metre
NEAR_KERB, FAR_KERB = -8.6, -17.9
MIDDLE = -13.4


def texture() -> NDArray[np.uint8]:
    """Return the ground from above, RGB uint8; the first row is the farthest."""
    rng = np.random.default_rng(11)
    rows = round((ALONG[1] - ALONG[0]) * TEXELS)
    columns = round((ACROSS[1] - ACROSS[0]) * TEXELS)
    z = (ALONG[0] + (np.arange(rows, dtype=np.float32) + 0.5) / TEXELS)[:, None]
    x = (ACROSS[0] + (np.arange(columns, dtype=np.float32) + 0.5) / TEXELS)[None, :]

    stains = _noise(rng, rows, columns, 160) + 0.7 * _noise(rng, rows, columns, 45)
    grit = 0.6 * _noise(rng, rows, columns, 2) + 0.4 * _noise(rng, rows, columns, 5)

    asphalt = np.float32([92, 93, 97]) * (1 + 0.045 * stains + 0.075 * grit)[..., None]
    # Wheels polish two tracks in each lane.
    tracks = sum(np.exp(-(((z - lane) / 0.28) ** 2)) for lane in (-10.9, -12.3, -14.6, -16.0))
    asphalt *= (1 + 0.07 * tracks)[..., None]

    slab = _slabs(rng, x, z)
    pavement = np.float32([170, 162, 150]) * (slab * (1 + 0.04 * stains + 0.05 * grit))[..., None]
    street = (z < NEAR_KERB) & (z > FAR_KERB) & (x < np.inf)
    ground = np.where(street[..., None], asphalt, pavement)

    worn = 1 - np.clip(0.25 + 0.3 * grit + 0.15 * stains, 0, 0.7)
    dashes = (np.abs(z - MIDDLE) < 0.07) & ((x + 1.0) % 5.0 < 2.6)
    _paint(ground, dashes, (226, 224, 214), worn)
    for kerb, inwards in ((NEAR_KERB, -1), (FAR_KERB, 1)):
        stone = (np.abs(z - kerb) < 0.14) & (x < np.inf)
        joint = np.where(x % 1.0 < 0.02, 0.7, 1.0)
        _paint(ground, stone, (186, 184, 178), joint * (1 + 0.04 * grit))
        gutter = np.exp(-np.abs(z - (kerb + inwards * 0.2)) / 0.09) + 0 * x
        ground *= (1 - 0.42 * gutter)[..., None]
    grass = (z < -19.6) & (x < np.inf)
    lawn = np.float32([82, 106, 52]) * (1 + 0.12 * stains + 0.22 * grit)[..., None]
    ground = np.where(grass[..., None], lawn, ground)
    return np.clip(np.rint(ground), 0, 255).astype(np.uint8)


def _paint(
    ground: NDArray[np.float32],
    where: NDArray[np.bool_],
    colour: tuple[int, int, int],
    strength: NDArray[np.float32],
) -> None:
    share = np.clip(strength, 0, 1)[..., None] * where[..., None]
    ground += share * (np.float32(colour) - ground)


def _slabs(
    rng: np.random.Generator, x: NDArray[np.float32], z: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How light the paving is: slabs of 60 by 60 centimetres, every other row shifted."""
    row = np.floor(z / 0.6).astype(np.int64)
    shifted = x + 0.3 * (row % 2)
    column = np.floor(shifted / 0.6).astype(np.int64)
    shades = 1 + 0.05 * rng.standard_normal((97, 89)).astype(np.float32)
    light = shades[row % 97, column % 89]
    seam = np.minimum(
        np.minimum(shifted % 0.6, 0.6 - shifted % 0.6), np.minimum(z % 0.6, 0.6 - z % 0.6)
    )
    return light * (1 - 0.32 * np.exp(-((seam / 0.012) ** 2)))


def _noise(rng: np.random.Generator, rows: int, columns: int, size: int) -> NDArray[np.float32]:
    """Cloudy noise of mean 0 and deviation 1, float32 [rows, columns]; `size` in texels."""
    coarse = rng.standard_normal((rows // size + 2, columns // size + 2)).astype(np.float32)
    noise = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray((noise - noise.mean()) / noise.std(), dtype=np.float32)
