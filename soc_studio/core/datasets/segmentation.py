"""One mask in JSON: COCO's run-length code, compressed or not, or polygons."""

from __future__ import annotations

from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_rvos.rle import mask_of_code, mask_of_polygons
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.json_text import decoded
from soc_studio.core.system.messages import message


class RunLengthCode(msgspec.Struct):
    """A run-length code: `size` is height and width; counts run down the columns."""

    size: tuple[int, int]
    counts: str | list[int]


Segmentation = RunLengthCode | list[list[float]] | None
"""A mask as JSON has it; None and no polygons are a mask of no pixels."""

MOST_PIXELS = 2**27
"""Pixels of a picture or mask that is still read."""
NOTHING = msgspec.Raw(b"null")


def mask_of(named: str, segmentation: Segmentation, height: int, width: int) -> Mask:
    """Return the mask that a `segmentation` of a video of `height` x `width` pixels says.

    `named` begins the sentence where it fails.

    Raises:
        DatasetError: it is damaged, or of another size.
    """
    if segmentation is None:
        return Mask.empty(height, width)
    try:
        if isinstance(segmentation, list):
            return mask_of_polygons(height, width, [*segmentation])
        check_size(named, tuple(segmentation.size), height, width)
        return mask_of_code(height, width, segmentation.counts)
    except ValueError as error:
        raise DatasetError(
            message(
                "{named} is damaged: its code is not a mask of {width}x{height} pixels.",
                named=named,
                width=width,
                height=height,
            ),
            message("Write the file again with the program that made it."),
        ) from error


def coded(raw: Any, named: str) -> Segmentation:
    """Return what a piece of JSON says of a mask; raises DatasetError, with `named`, otherwise."""
    kind: Any = Segmentation
    said: Segmentation = decoded(raw, kind, named)
    return said


def check_bounds(named: str, height: int, width: int) -> None:
    """Raise DatasetError where a video is too large for its masks to be unpacked, or of no size."""
    if not (height > 0 and width > 0 and height * width <= MOST_PIXELS):
        raise DatasetError(
            message(
                "{named} has a size of {width}x{height} pixels.",
                named=named,
                width=shown(width),
                height=shown(height),
            ),
            message("Write the file again with the program that made it."),
        )


def check_size(named: str, size: tuple[int, ...], height: int, width: int) -> None:
    """Raise DatasetError where a mask of `size`, height and width, is not of the video's size."""
    if size != (height, width):
        own_height, own_width = size
        raise DatasetError(
            message(
                "{named} has {width}x{height} pixels, but its video has "
                "{video_width}x{video_height}.",
                named=named,
                width=own_width,
                height=own_height,
                video_width=width,
                video_height=height,
            ),
            message("Leave it out, or create it again at the size of the video."),
        )


def code_of(mask: Mask) -> dict[str, Any] | None:
    """Return a mask as COCO's compressed code for JSON, None where it has no pixels."""
    if not mask.area:
        return None
    return {"size": [mask.height, mask.width], "counts": mask.counts.decode("ascii")}
