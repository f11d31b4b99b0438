"""A dataset in as a project; and project → dataset → project is the identity, but for what was
named."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_studio.core.datasets.dataset import Dataset, DatasetVideo
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.formats.dataset_export import DatasetPlan
from soc_studio.core.formats.project_from_dataset import ImportChoices, Imported, import_dataset
from soc_studio.core.project.objects import object_numbers
from soc_studio.core.project.project import Project, Review
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.errors import StudioError
from tests.core.datasets.made_datasets import WRITTEN, by_id, rich_dataset, written
from tests.core.formats.labelled_project import EVERYTHING, exported, labelled_project

pytestmark = pytest.mark.usefixtures("data_of_the_test")
ALL = DatasetPlan(EVERYTHING)


def imported(
    folder: Path, project: Path, choices: ImportChoices | None = None
) -> tuple[Project, Imported, list[str]]:
    """Import a dataset into a project, new or not; return its decisions, counts and sentences."""
    told: list[str] = []
    file = ProjectFile.open(project) if project.exists() else ProjectFile.create(project)
    with Document(file) as document:
        _, dataset = open_dataset(folder)
        steps = import_dataset(document, dataset, folder, choices, told.append)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return document.project, end.value, [str(each) for each in told]


def content(dataset: Dataset) -> list[Any]:
    """Return what a dataset says, but for its splits, void, numbers of expressions and rates."""
    return sorted(
        (
            video.name,
            video.frames,
            sorted((each.id, each.category, _masks(video, each.masks)) for each in video.objects),
            sorted((each.text, sorted(each.objects or ())) for each in video.expressions),
        )
        for video in dataset.videos
    )


def _masks(video: DatasetVideo, masks: Any) -> dict[str, bytes]:
    return {video.frames[place]: masks.read(place).to_array().tobytes() for place in masks.frames}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nobody changes, in a folder of its own with what its maker allowed."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("labelled")
        patch.setenv("SOC_STUDIO_DATA", str(folder / "data"))
        return labelled_project(folder)


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.id)
def test_project_to_dataset_to_project_is_the_identity(
    project: Path, format: DatasetFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes back, exported in the same way, is the same in every pixel; nothing more is lost,
    and the report of the first export has named all that is."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(project.parent / "data"))
    held, _ = exported(project, format, tmp_path / "first", ALL)
    again = tmp_path / "again.soc"
    decisions, counts, _ = imported(tmp_path / "first", again)
    assert counts.videos == len(held.videos) == len(decisions.videos)
    exported(again, format, tmp_path / "second", ALL)
    first, second = (open_dataset(tmp_path / each)[1] for each in ("first", "second"))
    assert content(second) == content(first)


def test_of_png_the_whole_project_comes_back(tmp_path: Path) -> None:
    """Layers, categories, sentences of several and of none, and the rates: nothing is lost."""
    project = labelled_project(tmp_path)
    _, losses = exported(project, "png", tmp_path / "out", ALL)
    assert losses == [
        "Masks that are marked as wrong are left out: 1.",
        "Frames of video files are written as JPEG, with some loss: 6.",
    ]
    again, counts, told = imported(tmp_path / "out", tmp_path / "again.soc")
    assert told == []
    assert counts == Imported(videos=2, objects=3, expressions=8, masks=17)
    with Document.open(project) as document:
        before = document.project
    assert [(each.name, each.rate) for each in again.videos] == [
        ("deer", Fraction(6)),
        ("square", Fraction(12)),
    ]
    assert [(each.expression, each.category) for each in again.layers] == [
        ("a deer", "deer"),
        ("the rider", "person"),
        ("the red square", ""),
        ("a blue circle", ""),
    ]
    assert again.layers[3].imported is None  # it waits to be searched for
    assert {each.text for each in again.expressions} == {
        *(each.text for each in before.expressions),
        "a purple goat",
    }
    absent = [each.text for each in again.expressions if not each.layers]
    assert sorted(absent) == ["a purple goat", "a second deer"]


def test_labels_come_back_onto_the_videos_that_a_project_has(tmp_path: Path) -> None:
    """Without frames, the dataset is of the videos of its names, an encoded one among them."""
    project = labelled_project(tmp_path)
    plan = replace(ALL, pictures=FrameFiles.LEAVE)
    exported(project, "mevis", tmp_path / "out", plan)
    decisions, counts, told = imported(tmp_path / "out", project)
    assert counts.videos == 2
    assert len(decisions.videos) == 2
    assert told == []
    assert [each.split for each in decisions.videos] == ["train", "train"]
    (square,) = (each for each in decisions.videos if each.name == "square.mp4")
    numbers = object_numbers(decisions.of_video(decisions.videos[0].id))
    assert list(numbers.values()) == [1, 2, 3, 4, 5]  # what was there keeps its number
    texts = [each.expression for each in decisions.of_video(square.id)]
    assert texts == ["the red square", "a blue circle", "the red square", "a blue circle"]
    with Document.open(project) as document:
        assert document.undo() == "Import the dataset 'out'"
        assert len(document.project.layers) == 5


def test_videos_stay_where_they_are_though_a_dataset_has_copies_of_their_frames(
    tmp_path: Path,
) -> None:
    project = labelled_project(tmp_path)
    exported(project, "png", tmp_path / "out", ALL)
    decisions, _, _ = imported(tmp_path / "out", project)
    assert Path(decisions.videos[0].absolute) == tmp_path / "footage" / "deer"
    shutil.rmtree(tmp_path / "footage" / "deer")
    decisions, _, _ = imported(tmp_path / "out", project)
    assert Path(decisions.videos[0].absolute) == tmp_path / "out" / "frames" / "deer"


def test_videos_are_found_in_a_folder_that_a_person_names(tmp_path: Path) -> None:
    project = labelled_project(tmp_path)
    exported(project, "mevis", tmp_path / "out", replace(ALL, pictures=FrameFiles.LEAVE))
    shutil.rmtree(tmp_path / "footage" / "deer")
    choices = ImportChoices(folder=tmp_path / "footage", rate=Fraction(12))
    decisions, _, told = imported(tmp_path / "out", tmp_path / "again.soc", choices)
    assert [each.name for each in decisions.videos] == ["square.mp4"]
    assert told[0].startswith("'deer' is left out: the dataset has no frames of it")
    with pytest.raises(DatasetError, match="None of the videos of 'out' is found"):
        imported(tmp_path / "out", tmp_path / "nothing.soc")


def test_void_splits_annotators_and_sparse_annotation_come_in_and_out_again(tmp_path: Path) -> None:
    written(rich_dataset(tmp_path / "frames"), by_id("png"), tmp_path / "png")
    choices = ImportChoices(accepted=True)
    decisions, counts, told = imported(tmp_path / "png", tmp_path / "a.soc", choices)
    assert counts == Imported(videos=2, objects=5, expressions=8, masks=15)
    assert told == [
        "'nothing said' is left out: the dataset has no frames of it, and the project no video of "
        "its name.",
    ]
    crowd = decisions.videos[1]
    assert (crowd.name, crowd.rate) == ("crowd 2", Fraction(24000, 1001))
    front, behind, unnamed, open_one = decisions.of_video(crowd.id)
    assert (front.label, front.expression, front.category) == (
        "front",
        "the one in front",
        "zeppelin",
    )
    assert unnamed.expression == "object 3"  # nobody described it
    assert open_one.expression == "what nobody looked for"
    accepted = [(each.start, each.stop, each.value.review) for each in front.verdicts]
    assert accepted == [(frame, frame + 1, Review.ACCEPTED) for frame in (0, 2, 4)]
    assert behind.object_id is None
    held, _ = exported(tmp_path / "a.soc", "png", tmp_path / "out", ALL)
    shown = held.videos[1]
    assert [each.masks.frames for each in shown.objects] == [(0, 2, 4), (0, 2), (0, 4)]
    assert "object 3" not in [each.text for each in shown.expressions]
    (_, first), (_, second) = (open_dataset(tmp_path / each) for each in ("png", "out"))
    for before, after in zip(first.videos, second.videos, strict=False):
        assert before.split == after.split
        if before.void is not None and before.name == "crowd 2":
            assert after.void is not None
            assert _masks(before, before.void) == _masks(after, after.void)
        written_by = {(each.text, each.annotator) for each in before.expressions}
        assert {(each.text, each.annotator) for each in after.expressions} == written_by
    again, _, told = imported(tmp_path / "out", tmp_path / "b.soc")
    assert told == []
    assert [each.split for each in again.videos] == ["train", "valid"]


def test_an_archive_is_unpacked_beside_the_project(tmp_path: Path) -> None:
    project = labelled_project(tmp_path)
    exported(project, "mevis", tmp_path / "out", ALL)
    archive = tmp_path / "mevis.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted((tmp_path / "out").rglob("*")):
            packed.write(file, file.relative_to(tmp_path))
    (tmp_path / "new").mkdir()
    decisions, _, _ = imported(archive, tmp_path / "new" / "b.soc")
    frames = tmp_path / "new" / "b frames" / "train"
    assert sorted(each.name for each in frames.iterdir()) == ["deer", "square"]
    assert [Path(each.absolute) for each in decisions.videos] == [
        frames / "deer",
        frames / "square",
    ]
    assert sorted(each.stem for each in (frames / "deer").iterdir())[1] == "00005"
    imported(archive, project)  # whose videos stay where they are
    assert not (tmp_path / "two videos frames" / "train" / "deer").exists()


def test_an_archive_can_be_imported_again(tmp_path: Path) -> None:
    """Its frames are unpacked beside those of the first time, which are not touched."""
    exported(labelled_project(tmp_path), "mevis", tmp_path / "out", ALL)
    archive = Path(shutil.make_archive(str(tmp_path / "mevis"), "zip", tmp_path / "out"))
    choices = ImportChoices(unpacked=tmp_path / "mevis frames")
    first, _, _ = imported(archive, tmp_path / "a.soc", choices)
    second, _, _ = imported(archive, tmp_path / "b.soc", choices)
    for project, name in ((first, "mevis frames"), (second, "mevis frames 2")):
        places = [Path(each.absolute) for each in project.videos]
        assert [each.parent for each in places] == [tmp_path / name / "train"] * 2
        assert all(any(each.iterdir()) for each in places)
    assert [each.name for each in first.videos] == [each.name for each in second.videos]


def test_clips_of_an_archive_are_unpacked_too(tmp_path: Path) -> None:
    exported(labelled_project(tmp_path), "a2d-sentences", tmp_path / "out", ALL)
    path = tmp_path / "labels.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in (tmp_path / "out").rglob("*"):
            archive.write(each, each.relative_to(tmp_path / "out"))
    decisions, counts, _ = imported(path, tmp_path / "again.soc")
    assert (counts.videos, counts.masks) == (2, 16)
    unpacked = tmp_path / "again frames" / "train"
    places = [Path(each.absolute) for each in decisions.videos]
    assert places == [unpacked / "deer" / "deer.mp4", unpacked / "square" / "square.mp4"]
    assert [each.frame_count for each in decisions.videos] == [6, 6]
    assert [each.rate for each in decisions.videos] == [6, 12]  # which only the files say


def test_an_import_that_is_stopped_keeps_no_masks_and_no_unpacked_frames(tmp_path: Path) -> None:
    project = labelled_project(tmp_path)
    exported(project, "mevis", tmp_path / "out", ALL)
    archive = Path(shutil.make_archive(str(tmp_path / "mevis"), "zip", tmp_path / "out"))
    (tmp_path / "new").mkdir()
    with Document(ProjectFile.create(tmp_path / "new" / "b.soc")) as document:
        steps = import_dataset(document, open_dataset(archive)[1], archive)
        for _ in range(3):
            next(steps)
        steps.close()
        assert document.project.layers == ()
        assert not document.file.has_results
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["b.soc"]


@pytest.mark.parametrize(
    ("split", "name"), [("../footage", "deer"), ("", "../footage/deer"), ("..\\footage", "deer")]
)
def test_a_dataset_names_no_video_outside_of_the_folder_that_a_person_names(
    split: str, name: str, tmp_path: Path
) -> None:
    labelled_project(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "out").mkdir()
    head = "video,split,rate,frames"
    (tmp_path / "out" / "videos.csv").write_text(f"{head}\n{name},{split},6,00000\n")
    choices = ImportChoices(folder=tmp_path / "empty")
    with pytest.raises(DatasetError, match=r"is found|leads outside"):
        imported(tmp_path / "out", tmp_path / "again.soc", choices)


def test_masks_of_another_size_are_refused(tmp_path: Path) -> None:
    project = labelled_project(tmp_path)
    exported(project, "mevis", tmp_path / "out", replace(ALL, pictures=FrameFiles.LEAVE))
    import cv2

    other = tmp_path / "other" / "deer"
    other.mkdir(parents=True)
    for number in range(6):
        name = f"{5 * number:05d}.jpg"
        cv2.imwrite(str(other / name), np.full((20, 30, 3), 9, dtype=np.uint8))
    with pytest.raises(StudioError, match="the masks are 96x64 pixels, the frames 30x20"):
        imported(tmp_path / "out", tmp_path / "c.soc", ImportChoices(folder=tmp_path / "other"))
