"""How long the event loop stands still while one opens dialogs, switches the theme and goes home.

    python benchmarks/stalls.py [--runs 3] [--video FILE]

The real window, 1600 x 1000, without a screen; without a video the sample clip is opened. A stall
is the time between two beats of the event loop. Told are the longest in all; the longest where time
in which the thread was ready and had no processor is left out; and, which other programs change
least, the longest in the processor's time of the thread. The first run of each action makes what
later ones have already, and is told alone; of the others the worst is told.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from soc_studio.core.project import edits
from soc_studio.resources import resource
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.widgets.focus_ring import FocusRing
from soc_studio.ui.widgets.sheet import Sheet
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
        garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
        wait(0.5)
        measure(window, options.video, options.runs)
        if window.document is not None:
            window.document.discards = True
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
        for sheet in window.findChildren(Sheet):
            sheet.dismiss()

    def preferences() -> None:
        actions["preferences"].trigger()
        sheet = window.findChildren(PreferencesSheet)[-1]
        for row in range(1, sheet.pages.count()):
            wait(_CALM / 5)
            sheet.pages.setCurrentRow(row)

    def all_models() -> None:
        actions["models"].trigger()
        wait(_CALM)
        dialog = window.model_controller.dialog
        assert dialog is not None
        dialog.show_table(True)

    def ask_name() -> None:
        document = window.document
        assert document is not None
        assert document.video is not None
        if not document.is_unsaved:
            document.do(*edits.add_layers(document.project, document.video.id, ["thing"])[0])
            wait(_CALM)
            beat.forget()
        window.document_closer.leave(document, shut, lambda: None, lambda _: None)

    steps: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        ("from the start page to a video", open_video, lambda: None),
        ("the sheet of exports", trigger("export"), shut),
        ("the sheet of preferences, page by page", preferences, shut),
        ("the sheet of models", trigger("models"), shut),
        ("the table of models", all_models, shut),
        ("the list of shortcuts", trigger("shortcuts"), shut),
        ("what the program is made of", trigger("about"), shut),
        ("unsaved work", trigger("recover"), shut),
        ("the palette of commands", trigger("palette"), shut),
        ("the question about a name", ask_name, shut),
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
        text = f"{name}: {_words(told[0])}"
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
        self._beats.append((time.perf_counter(), _waited(), time.thread_time()))


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


if __name__ == "__main__":
    main()
