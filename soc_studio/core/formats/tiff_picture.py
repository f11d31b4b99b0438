"""TIFF pictures of 16 bits that say whether their opacity is straight."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

_SHORT, _LONG, _TEXT = 3, 4, 2
_DEFLATE, _DIFFERENCES, _RGB = 8, 2, 2
_ASSOCIATED, _UNASSOCIATED = 1, 2
_SPEED = 4  # of zlib: hardly larger than its best, several times as fast
_STRAIGHT = b"Straight opacity; colours as they are in the video\0"
_PREMULTIPLIED = b"Premultiplied with black; colours as they are in the video\0"
_SOFTWARE = b"SOC Studio\0"


def tiff_bytes(picture: NDArray[np.uint16], premultiplied: bool = False) -> bytes:
    """Return a TIFF file with `picture`, RGBA uint16 [H, W, 4], straight or `premultiplied`.

    OpenCV and Pillow cannot say what the fourth channel is, so the file is put together here: TIFF
    6.0, little-endian, one strip, Deflate after horizontal differences, and ExtraSamples 2, which
    is opacity that the colours are not multiplied by, or 1, by which they are.
    """
    height, width, channels = picture.shape
    steps = picture.astype("<u2")
    steps[:, 1:] -= picture[:, :-1]
    strip = zlib.compress(steps.tobytes(), _SPEED)
    return _assembled(
        strip,
        {
            256: (_LONG, [width]),
            257: (_LONG, [height]),
            258: (_SHORT, [16] * channels),
            259: (_SHORT, [_DEFLATE]),
            262: (_SHORT, [_RGB]),
            270: (_TEXT, _PREMULTIPLIED if premultiplied else _STRAIGHT),
            273: (_LONG, [8]),  # the strip follows the head
            277: (_SHORT, [channels]),
            278: (_LONG, [height]),
            279: (_LONG, [len(strip)]),
            284: (_SHORT, [1]),  # the channels of a pixel lie together
            305: (_TEXT, _SOFTWARE),
            317: (_SHORT, [_DIFFERENCES]),
            338: (_SHORT, [_ASSOCIATED if premultiplied else _UNASSOCIATED]),
        },
    )


def _assembled(strip: bytes, tags: dict[int, tuple[int, list[int] | bytes]]) -> bytes:
    """Return a file of a strip and its tags, in the order of their numbers."""
    strip += b"\0" * (len(strip) % 2)
    start = 8 + len(strip)
    beyond = start + 2 + 12 * len(tags) + 4
    entries, values = b"", b""
    for tag, (kind, content) in tags.items():
        letter = {_SHORT: "H", _LONG: "I", _TEXT: "B"}[kind]
        value = struct.pack(f"<{len(content)}{letter}", *content)
        if len(value) > 4:
            place = struct.pack("<I", beyond + len(values))
            values += value + b"\0" * (len(value) % 2)
        else:
            place = value.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, len(content)) + place
    head = struct.pack("<2sHI", b"II", 42, start)
    return head + strip + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0) + values


def read_tiff(path: Path) -> NDArray[np.uint16] | None:
    """Return the RGBA picture, uint16 [H, W, 4], in the file at `path`, None where it has none.

    Raises:
        OSError: the file cannot be read.
    """
    coded = np.frombuffer(path.read_bytes(), dtype=np.uint8)
    picture = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED)
    if picture is None or picture.dtype != np.uint16 or picture.ndim != 3 or picture.shape[2] != 4:
        return None
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGRA2RGBA), dtype=np.uint16)
