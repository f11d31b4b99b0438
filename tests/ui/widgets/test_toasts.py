"""Messages in the corner of the stage: how many, for how long, and what they never do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.widgets.toasts import Kind, Toasts


@pytest.fixture
def toasts(qtbot: QtBot) -> Toasts:
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(900, 500)
    stage.show()
    return Toasts(stage)


@pytest.mark.slow
def test_three_are_shown_at_most_and_what_stays_stays_longest(toasts: Toasts) -> None:
    toasts.tell(Kind.ERROR, "The disk is full.")
    for number in range(3):
        toasts.tell(Kind.EVENT, f"Event {number}")
    assert [each.told.title for each in toasts.shown] == [
        "The disk is full.",
        "Event 1",
        "Event 2",
    ]


def test_the_same_fault_is_told_once(toasts: Toasts) -> None:
    for _ in range(3):
        toasts.tell_sentences(Kind.ERROR, "The disk is full. Free some space.")
    assert len(toasts.shown) == 1
    assert toasts.shown[0].told.title == "The disk is full."
    assert toasts.shown[0].told.line == "Free some space."
    toasts.shown[0].dismiss()
    toasts.tell_sentences(Kind.ERROR, "The disk is full. Free some space.")
    assert len(toasts.shown) == 1


def test_the_latest_of_a_subject_takes_the_place_of_the_one_before(toasts: Toasts) -> None:
    toasts.tell(Kind.EVENT, "Hide “the dog”", subject="event")
    toasts.tell(Kind.EVENT, "Undone: Hide “the dog”", subject="event")
    assert [each.told.title for each in toasts.shown] == ["Undone: Hide “the dog”"]
    toasts.withdraw("event")
    assert toasts.shown == []


def test_an_event_leaves_by_itself_but_not_under_the_mouse(toasts: Toasts, qtbot: QtBot) -> None:
    toasts.tell(Kind.EVENT, "Saved")
    (toast,) = toasts.shown
    toast._clock.setInterval(30)
    handle = toast.window().windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, toast.geometry().center())
    assert not toast._clock.isActive()
    QTest.mouseMove(handle, QPoint(5, 5))
    qtbot.waitUntil(lambda: not toasts.shown)


def test_an_error_has_no_clock(toasts: Toasts) -> None:
    toasts.tell(Kind.ERROR, "Not exported: the disk is full")
    assert not toasts.shown[0]._clock.isActive()


def test_a_button_acts_and_closes(toasts: Toasts, qtbot: QtBot) -> None:
    pressed: list[int] = []
    toasts.tell(Kind.DONE, "Exported", "22 MB", ("Show in folder", lambda: pressed.append(1)))
    qtbot.mouseClick(toasts.shown[0].buttons[0], Qt.MouseButton.LeftButton)
    assert pressed == [1]
    assert toasts.shown == []


@pytest.mark.parametrize("width", [320, 900])
def test_they_lie_in_the_stage_and_not_over_each_other(toasts: Toasts, width: int) -> None:
    stage = toasts.parent()
    assert isinstance(stage, QWidget)
    stage.resize(width, 500)
    for number in range(3):
        toasts.tell(Kind.EVENT, f"Event {number}. " * 6)
    rooms = [each.geometry() for each in toasts.shown]
    for place, room in enumerate(rooms):
        assert stage.rect().contains(room)
        assert not any(room.intersects(other) for other in rooms[place + 1 :])


def test_they_stand_above_what_else_floats_there(toasts: Toasts) -> None:
    stage = toasts.parent()
    bar = QWidget(stage)
    bar.setGeometry(100, 440, 700, 40)
    bar.show()
    toasts.keep_clear_of(bar)
    toasts.tell(Kind.EVENT, "Saved")
    assert toasts.shown[0].geometry().bottom() < bar.y()
    bar.hide()
    toasts.tell(Kind.EVENT, "Saved again", subject="x")
    assert toasts.shown[-1].geometry().bottom() > 440


def test_clicks_go_through_a_message_but_not_through_its_buttons(qtbot: QtBot) -> None:
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(900, 500)
    below, pressed = QPushButton("picture", stage), []
    below.resize(stage.size())
    below.clicked.connect(lambda: pressed.append("picture"))
    toasts = Toasts(stage)
    stage.show()
    handle = stage.windowHandle()
    assert handle is not None
    toasts.tell(Kind.ERROR, "Not saved", "", ("Again", lambda: pressed.append("again")))
    toast = toasts.shown[0]
    words = toast.title.mapTo(stage, toast.title.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=words)
    assert pressed == ["picture"]
    assert toasts.shown  # an error stays
    button = toast.buttons[0].mapTo(stage, toast.buttons[0].rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=button)
    assert pressed == ["picture", "again"]
    toasts.tell(Kind.EVENT, "Corrected “the dog”")
    toast = toasts.shown[0]
    assert toast.width() < 300  # no wider than its words
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=toast.geometry().center())
    assert pressed == ["picture", "again", "picture"]
    assert toasts.shown == []  # it makes room where somebody works


def test_a_name_without_blanks_is_shown_whole_and_a_long_sentence_in_part(toasts: Toasts) -> None:
    name = "Größe_Übung_" * 12
    toasts.tell(Kind.EVENT, f"“{name}” is exported.")
    (toast,) = toasts.shown
    for label in (toast.title, toast.line):
        assert label.minimumSizeHint().width() <= label.width()
    assert name in toast.title.text().replace("\u200b", "")
    sentence = "the man in the white shirt and " * 16
    toasts.tell(Kind.EVENT, f"“{sentence}” is removed.")
    long = toasts.shown[-1]
    assert long.title.height() < 14 * long.title.fontMetrics().lineSpacing()  # of 30 or so
    assert long.title.text().endswith("is removed.")
    assert sentence in long.title.toolTip()
    assert sentence in long.accessibleName()
