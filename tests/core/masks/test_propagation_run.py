"""Corrections are carried as far as is asked for, and again where one changes meanwhile."""

from __future__ import annotations

from collections.abc import Generator, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation_run import (
    Followed,
    PropagationRange,
    PropagationRun,
    propagation_reach,
)
from tests.thoroughness import examples

COUNT = 30
SPAN, CUTS, CORRECTED = range(4, 26), [2, 7, 18], [3, 10, 15, 22]


def mask(number: int) -> Mask:
    """A mask that is told from others by its area."""
    pixels = np.zeros((16, 16), dtype=np.bool_)
    pixels.flat[:number] = True
    return Mask.from_array(pixels)


def beside(corrections: Mapping[int, Mask], frame: int) -> int:
    """Return a number for the corrections on both sides of a frame."""
    below = max((n for n in corrections if n < frame), default=None)
    above = min((n for n in corrections if n > frame), default=None)
    return sum(corrections[n].area for n in (below, above) if n is not None)


def follower(
    corrections: Mapping[int, Mask], start: int, way: range
) -> Generator[Followed, None, None]:
    """Follow as the real one does, with masks that tell what they are made of."""
    assert start in corrections
    for frames in (range(start + 1, way.stop), range(start - 1, way.start - 1, -1)):
        for frame in frames:
            assert frame not in corrections
            yield Followed(frame, mask(beside(corrections, frame)), 0.5)


@pytest.mark.parametrize(
    ("how_far", "reach"),
    [
        (PropagationRange.CORRECTION, range(11, 15)),
        (PropagationRange.SHOT, range(7, 18)),
        (PropagationRange.CLIP, range(COUNT)),
        (PropagationRange.MARKED, SPAN),
        (PropagationRange.FRAMES, range(9, 16)),
    ],
)
def test_it_goes_as_far_as_was_chosen(how_far: PropagationRange, reach: range) -> None:
    assert propagation_reach(how_far, 12, SPAN, COUNT, CUTS, CORRECTED, 3) == reach


def test_at_the_ends_and_beside_the_marked_part_there_is_less_or_all() -> None:
    for how_far in PropagationRange:
        assert 0 in propagation_reach(how_far, 0, SPAN, COUNT, CUTS, CORRECTED, 3)
    assert propagation_reach(PropagationRange.FRAMES, 24, SPAN, COUNT, frames=9) == range(15, 26)
    assert propagation_reach(PropagationRange.MARKED, 28, SPAN, COUNT) == range(COUNT)


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 50),  # steps before
        st.integers(0, COUNT - 1),
        st.one_of(st.none(), st.integers(1, 100)),
    ),
    max_size=4,
)


@examples(40)
@given(
    fixed=st.dictionaries(st.integers(0, COUNT - 1), st.integers(1, 100), max_size=4),
    source=st.integers(5, 20),
    back=st.integers(0, 5),
    on=st.integers(0, 9),
    changes=CHANGES,
)
def test_whatever_changes_meanwhile_each_mask_is_made_of_the_corrections_beside_it(
    fixed: dict[int, int],
    source: int,
    back: int,
    on: int,
    changes: list[tuple[int, int, int | None]],
) -> None:
    corrections = {**{at: mask(each) for at, each in fixed.items()}, source: mask(50)}
    reach = range(source - back, source + on + 1)
    run = PropagationRun(corrections, source, reach, follower)
    masks: dict[int, Mask] = {}

    def go(most: int) -> None:
        for place, step in enumerate(run.steps()):
            if isinstance(step, Followed):
                masks[step.frame] = step.mask
            if place == most:
                return

    for steps, frame, new in changes:
        go(steps)
        corrections = dict(corrections)
        if new is not None:
            corrections[frame] = mask(new)
            masks.pop(frame, None)
        elif frame != source:
            corrections.pop(frame, None)
        run.change(corrections)
    go(10_000)
    assert run.is_done
    wanted = {n for n in reach if n not in corrections}
    assert {n: each.area for n, each in masks.items() if n in wanted} == {
        n: beside(corrections, n) for n in wanted
    }


def test_what_seems_to_be_a_cut_ends_it_until_it_is_to_go_on_or_is_corrected_there() -> None:
    corrections = {10: mask(9)}

    def cutting(
        fixed: Mapping[int, Mask], start: int, way: range
    ) -> Generator[Followed, None, None]:
        for each in follower(fixed, start, way):
            entered = 5 if start > each.frame else 14  # shots begin with 6 and 14
            yield each._replace(cut=each.frame == entered)

    run = PropagationRun(corrections, 10, range(20), cutting, stops=True)

    def frames() -> list[int]:
        return sorted(step.frame for step in run.steps() if isinstance(step, Followed))

    assert frames() == [6, 7, 8, 9, 11, 12, 13]
    assert run.is_done
    assert run.is_stopped
    assert run.seeming_cuts == {5: 6, 14: 14}
    run.change({**corrections, 14: mask(3)})
    assert not run.is_done
    assert frames() == [11, 12, 13, *range(15, 20)]
    assert run.seeming_cuts == {5: 6}
    on = PropagationRun(corrections, 10, range(20), cutting, range(6, 14))
    assert {step.frame for step in on.steps() if isinstance(step, Followed)} >= {*range(6), 19}
    assert not on.is_stopped
    assert on.seeming_cuts == {5: 6, 14: 14}


def test_what_no_changed_correction_touches_is_not_followed_again() -> None:
    corrections = {n: mask(n + 1) for n in (5, 10, 20)}
    run = PropagationRun(corrections, 5, range(30), follower)

    def frames() -> list[int]:
        return [step.frame for step in run.steps() if isinstance(step, Followed)]

    assert sorted(frames()) == [n for n in range(30) if n not in corrections]
    run.change({**corrections, 15: mask(9)})
    assert frames() == [16, 17, 18, 19, 11, 12, 13, 14]
    run.change({**corrections, 15: mask(9), 5: mask(77)})
    assert sorted(frames()) == [0, 1, 2, 3, 4, 6, 7, 8, 9]
