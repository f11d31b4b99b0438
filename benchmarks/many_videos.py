"""How long a project of many short videos takes to open, and how long the event loop stands still.

    python benchmarks/many_videos.py [--videos 300] [--sentences 3] [--frames 24] [--runs 3]

Clips of 160 x 90 are encoded, and a project is made of them with sentences, masks of a third of
them and reviews of another. It is opened in the real window, 1600 x 1000, without a screen, in
Label, twice: with no picture of the list kept yet, and again. Told are the seconds until its first
frame is seen, and of what is done then the longest stalls: in all, without what the thread waited
for a processor, and what the processor worked.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from stalls import Beat, until, wait

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project import label_edits
from soc_studio.core.project.project import Review
from soc_studio.core.storage.added_videos import allow_new, clips_in, put_videos, read_videos
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.results import Search
from soc_studio.core.system.settings import Workspace
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.toolkit.turns import take_short_turns

_WIDTH, _HEIGHT = 160, 90
_CALM = 0.7  # seconds after an action that count as its own


def main() -> None:
    """Print a line for each action."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--videos", type=int, default=300)
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--frames", type=int, default=24)
    parser.add_argument("--runs", type=int, default=3, help="how often each action is done")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SOC_STUDIO_DATA"] = str(folder / "data")
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        for number in range(options.videos):
            write_clip(folder / f"clip {number:03d}.mp4", options.frames, number)
        began = time.perf_counter()
        path = make_project(folder, options.sentences, options.frames)
        told(f"{options.videos} videos added in {time.perf_counter() - began:.1f} s")
        take_short_turns()
        application = QApplication([])
        apply_theme("dark")
        window = MainWindow(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        window.resize(1600, 1000)
        garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
        window.workspaces.switch(Workspace.LABEL)
        window.show()
        beat = Beat()
        for words in ("opened, no picture made yet", "opened again"):
            measure_opening(window, path, beat, words)
            until(lambda: window.project is not None and not window.project.videos.is_reading)
            if words.endswith("again"):
                measure_actions(window, beat, options.runs)
            window.close_document()
            window.home.show(True)
            wait(_CALM)
        window._closes = True  # nobody is there to be asked
        window.close()
        garbage.end()
        del application


def measure_opening(window: MainWindow, path: Path, beat: Beat, words: str) -> None:
    """Open the project, and say how long it took until a frame was seen, and the stalls."""
    wait(_CALM)
    window.viewer.clear()
    beat.forget()
    began, worked = time.perf_counter(), time.process_time()
    window.open(path)
    until(lambda: window.viewer.image is not None)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    wait(2 * _CALM)
    told(f"{words}: {seconds:.2f} s, {worked:.2f} s of a processor; {stalls(beat)}")


def measure_actions(window: MainWindow, beat: Beat, runs: int) -> None:
    """Do what a person does with many videos, and say the stalls of each."""
    panel = window.videos
    bar = panel.list.verticalScrollBar()

    def shown(act: Callable[[], object]) -> None:
        """Have another video shown, and wait until it is."""
        assert window.document is not None
        before = window.document.shown_id
        act()
        until(lambda: window.document is not None and window.document.shown_id != before)
        until(lambda: window.viewer.image is not None)

    def far() -> None:
        rows = panel.model.rows
        assert window.document is not None
        other = rows[-1] if window.document.shown_id != rows[-1].id else rows[0]
        panel.chosen.emit(other.id)

    def scroll() -> None:
        for place in range(0, bar.maximum() + 1, max(1, bar.maximum() // 40)):
            bar.setValue(place)
            wait(0.005)
        bar.setValue(0)

    def type_words() -> None:
        for length in range(1, 8):
            panel.words.setText("sentence 1 of clip 1"[: 3 * length])
            wait(0.02)
        panel.words.clear()

    def review() -> None:
        assert window.document is not None
        window.label_table.reviewed.emit([each.id for each in window.document.layers], None)
        window.actions_["undo"].trigger()

    actions: dict[str, Callable[[], object]] = {
        "next video": lambda: shown(window.actions_["next_video"].trigger),
        "a video far away": lambda: shown(far),
        "scrolling through all": scroll,
        "typing in the search field": type_words,
        "reviewed, and undone": review,
        "list hidden, and shown": lambda: (
            window.actions_["videos"].trigger(),
            wait(0.2),
            window.actions_["videos"].trigger(),
        ),
        "removed, and undone": lambda: (
            shown(window.actions_["remove_video"].trigger),
            shown(window.actions_["undo"].trigger),
        ),
    }
    for words, act in actions.items():
        texts = []
        for _ in range(runs):
            beat.forget()
            began = time.perf_counter()
            act()
            seconds = time.perf_counter() - began
            wait(_CALM)
            texts.append(f"{seconds:.2f} s, {stalls(beat)}")
        told(f"{words}: {'; '.join(texts)}")


def stalls(beat: Beat) -> str:
    return "{:.0f} / {:.0f} / {:.0f} ms".format(*beat.longest())


def told(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def write_clip(path: Path, frames: int, number: int) -> None:
    """Write a short clip like no other: a square over a ground."""
    random = np.random.default_rng(number)
    ground = random.integers(0, 200, (9, 16, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = _WIDTH, _HEIGHT, "yuv420p"
        video.options = {"preset": "ultrafast"}
        for at in range(frames):
            picture = ground.copy()
            picture[20:50, at : at + 30] = (255, 240, 80)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(video.encode())


def make_project(folder: Path, sentences: int, frames: int) -> Path:
    """Make a project of the clips of a folder, and return where it is."""
    path = folder / "many.soc"
    with Document.new() as document:
        steps = read_videos(document, clips_in([folder]))
        try:
            while True:
                next(steps)
        except StopIteration as end:
            found = end.value
        allow_new(document, found)
        videos = put_videos(document, found)
        project = document.project
        for place, video in enumerate(videos):
            for number in range(sentences):
                text = f"sentence {number} of clip {place}"
                project, layer = project.add_layer(video.id, text)
                if place % 3 == 0:
                    put_masks(document, video.fingerprint, text, frames)
                if place % 3 == 1:
                    _, project = label_edits.review_all(project, [layer], Review.ACCEPTED)
        document.do("Label", project)
        document.save_as(path)
    return path


def put_masks(document: Document, video: str, text: str, frames: int) -> None:
    """Keep masks for a sentence, as a network finds them."""
    pixels = np.zeros((_HEIGHT, _WIDTH), dtype=np.bool_)
    pixels[20:50, 10:40] = True
    mask, box = Mask.from_array(pixels), np.full((1, 4), 0.5, dtype=np.float32)
    results = document.file.results
    search = Search(video, text, "w", "net", "{}", _HEIGHT, _WIDTH, 0.5)
    answers = results.begin(search)
    found = []
    for at in range(frames):
        candidate = WindowCandidate(0, (0.9,), box, (mask,), np.ones(1, dtype=np.float32))
        overlaps = np.ones((1, 1), dtype=np.float32) if at else None
        window = Window((at,), frozenset({at}), 0, at, 0)
        found.append((answers, WindowResult(0, window, (at,), (candidate,), overlaps)))
    results.add(found)


if __name__ == "__main__":
    main()
