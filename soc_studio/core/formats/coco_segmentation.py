"""One mask in COCO JSON: a run-length code, or polygons."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask, mask_of_runs
from soc_studio.core.formats.imported_layer import MaskImportError, check_size
from soc_studio.core.system.messages import message


def check_segmentation(named: str, segmentation: Any, height: int, width: int) -> None:
    """Raise MaskImportError where `segmentation` is none of a video of `height` x `width` pixels.

    This looks at its kind and size; what the code says is checked by `mask_of`. `named` begins the
    sentence and says which one it is.
    """
    if isinstance(segmentation, list):
        return
    match segmentation:
        case {"size": [int(own_height), int(own_width)], "counts": str() | list()}:
            check_size(named, own_width, own_height, width, height)
        case _:
            raise MaskImportError(
                message("{named} has neither a run-length code nor polygons.", named=named),
                message("Write the file again with the program that made it."),
            )


def mask_of(named: str, segmentation: Any, height: int, width: int) -> Mask:
    """Return the mask of a `segmentation` that `check_segmentation` let pass.

    Raises:
        MaskImportError: its code or its polygons are damaged.
    """
    try:
        if isinstance(segmentation, list):
            return _of_polygons(segmentation, height, width)
        counts = segmentation["counts"]
        if isinstance(counts, str):
            return checked_mask(height, width, counts.encode())
        return mask_of_runs(height, width, _runs(counts, height * width))
    except ValueError as error:
        raise MaskImportError(
            message(
                "{named} is damaged: its code is not a mask of {width}x{height} pixels.",
                named=named,
                width=width,
                height=height,
            ),
            message("Write the file again with the program that made it."),
        ) from error


def _runs(counts: list[Any], pixels: int) -> NDArray[np.int64]:
    """Return uncompressed runs; each is looked at before numpy sees them.

    Of a list with one long text among numbers, numpy would make as many long texts.
    """
    if len(counts) > 2 * pixels + 1 or not all(type(run) is int for run in counts):
        raise ValueError("no runs")
    if not counts or min(counts) < 0 or max(counts) > pixels:
        raise ValueError("runs of no mask of this size")
    return np.array(counts, dtype=np.int64)


def _of_polygons(polygons: list[Any], height: int, width: int) -> Mask:
    """Return the area within any of `polygons`, lists of x and y in turn, in pixels."""
    codes = []
    for polygon in polygons:
        _check_polygon(polygon, height, width)
        (code,) = coco.frPyObjects([polygon], height, width)
        codes.append(checked_mask(height, width, code["counts"]).to_coco())
    if not codes:
        return Mask.empty(height, width)
    return checked_mask(height, width, coco.merge(codes)["counts"])


def _check_polygon(polygon: Any, height: int, width: int) -> None:
    """Raise ValueError where `polygon` is none, or is so long that drawing it takes the memory."""
    if not isinstance(polygon, list) or len(polygon) < 6 or len(polygon) % 2:
        raise ValueError("no polygon")
    farthest = 4 * max(height, width)
    if not all(type(one) in (int, float) and abs(one) <= farthest for one in polygon):
        raise ValueError("no place in the picture")
    points = np.array(polygon, dtype=np.float64).reshape(-1, 2)
    edges = np.abs(points - np.roll(points, 1, axis=0)).max(axis=1)
    if edges.sum() + len(edges) > height * width // 8 + 64 * (height + width):
        raise ValueError("a polygon longer than the picture has room for")
