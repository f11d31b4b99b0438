"""A request to stop that comes where Python would lose it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOST = """
import os, signal, time
from soc_studio.cli.stopping import Stopping

class Dying:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)

with Stopping() as stopping:
    try:
        dying = Dying()
        del dying  # the interrupt comes in a callback, out of which Python lets no exception
        for _ in range(1000):
            time.sleep(0.01)
        print("went on")
    except KeyboardInterrupt:
        print("stopped", stopping.asked)
"""

TWICE = """
import os, signal, threading, time
from soc_studio.cli.stopping import Stopping

class Dying:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)

def start(thread, former=threading.Thread.start):
    os.kill(os.getpid(), signal.SIGTERM)  # another one, while the lost one is heard of
    former(thread)

threading.Thread.start = start
with Stopping() as stopping:
    try:
        dying = Dying()
        del dying
        for _ in range(1000):
            time.sleep(0.01)
        print("went on")
    except KeyboardInterrupt:
        print("stopped", stopping.asked)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_an_interrupt_while_a_lost_one_is_heard_of_is_told_by_no_traceback() -> None:
    assert _printed(TWICE) == "stopped True\n"


LATE = """
import os, signal, time
from soc_studio.cli.stopping import Stopping

with Stopping() as stopping:
    stopping.be_patient()
    os.kill(os.getpid(), signal.SIGINT)
    stopping.finish()
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)
    print("finished", stopping.asked)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_what_is_about_to_be_finished_is_not_interrupted() -> None:
    assert _printed(LATE) == "finished True\n"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_an_interrupt_in_a_callback_is_not_lost() -> None:
    assert _printed(LOST) == "stopped True\n"


def _printed(program: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ended.stderr == ""
    return ended.stdout
