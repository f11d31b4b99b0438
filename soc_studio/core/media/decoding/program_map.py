"""Where a transport stream continues in another codec or stream, by its program's map.

FFmpeg continues as if nothing had happened, and takes the new data for damage or ignores it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SYNC = 0x47
_PACKET = 188
_STRIDES = (_PACKET, 192, 204)  # plain, with times as on Blu-ray, with check sums
_CHUNK = 2**22  # bytes that are read at once
_PROGRAM_MAP = 2
_SAME = {1: 2}  # MPEG-1 and MPEG-2 are one decoder's
_VIDEO = frozenset({2, 0x10, 0x1B, 0x24, 0x33, 0x42, 0xD1, 0xD2, 0xEA})


def end_of_stream(path: Path, pid: int) -> int | None:
    """Return the byte from which on the video of number `pid` in the transport stream at `path` is
    coded otherwise, or another video takes its place; None where it stays to the end."""
    program, kind = -1, -1
    known: set[int] = set()
    next_program: int | None = None  # where one begins after the last map of this one
    for place, found, streams in _program_maps(path):
        if kind < 0 and pid in streams:
            program, kind = found, streams[pid]
        has_video = pid in streams or _VIDEO & set(streams.values())
        if found == program:
            if streams.get(pid, -1) != kind and has_video:
                return place
            next_program = None
        elif program >= 0 and has_video and found not in known and pid not in streams:
            next_program = place if next_program is None else next_program
        known.add(found)
    return next_program


def _program_maps(path: Path) -> Iterator[tuple[int, int, dict[int, int]]]:
    """Yield where program maps are, their programs' numbers, and kinds of streams by number."""
    with path.open("rb") as file:
        rest, start = b"", 0
        while block := file.read(_CHUNK):
            data = rest + block
            used = 0
            for first, stride, count in _rows(data):
                rows = np.lib.stride_tricks.as_strided(
                    np.frombuffer(data, np.uint8)[first:], (count, _PACKET), (stride, 1)
                )
                for row in _starts_of_maps(rows):
                    if (table := _parsed(rows[row].tobytes())) is not None:
                        yield start + first + row * stride, *table
                used = first + count * stride
            used = min(max(used, len(data) - 4 * max(_STRIDES)), len(data))
            start += used
            rest = data[used:]


def _rows(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where packets begin, how far apart they are, and how many follow each other so."""
    at = 0
    values = np.frombuffer(data, np.uint8)
    while (at := data.find(_SYNC, at)) >= 0:
        stride = next((s for s in _STRIDES if data[at + s : at + s + 1] == b"\x47"), 0)
        if not stride:
            at += 1
            continue
        whole = (len(data) - at - _PACKET) // stride + 1
        lost = np.flatnonzero(values[at::stride][: max(whole, 0)] != _SYNC)
        count = int(lost[0]) if len(lost) else max(whole, 0)
        if count:
            yield at, stride, count
        at += max(1, (count - 1) * stride + 1)


def _starts_of_maps(rows: NDArray[np.uint8]) -> list[int]:
    begins = (rows[:, 1] & 0x40 != 0) & (rows[:, 3] & 0x10 != 0)
    payload = 4 + np.where(rows[:, 3] & 0x20 != 0, rows[:, 4].astype(np.int64) + 1, 0)
    fits = np.flatnonzero(begins & (payload < _PACKET - 16))
    is_map = (rows[fits, payload[fits]] == 0) & (rows[fits, payload[fits] + 1] == _PROGRAM_MAP)
    found: list[int] = fits[is_map].tolist()
    return found


def _parsed(packet: bytes) -> tuple[int, dict[int, int]] | None:
    """Return the number of the program and the kinds of its streams, as far as they are here."""
    at = 4 + (packet[4] + 1 if packet[3] & 0x20 else 0) + 1
    if not packet[at + 1] & 0x80 or not packet[at + 5] & 1:  # no such section, or of the future
        return None
    end = min(at + 3 + (_twelve(packet, at + 1)) - 4, len(packet) - 4)
    program = int.from_bytes(packet[at + 3 : at + 5], "big")
    place = at + 12 + _twelve(packet, at + 10)
    streams = {}
    while place + 5 <= end:
        kind = packet[place]
        streams[_twelve(packet, place + 1) | (packet[place + 1] & 0x10) << 8] = _SAME.get(
            kind, kind
        )
        place += 5 + _twelve(packet, place + 3)
    return program, streams


def _twelve(data: bytes, at: int) -> int:
    return (data[at] & 0x0F) << 8 | data[at + 1]
