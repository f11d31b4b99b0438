"""Networks fetched, added, checked, measured and chosen, in the real window, from a local host."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from tokenizers import Tokenizer
from tqdm import tqdm

from soc_rvos.masks import Mask
from soc_studio.core.masks.following import follow
from soc_studio.core.models.fetch import add
from soc_studio.core.models.measurements import Measurement, keep, measured
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.models.tiers import Tier
from soc_studio.core.models.trackers import load_tracker
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.system.device_facts import cores
from soc_studio.resources import resource
from soc_studio.ui.dialogs.models import HowDialog, ModelsSheet
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.jobs.job_log import JobState
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.toasts import Toast
from tests.model_host import Host, serving
from tests.published import TINY, made, write
from tests.soc_rvos import tiny_trackers
from tests.ui.asking import questions
from tests.ui.shapes import FRAMES, Find, square

MODEL = "soc-joint-t"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as a trainer wrote it."""
    path = tmp_path_factory.mktemp("published") / "joint.tar"
    write(path, made(TINY))
    return path


@pytest.fixture
def host(
    studio: MainWindow,
    published: Path,
    word_tokenizer: Tokenizer,
    publish: Callable[..., None],
) -> Iterator[Host]:
    """The host that the window fetches from; the tokenizer is there."""
    publish(TINY)
    store = Store()
    store.tokenizer.mkdir(parents=True)
    word_tokenizer.save(str(store.tokenizer / "tokenizer.json"))
    with serving(Host({"file": published.read_bytes()}, asks=False, piece=2**18)) as host:
        studio.model_controller.host = host.sharing
        yield host
        host.over.set()
        studio.model_controller.finish()


@pytest.fixture
def dialog(studio: MainWindow, host: Host, qtbot: QtBot) -> ModelsSheet:
    """The dialog as the menu opens it, with the card of a published network."""
    studio.actions_["models"].trigger()
    found = studio.model_controller.dialog
    assert found is not None
    qtbot.waitUntil(lambda: found.table.list.count() > 10)
    found.show_table(True)
    found.choose(MODEL)
    return found


def press(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def row(dialog: ModelsSheet) -> str:
    return dialog.table.list.currentItem().text()


def idle(studio: MainWindow) -> bool:
    return not studio.model_controller.working.jobs and not studio.model_controller.looking.jobs


def get(studio: MainWindow, qtbot: QtBot) -> None:
    """Have the published network here."""
    studio.model_controller.fetch(MODEL)
    qtbot.waitUntil(lambda: idle(studio) and bool(measured(MODEL)))


@pytest.mark.slow
def test_every_published_network_is_listed_and_its_card_says_what_it_is(
    dialog: ModelsSheet,
) -> None:
    assert row(dialog).startswith(f"{MODEL}  –  not downloaded\nSOC · Video-Swin-T · J&F 65.0")
    card = dialog.table.card
    assert card.title.text() == "SOC · Video-Swin-T"
    assert card.fact("score").splitlines()[1].startswith("J&F 64.2 on Ref-DAVIS17: SOC paper")
    assert card.fact("trained").startswith("RefCOCO/+/g and")
    assert "must not be passed on" in card.fact("licence")
    assert card.fact("size") == "about 696 MB"
    assert card.fact("from").startswith('<a href="https://')
    assert card.state.text() == "not downloaded"
    assert not card.use_button.isVisible()
    dialog.choose("soc-mini")
    assert card.state.text() == "ready, in use"
    assert not card.remove_button.isVisible()


@pytest.mark.slow
def test_three_models_are_offered_and_one_suits_this_computer(
    studio: MainWindow, qtbot: QtBot
) -> None:
    studio.preferences.change(device="cpu")
    studio.actions_["models"].trigger()
    sheet = studio.model_controller.dialog
    assert sheet is not None
    cards = sheet.tiers
    qtbot.waitUntil(lambda: any(each.recommended.isVisible() for each in cards.values()))
    assert not sheet.is_table
    assert all(each.isVisible() for each in cards.values())
    standard, better, best = cards.values()
    assert [each.recommended.isVisible() for each in cards.values()] == [True, False, False]
    assert [each.in_use.isVisible() for each in cards.values()] == [True, False, False]
    assert [each.finds.value for each in cards.values()] == [2, 4, 5]
    assert best.speed.value < standard.speed.value
    assert better.expected.isVisible()
    assert better.licence.text() == "Your own use only"
    assert better.research.text() == "soc-joint-t · J&F 65.0 on Ref-YouTube-VOS"
    assert not standard.get_button.isVisible()
    assert not standard.use_button.isEnabled()
    press(better.licence)
    (why,) = (each for each in studio.findChildren(Popover) if each.isVisible())
    assert "no licence" in why.findChildren(QLabel)[0].text()
    why.dismiss()
    height = sheet.frame.height()
    press(sheet.table_button)
    assert sheet.is_table
    assert not standard.isVisible()
    names = [sheet.table.list.item(at).text().split()[0] for at in range(sheet.table.list.count())]
    assert {"soc-mini", MODEL} <= set(names)
    assert "roberta-base" not in names
    press(sheet.table_button)
    assert sheet.frame.height() == height
    sheet.dismiss()
    assert studio.model_controller.dialog is None


@pytest.mark.slow
def test_one_of_the_three_is_fetched_measured_and_used_from_its_card(
    studio: MainWindow, dialog: ModelsSheet, host: Host, qtbot: QtBot
) -> None:
    dialog.show_table(False)
    better = dialog.tiers[Tier.BETTER]
    host.slow, host.quick = 1.0, len(host.files["file"]) // 3
    press(better.get_button)
    qtbot.waitUntil(lambda: better.bar.value() > 250)
    assert "left" in better.step.text()
    height = dialog.frame.height()
    press(better.stop_button)
    qtbot.waitUntil(lambda: idle(studio) and better.get_button.text().startswith("Go on ("))
    host.slow = 0
    press(better.get_button)
    qtbot.waitUntil(lambda: idle(studio) and bool(measured(MODEL)))
    qtbot.waitUntil(better.use_button.isVisible)
    assert not better.expected.isVisible()
    assert dialog.message.text().startswith(f"“{MODEL}” is ready and needs ")
    assert dialog.frame.height() == height
    press(better.use_button)
    assert studio.preferences.value.model == MODEL
    assert better.in_use.isVisible()
    offered = [each.text() for each in better.menu.actions()]
    assert offered == ["Try its speed", "Check the file", "Remove…"]


@pytest.mark.slow
def test_a_network_is_fetched_measured_offered_once_and_then_used(
    studio: MainWindow, dialog: ModelsSheet, qtbot: QtBot
) -> None:
    press(dialog.table.card.fetch_button)
    assert dialog.table.card.stop_button.isVisible()
    assert not dialog.table.card.fetch_button.isEnabled()
    (entry,) = studio.job_controller.log.entries
    assert entry.name == f"Download {MODEL}"
    qtbot.waitUntil(lambda: idle(studio) and bool(measured(MODEL)))
    assert Store().entry(MODEL).state is Availability.THERE
    assert {each.state for each in studio.job_controller.log.entries} == {JobState.DONE}
    qtbot.waitUntil(lambda: "–  ready" in row(dialog))
    assert (
        "GB of memory" in (takes := dialog.table.card.fact("measured")) or "MB of memory" in takes
    )
    assert "for a minute of video, on the processor" in takes

    toasts = studio.toasts
    said = f"“{MODEL}” is ready and more accurate: J&F 65.0 on Ref-YouTube-VOS, as published."

    def offers() -> list[Toast]:  # on a slow machine the end of a task is told beside it
        return [each for each in toasts.shown if each.told.text.startswith(said)]

    qtbot.waitUntil(lambda: bool(offers()))
    dialog.dismiss()
    press(offers()[0].buttons[0])
    assert studio.preferences.value.model == MODEL
    studio.preferences.change(model="soc-mini")
    studio.model_controller.offer()
    qtbot.waitUntil(lambda: idle(studio))
    assert offers() == []

    studio.shell.preferences_menu.ask()
    shown = studio.findChild(PreferencesSheet)
    assert shown is not None
    shown.pages.setCurrentRow(1)
    offered = [shown.model.itemText(at) for at in range(shown.model.count())]
    assert offered == ["soc-mini", MODEL]
    shown.dismiss()


@pytest.mark.slow
def test_a_fetch_is_stopped_and_goes_on_where_it_was(
    studio: MainWindow, dialog: ModelsSheet, host: Host, qtbot: QtBot
) -> None:
    host.slow, host.quick = 1.0, len(host.files["file"]) // 3
    press(dialog.table.card.fetch_button)
    qtbot.waitUntil(lambda: dialog.table.card.bar.value() > 250)
    assert "left" in dialog.table.card.step.text()
    assert "working, " in row(dialog)
    assert (
        dialog.table.card.step.text()
        == studio.job_list.row(studio.job_controller.log.entries[0].number).state.text()
    )
    press(dialog.table.card.stop_button)
    qtbot.waitUntil(lambda: idle(studio))
    assert studio.job_controller.log.entries[0].state is JobState.STOPPED
    qtbot.waitUntil(lambda: "download incomplete" in row(dialog))
    assert "downloaded" in dialog.table.card.fact("size")
    assert re.fullmatch(r"Go on \([0-9]+ %\)", dialog.table.card.fetch_button.text())
    host.slow = 0
    press(dialog.table.card.fetch_button)
    qtbot.waitUntil(lambda: Store().entry(MODEL).state is Availability.THERE)
    assert host.ranges_asked


@pytest.mark.slow
def test_what_goes_wrong_is_a_sentence_with_a_way_on_that_needs_no_network(
    studio: MainWindow, dialog: ModelsSheet, host: Host, qtbot: QtBot
) -> None:
    host.page = "<html><p>Too many people have fetched this file.</p></html>"
    press(dialog.table.card.fetch_button)
    qtbot.waitUntil(lambda: idle(studio) and dialog.table.card.message.isVisible())
    said = dialog.table.card.message.text()
    assert said.endswith(
        "“No internet on this computer?” in Edit › Models explains how to add it by hand."
    )
    assert "soc-studio" not in said
    assert "Traceback" not in said
    assert studio.job_controller.log.entries[0].state is JobState.FAILED
    press(dialog.table.card.how_button)
    page = studio.findChild(HowDialog)
    assert page is not None
    press(page.copy_button)
    assert f"--as {MODEL}" in QGuiApplication.clipboard().text()
    page.reject()
    assert dialog.table.card.fetch_button.isEnabled()


@pytest.mark.slow
def test_a_file_is_added_as_the_network_of_a_card_and_one_that_is_none_is_refused(
    studio: MainWindow, dialog: ModelsSheet, published: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.pth"
    letter.write_text("Dear all", encoding="utf-8")
    studio.model_controller.add(letter)
    qtbot.waitUntil(lambda: idle(studio) and dialog.message.isVisible())
    assert "letter.pth" in dialog.message.text()
    studio.model_controller.add(published, MODEL)
    qtbot.waitUntil(lambda: idle(studio) and bool(measured(MODEL)))
    qtbot.waitUntil(lambda: "” is ready and needs" in dialog.table.card.message.text())
    assert not dialog.message.isVisible()
    assert dialog.table.card.state.text() == "ready"
    own = shutil.copy(published, tmp_path / "My own.tar")
    studio.model_controller.add(own)
    qtbot.waitUntil(lambda: dialog.chosen == "my-own")
    assert dialog.message.text() == "“my-own” is ready."
    assert dialog.table.card.title.text() == "my-own, added from a file"


@pytest.mark.slow
def test_a_tracker_is_added_used_and_given_up(
    dialog: ModelsSheet,
    studio: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(tqdm, "monitor_interval", 0)  # its thread would stay
    tiny_trackers.model("sam2_video").save_pretrained(tmp_path / "tracker")
    dialog.choose("sam2.1-tiny")
    card = dialog.table.card
    assert card.title.text().startswith("Tracker: SAM 2.1")
    assert card.fact("measured").startswith("about 1.5 GB of memory, ")
    studio.model_controller.add(tmp_path / "tracker", "sam2.1-tiny")
    qtbot.waitUntil(card.use_button.isVisible)
    assert "is ready" in card.message.text()
    assert not card.measure_button.isVisible()
    press(card.use_button)
    preferences = studio.preferences
    assert (preferences.value.tracker, preferences.value.model) == ("sam2.1-tiny", "soc-mini")
    assert card.state.text() == "ready, in use"
    studio.actions_["preferences"].trigger()
    sheet = studio.findChild(PreferencesSheet)
    assert sheet is not None
    sheet.pages.setCurrentRow(1)
    assert [sheet.tracker.itemText(at) for at in range(2)] == ["The program's own", "sam2.1-tiny"]
    assert sheet.tracker.currentIndex() == 1
    sheet.close()
    studio.model_controller.remove("sam2.1-tiny")
    qtbot.waitUntil(lambda: preferences.value.tracker == "soc-tracker")


@pytest.mark.slow
def test_edgetam_carries_a_correction_in_the_window_as_it_does_alone(
    window: MainWindow,
    find: Find,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(tqdm, "monitor_interval", 0)  # its thread would stay
    tiny_trackers.model("edgetam_video").save_pretrained(tmp_path / "tracker")
    deque(add(tmp_path / "tracker", Store(), "edgetam"), maxlen=0)
    window.preferences.change(tracker="edgetam")
    find()
    document, propagation = window.document, window.video.propagation
    assert document is not None
    qtbot.waitUntil(lambda: document.view(document.selection.id) is not None)
    window.go(20)
    drawn = {20: Correction(Mask.from_array(square(20)))}
    document.do(*edits.correct(document.project, document.selection.id, drawn))
    window.actions_["propagate_forwards"].trigger()
    assert propagation.is_open
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.is_open
    propagation.keep()
    tracker = load_tracker("edgetam")
    assert tracker.name == "edgetam"
    given = {20: drawn[20].mask}
    expected = follow(document.reader, given, 20, range(20, FRAMES), tracker=tracker)
    kept = document.selection.corrections
    assert [(each.frame, kept[each.frame].mask) for each in expected] == [
        (number, kept[number].mask) for number in range(21, FRAMES)
    ]


def test_a_damaged_network_is_shown_as_such_checked_and_removed_and_searches_go_back(
    studio: MainWindow, dialog: ModelsSheet, qtbot: QtBot
) -> None:
    get(studio, qtbot)
    studio.model_controller.use(MODEL)
    qtbot.waitUntil(lambda: dialog.table.card.state.text() == "ready, in use")
    press(dialog.table.card.check_button)
    qtbot.waitUntil(lambda: idle(studio) and "is intact" in dialog.table.card.message.text())
    file = Store().file(MODEL)
    file.write_bytes(file.read_bytes()[:-1])
    studio.model_controller.look()
    qtbot.waitUntil(lambda: dialog.table.card.state.text() == "damaged")
    press(dialog.table.card.check_button)
    qtbot.waitUntil(lambda: idle(studio) and "is damaged" in dialog.table.card.message.text())
    press(dialog.table.card.remove_button)
    (question,) = questions(studio)
    press(next(each for each in question.answers if each.text() == "Remove"))
    qtbot.waitUntil(lambda: idle(studio) and dialog.table.card.state.text() == "not downloaded")
    assert not file.exists()
    assert studio.preferences.value.model == "soc-mini"


@pytest.mark.slow
def test_what_a_search_takes_is_told_before_it_and_what_to_do_where_it_does_not_fit(
    sample: MainWindow, qtbot: QtBot
) -> None:
    chip = sample.expression_bar.estimate
    sample.resize(1600, 900)  # a narrow window does not say that nothing is known
    sample.expression_bar.line.setText("the dog")
    qtbot.waitUntil(chip.isVisible)
    assert chip.text() == "time known once it begins"
    assert "This is a rule of thumb" in chip.toolTip()
    made_up = Measurement(
        "soc-mini", "0" * 64, "cpu", f"{cores()} cores", 10_000, 8, 2.0, 0.1, 10**14, 2 * 10**14
    )
    keep(made_up)
    sample.preferences.change(device="cpu")
    qtbot.waitUntil(lambda: chip.property("tone") == "bad")
    assert sample.toasts.shown
    said = sample.toasts.text
    assert said.startswith("A search with soc-mini may need more memory than is free: about ")
    assert said.endswith("Close other programs to free memory.")


@pytest.mark.slow
def test_a_network_is_fetched_on_while_another_video_is_opened(
    studio: MainWindow, host: Host, qtbot: QtBot
) -> None:
    host.slow = 30.0
    studio.model_controller.fetch(MODEL)
    studio.open(resource("sample", "sample.mp4"))
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    assert studio.model_controller.working.jobs
    assert not any(each.cancelled for each in studio.model_controller.working.jobs)
    host.over.set()
    qtbot.waitUntil(lambda: idle(studio) and bool(measured(MODEL)))
    assert Store().entry(MODEL).state is Availability.THERE
