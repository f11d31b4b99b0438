"""How long the event loop stands still while one opens dialogs, switches the theme and goes home.

    python benchmarks/stalls.py [--runs 3] [--video FILE]

The real window, 1600 x 1000, without a screen; without a video the sample clip is opened. A stall
is the time between two beats of the event loop; of it, the processor's time of the window's thread
is told too, which other programs change less. The first run of each action makes what later ones
have already, and is told alone; of the others the worst is told.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.widgets.focus_ring import FocusRing
from soc_studio.ui.widgets.tool_tips import ToolTips

_BEAT = 2  # milliseconds between two looks at the event loop
_CALM = 0.7  # seconds after an action that count as its own


def main() -> None:
    """Print a line for each action."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--video", type=Path, default=resource("sample", "sample.mp4"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        application = QApplication([])
        apply_theme("dark")
        rings = FocusRing(application), ToolTips(application)
        window = MainWindow(QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
        window.resize(1600, 1000)
        window.show()
        garbage = GarbageCollector(window)
        wait(0.5)
        measure(window, options.video, options.runs)
        window.close_document()
        window.close()
        garbage.end()
        del rings, application


def measure(window: MainWindow, video: Path, runs: int) -> None:
    """Do each action `runs` times and say how long the event loop stood still."""
    beat = Beat()
    actions = window.actions_

    def trigger(name: str) -> Callable[[], Any]:
        return actions[name].trigger

    def open_video() -> None:
        window.open(video)
        until(lambda: window.viewer.image is not None)

    def shut() -> None:
        for each in QApplication.topLevelWidgets():
            if each is not window and each.isVisible():
                each.close()
        popup = QApplication.activeModalWidget()
        if popup is not None:
            popup.close()

    steps: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        ("from the start page to a video", open_video, lambda: None),
        ("the dialog of exports", trigger("export"), shut),
        ("the sheet of preferences", trigger("preferences"), shut),
        ("the dialog of models", trigger("models"), shut),
        ("the list of shortcuts", trigger("shortcuts"), shut),
        ("the palette of commands", trigger("palette"), shut),
        ("to the light theme", trigger("theme_light"), trigger("theme_dark")),
        ("from the video to the start page", trigger("home"), trigger("home")),
        ("the workspace for labels", trigger("workspace_label"), trigger("workspace_edit")),
        ("the workspace for presenting", trigger("workspace_demo"), trigger("workspace_edit")),
    ]
    for name, begin, end in steps:
        told = []
        for _ in range(1 if name.endswith("a video") else runs):
            beat.forget()
            begin()
            wait(_CALM)
            told.append(beat.longest())
            end()
            wait(_CALM)
        first, later = told[0], max(told[1:], default=None)
        text = f"{name}: {first[0]:.0f} ms ({first[1]:.0f} ms of the processor)"
        if later is not None:
            text += f"; later {later[0]:.0f} ms ({later[1]:.0f} ms)"
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


class Beat(QObject):
    """The time and the processor's time of this thread, whenever the event loop comes round."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[tuple[float, float]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._note)
        self._timer.start(_BEAT)
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._beats.clear()
        self._note()

    def longest(self) -> tuple[float, float]:
        """Return the longest stall in milliseconds, and how long the processor worked in it."""
        gaps = [
            ((b[0] - a[0]) * 1000, (b[1] - a[1]) * 1000) for a, b in itertools.pairwise(self._beats)
        ]
        return max(gaps, default=(0.0, 0.0))

    def _note(self) -> None:
        self._beats.append((time.perf_counter(), time.thread_time()))


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


if __name__ == "__main__":
    main()
