"""How long the event loop stands still while one opens dialogs, switches the theme and goes home.

    python benchmarks/stalls.py [--runs 3] [--only WORDS] [--video FILE] [--before-others]

The real window, 1600 x 1000, without a screen, begun as the program begins; without a video the
sample clip is opened. What is done is in `journeys`. A stall is the time between two beats of the
event loop. Told are the longest in all; the longest where time in which the thread was ready and
had no processor is left out; and, which other programs change least, the longest in the processor's
time of the thread. The first run of each action makes what later ones have already, and is told
alone; of the others the worst is told.

`--before-others` puts all threads of the program before other programs, and the window's thread
before them, as on a machine with nothing else to do (Linux, as root).
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from journeys import Journeys
from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.stored_settings import StoredSettings
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.toolkit.turns import take_short_turns
from soc_studio.ui.widgets.focus_ring import FocusRing
from soc_studio.ui.widgets.tool_tips import ToolTips

_THREADS = 0.02  # seconds between two looks for new threads
_BEAT = 2  # milliseconds between two looks at the event loop
_CALM = 0.7  # seconds after an action that count as its own


def main() -> None:
    """Print a line for each action."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=[""], help="actions that have such words")
    parser.add_argument("--video", type=Path, default=resource("sample", "sample.mp4"))
    parser.add_argument("--before-others", action="store_true", help="as on a quiet machine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SOC_STUDIO_DATA"] = str(folder / "data")
        take_short_turns()
        application = QApplication([])
        apply_theme("dark")
        rings = FocusRing(application), ToolTips(application)
        settings = StoredSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        window = MainWindow(settings)
        window.resize(1600, 1000)
        garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
        window.search_controller.loading.connect(garbage.keep)
        window.show()
        beat = Beat()
        if options.before_others:
            preferred = Preferred()
            beat.noted = preferred.keep
        window.begin()
        journeys = Journeys(window, options.video, folder, Driver(beat))
        measure(journeys, beat, options.runs, options.only)
        if window.document is not None:
            window.document.discards = True
        window._closes = True  # nobody is there to be asked
        window.close()
        garbage.end()
        settings.end()
        del rings, application


def measure(journeys: Journeys, beat: Beat, runs: int, only: Iterable[str]) -> None:
    """Do each action `runs` times and say how long the event loop stood still."""
    for journey in journeys.all():
        if not journey.is_needed and not any(words in journey.name for words in only):
            continue
        told = []
        for _ in range(1 if journey.is_once else runs):
            journey.before()
            wait(_CALM)
            beat.forget()
            journey.begin()
            wait(_CALM)
            told.append(beat.longest())
            journey.end()
        text = f"{journey.name}: {_words(told[0])}"
        if told[1:]:
            text += f"; later {_words(max(column) for column in zip(*told[1:], strict=True))}"
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def _words(longest: Iterable[float]) -> str:
    return "{:.0f} / {:.0f} / {:.0f} ms".format(*longest)


class Beat(QObject):
    """The clocks of this thread, whenever the event loop comes round."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[tuple[float, float, float]] = []
        self.noted: Callable[[], object] = lambda: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._note)
        self._timer.start(_BEAT)
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._beats.clear()
        self._note()

    def longest(self) -> tuple[float, float, float]:
        """Return the longest stalls in milliseconds: in all, without what the thread waited for a
        processor, and what the processor worked."""
        gaps = [
            tuple((after - before) * 1000 for after, before in zip(b, a, strict=True))
            for a, b in itertools.pairwise(self._beats)
        ]
        return (
            max((spent for spent, _, _ in gaps), default=0.0),
            max((spent - waited for spent, waited, _ in gaps), default=0.0),
            max((worked for _, _, worked in gaps), default=0.0),
        )

    def _note(self) -> None:
        self.noted()
        self._beats.append((time.perf_counter(), _waited(), time.thread_time()))


class Preferred:
    """Has this program's threads before other programs, and this thread before its others."""

    def __init__(self) -> None:
        self._known = {os.getpid()}
        self._looked = 0.0
        self.keep()
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(2))

    def keep(self) -> None:
        """Do so for threads that were begun since, which are like the thread that began them."""
        now = time.perf_counter()
        if now - self._looked < _THREADS:
            return
        self._looked = now
        for each in {int(each.name) for each in Path("/proc/self/task").iterdir()} - self._known:
            self._known.add(each)
            with contextlib.suppress(OSError):  # it is over
                os.sched_setscheduler(each, os.SCHED_RR, os.sched_param(1))


def _waited() -> float:
    """Return for how many seconds this thread was ready and had no processor, 0 where the system
    does not say."""
    schedule = Path("/proc/thread-self/schedstat")
    return int(schedule.read_text().split()[1]) / 1e9 if schedule.exists() else 0.0


def wait(seconds: float) -> None:
    """Let the window work for so long."""
    began = time.perf_counter()
    until(lambda: time.perf_counter() - began > seconds)


def until(condition: Callable[[], Any]) -> None:
    """Let the window work until something is so."""
    while not condition():
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


class Driver:
    """Waits, for journeys."""

    def __init__(self, beat: Beat) -> None:
        self.forget = beat.forget
        """Leave out what was until now."""

    def wait(self, seconds: float = _CALM) -> None:
        """Let the window work for so long."""
        wait(seconds)

    def until(self, condition: Callable[[], Any]) -> None:
        """Let the window work until something is so."""
        until(condition)


if __name__ == "__main__":
    main()
