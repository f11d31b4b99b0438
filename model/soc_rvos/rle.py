"""Run-length codes of masks from anyone's file, checked before they are trusted.

The code is COCO's compressed one, as `soc_rvos.masks` explains it. pycocotools reads whatever it is
given: runs that wrap around, that end outside of the picture, or that would not fit the memory.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco

from soc_rvos.masks import Mask

MOST_PIXELS = 2**29
"""Pixels below which pycocotools' numbers hold every run, also where its `long` has 32 bits."""


def checked_mask(height: int, width: int, counts: bytes) -> Mask:
    """Return the mask of `height` x `width` pixels that `counts` codes.

    Memory is taken in proportion to the length of `counts`, which may be of any content; whether
    `height` x `width` pixels are too many to unpack is for the caller to say. Codes as pycocotools
    writes them are kept as they are; others of the same meaning are written as it would.

    Raises:
        ValueError: `counts` is no code of that many pixels.
    """
    pixels = _pixels(height, width)
    # Whatever is written without runs of no pixels has at most this length: a run of r pixels takes
    # one symbol and, where it is long, fewer than r more, in itself and in the next difference.
    if not 0 < len(counts) <= pixels + 1:
        raise ValueError("a mask's code of an impossible length")
    symbols = np.frombuffer(counts, dtype=np.uint8) - np.uint8(48)  # smaller codes wrap around
    if symbols.max() > 63:
        raise ValueError("a mask's code with a character that none has")
    ends = np.flatnonzero(symbols < 32)
    if not len(ends) or ends[-1] != len(symbols) - 1:
        raise ValueError("a mask's code that is cut off")
    starts = np.empty_like(ends)
    starts[0] = 0
    starts[1:] = ends[:-1] + 1
    lengths = ends - starts + 1
    # Differences have a sign; within this many symbols nothing below can overflow.
    if lengths.max() > (pixels.bit_length() + 1 + 4) // 5:
        raise ValueError("a mask's code with a number that is too long")
    places = np.arange(len(symbols)) - starts.repeat(lengths)
    runs = np.add.reduceat((symbols & 31).astype(np.int64) << (5 * places), starts)
    negative = symbols[ends] & 16 != 0
    runs[negative] -= 1 << (5 * lengths[negative])
    np.cumsum(runs[1::2], out=runs[1::2])
    np.cumsum(runs[2::2], out=runs[2::2])
    if _check(runs, pixels):
        return Mask(height, width, counts)
    return _coded(height, width, runs)


def mask_of_runs(height: int, width: int, runs: NDArray[np.int64]) -> Mask:
    """Return the mask of `height` x `width` pixels with these lengths of runs.

    Args:
        height: in pixels.
        width: in pixels.
        runs: int64 [R]; down the columns, off and on the object in turn, beginning with off.

    Raises:
        ValueError: they are no runs of that many pixels.
    """
    _check(runs, _pixels(height, width))
    return _coded(height, width, runs)


def _pixels(height: int, width: int) -> int:
    if height < 1 or width < 1 or height * width >= MOST_PIXELS:
        raise ValueError(f"a mask of {width} x {height} pixels")
    return height * width


def _check(runs: NDArray[np.int64], pixels: int) -> bool:
    """Return whether only the first run may have no pixels; raise ValueError where they are none.

    Each is compared before they are added, so that the sum cannot overflow.
    """
    if not len(runs) or runs.min() < 0 or runs.max() > pixels or runs.sum() != pixels:
        raise ValueError("runs that are not those of a mask of this size")
    return bool(runs[1:].all())


def _coded(height: int, width: int, runs: NDArray[np.int64]) -> Mask:
    """Return the mask of sound `runs`, those of no pixels left out: pycocotools trips over them."""
    inside = np.arange(len(runs)) % 2 == 1
    inside, runs = inside[runs > 0], runs[runs > 0]
    first = np.flatnonzero(np.append(True, inside[1:] != inside[:-1]))
    joined = np.add.reduceat(runs, first)
    if inside[0]:
        joined = np.append(0, joined)
    size = {"size": [height, width], "counts": joined}
    return Mask(height, width, cast(bytes, coco.frPyObjects(size, height, width)["counts"]))
