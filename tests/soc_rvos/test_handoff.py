"""Neither side of a channel waits for one that has gone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from soc_rvos.inference.handoff import BoundedChannel


def test_things_arrive_in_order_and_then_it_ends() -> None:
    channel: BoundedChannel[int] = BoundedChannel(2)
    arrived: list[int] = []
    taker = threading.Thread(target=lambda: arrived.extend(channel))
    taker.start()
    with channel:
        assert all(channel.put(number) for number in range(100))
    taker.join()
    assert arrived == list(range(100))
    channel.check()


def test_no_more_is_put_than_fits_until_something_is_taken() -> None:
    channel: BoundedChannel[int] = BoundedChannel(2)
    put: list[int] = []
    second = threading.Event()

    def fill() -> None:
        with channel:
            for number in range(5):
                channel.put(number)
                put.append(number)
                if number == 1:
                    second.set()

    filler = threading.Thread(target=fill)
    filler.start()
    assert second.wait(300)
    assert put == [0, 1]
    things = iter(channel)
    assert next(things) == 0
    assert len(put) <= 3
    assert list(things) == [1, 2, 3, 4]
    filler.join()


def test_an_error_reaches_the_other_side_after_what_came_before_it() -> None:
    channel: BoundedChannel[int] = BoundedChannel(5)

    def fail() -> None:
        with channel:
            channel.put(1)
            raise OSError("The disk is gone.")

    filler = threading.Thread(target=fail)
    filler.start()
    filler.join()
    assert list(channel) == [1]
    with pytest.raises(OSError, match="disk is gone"):
        channel.check()


def test_closing_lets_go_of_who_waits_for_room() -> None:
    channel: BoundedChannel[int] = BoundedChannel(1)
    taken: list[bool] = []
    filler = threading.Thread(target=lambda: taken.extend(channel.put(each) for each in range(2)))
    filler.start()
    channel.close()
    filler.join(300)
    assert not filler.is_alive()
    assert taken[-1] is False
    assert list(channel) == []


@pytest.mark.slow
def test_a_program_that_forgot_to_close_still_ends() -> None:
    program = (
        "import threading\n"
        "from soc_rvos.inference.handoff import BoundedChannel\n"
        "channel = BoundedChannel(1)\n"
        "threading.Thread(target=lambda: channel.put(1) and channel.put(2)).start()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, timeout=300, check=False
    )
    assert ended.returncode == 0
