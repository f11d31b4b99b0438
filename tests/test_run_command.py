"""Many videos searched by a list, with encoded clips and a real network."""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import av
import numpy as np
import pytest

from soc_studio.cli import main
from soc_studio.core.models.loading import load_model
from soc_studio.core.project.objects import labels_of
from soc_studio.core.runs.arrivals import Arrivals
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.project_run import run_into_project
from soc_studio.core.runs.run_table import RunTable
from soc_studio.core.storage.document import Document

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_of_the_test")]

ROOT = Path(__file__).resolve().parents[1]


def clip(path: Path, seed: int, frames: int = 16) -> Path:
    """Write a square that goes over noise, other noise for each seed."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        scene = np.random.default_rng(seed).integers(0, 200, (8, 12, 3), dtype=np.uint8)
        scene = scene.repeat(8, axis=0).repeat(8, axis=1)
        for number in range(frames):
            picture = scene.copy()
            left = 3 * number % 70
            picture[20:44, left : left + 24] = (255, 0, 0)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def six(folder: Path, third: int = 16) -> Path:
    """Write six clips and their list."""
    folder.mkdir()
    for number in range(1, 7):
        clip(folder / f"c{number}.mp4", number, third if number == 3 else 16)
    rows = "".join(f"c{number}.mp4,a ball,1\n" for number in range(1, 7))
    (folder / "list.csv").write_text(f"video,expression,object\n{rows}c1.mp4,the red square,1\n")
    return folder / "list.csv"


def windows_of(project: Path) -> dict[str, list[tuple[int, int]]]:
    """The ids and first frames of the windows found in each video, by fingerprint."""
    found: dict[str, list[tuple[int, int]]] = {}
    with closing(sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True)) as database:
        for video, window, first in database.execute(
            "SELECT video, window.id, first FROM window JOIN answers ON answers.id = answers"
            " ORDER BY window.id"
        ):
            found.setdefault(video, []).append((window, first))
    return found


def run(model: Path, *arguments: object) -> int:
    return main(["run", *map(str, arguments), "--model", str(model), "--device", "cpu"])


def started(*arguments: object, model: Path) -> subprocess.Popen[str]:
    words = ["run", *arguments, "--model", model, "--device", "cpu"]
    return subprocess.Popen(
        [sys.executable, "-m", "soc_studio", *map(str, words)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_a_run_that_is_killed_at_the_third_of_six_goes_on_there(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, project = six(tmp_path / "clips", third=160), tmp_path / "all.soc"
    process = started(listed, "-o", project, model=model)
    assert process.stderr is not None
    while not (line := process.stderr.readline()).startswith("c2.mp4: 'a ball'"):
        assert line, "it ended early"
    while len(before := windows_of(project)) < 3:
        assert process.poll() is None, "it ended early"
    process.kill()
    process.communicate(timeout=300)
    before = windows_of(project)
    assert len(before) == 3

    assert run(model, listed, "-o", project, "--table", tmp_path / "t.csv") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("7 done, 0 failed, 0 left")
    after = windows_of(project)
    assert len(after) == 6
    first, second, third = before
    assert after[first] == before[first]
    assert after[second] == before[second]
    assert len(before[third]) < len(after[third])
    text = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(text.splitlines()))
    assert [each["state"] for each in table] == ["done"] * 7
    assert run(model, listed, "-o", project) == 0
    assert windows_of(project) == after

    with Document.open(project) as document:
        videos = document.project.videos
        assert [each.name for each in videos] == [f"c{number}.mp4" for number in range(1, 7)]
        labels = labels_of(document.project, videos[0].id)
        (layer,) = document.project.of_video(videos[0].id)
        assert labels.numbers == {layer.id: 1}
        assert [(each.text, each.layers) for each in labels.expressions] == [
            ("the red square", (layer.id,))
        ]


def test_what_fails_is_a_sentence_and_the_rest_goes_on(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip(tmp_path / "a.mp4", 1, 40)
    (tmp_path / "broken.mp4").write_bytes(b"no video" * 100)
    listed = tmp_path / "list.csv"
    rows = ["a.mp4,a ball,5-20,", "a.mp4,a cube,90-99,", "broken.mp4,a ball,,"]
    rows += ["../b.mp4,a ball,,", "a.mp4,a ring,5-20,10"]
    listed.write_text("\n".join(["video,expression,range,rate", *rows]))
    project = tmp_path / "p.soc"
    assert run(model, listed, "-o", project, "--steady") == 1
    said = capsys.readouterr().out
    assert "line 3: there is no frame in its range: 'a.mp4' has 40 frames." in said
    assert "list.csv, line 4: " in said
    assert "line 5: '../b.mp4' is outside of the folder" in said
    assert "line 6: it gives the video another rate than line 2 does" in said
    assert said.splitlines()[-1].startswith("1 done, 4 failed, 0 left")
    listed.write_text(listed.read_text().replace("5-20,10", "5-20,"))
    assert run(model, listed, "-o", project, "--steady") == 1
    said = capsys.readouterr().out
    assert "of 15 frames" in said
    assert said.splitlines()[-1].startswith("2 done, 3 failed, 0 left")
    with Document.open(project) as document:
        (video,) = document.project.videos
        assert video.span == range(5, 20)
        assert [each.steadied for each in document.project.layers] == [True, True]


def test_wrong_use_is_said_before_the_work(tmp_path: Path) -> None:
    for words in (
        ["run"],
        ["run", "a.csv", "b.csv", "-o", "p.soc"],
        ["run", "a.csv"],
        ["run", "--watch", str(tmp_path), "-o", "p.soc"],
        ["run", "a.csv", "-o", "p.soc", "--steady", "--preview"],
    ):
        with pytest.raises(SystemExit, match="2"):
            main(words)
    assert main(["run", str(tmp_path / "no.csv"), "-o", str(tmp_path / "p.soc")]) == 1
    assert list(tmp_path.glob("*.soc")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts as Unix does")
def test_a_watched_folder_is_searched_as_it_fills_and_each_video_once(
    model: Path, tmp_path: Path
) -> None:
    incoming, project = tmp_path / "incoming", tmp_path / "all.soc"
    incoming.mkdir()
    made = clip(tmp_path / "made.mp4", 1)
    process = started("--watch", incoming, "a ball", "-o", project, "--settle", 1, model=model)
    assert process.stderr is not None
    heard: list[str] = []

    def wait_for(start: str) -> None:
        assert process.stderr is not None
        while not (line := process.stderr.readline()).startswith(start):
            heard.append(line)
            assert line, heard

    wait_for("Waiting for videos")
    half = (incoming / "b.mp4").open("wb")
    with half:
        half.write(made.read_bytes()[:1000])
        half.flush()
        clip(tmp_path / "a.mp4", 2).rename(incoming / "a.mp4")
        wait_for("a.mp4: 'a ball' on 16 of 16 frames")
        assert not any("b.mp4" in each for each in heard)
        half.write(made.read_bytes()[1000:])
    wait_for("b.mp4: 'a ball' on 16 of 16 frames")
    process.send_signal(signal.SIGINT)
    said, failed = process.communicate(timeout=300)
    assert process.returncode == 0, failed
    assert said.splitlines()[-1].startswith("2 done, 0 failed, 0 left")
    assert "Traceback" not in failed

    before = windows_of(project)
    arrivals = Arrivals(incoming, ["a ball"], 0)
    network, table = load_model(str(model), "cpu"), RunTable()
    with Document.open(project) as document:  # as after a start anew
        for each in arrivals.look():
            table.add(each)
            list(run_into_project(document, [each], incoming, network, Manner(), table))
    assert table.summary() == "2 done, 0 failed, 0 left"
    assert windows_of(project) == before
