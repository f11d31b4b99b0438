"""Which frames decoding really gives, and in what order: found by decoding where packets are in
doubt."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from soc_studio.core.media.decoding.decoder import DecodingError, Mode
from soc_studio.core.media.decoding.frame_index import FrameIndex, Stamp
from soc_studio.core.system.messages import message

IsUnbroken = Callable[[FrameIndex, int], bool]
"""Returns whether a frame and the next follow one another by what their packets say."""
Pictures = Callable[[int | None, Mode], Generator[tuple[int, VideoFrame], None, None]]
"""Decodes from a packet on, or from the beginning, and yields pictures and their packets."""

ONE_THREAD = Mode(threaded=False)
FORGIVING = Mode(threaded=False, forgiving=True)
_ROUGH = Mode(rough=True)
_STRICT = Mode(threaded=False, strict=True, rough=True)
_MUCH = 100e6  # pixels to decode that keep people waiting: about 0.2 s
_AFFORDED = 10**9  # pixels to decode where a packet may be missing: about 2 to 4 s
_FEW = 8  # frames of which no gap can be told
_MOST_GAPS = 16  # that are looked into; more are those of an uneven rate
_STEADY = 0.9  # share of frames that keep to a steady rate
_REORDERED = 4  # frames that are commonly decoded after one that is shown later
_NOTICED = 8  # packets after a lost one until a decoder notices at the latest
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settled:
    """The frames that a file has.

    Attributes:
        index: of these frames.
        reason: what ends them early, or "".
        hurt: frames that are decoded though data is missing: from where to before where.
    """

    index: FrameIndex
    reason: str
    hurt: tuple[range, ...] = ()


def settle(
    index: FrameIndex, pictures: Pictures, is_unbroken: IsUnbroken, first: int, pixels: int
) -> Settled:
    """Return the frames that decoding gives; `first` is the first packet that decodes, and a
    picture has so many `pixels`.

    Decodes only the doubtful parts and the end; the whole video where all is doubtful.
    """
    index = _without_false_alarms(index, pictures)
    index = _with_losses(index, pictures, is_unbroken, pixels)
    begins_well = index.is_certain and first == index.serials[0] and not index.fault
    if begins_well:
        doubtful = _doubtful_parts(index)
        if 2 * sum(stop - start for start, stop in doubtful) <= len(index.packets):
            try:
                index = _settled_parts(index, pictures, doubtful)
                ends_in_doubt = bool(doubtful) and doubtful[-1][1] == len(index.packets)
                if ends_in_doubt or _ends_well(index, pictures):
                    return Settled(index, "", _hurt_frames(index))
            except DecodingError:
                pass
    return _settled_whole(index, pictures)


def settling_takes_long(index: FrameIndex, picture: VideoFrame) -> bool:
    """Return whether `settle` may take so long that people notice; `picture` is one of them all."""
    if len(_gaps(index)):
        return True
    frames = len(index.serials)
    if index.is_certain and len(index.entries):
        frames -= int(index.entries[-1])
    return frames * picture.width * picture.height > _MUCH


def _settled_whole(index: FrameIndex, pictures: Pictures) -> Settled:
    _LOGGER.info("counting the frames by decoding all of them")
    is_hurt = bool(index.packets.is_hurt.any())
    reason: str = ""
    decoded: list[int] = []
    modes = (FORGIVING,) if is_hurt else (Mode(), ONE_THREAD)
    for mode in (*modes, FORGIVING) if index.coding.is_broadcast else modes:
        decoded.clear()
        damaged: list[int] = []
        try:
            with closing(pictures(None, mode)) as run:
                for serial, picture in run:
                    decoded.append(serial)
                    if picture.is_corrupt:
                        damaged.append(serial)
            if damaged:
                index = replace(index, packets=index.packets.hurt_at(*damaged))
                is_hurt = True
            reason = ""
            if not index.is_certain or len(decoded) >= len(index.serials):
                break  # otherwise several threads may have lost pictures without a word
        except DecodingError as damage:
            reason = damage.reason
    reason = reason or index.fault
    if reason and not is_hurt and index.stamp is Stamp.PRESENTATION and decoded:
        # What follows a lost frame is not what its number says.
        begin = index.number_of(decoded[0]) or 0
        promised = index.serials[begin:]
        both = min(len(promised), len(decoded))
        differ = np.flatnonzero(promised[:both] != np.array(decoded[:both]))
        del decoded[int(differ[0]) if len(differ) else both :]
    index = index.settled(list(dict.fromkeys(decoded)), bool(reason))
    return Settled(index, reason, _hurt_frames(index))


def _ends_well(index: FrameIndex, pictures: Pictures) -> bool:
    """Return whether the frames from the last entry on all decode."""
    last = int(index.entries[-1])
    numbers: list[int] = []
    try:
        with closing(pictures(_serial_of_entry(index, last), _ROUGH)) as run:
            for serial, _ in run:
                number = index.number_of(serial)
                if number is not None and number >= last:
                    numbers.append(number)
    except DecodingError:
        return False
    return numbers == list(range(last, len(index.serials)))


def _serial_of_entry(index: FrameIndex, entry: int) -> int | None:
    """Return the packet to begin at for frame `entry`; None where it is the beginning."""
    return int(index.serials[entry]) if entry > 0 else None


def _bounds(index: FrameIndex, doubted: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Return the packets, from to before, that may be affected by those that are `doubted`.

    They begin and end at key frames that are not in doubt themselves.
    """
    packets = index.packets
    keys = index.serials[index.entries]
    sound = np.sort(keys[~np.isin(keys, doubted)])
    edges = np.unique(np.concatenate([[0], sound, [len(packets)]]))
    parts: list[tuple[int, int]] = []
    for serial in doubted.tolist():
        place = int(np.searchsorted(edges, serial, side="right"))
        start, stop = int(edges[place - 1]), int(edges[place])
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(stop, parts[-1][1]))
        else:
            parts.append((start, stop))
    return parts


def _doubtful_parts(index: FrameIndex) -> list[tuple[int, int]]:
    packets = index.packets
    return _bounds(index, np.flatnonzero(packets.is_hurt | packets.is_splice | index.is_joint))


def _settled_parts(
    index: FrameIndex, pictures: Pictures, parts: list[tuple[int, int]]
) -> FrameIndex:
    """Return the index in which the frames of some `parts` are those that decoding gives."""
    if not parts:
        return index
    serials = index.serials.tolist()
    for start, stop in reversed(parts):
        is_hurt = bool(index.packets.is_hurt[start:stop].any())
        end = stop if stop < len(index.packets) else None
        found = _decoded_part(pictures, start, end, FORGIVING if is_hurt else ONE_THREAD)
        first = index.number_of(start)
        last = index.number_of(stop) if stop < len(index.packets) else len(serials)
        if first is None or last is None:
            raise DecodingError(message("a part of it has no frames"))
        serials[first:last] = found
    return index.settled(serials, ends_early=False)


def _decoded_part(pictures: Pictures, start: int, stop: int | None, mode: Mode) -> list[int]:
    """Return the packets of the pictures from that of packet `start` to before that of `stop`.

    With None for `stop`, to the end.

    Raises:
        DecodingError: one of these two has no picture.
    """
    found: list[int] = []
    ended = stop is None
    with closing(pictures(start or None, mode)) as run:
        for serial, _ in run:
            if serial == stop:
                ended = True
                break
            if found or serial == start:
                found.append(serial)
    if not ended or not found:
        raise DecodingError(message("a key frame is missing"))
    return list(dict.fromkeys(found))


def _without_false_alarms(index: FrameIndex, pictures: Pictures) -> FrameIndex:
    """Return the index without packets that are marked as hurt and are whole.

    Where two streams are joined, their packets' counters do not meet, and the last packet before
    the joint passes for one that lacks data. It is whole if it decodes without any error and a key
    frame follows.
    """
    packets = index.packets
    is_hurt = packets.is_hurt.copy()
    edges = np.flatnonzero(np.diff(packets.is_hurt, prepend=False, append=False))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        own = set(range(start, stop))
        if packets.is_key[stop : stop + 1].any() and _are_whole(index, pictures, own):
            is_hurt[start:stop] = False
    return replace(index, packets=replace(packets, is_hurt=is_hurt))


def _with_losses(
    index: FrameIndex, pictures: Pictures, is_unbroken: IsUnbroken, pixels: int
) -> FrameIndex:
    """Return the index with packets marked as hurt that lack one before them.

    A gap in a steady rate is where one may be missing. Whether it is, the packets tell or else
    decoding, as far as that is a matter of a moment.
    """
    packets = index.packets
    hurt: list[int] = []
    afforded = _AFFORDED // pixels
    for gap in _gaps(index):
        if is_unbroken(index, gap):
            continue
        # Frames shown before the gap may have needed what is missing, too.
        around = index.serials[max(0, gap - _REORDERED) : gap + 2]
        for start, stop in _bounds(index, around):
            end = min(stop, int(around.max()) + _NOTICED)
            if end - start > afforded:
                continue
            afforded -= end - start
            group = index.serials[(index.serials >= start) & (index.serials < end)]
            if not _are_whole(index, pictures, set(group.tolist())):
                hurt += around[(around >= start) & (around < stop)].tolist()
    return replace(index, packets=packets.hurt_at(*hurt)) if hurt else index


def _gaps(index: FrameIndex) -> list[int]:
    """Return the frames after which one may be missing, by the times of a steady rate."""
    if index.coding.is_intra_only or index.ticks is None or len(index.ticks) < _FEW:
        return []
    steps = np.diff(index.ticks)
    usual = float(np.median(steps))
    gaps = np.flatnonzero(steps > 1.5 * usual)
    is_steady = np.mean(np.abs(steps - usual) <= 1) >= _STEADY
    return gaps.tolist() if is_steady and len(gaps) <= _MOST_GAPS else []


def _are_whole(index: FrameIndex, pictures: Pictures, serials: set[int]) -> bool:
    """Return whether the packets `serials` decode without any error.

    Frames shown before a key frame may need the key frames before that one.
    """
    keys = np.flatnonzero(index.packets.is_key[: min(serials, default=0) + 1])
    return any(
        _decodes_strictly(pictures, int(keys[max(0, len(keys) - back)]), set(serials))
        for back in (1, 2, 3)
    )


def _decodes_strictly(pictures: Pictures, entry: int, wanted: set[int]) -> bool:
    try:
        with closing(pictures(entry or None, _STRICT)) as run:
            for serial, _ in run:
                wanted.discard(serial)
                if not wanted:
                    return True
    except DecodingError:
        pass
    return False


def _hurt_frames(index: FrameIndex) -> tuple[range, ...]:
    """Return the frames that are decoded together with packets that lack data."""
    doubted = np.flatnonzero(index.packets.is_hurt)
    parts = [
        range(index.number_of(start) or 0, _number_at(index, stop))
        for start, stop in _bounds(index, doubted)
    ]
    return tuple(part for part in parts if part)


def affected_frames(index: FrameIndex) -> tuple[range, ...]:
    """Return the frames that may look wrong because data is missing."""
    is_hurt = index.packets.is_hurt
    parts = []
    for start, stop in _bounds(index, np.flatnonzero(is_hurt)):
        first_hurt = start + int(np.argmax(is_hurt[start:stop]))
        numbers = [index.number_of(serial) for serial in range(first_hurt, stop)]
        first = min((number for number in numbers if number is not None), default=0)
        parts.append(range(first, _number_at(index, stop)))
    return tuple(part for part in parts if part)


def _number_at(index: FrameIndex, serial: int) -> int:
    number = index.number_of(serial) if serial < len(index.packets) else None
    return len(index.serials) if number is None else number
