"""PNG pictures with an opacity, of 8 or 16 bits, that say what their colours mean."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_frames import Levels
from soc_studio.core.media.colour_tags import ColourTags
from soc_studio.core.media.light import HLG, PQ
from soc_studio.core.media.mastering import Mastering

_WIDE = frozenset({9, 11, 12})  # primaries that hold more colours than a screen of sRGB
_RGB, _FULL = 0, 1
_LUMINANCE = 10_000  # steps of a candela a square metre
_HEAD_BYTES = 33  # of the signature and the first chunk


def png_bytes(picture: Levels, tags: ColourTags, mastering: Mastering | None = None) -> bytes:
    """Return a PNG file with `picture`, RGBA uint8 or uint16 [H, W, 4] with straight opacity.

    A high dynamic range and wide primaries are in a chunk `cICP` (PNG, third edition), in the
    numbers of `tags`. Pictures of other colours have none: programs show them as sRGB, as they do
    the video. Beside it is `mastering`, for which display they were made.
    """
    _, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    content = coded.tobytes()
    if tags.transfer not in (PQ, HLG) and tags.primaries not in _WIDE:
        return content
    says = bytes((tags.primaries, tags.transfer, _RGB, _FULL))
    chunks = _chunk(b"cICP", says) + (b"" if mastering is None else _mastering(mastering))
    return content[:_HEAD_BYTES] + chunks + content[_HEAD_BYTES:]


def read_png(path: Path) -> NDArray[Any] | None:
    """Return the picture at `path`, RGBA uint8 or uint16 [H, W, 4], None where it has none.

    Raises:
        OSError: the file cannot be read.
    """
    found = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or found.ndim != 3 or found.shape[2] != 4:
        return None
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA))


def _mastering(mastering: Mastering) -> bytes:
    said = b""
    if mastering.display is not None:
        *places, highest, lowest = mastering.display
        green, blue, red, white = (places[at : at + 2] for at in range(0, 8, 2))
        display = struct.pack(">8H2I", *red, *green, *blue, *white, highest, lowest)
        said += _chunk(b"mDCV", display)
    if mastering.light is not None:
        said += _chunk(
            b"cLLI", struct.pack(">2I", *(each * _LUMINANCE for each in mastering.light))
        )
    return said


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
