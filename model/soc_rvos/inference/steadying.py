"""Steadies a language model's answers of a shot: by the tracker, from the frames it is surest of.

A language model looks at few frames at a time, and its outlines and choices waver from frame to
frame. The tracker is shown its surest answers, each alone, and follows the object to all other
frames; the mean of these ways counts, since of an answer that is sure and wrong only one of them
knows. The model's own answer counts the more, the surer it is of a frame, the less its answers
waver there, and the less the ways agree. A limb that is lost on one frame alone, where the model
has it, comes back. Where the two disagree on most of what the model marks one of them follows
something else, and all stays as it was. Frames that the model left empty are filled only where it
was sure of what the tracker was shown.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Given, Pictures
from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask

SUREST, _SHOWN = 5, 0.25
"""Frames that the tracker is shown of a stretch, and which part of it they are at most."""
GUARD = 0.3
"""Mean overlap of the tracker with the model on the other frames that it marks, below which all
stays as it was: on 32 sentences of real clips, what was below had nothing to do with each other."""
CONVINCED = 0.45
"""Mean score on the frames that are shown from which the tracker fills those that the model left
empty: what it shows is then what was meant more often than not (`benchmarks/answers.py`)."""
LONGEST = 240
"""Frames of a shot that are steadied together; longer ones are done in parts."""
_ALONE = 0.3
"""What an answer is trusted that has nothing in common with its neighbours."""
_OWN = 0.3
"""How much the model's own answer counts where it is surest, and the tracker's ways are at one."""
_CALM, _CALM_POWER = 0.6, 4
"""How much it counts at least where it is the same as on the frames beside, and the power of this
overlap by which that falls: what does not waver needs no steadying."""
_AGREEING = 0.5
"""Power of the ways' agreement that is left to them."""
_LEAST = 3
"""Frames of the shortest stretch that is steadied."""
_PIECE, _WIDTH = 0.02, 5
"""Part of an object's pixels, and width, from which a piece that is missing is looked at."""
_BESIDE = 0.6
"""Part of such a piece that a frame beside it has, where it was lost on one frame alone."""
_BELIEVED = 0.5
"""Trust in the model on that frame, as a part of the most, from which it can have a piece back."""

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ModelAnswers:
    """What a model says of one object on T frames that follow each other.

    `scores` float32 [T] in [0, 1]; `masks` are empty where the object is absent.
    """

    scores: Floats
    masks: Sequence[Mask]


@dataclass(frozen=True, slots=True, eq=False)
class Steadied:
    """The same after steadying: `trust` float32 [T] in [0, 1], how far masks can be relied on."""

    trust: Floats
    masks: tuple[Mask, ...]


def parts_of(shots: Sequence[range]) -> list[range]:
    """Return the stretches of `shots` that are steadied together, `LONGEST` frames at most."""
    parts = []
    for shot in shots:
        count = max(1, -(-len(shot) // LONGEST))
        ends = np.linspace(shot.start, shot.stop, count + 1).round().astype(int).tolist()
        parts += [range(start, stop) for start, stop in pairwise(ends)]
    return parts


def steadied(
    tracker: MemoryTracker, frames: Pictures, span: range, answers: Sequence[ModelAnswers]
) -> Generator[int, None, list[Steadied | None]]:
    """Steady several objects on the frames of `span`, a shot or a part of one.

    Memory grows with the length of `span` by masks in run-length code alone. Yields after each
    frame how many were looked at; close the generator to stop.

    Args:
        tracker: follows the objects, without any competition between them: two sentences may mean
            the same.
        frames: the pictures.
        span: the frames, in their order.
        answers: what the model says of each object on the frames of `span`.

    Returns:
        What each object has become; None where all stays as it was.
    """
    shown: dict[int, dict[int, Given]] = {}
    made: list[_Made] = []
    ways = 0  # each is an object of its own to the tracker
    for own in answers:
        alike = _alike(own.masks)
        trust = _trust(own, alike)
        places = surest(trust) if len(span) >= _LEAST else []
        for way, place in enumerate(places, start=ways):
            given = Given(full_size(own.masks[place], *frames(span[place]).shape[:2]))
            shown.setdefault(span[place], {})[way] = given
        made.append(_Made(own, trust, alike, places, range(ways, ways + len(places))))
        ways += len(places)
    if not shown:
        return [None] * len(answers)
    first = min(shown)
    done = 0
    for numbers in (range(first, span.stop), range(first - 1, span.start - 1, -1)):
        if not numbers:
            continue
        with closing(tracker.track(frames, shown, numbers, competing=False)) as found:
            for each in found:
                for one in made:
                    one.put(each.number - span.start, each.masks, each.trust)
                done += 1
                yield done
    return [each.finished() for each in made]


def surest(trust: Floats, most: int = SUREST) -> list[int]:
    """Return the places of the highest values of `trust`, `most` of them at most.

    They are spread: no two are closer than half of what an even spread would have.
    """
    most = min(most, max(1, int(len(trust) * _SHOWN)))
    apart = max(1, len(trust) // (2 * most))
    taken: list[int] = []
    for place in np.argsort(-trust, kind="stable").tolist():
        if trust[place] <= 0 or len(taken) == most:
            break
        if all(abs(place - other) >= apart for other in taken):
            taken.append(place)
    return sorted(taken)


def agreement(masks: Sequence[Bools]) -> float:
    """Return the mean overlap (IoU) of every two of `masks`, bool [H, W]; 1 of a single one."""
    return float(np.mean([_overlap(*pair) for pair in combinations(masks, 2)] or [1.0]))


def _alike(masks: Sequence[Mask]) -> Floats:
    """Return float32 [T]: the mean overlap of each mask with those on the frames beside it."""
    alike = np.zeros(len(masks), dtype=np.float32)
    beside = np.zeros(len(masks), dtype=np.float32)
    for place, (one, other) in enumerate(pairwise(masks)):
        both = one.iou(other) if one.area and other.area else 0.0
        alike[place : place + 2] += np.float32(both)
        beside[place : place + 2] += 1
    return np.asarray(alike / np.maximum(1, beside), dtype=np.float32)


def _trust(answers: ModelAnswers, alike: Floats) -> Floats:
    """Return float32 [T]: how far the model's own answers can be relied on."""
    there = np.array([mask.area > 0 for mask in answers.masks])
    return np.where(there, answers.scores * (_ALONE + alike), 0).astype(np.float32)


class _Made:
    """What one object becomes, frame by frame.

    `ways` are the tracker's numbers for it, one from each of the frames `shown`.
    """

    def __init__(
        self,
        own: ModelAnswers,
        trust: Floats,
        alike: Floats,
        shown: Sequence[int],
        ways: Sequence[int],
    ) -> None:
        self._own = own
        self._shown = frozenset(shown)
        self._ways = ways
        self._fills = bool(shown) and float(np.mean(own.scores[shown])) >= CONVINCED
        self._sure = trust / max(float(trust.max()), 1e-6)
        self._share = np.maximum(_OWN * self._sure, _CALM * alike**_CALM_POWER)
        self._masks: list[Mask] = list(own.masks)
        self._trust = own.scores.copy()
        self._overlaps: list[float] = []

    def put(self, place: int, planes: Mapping[int, Floats], trusts: Mapping[int, float]) -> None:
        """Take what the tracker says of the frame at `place`: a plane [H, W] and trust each way.

        The way from a frame itself repeats there what the model said.
        """
        found = [planes[way] for way in self._ways if way in planes]
        if not found:
            return
        own = self._own.masks[place]
        if not own.area and not self._fills:
            return
        size = own.height, own.width
        found = [_sized(plane, size) for plane in found]
        mean = np.mean(found, axis=0)
        pixels = own.to_array()
        if own.area and place not in self._shown:
            self._overlaps.append(_overlap(mean >= 0.5, pixels))
        share = 0.0
        if own.area:
            agreed = agreement([plane >= 0.5 for plane in found]) ** _AGREEING
            share = 1 - (1 - float(self._share[place])) * agreed
        mixed = np.float32(1 - share) * mean + np.float32(share) * pixels.astype(np.float32)
        self._masks[place] = Mask.from_array(mixed >= 0.5)
        trust = float(np.mean([trusts[way] for way in self._ways if way in trusts]))
        self._trust[place] = max(float(self._own.scores[place]), trust)

    def finished(self) -> Steadied | None:
        """Return what it has become; None where the tracker follows something else."""
        if not self._overlaps or float(np.mean(self._overlaps)) < GUARD:
            return None
        return Steadied(self._trust, tuple(self._whole(n) for n in range(len(self._masks))))

    def _whole(self, place: int) -> Mask:
        """Return the mask at `place` with what it alone has lost of the model's own."""
        own, mask = self._own.masks[place], self._masks[place]
        if own is mask or self._sure[place] < _BELIEVED:
            return mask
        beside = self._masks[max(0, place - 1) : place] + self._masks[place + 1 : place + 2]
        return Mask.from_array(
            regained(mask.to_array(), own.to_array(), [each.to_array() for each in beside])
        )


def regained(mask: Bools, own: Bools, beside: Sequence[Bools]) -> Bools:
    """Return `mask` with the pieces of `own` that it lacks, and that a frame `beside` it has.

    All are bool [H, W]. Thin pieces are differences of outlines, and stay away.
    """
    lost = (own & ~mask).astype(np.uint8)
    core = cv2.morphologyEx(lost, cv2.MORPH_OPEN, np.ones((_WIDTH, _WIDTH), dtype=np.uint8))
    count, pieces, statistics, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    least = _PIECE * np.count_nonzero(own)
    found = mask.copy()
    for piece in range(1, count):
        inside = pieces == piece
        if statistics[piece, cv2.CC_STAT_AREA] < least:
            continue
        if any(float(each[inside].mean()) >= _BESIDE for each in beside):
            grown = cv2.dilate(inside.astype(np.uint8), np.ones((_WIDTH, _WIDTH), dtype=np.uint8))
            found |= (grown > 0) & (lost > 0)
    return found


def _sized(plane: Floats, size: tuple[int, int]) -> Floats:
    if plane.shape == size:
        return plane
    return np.asarray(cv2.resize(plane, size[::-1]), dtype=np.float32)


def _overlap(one: Bools, other: Bools) -> float:
    """Return the overlap of two masks; nothing and nothing are the same."""
    union = int(np.count_nonzero(one | other))
    return float(np.count_nonzero(one & other)) / union if union else 1.0
