"""Values that hold for spans of frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class ValuedSpan(Generic[V]):
    """The frames from `start` until before `stop`, and what holds for them."""

    start: int
    stop: int
    value: V

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"frames {self.start} to {self.stop}")


@dataclass(frozen=True, slots=True)
class ValuedSpans(Generic[V]):
    """A value for some of the frames of a video: stretches, ascending, that do not overlap.

    Neighbours of equal value are one stretch, so that equal contents compare as equal.
    """

    items: tuple[ValuedSpan[V], ...] = ()

    def __post_init__(self) -> None:
        for before, after in zip(self.items, self.items[1:], strict=False):
            if before.stop > after.start:
                raise ValueError(f"frames from {after.start} to {before.stop} come twice")

    def __iter__(self) -> Iterator[ValuedSpan[V]]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def at(self, frame: int) -> V | None:
        """Return the value of `frame`, None where there is none."""
        place = bisect_right(self.items, frame, key=lambda item: item.start) - 1
        if place >= 0 and frame < self.items[place].stop:
            return self.items[place].value
        return None

    def put(self, start: int, stop: int, value: V) -> ValuedSpans[V]:
        """Return the same with `value` from `start` until before `stop`.

        Raises:
            ValueError: the stretch has no frames.
        """
        items = [*self.clear(start, stop).items, ValuedSpan(start, stop, value)]
        merged: list[ValuedSpan[V]] = []
        for item in sorted(items, key=lambda each: each.start):
            if merged and merged[-1].stop == item.start and merged[-1].value == item.value:
                item = ValuedSpan(merged.pop().start, item.stop, item.value)
            merged.append(item)
        return ValuedSpans(tuple(merged))

    def clear(self, start: int, stop: int) -> ValuedSpans[V]:
        """Return the same without a value from `start` until before `stop`."""
        if start >= stop:
            return self
        kept: list[ValuedSpan[V]] = []
        for item in self.items:
            if item.start < min(item.stop, start):
                kept.append(ValuedSpan(item.start, min(item.stop, start), item.value))
            if max(item.start, stop) < item.stop:
                kept.append(ValuedSpan(max(item.start, stop), item.stop, item.value))
        return ValuedSpans(tuple(kept))
