"""Pictures a second while the window plays a video, and how long its event loop stood still.

    python benchmarks/playback.py [--seconds 6] [--clips 3]

Clips are made (H.264, groups of 250 frames) and played in the real window, without a screen: 1920 x
1080 at 30 frames a second, alone and with three objects marked on every frame, and 3840 x 2160 at
60 frames a second.
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

import av
import cv2
import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.ui.main_window import MainWindow

CLIPS = (
    ("1920 x 1080, 30 a second", 1920, 1080, 30, 0),
    ("1920 x 1080, 30 a second, three objects", 1920, 1080, 30, 3),
    ("3840 x 2160, 60 a second", 3840, 2160, 60, 0),
)
_BEAT = 5  # milliseconds between two looks at the event loop


def main() -> None:
    """Print one line for each clip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--clips", type=int, default=len(CLIPS), help="only the first so many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        application = QApplication([])
        for name, width, height, rate, objects in CLIPS[: options.clips]:
            clip = Path(folder) / f"{width}-{rate}.mp4"
            if not clip.exists():
                write_clip(clip, width, height, rate, round(rate * (options.seconds + 1)))
            window = MainWindow(QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
            window.resize(1600, 1000)
            window.show()
            sys.stdout.write(f"{name}: {play(window, clip, objects, options.seconds)}\n")
            sys.stdout.flush()
            window.close_document()
            window.close()
        del application


def write_clip(path: Path, width: int, height: int, rate: int, frames: int) -> None:
    """Write a picture with some grain that drifts."""
    noise = np.random.default_rng(1).integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8)
    large = cv2.resize(cv2.GaussianBlur(noise, (0, 0), 1.5), (width + 400, height + 200))
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "24", "g": "250", "sc_threshold": "0"}
        for number in range(frames):
            left, top = number % 400, number % 200
            picture = np.ascontiguousarray(large[top : top + height, left : left + width])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode())


def play(window: MainWindow, clip: Path, objects: int, seconds: float) -> str:
    """Play `clip` with so many objects marked; return what was seen."""
    window.open(clip)
    wait(lambda: window.viewer.image is not None)
    document, playback = window.document, window.playback
    assert document is not None
    assert document.video is not None
    assert playback is not None
    assert window.supplier is not None
    window.playback_controller.proxy_builder.allow(False)
    if objects:
        mark(window, objects)
    wait(lambda: not window.working.jobs and not window.video.timeline.media.picturing.jobs)
    shown: list[int] = []
    window.supplier.ready.connect(lambda request, image: shown.append(request.frame))
    beats = [time.monotonic()]
    beat = QTimer()
    beat.timeout.connect(lambda: beats.append(time.monotonic()))
    beat.start(_BEAT)
    began = time.monotonic()
    playback.toggle()
    wait(lambda: time.monotonic() - began > seconds)
    frame, spent = playback.frame, time.monotonic() - began
    playback.stop()
    beat.stop()
    longest = max(after - before for before, after in itertools.pairwise(beats))
    rate = float(document.video.rate)
    return (
        f"{len(set(shown)) / spent:.0f} pictures a second; the clock went at "
        f"{frame / rate / spent:.2f} of real time; longest stall {longest * 1000:.0f} ms"
    )


def mark(window: MainWindow, objects: int) -> None:
    """Mark so many ellipses on every frame."""
    document = window.document
    assert document is not None
    assert document.video is not None
    edit, ids = edits.add_layers(
        document.project, document.video.id, [f"thing {number}" for number in range(objects)]
    )
    document.do(*edit)
    project = document.project
    for place, expression in enumerate(ids):
        marked = {}
        for frame in range(document.video.frame_count):
            pixels = np.zeros((720, 1280), np.uint8)
            middle = (300 + 300 * place, 360)
            cv2.ellipse(pixels, middle, (140, 240), float(frame), 0, 360, 1, -1)
            marked[frame] = Correction(Mask.from_array(pixels > 0))
        project = project.correct(expression, marked)
    document.do("mark", project)
    wait(lambda: all(document.view(each) is not None for each in ids))


def wait(until: Callable[[], Any]) -> None:
    """Let the window work until something is so."""
    while not until():
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


if __name__ == "__main__":
    main()
