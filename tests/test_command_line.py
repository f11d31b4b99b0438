"""The command line as it is used, with a small network and small videos."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco

from soc_studio.__main__ import main as open_program
from soc_studio.cli import main
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from tests.thoroughness import only_thorough

ROOT = Path(__file__).resolve().parent.parent
FRAMES = 18
SIZE = (96, 64)


def encode(path: Path, frames: int = FRAMES) -> Path:
    """Write a clip, 12 frames a second, in which a red square goes right."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=12)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for number in range(frames):
            picture = np.full((SIZE[1], SIZE[0], 3), 60, dtype=np.uint8)
            left = 3 * number % 70
            picture[20:44, left : left + 24] = (255, 0, 0)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encode(tmp_path_factory.mktemp("video") / "clip.mp4")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip that is still worked on when a program that does it is disturbed."""
    return encode(tmp_path_factory.mktemp("long") / "long.mp4", 800)


def segment(video: Path, model: Path, output: Path, *more: str) -> int:
    """Find with every answer taken for present, since an untaught network is never sure."""
    fixed = ["--model", str(model), "--device", "cpu", "--threshold", "0", "-o", str(output)]
    return main(["segment", str(video), *fixed, *(more or ("the red square",))])


def start(*arguments: object) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    return subprocess.Popen(
        [sys.executable, "-m", "soc_studio", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def pixels(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        return np.asarray(picture)


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# pycocotools 2.0.11 is behind numpy 2 in how it hands out arrays.
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_segment_writes_masks_tracks_and_an_overlay(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "result"
    texts = ("the red square", "a blue circle")
    assert segment(video, model, output, *texts, "--overlay") == 0

    names = ["01-the-red-square", "02-a-blue-circle"]
    assert sorted(path.name for path in output.iterdir()) == [*names, "overlay.mp4", "tracks.json"]
    content = json.loads((output / "tracks.json").read_text(encoding="utf-8"))
    assert content["span"] == {"start": 0, "stop": FRAMES, "complete": True}
    for name, text, track in zip(names, texts, content["tracks"], strict=True):
        assert (track["expression"], track["folder"]) == (text, name)
        assert track["model"]["sha256"] == hashlib.sha256(model.read_bytes()).hexdigest()
        assert track["settings"]["stride"] == 2
        assert track["settings"]["threshold"] == 0
        pictures = sorted((output / name).iterdir())
        assert [path.name for path in pictures] == [f"{n:05d}.png" for n in range(FRAMES)]
        assert [Fraction(frame["time"]) for frame in track["frames"]] == [
            Fraction(number, 12) for number in range(FRAMES)
        ]
        for picture, frame in zip(map(pixels, pictures), track["frames"], strict=True):
            assert picture.shape == (SIZE[1], SIZE[0])
            assert (coco.decode(frame["segmentation"]) * 255 == picture).all()
            assert frame["present"] == picture.any()
    assert any(frame["present"] for track in content["tracks"] for frame in track["frames"])

    with av.open(output / "overlay.mp4") as container:
        times = [picture.pts * picture.time_base for picture in container.decode(video=0)]
    assert times == [Fraction(number, 12) for number in range(FRAMES)]

    told = capsys.readouterr()
    assert str(output / names[0]) in told.out
    assert f"{FRAMES} of {FRAMES} frames" in told.err
    assert "frames a second" in told.err


@pytest.mark.slow
def test_a_span_keeps_the_frame_numbers_of_the_video(
    video: Path, model: Path, tmp_path: Path
) -> None:
    span = ("--from", "0.5s", "--to", "16", "--stride", "1")
    assert segment(video, model, tmp_path / "r", "the red square", *span) == 0
    names = [path.name for path in sorted((tmp_path / "r" / "01-the-red-square").iterdir())]
    assert names == [f"{number:05d}.png" for number in range(6, 16)]


@pytest.mark.slow
@pytest.mark.parametrize("manner", ["--quality=quick", "--preview", "--whole"])
def test_other_manners_answer_every_frame_too(
    video: Path, model: Path, tmp_path: Path, manner: str
) -> None:
    assert segment(video, model, tmp_path / "r", "the red square", manner) == 0
    assert len(list((tmp_path / "r" / "01-the-red-square").iterdir())) == FRAMES
    content = json.loads((tmp_path / "r" / "tracks.json").read_text(encoding="utf-8"))
    moved = [frame.get("preview", False) for frame in content["tracks"][0]["frames"]]
    assert any(moved) == (manner != "--whole")


@pytest.mark.slow
def test_a_rerun_leaves_only_what_is_new(video: Path, model: Path, tmp_path: Path) -> None:
    output = tmp_path / "r"
    assert segment(video, model, output, "the red square", "--overlay") == 0
    assert segment(video, model, output, "a blue circle", "--to", "8") == 0
    assert sorted(path.name for path in output.iterdir()) == ["01-a-blue-circle", "tracks.json"]
    assert len(list((output / "01-a-blue-circle").iterdir())) == 8


@pytest.mark.parametrize(
    "failing",
    ["video", *(pytest.param(each, marks=pytest.mark.slow) for each in ("model", "device"))],
)
def test_a_rerun_that_fails_leaves_the_old_result(
    video: Path,
    model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    failing: str,
) -> None:
    output = tmp_path / "r"
    assert segment(video, model, output) == 0
    before = snapshot(output)
    if failing == "video":
        video = tmp_path / "missing.mp4"
    elif failing == "model":
        model = tmp_path / "broken.safetensors"
        model.write_bytes(b"these are no weights")
    capsys.readouterr()
    device = ["--device", "mps" if sys.platform != "darwin" else "cuda"]
    more = ["the red square", *(device if failing == "device" else [])]
    fixed = ["segment", str(video), "-o", str(output), "--model", str(model)]
    assert main([*fixed, *more]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert told.err.strip().endswith(".")
    assert snapshot(output) == before


@pytest.mark.parametrize("wrong", ["video", "model", "output"])
def test_a_name_that_is_too_long_fails_with_a_sentence(
    wrong: str, video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"video": video, "model": model, "output": tmp_path / "r"}
    assert segment(**{**places, wrong: tmp_path / ("n" * 300)}) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert ("could not be written" in told) == (wrong == "output")
    assert not list(tmp_path.iterdir())


def test_a_file_where_the_result_should_go_is_left_alone(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "r"
    place.write_text("mine")
    assert segment(video, model, place) == 1
    assert segment(video, model, place / "deeper") == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert all("there is a file where a folder is needed" in line for line in told)
    assert place.read_text() == "mine"


@pytest.mark.slow
def test_a_result_does_not_take_the_place_of_the_video_it_is_of(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "r"
    assert segment(video, model, output, "the red square", "--overlay") == 0
    before = snapshot(output)
    for source in ("overlay.mp4", "01-the-red-square"):
        assert segment(output / source, model, output) == 1
        assert "Choose another folder" in capsys.readouterr().err
    assert snapshot(output) == before


@pytest.mark.slow
def test_what_is_wrong_with_a_sentence_is_told(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert segment(video, model, tmp_path / "r", "the red theodolyt", "--to", "8") == 0
    assert '"theodolyt" is not a word the model knows' in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("names", [["not there.mp4"], ["no folder/clip"], [__file__, "x/a.mp4"]])
def test_a_file_to_open_that_is_not_there_is_told(
    names: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["soc-studio", *names])
    assert open_program() == 2
    assert capsys.readouterr().err == f"There is no file or folder {names[-1]}. Check its path.\n"


def test_several_objects_get_a_layer_each_or_one(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fixed = ("two squares", "--to", "8", "--project", str(tmp_path / "p.soc"))
    assert segment(video, model, tmp_path / "r", *fixed) == 0
    assert "--each makes a layer of each" in capsys.readouterr().err
    assert segment(video, model, tmp_path / "r", *fixed, "--each") == 0
    found = re.search(r"'two squares': (\d) objects?", capsys.readouterr().err)
    assert found is not None
    folders = [each.name for each in sorted((tmp_path / "r").iterdir()) if each.is_dir()]
    assert len(folders) == int(found[1])
    assert segment(video, model, tmp_path / "r", *fixed, "--each") == 0
    again = [each.name for each in sorted((tmp_path / "r").iterdir()) if each.is_dir()]
    assert again == folders
    assert segment(video, model, tmp_path / "r", *fixed, "--together") == 0
    assert len([each for each in (tmp_path / "r").iterdir() if each.is_dir()]) == 1


@pytest.mark.slow
def test_what_came_nearest_is_told_of_what_was_not_found(
    video: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("a red ball", "--to", "8", "--threshold", "1")
    assert segment(video, model, tmp_path / "r", *chosen) == 0
    told = capsys.readouterr().err
    assert "'a red ball' is on none of the 8 frames looked at. The closest thing is on" in told


def test_what_the_window_calls_not_found_is_told_and_left_out(
    video: Path,
    model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An untaught network is never sure, so it is taken for present, and for hardly possible.
    for place in ("core.tracks.nearest_answer", "core.search.unlikely", "cli.several"):
        monkeypatch.setattr(f"soc_studio.{place}.POSSIBLE", 1.0)
    monkeypatch.setattr(ResolvedTrack, "present_anywhere", lambda _: True)
    fixed = ["--model", str(model), "--device", "cpu", "-o", str(tmp_path / "r"), "--to", "8"]
    assert main(["segment", str(video), *fixed, "a red ball"]) == 0
    told = capsys.readouterr().err
    assert "'a red ball' is probably not in this video. The closest thing is on frame" in told
    assert "Its masks are left out: --threshold 0." in told

    def marked() -> list[bool]:
        masks = sorted((tmp_path / "r").glob("*/*.png"))
        return [bool(cv2.imread(str(each), cv2.IMREAD_UNCHANGED).any()) for each in masks]

    assert not any(marked())
    assert main(["segment", str(video), *fixed, "a red ball", "--threshold", "0"]) == 0
    assert any(marked())
    assert "left out" not in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--from", "--stride"])
def test_a_number_without_end_is_refused_in_words(
    option: str, video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["segment", str(video), "a ball", "-o", "r", option, "9" * 5000])
    assert ended.value.code == 2
    assert "invalid _" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["segment"],
        ["segment", "VIDEO", "-o", "r"],
        ["segment", "VIDEO", "  ", "-o", "r"],
        ["segment", "VIDEO", "a ball"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--from", "soon"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--stride", "0"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--threshold", "2"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--edge-band", "201"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--edge-softness", "-1"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--device", "tpu"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--preview", "--whole"],
        ["segment", "VIDEO", "a ball", "-o", "r", "--quality", "quick", "--steady"],
        ["evaluate", "VIDEO", "--quality", "quick", "--whole"],
        ["paint", "VIDEO"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(
    wrong: list[str], video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(video) if word == "VIDEO" else word for word in wrong])
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_an_empty_span_is_wrong_use(video: Path, model: Path, tmp_path: Path) -> None:
    assert segment(video, model, tmp_path / "r", "a ball", "--from", "12", "--to", "12") == 2
    assert segment(video, model, tmp_path / "r", "a ball", "--from", "1:00") == 2
    assert not (tmp_path / "r").exists()


def test_info_says_what_a_video_is(video: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(video)]) == 0
    told = capsys.readouterr().out
    for fact in (str(video), "96 x 64", "frames     18", "12 frames a second, constant", "h264"):
        assert fact in told


def test_a_file_that_is_no_video_fails_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("no pictures here")
    assert main(["info", str(path)]) == 1
    told = capsys.readouterr().err
    assert "notes.mp4" in told
    assert "Traceback" not in told


@pytest.fixture
def measured_clips(tmp_path: Path) -> Path:
    """Two clips with known masks, one object each; the second has an absent one, too."""
    folder = tmp_path / "clips"
    clips = []
    for name, absent in (("one", []), ("two", [{"text": "a green circle"}])):
        for kind in ("frames", "masks"):
            (folder / name / kind).mkdir(parents=True)
        for number in range(9):
            picture = np.full((64, 96, 3), 60, dtype=np.uint8)
            labels = np.zeros((64, 96), dtype=np.uint8)
            place = np.s_[20:44, 3 * number : 3 * number + 24]
            picture[place], labels[place] = (255, 0, 0), 1
            Image.fromarray(picture).save(folder / name / "frames" / f"{number:05d}.jpg")
            Image.fromarray(labels).save(folder / name / "masks" / f"{number:05d}.png")
        told = [{"text": "the red square"}, {"text": "a square"}]
        clips.append(
            {
                "name": name,
                "frames": 9,
                "width": 96,
                "height": 64,
                "fps": 12.0,
                "objects": [{"id": 1, "category": "square", "expressions": told}],
                "absent_expressions": absent,
            }
        )
    content = {"format_version": 1, "clips": clips}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_evaluate_prints_and_saves_the_scores(
    measured_clips: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = tmp_path / "scores.json"
    options = ["--model", str(model), "--device", "cpu", "-o", str(scores)]
    assert main(["evaluate", str(measured_clips), *options]) == 0
    content = json.loads(scores.read_text(encoding="utf-8"))
    assert content["complete"]
    assert content["model"]["sha256"] == hashlib.sha256(model.read_bytes()).hexdigest()
    assert len(content["expressions"]) == 4
    assert [each["clip"] for each in content["absent_expressions"]] == ["two"]
    joint = [each["joint"] for each in content["expressions"]]
    assert content["overall"]["joint"] == pytest.approx(np.mean(joint))
    for each in content["expressions"]:
        assert each["joint"] == pytest.approx((each["region"] + each["contour"]) / 2)
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == ["clip", "expression", "J", "F", "J&F", "empty"]
    overall = next(line for line in told if line.startswith("overall"))
    assert f"{content['overall']['joint']:.3f}" in overall
    assert sum(line.startswith(("one", "two")) for line in told) == 3 + 4


def test_scores_that_could_not_be_written_are_not_measured(
    measured_clips: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--model", str(model), "--device", "cpu", "-o", str(tmp_path)]
    assert main(["evaluate", str(measured_clips), *options]) == 1
    told = capsys.readouterr().err
    assert told == f"'{tmp_path}' is a folder. Give the name of a file.\n"


def test_clips_without_a_manifest_fail_with_a_sentence(
    tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(tmp_path), "--model", str(model)]) == 1
    assert "manifest.json" in capsys.readouterr().err


@pytest.mark.slow
def test_a_reader_that_goes_away_does_not_stop_the_work(
    video: Path, model: Path, tmp_path: Path
) -> None:
    run = start("segment", video, "a ball", "-o", tmp_path / "r", "--model", model)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    run.stderr.close()
    assert run.wait(timeout=300) == 0
    assert (tmp_path / "r" / "tracks.json").is_file()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_printed_is_a_failure(video: Path) -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "soc_studio", "info", str(video)],
            env=os.environ | {"PYTHONPATH": path},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert run.returncode == 1
    assert "Not all could be printed" in run.stderr
    assert "Traceback" not in run.stderr


posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and limits")


def test_ctrl_c_is_heard_before_anything_slow_is_imported() -> None:
    script = (
        "import sys, soc_studio.cli\n"
        "print(sorted({'argparse', 'numpy', 'torch', 'av', 'cv2'} & set(sys.modules)))\n"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"


@pytest.mark.slow
@posix_only
@pytest.mark.parametrize("request_to_stop", ["SIGINT", *only_thorough("SIGTERM", "SIGHUP")])
def test_an_interrupt_keeps_what_is_finished_and_says_so(
    model: Path, long: Path, tmp_path: Path, request_to_stop: str
) -> None:
    output = tmp_path / "r"
    run = start("segment", long, "a ball", "-o", output, "--model", model, "--device", "cpu")
    assert run.stderr is not None
    while "frames a second" not in (line := run.stderr.readline()):
        assert line, "it ended early"
    run.send_signal(getattr(signal, request_to_stop))
    told, failed = run.communicate(timeout=300)
    assert run.returncode == 130
    assert "Traceback" not in failed
    content = json.loads((output / "tracks.json").read_text(encoding="utf-8"))
    assert content["span"]["complete"] is False
    done = len(content["tracks"][0]["frames"])
    assert 0 < done < 800
    assert len(list((output / "01-a-ball").iterdir())) == done
    assert f"Stopped: {done} of 800 frames are done and written." in failed
    assert str(output / "01-a-ball") in told
    assert sorted(path.name for path in output.iterdir()) == ["01-a-ball", "tracks.json"]


@pytest.mark.slow
@posix_only
def test_a_second_interrupt_at_once_gives_up_what_is_finished(
    model: Path, long: Path, tmp_path: Path
) -> None:
    output = tmp_path / "new" / "r"
    for _ in range(5):
        run = start("segment", long, "a ball", "-o", output, "--model", model, "--device", "cpu")
        assert run.stderr is not None
        while "frames a second" not in (line := run.stderr.readline()):
            assert line, "it ended early"
        run.send_signal(signal.SIGINT)
        while "Stopping" not in (line := run.stderr.readline()):
            assert line, "it ended early"
        run.send_signal(signal.SIGTERM)
        run.send_signal(signal.SIGHUP)
        said, failed = run.communicate(timeout=300)
        assert run.returncode == 130
        assert "Traceback" not in failed
        if "Tracks" not in said:
            break
        shutil.rmtree(output.parent)  # all was written before this test was given the processor
    assert not output.parent.exists()


@pytest.mark.slow
@posix_only
def test_who_runs_it_with_nohup_is_not_disturbed_by_a_closed_terminal(
    model: Path, tmp_path: Path
) -> None:
    video = encode(tmp_path / "long.mp4", 96)
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        run = start("segment", video, "a ball", "-o", tmp_path / "r", "--model", model)
    finally:
        signal.signal(signal.SIGHUP, former)
    assert run.stderr is not None
    while "frames a second" not in (line := run.stderr.readline()):
        assert line, "it ended early"
    run.send_signal(signal.SIGHUP)
    run.communicate(timeout=300)
    assert run.returncode == 0


@pytest.mark.slow
@posix_only
def test_an_interrupt_after_all_is_done_says_nothing(
    model: Path, video: Path, tmp_path: Path
) -> None:
    options = ["-o", tmp_path / "r", "--model", model, "--device", "cpu"]
    run = start("segment", video, "a ball", *options)
    assert run.stdout is not None
    while not (line := run.stdout.readline()).startswith("Tracks (JSON):"):
        assert line, "it ended early"
    time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, failed = run.communicate(timeout=300)
    assert run.returncode in (0, 130)
    assert "Traceback" not in failed


@pytest.mark.slow
@posix_only
def test_a_killed_run_leaves_the_old_result(
    model: Path, video: Path, long: Path, tmp_path: Path
) -> None:
    output = tmp_path / "r"
    assert segment(video, model, output) == 0
    before = snapshot(output)
    run = start("segment", long, "a ball", "-o", output, "--model", model, "--device", "cpu")
    assert run.stderr is not None
    while "frames a second" not in (line := run.stderr.readline()):
        assert line, "it ended early"
    run.kill()
    run.communicate(timeout=300)
    left = snapshot(output)
    assert {name: left[name] for name in before} == before
    assert all(name.startswith(".soc-studio-") for name in left.keys() - before.keys())
    assert segment(video, model, output) == 0
    assert sorted(path.name for path in output.iterdir()) == ["01-the-red-square", "tracks.json"]


@pytest.mark.slow
@posix_only
def test_a_full_disk_leaves_nothing_half_written(video: Path, model: Path, tmp_path: Path) -> None:
    """A limit on the size of files fails the writes as a full disk does."""
    output = tmp_path / "r"
    assert segment(video, model, output, "a ball", "--to", "8") == 0
    before = snapshot(tmp_path)
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "from soc_studio.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    arguments = ["segment", video, "a ball", "-o", output, "--model", model, "--threshold", "0"]
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments), "--device", "cpu"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert "disk is full" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
    assert snapshot(tmp_path) == before
