"""Corrections are carried as far as is asked for, and again where one changes meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation_run import (
    PropagationRange,
    PropagationRun,
    propagation_reach,
)
from soc_studio.core.masks.propagation_way import Followed, Known, Masks
from soc_studio.core.system.progress import Progress
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
    corrections: Mapping[int, Masks], start: int, way: range, known: Known
) -> Generator[Followed, None, None]:
    """Follow as the real one does, with masks that tell what they are made of."""
    assert any(start in each for each in corrections.values())
    for frames in (range(start + 1, way.stop), range(start - 1, way.start - 1, -1)):
        for frame in frames:
            for thing, each in corrections.items():
                if frame not in each:
                    yield Followed(frame, mask(beside(each, frame)), 0.5, thing=thing)


def sure(
    corrections: Mapping[int, Masks], start: int, way: range, known: Known
) -> Generator[Followed, None, None]:
    """Follow so surely that it may begin again wherever it was."""
    for each in follower(corrections, start, way, known):
        yield each._replace(trust=1.0)


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
    run = PropagationRun({1: corrections}, {1: source}, {1: reach}, follower)
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
        run.change({1: corrections})
    go(10_000)
    assert run.is_done
    wanted = {n for n in reach if n not in corrections}
    assert {n: each.area for n, each in masks.items() if n in wanted} == {
        n: beside(corrections, n) for n in wanted
    }


def test_what_seems_to_be_a_cut_ends_it_until_it_is_to_go_on_or_is_corrected_there() -> None:
    corrections = {10: mask(9)}

    def cutting(
        fixed: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        for each in follower(fixed, start, way, known):
            entered = 5 if start > each.frame else 14  # shots begin with 6 and 14
            yield each._replace(cut=each.frame == entered)

    run = PropagationRun({1: corrections}, {1: 10}, {1: range(20)}, cutting, stops=True)

    def frames() -> list[int]:
        return sorted(step.frame for step in run.steps() if isinstance(step, Followed))

    assert frames() == [6, 7, 8, 9, 11, 12, 13]
    assert run.is_done
    assert run.is_stopped
    assert run.seeming_cuts(1) == {5: 6, 14: 14}
    run.change({1: {**corrections, 14: mask(3)}})
    assert not run.is_done
    assert frames() == [11, 12, 13, *range(15, 20)]
    assert run.seeming_cuts(1) == {5: 6}
    done = {1: [Followed(n, mask(9), 0.5) for n in range(6, 14)]}
    on = PropagationRun({1: corrections}, {1: 10}, {1: range(20)}, cutting, done)
    assert {step.frame for step in on.steps() if isinstance(step, Followed)} >= {*range(6), 19}
    assert not on.is_stopped
    assert on.seeming_cuts(1) == {5: 6, 14: 14}


def test_what_no_changed_correction_touches_is_not_followed_again() -> None:
    corrections = {n: mask(n + 1) for n in (5, 10, 20)}
    run = PropagationRun({1: corrections}, {1: 5}, {1: range(30)}, follower)

    def frames() -> list[int]:
        return [step.frame for step in run.steps() if isinstance(step, Followed)]

    assert sorted(frames()) == [n for n in range(30) if n not in corrections]
    run.change({1: {**corrections, 15: mask(9)}})
    assert frames() == [16, 17, 18, 19, 11, 12, 13, 14]
    run.change({1: {**corrections, 15: mask(9), 5: mask(77)}})
    assert sorted(frames()) == [0, 1, 2, 3, 4, 6, 7, 8, 9]


def asked(run: PropagationRun) -> list[tuple[int, int]]:
    """Return the objects and frames that a run finds, in its order."""
    return [(step.thing, step.frame) for step in run.steps() if isinstance(step, Followed)]


STEPS = st.lists(
    st.tuples(
        st.integers(0, 80),  # steps before
        st.integers(1, 3),  # the object
        st.integers(0, COUNT - 1),
        st.one_of(st.none(), st.integers(1, 100)),
    ),
    max_size=4,
)


@examples(40)
@given(
    fixed=st.fixed_dictionaries(
        {
            thing: st.dictionaries(
                st.integers(0, COUNT - 1), st.integers(1, 100), min_size=1, max_size=4
            )
            for thing in (1, 2, 3)
        }
    ),
    playhead=st.integers(0, COUNT - 1),
    bounds=st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT)),
    changes=STEPS,
)
def test_of_several_each_mask_is_made_of_its_own_corrections_and_none_is_missing(
    fixed: dict[int, dict[int, int]],
    playhead: int,
    bounds: tuple[int, int],
    changes: list[tuple[int, int, int, int | None]],
) -> None:
    corrections = {
        thing: {at: mask(each) for at, each in some.items()} for thing, some in fixed.items()
    }
    sources = {n: min(some, key=lambda at: abs(at - playhead)) for n, some in corrections.items()}
    reach = range(*bounds)
    run = PropagationRun(corrections, sources, dict.fromkeys(corrections, reach), follower)
    masks: dict[tuple[int, int], int] = {}

    def go(most: int) -> None:
        for place, step in enumerate(run.steps()):
            if isinstance(step, Followed):
                masks[step.thing, step.frame] = step.mask.area
            if place == most:
                return

    for steps, thing, frame, new in changes:
        go(steps)
        some = dict(corrections.get(thing, {}))
        if new is not None and some:
            some[frame] = mask(new)
            masks.pop((thing, frame), None)
        else:
            some.pop(frame, None)
        if some and sources[thing] not in some:  # left out, as nothing is known of it
            del corrections[thing]
            masks = {each: area for each, area in masks.items() if each[0] != thing}
        elif some:
            corrections[thing] = some
        run.change(corrections)
    go(10_000)
    assert run.is_done
    wanted = {
        (n, at): beside(own, at) for n, own in corrections.items() for at in reach if at not in own
    }
    assert {each: masks.get(each) for each in wanted} == wanted


def test_objects_go_together_where_all_are_to_be_found_and_each_from_its_own_correction() -> None:
    calls: list[tuple[int, range]] = []

    def noting(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        calls.append((start, way))
        yield from follower(corrections, start, way, known)

    corrections = {1: {10: mask(1)}, 2: {4: mask(2)}}
    reaches: dict[int, range] = {1: range(20), 2: range(8, 20)}
    run = PropagationRun(corrections, {1: 10, 2: 4}, reaches, noting)
    assert run.total == 16  # of 19 and 12 frames
    found = asked(run)
    assert sorted(found) == sorted(
        [(1, n) for n in range(20) if n != 10] + [(2, n) for n in range(8, 20)]
    )
    assert calls == [(4, range(4, 20)), (10, range(11))]


def test_what_the_other_direction_found_is_known_and_not_what_is_followed() -> None:
    told: dict[tuple[int, int], dict[int, int]] = {}

    def noting(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        for each in follower(corrections, start, way, known):
            step = 1 if each.frame > start else -1
            if each.thing == (2 if step < 0 else 1) or each.frame > 9:  # what was passed
                told[step, each.frame] = {n: some.area for n, some in known(each.frame).items()}
                yield each

    corrections = {1: {0: mask(1)}, 2: {9: mask(2)}}
    run = PropagationRun(corrections, {1: 0, 2: 9}, dict.fromkeys((1, 2), range(12)), noting)
    assert len(asked(run)) == 22
    assert [told[1, n] for n in range(1, 12)] == [{}] * 4 + [{2: 2}] * 4 + [{}] * 3
    assert [told[-1, n] for n in range(9)] == [{}] + [{1: 1}] * 4 + [{}] * 4


def test_after_a_stroke_only_what_it_changes_is_found_again_and_others_go_on() -> None:
    corrections = {1: {0: mask(1)}, 2: {0: mask(2)}}
    run = PropagationRun(corrections, {1: 0, 2: 0}, dict.fromkeys((1, 2), range(20)), sure)
    first: list[tuple[int, int]] = []
    for step in run.steps():
        if isinstance(step, Followed):
            first.append((step.thing, step.frame))
        elif first and first[-1] == (2, 12):
            break
    run.change({1: {0: mask(1), 6: mask(9)}, 2: {0: mask(2)}})
    again = asked(run)
    assert again[:7] == [(1, n) for n in range(7, 13)] + [(1, 13)]
    assert {n for thing, n in again if thing == 2} == set(range(13, 20))
    assert {n for thing, n in again if thing == 1} == set(range(1, 20)) - {6}


def test_what_was_passed_before_an_object_joined_is_followed_afterwards() -> None:
    def joining(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        for each in sure(corrections, start, way, known):
            if any(start <= n < each.frame for n in corrections[each.thing]):
                yield each

    corrections = {1: {0: mask(1)}, 2: {0: mask(2)}}
    run = PropagationRun(corrections, {1: 0, 2: 0}, dict.fromkeys((1, 2), range(20)), joining)
    for step in run.steps():
        if isinstance(step, Followed) and (step.thing, step.frame) == (2, 4):
            break
    run.change({1: {0: mask(1), 9: mask(9)}, 2: {0: mask(2)}})
    again = asked(run)
    assert again[0] == (2, 5)  # on its way to where the first one joins
    assert {n for thing, n in again if thing == 1} == set(range(1, 20)) - {9}
    assert {n for thing, n in again if thing == 2} == set(range(5, 20))


def test_it_begins_again_where_it_was_sure_last() -> None:
    begins: list[int] = []

    def noting(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        begins.append(start)
        yield from follower(corrections, start, way, known)

    trust = {1: 0.9, 2: 0.9, 3: 0.3, 4: 0.9, 5: 0.2}

    def begun(frames: Collection[int]) -> list[int]:
        begins.clear()
        done = {1: [Followed(n, mask(5), trust[n]) for n in frames]}
        run = PropagationRun({1: {0: mask(5)}}, {1: 0}, {1: range(9)}, noting, done)
        assert [n for _, n in asked(run)] == [n for n in range(1, 9) if n not in frames]
        return list(begins)

    assert begun(range(1, 6)) == [4]
    assert begun(range(1, 4)) == [2]
    assert begun([]) == [0]


def test_what_begins_at_a_mask_that_was_found_is_no_surer_than_that_until_a_correction() -> None:
    done = {1: [Followed(n, mask(5), 0.8) for n in range(1, 4)]}
    corrections = {1: {0: mask(5), 6: mask(5)}}
    run = PropagationRun(corrections, {1: 0}, {1: range(9)}, sure, done)
    found = {step.frame: step.trust for step in run.steps() if isinstance(step, Followed)}
    assert found == {4: 0.8, 5: 0.8, 7: 1.0, 8: 1.0}


def test_a_long_way_past_many_corrections_of_one_object_is_made_in_parts() -> None:
    own = {n: mask(n + 1) for n in range(0, 120, 3)}
    ways: list[range] = []

    def noting(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        ways.append(way)
        yield from sure(corrections, start, way, known)

    reaches = dict.fromkeys((1, 2), range(120))
    run = PropagationRun({1: own, 2: {0: mask(9)}}, {1: 0, 2: 0}, reaches, noting)
    progress = [step for step in run.steps() if isinstance(step, Progress)]
    assert progress[-1].done == progress[-1].total == run.total
    assert len(ways) == 3
    assert max(sum(n in own for n in way) for way in ways) <= 18


def test_its_progress_counts_what_was_found_before_and_the_time_only_what_is_found_now() -> None:
    corrections = {1: {0: mask(5)}, 2: {0: mask(6)}}
    done = {thing: [Followed(n, mask(5), 0.9, thing=thing) for n in (1, 2)] for thing in (1, 2)}
    run = PropagationRun(corrections, {1: 0, 2: 0}, dict.fromkeys((1, 2), range(9)), sure, done)
    assert (run.progress.done, run.progress.total) == (2, 8)
    told = [each for each in run.steps() if isinstance(each, Progress)]
    assert all(each.already == 2 for each in told)
    assert (told[0].done, told[-1].done) == (3, 8)
    assert run.progress.done == 8


def test_the_time_left_is_reckoned_anew_where_a_correction_or_a_layer_that_goes_takes_masks_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr("soc_studio.core.system.progress.time.monotonic", lambda: now[0])
    corrections = {1: {0: mask(5)}, 2: {0: mask(6)}}
    run = PropagationRun(corrections, {1: 0, 2: 0}, dict.fromkeys((1, 2), range(41)), sure)
    told: list[Progress] = []
    for place, step in enumerate(run.steps()):
        now[0] += 0.25  # each mask takes half a second, and one of each is a frame
        if isinstance(step, Progress):
            told.append(step)
        if place == 60:
            run.change({1: {0: mask(5), 10: mask(7)}, 2: {0: mask(6)}})
        elif place == 90:
            run.change({1: {0: mask(5), 10: mask(7)}})
    for each in told:
        if each.done > each.already + 3:
            assert each.seconds_left is not None
            assert each.seconds_left <= 1.2 * (each.total or 0)
