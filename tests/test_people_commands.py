"""Several people's projects from the command line: merged, compared, and what to check next."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.cli import main
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import Correction, Origin, Project, Review
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video
from tests.test_project_commands import film

pytestmark = pytest.mark.usefixtures("data_of_the_test")


def drawn(left: int, trust: float | None = None) -> Correction:
    pixels = np.zeros((64, 96), dtype=np.bool_)
    pixels[20:44, left : left + 24] = True
    mask = Mask.from_array(pixels)
    if trust is None:
        return Correction(mask)
    return Correction(mask, Origin.PROPAGATED, 0, trust)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two people's projects of one clip; the second has another clip, too."""
    shared, other = film(tmp_path / "clip.mp4", 12), film(tmp_path / "other.mp4", 8, shade=90)
    paths = tmp_path / "anna.soc", tmp_path / "ben.soc"
    for path, clips, left in zip(paths, ([shared], [shared, other]), (10, 40), strict=True):
        with Document(ProjectFile.create(path)) as document:
            for clip in clips:
                with open_video(clip) as reader:
                    video = put_video(document, clip, reader)
            project = document.project
            for video in project.videos:
                project, one = project.add_layer(video.id, "the red car")
                masks = {at: drawn(10, 0.1 if at in (4, 5) else 0.9) for at in range(1, 8)}
                masks |= {at: drawn(left) for at in range(8, video.frame_count)}
                project = project.correct(one, masks)
                who = path.stem.title()
                if path.stem == "anna":
                    project = project.review(one, 8, 12, Review.ACCEPTED, "", who)
                elif video.frame_count == 12:
                    project = project.review(one, 11, 12, Review.REJECTED, "", who)
            document.do("draw", project)
    return paths


def decided(path: Path) -> Project:
    with Document.open(path) as document:
        return document.project


def test_a_project_is_merged_once_conflicts_are_decided(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = map(str, two)
    before = decided(two[0])
    assert main(["project", mine, "--merge", theirs, "--as", "json"]) == 1
    told = capsys.readouterr()
    rows = json.loads(told.out)
    assert [(row["kind"], row["first"], row["last"]) for row in rows] == [
        *(("correction", 8, 11), ("review", 11, 11)),
    ]
    assert rows[0]["object"] == "the red car"
    assert rows[1]["mine"] == "accepted by Anna"
    assert rows[1]["theirs"] == "rejected by Ben"
    assert "2 conflicts; nothing was written." in told.err
    assert decided(two[0]) == before
    assert main(["project", mine, "--merge", theirs]) == 1
    said = (
        "  clip.mp4, 'the red car', frame 11: review mine 'accepted by Anna', theirs 'rejected by"
    )
    assert said in capsys.readouterr().out
    assert main(["project", mine, "--merge", theirs, "--prefer", "theirs"]) == 0
    told = capsys.readouterr()
    assert "Merged 'ben.soc' into 'anna.soc': 1 video and 1 layer are new." in told.out
    assert "2 conflicts: the decisions of 'ben.soc' were taken." in told.out
    after = decided(two[0])
    assert [each.name for each in after.videos] == ["clip.mp4", "other.mp4"]
    assert after.layers[0].corrections[9] == drawn(40)
    assert main(["project", mine, "--merge", theirs]) == 0
    assert "'anna.soc' has all of 'ben.soc' already." in capsys.readouterr().out
    assert decided(two[0]) == after
    with Document.open(two[0]) as document:
        assert document.undo_name == "Merge 'ben.soc'"
    assert (
        main(["export", "--project", mine, "-o", str(two[0].parent / "out"), "--video", "2"]) == 0
    )


def test_the_newest_file_is_preferred(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = map(str, two)
    os.utime(two[1], (1e9, 1e9))
    before = decided(two[0])
    assert main(["project", mine, "--merge", theirs, "--prefer", "newest"]) == 0
    assert decided(two[0]).layers[0] == before.layers[0]
    assert "the decisions of 'anna.soc' were taken" in capsys.readouterr().out


def test_objects_of_two_projects_are_compared(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = map(str, two)
    assert main(["project", mine, "--agreement", theirs]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("clip.mp4: 'the red car': J 0.64, F 0.6")
    assert "over 11 frames; 0 of 1 reviewed alike" in lines[0]
    assert lines[1] == "    alike on frames 1 to 7: J 1.00, F 1.00"
    assert lines[2].startswith("    check frames 8 to 11: J 0.00, F 0.")
    assert main(["project", mine, "--agreement", theirs, "--as", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["of"], row["first"], row["last"], row["doubtful"]) for row in rows] == [
        *(("object", "1", "11", "True"), ("stretch", "1", "7", "False")),
        ("stretch", "8", "11", "True"),
    ]
    with Document.open(two[0]) as document:
        project, one = document.project.add_layer(document.project.videos[0].id, "a cow")
        document.do("add", project.correct(one, {3: drawn(10)}))
    pair = ["--layer", "the red car", "--layer", "a cow"]
    assert main(["project", mine, *pair, "--agreement", "--as", "json"]) == 0
    (whole, stretch) = json.loads(capsys.readouterr().out)
    assert (whole["frames"], whole["j"], stretch["first"]) == (1, 1.0, 3)
    assert main(["project", mine, "--agreement", theirs]) == 0
    assert "'a cow' is only in this project" in capsys.readouterr().out
    assert main(["project", mine, "--layer", "a cow", "--agreement"]) == 1
    assert "It is not said what is to be compared." in capsys.readouterr().err


def test_what_to_check_next_is_listed_over_all_videos(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = map(str, two)
    assert main(["project", theirs, "--doubts"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 stretches left to check: 4 frames in 2 videos.",
        "  clip.mp4, 'the red car': frames 4 to 5 (1.00): the tracker does not trust the mask",
        "  other.mp4, 'the red car': frames 4 to 5 (1.00): the tracker does not trust the mask",
    ]
    assert main(["project", theirs, "--doubts", "--as", "json", "--video", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["left"] == {"stretches": 1, "frames": 2, "videos": 1}
    assert told["doubts"][0]["video"] == "other.mp4"
    assert main(["project", theirs, "--doubts", "--against", mine, "--as", "csv"]) == 0
    rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert [(row["first"], row["last"], row["doubt"]) for row in rows] == [
        *(("4", "5", "1.0"), ("8", "11", "1.0"), ("4", "5", "1.0")),
    ]
    assert rows[1]["reason"] == "two annotators do not agree"
    assert main(["project", mine, "--prefer", "mine"]) == 2
    assert "--prefer goes with --merge." in capsys.readouterr().err
