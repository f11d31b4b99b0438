"""OpenEXR pictures: channels by name, what the file says of them, and scene-linear colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_frames import Levels, as_shares
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

Channels = Mapping[str, NDArray[Any]]
"""The channels of a picture by name, float16 or float32 [H, W] each."""

_BT709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290)
_HEAD = {
    "chromaticities": _BT709,
    "colorInteropID": "lin_rec709_scene",  # of the Color Interop Forum, in OpenEXR since 3.4
    "software": "SOC Studio",
    "comments": "Scene-linear colours with BT.709 primaries, from the video by the inverse of the "
    "sRGB curve; multiplied by the opacity.",
}


@cache
def _linear(bits: int) -> NDArray[np.float32]:
    """Return how much light each level of `bits` is, from 0 to 1."""
    shares = np.linspace(0, 1, 1 << bits)
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return light.astype(np.float32)


def linear(levels: Levels) -> NDArray[np.float32]:
    """Return the light that `levels`, uint8 or uint16 of any shape, stand for: 0 to 1."""
    return _linear(8 * levels.dtype.itemsize)[levels]


def linear_channels(picture: Levels) -> dict[str, NDArray[np.float16]]:
    """Return the channels of `picture`, RGB [H, W, 3] or RGBA [H, W, 4] with straight opacity.

    They are R, G and B, scene-linear, and of RGBA also A, by which the others are multiplied, as
    is OpenEXR's custom.
    """
    light = linear(picture[..., :3])
    shares = {}
    if picture.shape[2] == 4:
        shares["A"] = as_shares(picture[..., 3])
        light *= shares["A"][..., None]
    shares.update(zip("RGB", np.moveaxis(light, 2, 0), strict=True))
    return {name: np.ascontiguousarray(each, dtype=np.float16) for name, each in shares.items()}


def write_exr(path: Path, channels: Channels, says: Mapping[str, str] | None = None) -> None:
    """Write a file of `channels`, compressed without loss; `says` is added to its head.

    Raises:
        WriteError: it cannot be written.
    """
    import OpenEXR  # takes a while, and only these formats need it

    head = {
        **_HEAD,
        **(says or {}),
        "compression": OpenEXR.ZIP_COMPRESSION,
        "type": OpenEXR.scanlineimage,
    }
    try:
        OpenEXR.File(head, dict(channels)).write(os.fsencode(path))
    except RuntimeError as error:
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


def holds(path: Path, channels: Channels, says: Mapping[str, str] | None = None) -> bool:
    """Return whether the file at `path` holds exactly `channels`, and its head `says` that."""
    found = read_exr(path)
    if found is None or found[0].keys() != channels.keys():
        return False
    return all(
        np.array_equal(found[0][name], each) and found[0][name].dtype == each.dtype
        for name, each in channels.items()
    ) and all(found[1].get(key) == value for key, value in (says or {}).items())
