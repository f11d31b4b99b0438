"""Seconds and bytes of a project of an hour of video: kept, opened, looked at.

    python benchmarks/project_seconds.py [--frames 108000] [--expressions 10]

The answers are made up, of the size and kind that the shipped network gives: three candidates a
window of eight frames, every fifth frame of a block, masks of moving ellipses at 640 x 360; half of
the time the object is not there.
"""

from __future__ import annotations

import argparse
import platform
import random
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import plan
from soc_rvos.masks import Mask
from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.results import Search
from soc_studio.core.tracks.associated_tracks import keep
from soc_studio.core.tracks.resolved_track import views

HEIGHT, WIDTH = 360, 640
VIDEO = "1:made-up"


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=108_000)
    parser.add_argument("--expressions", type=int, default=10)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read is not None:
        read(options.read)
        return
    texts = [f"object {number}" for number in range(options.expressions)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.soc"
        make(path, options.frames, texts)
        say("file", f"{path.stat().st_size / 2**20:.0f} MB")
        # In a process of its own, whose memory is that of opening and looking alone.
        subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)


def read(path: Path) -> None:
    """Open a project as the window does, and look at frames all over it."""
    before = peak()
    began = time.perf_counter()
    document = Document.open(path)
    project = document.project
    video = project.videos[0]
    file = document.file
    seen = list(views(project.layers, video, file.results, file.imports))
    say("open, see all", f"{time.perf_counter() - began:.2f} s")
    rng = random.Random(1)
    times = []
    for _ in range(300):
        frame = rng.randrange(video.frame_count)
        began = time.perf_counter()
        masks = [view.mask(frame) for view in seen]
        for mask in masks:
            if mask is not None and mask.area:
                mask.to_array()
        times.append(time.perf_counter() - began)
    say("a frame's masks", f"median {np.median(times) * 1e3:.1f} ms, worst {max(times) * 1e3:.1f}")
    began = time.perf_counter()
    uncertain = [view.uncertain_spans() for view in seen]
    say(
        "weak stretches", f"{time.perf_counter() - began:.2f} s, {sum(map(len, uncertain))} of them"
    )
    say("memory", f"{peak():.0f} MB at its peak, {before:.0f} of them before the file was opened")
    document.close()


def make(path: Path, frames: int, texts: list[str]) -> None:
    """Make the project, and say how long its parts take."""
    rng = np.random.default_rng(7)
    masks = [ellipse(rng) for _ in range(400)]
    with Document(ProjectFile.create(path)) as document:
        size = {"width": WIDTH, "height": HEIGHT, "frame_count": frames}
        video = Video(VideoId(0), "hour.mp4", None, "", VIDEO, **size, rate=Fraction(30))
        project, given = document.project.add_video(video)
        for text in texts:
            project, _ = project.add_layer(given, text)
        document.do("Add", project)
        results = document.file.results
        numbers = [
            results.begin(Search(VIDEO, text, "w", "made-up", "{}", HEIGHT, WIDTH, 0.14))
            for text in texts
        ]
        spent, count = 0.0, 0
        for block in plan([(0, frames)], 8, 5):
            batch = [
                (number, result(window, rng, masks, bool(window.block // 600 % 2)))
                for number in numbers
                for window in block
            ]
            began = time.perf_counter()
            results.add(batch)
            spent += time.perf_counter() - began
            count += len(batch)
        say("keep", f"{spent / count * 1e3:.2f} ms a window")
        began = time.perf_counter()
        for number in numbers:
            keep(results, number, frames)
        say("link", f"{(time.perf_counter() - began) / len(numbers):.2f} s an expression")


def result(window, rng, masks, absent):  # type: ignore[no-untyped-def]
    """Return made-up candidates of a window."""
    candidates = []
    for rank in range(3):
        level = 0.01 if absent else (0.8, 0.3, 0.1)[rank]
        scores = np.float32(rng.uniform(0.8, 1.2, 8) * level).clip(0, 1)
        first = int(rng.integers(len(masks) - 8))
        candidates.append(
            WindowCandidate(
                rank,
                tuple(scores.tolist()),
                rng.random((8, 4), dtype=np.float32),
                tuple(masks[first : first + 8]),
                rng.standard_normal(128).astype(np.float32),
            )
        )
    window_ious = (
        None if window.block == 0 and window.phase == 0 else rng.random((3, 3), dtype=np.float32)
    )
    return WindowResult(0, window, window.frames, tuple(candidates), window_ious)


def ellipse(rng: np.random.Generator) -> Mask:
    """Return the mask of an ellipse with an uneven edge."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    centre = (int(rng.integers(100, 540)), int(rng.integers(80, 280)))
    axes = (int(rng.integers(30, 90)), int(rng.integers(30, 120)))
    cv2.ellipse(pixels, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
    noise = cv2.GaussianBlur(rng.random((HEIGHT, WIDTH), dtype=np.float32), (0, 0), 4)
    level = cv2.GaussianBlur(pixels, (0, 0), 6).astype(np.float32) / 255
    return Mask.from_array(level + (noise - 0.5) * 2 > 0.5)


def peak() -> float:
    """Return the most memory this process has had, in MB; NaN where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if platform.system() == "Darwin" else 2**10)


def say(what: str, value: str) -> None:
    """Print a measure."""
    sys.stdout.write(f"{what:<16} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
