"""Work that is done ahead comes in order; errors and an early end come through."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from soc_studio.core.system.ahead import done_ahead


def test_it_comes_in_order_from_other_threads_and_few_are_in_work() -> None:
    read: list[int] = []
    took: set[int] = set()

    def numbers() -> Iterator[int]:
        for number in range(20):
            read.append(number)
            yield number

    def work(number: int) -> int:
        took.add(threading.get_ident())
        time.sleep(0.002 if number % 3 else 0.006)
        return 2 * number

    for place, found in enumerate(done_ahead(numbers(), work, most=2)):
        assert found == 2 * place
        assert len(read) <= place + 3
    assert read == list(range(20))
    assert threading.get_ident() not in took
    assert list(done_ahead([], work)) == []


def test_an_error_comes_in_its_turn_and_ends_the_threads() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("no")
        return number

    def broken() -> Iterator[int]:
        yield from range(2)
        raise OSError("unreadable")

    steps = done_ahead(range(10), work)
    assert [next(steps) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="no"):
        next(steps)
    with pytest.raises(OSError, match="unreadable"):
        list(done_ahead(broken(), work))
    assert not [each for each in threading.enumerate() if each.name.startswith("ahead")]


def test_closed_early_it_waits_for_what_was_begun_and_begins_no_more() -> None:
    begun, done = [], []

    def work(number: int) -> int:
        begun.append(number)
        time.sleep(0.01)
        done.append(number)
        return number

    steps = done_ahead(range(100), work)
    next(steps)
    steps.close()
    assert sorted(begun) == sorted(done)
    assert len(begun) < 10
    assert not [each for each in threading.enumerate() if each.name.startswith("ahead")]
