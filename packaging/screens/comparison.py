"""Pictures compared with those that were accepted, made small: letters differ from one computer to
another by less than anything that a person would see."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WIDTH = 640  # pixels of an accepted picture
SUFFIX = ".webp"
MEAN, BLOCK = 4.0, 26.0  # the most that a picture may differ, and a block of it, of 255
_BLOCK = 16  # pixels of width and height of a block: a button, made small
_QUALITY = 60
Pixels = NDArray[np.float32]


@dataclass(frozen=True)
class Difference:
    """How far a picture is from the accepted one, of 255: on average, and in its worst block.

    `place` is the middle of that block in shares of width and height. Without an accepted picture
    of the same shape, `problem` says so.
    """

    mean: float = 0.0
    block: float = 0.0
    place: tuple[float, float] = (0.0, 0.0)
    problem: str = ""

    @property
    def is_small(self) -> bool:
        """Whether a person would see no difference."""
        return not self.problem and self.mean <= MEAN and self.block <= BLOCK

    def __str__(self) -> str:
        if self.problem:
            return self.problem
        across, down = (round(100 * each) for each in self.place)
        return f"mean {self.mean:.2f}, worst block {self.block:.1f} at {across} %, {down} %"


def accept(picture: Path, accepted: Path) -> None:
    """Keep a picture, made small, as the one to compare with."""
    accepted.parent.mkdir(parents=True, exist_ok=True)
    _small(picture).save(accepted, quality=_QUALITY, method=6)


def publish(picture: Path, into: Path) -> None:
    """Keep a picture as a document shows it."""
    with Image.open(picture) as opened:
        opened.convert("RGB").save(into, quality=80, optimize=True)


def compare(picture: Path, accepted: Path) -> Difference:
    """Compare a picture with the accepted one."""
    if not accepted.is_file():
        return Difference(problem="has no accepted picture")
    with Image.open(accepted) as opened:
        kept = np.asarray(opened.convert("RGB"), dtype=np.float32)
    packed = BytesIO()  # what packing takes from both is no difference
    _small(picture).save(packed, "WEBP", quality=_QUALITY, method=6)
    with Image.open(packed) as opened:
        now = np.asarray(opened.convert("RGB"), dtype=np.float32)
    if now.shape != kept.shape:
        return Difference(problem="has another shape")
    return difference(now, kept)


def difference(one: Pixels, other: Pixels) -> Difference:
    """Return how far two pictures float32 [H, W, 3], 0 to 255, are from each other."""
    apart = np.abs(one - other).mean(axis=2)
    rows, columns = (each // _BLOCK for each in apart.shape)
    whole = apart[: rows * _BLOCK, : columns * _BLOCK]
    blocks = whole.reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    row, column = np.unravel_index(blocks.argmax(), blocks.shape)
    place = (float(column + 0.5) / columns, float(row + 0.5) / rows)
    return Difference(float(apart.mean()), float(blocks.max()), place)


def _small(picture: Path) -> Image.Image:
    with Image.open(picture) as opened:
        whole = opened.convert("RGB")
    height = round(WIDTH * whole.height / whole.width)
    return whole.resize((WIDTH, height), Image.Resampling.BOX)
