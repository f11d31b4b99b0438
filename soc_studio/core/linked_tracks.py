"""Tracks through stored results: for every frame, which mask of which window it is.

Arrays over all frames of a video, so that an hour is at hand at once; the masks stay in the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.linking import best_paths
from soc_studio.core.result_codec import Answered
from soc_studio.core.results import Results, StoredWindow

COUNT = 3
"""Tracks of an expression: the best one and two alternatives."""
_KINDS = {
    "windows": "<i8",
    "places": "<u4",
    "scores": "<f4",
    "areas": "<u4",
    "ties": "<f4",
    "previews": "|b1",
}
_CANDIDATES = 20  # that a window may have, however few the others have
_ROOM = 2**20  # bytes that the tracks of any file may take
_MOST_PACKED = 200  # times that tracks are smaller in the file; what claims more is linked anew


@dataclass(frozen=True, slots=True, eq=False)
class LinkedTrack:
    """One object through a video of F frames.

    Attributes:
        score: mean of the windows' scores.
        windows: int64 [F], the window that answers, by its id; 0 where none does.
        places: uint32 [F], which of its masks.
        scores: float32 [F], 0 to 1.
        areas: uint32 [F], pixels of the mask.
        ties: float32 [F], overlap in [0, 1] with the window before; NaN where nothing overlaps.
        previews: bool [F], whether the mask was moved there from a neighbour.
    """

    score: float
    windows: NDArray[np.int64]
    places: NDArray[np.uint32]
    scores: NDArray[np.float32]
    areas: NDArray[np.uint32]
    ties: NDArray[np.float32]
    previews: NDArray[np.bool_]


def tracks_of(results: Results, answers: int, frame_count: int) -> list[LinkedTrack]:
    """Return the tracks through some answers, best first, linked anew where windows were added."""
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


def link(stored: Sequence[StoredWindow], frame_count: int) -> list[LinkedTrack]:
    """Return the tracks through windows of a video of `frame_count` frames, the best one first."""
    stored = _needed(_alike(stored))
    tracks = []
    for path in best_paths([each.answered.link for each in stored], COUNT):
        track = _empty(path.score, frame_count)
        # Previews first: they only speak where nothing else does.
        for passed in path.passed:
            if passed.preview is not None:
                _put(track, stored[passed.preview[0]], passed.preview[1], passed.tie)
        for passed in path.passed:
            if passed.full is not None:
                _put(track, stored[passed.full[0]], passed.full[1], passed.tie)
        tracks.append(track)
    return tracks


def _alike(stored: Sequence[StoredWindow]) -> list[StoredWindow]:
    """Return the windows that one network can have answered: linking takes as much memory for every
    window as for the largest, which a file that was made to deceive would use."""
    counts = np.array([len(each.answered.scores) for each in stored], dtype=np.int64)
    if not counts.any():
        return list(stored)
    channels = np.array([each.answered.link.embeddings.shape[1] for each in stored])
    usual = np.bincount(channels[counts > 0]).argmax()
    most = max(_CANDIDATES, 2 * int(np.median(counts)))
    fit = (counts == 0) | ((channels == usual) & (counts <= most))
    return [each for each, fits in zip(stored, fit.tolist(), strict=True) if fits]


def _needed(stored: Sequence[StoredWindow]) -> list[StoredWindow]:
    """Leave out previews of which full answers have every frame, and no window is the same: they
    show nothing, and windows on either side of one are not tied to each other."""
    full = [each for each in stored if not each.answered.link.preview]
    answered = {frame for each in full for frame in each.window.fresh}
    places = {(each.window.block, each.window.phase) for each in full}
    return [
        each
        for each in stored
        if not each.answered.link.preview
        or (each.window.block, each.window.phase) in places
        or not answered.issuperset(each.answered.frames)
    ]


def _empty(score: float, frame_count: int) -> LinkedTrack:
    arrays = {name: np.zeros(frame_count, dtype=kind) for name, kind in _KINDS.items()}
    arrays["ties"][:] = np.nan
    return LinkedTrack(score, **arrays)


def _put(track: LinkedTrack, stored: StoredWindow, candidate: int, tie: float | None) -> None:
    """Let a candidate of a window answer the frames that are fresh in it."""
    answered: Answered = stored.answered
    preview = answered.link.preview
    fresh = stored.window.fresh
    frames = np.array(answered.frames)
    wanted = np.array([preview or frame in fresh for frame in answered.frames])
    wanted &= frames < len(track.windows)
    at = frames[wanted]
    track.windows[at] = stored.id
    track.places[at] = (candidate * len(frames) + np.arange(len(frames)))[wanted]
    track.scores[at] = answered.scores[candidate][wanted]
    track.areas[at] = answered.areas[candidate][wanted]
    track.ties[at] = np.nan if tie is None else tie
    track.previews[at] = preview


def _packed(tracks: Sequence[LinkedTrack], frame_count: int) -> bytes:
    head = np.array([frame_count, len(tracks)], dtype="<i8").tobytes()
    parts = [head, np.array([track.score for track in tracks], dtype="<f8").tobytes()]
    for track in tracks:
        parts += [
            np.ascontiguousarray(getattr(track, each.name), dtype=_KINDS[each.name]).tobytes()
            for each in fields(track)
            if each.name in _KINDS
        ]
    return zlib.compress(b"".join(parts), 1)


def _unpacked(packed: bytes, frame_count: int) -> list[LinkedTrack] | None:
    """Return what was packed; None where it is not that: tracks can be linked anew."""
    sizes = {name: np.dtype(kind).itemsize * frame_count for name, kind in _KINDS.items()}
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
        for name, kind in _KINDS.items():
            arrays[name] = np.frombuffer(unpacked, kind, frame_count, at)
            at += sizes[name]
        # Numbers that are none would be seen far from here; a byte that is no bool counts as two.
        shares = np.concatenate(([score], arrays["scores"], np.nan_to_num(arrays["ties"], nan=0)))
        if shares.min() < 0 or shares.max() > 1 or np.isnan(shares).any():
            return None
        if frame_count and arrays["previews"].view(np.uint8).max() > 1:
            return None
        tracks.append(LinkedTrack(score, **arrays))
    return tracks
