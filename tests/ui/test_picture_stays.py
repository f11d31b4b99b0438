"""The picture and the buttons stay where they are, whatever comes and goes around them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.system.progress import Progress
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.toasts import Kind
from tests.ui.shapes import Find

pytestmark = pytest.mark.slow

SIZES = ((1600, 1000), (1280, 720), (1024, 700))


def place(window: MainWindow, widget: QWidget) -> QRect:
    """Where a widget is in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def places(window: MainWindow) -> dict[str, object]:
    """Where the picture is, the buttons below it, and what is above it."""
    viewer = window.viewer
    target = viewer.target()
    corner = QPointF(viewer.mapTo(window, QPoint(0, 0)))
    found: dict[str, object] = {"picture": QRectF(target.topLeft() + corner, target.size())}
    bar = window.expression_bar
    go = bar.stop_button if bar.is_working else bar.find_button
    for name, widget in {
        "viewer": viewer,
        "sentence": bar.field,
        "find or stop": go,
        "quality": bar.quality if bar.quality.isVisible() else bar.quality_button,
        "export": window.app_bar.export_button,
        "workspaces": window.app_bar.workspaces,
        "tools": window.tool_strip,
        "side panel": window.side_panel,
        "timeline": window.timeline,
    }.items():
        assert widget.isVisible(), name
        found[name] = place(window, widget)
    for button in window.transport.findChildren(QToolButton):
        found[f"transport {button.accessibleName() or button.text()}"] = place(window, button)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_while_something_is_searched_told_or_hovered(
    window: MainWindow, find: Find, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    find()
    qtbot.waitUntil(lambda: not window.video.candidates.is_busy if window.video else False)
    qtbot.waitUntil(lambda: not window.expression_bar.is_working)
    before = places(window)
    window.search("the disc", True)
    assert window.expression_bar.is_working
    qtbot.waitUntil(window.expression_bar.stop_button.isVisible)
    assert places(window) == before
    qtbot.waitUntil(lambda: not window.finding.jobs)
    qtbot.waitUntil(lambda: not window.expression_bar.is_working)
    assert places(window) == before
    window.toasts.tell_sentences(Kind.QUESTION, "Something to know. " * 8, ("Do it", lambda: None))
    qtbot.waitUntil(lambda: bool(window.toasts.shown))
    window.propagation_bar.show_progress("Propagating", None, Progress(3, 10))
    window.say("Something happened.")
    assert places(window) == before
    for toast in window.toasts.shown:
        assert place(window, window.stage).contains(place(window, toast))
    assert place(window, window.stage).contains(place(window, window.propagation_bar))
    window.toasts.clear()
    window.propagation_bar.hide()
    assert places(window) == before
    for widget in (window.timeline, window.viewer, *window.transport.findChildren(QToolButton)):
        middle = widget.rect().center()
        qtbot.mouseMove(widget, middle)
        qtbot.mouseMove(widget, middle + QPoint(4, 0))
        assert places(window) == before
    qtbot.mouseMove(window.timeline, window.timeline.rect().center())
    qtbot.mouseMove(window.timeline, window.timeline.rect().center() + QPoint(20, 0))
    qtbot.wait(300)  # for as long as what is told of that place takes to come
    assert places(window) == before
    qtbot.mouseMove(window.transport, QPoint(2, 2))
    assert places(window) == before
    window.go(20)  # the frame has another number, in figures of another width
    assert places(window) == before


def test_the_start_page_leaves_the_video_open_and_everything_in_its_place(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    document = window.document
    window.viewer.setFocus()
    before = places(window)
    window.actions_["home"].trigger()
    assert window.home.is_shown
    assert window.empty_state.isVisible()
    for widget in (window.expression_bar, window.transport, window.timeline, window.side_panel):
        assert not widget.isVisible()
    assert not window.actions_["export"].isEnabled()
    assert window.document is document
    window.actions_["home"].trigger()
    assert not window.home.is_shown
    assert window.viewer.isVisible()
    qtbot.waitUntil(lambda: places(window) == before)
    assert window.actions_["export"].isEnabled()


def test_after_enter_the_keys_are_commands_and_slash_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line = window.expression_bar.line
    assert line.hasFocus()
    qtbot.keyClicks(line, "the square")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.viewer.hasFocus()
    assert window.playback is not None
    qtbot.keyClick(window.viewer, Qt.Key.Key_Space)
    assert window.playback.is_playing
    qtbot.keyClick(window.viewer, Qt.Key.Key_Space)
    assert not window.playback.is_playing
    qtbot.keyClick(window.viewer, Qt.Key.Key_Slash)
    assert line.hasFocus()
    assert line.selectedText() == "the square"
    # Nothing was typed since, so undo is the project's: the layer goes.
    assert window.document is not None
    assert len(window.document.layers) == 1
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.layers == ()
    assert line.text() == "the square"
    qtbot.keyClicks(line, "a/b")
    assert line.text() == "a/b"
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() != "a/b"
    window.finding.cancel_all()


def test_sentences_that_were_searched_come_back_by_the_arrows(
    window: MainWindow, qtbot: QtBot
) -> None:
    line = window.expression_bar.line
    for text in ("the square", "the disc"):
        line.clear()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    window.finding.cancel_all()
    line.clear()
    qtbot.keyClicks(line, "the l")
    for key, shown in (
        (Qt.Key.Key_Up, "the disc"),
        (Qt.Key.Key_Up, "the square"),
        (Qt.Key.Key_Up, "the square"),
        (Qt.Key.Key_Down, "the disc"),
        (Qt.Key.Key_Down, "the l"),
    ):
        qtbot.keyClick(line, key)
        assert line.text() == shown


def test_the_part_button_says_what_is_searched(window: MainWindow) -> None:
    part = window.expression_bar.part
    assert part.text() == "Whole clip · 1 s"  # 24 frames of a 25th
    window.go(4)
    window.actions_["mark_in"].trigger()
    window.go(8)
    window.actions_["mark_out"].trigger()
    assert part.text() == "In to out · 0.2 s"
    part.whole.trigger()
    assert part.text() == "Whole clip · 1 s"


def test_only_one_section_is_open_where_the_window_is_low(window: MainWindow, find: Find) -> None:
    find()
    panel = window.side_panel
    window.resize(1280, 720)
    assert [section.is_open for section in panel.sections] == [True, *[False] * 4]
    panel.sections[2].head.click()
    assert [section.is_open for section in panel.sections] == [False, False, True, False, False]
    window.actions_["brush"].trigger()
    assert panel.correct.isVisible()
    assert [section.is_open for section in panel.sections] == [*[False] * 4, True]
    window.actions_["pointer"].trigger()
    assert not panel.correct.isVisible()
    window.resize(1280, 900)
    assert panel.sections[0].is_open
    assert panel.sections[1].is_open


def test_a_layer_shows_its_object_and_how_sure_the_model_is(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    qtbot.waitUntil(lambda: window.layers.picture_of(one) is not None)
    picture = window.layers.picture_of(one)
    assert picture is not None
    middle = picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle.lightness() > 120  # the square is bright, the ground around it dimmed
    spoken = window.layers.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Sure" in spoken
    assert "24 frames" in spoken


def test_panels_have_bars_only_while_they_may_be_moved(window: MainWindow) -> None:
    for dock in (window.side_dock, window.timeline_dock):
        assert dock.titleBarWidget() is not None
        assert dock.features() == dock.DockWidgetFeature.NoDockWidgetFeatures
    window.actions_["move_panels"].setChecked(True)
    for dock in (window.side_dock, window.timeline_dock):
        assert dock.titleBarWidget() is None
        assert dock.features() & dock.DockWidgetFeature.DockWidgetMovable
    window.side_dock.setFloating(True)
    window.actions_["move_panels"].setChecked(False)
    assert not window.side_dock.isFloating()
