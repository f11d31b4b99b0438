"""Encodes a window's result as bytes, and decodes and checks it: a file may come from anyone.

Linking needs scores, boxes, embeddings and overlaps, but no masks, so the two are apart.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.association import Link
from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask

FLOOR = 0.02
"""Score below which a mask is not kept: nothing is there. Every mask kept makes the file larger."""
_HEAD = struct.Struct("<4H")  # candidates, frames, channels, candidates of the window before
_MOST_CANDIDATES = 100
_MOST_CHANNELS = 4096
_MOST_BYTES = 64 * 2**20  # of masks, unpacked


class ResultError(ValueError):
    """Bytes are not those of a result."""


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """What a window's candidates say without their masks: K candidates, T frames, C channels.

    `scores` float32 [K, T] in [0, 1]; `boxes` float32 [K, T, 4] as in `WindowCandidate`; `areas`
    int64 [K, T], pixels of the masks at the size they are kept at.
    """

    link: Link
    frames: tuple[int, ...]
    scores: NDArray[np.float32]
    boxes: NDArray[np.float32]
    areas: NDArray[np.int64]


def pack_answers(result: WindowResult) -> bytes:
    """Return `result` without its masks."""
    candidates = result.candidates
    frames = len(result.frames)
    channels = len(candidates[0].embedding) if candidates else 0
    before = 0 if result.overlaps is None else len(result.overlaps)
    scores = np.array([each.scores for each in candidates], dtype="<f4")
    boxes = np.array([each.boxes for each in candidates], dtype=np.float64)
    areas = [[_kept(mask, score).area for mask, score in _pairs(each)] for each in candidates]
    parts = [
        np.array([each.query for each in candidates], dtype="<u2"),
        scores,
        np.rint(boxes.clip(0, 1) * 65535).astype("<u2"),
        np.array(areas, dtype="<u4"),
        np.array([each.embedding for each in candidates], dtype="<f2"),
        np.array([] if result.overlaps is None else result.overlaps, dtype="<f4"),
    ]
    head = _HEAD.pack(len(candidates), frames, channels, before)
    return head + b"".join(part.tobytes() for part in parts)


def unpack_answers(
    packed: bytes, window: Window, frames: tuple[int, ...], preview: bool
) -> Answered:
    """Return what `pack_answers` packed of a window.

    Raises:
        ResultError: it is not that.
    """
    try:
        count, times, channels, before = _HEAD.unpack_from(packed)
    except struct.error as error:
        raise ResultError("too short") from error
    if count > _MOST_CANDIDATES or before > _MOST_CANDIDATES or channels > _MOST_CHANNELS:
        raise ResultError("too many candidates")
    if times != len(frames) or (channels and not count):
        raise ResultError("of other frames, or of nothing")
    shapes = (
        ("<u2", (count,)),
        ("<f4", (count, times)),
        ("<u2", (count, times, 4)),
        ("<u4", (count, times)),
        ("<f2", (count, channels)),
        ("<f4", (before, count)),
    )
    arrays = []
    at = _HEAD.size
    for kind, shape in shapes:
        length = int(np.prod(shape)) * np.dtype(kind).itemsize
        if at + length > len(packed):
            raise ResultError("too short")
        arrays.append(np.frombuffer(packed, kind, int(np.prod(shape)), at).reshape(shape))
        at += length
    if at != len(packed):
        raise ResultError("too long")
    queries, scores, boxes, areas, embeddings, overlaps = arrays
    for values in (scores, embeddings, overlaps):
        if not np.isfinite(values).all():
            raise ResultError("not a number")
    if len(scores) and (scores.min() < 0 or scores.max() > 1):
        raise ResultError("a score out of range")
    # Means as `WindowCandidate.score` makes them, number by number, so that a resumed run is alike.
    means = [sum(row) / times for row in scores.tolist()] if times else []
    link = Link(
        window,
        preview,
        np.array(means, dtype=np.float64),
        embeddings.astype(np.float32),
        queries.astype(np.int64),
        overlaps.astype(np.float32) if before else None,
    )
    return Answered(
        link,
        frames,
        scores.astype(np.float32),
        (boxes / np.float32(65535)).astype(np.float32),
        areas.astype(np.int64),
    )


def pack_masks(result: WindowResult) -> bytes:
    """Return the masks of `result`, candidate by candidate, those of low scores left out."""
    codes = [
        _kept(mask, score).counts for each in result.candidates for mask, score in _pairs(each)
    ]
    lengths = np.array([len(code) for code in codes], dtype="<u4")
    head = struct.pack("<I", len(codes))
    return zlib.compress(head + lengths.tobytes() + b"".join(codes), 6)


def unpack_mask(packed: bytes, place: int, height: int, width: int) -> Mask:
    """Return the mask at `place` of those that `pack_masks` packed, of `height` x `width`.

    Raises:
        ResultError: it is not that, or more than a window can hold.
    """
    unpacked, ends = _opened(packed)
    if not 0 <= place < len(ends) - 1:
        raise ResultError("too short")
    return _mask(unpacked[int(ends[place]) : int(ends[place + 1])], height, width)


def unpack_masks(packed: bytes, height: int, width: int) -> list[Mask]:
    """Return all masks that `pack_masks` packed, of `height` x `width`; raises ResultError."""
    unpacked, ends = _opened(packed)
    return [_mask(unpacked[start:stop], height, width) for start, stop in pairwise(ends.tolist())]


def _opened(packed: bytes) -> tuple[bytes, NDArray[np.int64]]:
    """Return the packed masks, where each one begins, and where the last one ends."""
    unpacked = _inflated(packed)
    count = int.from_bytes(unpacked[:4], "little")
    begin = 4 + 4 * count
    if len(unpacked) < begin:
        raise ResultError("too short")
    lengths = np.frombuffer(unpacked, "<u4", count, 4)
    ends = np.append(0, lengths.cumsum(dtype=np.int64)) + begin
    if ends[-1] != len(unpacked):
        raise ResultError("of another length")
    return unpacked, ends


def _mask(counts: bytes, height: int, width: int) -> Mask:
    try:
        return checked_mask(height, width, counts)
    except ValueError as error:
        raise ResultError("not a mask") from error


def _inflated(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error as error:
        raise ResultError("not packed") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ResultError("too long, or cut off")
    return unpacked


def _pairs(candidate: WindowCandidate) -> Sequence[tuple[Mask, float]]:
    return list(zip(candidate.masks, candidate.scores, strict=True))


def _kept(mask: Mask, score: float) -> Mask:
    return mask if score >= FLOOR else Mask.empty(mask.height, mask.width)
