"""Tracks through stored results, kept with them; the masks stay in the file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.frame_tracks import COUNT, KINDS, AssociatedTrack, link
from soc_studio.core.storage.results import Results

__all__ = ["AssociatedTrack", "keep", "link", "tracks_of"]

_ROOM = 2**20  # bytes that the tracks of any file may take
_MOST_PACKED = (
    200  # times that tracks are smaller in the file; a row that claims more is associated again
)


def tracks_of(results: Results, answers: int, frame_count: int) -> list[AssociatedTrack]:
    """Return the tracks through some answers, best first, associated again after changes."""
    version = results.version(answers)
    known = results.tracks(answers, version)
    if known is not None:
        tracks = _unpacked(known, frame_count)
        if tracks is not None:
            return tracks
    return link(list(results.windows(answers)), frame_count)


def keep(results: Results, answers: int, frame_count: int) -> None:
    """Link some answers and keep the tracks with them, for the next time they are asked for.

    Raises:
        WriteError: there is no room, or the file cannot be written.
    """
    version = results.version(answers)
    if results.tracks(answers, version) is None:
        tracks = link(list(results.windows(answers)), frame_count)
        results.keep_tracks(answers, version, _packed(tracks, frame_count))


def _packed(tracks: Sequence[AssociatedTrack], frame_count: int) -> bytes:
    head = np.array([frame_count, len(tracks)], dtype="<i8").tobytes()
    parts = [head, np.array([track.score for track in tracks], dtype="<f8").tobytes()]
    for track in tracks:
        parts += [
            np.ascontiguousarray(getattr(track, each.name), dtype=KINDS[each.name]).tobytes()
            for each in fields(track)
            if each.name in KINDS
        ]
    return zlib.compress(b"".join(parts), 1)


def _unpacked(packed: bytes, frame_count: int) -> list[AssociatedTrack] | None:
    """Return the unpacked tracks; None for damaged data, since association can run again."""
    sizes = {name: np.dtype(kind).itemsize * frame_count for name, kind in KINDS.items()}
    most = min(16 + COUNT * (8 + sum(sizes.values())), max(_ROOM, _MOST_PACKED * len(packed)))
    try:
        unpacking = zlib.decompressobj()
        unpacked = unpacking.decompress(packed, most)
    except zlib.error:
        return None
    if len(unpacked) < 16 or not unpacking.eof:
        return None
    frames, count = np.frombuffer(unpacked, "<i8", 2).tolist()
    if frames != frame_count or not 0 <= count <= COUNT:
        return None
    if len(unpacked) != 16 + count * (8 + sum(sizes.values())):
        return None
    scores = np.frombuffer(unpacked, "<f8", count, 16).tolist()
    at = 16 + 8 * count
    tracks = []
    for score in scores:
        arrays: dict[str, NDArray[Any]] = {}
        for name, kind in KINDS.items():
            arrays[name] = np.frombuffer(unpacked, kind, frame_count, at)
            at += sizes[name]
        # Numbers that are none would be seen far from here; a byte that is no bool counts as two.
        overlaps = np.nan_to_num(arrays["overlaps"], nan=0)
        shares = np.concatenate(([score], arrays["scores"], overlaps))
        if shares.min() < 0 or shares.max() > 1 or np.isnan(shares).any():
            return None
        if frame_count and arrays["previews"].view(np.uint8).max() > 1:
            return None
        tracks.append(AssociatedTrack(score, **arrays))
    return tracks
