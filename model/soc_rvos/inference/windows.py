"""Plans the windows: the frames that the network sees together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

TRAINED_RATE = 6
"""Frames a second of the footage the published weights were trained on."""


@dataclass(frozen=True, slots=True)
class Window:
    """Frames that go through the network as one clip.

    `frames` are frame numbers of the video, ascending, equally far apart. `fresh` are those of
    them that no earlier window has answered; the others overlap. `shot` is the first frame of the
    shot, or the first known to be of it, `block` the first that the window's block answers, `phase`
    the place of the window in its block, and `last` whether none comes after it there.
    """

    frames: tuple[int, ...]
    fresh: frozenset[int]
    shot: int
    block: int
    phase: int
    last: bool = True


def default_stride(rate: Fraction) -> int:
    """Return the stride that brings a video of `rate` frames a second near the trained rate."""
    return max(1, round(rate / TRAINED_RATE))


def whole(start: int, stop: int) -> Window:
    """Return one window of all frames from `start` to before `stop`: the published benchmark's."""
    frames = tuple(range(start, stop))
    return Window(frames, frozenset(frames), shot=start, block=start, phase=0)


def plan(shots: Iterable[tuple[int, int]], length: int, stride: int) -> Iterator[list[Window]]:
    """Yield the blocks of a video whose shots are known, as `Planner` does frame by frame.

    Args:
        shots: spans (start, stop) in frame numbers, one after the other.
        length: frames in a window.
        stride: from a frame of a window to the next.
    """
    for start, stop in shots:
        step, frames = _fit(stop - start, length, stride)
        for first in range(start, stop, step * frames):
            end = min(first + step * frames, stop)
            yield _block(start, first, end, end, step, frames)


class Planner:
    """Plans windows while the frames of a video arrive, its cuts not known in advance.

    A block of `length * stride` consecutive frames of a shot is `stride` interleaved windows. What
    is left at the end of a shot is completed with the frames before it; a shot shorter than a block
    gets a smaller stride, one shorter than a window is a window by itself.
    """

    def __init__(
        self, length: int, stride: int, start: int = 0, shot_start: int | None = None
    ) -> None:
        """Begin with the frame `start`.

        `shot_start` is the first frame of its shot where an earlier plan answered the frames from
        there on; windows may see them again. `start` itself where left out.
        """
        self._length = length
        self._stride = stride
        self._shot_start = start if shot_start is None else shot_start
        self._planned = start
        self._next = start

    @property
    def needed_from(self) -> int:
        """The first frame that a later block may still ask for; never more than a block back."""
        return max(self._shot_start, self._next - self._length * self._stride)

    def shot_starts(self, frame: int) -> None:
        """Learn that the shot of the first frame to plan starts with `frame`, up to that one."""
        self._shot_start = frame

    def add(self) -> list[list[Window]]:
        """Take the next frame as part of the shot; return the blocks it completes."""
        self._next += 1
        if self._next - self._planned < self._length * self._stride:
            return []
        return [self._take(self._next, self._stride, self._length, self._next)]

    def end_shot(self, answered: int = 0) -> list[list[Window]]:
        """End the plan of the shot before the next frame; return its remaining blocks.

        `answered` frames of the shot follow that another plan has answered: windows may see them.
        """
        end = self._next + answered
        # The whole shot counts, wherever this plan began: its windows may see what is before.
        step, frames = _fit(end - self._shot_start, self._length, self._stride)
        blocks = []
        while self._planned < self._next:
            stop = min(self._planned + step * frames, self._next)
            blocks.append(self._take(stop, step, frames, end))
        self._shot_start = self._next
        return blocks

    def _take(self, stop: int, step: int, frames: int, end: int) -> list[Window]:
        planned, self._planned = self._planned, stop
        seen_to = min(max(stop, self._shot_start + step * frames), end)
        return _block(self._shot_start, planned, stop, seen_to, step, frames)


def _fit(shot_length: int, length: int, stride: int) -> tuple[int, int]:
    """Return stride and window length for a shot: the longest span of time that fits into it."""
    if shot_length < length:
        return 1, max(shot_length, 1)
    return min(stride, shot_length // length), length


def _block(
    shot_start: int, first: int, stop: int, seen_to: int, step: int, frames: int
) -> list[Window]:
    """Return the windows that answer the frames from `first` to before `stop`.

    They span the `step * frames` frames before `seen_to`, which the shot has; a phase without a
    frame to answer is left out.
    """
    start = seen_to - step * frames
    assert start >= shot_start
    phases = [(phase, tuple(range(start + phase, seen_to, step))) for phase in range(step)]
    wanted = range(first, stop)
    answering = [(phase, seen) for phase, seen in phases if any(at in wanted for at in seen)]
    return [
        Window(
            seen,
            frozenset(frame for frame in seen if frame in wanted),
            shot_start,
            first,
            phase,
            last=phase == answering[-1][0],
        )
        for phase, seen in answering
    ]
