"""Tells whether a file is shorter than its container says."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from soc_studio.core.media.decoding.packets import Packets
from soc_studio.core.media.decoding.program_map import end_of_stream
from soc_studio.core.system.messages import message

_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_TRANSPORT_PACKET, _SYNC = 188, 0x47
_LAST_PACKETS = 6  # that are looked at


def checked_end(path: Path, packets: Packets, container: str, number: int) -> Packets:
    """Return `packets` with the fault at their end; `number` is that of their stream."""
    if packets.fault or not len(packets):
        return packets
    if container == "mpegts" and (end := end_of_stream(path, number)) is not None:
        return _before(packets, end)
    missing = _missing_end(path, container)
    if packets.is_hurt[-1] and (missing or container != "mpegts"):
        return packets.first(len(packets) - 1, message("a frame there is incomplete"))
    return replace(packets, fault=missing)


def _before(packets: Packets, end: int) -> Packets:
    """Return the packets before byte `end`, at which their stream is given up for another."""
    own = int(np.searchsorted(packets.places, end))
    if own < len(packets):  # at the change FFmpeg loses one, the last or the one before
        own -= 1
        while own > 1 and packets.is_hurt[own - 1]:
            own -= 1
    return packets.first(max(own, 1), message("what follows is coded otherwise"))


def _missing_end(path: Path, container: str) -> str:
    """Return in a few words that the file at `path` was cut short, "" where it seems whole.

    `container` is FFmpeg's name of the format. Formats that store no length seem whole.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if "matroska" in container:
            end = _matroska_end(file)
        elif "mp4" in container:
            end = _last_box_end(file, size)
        elif container in ("avi", "wav"):
            end = _riff_end(file)
        elif container == "mpegts":
            end = _transport_end(file, size)
        else:
            end = size
    return f"the file is cut short, {end - size} bytes are missing" if end > size else ""


def _transport_end(file: BinaryIO, size: int) -> int:
    """Return where the last packet ends; packets need not begin where the file does."""
    file.seek(max(0, size - _LAST_PACKETS * _TRANSPORT_PACKET))
    tail = file.read()
    for first in range(min(_TRANSPORT_PACKET, len(tail))):
        if set(tail[first::_TRANSPORT_PACKET]) == {_SYNC}:
            return size + (first - len(tail)) % _TRANSPORT_PACKET
    return size


def _riff_end(file: BinaryIO) -> int:
    header = file.read(8)
    return 8 + int(struct.unpack("<I", header[4:])[0]) if header[:4] == b"RIFF" else 0


def _last_box_end(file: BinaryIO, size: int) -> int:
    end = 0
    while end + 8 <= size:
        file.seek(end)
        length, kind = struct.unpack(">I4s", file.read(8))
        if length == 1:
            wide = file.read(8)
            length = int(struct.unpack(">Q", wide)[0]) if len(wide) == 8 else 0
        if length == 0 or not kind.isascii():  # to the end of the file, or no box at all
            return size
        if length < 8:
            return size
        end += length
    return end


def _matroska_end(file: BinaryIO) -> int:
    end = 0
    for identifier in (_EBML, _SEGMENT):
        if file.read(4) != identifier:
            return 0
        first = file.read(1)
        if not first or not first[0]:
            return 0
        length = 9 - first[0].bit_length()
        rest = file.read(length - 1)
        size = int.from_bytes(bytes([first[0] & (0xFF >> length)]) + rest, "big")
        if size == (1 << 7 * length) - 1:  # written live: no length known
            return 0
        end = file.tell() + size
        if identifier == _EBML:
            file.seek(end)
    return end
