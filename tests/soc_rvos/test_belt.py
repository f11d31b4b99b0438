"""Neither side of a belt waits for one that has gone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from soc_rvos.inference.belt import Belt


def test_things_arrive_in_order_and_then_it_ends() -> None:
    belt: Belt[int] = Belt(2)
    arrived: list[int] = []
    taker = threading.Thread(target=lambda: arrived.extend(belt))
    taker.start()
    with belt:
        assert all(belt.put(number) for number in range(100))
    taker.join()
    assert arrived == list(range(100))
    belt.check()


def test_no_more_is_put_than_fits_until_something_is_taken() -> None:
    belt: Belt[int] = Belt(2)
    put: list[int] = []
    second = threading.Event()

    def fill() -> None:
        with belt:
            for number in range(5):
                belt.put(number)
                put.append(number)
                if number == 1:
                    second.set()

    filler = threading.Thread(target=fill)
    filler.start()
    assert second.wait(5)
    assert put == [0, 1]
    things = iter(belt)
    assert next(things) == 0
    assert len(put) <= 3
    assert list(things) == [1, 2, 3, 4]
    filler.join()


def test_an_error_reaches_the_other_side_after_what_came_before_it() -> None:
    belt: Belt[int] = Belt(5)

    def fail() -> None:
        with belt:
            belt.put(1)
            raise OSError("The disk is gone.")

    filler = threading.Thread(target=fail)
    filler.start()
    filler.join()
    assert list(belt) == [1]
    with pytest.raises(OSError, match="disk is gone"):
        belt.check()


def test_closing_lets_go_of_who_waits_for_room() -> None:
    belt: Belt[int] = Belt(1)
    taken: list[bool] = []
    filler = threading.Thread(target=lambda: taken.extend(belt.put(each) for each in range(2)))
    filler.start()
    belt.close()
    filler.join(5)
    assert not filler.is_alive()
    assert taken[-1] is False
    assert list(belt) == []


def test_a_program_that_forgot_to_close_still_ends() -> None:
    program = (
        "import threading\n"
        "from soc_rvos.inference.belt import Belt\n"
        "belt = Belt(1)\n"
        "threading.Thread(target=lambda: belt.put(1) and belt.put(2)).start()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, timeout=300, check=False
    )
    assert ended.returncode == 0
