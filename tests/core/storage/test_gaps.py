"""What a search has still to find, from the blocks that were answered."""

from __future__ import annotations

from soc_rvos.inference.windows import Window
from soc_studio.core.storage.gaps import AnsweredBlock, Gap, gaps_between

WHOLE = 32


def block(start: int, stop: int, shot: int = 0, complete: bool = True) -> AnsweredBlock:
    window = Window((start,), frozenset({start}), shot, start, 0)
    return AnsweredBlock(start, stop, window, window, preview=False, complete=complete)


def gaps(*blocks: AnsweredBlock, start: int = 0, stop: int = 100) -> list[Gap]:
    return gaps_between(blocks, start, stop, preview=False, whole=WHOLE)


def test_a_gap_knows_the_windows_on_either_side() -> None:
    left, right = block(0, 32), block(64, 96)
    assert gaps(left, right, stop=96) == [Gap(32, 64, left.last, right.first)]


def test_a_short_block_before_a_gap_is_planned_again_with_it() -> None:
    whole, short = block(0, 32), block(32, 40)
    assert gaps(whole, short) == [Gap(32, 100, whole.last, None, ((32, 40),))]
    assert gaps(block(0, 8), start=8, stop=20) == [Gap(0, 20, None, None, ((0, 8),))]


def test_a_short_block_behind_a_gap_is_planned_again_with_it() -> None:
    assert gaps(block(20, 30, shot=20), stop=20) == [Gap(0, 30, None, None, ((20, 30),))]


def test_a_shot_that_ended_surely_before_the_last_one_stays() -> None:
    before, last = block(0, 20), block(20, 30, shot=20)
    assert gaps(before, last) == [Gap(20, 100, before.last, None, ((20, 30),))]
    # With too few frames behind it, what looked like a cut may have been none.
    last = block(20, 22, shot=20)
    assert gaps(before, last) == [Gap(0, 100, None, None, ((0, 22),))]


def test_where_nothing_is_missing_short_blocks_stay() -> None:
    assert gaps(block(0, 20), block(20, 40, shot=20), stop=40) == []


def test_what_is_left_of_a_block_that_was_begun_gives_way() -> None:
    whole, begun = block(0, 32), block(40, 60, complete=False)
    assert gaps(whole, begun) == [Gap(32, 100, whole.last, None, ((40, 60),))]
