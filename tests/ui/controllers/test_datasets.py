"""Datasets in the window: a project out through the sheet, and a dataset in as a new project."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.formats.dataset_export import DatasetExport
from soc_studio.core.formats.dataset_wish import DatasetWish
from soc_studio.core.formats.project_labels import Labelled
from soc_studio.core.project import label_edits
from soc_studio.ui.dialogs.dataset import DatasetSheet
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.question import Question
from tests.core.datasets.made_datasets import by_id, rich_dataset, written
from tests.core.formats.labelled_project import exported, labelled_project
from tests.test_project_commands import film

pytestmark = pytest.mark.slow


@pytest.fixture
def window(studio: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with a project of two videos."""
    studio.resize(1280, 800)
    studio.show()
    studio.open(labelled_project(tmp_path))
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    return studio


def open_sheet(window: MainWindow, qtbot: QtBot) -> DatasetSheet:
    """Open the sheet, and wait until it says what is lost."""
    window.actions_["export_dataset"].trigger()
    assert window.project is not None
    sheet = window.project.dataset.dialog
    assert sheet is not None
    qtbot.waitUntil(lambda: bool(sheet.lost.text()))
    return sheet


def answer_rate(window: MainWindow, qtbot: QtBot, rate: str) -> None:
    """Wait until it is asked how many frames a second there are, and say it."""

    def asked() -> list[RateDialog]:
        return [each for each in window.findChildren(RateDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(asked()))
    (dialog,) = asked()
    dialog.choice.setCurrentText(rate)
    dialog.buttons.accepted.emit()


def test_a_project_is_written_as_the_sheet_says(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot)
    assert sheet.wish.folder == tmp_path / "two videos dataset"
    assert sheet.summary.text() == "2 videos · 9 frames · 3 objects · 4 sentences"
    assert "•  Quick masks of a preview are left out, on frames of objects: 2." in sheet.lost.text()
    for row in range(sheet.list.count()):
        if sheet.list.item(row).text() == "MeViS":
            sheet.list.setCurrentRow(row)
    sheet.fields.masks.button(True).click()
    assert sheet.wish.frames is Labelled.EVERY  # or what nobody looked at would be background
    assert sheet.fields.labelled.currentData() is Labelled.EVERY
    sheet.fields.pictures.button(FrameFiles.LEAVE).click()
    sheet.fields.splits.setText("valid=1")
    sheet.fields.splits.textEdited.emit("valid=1")
    qtbot.waitUntil(lambda: sheet.summary.text().startswith("2 videos · 9 frames · 2 objects"))
    sheet.write_button.click()
    folder = tmp_path / "two videos dataset"
    qtbot.waitUntil(folder.is_dir)
    qtbot.waitUntil(lambda: "Exported two videos dataset" in window.toasts.text)
    format, dataset = open_dataset(folder)
    assert format.id == "mevis"
    assert [(each.split, each.name, len(each.objects)) for each in dataset.videos] == [
        ("valid", "deer", 1),
        ("valid", "square", 1),
    ]
    sheet = open_sheet(window, qtbot)  # it remembers, and offers a name that is free
    assert (sheet.wish.format, sheet.wish.accepted_only) == ("mevis", True)
    assert sheet.wish.name == "two videos dataset 2"
    sheet.dismiss()


def test_what_cannot_be_written_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = open_sheet(window, qtbot)
    for line, text, sentence in (
        (sheet.fields.splits, "train", "“train” is not NAME=SHARE."),
        (sheet.fields.name, "footage", "“footage” is there already, and not empty."),
        (sheet.fields.name, "a/b", "Give the dataset a name that a folder can have."),
        (sheet.fields.place, "", "Choose a folder for the dataset."),
    ):
        was = line.text()
        line.setText(text)
        line.textEdited.emit(text)
        assert sheet.summary.text() == sentence
        assert not sheet.write_button.isEnabled()
        line.setText(was)
        line.textEdited.emit(was)
    lists = [tmp_path / "train.txt"]
    lists[0].write_text("dear\n", encoding="utf-8")
    chosen = ([str(each) for each in lists], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    sheet.fields.lists_button.click()
    wrong = "The list of “train” names “dear”, which is no video."
    qtbot.waitUntil(lambda: sheet.summary.text() == wrong)
    sheet.fields.no_lists.click()
    qtbot.waitUntil(lambda: sheet.write_button.isEnabled())
    sheet.dismiss()


def test_a_dataset_that_is_cancelled_is_not_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.project is not None
    wish = DatasetWish("mevis", str(tmp_path), "stopped", pictures=FrameFiles.LEAVE)
    write = DatasetExport.write

    def stopped(self: DatasetExport, folder: Path) -> object:
        job.cancel()
        return write(self, folder)

    monkeypatch.setattr(DatasetExport, "write", stopped)
    job = window.project.dataset.write(wish)
    qtbot.waitUntil(lambda: not window.working.jobs)
    assert not (tmp_path / "stopped").exists()


def test_a_dataset_that_is_dropped_becomes_a_project_of_its_videos(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The rate, which MeViS does not say, is asked for once."""
    exported(labelled_project(tmp_path), "mevis", tmp_path / "mevis")
    studio.show()
    studio.dropped.emit([tmp_path / "mevis"])
    answer_rate(studio, qtbot, "6")
    qtbot.waitUntil(lambda: studio.document is not None and studio.viewer.image is not None)
    assert studio.document is not None
    project = studio.document.project
    assert [(each.name, each.rate) for each in project.videos] == [
        ("deer", Fraction(6)),
        ("square", Fraction(6)),
    ]
    assert [each.expression for each in studio.document.layers] == ["a deer", "the rider"]
    assert len(project.expressions) == 4
    assert studio.document.core.is_draft
    assert studio.preferences.value.recent == ()  # the draft is on the start page
    assert {each.split for each in project.videos} == {"train"}
    (frames,) = {Path(each.absolute).parent for each in project.videos}
    assert frames == tmp_path / "mevis" / "train" / "JPEGImages"  # nothing was copied


def test_a_dataset_that_is_dropped_on_a_project_comes_into_it_if_that_is_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """While it is read, one can go on working; the labels are one step to undo."""
    document = window.document
    assert document is not None
    before = document.project
    written(rich_dataset(tmp_path / "frames"), by_id("png"), tmp_path / "png")
    window.dropped.emit([tmp_path / "png"])
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)))
    (question,) = window.findChildren(Question)
    assert question.title.text() == "“png” is a dataset."
    (add,) = [each for each in question.answers if each.text() == "Add to this project"]
    add.click()
    answer_rate(window, qtbot, "6")
    document.do(*label_edits.categorise(document.project, [document.layers[0].id], "moose"))
    qtbot.waitUntil(lambda: len(document.project.videos) == 4)
    assert window.document is document
    assert document.core.undo_name == "Import the dataset 'png'"
    project = document.project
    assert project.layers[0].category == "moose"
    plain, crowd = project.videos[2:]
    assert [(each.name, each.split) for each in (plain, crowd)] == [
        ("a1b2", "train"),
        ("crowd 2", "valid"),
    ]
    assert [each.expression for each in project.of_video(plain.id)] == [
        "the dog on the left",
        "the person in a “red” coat, sitting",
    ]
    qtbot.waitUntil(lambda: "“nothing said” is left out" in window.toasts.text)
    window.actions_["undo"].trigger()
    assert [each.expression for each in document.project.layers] == [
        each.expression for each in before.layers
    ]
    assert len(document.project.videos) == 4


def test_of_a_mixture_each_path_is_taken_for_what_it_is(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A dataset among dropped videos comes along whole, not as clips."""
    written(rich_dataset(tmp_path / "frames"), by_id("youtube-vis"), tmp_path / "vis")
    clip = film(tmp_path / "clip.mp4", 4)
    other = film(tmp_path / "other" / "more.mp4", 5)
    studio.show()
    studio.dropped.emit([tmp_path / "vis", clip, other.parent])
    answer_rate(studio, qtbot, "6")
    names = {"clip.mp4", "more.mp4", "a1b2", "crowd 2"}
    qtbot.waitUntil(
        lambda: (
            studio.document is not None
            and {each.name for each in studio.document.project.videos} == names
        )
    )
    project = studio.document.project
    (crowd,) = (each for each in project.videos if each.name == "crowd 2")
    assert len(project.of_video(crowd.id)) == 3
    assert {"dog", "zeppelin"} <= {each.category for each in project.layers}


def test_a_mixture_with_a_project_comes_into_it(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    project = labelled_project(tmp_path)
    written(rich_dataset(tmp_path / "frames"), by_id("png"), tmp_path / "png")
    listed = tmp_path / "list.csv"
    listed.write_text("video,expression\nclip.mp4,the square\n", encoding="utf-8")
    studio.show()
    studio.dropped.emit([tmp_path / "png", film(tmp_path / "clip.mp4", 4), listed, project])
    answer_rate(studio, qtbot, "6")
    names = {"deer", "square.mp4", "clip.mp4", "a1b2", "crowd 2"}
    qtbot.waitUntil(
        lambda: (
            studio.document is not None
            and {each.name for each in studio.document.project.videos} == names
        )
    )
    assert studio.document.core.file.path == project
    said = [each.text() for each in studio.findChildren(QLabel)]
    assert any("Not opened: “list.csv”." in each for each in said)


def test_several_datasets_become_one_project(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rich = rich_dataset(tmp_path / "frames")
    for place, name in enumerate(("one", "two")):
        written(Dataset(rich.videos[place : place + 1]), by_id("png"), tmp_path / name)
    studio.show()
    studio.dropped.emit([tmp_path / "one", tmp_path / "two"])
    qtbot.waitUntil(
        lambda: (
            studio.document is not None
            and [each.name for each in studio.document.project.videos] == ["a1b2", "crowd 2"]
        )
    )
    studio.document.core.save()


def test_a_folder_that_is_no_dataset_is_told(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nothing"))
    studio.actions_["open_dataset"].trigger()
    qtbot.waitUntil(lambda: "is no dataset that SOC Studio knows" in studio.toasts.text)


def test_a_folder_that_is_no_dataset_adds_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.document is not None
    before = window.document.project
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nothing"))
    window.actions_["add_dataset"].trigger()
    qtbot.waitUntil(lambda: "is no dataset that SOC Studio knows" in window.toasts.text)
    assert window.document.project == before
