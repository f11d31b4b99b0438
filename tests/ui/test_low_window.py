"""The window on a screen of 1920 x 1080 at twice the size: nothing overlaps, nothing is cut off."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.dialogs.dataset import DatasetSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.elided_label import ElidedLabel
from tests.ui import screens
from tests.ui.controllers.test_start_page import made, shown
from tests.ui.shapes import write_clip

pytestmark = pytest.mark.slow

WIDTH, HEIGHT = 960, 531  # of 540, under the bar that the system draws
LONG = "2024-06-11 harbour festival, second camera, evening light, take 07 (graded, final).mp4"


@pytest.fixture
def low(studio: MainWindow) -> MainWindow:
    """The window with nothing open."""
    studio.setMinimumSize(200, 200)  # the screen of the tests is another
    studio.resize(WIDTH, HEIGHT)
    return studio


def place(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def least(widget: QWidget) -> QSize:
    """Return the smallest size that a widget can be seen in."""
    own = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return own.boundedTo(widget.maximumSize())


def crowded(*parts: QWidget) -> list[str]:
    """Return which of `parts` that are to be seen overlap, or have less room than they need."""
    visible = [each for each in parts if each.isVisible()]
    told = [
        f"{type(each).__name__} has {each.size().toTuple()}"
        for each in visible
        if each.size() != each.size().expandedTo(least(each))
    ]
    pairs = combinations(visible, 2)
    return told + [
        f"{type(one).__name__} overlaps {type(other).__name__}"
        for one, other in pairs
        if place(one).intersects(place(other))
    ]


def test_the_table_of_labels_scrolls_where_it_has_no_room(
    low: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    screens.label(screens.Setting(low, qtbot, clip, tmp_path))
    table, sentences = low.label_table, low.label_table.sentences
    dock = next(each for each in low.findChildren(QDockWidget) if each.isAncestorOf(table))

    def wrong() -> list[str]:
        own = (table.buttons, table.filter, table.categories_button, table.table, sentences)
        told = crowded(dock, low.timeline_dock, low.stage)
        told += crowded(*own, table.doubt, table.sum, table.left)
        told += crowded(sentences.table, sentences.add_button, sentences.remove_button)
        beside = place(sentences.remove_button).right() > place(dock).right()
        return [*told, *(["cut off at the right"] if beside else [])]

    qtbot.waitUntil(lambda: not wrong())
    area = table.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(table.left.button)
    assert place(dock).contains(place(table.left.button))


def test_the_models_have_their_buttons(low: MainWindow, qtbot: QtBot) -> None:
    low.actions_["models"].trigger()
    sheet = low.model_controller.dialog
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.table.list.count() > 10)
    sheet.show_table(True)
    sheet.choose("soc-joint-t")
    QApplication.processEvents()
    card = sheet.table.card
    assert crowded(sheet.table, sheet.foot_widget, sheet.message) == []
    for button in (card.fetch_button, card.file_button, card.how_button):
        assert button.isVisible()
        assert place(sheet.body).contains(place(button))


def test_what_two_people_decided_is_seen_with_its_pictures(
    low: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    screens.merging(screens.Setting(low, qtbot, clip, tmp_path))
    low.resize(WIDTH, HEIGHT)
    project = low.project
    assert project is not None
    sheet = project.merging.sheet
    assert sheet is not None
    labels = [each for each in sheet.body.findChildren(QLabel) if each.isVisible()]
    assert len(labels) == 3
    qtbot.waitUntil(lambda: place(low).contains(place(sheet.frame)))
    assert crowded(sheet.tree, *labels, sheet.mine_button, sheet.theirs_button) == []
    assert place(sheet.body).contains(place(sheet.mine_button))


def test_what_a_dataset_will_not_have_stays_above_the_buttons(
    low: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    sheet = screens.dataset(screens.Setting(low, qtbot, clip, tmp_path))
    assert isinstance(sheet, DatasetSheet)
    assert crowded(sheet.body, sheet.foot_widget) == []


@pytest.mark.parametrize("command", ["shortcuts", "doctor"])
def test_a_window_of_its_own_is_within_the_screen(
    low: MainWindow, qtbot: QtBot, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = QSize(960, 540)
    monkeypatch.setattr(QScreen, "availableSize", lambda screen: room)
    low.actions_[command].trigger()
    dialog = next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible()
    )
    qtbot.waitUntil(lambda: not low.shell.computer_check.runner.jobs)
    assert dialog.height() <= room.height() - 40
    dialog.close()


def test_a_long_name_of_unsaved_work_ends_in_dots(
    low: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    video = tmp_path / f"{LONG} {LONG}"
    write_clip(video)
    sheet = screens.unsaved_work(screens.Setting(low, qtbot, video, tmp_path))

    def told() -> list[str]:
        labels = sheet.findChildren(ElidedLabel)
        return [each.toolTip() for each in labels if each.text() == video.name]

    # What a label says where there is no room for all of it.
    qtbot.waitUntil(lambda: told() == [video.name])


def test_a_long_name_can_be_read_beside_when_it_was_kept(
    low: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    video = tmp_path / LONG
    write_clip(video)
    made(video, None, "the square")
    shown(low, qtbot)
    panel = low.empty_state.panel
    qtbot.waitUntil(panel.isVisible)
    qtbot.waitUntil(lambda: panel.name.width() >= 160 and not crowded(panel.name, panel.chip))
    low.resize(1280, HEIGHT)
    qtbot.waitUntil(lambda: place(panel.chip).left() > place(panel.name).right())
