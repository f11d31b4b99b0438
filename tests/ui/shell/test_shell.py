"""Preferences, themes, help, bugs, and what one finds again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.system.settings import Theme, Workspace
from soc_studio.resources import resource
from soc_studio.ui.dialogs.about import AboutDialog
from soc_studio.ui.dialogs.first_steps import FirstStepsSheet
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.shell.crash import BugCatcher
from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import apply_theme, colour, is_dark, stage

SAMPLE = resource("sample", "sample.mp4")


def again(studio: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window of the next day."""
    studio.settings.sync()
    window = MainWindow(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def plain_look() -> Iterator[None]:
    """Has the program look as at its start; takes that back at the end."""
    apply_theme("dark")
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")
    application.setStyle("fusion")
    application.setProperty("theme", None)


def switching(studio: MainWindow) -> bool:
    return studio.shell.preferences_menu.theme_switch.is_switching


@pytest.mark.slow
@pytest.mark.usefixtures("plain_look")
def test_a_theme_shows_at_once_and_again(studio: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    studio.actions_["theme_light"].trigger()
    qtbot.waitUntil(lambda: not switching(studio))
    assert stage().lightness() > 128
    assert studio.palette().window().color().lightness() > 128
    studio.actions_["theme_dark"].trigger()
    qtbot.waitUntil(lambda: not switching(studio))
    assert stage().lightness() < 128
    assert studio.palette().window().color().lightness() < 128
    assert studio.actions_["theme_dark"].isChecked()
    assert not studio.actions_["theme_light"].isChecked()
    assert again(studio, qtbot, tmp_path).preferences.value.theme is Theme.DARK


def preferences(studio: MainWindow) -> PreferencesSheet:
    studio.actions_["preferences"].trigger()
    found = studio.findChild(PreferencesSheet)
    assert found is not None
    return found


@pytest.mark.slow
def test_preferences_are_in_force_as_they_are_chosen(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = preferences(studio)
    for row in range(shown.pages.count()):
        shown.pages.setCurrentRow(row)
    shown.quality.button(False).click()
    assert not studio.expression_bar.preview
    shown.proxies.setChecked(False)
    shown.device.activated.emit(shown.device.findData("cpu"))
    shown.language.activated.emit(shown.language.findData("de"))
    shown.dismiss()
    kept = again(studio, qtbot, tmp_path).preferences.value
    assert (kept.preview, kept.proxies, kept.device, kept.language) == (False, False, "cpu", "de")


@pytest.mark.slow
@pytest.mark.usefixtures("plain_look")
def test_the_last_of_two_themes_chosen_at_once_is_shown(studio: MainWindow, qtbot: QtBot) -> None:
    studio.actions_["theme_light"].trigger()
    studio.actions_["theme_dark"].trigger()
    qtbot.waitUntil(lambda: not switching(studio))
    assert is_dark()
    assert stage().lightness() < 128
    assert studio.updatesEnabled()


def difference(one: QImage, other: QImage) -> QRect:
    """The smallest rectangle that holds all pixels in which two pictures differ."""
    assert one.size() == other.size()
    seen = [each.convertToFormat(QImage.Format.Format_RGB32) for each in (one, other)]
    values = [np.asarray(each.constBits()).reshape(each.height(), -1, 4) for each in seen]
    y, x = np.nonzero((values[0] != values[1]).any(axis=2))
    if not len(x):
        return QRect()
    return QRect(QPoint(int(x.min()), int(y.min())), QPoint(int(x.max()), int(y.max())))


@pytest.mark.slow
@pytest.mark.usefixtures("plain_look")
def test_another_theme_looks_as_if_it_had_been_there_from_the_start(
    sample: MainWindow, qtbot: QtBot
) -> None:
    sample.expression_bar.line.clearFocus()  # whose cursor blinks

    def still() -> QImage:
        """What the window shows once it no longer changes: thumbnails come one by one."""
        seen, shown = QImage(), sample.grab().toImage()
        while seen != shown:
            qtbot.wait(200)
            seen, shown = shown, sample.grab().toImage()
        return shown

    def places() -> list[QRect]:
        return [each.geometry() for each in sample.findChildren(QWidget) if each.isVisible()]

    def changed() -> QRect:
        """What a second, whole application of the theme changes after two switches."""
        for theme in ("light", "dark", "light"):
            sample.actions_[f"theme_{theme}"].trigger()
            qtbot.waitUntil(lambda: not switching(sample))
        switched, laid_out = still(), places()
        apply_theme("light")
        sample.refresh_icons()
        applied = still()
        assert places() == laid_out
        return difference(switched, applied)

    # Once more where something came late, such as the picture of another frame.
    assert changed().isEmpty() or (again := changed()).isEmpty(), again


@pytest.mark.slow
@pytest.mark.usefixtures("plain_look")
def test_more_contrast_reaches_three_to_one_around_fields(studio: MainWindow, qtbot: QtBot) -> None:
    shown = preferences(studio)
    shown.contrast.click()
    qtbot.waitUntil(lambda: not switching(studio))
    assert contrast(colour("fieldline"), colour("bg1")) >= 3
    shown.theme.button(Theme.LIGHT).click()
    qtbot.waitUntil(lambda: not switching(studio))
    assert contrast(colour("fieldline"), colour("bg0")) >= 3
    assert colour("t3") == colour("t2")
    shown.contrast.click()
    qtbot.waitUntil(lambda: not switching(studio))
    assert contrast(colour("fieldline"), colour("bg0")) < 3
    shown.dismiss()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""

    def luminance(of: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (of.redF(), of.greenF(), of.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.slow
def test_motion_and_size_are_preferences(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = preferences(studio)
    assert duration(120) == 120
    shown.reduced_motion.click()
    assert duration(120) == 0
    shown.reduced_motion.click()
    assert duration(120) == 120
    shown.scale.activated.emit(shown.scale.findData(125))
    shown.dismiss()
    assert again(studio, qtbot, tmp_path).preferences.value.scale == 125


@pytest.mark.slow
def test_the_keyboard_walks_through_the_pages_of_the_preferences(
    studio: MainWindow, qtbot: QtBot
) -> None:
    shown = preferences(studio)
    assert shown.pages.hasFocus()
    for number in range(shown.pages.count()):
        assert shown.stack.currentIndex() == number
        qtbot.keyClick(shown.pages, Qt.Key.Key_Down)
    qtbot.keyClick(shown.pages, Qt.Key.Key_Escape)
    assert shown.isHidden()


@pytest.mark.slow
def test_the_timeline_does_without_pictures_where_they_are_not_wanted(sample: MainWindow) -> None:
    assert sample.timeline.strip.thumbnails is not None
    sample.preferences.change(thumbnails=False)
    assert sample.timeline.strip.thumbnails is None
    sample.preferences.change(thumbnails=True)
    assert sample.timeline.strip.thumbnails is not None


@pytest.mark.slow
def test_what_was_opened_is_found_again_but_not_the_sample(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    clip = tmp_path / "clip & more.mp4"
    clip.write_bytes(SAMPLE.read_bytes())
    studio.shell.recent_files.note(SAMPLE)
    assert studio.preferences.value.recent == ()
    studio.open(clip)
    qtbot.waitUntil(lambda: bool(studio.preferences.value.recent))
    window = again(studio, qtbot, tmp_path)
    window.shell.recent_files.menu.aboutToShow.emit()
    first = window.shell.recent_files.menu.actions()[0]
    assert first.text() == "clip && more.mp4"
    first.trigger()
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.windowTitle().startswith("clip & more")
    window.close_document()


@pytest.mark.slow
def test_unsaved_work_is_offered_and_opened(studio: MainWindow, qtbot: QtBot) -> None:
    with open_video(SAMPLE) as reader, Document.new() as draft:
        video = put_video(draft, SAMPLE, reader)
        edit, _ = edits.add_layers(draft.project, video.id, ["the dog"])
        draft.do(*edit)
    studio.home.show(True)
    panel = studio.empty_state.panel
    qtbot.waitUntil(panel.isVisible)
    assert panel.name.text() == "sample.mp4"
    assert panel.chip.text().startswith("Kept by itself, today ")
    qtbot.mouseClick(panel.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.document is not None)
    assert studio.document is not None
    assert [each.expression for each in studio.document.layers] == ["the dog"]
    assert studio.document.core.is_draft
    assert not studio.toasts.shown


@pytest.mark.slow
def test_a_new_person_is_told_the_first_step_once_a_video_is_open(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    hint, field = studio.hint, studio.expression_bar.field
    studio.begin()
    assert not hint.isVisible()  # the start page explains itself
    qtbot.mouseClick(studio.empty_state.sample_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hint.isVisible() and hint.target is field)
    assert hint.heading.text() == "1 of 5 · Find"
    assert not hint.geometry().intersects(QRect(field.mapTo(studio, QPoint()), field.size()))
    qtbot.mouseClick(hint.skip_button, Qt.MouseButton.LeftButton)
    assert not hint.isVisible()
    assert again(studio, qtbot, tmp_path).preferences.value.passed_steps == ("find",)
    studio.actions_["first_steps"].trigger()
    sheet = studio.findChild(FirstStepsSheet)
    assert sheet is not None
    told = [icon.name for icon, _, _ in sheet.rows.values()]
    assert told == ["circle-check", "circle-dot", "circle", "circle", "circle"]
    assert not hint.isVisible()
    qtbot.mouseClick(sheet.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hint.isVisible() and hint.target is field)
    studio.preferences.change(hints=False)
    qtbot.waitUntil(lambda: not hint.isVisible())


@pytest.mark.slow
def test_the_window_comes_back_as_it_was_left(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    studio.actions_["workspace_label"].trigger()
    size = QSize(792, 700).boundedTo(studio.screen().availableSize() - QSize(8, 40))
    studio.resize(size)
    studio.close()
    window = again(studio, qtbot, tmp_path)
    assert window.workspaces.current is Workspace.LABEL
    assert window.size() == size


@pytest.mark.slow
def test_the_about_box_names_versions_licences_and_credits_without_the_networks(
    studio: MainWindow,
) -> None:
    before = "torch" in sys.modules
    studio.actions_["about"].trigger()
    shown = studio.findChild(AboutDialog)
    assert shown is not None
    assert {"Python", "Qt", "PyTorch"} <= set(shown.versions)
    assert "torch" not in sys.modules or before
    shown.close()


class BugError(Exception):
    pass


@pytest.fixture
def catcher(studio: MainWindow, qtbot: QtBot) -> Iterator[BugCatcher]:
    caught = BugCatcher(studio, studio.save_quietly)
    hooks = sys.excepthook, threading.excepthook
    caught.install()
    yield caught
    caught.uninstall()
    assert (sys.excepthook, threading.excepthook) == hooks
    if caught.dialog is not None:
        caught.dialog.close()


@pytest.mark.slow
def test_a_bug_saves_the_work_and_is_told_without_a_traceback(
    catcher: BugCatcher, sample: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    assert sample.document is not None
    sample.actions_["mark_out"].trigger()
    try:
        raise BugError("of some sort")
    except BugError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert catcher.dialog is not None
    assert catcher.dialog.isVisible()
    said = " ".join(label.text() for label in catcher.dialog.findChildren(QLabel))
    assert "is saved" in said
    assert "Traceback" not in said
    assert "BugError" not in said
    with Document.open(sample.document.core.file.path) as saved:
        assert saved.project.videos[0].out_point == 1
    catcher.dialog.copy_button.click()
    report = QApplication.clipboard().text()
    assert "BugError: of some sort" in report
    assert "Python" in report
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    caplog.clear()


@pytest.mark.slow
def test_a_bug_of_another_thread_is_told_too(
    catcher: BugCatcher, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise BugError("elsewhere")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: catcher.dialog is not None)
    caplog.clear()
