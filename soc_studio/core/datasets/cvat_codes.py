"""CVAT's run-length code: along the rows of a box, off and on in turn, beginning with off."""

from __future__ import annotations

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.system.messages import message


def runs_in_box(mask: Mask) -> tuple[str, tuple[int, int, int, int]]:
    """Return the runs of a mask as text, and its left, top, width and height in pixels."""
    left, top, width, height = mask.box
    pixels = mask.to_array()[top : top + height, left : left + width].ravel()
    ends = np.flatnonzero(np.diff(pixels)) + 1
    runs = np.diff(np.concatenate(([0], ends, [len(pixels)]))).tolist()
    if len(pixels) and pixels[0]:
        runs.insert(0, 0)
    return ", ".join(map(str, runs)), (left, top, width, height)


def mask_in_box(
    runs: str, box: tuple[int, int, int, int], height: int, width: int, named: str
) -> Mask:
    """Return the mask of `height` x `width` pixels with `runs` in a `box`.

    Raises:
        DatasetError: the runs do not fill the box, or it is not in the picture.
    """
    left, top, own_width, own_height = box
    try:
        numbers = np.array([int(run) for run in runs.split(",") if run.strip()], dtype=np.int64)
    except (ValueError, OverflowError):
        numbers = np.array([-1])
    inside = left >= 0 and top >= 0 and left + own_width <= width and top + own_height <= height
    fits = inside and min(own_width, own_height) > 0 and len(numbers) > 0
    if not fits or numbers.min() < 0 or numbers.max() > own_width * own_height:
        raise _damaged(named, height, width)
    if numbers.sum() != own_width * own_height:
        raise _damaged(named, height, width)
    on = np.arange(len(numbers)) % 2 == 1
    pixels = np.zeros((height, width), dtype=np.bool_)
    area = np.repeat(on, numbers).reshape(own_height, own_width)
    pixels[top : top + own_height, left : left + own_width] = area
    return Mask.from_array(pixels)


def _damaged(named: str, height: int, width: int) -> DatasetError:
    return DatasetError(
        message(
            "{named} is damaged: its code is not a mask of {width}x{height} pixels.",
            named=named,
            width=width,
            height=height,
        ),
        message("Write the file again with the program that made it."),
    )
