"""One mask in COCO JSON: a run-length code, or polygons."""

from __future__ import annotations

from typing import Any

from soc_rvos.masks import Mask
from soc_rvos.rle import mask_of_code, mask_of_polygons
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
            return mask_of_polygons(height, width, segmentation)
        return mask_of_code(height, width, segmentation["counts"])
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
