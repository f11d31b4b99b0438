"""Measure how soon a click, a box and a scribble are answered in the real window.

    python benchmarks/click_seconds.py [--sizes 640x360 1920x1080 3840x2160 1080x1920] [--runs N]

Each size is a process of its own, without a screen, with the sample clip at that size. Cold: the
program opens the video, the tool is taken two seconds after the first picture is seen, with the
model still being loaded, and the click follows half a second later. First: the same, but the start
page was shown for five seconds before. Others follow on frames of their own: half a second after
the frame is seen, which is what a hand takes to get there; at once; and a second and third click
where there is one already. Told are the median and the longest. Milliseconds are from the release
of the button to the picture with the mask; those in brackets are of the processor, all threads,
which tell more where other programs run.
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
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from soc_studio.resources import resource

if TYPE_CHECKING:
    from soc_studio.ui.main_window import MainWindow

SIZES = ("640x360", "1920x1080", "3840x2160", "1080x1920")
_KINDS = ("cold", "first", "next", "frame", "at once", "box", "after box", "scribble", "undone")
_FRAMES = 40  # of the clip, of each a few are used
_START = 5.0  # seconds for which the start page is shown
_LOOKED, _HAND = 2.0, 0.5  # seconds until a tool is taken, and until the pointer is there
_PATIENCE = 120  # seconds
_PLACE = (0.445, 0.55)  # on the woman, as parts of the sample's width and height
_BOX = ((0.36, 0.1), (0.52, 0.95))
_LINE = ((0.44, 0.4), (0.45, 0.55), (0.44, 0.7))

Place = tuple[float, float]


def main() -> int:
    """Run what the options say, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(measure(options.one, options.cold)) + "\n")
        return 0
    sys.stdout.write(f"{'size':10}" + "".join(f"{kind:>14}" for kind in _KINDS) + "\n")
    for size in options.sizes:
        found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in _KINDS}
        for cold in options.runs * (["--cold"], []):
            command = [sys.executable, __file__, "--one", size, *cold]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            for kind, times in json.loads(done.stdout.splitlines()[-1]).items():
                found[kind] += times
        row = f"{size:10}"
        for times in found.values():
            clock, worked = (statistics.median(each) for each in zip(*times, strict=True))
            longest = max(each for each, _ in times)
            row += f"{clock:5.0f}/{longest:.0f} ({worked:.0f})".rjust(14)
        sys.stdout.write(row + "\n")
        sys.stdout.flush()
    return 0


def measure(size: str, is_cold: bool = False) -> dict[str, list[tuple[float, float]]]:
    """Return milliseconds by the clock and of the processor for each kind, in one window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        video = Path(folder) / "clip.mp4"
        width, height = (int(each) for each in size.split("x"))
        write_clip(video, width, height)
        return _measure(video, Path(folder), _crop(width, height), is_cold)


def write_clip(path: Path, width: int, height: int) -> None:
    """Write the sample at another size; its middle where the shape is another."""
    from soc_studio.core.media.encodings import Encoding
    from soc_studio.core.media.video_reader import open_video
    from soc_studio.core.media.video_writer import VideoWriter

    fast = Encoding(options={"crf": "20", "preset": "ultrafast"})
    with (
        open_video(resource("sample", "sample.mp4")) as reader,
        VideoWriter(path, width, height, Fraction(25), fast) as writer,
    ):
        left, share = _crop(width, height)
        for number in range(_FRAMES):
            frame = reader.frame(number)
            columns = slice(int(left * frame.shape[1]), int((left + share) * frame.shape[1]))
            writer.write(cv2.resize(frame[:, columns], (width, height)))


def _crop(width: int, height: int) -> tuple[float, float]:
    """Return where the part of the sample's width begins that is seen, and how wide it is."""
    share = min(1.0, width / height / (16 / 9))
    return min(1 - share, max(0.0, _PLACE[0] - share / 2)), share


def _measure(
    video: Path, folder: Path, crop: tuple[float, float], is_cold: bool
) -> dict[str, list[tuple[float, float]]]:
    from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from soc_studio.ui.main_window import MainWindow
    from soc_studio.ui.toolkit.garbage import GarbageCollector

    application = QApplication([])
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    window.resize(1600, 1000)
    window.show()
    garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
    window.search_controller.loading.connect(garbage.keep)
    left = Qt.MouseButton.LeftButton
    found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in _KINDS}

    def wait(done: Callable[[], object]) -> None:
        began = time.perf_counter()
        while not done():
            application.processEvents()
            time.sleep(0.001)
            if time.perf_counter() - began > _PATIENCE:
                raise SystemExit("It took too long.")

    def rest(seconds: float) -> None:
        began = time.perf_counter()
        wait(lambda: time.perf_counter() - began > seconds)

    def at(place: Place) -> QPoint:
        target = window.viewer.target()
        column = (place[0] - crop[0]) / crop[1]
        return QPointF(
            target.x() + column * target.width(), target.y() + place[1] * target.height()
        ).toPoint()

    def stroke(places: Sequence[Place], turned: bool = False) -> None:
        """Draw, and leave it to the caller to wait."""
        held = Qt.KeyboardModifier.AltModifier if turned else Qt.KeyboardModifier.NoModifier
        QTest.mousePress(window.viewer, left, held, at(places[0]))
        for place in places[1:]:
            rest(0.1)
            QTest.mouseMove(window.viewer, at(place))
        QTest.mouseRelease(window.viewer, left, held, at(places[-1]))

    def answered(kind: str, places: Sequence[Place], turned: bool = False) -> None:
        count = len(seen)
        stroke(places, turned)
        began, worked = time.perf_counter(), time.process_time()
        wait(lambda: _is_answered(window) and window_shows(count))
        took = time.perf_counter() - began, time.process_time() - worked
        found[kind].append((1000 * took[0], 1000 * took[1]))

    def window_shows(count: int) -> bool:
        """Return whether a picture of what there is now was shown since."""
        assert window.document is not None
        now = window.document.track_cache.revision
        return any(request.revision == now for request in seen[count:])

    def go(frame: int) -> None:
        count = len(seen)
        window.go(frame)
        wait(lambda: any(request.frame == frame for request in seen[count:]))

    def others() -> None:
        rest(1)
        wait(lambda: not window.warm_model.runner.jobs)
        answered("next", ((0.46, 0.3),))
        rest(_HAND)
        answered("next", ((0.3, 0.3),), turned=True)
        for frame in (4, 8, 12):
            go(frame)
            rest(_HAND)
            answered("frame", (_PLACE,))
            rest(_HAND)
        for frame in (16, 20):
            go(frame)
            answered("at once", (_PLACE,))
            rest(_HAND)
        window.actions_["box"].trigger()
        for frame in (24, 28):
            go(frame)
            rest(_HAND)
            answered("box", _BOX)
            rest(_HAND)
        window.actions_["points"].trigger()
        answered("after box", ((0.3, 0.3),), turned=True)
        window.actions_["scribble"].trigger()
        for frame in (32, 36):
            go(frame)
            rest(_HAND)
            answered("scribble", _LINE)
            rest(_HAND)
        count = len(seen)
        began, worked = time.perf_counter(), time.process_time()
        window.actions_["undo"].trigger()
        wait(lambda: window_shows(count))
        took = time.perf_counter() - began, time.process_time() - worked
        found["undone"].append((1000 * took[0], 1000 * took[1]))

    window.begin()
    if not is_cold:
        rest(_START)
    window.open(video)
    wait(lambda: window.video is not None)
    assert window.video is not None
    seen: list = []  # what was shown
    window.video.picture.shown.connect(seen.append)
    wait(lambda: window.viewer.image is not None)
    rest(_LOOKED)
    window.actions_["points"].trigger()
    rest(_HAND)
    answered("cold" if is_cold else "first", (_PLACE,))
    if not is_cold:
        others()
    document, window._closes = window.document, True  # nobody is there to be asked
    assert document is not None
    document.discards = True
    window.close()
    garbage.end()
    return found


def _is_answered(window: MainWindow) -> bool:
    """Return whether the frame under the playhead has a correction, and nothing is to come."""
    assert window.document is not None
    assert window.playback is not None
    assert window.video is not None
    one, corrections = window.document.selection, window.video.corrections
    if one is None or corrections.pointing.is_waiting or corrections._waiting:
        return False
    return window.playback.frame in one.corrections


if __name__ == "__main__":
    raise SystemExit(main())
