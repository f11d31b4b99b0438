"""How the program starts: soon, without the networks, at any scale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from soc_studio.resources import resource

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
# The program as it starts, but for the event loop: it opens a video and tells of itself.
SCRIPT = """
import json, sys, time
from pathlib import Path
from soc_studio.ui import app
from soc_studio.ui.controllers.warm_model import WarmModel
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

told = {}
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])

def window():
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, app.MainWindow)]
    return found[0]

def shown():
    told["worked"] = time.process_time()
    told["usable"] = window().empty_state.sample_button.isEnabled()
    look()

def look():
    w = window()
    if w.viewer.image is None:
        QTimer.singleShot(20, look)
        return
    told["ratio"] = w.devicePixelRatioF()
    told["least"] = {}
    for name in ("edit", "label", "demo"):
        w.actions_["workspace_" + name].trigger()
        QApplication.processEvents()
        least = w.minimumSizeHint()
        told["least"][name] = [least.width(), least.height()]
        w.resize(1280, 720)
        QApplication.processEvents()
        seen = w.grab()
        told["seen"] = [seen.width(), seen.height()]
    w.close()

load = WarmModel._load
def load_after(self, *picture):
    told["picture_first"] = window().viewer.image is not None
    load(self, *picture)
WarmModel._load = load_after

begin = app.MainWindow.show
def show(self):
    begin(self)
    told["modules"] = sorted({"gdown", "requests", "torch", "transformers"} & set(sys.modules))
    QTimer.singleShot(0, shown)
app.MainWindow.show = show
code = app.run([Path(sys.argv[1])])
print(json.dumps(told))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the program says of itself after a start at twice the size."""
    folder = tmp_path_factory.mktemp("start")
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "QT_SCALE_FACTOR": "2",
        "QT_FONT_DPI": "96",  # else the size of letters would be a scale too
        "QT_QPA_PLATFORM": "offscreen",
        "SOC_STUDIO_DATA": str(folder / "data"),
    }
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            SCRIPT,
            str(resource("sample", "sample.mp4")),
            str(folder / "settings"),
        ],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_the_window_is_there_before_the_networks_are_imported_and_a_video_before_one_is_loaded(
    told: Any,
) -> None:
    assert told["picture_first"]
    assert told["modules"] == []


def test_the_window_is_usable_at_once(told: Any) -> None:
    assert told["usable"]


@pytest.mark.timed
def test_the_window_is_usable_after_less_than_two_seconds_of_work(told: Any) -> None:
    """Of the processor's time: a machine that is busy with other things is not to blame."""
    assert told["worked"] < 2


def test_at_twice_the_size_all_fits_into_a_small_screen(told: Any) -> None:
    assert told["ratio"] == 2
    for width, height in told["least"].values():
        assert width <= 1280
        assert height <= 680  # of 720: the system needs room for the bar above a window
    assert told["seen"] == [2560, 1440]
