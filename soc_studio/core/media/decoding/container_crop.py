"""Reads the crop that a container states, which FFmpeg knows and PyAV does not expose."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

Crop = tuple[int, int, int, int]
"""Columns and rows cut off: left, top, right, bottom."""
NO_CROP: Crop = (0, 0, 0, 0)

_MOST_HEADER = 2**24  # bytes of a header that are read
_SEGMENT, _TRACKS, _TRACK = 0x18538067, 0x1654AE6B, 0xAE
_TRACK_TYPE, _IS_VIDEO, _VIDEO = 0x83, 1, 0xE0
_CROPS = (0x54CC, 0x54BB, 0x54DD, 0x54AA)  # left, top, right, bottom
_VISUAL_ENTRY = 78  # bytes of a visual sample entry before its boxes


def stated_crop(path: Path, container: str, number: int, place: int) -> Crop:
    """Return the crop that the file at `path` states for one of its videos.

    Args:
        path: of the file.
        container: FFmpeg's name of the format.
        number: of the track, which MP4 knows it by.
        place: among the file's videos, from 0, which Matroska knows it by.
    """
    try:
        if "matroska" in container:
            return _matroska_crop(path, place)
        if "mp4" in container:
            return _mp4_crop(path, number)
    except (struct.error, IndexError, ZeroDivisionError):
        pass  # a damaged header states nothing; decoding reports the damage
    return NO_CROP


def _matroska_crop(path: Path, place: int) -> Crop:
    with path.open("rb") as file:
        tracks = [
            dict(_elements(data)) for kind, data in _elements(_tracks(file)) if kind == _TRACK
        ]
    videos = [track for track in tracks if _number(track.get(_TRACK_TYPE)) == _IS_VIDEO]
    if place >= len(videos):
        return NO_CROP
    video = dict(_elements(videos[place].get(_VIDEO, b"")))
    left, top, right, bottom = (_number(video.get(each)) for each in _CROPS)
    return left, top, right, bottom


def _number(content: bytes | None) -> int:
    return int.from_bytes((content or b"")[:8], "big")


def _tracks(file: BinaryIO) -> bytes:
    """Return the contents of the element in which tracks are described, wherever it is."""
    end = file.seek(0, io.SEEK_END)
    at = 0
    while at < end:
        file.seek(at)
        head = _element(file.read(12))
        if head is None:
            break
        kind, length, size = head
        at += length
        if kind == _TRACKS:
            file.seek(at)
            return file.read(min(size or 0, _MOST_HEADER))
        if kind != _SEGMENT:  # whose elements come next
            if size is None:
                break
            at += size
    return b""


def _element(data: bytes) -> tuple[int, int, int | None] | None:
    """Return the identifier of the EBML element that `data` begins with, the length of its head,
    and the size of its contents, None where that is not known."""
    if len(data) < 2 or not data[0]:
        return None
    length = 9 - data[0].bit_length()
    if length >= len(data) or not data[length]:
        return None
    width = 9 - data[length].bit_length()
    most = (1 << 7 * width) - 1
    size = int.from_bytes(data[length : length + width], "big") & most
    known = None if size == most else size
    return int.from_bytes(data[:length], "big"), length + width, known


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield identifiers and contents of the EBML elements in `data`."""
    at = 0
    while (head := _element(data[at : at + 12])) is not None:
        kind, length, size = head
        if size is None:
            return
        yield kind, data[at + length : at + length + size]
        at += length + size


def _mp4_crop(path: Path, number: int) -> Crop:
    for track in _children(_movie(path), b"trak"):
        header = next(_children(track, b"tkhd"), b"")
        found = struct.unpack_from(">I", header, 20 if header[:1] == b"\x01" else 12)[0]
        if found != number:
            continue
        inner = track
        for kind in (b"mdia", b"minf", b"stbl", b"stsd"):
            inner = next(_children(inner, kind), b"")
        size, _ = struct.unpack_from(">I4s", inner, 8)
        entry = inner[16 : 8 + size]
        width, height = struct.unpack_from(">HH", entry, 24)
        aperture = next(_children(entry[_VISUAL_ENTRY:], b"clap"), b"")
        return _aperture(aperture, width, height) if aperture else NO_CROP
    return NO_CROP


def _movie(path: Path) -> bytes:
    """Return the contents of the `moov` box."""
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at)
            length, kind = struct.unpack(">I4s", file.read(8))
            head = 8
            if length == 1:
                length, head = struct.unpack(">Q", file.read(8))[0], 16
            if kind == b"moov":
                return file.read(min(length - head, 4 * _MOST_HEADER))
            if length < head:
                break
            at += length
    return b""


def _children(data: bytes, kind: bytes) -> Iterator[bytes]:
    """Yield the contents of the boxes of a `kind` in `data`."""
    at = 0
    while at + 8 <= len(data):
        length, found = struct.unpack_from(">I4s", data, at)
        if length < 8:
            return
        if found == kind:
            yield data[at + 8 : at + length]
        at += length


def _aperture(clap: bytes, width: int, height: int) -> Crop:
    """Return the crop of a clean aperture: its size, and how far its middle is from the picture's.

    As in FFmpeg, pixels cut off in part stay.
    """
    numbers = struct.unpack_from(">IIIIiIiI", clap)
    across, down, x, y = (Fraction(*numbers[place : place + 2]) for place in (0, 2, 4, 6))
    left = (width - across) / 2 + x
    top = (height - down) / 2 + y
    if min(across, down) < 1 or min(left, top) < 0 or left + across > width or top + down > height:
        return NO_CROP
    return int(left), int(top), int(width - across - left), int(height - down - top)
