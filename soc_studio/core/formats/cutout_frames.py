"""The cut-outs of layers, frame by frame, for every format that writes pictures of them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import closing
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.material import Material
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.steady_mattes import FrameInARow, made_in_a_row

Levels = NDArray[np.uint8] | NDArray[np.uint16]
"""Channels of a picture, [H, W, C], in all the levels that their type has."""


def answered(material: Material) -> dict[str, Collection[int]]:
    """Return the frames of each layer that have an answer, in the part that is exported."""
    return {name: set(view.span(material.span)) for name, view in material.views.items()}


def answered_by_all(material: Material) -> list[int]:
    """Return the frames on which every layer has an answer, in the part that is exported."""
    frames = [set(view.span(material.span)) for view in material.views.values()]
    return sorted(set.intersection(*frames)) if frames else []


def cutout_frames(
    material: Material, wanted: Mapping[str, Collection[int]], is_deep: bool = False
) -> Generator[tuple[int, Levels, dict[str, Levels]], None, None]:
    """Yield each frame that is `wanted` of a layer: its number, its picture and its cut-outs.

    The picture is RGB [H, W, 3]; the cut-outs, by the names of their layers, are RGBA [H, W, 4]
    with straight opacity, see `cut_out`, and empty where the object is absent. The lists of
    `wanted` hold frames that the layer has an answer for. Where the formats are `is_deep`, both
    have the depth of the video, see `VideoReader.deep_frames`; else they are uint8.

    Raises:
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    numbers = sorted(set().union(*wanted.values()))
    reader = material.reader
    read = reader.some_deep_frames if is_deep else reader.some_frames

    def made(row: FrameInARow) -> tuple[int, Levels, dict[str, Levels]]:
        picture: NDArray[Any] = row.picture
        layers: dict[str, Levels] = {
            name: cut_out(picture, _given(row.matte(view), picture))
            for name, view in material.views.items()
            if row.number in wanted[name]
        }
        return row.number, row.picture, layers

    with (
        closing(read(numbers)) as frames,
        closing(made_in_a_row(frames, made, len(material.views))) as found,
    ):
        yield from found


def _given(matte: NDArray[np.uint8] | None, frame: Levels) -> NDArray[np.uint8]:
    return np.zeros(frame.shape[:2], dtype=np.uint8) if matte is None else matte


def refuse_high_range(material: Material) -> None:
    """Raise where the colours of the video are beyond what pictures without a mark for them say.

    Raises:
        WriteError: the video has a high dynamic range.
    """
    tone = material.reader.info.tone
    if tone is not None:
        raise WriteError(
            message(
                "'{video}' has a high dynamic range ({tone}), which this format cannot say.",
                video=material.reader.path.name,
                tone=tone,
            ),
            message("Choose PNG or EXR pictures, or a cut-out as ProRes 4444 or FFV1."),
        )


def in_16_bits(picture: Levels) -> NDArray[np.uint16]:
    """Return `picture` with 16 bits for each level: 255 of 8 bits becomes 65535."""
    if picture.dtype == np.uint16:
        return np.asarray(picture, dtype=np.uint16)
    return np.asarray(picture, dtype=np.uint16) * np.uint16(257)


def as_shares(levels: NDArray[Any]) -> NDArray[np.float32]:
    """Return `levels`, uint8 or uint16, as float32 between 0 and 1."""
    return np.asarray(levels, dtype=np.float32) / np.float32(np.iinfo(levels.dtype).max)
