"""Refining a layer, the list of layers, the jobs and the export dialog, on the real window."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.colours import PALETTE
from soc_studio.core.project.project import Correction, LayerId, MatteSettings
from soc_studio.core.storage.results import Search
from soc_studio.core.system.device_facts import DeviceFacts
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.dialogs.export import ExportSheet
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.job_log import JobState
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.layer_list import RowButton
from tests.ui.asking import press, questions

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton


def document_of(studio: MainWindow) -> OpenDocument:
    assert studio.document is not None
    return studio.document


def add_layers(studio: MainWindow, qtbot: QtBot, *texts: str) -> list[LayerId]:
    """Add expressions with an answer: a rectangle on the first 20 frames, scored 0.9 to 0.33."""
    document = document_of(studio)
    video = document.video
    assert video is not None
    file = document.core.file
    for place, text in enumerate(texts):
        pixels = np.zeros((90, 160), dtype=np.bool_)
        pixels[20:60, 20 + 30 * place : 50 + 30 * place] = True
        search = Search(
            video.fingerprint,
            text,
            weights="w",
            network="made up",
            settings='{"stride": 1}',
            height=90,
            width=160,
            threshold=0.5,
        )
        number = file.results.begin(search)
        found = []
        for frame in range(20):
            candidate = WindowCandidate(
                query=0,
                scores=(0.9 - 0.03 * frame,),
                boxes=np.full((1, 4), 0.5, dtype=np.float32),
                masks=(Mask.from_array(pixels),),
                embedding=np.ones(1, dtype=np.float32),
            )
            overlaps = np.ones((1, 1), dtype=np.float32) if frame else None
            window = Window((frame,), frozenset({frame}), 0, frame, 0)
            found.append((number, WindowResult(0, window, (frame,), (candidate,), overlaps, False)))
        file.results.add(found)
    edit, given = edits.add_layers(document.project, video.id, list(texts))
    document.do(*edit)
    document.select(given[0])
    qtbot.waitUntil(lambda: all(document.view(each) is not None for each in given))
    qtbot.waitUntil(lambda: not studio.working.jobs)
    return given


def matte_of(studio: MainWindow, one: LayerId) -> MatteSettings:
    return document_of(studio).project.layer(one).matte


@pytest.fixture
def layered(sample: MainWindow, qtbot: QtBot) -> tuple[MainWindow, list[LayerId]]:
    given = add_layers(sample, qtbot, "one", "two", "three")
    sample.resize(1280, 800)
    sample.inspector.details.set_open(True)
    sample.inspector.when.set_open(True)
    return sample, given


Layered = tuple[MainWindow, list[LayerId]]


# Refining


def test_a_drag_of_a_slider_is_one_step_and_seen_at_once(layered: Layered, qtbot: QtBot) -> None:
    studio, (one, *_) = layered
    slider = studio.inspector.rows["grow"].slider
    before = studio.viewer.image
    pass_through(slider, (600, 700, 800))
    qtbot.waitUntil(lambda: studio.viewer.image != before)
    assert matte_of(studio, one).grow > 0
    document_of(studio).undo()
    assert matte_of(studio, one) == MatteSettings()
    assert slider.value() == 500
    document_of(studio).redo()
    pass_through(slider, (300,))
    document_of(studio).undo()
    assert matte_of(studio, one).grow > 0


def pass_through(slider: Any, places: tuple[int, ...]) -> None:
    slider.setSliderDown(True)
    slider.sliderPressed.emit()
    for place in places:
        slider.setSliderPosition(place)
    slider.setSliderDown(False)


def test_the_threshold_decides_where_the_object_is_present(layered: Layered) -> None:
    studio, (one, *_) = layered
    assert studio.inspector.rows["threshold"].number.value() == 0.5
    assert "found (90 of 100)" in studio.inspector.score.text()
    studio.inspector.rows["threshold"].number.setValue(0.95)
    assert matte_of(studio, one).threshold == 0.95
    assert "not found" in studio.inspector.score.text()
    assert studio.inspector.facts["frames"].text().startswith("0 of 20 frames")
    QTest.mouseDClick(studio.inspector.rows["threshold"].label, LEFT)
    assert matte_of(studio, one).threshold is None
    studio.go(19)
    assert "not found (33 of 100)" in studio.inspector.score.text()
    studio.go(50)
    assert "says nothing" in studio.inspector.score.text()


def qtbot_click(widget: Any) -> None:
    QTest.mouseClick(widget, LEFT)


def test_all_settings_reach_the_project_and_go_back_in_one_step(layered: Layered) -> None:
    studio, (one, *_) = layered
    values = {"grow": -3, "feather": 2.5, "fill_holes": 40, "remove_specks": 50, "smooth": 2}
    values |= {"edge_band": 6, "edge_softness": 40}
    for name, value in values.items():
        studio.inspector.rows[name].number.setValue(value)
    assert matte_of(studio, one) == MatteSettings(**values)
    band = studio.inspector.rows["edge_band"].number
    assert band.text() == "6 px"
    qtbot_click(studio.inspector.reset_button)
    assert matte_of(studio, one) == MatteSettings()
    assert band.text() == "Auto"
    band.setValue(0)
    assert (band.text(), matte_of(studio, one).edge_band) == ("Off", 0)
    band.lineEdit().setText("3")
    band.interpretText()
    assert (band.text(), matte_of(studio, one).edge_band) == ("3 px", 3)
    while matte_of(studio, one) != MatteSettings():
        document_of(studio).undo()
    assert not studio.inspector.reset_button.isEnabled()
    document_of(studio).undo()
    assert matte_of(studio, one) == MatteSettings(**values)


def test_a_corrected_frame_is_shown_as_it_was_corrected_whatever_is_smoothed(
    layered: Layered,
) -> None:
    studio, (one, *_) = layered
    document = document_of(studio)
    video = document.video
    assert video is not None
    pixels = np.zeros((video.height, video.width), dtype=np.bool_)
    pixels[100:200, 100:200] = True
    corrections = MappingProxyType({4: Correction(Mask.from_array(pixels))})
    document.do(*edits.correct(document.project, one, corrections))
    studio.inspector.rows["smooth"].number.setValue(1)
    shown = document.track_cache.shown(video.id, 4, video.height, video.width)
    assert (shown[-1].matte >= 128).sum() == 100 * 100


def test_a_locked_layer_is_not_refined(layered: Layered) -> None:
    studio, _ = layered
    studio.actions_["lock"].trigger()
    assert not studio.inspector.rows["grow"].isEnabled()
    assert studio.inspector.locked.isVisible()
    assert studio.layers.isEnabled()
    studio.actions_["lock"].trigger()
    assert studio.inspector.rows["grow"].isEnabled()


def test_name_and_colour_are_changed_in_the_inspector(layered: Layered, qtbot: QtBot) -> None:
    studio, (one, *_) = layered
    name = studio.inspector.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Rex")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot_click(studio.inspector.colours.swatches[3])
    changed = document_of(studio).project.layer(one)
    assert (changed.label, changed.colour) == ("Rex", PALETTE[3])
    assert studio.layers.item(0).text() == "Rex"


# The list of layers


def click_button(studio: MainWindow, one: LayerId, button: RowButton) -> None:
    place: QPoint = studio.layers.button_place(one, button).center()
    QTest.mouseClick(studio.layers.viewport(), LEFT, pos=place)


def test_the_buttons_of_a_row_hide_lock_and_show_alone(layered: Layered) -> None:
    studio, (one, two, three) = layered
    document = document_of(studio)
    click_button(studio, two, RowButton.EYE)
    click_button(studio, three, RowButton.LOCK)
    assert not document.project.layer(two).visible
    assert document.project.layer(three).locked
    assert document.selection is not None
    assert document.selection.id == one
    before = document.project
    click_button(studio, two, RowButton.SOLO)
    shows = [document.track_cache.shows(each) for each in document.layers]
    assert shows == [False, True, False]
    assert document.project is before
    studio.actions_["solo"].trigger()  # the first one, too
    assert document.track_cache.alone == {one, two}
    document.do(*edits.remove(document.project, one))
    document.do(*edits.remove(document.project, two))
    assert document.track_cache.alone == frozenset()


def test_a_name_is_typed_in_its_row_while_results_come(layered: Layered, qtbot: QtBot) -> None:
    studio, (one, *_) = layered
    studio.actions_["rename"].trigger()
    editor = studio.layers.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "the big")
    document_of(studio).refreshed(one)
    qtbot.keyClicks(editor, " dog")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document_of(studio).project.layer(one).name == "the big dog")


def test_layers_are_put_in_order_and_doubled(layered: Layered) -> None:
    studio, (one, two, three) = layered
    document = document_of(studio)
    studio.actions_["layer_down"].trigger()
    assert [each.id for each in document.layers] == [two, one, three]
    model = studio.layers.model()
    index = model.index(0, 0).parent()
    model.moveRow(index, 0, index, 3)  # what a drop does
    assert [each.id for each in document.layers] == [one, three, two]
    document.undo()
    assert [each.id for each in document.layers] == [two, one, three]
    document.select(one)
    studio.actions_["duplicate"].trigger()
    assert [each.label for each in document.layers] == ["two", "one", "one (2)", "three"]
    assert document.selection is not None
    assert document.selection.label == "one (2)"


# Jobs


def waiting_job(name: str, go: threading.Event, done: list[str]) -> Job:
    def steps() -> Generator[Any, None, None]:
        yield Progress(1, 4, 1.0)
        go.wait(300)
        done.append(name)
        yield Progress(4, 4, 4.0)

    return Job(name, steps)


def test_jobs_wait_are_put_in_order_and_taken_out(studio: MainWindow, qtbot: QtBot) -> None:
    go, done = threading.Event(), list[str]()
    for name in "abcd":
        studio.finding.start(waiting_job(name, go, done))
    log = studio.job_controller.log
    qtbot.waitUntil(lambda: log.entries[0].progress is not None)
    assert [each.name for each in log.entries] == ["a", "b", "c", "d"]
    states = [each.state for each in log.entries]
    assert states == [JobState.RUNNING, *[JobState.WAITING] * 3]
    rows = {each.name: studio.job_list.row(each.number) for each in log.entries}
    assert "25 %" in rows["a"].state.text()
    assert "3 s left" in rows["a"].state.text()
    rows["d"].up_button.click()
    rows["b"].close_button.click()
    assert [each.name for each in log.entries] == ["a", "d", "c", "b"]
    go.set()
    qtbot.waitUntil(lambda: not studio.finding.jobs)
    assert done == ["a", "d", "c"]
    assert {each.name: each.state for each in log.entries} == {
        "a": JobState.DONE,
        "b": JobState.STOPPED,
        "c": JobState.DONE,
        "d": JobState.DONE,
    }
    studio.job_list.clear_button.click()
    assert log.entries == []


def test_a_failure_stays_with_its_sentence_until_it_is_done_again(
    studio: MainWindow, qtbot: QtBot
) -> None:
    tries = []

    def work() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise StudioError("The disk is full.", "Free some space.")
        return "well"

    job = Job("Copy", once(work))
    job.failed.connect(studio.failures.tell)
    returned: list[str] = []
    job.returned.connect(returned.append)
    studio.working.start(job)
    log = studio.job_controller.log
    qtbot.waitUntil(lambda: bool(log.entries) and log.entries[0].state is JobState.FAILED)
    row = studio.job_list.row(log.entries[0].number)
    qtbot.waitUntil(lambda: "The disk is full. Free some space." in row.state.text())
    row.retry_button.click()
    qtbot.waitUntil(lambda: returned == ["well"])
    qtbot.waitUntil(lambda: [each.state for each in log.entries] == [JobState.DONE])


def test_what_is_minor_is_told_only_when_it_fails(studio: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise StudioError("It is gone.")

    studio.working.start(Job("well", once(lambda: 1), minor=True))
    job = Job("ill", once(fail), minor=True)
    studio.working.start(job)
    qtbot.waitUntil(lambda: [each.name for each in studio.job_controller.log.entries] == ["ill"])


@pytest.mark.parametrize("answer", ["Stay", "Stop and close"])
def test_closing_asks_while_something_goes_on_and_then_stops_it(
    studio: MainWindow, qtbot: QtBot, answer: str
) -> None:
    go, done = threading.Event(), list[str]()
    for name in "ab":
        studio.finding.start(waiting_job(name, go, done))
    qtbot.waitUntil(lambda: studio.job_controller.log.entries[0].progress is not None)
    studio.close()
    studio.close()  # it is asked once
    (question,) = questions(studio)
    assert "a\nb" in question.text.text()
    press(studio, qtbot, answer)
    assert studio.isVisible()
    go.set()
    qtbot.waitUntil(lambda: not studio.finding.jobs)
    if answer == "Stop and close":
        qtbot.waitUntil(lambda: not studio.isVisible())
        assert done == ["a"]
    else:
        assert done == ["a", "b"]
        assert studio.isVisible()


def test_the_device_and_the_memory_are_shown(studio: MainWindow) -> None:
    device = studio.footer.device
    assert device.text() == "Standard model"
    assert "MB" in device.toolTip() or "GB" in device.toolTip()
    facts = DeviceFacts("soc-mini", "cpu")
    device.show_use(facts, 4, 900_000_000)
    assert device.text() == "Standard model · processor"
    assert "900 MB" in device.toolTip()


# Export


def ready_sheet(studio: MainWindow) -> ExportSheet:
    studio.actions_["export"].trigger()
    sheet = studio.video.export.dialog
    assert sheet is not None
    return sheet


def type_into(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def test_the_sheet_says_which_objects_are_not_searched_yet(layered: Layered, qtbot: QtBot) -> None:
    studio, _ = layered
    document = document_of(studio)
    video = document.video
    assert video is not None
    edit, (four,) = edits.add_layers(document.project, video.id, ["four"])
    document.do(*edit)
    sheet = ready_sheet(studio)
    words = sheet.head.advice.words
    # What there is of the new layer is read while the sheet is shown.
    qtbot.waitUntil(lambda: sheet.knows and "1 object is not searched yet." in words.text())
    assert four in sheet.plan.layers
    assert not sheet.head.advice.finish.isHidden()
    found = studio.video.export._found
    assert found is not None
    assert found.unfinished.unseen == (four,)
    sheet.dismiss()


def test_the_sheet_goes_on_when_a_layer_was_read(
    layered: Layered, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, (one, *_) = layered
    document = document_of(studio)
    cache, is_read = document.track_cache, False
    view = cache.view
    monkeypatch.setattr(
        cache, "view", lambda layer: view(layer) if is_read or layer != one else None
    )
    sheet = ready_sheet(studio)
    assert "still being read" in sheet.summary.words.text()
    is_read = True
    document.refreshed(one)
    qtbot.waitUntil(lambda: sheet.knows and studio.video.export._found is not None)
    assert "still being read" not in sheet.summary.words.text()
    sheet.dismiss()


def test_the_sheet_counts_exports_and_remembers(
    layered: Layered, qtbot: QtBot, tmp_path: Path
) -> None:
    studio, (one, two, three) = layered
    document = document_of(studio)
    document.do(*edits.set_visible(document.project, two, False))
    sheet = ready_sheet(studio)
    assert sheet.plan.layers == (one, three)
    type_into(sheet.fields.place, str(tmp_path))
    type_into(sheet.fields.name, "street")
    assert sheet.plan.formats == ("cutout",)  # what editors want, until something else is chosen
    sheet.list.set_value("pictures")
    sheet.list.chosen.emit("pictures")
    assert sheet.plan.formats == ("cutout-png",)
    variants = sheet.fields.variant
    ids = [variants.itemData(each).formats for each in range(variants.count())]
    variants.setCurrentIndex(ids.index(("masks",)))
    variants.activated.emit(variants.currentIndex())
    also = {each.data(): each for each in sheet.more.menu.actions()}
    also["tracks"].trigger()
    sheet.more.opens.setChecked(False)
    assert sheet.plan.formats == ("masks", "tracks")
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    assert sheet.summary.words.text().startswith("41 files · about")
    assert sheet.summary.files.text() == "01-one/, 02-three/, tracks.json"
    # Twenty of the hundred frames were searched: the sheet offers to finish them.
    assert "Not searched on all frames." in sheet.head.advice.words.text()
    assert "in frames 20–99." in sheet.head.advice.words.text()
    sheet.head.advice.finish.setChecked(False)
    assert sheet.export_button.text() == "Export"
    also = {each.data(): each for each in sheet.more.menu.actions()}
    also["tracks"].trigger()
    qtbot.waitUntil(lambda: sheet.summary.words.text().startswith("40 files"))
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    qtbot_click(sheet.export_button)
    qtbot.waitUntil(lambda: not studio.working.jobs)
    assert studio.video.export.dialog is None
    folders = sorted(path.name for path in (tmp_path / "street").iterdir())
    assert folders == ["01-one", "02-three", "result.json"]
    assert len(list((tmp_path / "street" / "01-one").iterdir())) == 20
    states = {each.name: each.state for each in studio.job_controller.log.entries}
    assert states["Export “street”"] is JobState.DONE
    again = ready_sheet(studio)
    assert again.plan.formats == ("masks",)
    assert again.list.value == "pictures"
    assert Path(again.plan.place) == tmp_path
    assert not again.plan.opens
    assert not again.head.advice.finish.isChecked()
    qtbot.waitUntil(lambda: again.summary.words.text().endswith(" s"))  # as the export before took
    again.dismiss()


def test_a_folder_of_somebody_elses_is_refused_before_it_begins(
    layered: Layered, qtbot: QtBot, tmp_path: Path
) -> None:
    studio, _ = layered
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("dear")
    sheet = ready_sheet(studio)
    type_into(sheet.fields.place, str(tmp_path))
    type_into(sheet.fields.name, "letters")
    qtbot.waitUntil(lambda: "dear.txt" in sheet.summary.words.text())
    assert sheet.summary.sign.isVisible()
    assert not sheet.export_button.isEnabled()
    type_into(sheet.fields.name, "mine")
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    for chip in sheet.fields.layers.chips.values():
        chip.setChecked(False)
    assert "object" in sheet.summary.words.text()
    sheet.dismiss()
    assert not (tmp_path / "mine").exists()
