"""Labels from the command line: shown, changed, refused, undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.cli import main
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import Correction, Project
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video
from tests.test_project_commands import film

pytestmark = pytest.mark.usefixtures("data_of_the_test")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of three layers, two of which show the same pixels."""
    clip = film(tmp_path / "clip.mp4", frames=12)
    pixels = np.zeros((64, 96), dtype=np.bool_)
    pixels[20:44, 10:40] = True
    drawn = {frame: Correction(Mask.from_array(pixels)) for frame in range(12)}
    with Document(ProjectFile.create(tmp_path / "clip.soc")) as document:
        with open_video(clip) as reader:
            video = put_video(document, clip, reader)
        project = document.project
        for text in ("the red car", "a vehicle", "a cow"):
            project, one = project.add_layer(video.id, text)
            if text != "a cow":
                project = project.correct(one, drawn)
        document.do("draw", project)
    return tmp_path / "clip.soc"


def decided(path: Path) -> Project:
    with Document.open(path) as document:
        return document.project


def test_labels_are_changed_shown_and_undone(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["project", str(path), "--layer", "the red car"]
    assert main([*command, "--category", "sedan", "--accept", "--to", "8"]) == 0
    assert main([*command, "--reject", "--from", "8", "--note", "blurred", "--reviewer", "A"]) == 0
    assert main([*command, "--add-expression", "what turns left"]) == 0
    assert main([*command, "--layer", "2", "--add-expression", "all cars"]) == 0
    assert main(["project", str(path), "--add-expression", "a flying pig"]) == 0
    assert main(["project", str(path), "--layer", "a cow", "--no-such-object"]) == 0
    told = capsys.readouterr().out
    assert "Set category of 'the red car'.\nMark 'the red car' as right on frames 0 to 7." in told
    assert "Mark 'a cow' as no such object." in told
    assert main(["project", str(path)]) == 0
    told = capsys.readouterr().out
    for said in (
        "    object 1, sedan\n",
        "    note on frames 8 to 11: blurred, A\n",
        "    8 frames accepted\n    4 frames rejected\n",
        "    object 3\n    no such object\n",
        "  'what turns left': object 1\n",
        "  'all cars': objects 1, 2\n",
        "  'a flying pig': no such object\n",
        "check 'the red car' and 'a vehicle': they show the same pixels (overlap 1.00)",
    ):
        assert said in told
    assert main([*command, "--same-object", "a vehicle", "--remove-expression", "all cars"]) == 0
    assert main([*command, "--reword", "the read car", "--keep-masks"]) == 0
    project = decided(path)
    assert [each.expression for each in project.layers] == ["the read car", "a cow"]
    assert [each.text for each in project.expressions] == [
        *("what turns left", "a flying pig", "a vehicle")
    ]
    assert main(["project", str(path), "--layer", "a cow", "--such-object"]) == 0
    assert not decided(path).layers[1].absent
    with Document.open(path) as document:
        assert document.undo() == "Take back 'no such object' of 'a cow'"
        assert document.undo() == "Reword 'the red car' to 'the read car'"


def test_reviews_are_noted_and_forgotten_later(path: Path) -> None:
    command = ["project", str(path), "--layer", "the red car"]
    assert main([*command, "--accept"]) == 0
    assert main([*command, "--note", "late", "--from", "6"]) == 0
    verdicts = decided(path).layers[0].verdicts
    assert [(each.start, each.value.note) for each in verdicts] == [(0, ""), (6, "late")]
    assert main([*command, "--forget", "--to", "6"]) == 0
    assert [each.start for each in decided(path).layers[0].verdicts] == [6]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--category", "car"], "No layer is named"),
        (["--layer", "a lorry", "--accept"], "There is no layer 'a lorry'"),
        (["--layer", "1", "--layer", "2", "--reword", "it"], "Several layers are named"),
        (["--layer", "1", "--same-object", "1"], "can be the same object"),
        (["--layer", "1", "--reword", " "], "at least one word"),
        (["--layer", "1", "--note", "a"], "A note is for frames with a review"),
        (["--layer", "1", "--accept", "--from", "9", "--to", "3"], "There is no frame between"),
        (["--remove-expression", "it"], "There is no added expression 'it'"),
        (["--layer", "1", "--category", "x", "--categories", "LIST"], "'x' is no category of"),
        # All or nothing: the first of two changes could be made.
        (["--layer", "1", "--category", "x", "--same-object", "9"], "There is no layer '9'"),
        (["--check", "--layer", "1", "--accept"], "Labels are changed by themselves"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    path: Path,
    tmp_path: Path,
    options: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("sedan\ntruck\n")
    before = decided(path)
    said = [str(listed) if each == "LIST" else each for each in options]
    assert main(["project", str(path), *said]) in (1, 2)
    assert sentence in capsys.readouterr().err
    assert decided(path) == before


def test_a_category_of_the_list_is_taken(path: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("sedan\ntruck\n")
    options = ["--layer", "1", "--category", "truck", "--categories", str(tmp_path / "list.txt")]
    assert main(["project", str(path), *options]) == 0
    assert decided(path).layers[0].category == "truck"
    assert decided(path).categories == ("sedan", "truck")  # which the window offers from now on
    (tmp_path / "other.txt").write_text("tractor\n")
    assert main(["project", str(path), "--categories", str(tmp_path / "other.txt")]) == 0
    assert decided(path).categories == ("tractor",)
