"""The sound is loaded without the window's thread waiting, and without danger to it."""

from __future__ import annotations

import os
import subprocess
import sys

LOADS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from fractions import Fraction
from soc_studio.core.media.timing import Timing
from soc_studio.ui.playback.sound import Sound

app, sound = QCoreApplication([]), Sound()
sound.open(Path("film.mp4"), Timing.at_rate(25, Fraction(25)), True)
sound._loading.jobs[0].left.wait()
maps = Path("/proc/self/maps")
assert not maps.exists() or "QtMultimedia" in maps.read_text()
assert "PySide6.QtMultimedia" not in sys.modules
while sound._loading.jobs:
    app.processEvents()
assert "PySide6.QtMultimedia" in sys.modules
assert sound._devices is not None
"""


def test_classes_of_qt_are_made_by_the_windows_thread_alone() -> None:
    # In a process of its own: here, the module may be imported already.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", LOADS], check=True, timeout=300, env=environment)
