"""`soc-studio export` with presets, names and combined layers; several exports in one go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from soc_studio.cli import main
from soc_studio.cli.arguments import parse
from soc_studio.cli.export import plans_of
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_presets import BUILT_IN, Presets
from soc_studio.core.masks.looks import Look, LookSettings
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_layers, put_video
from tests.core.conftest import Documents
from tests.test_project_commands import film

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("data_of_the_test")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two layers; its video is called as awkwardly as files may be everywhere."""
    folder = tmp_path_factory.mktemp("a project's “folder”")
    video, path = film(folder / "my clip's “Größe” 映像.mp4", 8), folder / "clip.soc"
    square = np.zeros((32, 48), dtype=np.bool_)
    square[8:24, 10:30] = True
    with Document(ProjectFile.create(path)) as document, open_video(video) as reader:
        known = put_video(document, video, reader)
        results = document.file.results
        for text in ("the red ball", "a cube"):
            put_layers(document, known, [text])
            number = results.begin(replace(Documents.search(text), video=known.fingerprint))
            found = Documents.answers(dict.fromkeys(range(8), (0.9, square)))
            results.add([(number, each) for each in found])
    return path


def export(project: Path, output: Path, *more: str) -> int:
    return main(["export", "--project", str(project), "-o", str(output), *more])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.slow
def test_a_preset_gives_formats_and_names_and_options_win_over_it(
    project: Path, tmp_path: Path
) -> None:
    plan = ExportPlan("", "", (), formats=("matte",), names="{source}_{layer}", combined=True)
    Presets().save("my mattes", plan)
    source = "my clip's “Größe” 映像"
    assert export(project, tmp_path / "a", "--preset", "My Mattes") == 0
    assert names(tmp_path / "a") == {f"{source}_combined-matte.mp4", "result.json"}
    more = ("--no-combined", "--names", "{layer}.{look}", "--format", "masks", "--overlay")
    assert export(project, tmp_path / "a", "--preset", "my mattes", *more) == 0
    assert names(tmp_path / "a") == {
        "the-red-ball.masks",
        "a-cube.masks",
        "overlay.mp4",
        "result.json",
    }
    assert export(project, tmp_path / "a") == 0  # without it, what was always written
    assert names(tmp_path / "a") == {"01-the-red-ball", "02-a-cube", "tracks.json"}


@pytest.mark.slow
def test_several_presets_are_written_each_into_its_folder(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "o"
    (output / "Resolve").mkdir(parents=True)
    (output / "Resolve" / "letter.txt").write_text("mine")
    presets = ("--preset", "capcut / web", "--preset", "resolve", "--preset", "Blender / Nuke")
    assert export(project, output, *presets) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{name}: {output / name}" for name in ("CapCut - web", "Blender - Nuke")
    ]
    assert "letter.txt" in said.err
    assert names(output / "Resolve") == {"letter.txt"}
    assert "01-the-red-ball.webm" in names(output / "CapCut - web")
    assert {"02-a-cube-cutout-exr", "cryptomatte"} < names(output / "Blender - Nuke")
    assert export(project, output, *presets[:2], *presets[4:]) == 0  # replaces these two


def test_presets_are_listed_with_a_persons_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Presets().save("mine", ExportPlan("", "", (), formats=("masks",), names="{layer}"))
    (tmp_path / "data" / "export-presets" / "hurt.json").write_text("{")
    for command in ("export", "segment"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--list-presets"])
        assert ended.value.code == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("Resolve: cutout")
        assert lines[-1] == "mine: masks; names {layer}"
        assert len(lines) == len(BUILT_IN) + 1


def test_looks_and_handles_of_a_preset_stay_until_an_option_says_otherwise(tmp_path: Path) -> None:
    dark = LookSettings(Look.DARK)
    kept = ExportPlan("", "", (), formats=("look",), handles=12, constant_rate="25", look=dark)
    Presets().save("mine", kept)
    fixed = ["export", "--project", "a.soc", "-o", str(tmp_path), "--preset", "mine"]

    def plan(*more: str) -> ExportPlan:
        (found,) = plans_of(parse([*fixed, *more]), (), range(4, 9))
        assert (found.folder, found.first, found.last) == (tmp_path, 4, 8)
        return found

    same = plan()
    assert (same.formats, same.handles, same.constant_rate) == (("look",), 12, "25")
    assert same.look == dark
    other = plan("--handles", "0", "--constant-rate", "--look", "blur", "--format", "masks")
    assert (other.formats, other.handles, other.constant_rate) == (("masks", "look"), 0, "auto")
    assert other.look.look is Look.BLUR
    small = plan("--size", "320", "--bits", "16", "--edge-band", "0", "--edge-softness", "40")
    assert (small.longest_side, small.bits) == (320, 16)
    assert (small.edge_band, small.edge_softness) == (0, 40)
    assert (same.longest_side, same.bits, same.edge_band) == (0, 0, None)


def test_wrong_names_and_presets_are_refused_in_a_sentence(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        export(project, tmp_path / "o", "--names", "{sauce}")
    assert ended.value.code == 2
    assert "There is no token {sauce}; there are {source}" in capsys.readouterr().err
    assert export(project, tmp_path / "o", "--preset", "iMovie") == 1
    assert "There is no preset 'iMovie'. There are: 'Resolve'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["segment", "a.mp4", "x", "-o", "o", "--preset", "Resolve", "--preset", "Final Cut"])
    assert "give one preset" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


@pytest.mark.slow
def test_segment_takes_a_preset_and_names_too(
    project: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = next(project.parent.glob("*.mp4"))
    fixed = ["--model", str(model), "--device", "cpu", "--threshold", "0"]
    Presets().save("pictures", ExportPlan("", "", (), formats=("cutout-png", "masks")))
    more = ["--preset", "Pictures", "--names", "{layer}_{look}", "--overlay"]
    assert main(["segment", str(video), "a ring", "-o", str(tmp_path / "o"), *more, *fixed]) == 0
    assert names(tmp_path / "o") == {
        "a-ring_masks",
        "a-ring_cutout",
        "overlay.mp4",
        "result.json",
    }
    assert f"masks in {tmp_path / 'o' / 'a-ring_masks'}" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_request_to_stop_keeps_the_presets_that_are_written(
    project: Path, tmp_path: Path
) -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    arguments = ["export", "--project", str(project), "-o", str(tmp_path / "o")]
    for preset in ("CapCut / web", "Blender / Nuke", "CapCut / web", "Blender / Nuke"):
        arguments += ["--preset", preset]
    run = subprocess.Popen(
        [sys.executable, "-m", "soc_studio", *arguments],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout is not None
    assert run.stdout.readline().startswith("CapCut - web: ")
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=300)
    assert "Traceback" not in told
    assert run.returncode in (0, 130)
    written = names(tmp_path / "o")
    assert "CapCut - web" in written
    if run.returncode == 130:
        assert "Stopped; written: CapCut - web" in told
        assert "Blender - Nuke-2" not in written
    for each in written:
        said = json.loads((tmp_path / "o" / each / "result.json").read_bytes())
        assert said["format"] == "soc-studio result"
