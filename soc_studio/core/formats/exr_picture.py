"""OpenEXR pictures: channels by name, what the file says of them, and scene-linear colours."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_frames import Levels, as_shares
from soc_studio.core.formats.exr_head import says
from soc_studio.core.media.light import light_of
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

Channels = Mapping[str, NDArray[Any]]
"""The channels of a picture by name, float16 or float32 [H, W] each."""


def linear_channels(picture: Levels, transfer: int = 1) -> dict[str, NDArray[np.float16]]:
    """Return the channels of `picture`, RGB [H, W, 3] or RGBA [H, W, 4] with straight opacity.

    They are R, G and B, scene-linear by `light_of`, which says what a `transfer` is, and of RGBA
    also A, by which the others are multiplied, as is OpenEXR's custom.
    """
    light = light_of(picture[..., :3], transfer)
    shares = {}
    if picture.shape[2] == 4:
        shares["A"] = as_shares(picture[..., 3])
        light *= shares["A"][..., None]
    shares.update(zip("RGB", np.moveaxis(light, 2, 0), strict=True))
    return {name: np.ascontiguousarray(each, dtype=np.float16) for name, each in shares.items()}


def write_exr(path: Path, channels: Channels, head: Mapping[str, Any] | None = None) -> None:
    """Write a file of `channels`, compressed without loss, whose `head` has these attributes.

    Raises:
        WriteError: it cannot be written.
    """
    import OpenEXR  # takes a while, and only these formats need it

    kind = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    try:
        OpenEXR.File({**(head or {}), **kind}, dict(channels)).write(os.fsencode(path))
    except RuntimeError as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise write_error(Path(path.name), OSError(errno.ENOSPC, "")) from error
        raise WriteError(
            message("'{file}' cannot be written ({reason}).", file=path.name, reason=error),
            message("Choose another folder, or make space on the disk."),
        ) from error


def read_exr(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]] | None:
    """Return the channels of the file at `path` and its head; None where it is damaged."""
    import OpenEXR

    try:
        with OpenEXR.File(os.fsencode(path), separate_channels=True) as file:
            channels = {name: each.pixels.copy() for name, each in file.channels().items()}
            return channels, dict(file.header())
    except (RuntimeError, ValueError):
        return None


def holds(path: Path, channels: Channels, head: Mapping[str, Any] | None = None) -> bool:
    """Return whether the file at `path` holds exactly `channels`, and has this `head`."""
    found = read_exr(path)
    if found is None or found[0].keys() != channels.keys():
        return False
    return all(
        np.array_equal(found[0][name], each) and found[0][name].dtype == each.dtype
        for name, each in channels.items()
    ) and says(found[1], head or {})
