"""Two objects that cross, carried by `soc_studio` one by one and together."""

from __future__ import annotations

import argparse
import time
from collections.abc import Generator, Mapping
from functools import partial
from itertools import pairwise

import numpy as np
from case_clips import WHOLE, Actor, composed, say

from soc_rvos.evaluation.manifest import Clip
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.masks import Mask
from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_rvos.sources import ArraySource
from soc_studio.core.masks.following import follow, follow_together
from soc_studio.core.masks.propagation_run import PropagationRun
from soc_studio.core.masks.propagation_way import Followed, Known
from soc_studio.core.system.progress import Progress

_COUNT = 36
_CORRECTED = {
    "both on the first": ((0,), (0,)),
    "the second later": ((0,), (18,)),
    "twice each, in turn": ((0, 24), (12, 35)),
}
"""The frames on which each object is corrected."""


def together(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print J&F of both objects and seconds a frame: each alone, each beside what the other is
    known to be, and both together."""
    different = [(one, other, False) for one, other in pairwise((*WHOLE, WHOLE[0]))]
    alike = [(name, name, True) for name in WHOLE[1:4]]
    sums: dict[tuple[str, str], list[list[float]]] = {}
    for one, other, mirrored in different[: options.most] + alike[: (options.most + 1) // 2]:
        back, front = Actor.of(clips[one], 150), Actor.of(clips[other], 150, mirrored)
        paths = (
            lambda n: (0.25 + 0.5 * n / (_COUNT - 1), 0.5),
            lambda n: (0.75 - 0.5 * n / (_COUNT - 1), 0.55),
        )
        ground = next(iter(clips["tennis"].frames(0, 1)))
        actors = [*zip((back, front), paths, strict=True)]
        pictures, true = composed(ground, actors, _COUNT)
        source = ArraySource(np.stack(pictures))
        for said, corrected in _CORRECTED.items():
            given = {
                thing: {n: Mask.from_array(true[n][thing]) for n in frames}
                for thing, frames in enumerate(corrected, 1)
            }
            for way, make in (
                ("alone", partial(_one_by_one, beside=False)),
                ("beside", partial(_one_by_one, beside=True)),
                ("together", _together),
            ):
                began = time.process_time()
                found = {
                    (each.thing, each.frame): each.mask.to_array()
                    for each in make(source, given, tracker)
                }
                seconds = (time.process_time() - began) / _COUNT
                numbers = []
                for thing in (1, 2):
                    pairs = [
                        (mask, true[n][thing]) for (name, n), mask in found.items() if name == thing
                    ]
                    assert len(pairs) == _COUNT - len(given[thing])
                    j = np.mean([region_similarity(*each) for each in pairs])
                    f = np.mean([contour_accuracy(*each) for each in pairs])
                    numbers.append(float(j + f) / 2)
                shared = [
                    np.count_nonzero(mask & found[2, n])
                    for (name, n), mask in found.items()
                    if name == 1 and (2, n) in found
                ]
                values = [*numbers, seconds, float(np.sum(shared))]
                sums.setdefault((said, way), []).append(values)
                say(
                    f"{one:14s} {other:14s} {said:18s} {way:9s} J&F {numbers[0]:.3f} "
                    f"{numbers[1]:.3f}, {seconds:.3f} s a frame, {sum(shared)} pixels of both"
                )
    for (said, way), rows in sums.items():
        a, b, seconds, shared = np.mean(rows, axis=0)
        say(f"all {said:18s} {way:9s} J&F {a:.3f} {b:.3f}, {seconds:.3f} s, {shared:.0f} pixels")


_Given = Mapping[int, Mapping[int, Mask]]
_Coming = Generator[Followed, None, None]


def _one_by_one(
    source: ArraySource, given: _Given, tracker: MemoryTracker, beside: bool
) -> _Coming:
    for thing, masks in given.items():
        start = min(masks)
        others = [each for name, each in given.items() if name != thing] if beside else []
        whole = range(source.frame_count)
        for each in follow(source, masks, start, whole, tracker=tracker, others=others):
            yield each._replace(thing=thing)


def _together(source: ArraySource, given: _Given, tracker: MemoryTracker) -> _Coming:
    starts = {thing: next(iter(masks)) for thing, masks in given.items()}
    reaches = dict.fromkeys(given, range(source.frame_count))

    def follower(given: _Given, start: int, way: range, known: Known) -> _Coming:
        return follow_together(source, given, start, way, tracker=tracker, known=known)

    run = PropagationRun(given, starts, reaches, follower)
    for step in run.steps():
        if not isinstance(step, Progress):
            yield step
