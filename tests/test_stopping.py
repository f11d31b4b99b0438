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


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_an_interrupt_in_a_callback_is_not_lost() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])}
    ended = subprocess.run(
        [sys.executable, "-c", LOST], env=environment, capture_output=True, text=True, timeout=300
    )
    assert ended.stdout == "stopped True\n"
    assert ended.stderr == ""
