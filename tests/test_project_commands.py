"""Projects from the command line: found, stopped, gone on with, looked at, written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.cli import main
from soc_studio.core.project.project import Correction
from soc_studio.core.project.seeming_cuts import seeming_cuts
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_of_the_test")]

ROOT = Path(__file__).resolve().parent.parent
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def film(path: Path, frames: int = 24, shade: int = 60, cut: int | None = None) -> Path:
    """Write a clip of 96 x 64 pixels, 12 frames a second, in which a square goes right; from frame
    `cut` on it shows a sky."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=12)
        stream.width, stream.height = 96, 64
        stream.pix_fmt = "yuv420p"
        for number in range(frames):
            picture = np.full((64, 96, 3), shade, dtype=np.uint8)
            left = 3 * number % 70
            picture[20:44, left : left + 24] = (255, 0, 0)
            if cut is not None and number >= cut:
                picture[..., 0] = 0
                picture[..., 1] = np.linspace(255, 0, 96)
                picture[..., 2] = np.linspace(0, 255, 64)[:, None]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def find(model: Path, *arguments: object) -> int:
    fixed = ["--model", str(model), "--device", "cpu", "--threshold", "0"]
    return main(["segment", *map(str, arguments), *fixed])


def masks(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*.png"))]


def test_what_is_found_stays_in_the_project_and_is_written_from_it(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4"), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "the ring", "--project", project, "-o", tmp_path / "a") == 0
    assert main(["export", "--project", str(project), "-o", str(tmp_path / "b")]) == 0
    assert len(masks(tmp_path / "a")) == 48
    assert masks(tmp_path / "a") == masks(tmp_path / "b")
    capsys.readouterr()
    assert main(["project", str(project), "--check"]) == 0
    told = capsys.readouterr().out
    for said in ("is sound", "clip.mp4: 96 x 64, 24 frames", "'a ball'", "'the ring'", "untaught"):
        assert said in told
    # One of the layers alone, by its words.
    assert main(["export", "the ring", "--project", str(project), "-o", str(tmp_path / "c")]) == 0
    assert sorted(path.name for path in (tmp_path / "c").iterdir()) == [
        "01-the-ring",
        "tracks.json",
    ]
    assert main(["export", "a cow", "--project", str(project), "-o", str(tmp_path / "d")]) == 1
    assert "a cow" in capsys.readouterr().err


def test_a_part_is_found_first_and_the_rest_without_naming_anything(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4", 40), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project, "--to", "16") == 0
    capsys.readouterr()
    assert find(model, "--project", project, "-o", tmp_path / "parts") == 0
    assert "of 24 frames" in capsys.readouterr().err  # 16 of 40 were there
    assert find(model, video, "a ball", "-o", tmp_path / "whole") == 0
    assert masks(tmp_path / "parts") == masks(tmp_path / "whole")


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("source", ["overlay.mp4", "01-a-ball"])
def test_an_export_does_not_take_the_place_of_a_video_of_the_project(
    model: Path, tmp_path: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, project, result = film(tmp_path / "clip.mp4"), tmp_path / "p.soc", tmp_path / "res"
    assert find(model, first, "a ball", "-o", result, "--overlay") == 0
    assert find(model, result / source, "a ball", "--project", project) == 0
    before = files(result)
    arguments = ["export", "--project", str(project), "-o", str(result)]
    assert main(arguments) == 1
    assert "would replace it" in capsys.readouterr().err
    # Nor of one that is not exported, nor by a search.
    assert find(model, first, "a ball", "--project", project) == 0
    assert main([*arguments, "--video", str(first)]) == 1
    assert "would replace it" in capsys.readouterr().err
    assert find(model, first, "a ball", "--project", project, "-o", result) == 1
    assert "would replace it" in capsys.readouterr().err
    assert files(result) == before


def test_the_formats_that_are_named_are_written(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4"), tmp_path / "p.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    arguments = ["export", "--project", str(project), "-o", str(tmp_path / "a")]
    capsys.readouterr()
    assert main([*arguments, "--format", "masks", "--format", "overlay"]) == 0
    assert "24 of 24 frames" in capsys.readouterr().err
    assert {path.split("/")[0] for path in files(tmp_path / "a")} == {
        *("01-a-ball", "overlay.mp4", "result.json")
    }
    of_colours = [*arguments[:-1], str(tmp_path / "b"), "--format", "cutout-animation"]
    assert main([*of_colours, "--premultiplied"]) == 0
    assert json.loads((tmp_path / "b" / "result.json").read_bytes())["alpha"] == "premultiplied"
    with av.open(tmp_path / "b" / "01-a-ball-animation.mov") as container:
        assert "premultiplied" in container.metadata["comment"]
    assert main(of_colours) == 0
    assert json.loads((tmp_path / "b" / "result.json").read_bytes())["alpha"] == "straight"
    assert main([*arguments, "--format", "gif"]) == 1
    assert "There are: masks, tracks, cutout, " in capsys.readouterr().err


SEARCHED = ("long.mp4", "clip.soc")


@pytest.fixture(scope="module")
def searched(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a film and a project in which all of it was searched."""
    folder = tmp_path_factory.mktemp("searched")
    video = film(folder / SEARCHED[0], 200)
    assert find(model, video, "a ball", "--project", folder / SEARCHED[1]) == 0
    return folder


@posix_only
@pytest.mark.parametrize("request_to_stop", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_export_that_is_stopped_leaves_nothing_but_the_older_result(
    model: Path, searched: Path, tmp_path: Path, request_to_stop: str, is_there: bool
) -> None:
    video, project = (Path(shutil.copy(searched / name, tmp_path)) for name in SEARCHED)
    output = tmp_path / "new" / "folder"
    if is_there:
        assert find(model, video, "the ring", "--to", "20", "-o", output) == 0
    before = sorted(tmp_path.rglob("*"))
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    for _ in range(5):
        older = files(output) if is_there else {}
        run = subprocess.Popen(
            [
                *(sys.executable, "-m", "soc_studio", "export", "--project", str(project)),
                *("-o", str(output), "--overlay"),
            ],
            env=os.environ | {"PYTHONPATH": path},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert run.stderr is not None
        while "Writing" not in (line := run.stderr.readline()):
            assert line, "it ended early"
        run.send_signal(getattr(signal, request_to_stop))
        run.send_signal(getattr(signal, request_to_stop))
        _, failed = run.communicate(timeout=300)
        assert "Traceback" not in failed
        if run.returncode != 0:
            break
        shutil.rmtree(output.parent)  # all was written before this test was given the processor
        if is_there:
            assert find(model, video, "the ring", "--to", "20", "-o", output) == 0
    assert run.returncode == 130
    assert sorted(tmp_path.rglob("*")) == before
    assert (files(output) if is_there else {}) == older


@posix_only
def test_a_killed_search_goes_on_where_it_was(model: Path, tmp_path: Path) -> None:
    video, project = film(tmp_path / "long.mp4", 240), tmp_path / "clip.soc"
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    run = subprocess.Popen(
        [
            *(sys.executable, "-m", "soc_studio", "segment", str(video), "a ball"),
            *("--project", str(project), "--model", str(model), "--device", "cpu"),
        ],
        env=os.environ | {"PYTHONPATH": path},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr is not None
    while "frames a second" not in (line := run.stderr.readline()):
        assert line, "it ended early"
    run.kill()
    run.communicate(timeout=300)
    with Document.open(project) as document:
        document.file.check()
        (expression,) = document.project.layers
        fingerprint = document.project.videos[0].fingerprint
        ((number, _),) = document.file.results.searches(fingerprint, expression.expression)
        missing = document.file.results.missing(number, 0, 240, preview=False)
    assert find(model, "--project", project, "-o", tmp_path / "parts") == 0
    assert find(model, video, "a ball", "-o", tmp_path / "whole") == 0
    assert missing[0].start % 16 == 0
    assert masks(tmp_path / "parts") == masks(tmp_path / "whole")


def test_a_moved_video_is_found_and_another_one_under_its_name_is_noticed(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = film(tmp_path / "one" / "clip.mp4")
    project = tmp_path / "one" / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    moved = tmp_path / "two" / "other name.mp4"
    moved.parent.mkdir()
    video.rename(moved)
    project = project.rename(moved.with_name("clip.soc"))
    assert main(["export", "--project", str(project), "-o", str(tmp_path / "a")]) == 0
    moved.unlink()
    film(project.with_name("clip.mp4"), shade=90)
    capsys.readouterr()
    assert main(["export", "--project", str(project), "-o", str(tmp_path / "b")]) == 1
    assert "clip.mp4" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_somebody_elses_project_reads_nothing_outside_before_the_video_is_named(
    model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    video = film(tmp_path / "films" / "clip.mp4")
    project = tmp_path / "project" / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    assert main(["export", "--project", str(project), "-o", str(tmp_path / "a")]) == 0
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data of another person"))
    capsys.readouterr()
    arguments = ["export", "--project", str(project), "-o", str(tmp_path / "b")]
    assert main(arguments) == 1
    assert "outside" in capsys.readouterr().err
    assert main([*arguments, "--video", str(video)]) == 0


def test_masks_from_elsewhere_become_a_layer(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4"), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    folder = tmp_path / "drawn"
    folder.mkdir()
    for number in range(24):
        pixels = np.zeros((64, 96), dtype=np.uint8)
        pixels[20:44, 10 + number : 30 + number] = 255
        Image.fromarray(pixels).save(folder / f"{number:05d}.png")
    assert main(["project", str(project), "--import-masks", str(folder)]) == 0
    assert main(["export", "drawn", "--project", str(project), "-o", str(tmp_path / "a")]) == 0
    with Image.open(tmp_path / "a" / "01-drawn" / "00005.png") as picture:
        assert np.flatnonzero(np.asarray(picture)[30]).tolist() == list(range(15, 35))
    content = json.loads((tmp_path / "a" / "tracks.json").read_text(encoding="utf-8"))
    assert {frame["source"] for frame in content["tracks"][0]["frames"]} == {"imported"}
    (folder / "00003.png").unlink()
    capsys.readouterr()
    Image.fromarray(np.zeros((10, 10), dtype=np.uint8)).save(folder / "00003.png")
    assert main(["project", str(project), "--import-masks", str(folder)]) == 1
    assert "00003" in capsys.readouterr().err
    with Document.open(project) as document:
        assert [each.label for each in document.project.layers] == ["a ball", "drawn"]


def test_a_project_that_is_open_elsewhere_is_read_and_not_written(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4"), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    with ProjectFile.open(project):
        capsys.readouterr()
        assert main(["project", str(project)]) == 0
        assert "open in another program" in capsys.readouterr().err
        assert main(["export", "--project", str(project), "-o", str(tmp_path / "a")]) == 0
        assert find(model, video, "the ring", "--project", project) == 1
        assert "open in another program" in capsys.readouterr().err


def test_a_damaged_project_is_refused_and_repaired(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4"), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project, "-o", tmp_path / "a") == 0
    content = bytearray(project.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 3000] = bytes(3000)
    project.write_bytes(content)
    capsys.readouterr()
    assert main(["project", str(project)]) == 1
    assert "--repair" in capsys.readouterr().err
    repaired = tmp_path / "repaired.soc"
    assert main(["project", str(project), "--repair", str(repaired)]) == 0
    assert main(["project", str(repaired), "--check"]) == 0
    with Document.open(repaired) as document:
        assert [each.expression for each in document.project.layers] == ["a ball"]
    # What was lost is found again.
    assert find(model, video, "a ball", "--project", repaired, "-o", tmp_path / "b") == 0
    assert masks(tmp_path / "b") == masks(tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_project_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "x.soc"
    path.write_bytes(content)
    assert main(["project", str(path)]) == 1
    told = capsys.readouterr().err
    assert "x.soc" in told
    assert "Traceback" not in told
    assert path.read_bytes() == content


# Several videos


@pytest.fixture
def two(model: Path, tmp_path: Path) -> Path:
    """A project with two videos of one name, and an expression for each."""
    project = tmp_path / "two.soc"
    for folder, shade, text in (("a", 60, "a ball"), ("b", 90, "the ring")):
        video = film(tmp_path / "films" / folder / "clip.mp4", 12, shade)
        assert find(model, video, text, "--project", project) == 0
    return project


def test_videos_of_one_name_are_told_apart(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["project", str(two)]) == 0
    told = capsys.readouterr().out
    assert "a/clip.mp4: 96 x 64" in told
    assert "b/clip.mp4: 96 x 64" in told
    assert main(["project", str(two), "--video", "2"]) == 0
    told = capsys.readouterr().out
    assert "a/clip.mp4" not in told
    assert "'the ring'" in told


@pytest.mark.parametrize("said", ["2", "b/clip.mp4", "PATH"])
@pytest.mark.parametrize("command", ["export", "segment", "import"])
def test_the_video_is_chosen_by_name_number_or_path(
    model: Path, two: Path, tmp_path: Path, said: str, command: str
) -> None:
    if said == "PATH":
        said = str(tmp_path / "films" / "b" / "clip.mp4")
    out = tmp_path / "out"
    if command == "export":
        assert main(["export", "--project", str(two), "-o", str(out), "--video", said]) == 0
        assert [each.name for each in out.glob("0*")] == ["01-the-ring"]
    elif command == "segment":
        assert find(model, "--project", two, "-o", out, "--video", said) == 0
        assert [each.name for each in out.glob("0*")] == ["01-the-ring"]
        assert find(model, "a dog", "--project", two, "--video", said) == 0
        assert find(model, said, "a cat", "--project", two) == 0
        with Document.open(two) as document:
            second = document.project.videos[1].id
            assert [each.expression for each in document.project.of_video(second)] == [
                *("the ring", "a dog", "a cat")
            ]
    else:
        drawn = tmp_path / "drawn"
        drawn.mkdir()
        for number in range(12):
            Image.fromarray(np.zeros((64, 96), dtype=np.uint8)).save(drawn / f"{number:05d}.png")
        arguments = ["project", str(two), "--import-masks", str(drawn)]
        assert main([*arguments, "--video", said]) == 0
        with Document.open(two) as document:
            second = document.project.videos[1].id
            assert [each.label for each in document.project.of_video(second)] == [
                *("the ring", "drawn")
            ]


@pytest.mark.parametrize("said", [None, "clip.mp4", "3", "c/clip.mp4", "other.mp4"])
def test_a_video_that_is_not_one_of_the_project_is_refused_with_the_choices(
    model: Path, two: Path, tmp_path: Path, said: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    film(tmp_path / "other.mp4", shade=120)
    before = two.read_bytes()
    said = str(tmp_path / said) if said == "other.mp4" else said
    video = [] if said is None else ["--video", said]
    capsys.readouterr()
    for command in (
        ["export", "--project", str(two), "-o", str(tmp_path / "out")],
        ["segment", "--project", str(two)],
        ["project", str(two), "--import-masks", str(tmp_path)],
    ):
        assert main([*command, *video]) == 1
        told = capsys.readouterr().err
        assert "1: 'a/clip.mp4', 2: 'b/clip.mp4'" in told
    assert two.read_bytes() == before


def test_another_file_under_the_path_that_is_given_is_refused(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = film(tmp_path / "films" / "b" / "clip.mp4", 12, shade=120)
    arguments = ["export", "--project", str(two), "-o", str(tmp_path / "out")]
    assert main([*arguments, "--video", str(video)]) == 1
    assert "is not the video" in capsys.readouterr().err


# What goes wrong leaves projects as they were


def test_a_second_video_in_the_place_of_the_words_is_refused(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    film(tmp_path / "a.mp4", 4)
    film(tmp_path / "b.MP4.mp4", 4).rename(tmp_path / "b.MP4")
    for name in ("frames 2", "bus", "camel"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (96, 64)).save(tmp_path / name / "0.png")
    (tmp_path / "ball").mkdir()
    for words in (
        ["b.MP4"],
        ["b.MP4", "a ball"],
        ["a ball", str(tmp_path / "b.MP4")],
        ["frames 2"],
        ["camel", "the red ball"],
        ["./camel"],
    ):
        assert find(model, "a.mp4", *words, "--project", "p.soc") == 2
        assert "one video at a time" in capsys.readouterr().err
        assert not (tmp_path / "p.soc").exists()
    for words in (["bus"], ["bus", "camel"], ["ball"], ["gone.mp4"]):
        assert find(model, "a.mp4", *words, "--project", "p.soc") == 0


@pytest.mark.parametrize("wrong", ["video", "model", "span", "words", "output", "format"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_search_that_cannot_begin_leaves_no_project_and_changes_none(
    model: Path, tmp_path: Path, wrong: str, is_there: bool
) -> None:
    video, project = film(tmp_path / "clip.mp4", 4), tmp_path / "new" / "folder" / "p.soc"
    if is_there:
        assert find(model, film(tmp_path / "first.mp4", 4, 90), "a cow", "--project", project) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    before = files(tmp_path)
    arguments = {
        "video": (tmp_path / "gone.mp4", "a ball"),
        "model": (video, "a ball"),
        "span": (video, "a ball", "--from", "9"),
        "words": (video,),
        "output": (video, "a ball", "-o", tmp_path / "mine"),
        "format": (video, "a ball", "-o", tmp_path / "out", "--format", "gif"),
    }[wrong]
    used = tmp_path / "gone.safetensors" if wrong == "model" else model
    assert find(used, *arguments, "--project", project) in (1, 2)
    after = files(tmp_path)
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} <= {"data/consents.json"}
    assert (tmp_path / "new").exists() == is_there


def test_corrections_are_propagated_from_the_command_line(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4", 16), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    arguments = ["propagate", str(project), "--layer", "a ball"]
    assert main(arguments) == 1
    assert "no correction to propagate" in capsys.readouterr().err
    assert main([*arguments[:-1], "a cow"]) == 1
    assert "no layer 'a cow'" in capsys.readouterr().err

    def square(number: int) -> Mask:
        pixels = np.zeros((64, 96), dtype=np.bool_)
        pixels[20:44, 3 * number : 3 * number + 24] = True
        return Mask.from_array(pixels)

    with Document.open(project) as document:
        (layer,) = document.project.of_video(document.project.videos[0].id)
        corrections = {number: Correction(square(number)) for number in (5, 11)}
        document.do("two corrections", document.project.correct(layer.id, corrections))
    assert main(arguments) == 0
    assert "propagated to 14 frames" in capsys.readouterr().out
    with Document.open(project) as document:
        (layer,) = document.project.of_video(document.project.videos[0].id)
        found = layer.corrections
        assert {n for n, each in found.items() if each.source is None} == {5, 11}
        assert {n for n, each in found.items() if each.source == 5} == {*range(11)} - {5}
        assert {n for n, each in found.items() if each.source == 11} == {12, 13, 14, 15}
        assert np.mean([each.mask.iou(square(n)) for n, each in found.items()]) > 0.8
    assert main([*arguments, "--from", "7"]) == 1
    assert "not corrected by hand" in capsys.readouterr().err


def test_propagation_says_what_looks_like_a_cut_and_what_to_do(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4", 16, cut=9), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "--project", project) == 0
    pixels = np.zeros((64, 96), dtype=np.bool_)
    pixels[20:44, 6:30] = True
    with Document.open(project) as document:
        (layer,) = document.project.of_video(document.project.videos[0].id)
        corrections = {2: Correction(Mask.from_array(pixels))}
        document.do("a correction", document.project.correct(layer.id, corrections))
    capsys.readouterr()
    assert main(["propagate", str(project), "--layer", "a ball"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "'a ball' was propagated to 15 frames."
    assert said[1].startswith("Frame 9 looks like a cut: 'a ball' is not found behind it. Correct")
    assert len(said) == 2


def test_layers_are_propagated_together_in_one_step_each_from_its_own_correction(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, project = film(tmp_path / "clip.mp4", 16, cut=12), tmp_path / "clip.soc"
    assert find(model, video, "a ball", "a wall", "--project", project) == 0

    def box(left: int, top: int) -> Mask:
        pixels = np.zeros((64, 96), dtype=np.bool_)
        pixels[top : top + 24, left : left + 24] = True
        return Mask.from_array(pixels)

    with Document.open(project) as document:
        ball, wall = document.project.of_video(document.project.videos[0].id)
        corrected = document.project.correct(
            ball.id, {number: Correction(box(3 * number, 20)) for number in (2, 9)}
        )
        corrected = corrected.correct(wall.id, {5: Correction(box(70, 40))})
        document.do("corrections", corrected)
    capsys.readouterr()
    arguments = ["propagate", str(project), "--layer", "a ball", "--layer", "a wall"]
    assert main([*arguments, "--from", "9"]) == 1
    assert "These are: 5." in capsys.readouterr().err
    assert main(arguments) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "'a ball' was propagated to 14 frames."
    assert "'a wall' was propagated to 15 frames." in said
    assert sum(each.startswith("Frame 12 looks like a cut: ") for each in said) == 2
    with Document.open(project) as document:
        assert document.undo_name is not None
        assert "2 layers" in document.undo_name
        found = [document.project.layer(each.id).corrections for each in (ball, wall)]
        assert [sorted(each) for each in found] == [list(range(16))] * 2
        assert {n for n, each in found[0].items() if each.source is None} == {2, 9}
        assert {n for n, each in found[1].items() if each.source is None} == {5}
        before = range(12)
        assert np.mean([found[0][n].mask.iou(box(3 * n, 20)) for n in before]) > 0.8
        assert np.mean([found[1][n].mask.iou(box(70, 40)) for n in before]) > 0.8
        for n in set(range(16)) - {2, 5, 9}:
            assert not (found[0][n].mask.to_array() & found[1][n].mask.to_array()).any()
        assert seeming_cuts(found[0]) == {12: True}
        document.undo()
        assert document.project.layer(ball.id).corrections.keys() == {2, 9}
        assert document.project.layer(wall.id).corrections.keys() == {5}
