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

_WIDE = frozenset({9, 11, 12})  # primaries that hold more colours than a screen of sRGB
_RGB, _FULL = 0, 1
_HEAD_BYTES = 33  # of the signature and the first chunk


def png_bytes(picture: Levels, tags: ColourTags) -> bytes:
    """Return a PNG file with `picture`, RGBA uint8 or uint16 [H, W, 4] with straight opacity.

    A high dynamic range and wide primaries are in a chunk `cICP` (PNG, third edition), in the
    numbers of `tags`. Pictures of other colours have none: programs show them as sRGB, as they do
    the video.
    """
    _, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    content = coded.tobytes()
    if tags.transfer not in (PQ, HLG) and tags.primaries not in _WIDE:
        return content
    says = bytes((tags.primaries, tags.transfer, _RGB, _FULL))
    return content[:_HEAD_BYTES] + _chunk(b"cICP", says) + content[_HEAD_BYTES:]


def read_png(path: Path) -> NDArray[Any] | None:
    """Return the picture at `path`, RGBA uint8 or uint16 [H, W, 4], None where it has none.

    Raises:
        OSError: the file cannot be read.
    """
    found = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or found.ndim != 3 or found.shape[2] != 4:
        return None
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA))


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
