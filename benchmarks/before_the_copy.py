"""How the real window follows the mouse, and plays, before a video has its light copy.

    python benchmarks/before_the_copy.py [--minutes 10] [--seconds 6] [--parts scrub play]

Clips are made in a temporary folder: 1920 x 1080 at 30 frames a second, and 3840 x 2160 at 60,
H.264 in groups of 250 frames; few groups are encoded, and repeated. From the first picture on, the
mouse is dragged over the ruler of the window, without a screen, and then presses it at random
places. The time from the mouse to the picture runs from the event to the picture made for it, or
for a later one; where the picture on the screen is as near already, there is nothing to wait for,
and no time is counted.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import cv2
import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.playback.frame_request import Request

GROUP = 250
_BEAT = 5  # milliseconds between two looks at the event loop
_MOVES = 16  # and between two moves of the mouse
_ACROSS = 2.0  # seconds for a drag from one end of the ruler to the other


def main() -> None:
    """Print a few lines for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of the clip that is scrubbed")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long one drags, and plays")
    parser.add_argument("--presses", type=int, default=20)
    parser.add_argument("--parts", nargs="+", choices=("scrub", "play"), default=("scrub", "play"))
    parser.add_argument("--scale", type=float, default=1.0, help="of the pictures' sides")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        application = QApplication([])
        if "scrub" in options.parts:
            size = sides(1920, 1080, options.scale)
            clip = write_clip(Path(folder) / "scrub.mp4", size, 30, 60 * options.minutes, 2)
            scrub(opened(folder, clip), options.seconds, options.presses)
        if "play" in options.parts:
            size = sides(3840, 2160, options.scale)
            clip = write_clip(Path(folder) / "play.mp4", size, 60, options.seconds + 2, 1)
            play(opened(folder, clip), options.seconds)
        del application


def sides(width: int, height: int, scale: float) -> tuple[int, int]:
    """Return even sides, smaller by `scale`."""
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)


def write_clip(path: Path, size: tuple[int, int], rate: int, seconds: float, groups: int) -> Path:
    """Write a picture with some grain that drifts; encode `groups` groups, and repeat them."""
    width, height = size
    noise = np.random.default_rng(1).integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8)
    large = cv2.resize(cv2.GaussianBlur(noise, (0, 0), 1.5), (width + 400, height + 200))
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, rate)
        groups_ = {"g": str(GROUP), "keyint_min": str(GROUP), "sc_threshold": "0"}
        stream.options = {"preset": "ultrafast", "crf": "24", **groups_}
        packets = []
        for number in range(GROUP * groups):
            left, top = number % 400, number % 200
            picture = np.ascontiguousarray(large[top : top + height, left : left + width])
            packets += stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24"))
        packets += stream.encode()
        kept = [(bytes(each), each.pts, each.dts, each.is_keyframe) for each in packets]
        for turn in range(max(1, round(seconds * rate / len(kept)))):
            for data, shown, decoded, is_key in kept:
                packet = av.Packet(data)
                packet.pts = (shown or 0) + turn * len(kept)
                packet.dts = (decoded or 0) + turn * len(kept)
                packet.time_base, packet.duration = Fraction(1, rate), 1
                packet.is_keyframe, packet.stream = is_key, stream
                container.mux(packet)
    return path


def opened(folder: str, clip: Path) -> MainWindow:
    """Open a clip in a window; return when its first picture is there."""
    window = MainWindow(QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
    window.resize(1600, 1000)
    window.show()
    began = time.perf_counter()
    window.open(clip)
    wait(lambda: window.viewer.image is not None)
    frames = window.playback.timing.frame_count if window.playback is not None else 0
    say(f"{clip.name}: {frames} frames, first picture after {time.perf_counter() - began:.1f} s")
    return window


class Mouse(QObject):
    """The mouse on the ruler, and what comes to the screen for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        document, supplier = window.document, window.supplier
        assert document is not None
        assert document.reader is not None
        assert supplier is not None
        self.timeline = window.video.timeline.timeline
        self.last = document.reader.frame_count - 1
        self.times: list[float] = []  # milliseconds from the mouse to the picture
        self.exact: list[float] = []  # and to the frame itself
        self.pictures = 0
        self.on_screen = -1
        self._keys = KeyPictures(document.reader)
        self._asked: list[tuple[int, float]] = []  # frames not answered yet, and when
        self._pressed: tuple[int, float] | None = None
        self._window = window
        supplier.ready.connect(self._ready)
        supplier.stood_in.connect(self._stood_in)

    def forget(self) -> None:
        """Begin to measure anew."""
        self.times.clear()
        self.exact.clear()
        self._asked.clear()

    def send(self, kind: QEvent.Type, share: float) -> None:
        """Press, move or release at a `share` of the video, 0 to 1."""
        view = self.timeline.view
        place = QPointF(view.names + view.scale.to_x(share * self.last + 0.5), 8.0)
        frame = view.frame_at(place.x())
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        moves = kind == QEvent.Type.MouseMove
        up = kind == QEvent.Type.MouseButtonRelease
        viewport = self.timeline.viewport()
        held = none if up else left
        event = QMouseEvent(
            kind, place, place, none if moves else left, held, Qt.KeyboardModifier.NoModifier
        )
        nearest = abs(self._keys.nearest(frame) - frame)
        if not up and abs(self.on_screen - frame) > nearest:
            self._asked.append((frame, time.perf_counter()))
        self._pressed = (frame, time.perf_counter()) if not moves and not up else self._pressed
        QApplication.sendEvent(viewport, event)

    @property
    def is_exact(self) -> bool:
        """Whether the frame that was pressed is on the screen."""
        return self._pressed is None

    def _ready(self, request: Request, image: QImage) -> None:
        self._came(request.frame, request.frame)
        if self._pressed is not None and request.frame == self._pressed[0]:
            self.exact.append((time.perf_counter() - self._pressed[1]) * 1000)
            self._pressed = None

    def _stood_in(self, request: Request, image: QImage, frame: int) -> None:
        self._came(request.frame, frame)

    def _came(self, asked: int, shown: int) -> None:
        self.on_screen = shown
        self.pictures += 1
        now = time.perf_counter()
        place = next((n for n, each in enumerate(self._asked) if each[0] == asked), None)
        if place is not None:
            self.times += [(now - at) * 1000 for _, at in self._asked[: place + 1]]
            del self._asked[: place + 1]


class Beat(QObject):
    """How long the event loop stood still."""

    def __init__(self) -> None:
        super().__init__()
        self._beats = [time.perf_counter()]
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start(_BEAT)

    def longest(self) -> str:
        """Return the longest time between two beats, and forget them."""
        worst = max((b - a for a, b in itertools.pairwise(self._beats)), default=0.0)
        self._beats = self._beats[-1:]
        return f"longest stall {worst * 1000:.0f} ms"


def scrub(window: MainWindow, seconds: float, presses: int) -> None:
    """Drag over the ruler from the first second on, then press it at random places."""
    mouse, beat = Mouse(window), Beat()
    began = time.perf_counter()

    def move() -> None:
        way = ((time.perf_counter() - began) / _ACROSS) % 2
        mouse.send(QEvent.Type.MouseMove, min(way, 2 - way))

    mouse.send(QEvent.Type.MouseButtonPress, 0.0)
    moving = QTimer()
    moving.timeout.connect(move)
    moving.start(_MOVES)
    wait(lambda: time.perf_counter() - began > seconds)
    moving.stop()
    mouse.send(QEvent.Type.MouseButtonRelease, 0.5)
    rate = f"{mouse.pictures / seconds:.0f} pictures a second"
    say(f"  dragged: mouse to picture {told(mouse.times)}; {rate}; {beat.longest()}")
    wait(lambda: mouse.is_exact or time.perf_counter() - began > seconds + 5)
    mouse.forget()
    rng = random.Random(1)
    for _ in range(presses):
        share = rng.random()
        mouse.send(QEvent.Type.MouseButtonPress, share)
        mouse.send(QEvent.Type.MouseButtonRelease, share)
        wait(lambda: mouse.is_exact)
    say(f"  pressed: mouse to picture {told(mouse.times)}; {beat.longest()}")
    say(f"  pressed: mouse to the frame itself {told(mouse.exact)}")
    builder = window.playback_controller.proxy_builder
    copied = "no" if builder.proxy is None else f"{builder.proxy.count}"
    say(f"  {copied} frames were in the copy by then")
    close(window)


def play(window: MainWindow, seconds: float) -> None:
    """Play from the first picture on; say how many pictures came, and how evenly."""
    playback, supplier = window.playback, window.supplier
    assert playback is not None
    assert supplier is not None
    shown: list[tuple[int, float]] = []
    supplier.ready.connect(lambda request, _: shown.append((request.frame, time.perf_counter())))
    beat = Beat()
    playback.toggle()
    began = time.perf_counter()
    wait(lambda: time.perf_counter() - began > seconds or not playback.is_playing)
    playback.stop()
    if len(shown) > 2:
        gaps = [(b[1] - a[1]) * 1000 for a, b in itertools.pairwise(shown)]
        steps = [b[0] - a[0] for a, b in itertools.pairwise(shown)]
        spent = shown[-1][1] - shown[0][1]
        say(
            f"  played: {len(gaps) / spent:.0f} pictures a second; between two pictures "
            f"{told(gaps)}, spread {statistics.pstdev(gaps):.1f} ms; "
            f"{statistics.median(steps):.0f} frames in the median, {max(steps)} at most; "
            f"{beat.longest()}"
        )
    close(window)


def close(window: MainWindow) -> None:
    """Close a window and its clip."""
    window.close_document()
    window.close()


def told(times: list[float]) -> str:
    """Return the median, the 95th percentile and the worst of some milliseconds in words."""
    if not times:
        return "not measured"
    ordered = sorted(times)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return (
        f"median {statistics.median(times):.0f} ms, 95 % {high:.0f} ms, worst {ordered[-1]:.0f} ms"
    )


def wait(until: Callable[[], Any]) -> None:
    """Let the window work until something is so."""
    while not until():
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def say(text: str) -> None:
    """Print."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
