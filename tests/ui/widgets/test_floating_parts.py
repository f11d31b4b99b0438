"""Choice, section, popover and sheet: what the keyboard and the mouse do with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit import motion
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.confidence import Confidence, ConfidenceBars, confidence
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.section import Section
from soc_studio.ui.widgets.sheet import Sheet
from tests.ui.pixels import pixel


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    """A window of 800 × 600 with a field and a button in it; nothing moves slowly."""
    motion.set_reduced(True)
    shown = QMainWindow()
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.addWidget(QLineEdit())
    column.addWidget(QPushButton("Below"))
    column.addStretch(1)
    shown.setCentralWidget(middle)
    shown.resize(800, 600)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    motion.set_reduced(False)


def test_arrows_move_a_choice_and_tell_it_once(window: QMainWindow, qtbot: QtBot) -> None:
    choice = Choice(window)
    for word in ("Edit", "Label", "Demo"):
        choice.add(word.lower(), word)
    choice.set_value("edit")
    choice.resize(choice.sizeHint())
    choice.show()
    told: list[object] = []
    choice.chosen.connect(told.append)
    choice.button("edit").setFocus()
    QTest.keyClick(choice.button("edit"), Qt.Key.Key_Right)
    assert (choice.value, told) == ("label", ["label"])
    QTest.keyClick(choice.button("label"), Qt.Key.Key_Left)
    QTest.keyClick(choice.button("edit"), Qt.Key.Key_Left)
    assert (choice.value, told) == ("demo", ["label", "edit", "demo"])


def test_the_thumb_of_a_choice_is_where_its_button_is(window: QMainWindow, qtbot: QtBot) -> None:
    choice = Choice(window)
    first, second = choice.add("add", "Add"), choice.add("remove", "Take away")
    choice.set_value("remove")
    choice.resize(400, 32)
    choice.show()

    def drawn(x: int) -> QColor:
        """Return a colour of the choice without its buttons, which draw what they are, too."""
        picture = QImage(choice.size(), QImage.Format.Format_RGB32)
        choice.render(picture, renderFlags=QWidget.RenderFlag.DrawWindowBackground)
        return picture.pixelColor(x, 6)

    thumb = drawn(230)
    assert second.geometry().contains(230, 6)
    first.setMinimumWidth(250)  # laid out anew, and the choice is as wide as it was
    qtbot.waitUntil(lambda: second.x() > 240)
    qtbot.waitUntil(lambda: drawn(390) == thumb)
    assert drawn(230) != thumb
    choice.set_value("add")
    qtbot.waitUntil(lambda: drawn(230) == thumb)  # it slides there


def test_a_choice_of_actions_follows_them_and_triggers_them(window: QMainWindow) -> None:
    group = QActionGroup(window)
    actions = [QAction(word, group) for word in ("Overlay", "Outline")]
    for action in actions:
        action.setCheckable(True)
    choice = Choice(window)
    for action in actions:
        choice.add_action(action)
    triggered: list[str] = []
    actions[1].triggered.connect(lambda: triggered.append("Outline"))
    actions[0].setChecked(True)
    assert choice.value is actions[0]
    choice.button(actions[1]).click()
    assert choice.value is actions[1]
    assert actions[1].isChecked()
    assert triggered == ["Outline"]


def test_a_closed_section_says_its_value_and_takes_no_room(window: QMainWindow) -> None:
    section = Section("Edge", QLabel("one\ntwo\nthree"), window)
    section.resize(300, 120)
    section.show()
    section.tell("changed")
    assert not section.value.text()
    high = section.sizeHint().height()
    section.head.click()
    QApplication.processEvents()
    assert section.value.text() == "changed"
    assert section.sizeHint().height() < high
    section.resize(section.head.sizeHint().width() + 30, 120)  # the value would meet the title
    assert section.value.text().endswith("…")
    assert section.head.toolTip() == "changed"
    section.resize(300, 120)
    assert (section.value.text(), section.head.toolTip()) == ("changed", "")
    section.head.click()
    QApplication.processEvents()
    assert section.sizeHint().height() == high


def test_escape_in_the_owner_closes_a_popover(window: QMainWindow, qtbot: QtBot) -> None:
    field = window.findChild(QLineEdit)
    popover = Popover(field, stays=True)
    QVBoxLayout(popover).addWidget(QLabel("Did you mean the dog?"))
    popover.open()
    assert popover.y() >= field.mapTo(window, QPoint(0, field.height())).y()
    field.setFocus()
    QTest.mouseClick(window.findChild(QPushButton, ""), Qt.MouseButton.LeftButton)
    assert popover.isVisible()  # it stays
    field.setFocus()
    with qtbot.waitSignal(popover.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_a_click_elsewhere_closes_a_popover_and_one_inside_does_not(window: QMainWindow) -> None:
    field = window.findChild(QLineEdit)
    popover = Popover(field)
    inside = QPushButton("Use it")
    QVBoxLayout(popover).addWidget(inside)
    popover.open()
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton)
    assert popover.isVisible()
    QTest.mouseClick(window.centralWidget(), Qt.MouseButton.LeftButton, pos=QPoint(780, 500))
    assert not popover.isVisible()


def test_escape_anywhere_in_the_window_closes_a_popover_but_not_under_a_sheet(
    window: QMainWindow, qtbot: QtBot
) -> None:
    field = window.findChild(QLineEdit)
    popover = Popover(field)
    QVBoxLayout(popover).addWidget(QLabel("what runs"))
    popover.open()
    sheet = Sheet(window, "Stop?")
    sheet.open()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert popover.isVisible()
    assert not sheet.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_a_popover_stays_inside_the_window(window: QMainWindow) -> None:
    field = window.findChild(QLineEdit)
    popover = Popover(field)
    wide = QLabel("wide")
    wide.setFixedSize(300, 60)
    QVBoxLayout(popover).addWidget(wide)
    popover.right_aligned = True
    popover.open()
    for size in ((800, 600), (420, 300)):
        window.resize(*size)
        QApplication.processEvents()
        assert window.rect().contains(popover.geometry())


def test_a_sheet_keeps_the_keyboard_until_escape(window: QMainWindow, qtbot: QtBot) -> None:
    field = window.findChild(QLineEdit)
    pressed: list[str] = []
    action = QAction("Export", window)
    action.setShortcut("Ctrl+E")
    action.triggered.connect(lambda: pressed.append("command of the window"))
    window.addAction(action)
    field.setFocus()
    sheet = Sheet(window, "Models", 500)
    first, second = QPushButton("First"), QPushButton("Second")
    number = QSpinBox()  # its line hands the focus back to it
    first.clicked.connect(lambda: pressed.append("first"))
    second.clicked.connect(lambda: pressed.append("primary"))
    column = QVBoxLayout(sheet.body)
    column.addWidget(first)
    column.addWidget(number)
    sheet.foot.addWidget(second)
    sheet.primary = second
    sheet.open()
    assert window.focusWidget() is second
    seen = set()
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    assert {first, number, second} <= seen
    assert all(sheet.isAncestorOf(each) for each in seen)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(first, Qt.Key.Key_Return)
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert pressed == ["first", "primary"]
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert window.focusWidget() is field


@pytest.mark.parametrize(
    ("chance", "level"),
    [
        (0.65, Confidence.SURE),
        (0.64, Confidence.FAIRLY_SURE),
        (0.5, Confidence.FAIRLY_SURE),
        (0.49, Confidence.UNSURE),
        (0.0, Confidence.UNSURE),
    ],
)
def test_confidence_in_words(chance: float, level: Confidence, window: QMainWindow) -> None:
    assert confidence(chance) is level
    bars = ConfidenceBars(window)
    bars.show_level(level)
    assert bars.accessibleName() in ("Sure", "Fairly sure", "Unsure")
    filled = {Confidence.SURE: 3, Confidence.FAIRLY_SURE: 2, Confidence.UNSURE: 1}[level]
    image = bars.grab().toImage()
    middle = bars.height() // 2
    colours = [pixel(image, x, middle).name() for x in (1, 5, 9)]
    assert colours.count(colours[0]) == filled


def test_a_question_about_a_long_name_can_be_read_to_its_end(window: QMainWindow) -> None:
    title = f"Give “{'A very long name of a file ' * 8}” a name?"
    question = Question(window, title, "It stays on the start page.")
    question.offer("Keep it", lambda: None, "primary")
    question.open()
    QApplication.processEvents()
    shown = question.title
    assert shown.toolTip() == title
    assert question.frame.rect().contains(shown.geometry())
    assert shown.fontMetrics().horizontalAdvance(title) > shown.width() > 300
    assert question.second.width() < shown.width()


def test_a_path_without_spaces_is_seen_to_its_end_before_it_is_allowed(window: QMainWindow) -> None:
    place = f"/home/{'footage_of_the_third_day' * 8}/take.mp4"
    question = Question(window, "Where is it?", place)
    question.offer("Allow this folder", lambda: None)
    question.open()
    QApplication.processEvents()
    shown = question.text
    assert shown.fontMetrics().horizontalAdvance(place) > 2 * shown.width()
    lines = QRect(0, 0, shown.width(), 1000)
    taken = shown.fontMetrics().boundingRect(lines, Qt.TextFlag.TextWordWrap, shown.text())
    assert taken.width() <= shown.width()
    assert taken.height() <= shown.height()
    assert question.accessibleDescription() == place
