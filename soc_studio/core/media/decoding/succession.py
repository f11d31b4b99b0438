"""Whether pictures follow one another by the numbers that H.264 and HEVC give them, which takes no
decoding."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Generator
from contextlib import closing
from itertools import pairwise

import numpy as np
from av.video.stream import VideoStream

from soc_studio.core.media.decoding import h264_headers, hevc_headers
from soc_studio.core.media.decoding.decoder import DecodingError
from soc_studio.core.media.decoding.frame_index import FrameIndex
from soc_studio.core.media.decoding.splices import length_size_of, units_of

Stored = Callable[[int], Generator[tuple[int, bytes], None, None]]
"""Yields packets as they are stored, from a key frame on, with their numbers."""

_REACH = 16  # frames before and after: so many may be stored after one that is shown later


class Succession:
    """Reads the headers of the pictures of a stream."""

    def __init__(self, stream: VideoStream) -> None:
        self._codec = stream.codec.canonical_name
        extradata = stream.codec_context.extradata or b""
        self._size = length_size_of(self._codec, extradata)
        self._stated = units_of(extradata, 0)
        if self._size:
            is_hevc = self._codec == "hevc"
            # In H.264's box the parameters come after eight bytes.
            self._stated = hevc_headers.units_of_box(extradata) if is_hevc else [extradata[8:72]]

    def is_unbroken(self, index: FrameIndex, frame: int, stored: Stored) -> bool:
        """Return whether nothing that others need is missing between `frame` and the next.

        False also where their numbers do not tell.
        """
        first = max(0, frame - _REACH)
        serials = index.serials[first : frame + 2 + _REACH].tolist()
        packets = self._packets(index, min(serials), max(serials), stored)
        if self._codec == "h264":
            return _in_a_row(packets)
        return self._codec == "hevc" and _side_by_side(packets, serials, frame - first)

    def _packets(
        self, index: FrameIndex, first: int, last: int, stored: Stored
    ) -> dict[int, list[bytes]]:
        """Return the units of the packets from `first` to `last`, after those that describe the
        stream under -1."""
        if self._codec not in ("h264", "hevc"):
            return {}
        key = int(np.flatnonzero(index.packets.is_key[: first + 1])[-1])
        packets = {-1: self._stated}
        try:
            with closing(stored(key)) as run:
                for serial, data in run:
                    if serial >= first or serial == key:
                        packets[serial] = units_of(data, self._size)
                    if serial >= last:
                        break
        except DecodingError:
            return {}
        if key < first:
            packets[-1] = packets[-1] + packets.pop(key, [])
        return packets


def _in_a_row(packets: dict[int, list[bytes]]) -> bool:
    """Return whether packets of H.264 follow one another as they are decoded."""
    sequence = None
    pictures = []
    for serial, units in packets.items():
        sequence = h264_headers.sequence_in(units) or sequence
        if serial >= 0:
            pictures.append(sequence and h264_headers.picture_in(units, sequence))
    return sequence is not None and all(
        before is not None and after is not None and before.is_followed_by(after, sequence)
        for before, after in pairwise(pictures)
    )


def _side_by_side(packets: dict[int, list[bytes]], serials: list[int], at: int) -> bool:
    """Return whether frame `at` of those from `serials` is shown as closely before the next as the
    others, by their places in HEVC."""
    sequence = None
    begun = 0
    places: dict[int, tuple[int, int]] = {}  # the sequence, counted, and the place in it
    for serial, units in packets.items():
        sequence = hevc_headers.sequence_in(units) or sequence
        picture = hevc_headers.picture_in(units, sequence) if sequence and serial >= 0 else None
        if picture is not None:
            begun += picture.is_idr
            places[serial] = begun, picture.place
    if sequence is None or any(serial not in places for serial in serials):
        return False
    steps = [
        (after[1] - before[1]) % (1 << sequence.place_bits) if before[0] == after[0] else None
        for before, after in pairwise(places[serial] for serial in serials)
    ]
    others = [step for step in steps[:at] + steps[at + 1 :] if step is not None]
    return bool(others) and steps[at] == statistics.mode(others)
