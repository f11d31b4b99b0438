"""Finds the frames that a search still has to answer, given the blocks already answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from soc_rvos.inference.cuts import REACH
from soc_rvos.inference.windows import Window


@dataclass(frozen=True, slots=True)
class Gap:
    """Frames from `start` until before `stop` that are to be answered.

    Attributes:
        after: the window that ends just before them, None where there is none.
        then: the window that begins just after them, None where there is none.
        again: spans of them that have answers, in order and apart: new results take the place of
            those, and no earlier than it can take the place of all in a span.
    """

    start: int
    stop: int
    after: Window | None
    then: Window | None = None
    again: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredBlock:
    """Frames from `start` until before `stop` that are answered by windows, `first` to `last`; some
    of the frames only, where it is not `complete`."""

    start: int
    stop: int
    first: Window
    last: Window
    preview: bool
    complete: bool


def blocks_of(windows: Iterable[tuple[Window, int, bool]]) -> list[AnsweredBlock]:
    """Return the blocks that windows are of, in order.

    `windows` come with the frame before which their answers end, and whether they are a preview.
    """
    together: dict[tuple[int, bool], list[tuple[Window, int]]] = {}
    for window, end, preview in windows:
        together.setdefault((window.block, preview), []).append((window, end))
    blocks = []
    for (start, preview), own in together.items():
        first = min((window for window, _ in own), key=lambda each: each.phase)
        last = max((window for window, _ in own), key=lambda each: each.phase)
        end = max(end for _, end in own)
        whole = sum(len(window.fresh) for window, _ in own) >= end - start
        complete = preview or (last.last and whole)
        blocks.append(AnsweredBlock(start, end, first, last, preview, complete))
    return sorted(blocks, key=lambda each: (each.start, each.stop))


def gaps_between(
    blocks: Sequence[AnsweredBlock], start: int, stop: int, preview: bool, whole: int = 0
) -> list[Gap]:
    """Return the gaps to answer for the frames from `start` until before `stop`, in order.

    `whole` is how many frames a block has where nothing cuts it short. A shorter one beside a gap
    is short because a search ended there, as far as is known: it is planned again together with
    the gap, even outside of `start` to `stop`, so that searches in pieces end as one does.
    """
    complete = [each for each in blocks if each.complete]
    gaps = _plain_gaps(complete, start, stop)
    short = [
        each for each in complete if each.preview == preview and each.stop - each.start < whole
    ]
    ends, starts = {each.stop: each for each in short}, {each.start: each for each in short}
    again = {
        each for gap in gaps for each in (*_before(ends, gap.start), *_behind(starts, gap.stop))
    }
    kept = [each for each in complete if each not in again]
    first = min([start, *(each.start for each in again)])
    last = max([stop, *(each.stop for each in again)])
    # The rest of blocks that were begun goes, too: other windows may take its place.
    again.update(each for each in blocks if not each.complete and not preview)
    return [replace(gap, again=_within(gap, again)) for gap in _plain_gaps(kept, first, last)]


def _within(gap: Gap, blocks: Iterable[AnsweredBlock]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the blocks that begin in a gap, no further than to its end."""
    inside = [each for each in blocks if gap.start <= each.start < gap.stop]
    return _joined(sorted((each.start, min(each.stop, gap.stop)) for each in inside))


def _plain_gaps(blocks: Sequence[AnsweredBlock], start: int, stop: int) -> list[Gap]:
    """Return the frames of no block from `start` until before `stop`, in order."""
    gaps: list[Gap] = []
    at, after = start, None
    for block in blocks:
        if block.stop <= at:
            if block.stop == at:
                after = block.last
            continue
        if block.start > stop:
            break
        if block.start > at:
            gaps.append(Gap(at, block.start, after, None if block.preview else block.first))
        at, after = block.stop, block.last
        if at >= stop:
            break
    if at < stop:
        gaps.append(Gap(at, stop, after))
    return gaps


def _before(ends: Mapping[int, AnsweredBlock], at: int) -> Iterator[AnsweredBlock]:
    """Yield the short blocks that end at a gap which begins at `at`, the last one first."""
    start, shot = at, None
    while (block := ends.get(start)) is not None:
        # A cut is certain only where enough frames after it were there to be compared.
        if shot not in (None, block.last.shot) and block.stop <= at - REACH:
            return
        yield block
        start, shot = block.start, block.last.shot


def _behind(starts: Mapping[int, AnsweredBlock], at: int) -> Iterator[AnsweredBlock]:
    """Yield the short blocks of one shot that begin where a gap ends, at `at`."""
    stop, shot = at, None
    while (block := starts.get(stop)) is not None and shot in (None, block.last.shot):
        yield block
        stop, shot = block.stop, block.last.shot


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return rising `spans` with those that meet made one."""
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)
