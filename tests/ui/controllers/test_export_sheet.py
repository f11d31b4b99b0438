"""The export sheet and what comes of it: keys, presets, the queue, what is finished first."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from soc_studio.core.formats.export_sound import SoundFate, SoundOutlook
from soc_studio.core.masks.looks import Look
from soc_studio.core.masks.matte_ranges import AUTOMATIC
from soc_studio.core.media.video_reader import open_video
from soc_studio.ui.dialogs.export import ExportSheet
from soc_studio.ui.jobs.job import Job
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.export_fields import ExportFields
from soc_studio.ui.widgets.question import Question
from tests.ui.shapes import FRAMES, tell_found

pytestmark = pytest.mark.slow


@pytest.fixture
def window(studio: MainWindow, clip: Path, qtbot: QtBot) -> MainWindow:
    """The window with the clip, in which the square was found."""
    studio.resize(1280, 800)
    studio.show()
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    tell_found(studio)
    return studio


def open_sheet(window: MainWindow, qtbot: QtBot, folder: Path, name: str = "out") -> ExportSheet:
    """Open the sheet for an export into `folder`, and wait until it knows all."""
    window.actions_["export"].trigger()
    assert window.video is not None
    sheet = window.video.export.dialog
    assert sheet is not None
    put(sheet.fields.place, str(folder))
    put(sheet.fields.name, name)
    sheet.more.opens.setChecked(False)
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    return sheet


def put(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def test_keys_choose_and_export_and_the_focus_stays_inside(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.list)
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(QApplication.focusWidget())
    sheet.list.setFocus()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.plan.formats == ("matte-prores",)
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    sheet.fields.name.setFocus()
    qtbot.keyClick(sheet.fields.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "out" / "01-the-square-matte.mov").exists())
    assert window.video is not None
    assert window.video.export.dialog is None
    again = open_sheet(window, qtbot, tmp_path, "other")
    qtbot.keyClick(again.list, Qt.Key.Key_Escape)
    assert window.video.export.dialog is None
    assert not (tmp_path / "other").exists()


def test_a_space_after_a_word_is_no_mistake_while_one_types(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path, "take ")
    put(sheet.fields.place, f"{tmp_path} ")
    assert (sheet.plan.name, sheet.plan.place) == ("take", str(tmp_path))
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())


def test_nothing_is_said_of_the_sound_that_was_true_of_another_format(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    assert sheet._found is not None
    heard = replace(sheet._found, sound=SoundOutlook(SoundFate.KEPT, "PCM", 48000))
    sheet.show_outlook(heard)
    label = sheet.fields.pictures.sound
    assert label.text() == "with sound (PCM, 48 kHz)"
    put(sheet.fields.name, "another")
    assert label.text()  # as before: it is no other format
    sheet.list.chosen.emit("tracks")
    assert label.text() == ""
    qtbot.waitUntil(lambda: sheet.knows)


def test_a_cut_out_is_not_called_opaque_while_it_is_looked_at(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    limits = sheet.head.limits
    sheet.list.chosen.emit("ground")  # a video on green
    qtbot.waitUntil(lambda: sheet.knows and "opaque" in limits.text())
    put(sheet.fields.name, "another")
    assert "opaque" in limits.text()  # as before: it is no other format
    sheet.list.chosen.emit("cutout")
    assert not sheet.knows
    assert "opaque" not in limits.text()
    qtbot.waitUntil(lambda: sheet.knows)
    sheet.dismiss()


def test_several_formats_are_ticked_without_opening_the_list_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    sheet.more.head.click()
    menu = sheet.more.menu
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    for name in ("masks", "tracks"):
        (tick,) = (each for each in menu.actions() if each.data() == name)
        centre = menu.actionGeometry(tick).center()
        qtbot.mouseMove(menu, centre)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=centre)
        assert menu.isVisible()
    assert set(sheet.plan.formats) >= {"masks", "tracks"}
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert "tracks" not in sheet.plan.formats
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    for tick in menu.actions():
        tick.setChecked(True)
    menu.triggered.emit(tick)  # as many as there are: their names make the sheet no wider
    qtbot.waitUntil(lambda: sheet.knows)
    choose = sheet.fields.choose_button
    right = choose.mapTo(sheet, choose.rect().topRight()).x()
    assert choose.visibleRegion().boundingRect() == choose.rect()
    assert right < sheet.width()


def test_the_sheet_is_shown_before_its_fields_which_come_by_themselves(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["export"].trigger()
    assert window.video is not None
    sheet = window.video.export.dialog
    assert sheet is not None
    assert sheet.isVisible()
    assert sheet.findChild(ExportFields) is None
    qtbot.waitSignal(sheet.built).wait()
    fields = sheet.findChild(ExportFields)
    assert fields is sheet.fields
    assert fields.isVisible()
    assert sheet.more.isVisible()
    assert fields.presets.buttons
    assert sheet.fields.applied(sheet.plan) == sheet.plan


def test_a_sheet_that_is_closed_at_once_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["export"].trigger()
    assert window.video is not None
    assert window.video.export.dialog is not None
    window.video.export.dialog.dismiss()
    qtbot.waitUntil(lambda: window.findChild(ExportSheet) is None)
    assert window.video.export.dialog is None


def test_the_picture_is_over_a_checkerboard_where_it_is_transparent(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.go(5)
    sheet = open_sheet(window, qtbot, tmp_path)
    qtbot.waitUntil(lambda: sheet.head.picture.image is not None)
    image = sheet.head.picture.image
    assert image is not None
    assert image.hasAlphaChannel()
    assert sheet.head.picture.caption == "Frame 5, as it will be"
    sheet.list.set_value("ground")
    sheet.list.chosen.emit("ground")
    assert sheet.plan.look.look is Look.COLOUR
    qtbot.waitUntil(lambda: sheet.head.picture.image is not image)
    assert sheet.head.picture.image is not None
    assert sheet.head.picture.image.pixelColor(2, 2).getRgb()[:3] == (0, 177, 64)


def test_a_preset_is_taken_kept_and_deleted(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    chips = sheet.fields.presets
    chips.buttons[0].click()
    assert set(sheet.plan.formats) == {"cutout", "matte-prores", "timeline"}
    assert sheet.list.value == "timeline"
    assert [each.isChecked() for each in chips.buttons].count(True) == 1
    sheet.more.head.setChecked(True)
    sheet.more.preset.setText("Mine")
    sheet.more.preset.setFocus()
    qtbot.keyClick(sheet.more.preset, Qt.Key.Key_Return)  # keeps it, and exports nothing
    assert sheet.isVisible()
    assert chips.buttons[-1].text() == "Mine"
    chips.delete_asked.emit(chips._presets[-1])
    assert "Mine" not in [each.text() for each in chips.buttons]


def test_exports_queue_up_and_the_done_ones_have_their_path(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path, "first")
    sheet.queue_button.click()
    assert sheet.plan.name == "first 2"  # the next one does not replace it
    assert sheet.queue_button.text() == "Add to queue · 1"
    qtbot.waitUntil(lambda: sheet.knows and sheet.export_button.isEnabled())
    sheet.export_button.click()
    qtbot.waitUntil(lambda: not window.working.jobs)
    for name in ("first", "first 2"):
        with open_video(tmp_path / name / "01-the-square.mov") as video:
            assert video.frame_count == FRAMES
    told = window.toasts.shown[-1]
    assert told.told.title == "Exported first 2"
    entry = window.job_controller.log.entries[0]
    show, copy = window.job_list.row(entry.number).action_buttons
    assert show.text() == "Show in folder"
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "first 2")


def test_a_place_that_another_export_still_writes_to_is_refused_in_the_sheet(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    goes_on = threading.Event()

    def before() -> Generator[None, None, None]:
        while not goes_on.wait(0.01):
            yield

    window.working.start(Job("Something before it", before))
    sheet = open_sheet(window, qtbot, tmp_path, "shapes export")
    sheet.export_button.click()
    assert window.video is not None
    assert window.video.export.dialog is None
    window.actions_["export"].trigger()
    again = window.video.export.dialog
    assert again is not None
    assert again.plan.name == "shapes export 2"  # offered at once
    put(again.fields.place, str(tmp_path))
    put(again.fields.name, "shapes export")
    qtbot.waitUntil(lambda: again.knows and not again.export_button.isEnabled())
    assert "is still running" in again.summary.words.text()
    goes_on.set()
    qtbot.waitUntil(lambda: not window.working.jobs)
    qtbot.waitUntil(lambda: again.knows and again.export_button.isEnabled())
    again.dismiss()


def test_demo_saves_one_video_at_the_place_that_was_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_found(window, "the disc", swap=True)
    window.actions_["workspace_demo"].trigger()
    (web,) = (each for each in window.demo_bar.formats.actions() if each.data() == "cutout-web")
    web.trigger()
    assert window.demo_bar.format_button.text() == "WebM"
    target = tmp_path / "both.webm"
    asked: list[str] = []

    def choose(*asking: object) -> tuple[str, str]:
        asked.append(Path(str(asking[2])).name)
        return str(target.with_suffix("")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.demo_bar.export_button.click()
    qtbot.waitUntil(lambda: target.exists() and not window.working.jobs)
    assert asked == ["shapes cut-out.webm"]
    with open_video(target) as video:
        assert video.frame_count == FRAMES
        assert video.info.has_alpha
    assert window.toasts.shown[-1].told.title == "Exported both.webm"


def test_what_is_not_searched_is_finished_first_and_then_exported(
    studio: MainWindow, clip: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    tell_found(studio, frames=range(10))
    sheet = open_sheet(studio, qtbot, tmp_path)
    assert sheet.finishes
    assert sheet.export_button.text() == "Finish, then export"
    sheet.export_button.click()
    assert studio.video is not None
    assert studio.video.finishing.waits
    target = tmp_path / "out" / "01-the-square.mov"
    qtbot.waitUntil(target.exists)
    with open_video(target) as video:
        assert video.frame_count == FRAMES
    document = studio.document
    assert document is not None
    view = document.view(document.layers[0].id)
    assert view is not None
    assert np.all(view.states > 0)


def test_nothing_is_exported_where_the_search_before_is_stopped(
    studio: MainWindow, clip: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    tell_found(studio, frames=range(10))
    sheet = open_sheet(studio, qtbot, tmp_path)
    sheet.export_button.click()
    studio.finding.cancel_all()
    qtbot.waitUntil(lambda: "was not exported" in studio.toasts.text)
    assert not (tmp_path / "out").exists()
    toast = studio.toasts.shown[-1]
    toast.buttons[0].click()  # as it is
    qtbot.waitUntil(lambda: (tmp_path / "out" / "01-the-square.mov").exists())


def test_enter_before_the_estimate_exports_when_it_is_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    put(sheet.fields.name, "typed")
    assert not sheet.knows
    qtbot.keyClick(sheet.fields.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "typed" / "01-the-square.mov").exists())
    again = open_sheet(window, qtbot, tmp_path, "other")
    put(again.fields.name, "typed")
    qtbot.keyClick(again.fields.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.knows)  # first it says what would be replaced
    assert "The earlier result “typed” is replaced." in again.head.limits.text()
    assert window.video is not None
    assert window.video.export.dialog is again
    assert window.focusWidget() is again.export_button
    again.dismiss()


def test_enter_before_the_estimate_counts_though_more_is_found_meanwhile(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    put(sheet.fields.name, "typed")
    qtbot.keyClick(sheet.fields.name, Qt.Key.Key_Return)
    assert window.video is not None
    window.video.export.refresh()
    assert not sheet.knows
    qtbot.waitUntil(lambda: (tmp_path / "typed" / "01-the-square.mov").exists())


def test_the_edge_and_the_pictures_of_an_export_are_chosen_in_the_sheet(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    fields = sheet.fields
    assert [each.word.text() for each in (fields.pictures.rate_offer, fields.pictures.bits_offer)]
    assert sheet.plan.edge_band is None
    before = sheet.head.picture.image
    edge = fields.edge
    edge.choice.setCurrentIndex(3)
    edge.choice.activated.emit(3)
    edge.band.setValue(5)
    edge.softness.setValue(40)
    assert (sheet.plan.edge_band, sheet.plan.edge_softness) == (5, 40)
    qtbot.waitUntil(lambda: sheet.knows)
    qtbot.waitUntil(lambda: sheet.head.picture.image not in (None, before))
    edge.choice.setCurrentIndex(2)
    edge.choice.activated.emit(2)
    assert (sheet.plan.edge_band, sheet.plan.edge_softness) == (0, None)
    qtbot.waitUntil(lambda: sheet.knows)
    assert "Edges:" not in sheet.head.limits.text()
    edge.choice.setCurrentIndex(1)
    edge.choice.activated.emit(1)
    assert (sheet.plan.edge_band, sheet.plan.edge_softness) == (AUTOMATIC, None)
    edge.show_edge(AUTOMATIC, None)
    assert edge.choice.currentIndex() == 1
    qtbot.waitUntil(lambda: sheet.knows)
    assert "Edges: automatic, 2 px." in sheet.head.limits.text()
    sheet.list.chosen.emit("pictures")
    bits = fields.pictures.bits_offer
    assert [bits.list.itemData(place) for place in range(2)] == [8, 16]
    bits.list.setCurrentIndex(1)
    bits.list.activated.emit(1)
    assert sheet.plan.bits == 16
    sheet.list.chosen.emit("tracks")
    assert edge.isHidden()
    assert fields.pictures.isHidden()
    sheet.dismiss()


def test_a_preset_gets_another_name(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    sheet.more.preset.setText("Mine")
    sheet.more.keep_button.click()
    chips = sheet.fields.presets
    chips._ask_name(chips._presets[-1])
    (question,) = window.findChildren(Question)
    (field,) = question.findChildren(QLineEdit)
    assert field.text() == "Mine"
    qtbot.keyClicks(field, "Ours")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert chips.buttons[-1].text() == "Ours"
    chips.delete_asked.emit(chips._presets[-1])
    sheet.dismiss()


def test_opacity_is_asked_about_only_where_there_is_any(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    sheet.more.head.setChecked(True)
    asked = sheet.more.premultiplied
    assert asked.isVisible()
    sheet.list.chosen.emit("ground")  # a video on green
    assert not asked.isVisible()
    (tick,) = (each for each in sheet.more.menu.actions() if each.data() == "cutout-tiff")
    tick.setChecked(True)
    sheet.more.menu.triggered.emit(tick)
    assert asked.isVisible()
    sheet.dismiss()


def test_the_wheel_scrolls_the_sheet_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = open_sheet(window, qtbot, tmp_path)
    sheet.more.head.setChecked(True)
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)  # what was unfolded is in sight
    plan, field = sheet.plan, sheet.fields.variant
    middle = QPointF(field.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(field.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.setCurrentIndex(1)
    QApplication.sendEvent(field, turn)
    assert field.currentIndex() == 1
    assert not turn.isAccepted()  # but handed on to what scrolls
    assert sheet.plan == plan
