"""The workspace Demo in the window: there, what is seen and done, and back again."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.masks.effects import PictureEffect
from soc_studio.core.system.settings import Workspace
from soc_studio.ui.commands.tool_commands import TOOLS
from soc_studio.ui.controllers.demo_examples import examples_for, note_worked, worked
from soc_studio.ui.main_window import MainWindow
from tests.ui.conftest import SAMPLE, stop_jobs
from tests.ui.shapes import Find


def go_to(window: MainWindow, workspace: str) -> None:
    window.actions_[f"workspace_{workspace}"].trigger()


def seen(window: MainWindow) -> Counter[tuple[str, str, tuple[int, ...]]]:
    """Everything in sight, and where it is in the window."""
    found: Counter[tuple[str, str, tuple[int, ...]]] = Counter()
    for each in window.findChildren(QWidget):
        if each.isVisible() and not each.isWindow() and each.objectName() != "focus_ring":
            corner = each.mapTo(window, QPoint(0, 0))
            found[
                type(each).__name__, each.objectName(), (*corner.toTuple(), *each.size().toTuple())
            ] += 1
    return found


def at_rest(window: MainWindow, qtbot: QtBot) -> Counter[tuple[str, str, tuple[int, ...]]]:
    """Wait until nothing in sight moves any more, and return where it is."""
    last = seen(window)
    while True:
        qtbot.wait(400)
        now = seen(window)
        if now == last:
            return now
        last = now


def wait_for(qtbot: QtBot, window: MainWindow, before: Counter[object]) -> None:
    """Wait until all is in sight again as it was."""
    with suppress(QtBot.TimeoutError):
        qtbot.waitUntil(lambda: seen(window) == before)
    after = seen(window)
    assert (before - after, after - before) == (Counter(), Counter())


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the picture is of the effect that is chosen, or of none."""
    wanted = window.looks.effect
    demo = window.video.demo if window.video is not None else None
    assert demo is not None
    qtbot.waitUntil(lambda: demo._compares == (wanted is not None))
    qtbot.waitUntil(lambda: window.supplier is not None and window.supplier.shows_exact)


def pixels(image: QImage | None) -> np.ndarray:
    assert image is not None
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8)
    rows = data.reshape(image.height(), image.bytesPerLine())[:, : 3 * image.width()]
    return rows.reshape(image.height(), image.width(), 3).astype(int)


@pytest.mark.parametrize("tool", TOOLS)
def test_no_tool_is_in_hand_in_demo(window: MainWindow, qtbot: QtBot, tool: str) -> None:
    window.actions_[tool].trigger()
    go_to(window, "demo")
    qtbot.waitUntil(window.demo_panel.isVisible)
    assert window.actions_["pointer"].isChecked()
    assert window.tool_options.isHidden()
    go_to(window, "edit")
    assert window.actions_[tool].isChecked()
    assert window.tool_options.isHidden() == (tool == "pointer")


@pytest.mark.slow
@pytest.mark.parametrize("former", ["edit", "label"])
def test_leaving_demo_restores_the_former_workspace_exactly(
    window: MainWindow, find: Find, qtbot: QtBot, former: str
) -> None:
    find()
    go_to(window, former)
    if former == "edit":
        window.resizeDocks([window.timeline_dock], [231], Qt.Orientation.Vertical)
        window.panel_sizes.keep(["timeline"])  # as where a person drags its border
        window.actions_["brush"].trigger()
        window.actions_["outline"].trigger()
    window.viewer.zoom_to(1.5, QPointF(120, 80))
    window.expression_bar.line.setText("the square")
    window.go(7)
    before, target = at_rest(window, qtbot), window.viewer.target()
    tool = window.viewer.tool
    go_to(window, "demo")
    qtbot.waitUntil(window.demo_panel.isVisible)
    settle(window, qtbot)
    window.demo_panel.tiles.buttons[PictureEffect.BLUR].click()
    window.viewer.zoom_to(2.5)
    window.wipe_handle.setValue(30)
    settle(window, qtbot)
    go_to(window, former)
    wait_for(qtbot, window, before)
    assert window.viewer.target() == target
    assert window.viewer.tool is tool
    assert window.looks.effect is None
    assert window.playback is not None
    assert window.playback.frame == 7
    assert window.expression_bar.line.text() == "the square"
    settle(window, qtbot)
    assert window.viewer.marks is None
    # And again, with the window closed in Demo meanwhile: the other workspace is as it was left.
    go_to(window, "demo")
    window.workspaces.save()
    go_to(window, former)
    wait_for(qtbot, window, before)


@pytest.mark.slow
def test_an_object_is_set_apart_named_and_compared_with_the_original(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    go_to(window, "demo")
    assert window.looks.effect is None  # nothing is found yet: the picture is as it is
    assert not window.wipe_handle.isVisible()
    layer = find("the square")
    demo, panel = window.video.demo, window.demo_panel  # type: ignore[union-attr]
    qtbot.waitUntil(window.wipe_handle.isVisible)
    settle(window, qtbot)
    looks = {}
    for effect in PictureEffect:
        panel.tiles.buttons[effect].click()
        settle(window, qtbot)
        qtbot.waitUntil(lambda: window.looks.effect == panel.settings)
        qtbot.wait(20)
        both = pixels(window.viewer.image)
        height = both.shape[0] // 2
        looks[effect] = both[:height]
        source = both[height:]
    for effect, picture in looks.items():
        assert (picture != source).any(), effect
        others = [other for kind, other in looks.items() if kind is not effect]
        assert all((picture != other).any() for other in others), effect
    # The name stands beside the object, in the part with the effect.
    window.viewer.grab()
    (tag,) = demo.tags.placed
    assert tag.key == layer
    assert tag.area.right <= window.viewer.compared_at * window.viewer.width()
    assert panel.scrub.lines[0].name == "the square"
    # With the key held, the original alone.
    QTest.keyPress(window, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: not demo._compares)
    assert (pixels(window.viewer.image) == source).all()
    QTest.keyRelease(window, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: demo._compares)
    button = window.demo_bar.source_button
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not demo._compares)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: demo._compares)
    # The wipe reveals it, and the name keeps out of the way.
    window.wipe_handle.setValue(100)
    assert window.viewer.compared_at == 1
    window.wipe_handle.setValue(0)
    window.viewer.grab()
    assert demo.tags.placed == []
    # What is hidden is neither named nor set apart.
    window.actions_["hide"].trigger()
    qtbot.waitUntil(lambda: window.looks.effect is None)
    assert not window.wipe_handle.isVisible()


@pytest.mark.slow
def test_names_follow_while_the_video_plays(window: MainWindow, find: Find, qtbot: QtBot) -> None:
    find("the square")
    go_to(window, "demo")
    demo = window.video.demo  # type: ignore[union-attr]
    settle(window, qtbot)
    window.wipe_handle.setValue(100)
    places = set()

    def note() -> bool:
        window.viewer.grab()
        places.update(each.area for each in demo.tags.placed)
        return len(places) > 2

    window.actions_["loop"].trigger()  # however few of its pictures are shown in time
    button = window.demo_panel.play_button
    assert button.accessibleName() == "Play"
    button.click()
    qtbot.waitUntil(note)
    assert button.accessibleName() == "Pause"
    button.click()
    assert button.accessibleName() == "Play"
    bar = window.demo_panel.scrub
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.place_of(3)), 14))
    assert window.playback is not None
    assert window.playback.frame == 3
    assert window.demo_panel.time.text().endswith(":03")


@pytest.mark.slow
def test_a_picture_is_shown_behind_the_objects(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    find("the square")
    go_to(window, "demo")
    demo, panel = window.video.demo, window.demo_panel  # type: ignore[union-attr]
    settle(window, qtbot)
    Image.new("RGB", (50, 40), (10, 200, 30)).save(tmp_path / "meadow.png")
    demo.read_backdrop(tmp_path / "meadow.png")
    qtbot.waitUntil(lambda: panel.picture_button.text() == "meadow.png")

    def corner() -> tuple[int, ...]:
        return tuple(pixels(window.viewer.image)[2, 2])

    qtbot.waitUntil(lambda: corner() == (10, 200, 30))
    (tmp_path / "broken.png").write_bytes(b"no picture")
    demo.read_backdrop(tmp_path / "broken.png")
    qtbot.waitUntil(lambda: "broken.png cannot be read" in window.toasts.text)
    assert corner() == (10, 200, 30)
    panel.colours.swatches[0].click()
    qtbot.waitUntil(lambda: corner() == tuple(panel.colours.swatches[0].colour))
    assert panel.picture_button.text() == "Picture…"


@pytest.mark.slow
def test_alt_shows_the_menus_and_everything_is_within_reach_of_the_keyboard(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find("the square")
    go_to(window, "demo")
    settle(window, qtbot)
    assert not window.app_bar.isVisible()
    assert not window.menuBar().isVisible()
    menus = window.workspaces.demo.menus
    QTest.keyClick(window, Qt.Key.Key_Alt)
    qtbot.waitUntil(window.menuBar().isVisible)
    QTest.keyClick(window.menuBar(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not menus.isVisible())
    # Alt with another key is that command, and no menu.
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert not menus.isVisible()
    go_to(window, "demo")
    within = [window.demo_panel, window.demo_bar, window.wipe_handle]
    for above in within:
        for each in (above, *above.findChildren(QWidget)):
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said = each.text() if isinstance(each, QAbstractButton) else ""
                assert each.accessibleName() or said, each
                assert each.toolTip() or not isinstance(each, QToolButton), each
    go_to(window, "edit")
    assert window.menuBar().isVisible()
    assert window.menuBar().parentWidget() is window.app_bar


@pytest.mark.slow
def test_the_sample_offers_its_own_sentences_under_an_empty_prompt(
    sample: MainWindow, qtbot: QtBot
) -> None:
    sample.expression_bar.line.clear()
    go_to(sample, "demo")
    offered = [each.toolTip() for each in sample.demo_panel.examples]
    assert len(offered) == 3
    assert "Find “the red car”" in offered
    sample.expression_bar.line.setText("the")
    assert sample.demo_panel.examples == []
    sample.expression_bar.line.clear()
    sample.demo_panel.examples[0].click()
    assert sample.document is not None
    assert [f"Find “{each.expression}”" for each in sample.document.layers] == offered[:1]
    assert sample.finding.jobs
    sample.finding.cancel_all()
    sample.expression_bar.line.clear()
    assert offered[0] not in [each.toolTip() for each in sample.demo_panel.examples]
    qtbot.waitUntil(lambda: not sample.finding.jobs)


@pytest.mark.slow
def test_a_sentence_that_found_something_is_offered_in_other_videos(
    window: MainWindow, find: Find, tmp_path: Path
) -> None:
    layer = find("the square")
    assert window.video is not None
    window.video.expression.found.emit(layer)
    assert worked(window.settings) == ["the square"]
    go_to(window, "demo")
    assert window.demo_panel.examples == []  # it was searched for in this one
    assert examples_for(tmp_path / "other.mp4", window.settings, ()) == ["the square"]


@pytest.mark.slow
def test_the_effect_chosen_last_is_that_of_the_next_session(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find("the square")
    go_to(window, "demo")
    window.demo_panel.tiles.buttons[PictureEffect.BACKGROUND].click()
    window.demo_panel.ground_asked.emit((200, 30, 20))
    window.settings.sync()
    later = MainWindow(QSettings(window.settings.fileName(), QSettings.Format.IniFormat))
    qtbot.addWidget(later)
    later.open(clip)
    qtbot.waitUntil(lambda: later.viewer.image is not None)
    kept = later.demo_panel.settings
    stop_jobs(later)
    later.close_document()
    assert kept == window.demo_panel.settings
    assert kept.ground == (200, 30, 20)


@pytest.mark.slow
def test_demo_is_for_videos_and_comes_back_with_them(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "demo")
    assert window.in_demo
    window.home.show(True)
    assert not window.in_demo
    assert window.app_bar.isVisible()
    assert not window.demo_panel.isVisible()
    window.home.show(False)
    assert window.in_demo
    assert window.demo_panel.isVisible()
    assert not window.transport.isVisible()
    assert window.preferences.value.workspace is Workspace.DEMO


def test_sentences_that_worked_are_offered_the_latest_first(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    video = tmp_path / "clip.mp4"
    assert examples_for(video, store, ()) == []
    note_worked(store, "a cat")
    assert worked(store) == ["a cat"]
    for each in ("a dog, asleep", "a cow", "a cat", "a hen"):
        note_worked(store, each)
    store.sync()
    store = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    assert worked(store) == ["a hen", "a cat", "a cow", "a dog, asleep"]
    assert examples_for(video, store, ["a cat"]) == ["a hen", "a cow", "a dog, asleep"]
    assert len(examples_for(SAMPLE, store, ())) == 3
    assert "a hen" not in examples_for(SAMPLE, store, ())
