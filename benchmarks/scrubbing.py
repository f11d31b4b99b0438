"""Milliseconds until a frame is on its way to the screen while one looks through a video.

    python benchmarks/scrubbing.py [--video FILE] [--seeks 60] [--seconds 6]

Without a video a clip is made: 1920 x 1080, H.264, 1000 frames in groups of 250. It is asked for as
the window does it, through the frame supplier: frames at random, one after the other is shown; and
a pointer that is dragged over the video, a new frame 60 times a second, whatever is shown by then.
Of the latter it is counted how old what is shown is: since when its frame was asked for.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication, QImage

from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.proxy import make_proxy, open_proxy
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.tracks.track_cache import TrackCache
from soc_studio.ui.playback.frame_request import Request
from soc_studio.ui.playback.frame_supplier import FrameSupplier

HEIGHT, WIDTH = 540, 960  # of the viewer in a window of 1280 x 800, about
GROUP = 250


def main() -> None:
    """Print a line for each way of looking through, without and with the copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--video", type=Path)
    parser.add_argument("--seeks", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=6.0, help="how long one drags")
    parser.add_argument("--frames", type=int, default=1000, help="of the clip that is made")
    options = parser.parse_args()
    application = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOC_STUDIO_DATA"] = folder
        video = options.video or make_clip(Path(folder) / "clip.mp4", options.frames)
        look_through(video, options.seeks, options.seconds)
    del application


def look_through(path: Path, seeks: int, seconds: float) -> None:
    """Measure both ways, and what the copy costs."""
    reader = open_video(path)
    document = Document.new()
    video = put_video(document, path, reader)
    supplier = FrameSupplier(reader, KeyPictures(reader), TrackCache(document), video.id)
    screen = Screen(supplier)
    rng = random.Random(1)
    places = [rng.randrange(reader.frame_count) for _ in range(seeks)]
    try:
        say("random, without a copy", screen.seek(places))
        say("dragged, without a copy", screen.drag(reader.frame_count, seconds))
        proxy = open_proxy(reader, fingerprint(path))
        assert proxy is not None
        began = time.perf_counter()
        for _ in make_proxy(proxy, reader, 0, lambda: True):
            pass
        took = time.perf_counter() - began
        size = f"{proxy.size / 2**20:.0f} MB"
        print_line(f"the copy: {took:.1f} s, {reader.frame_count / took:.0f} frames/s, {size}")
        supplier.set_proxy(proxy)
        say("random, with the copy", screen.seek(places))
        say("dragged, with the copy", screen.drag(reader.frame_count, seconds))
        say("random, until it is exact", screen.seek(places[: seeks // 3], exact=True))
    finally:
        supplier.close()
        proxy.close()
        document.close()
        reader.close()


class Screen(QObject):
    """Takes what the supplier makes, as the window does."""

    def __init__(self, supplier: FrameSupplier) -> None:
        super().__init__()
        self.supplier = supplier
        self.shown: list[tuple[int, float]] = []
        self.ages: list[float] = []  # milliseconds since what is shown was asked for
        self.asked: dict[int, float] = {}
        supplier.ready.connect(self.show)

    def show(self, request: Request, image: QImage) -> None:
        now = time.perf_counter()
        self.shown.append((request.frame, now))
        if request.frame in self.asked:
            self.ages.append((now - self.asked[request.frame]) * 1000)

    def ask(self, frame: int) -> None:
        self.supplier.ask(Request(frame, ViewMode.OVERLAY, HEIGHT, WIDTH))

    def seek(self, places: list[int], exact: bool = False) -> list[float]:
        """Return the milliseconds from asking for each of some frames to its being there."""
        times = []
        for frame in places:
            self.shown.clear()
            began = time.perf_counter()
            self.ask(frame)
            while not self.shown or (exact and not self.supplier.shows_exact):
                turn_loop()
            QCoreApplication.processEvents()
            times.append((self.shown[-1][1] - began) * 1000)
        return times

    def drag(self, count: int, seconds: float) -> list[float]:
        """Drag to and fro over the video for so long; return how old each picture was."""
        for kept in (self.shown, self.ages, self.asked):
            kept.clear()
        began = time.perf_counter()
        while (now := time.perf_counter() - began) < seconds:
            way = abs((now / 3) % 2 - 1)
            frame = round((count - 1) * way)
            self.asked[frame] = time.perf_counter()
            self.ask(frame)
            until = time.perf_counter() + 1 / 60
            while time.perf_counter() < until:
                turn_loop()
        print_line(f"{'':<28}{len(self.shown) / seconds:.0f} pictures a second while dragging")
        return self.ages


def turn_loop() -> None:
    """Let signals come."""
    QCoreApplication.processEvents()
    time.sleep(0.0005)


def make_clip(path: Path, frames: int) -> Path:
    """Write a clip that moves all over."""
    rng = np.random.default_rng(1)
    noise = cv2.GaussianBlur(rng.integers(0, 256, (540, 960, 3), dtype=np.uint8), (0, 0), 1.5)
    wide = cv2.normalize(cv2.resize(noise, (3840, 1280)), None, 0, 255, cv2.NORM_MINMAX)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuv420p"
        stream.options = {
            "preset": "veryfast",
            "crf": "22",
            "g": str(GROUP),
            "keyint_min": str(GROUP),
            "sc_threshold": "0",
        }
        for number in range(frames):
            x, y = round(960 + 960 * np.sin(number / 60)), round(100 + 99 * np.sin(number / 35))
            picture = np.ascontiguousarray(wide[y : y + 1080, x : x + 1920])
            centre = (round(960 + 640 * np.cos(number / 20)), 540)
            cv2.circle(picture, centre, 180, (255, 200, 0), -1)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode())
    return path


def say(what: str, times: list[float]) -> None:
    """Print median and worst of some milliseconds."""
    ordered = sorted(times)
    high = ordered[int(0.95 * (len(ordered) - 1))] if ordered else float("nan")
    middle = statistics.median(times) if times else float("nan")
    worst = max(times, default=float("nan"))
    print_line(f"{what:<28}median {middle:.0f} ms, 95 % {high:.0f} ms, worst {worst:.0f} ms")


def print_line(text: str) -> None:
    """Print."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
