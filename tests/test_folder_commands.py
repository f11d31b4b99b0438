"""Folders of pictures, and names that are no text, from the command line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_studio.cli import main
from soc_studio.core.storage.document import Document

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_of_the_test")]

STEPS = [f"{5 * place:05d}" for place in range(12)]
names_are_bytes = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere every name of a file is text"
)


def folder_of(folder: Path, names: Sequence[str]) -> Path:
    folder.mkdir(parents=True)
    for number, name in enumerate(names):
        picture = np.full((64, 96, 3), 60, dtype=np.uint8)
        picture[20:44, 3 * number : 3 * number + 24] = (255, 0, 0)
        Image.fromarray(picture).save(folder / f"{name}.png")
    return folder


def find(model: Path, *arguments: object) -> int:
    fixed = ["--model", str(model), "--device", "cpu", "--threshold", "0"]
    return main(["segment", *map(str, arguments), *fixed])


def imported(project: Path) -> list[dict[int, int]]:
    """The areas by frame of every layer that was imported."""
    with Document.open(project) as document:
        areas = [
            document.file.imports.areas(each.imported, 1000)
            for each in document.project.layers
            if each.imported is not None
        ]
    return [dict(zip(*(column.tolist() for column in pair), strict=True)) for pair in areas]


@pytest.mark.parametrize(
    "names", [STEPS, [f"frame {place}, late" for place in range(1001, 1013)]], ids=["steps", "text"]
)
def test_what_is_exported_of_a_folder_comes_back_on_the_same_frames(
    model: Path, tmp_path: Path, names: list[str]
) -> None:
    folder, project, out = folder_of(tmp_path / "J", names), tmp_path / "a.soc", tmp_path / "out"
    assert find(model, folder, "a ball", "--project", project, "--from", 2, "--to", 7) == 0
    export = ["export", "--project", str(project), "-o", str(out), "--from", "3"]
    assert main(export) == 0
    assert sorted(path.stem for path in (out / "01-a-ball").iterdir()) == sorted(names[3:7])
    content = json.loads((out / "tracks.json").read_text(encoding="utf-8"))
    (track,) = content["tracks"]
    assert [frame["name"] for frame in track["frames"]] == names[3:7]
    for masks in (out / "01-a-ball", out / "tracks.json"):
        assert main(["project", str(project), "--import-masks", str(masks)]) == 0
    by_folder, by_tracks = imported(project)
    assert list(by_folder) == [3, 4, 5, 6]
    assert by_folder == by_tracks
    assert main(export) == 0  # in the place of the former


def test_a_strange_picture_in_a_result_is_not_replaced(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"f{place}" for place in range(8)]
    folder, out = folder_of(tmp_path / "J", names), tmp_path / "out"
    for formats in ([], ["--format", "masks"]):
        assert find(model, folder, "a ball", "-o", out, "--to", 4, *formats) == 0
        assert find(model, folder, "a ball", "-o", out, "--to", 4, *formats) == 0
        (out / "01-a-ball" / "notes.png").write_bytes(b"mine")
        assert find(model, folder, "a ball", "-o", out, "--to", 4, *formats) == 1
        assert "notes.png" in capsys.readouterr().err
        (out / "01-a-ball" / "notes.png").unlink()


def test_tracks_of_a_folder_are_found_by_name_in_another_one(model: Path, tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "J", STEPS), tmp_path / "out"
    assert find(model, folder, "a ball", "-o", out, "--to", 6) == 0
    part = folder_of(tmp_path / "part", STEPS[:7])
    (part / "00000.png").rename(part / "99999.png")
    project = tmp_path / "part.soc"
    assert find(model, part, "a ball", "--project", project, "--to", 1) == 0
    arguments = ["project", str(project), "--import-masks", str(out / "tracks.json")]
    assert main(arguments) == 1
    (part / "99999.png").rename(part / "00000.png")
    project.unlink()
    assert find(model, part, "a ball", "--project", project, "--to", 1) == 0
    assert main(arguments) == 0
    assert list(*imported(project)) == [0, 1, 2, 3, 4, 5]


def test_a_rate_is_given_once_and_kept(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, project, out = folder_of(tmp_path / "J", STEPS), tmp_path / "a.soc", tmp_path / "out"
    assert main(["info", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "25 frames a second, constant; assumed" in said
    assert "names      00000 to 00055" in said
    assert find(model, folder, "a ball", "--project", project, "--rate", "30000/1001") == 0
    capsys.readouterr()
    assert main(["info", str(folder)]) == 0
    assert "29.97 (30000/1001) frames a second, constant" in capsys.readouterr().out

    def exported(*more: str) -> tuple[str, str, int]:
        assert main(["export", "--project", str(project), "-o", str(out), *more]) == 0
        content = json.loads((out / "tracks.json").read_text(encoding="utf-8"))
        (track,) = content["tracks"]
        return content["video"]["rate"], track["frames"][1]["time"], track["settings"]["stride"]

    assert exported() == ("30000/1001", "1001/30000", 5)
    assert exported("--rate", "8")[:2] == ("8", "1/8")
    assert exported("--video", str(folder))[0] == "8"
    assert main(["project", str(project), "--rate", "12"]) == 0
    assert "12 frames, 1.0 s" in capsys.readouterr().out
    assert exported()[0] == "12"
    assert find(model, "--project", project, "--rate", "6") == 0
    assert exported()[0] == "6"
    assert find(model, folder, "a ball", "-o", out) == 0  # without the project
    assert json.loads((out / "tracks.json").read_text())["video"]["rate"] == "6"
    with pytest.raises(SystemExit, match="2"):
        main(["info", str(folder), "--rate", "fast"])
    assert "'fast' is not a frame rate" in capsys.readouterr().err


@names_are_bytes
def test_names_that_are_no_text_are_written_and_read(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = os.fsdecode(b"caf\xe9\n\x1b[31m")
    folder = folder_of(tmp_path / odd, [f"{odd} {place}" for place in range(8)])
    project, out = tmp_path / f"{odd}.soc", tmp_path / f"{odd} out"
    assert main(["info", str(folder), "--rate", "8"]) == 0
    assert find(model, folder, "a ball", "--project", project, "-o", out, "--overlay") == 0
    assert main(["export", "--project", str(project), "-o", str(out), "--overlay"]) == 0
    content = json.loads((out / "tracks.json").read_text(encoding="utf-8"))
    assert content["video"]["file"] == "caf%E9\n\x1b[31m"
    (track,) = content["tracks"]
    assert track["frames"][3]["name"] == "caf%E9\n\x1b[31m 3"
    for masks in (out / "01-a-ball", out / "tracks.json"):
        assert main(["project", str(project), "--import-masks", str(masks)]) == 0
    by_folder, by_tracks = imported(project)
    assert list(by_folder) == list(range(8))
    assert by_folder == by_tracks
    assert (out / "overlay.mp4").stat().st_size
    assert main(["project", str(project), "--check"]) == 0
    assert main(["project", str(tmp_path / f"{odd} no.soc")]) == 1
    said = "".join(capsys.readouterr())
    assert "caf???[31m" in said
    assert "\x1b" not in said


@names_are_bytes
def test_an_expression_that_is_no_text_is_refused_before_the_work(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path / "J", STEPS)
    with pytest.raises(SystemExit, match="2"):
        find(model, folder, os.fsdecode(b"the b\xe4ll"), "-o", tmp_path / "out")
    assert "'the b%E4ll' is not text" in capsys.readouterr().err
