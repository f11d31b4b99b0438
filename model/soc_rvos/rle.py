"""Run-length codes of masks from anyone's file, checked before they are trusted.

The code is COCO's compressed one, as `soc_rvos.masks` explains it. pycocotools reads whatever it is
given: runs that wrap around, that end outside of the picture, or that would not fit the memory.
"""

from __future__ import annotations

from typing import Any, cast

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


def mask_of_counts(height: int, width: int, counts: list[Any]) -> Mask:
    """Return the mask of `height` x `width` pixels with a list of `counts`, runs not compressed.

    Each is looked at before numpy sees them: of a list with one long text among numbers, numpy
    would make as many long texts.

    Raises:
        ValueError: they are no runs of that many pixels.
    """
    pixels = height * width
    if len(counts) > 2 * pixels + 1 or not all(type(run) is int for run in counts):
        raise ValueError("no runs")
    if not counts or min(counts) < 0 or max(counts) > pixels:
        raise ValueError("runs of no mask of this size")
    return mask_of_runs(height, width, np.array(counts, dtype=np.int64))


def mask_of_code(height: int, width: int, counts: str | list[Any]) -> Mask:
    """Return the mask of `height` x `width` pixels with `counts` as JSON has them: compressed, or a
    list.

    Raises:
        ValueError: they are no runs of that many pixels.
    """
    if isinstance(counts, str):
        return checked_mask(height, width, counts.encode())
    return mask_of_counts(height, width, counts)


def mask_of_polygons(height: int, width: int, polygons: list[Any]) -> Mask:
    """Return the area within any of `polygons`, lists of x and y in turn, in pixels.

    Raises:
        ValueError: one is no polygon, or so long that drawing it would take the memory.
    """
    codes = []
    for polygon in polygons:
        _check_polygon(polygon, height, width)
        (code,) = coco.frPyObjects([polygon], height, width)
        codes.append(checked_mask(height, width, code["counts"]).to_coco())
    if not codes:
        return Mask.empty(height, width)
    return checked_mask(height, width, coco.merge(codes)["counts"])


def _check_polygon(polygon: Any, height: int, width: int) -> None:
    if not isinstance(polygon, list) or len(polygon) < 6 or len(polygon) % 2:
        raise ValueError("no polygon")
    farthest = 4 * max(height, width)
    if not all(type(one) in (int, float) and abs(one) <= farthest for one in polygon):
        raise ValueError("no place in the picture")
    points = np.array(polygon, dtype=np.float64).reshape(-1, 2)
    edges = np.abs(points - np.roll(points, 1, axis=0)).max(axis=1)
    if edges.sum() + len(edges) > height * width // 8 + 64 * (height + width):
        raise ValueError("a polygon longer than the picture has room for")


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
