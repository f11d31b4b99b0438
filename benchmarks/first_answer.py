"""Measure how soon a sentence is answered in the real window, and what a second sentence takes.

    python benchmarks/first_answer.py [--video FILE] [--runs N]

Each run is a process of its own, without a screen. Cold: Enter is pressed as soon as the first
picture is shown; the model is being loaded then. Typed: three seconds later, for somebody types the
sentence. Start: as cold, but the start page was shown for five seconds before. Warm: it is loaded.
A stall is how long the window's thread stood still at worst until Enter, time without a processor
left out. Seconds are from Enter to the picture that shows the mask; those in brackets are of the
processor (user and system, all threads), which tell more where other programs run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from soc_studio.resources import resource

FIRST, SECOND = "the dog", "the woman in the yellow dress"
_MEASURED = ("first", "whole", "second")
_KINDS = ("cold", "typed", "start", "warm")
_TYPING = 3.0  # seconds that a sentence takes
_START = 5.0  # seconds for which the start page is shown
_PATIENCE = 900  # seconds


def main() -> int:
    """Run what the options say, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--video", type=Path, default=resource("sample", "sample.mp4"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=_KINDS, default=_KINDS)
    parser.add_argument("--one", choices=_KINDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(measure(options.video, options.one)) + "\n")
        return 0
    found: dict[str, list[dict[str, float]]] = {kind: [] for kind in options.kinds}
    for _ in range(options.runs):
        for kind, measured in found.items():
            command = [sys.executable, __file__, "--one", kind, "--video", str(options.video)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured.append(json.loads(done.stdout.splitlines()[-1]))
    sys.stdout.write(
        "             first mask s     whole search s  second sentence s  share  stall ms\n"
    )
    for kind, measured in found.items():
        middle = {name: statistics.median(each[name] for each in measured) for name in measured[0]}
        shown = [f"{middle[name]:.2f} ({middle[name + '_cpu']:.2f})" for name in _MEASURED]
        share = middle["second"] / middle["whole"]
        row = f"{kind:8} {shown[0]:>16} {shown[1]:>18} {shown[2]:>18}"
        sys.stdout.write(f"{row} {share:6.0%} {1000 * middle['stall']:9.0f}\n")
    return 0


def measure(video: Path, kind: str) -> dict[str, float]:
    """Return the seconds of one window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        return _measure(video, kind, Path(folder))


def _measure(video: Path, kind: str, folder: Path) -> dict[str, float]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from soc_studio.ui.main_window import MainWindow
    from soc_studio.ui.toolkit.garbage import GarbageCollector
    from soc_studio.ui.toolkit.turns import take_short_turns

    take_short_turns()
    application = QApplication([])
    window = MainWindow(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window.resize(1600, 1000)
    window.show()
    garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
    window.search_controller.loading.connect(garbage.keep)
    loads: list[bool] = []  # False once the model is there: before, no job need have begun
    window.search_controller.loading.connect(loads.append)
    stall = 0.0

    def wait(done: object) -> float:
        nonlocal stall
        began = before = time.monotonic()
        kept = _waited()
        assert callable(done)
        while not done():
            application.processEvents()
            time.sleep(0.002)
            now, waited = time.monotonic(), _waited()
            stall = max(stall, now - before - (waited - kept))
            before, kept = now, waited
            if now - began > _PATIENCE:
                raise SystemExit("It took too long.")
        return time.monotonic()

    window.begin()
    shown = time.monotonic()
    if kind == "start":
        wait(lambda: time.monotonic() - shown > _START)
    window.open(video)
    wait(lambda: window.viewer.image is not None)
    opened = time.monotonic()
    if kind == "typed":
        wait(lambda: time.monotonic() - opened > _TYPING)
    if kind == "warm":
        wait(lambda: False in loads and not window.warm_model.runner.jobs)
    assert window.playback is not None
    frame = window.playback.frame

    def is_shown() -> bool:
        document = window.document
        assert document is not None
        assert document.video is not None
        if not document.layers:
            return False
        layer = document.layers[0].id
        view = document.view(layer)
        if view is None:
            return False
        given = document.track_cache.provisional(layer, frame) or view.mask(frame)
        return given is not None and given.area > 0

    seconds = {"stall": stall}

    def note(name: str, done: object) -> None:
        wait(done)
        seconds[name] = time.monotonic() - began
        seconds[name + "_cpu"] = time.process_time() - worked

    began, worked = time.monotonic(), time.process_time()
    window.search(FIRST, True)
    note("first", is_shown)
    note("whole", lambda: not window.finding.jobs)
    began, worked = time.monotonic(), time.process_time()
    window.search(SECOND, True)
    note("second", lambda: not window.finding.jobs)
    document, window._closes = window.document, True  # nobody is there to be asked
    assert document is not None
    document.discards = True
    window.close()
    garbage.end()
    return seconds


def _waited() -> float:
    """Return for how many seconds this thread was ready and had no processor, 0 where the system
    does not say."""
    schedule = Path("/proc/thread-self/schedstat")
    return int(schedule.read_text().split()[1]) / 1e9 if schedule.exists() else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
