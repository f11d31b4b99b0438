"""Several objects of one expression: "all the people", "two dogs"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.frame_tracks import COUNT
from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask
from soc_studio.core.project.project import Absent, Choice, Pick
from soc_studio.core.project.spans import ValuedSpan
from soc_studio.core.tracks.frame_states import runs
from soc_studio.core.tracks.resolved_track import ResolvedTrack

SAME_FROM = 0.5
"""Overlap (IoU) from which two tracks show one object."""
MOST_OBJECTS = COUNT
"""Objects that are told apart, at most."""
LIKELY_SHARE = 0.4
"""Share of the best one's score that each of several objects has at least."""
_INSIDE_FROM = 0.8  # of the smaller one's pixels: a hand is no second person
_COVERED = 0.8  # of a track that shows two objects together
_ASKED = 3  # frames on which it is asked of what kind a track is
_COMPARED = 9  # frames on which two tracks are compared, at most


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One of the objects that an expression found.

    Attributes:
        rank: of its track among those through the latest answers, 0 for the best.
        score: mean of the frames on which it is present, 0 to 1.
        picked: the frame on which it is surest, and its mask there.
        choices: what a layer has to choose, to show this object and no other; empty for the best
            track, which is shown anyway. Frames that are not answered yet have no choice.
    """

    rank: int
    score: float
    picked: Pick
    choices: tuple[ValuedSpan[Choice], ...]


def separate_objects(
    view: ResolvedTrack,
    count: int | None,
    is_other: Callable[[Pick, float], bool] | None = None,
) -> tuple[FoundObject, ...]:
    """Return the separate objects that the latest answers to a layer's expression show.

    They are above presence on some frame, at least two fifths as likely as the best, and do not
    overlap: what shows two of them together gives way to these. The best comes first; there are
    `count` of them at most, all there are where that is None. More than the tracks that are kept of
    an expression (`MOST_OBJECTS`) are never found.

    Args:
        is_other: says of an answer, picked on a frame, and its score, whether it shows a thing of
            another kind, as `soc_studio.core.search.other_kinds` does; None takes all of them.

    Raises:
        DamageError: a mask cannot be read.
    """
    if not view.data.answers:
        return ()
    tracks = view.data.answers[0].tracks
    present = [track.present(view.threshold) for track in tracks]
    offered = [rank for rank in range(len(tracks)) if present[rank].any()]
    pairs = {
        (one, other): _overlaps(view, present, one, other)
        for one in offered
        for other in offered
        if one < other
    }
    apart = {
        pair
        for pair, (overlap, inside) in pairs.items()
        if overlap < SAME_FROM and inside < _INSIDE_FROM
    }
    whole = {rank for rank in offered if _is_sum(rank, offered, pairs, apart)}
    chosen: list[FoundObject] = []
    for rank in offered:
        if len(chosen) == count or rank in whole:
            continue
        if not all((other.rank, rank) in apart for other in chosen):
            continue
        found = _found(view, rank, present[rank])
        if chosen and found.score < LIKELY_SHARE * chosen[0].score:
            continue
        if is_other is None or not _is_mostly(is_other, view, rank, present[rank]):
            chosen.append(found)
    return tuple(chosen)


def _is_mostly(
    is_other: Callable[[Pick, float], bool],
    view: ResolvedTrack,
    rank: int,
    present: NDArray[np.bool_],
) -> bool:
    """Whether a track is of another kind on more than half of three frames."""
    frames = np.flatnonzero(present)
    places = np.linspace(0, len(frames) - 1, _ASKED + 2).round().astype(np.int64)[1:-1]
    said = []
    for frame in frames[np.unique(places)].tolist():
        offered = view.alternative(rank, frame)
        assert offered is not None
        said.append(is_other(Pick(frame, offered[1]), offered[0]))
    return 2 * sum(said) > len(said)


_Pairs = Mapping[tuple[int, int], tuple[float, float]]


def _is_sum(
    rank: int, offered: Sequence[int], pairs: _Pairs, apart: Collection[tuple[int, int]]
) -> bool:
    """Whether a track shows together what two others, that are apart, show singly."""
    parts = [
        other
        for other in offered
        if other != rank and pairs[min(rank, other), max(rank, other)][1] >= _INSIDE_FROM
    ]
    return any(
        (one, other) in apart
        and sum(pairs[min(rank, each), max(rank, each)][0] for each in (one, other)) >= _COVERED
        for one, other in combinations(parts, 2)
    )


def _overlaps(
    view: ResolvedTrack, present: Sequence[NDArray[np.bool_]], one: int, other: int
) -> tuple[float, float]:
    """Return the IoU of two tracks where both are present, and how much of the smaller mask is in
    the other, as means of some frames; zeros where they never are present together."""
    both = np.flatnonzero(present[one] & present[other])
    places = np.linspace(0, len(both) - 1, min(len(both), _COMPARED)).round().astype(np.int64)
    found = []
    for frame in both[np.unique(places)].tolist():
        first, second = view.alternative(one, frame), view.alternative(other, frame)
        if first is not None and second is not None:
            overlap = first[1].iou(second[1])
            shared = overlap * (first[1].area + second[1].area) / (1 + overlap)
            found.append((overlap, shared / max(1, min(first[1].area, second[1].area))))
    if not found:
        return 0.0, 0.0
    overlap, inside = np.mean(found, axis=0).tolist()
    return float(overlap), float(inside)


def _found(view: ResolvedTrack, rank: int, present: NDArray[np.bool_]) -> FoundObject:
    track = view.data.answers[0].tracks[rank]
    frame = int(np.where(present, track.scores, -1).argmax())
    offered = view.alternative(rank, frame)
    assert offered is not None
    picked = Pick(frame, offered[1])
    choices: list[ValuedSpan[Choice]] = []
    if rank:
        # A pick counts as present whatever its score, so it is put only where that is enough.
        answered = view.data.answers[0].tracks[0].windows > 0
        choices += [ValuedSpan(start, stop, picked) for start, stop in runs(present)]
        choices += [ValuedSpan(start, stop, Absent()) for start, stop in runs(answered & ~present)]
        choices.sort(key=lambda each: each.start)
    return FoundObject(rank, float(track.scores[present].mean()), picked, tuple(choices))


def joint_masks(view: ResolvedTrack, objects: Sequence[FoundObject]) -> Iterator[tuple[int, Mask]]:
    """Yield the frames that are answered, with the masks of all `objects` in one.

    A mask has no pixels where none of them is present. The masks are of the video's size, for a
    layer of imported masks (`ImportedMasks.add`).

    Raises:
        DamageError: a mask cannot be read.
    """
    if not objects:
        return
    height, width = view.video.height, view.video.width
    tracks = view.data.answers[0].tracks
    present = {each.rank: tracks[each.rank].present(view.threshold) for each in objects}
    for frame in np.flatnonzero(tracks[0].windows > 0).tolist():
        joint = np.zeros((height, width), dtype=np.bool_)
        for rank, here in present.items():
            if here[frame] and (offered := view.alternative(rank, frame)) is not None:
                joint |= full_size(offered[1], height, width)
        yield frame, Mask.from_array(joint)
