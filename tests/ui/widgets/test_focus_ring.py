"""The focus of the keyboard is seen, and nothing moves for it; tooltips name keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCursor, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.application_events import stop_watching
from soc_studio.ui.toolkit.theme import apply_theme, colour
from soc_studio.ui.widgets.focus_ring import FocusRing
from soc_studio.ui.widgets.tool_tips import ToolTip, ToolTips, text_and_key


@pytest.fixture
def ring() -> Iterator[FocusRing]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme("dark")
    ring = FocusRing(application)
    yield ring
    stop_watching(ring)
    ring.setParent(None)
    application.setStyleSheet("")
    application.setStyle("fusion")
    application.setProperty("theme", None)


def places(window: QWidget) -> dict[int, QRect]:
    found = [each for each in window.findChildren(QWidget) if each.isVisible()]
    return {id(each): each.geometry() for each in found if each.objectName() != "focus_ring"}


@pytest.mark.slow
def test_nothing_moves_when_the_focus_walks(
    studio: MainWindow, ring: FocusRing, qtbot: QtBot
) -> None:
    studio.activateWindow()
    QApplication.processEvents()
    studio.expression_bar.line.setFocus()
    QApplication.processEvents()
    before = places(studio)
    ringed = set()
    for _ in range(12):
        focused = QApplication.focusWidget()
        qtbot.keyClick(focused if focused is not None else studio, Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert places(studio) == before
        if ring.ring is not None:
            ringed.add(id(QApplication.focusWidget()))
    assert len(ringed) > 2


def test_a_tooltip_names_the_key(qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    action = QAction("Brush", button)
    action.setShortcut("B")
    action.setToolTip("Brush (B)")
    button.setDefaultAction(action)
    assert text_and_key(button) == ("Brush", "B", "")
    action.setToolTip("Brush (B)\nPaint over what is missing")
    assert text_and_key(button) == ("Brush", "B", "Paint over what is missing")
    plain = QWidget()
    qtbot.addWidget(plain)
    plain.setToolTip("What is found so far stays.")
    assert text_and_key(plain) == ("What is found so far stays.", "", "")
    plain.setToolTip("Find the object in the video (Enter)")
    assert text_and_key(plain) == ("Find the object in the video", "Enter", "")
    for said in ("Found in a part (of the clip)", "An answer (A)\nand more"):
        plain.setToolTip(said)
        assert text_and_key(plain) == (said, "", "")


def test_a_tooltip_has_the_ground_of_the_theme(qtbot: QtBot, ring: FocusRing) -> None:
    tip = ToolTip()
    qtbot.addWidget(tip)
    tip.tell("Loop", "Ctrl+L")
    shown = tip.grab().toImage()
    assert shown.pixelColor(5, shown.height() // 2) == colour("bg2")


def test_a_tooltip_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    tip = ToolTip()
    qtbot.addWidget(tip)
    tip.tell("Words that are much longer than those of the next tooltip", "Ctrl+L")
    tip.show()
    wide = tip.width()
    tip.tell("Loop", "L")
    words = tip.name.sizeHint().width() + tip.key.sizeHint().width()
    assert words < tip.width() < words + 60 < wide
    assert tip.key.geometry().right() > tip.name.geometry().right()


def test_rows_and_headings_have_tooltips_like_buttons(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    tips = ToolTips(application)
    table = QTableWidget(2, 1)
    qtbot.addWidget(table)
    for row, text in enumerate(("sure on every frame", "")):
        table.setItem(row, 0, item := QTableWidgetItem("dog"))
        item.setToolTip(text)
    heading = QTableWidgetItem("Score")
    heading.setToolTip("how sure the model is")
    table.setHorizontalHeaderItem(0, heading)
    table.show()
    QApplication.processEvents()  # which begins to watch

    def ask(view: QAbstractItemView, place: QPoint) -> str:
        there = view.viewport().mapToGlobal(place)
        event = QHelpEvent(QEvent.Type.ToolTip, place, there)
        QApplication.sendEvent(view.viewport(), event)
        return tips.tip.name.text() if tips.tip is not None and tips.tip.isVisible() else ""

    first, second = (table.visualItemRect(table.item(row, 0)).center() for row in (0, 1))
    assert ask(table, first) == "sure on every frame"
    assert ask(table, second) == ""
    assert ask(table.horizontalHeader(), QPoint(10, 5)) == "how sure the model is"
    QCursor.setPos(table.mapToGlobal(QPoint(0, 0)) - QPoint(400, 400))
    qtbot.waitUntil(lambda: not tips.tip.isVisible())
    assert not QToolTip.isVisible()
    stop_watching(tips)
    tips.setParent(None)
