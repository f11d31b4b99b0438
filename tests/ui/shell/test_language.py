"""Another language: complete, compiled, and seen in the window."""

from __future__ import annotations

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from soc_rvos import checkpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.sentences import shipped_vocabulary, told, understand
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message
from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.toolkit.translation import (
    LANGUAGES,
    chosen_language,
    chosen_locale,
    translated,
    use_language,
)
from tests.ui.shapes import write_clip

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = resource("translations", "soc_studio_de.ts")


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    """The script that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("translate", ROOT / "packaging" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qtbot: QtBot) -> Iterator[None]:
    """The language of what is built while it lasts."""
    application = QApplication.instance()
    assert application is not None
    installed = use_language(application, "de")
    assert len(installed) == 2
    yield
    for translator in installed:
        application.removeTranslator(translator)


def messages() -> list[tuple[str, str, str]]:
    """Return context, text and translation of all that is in the catalogue."""
    found = []
    for context in ElementTree.parse(CATALOGUE).getroot().iter("context"):
        for each in context.iter("message"):
            if each.get("numerus"):
                continue  # has a translation for each number
            parts = (each.findtext("source"), each.findtext("translation"))
            found.append((context.findtext("name") or "", parts[0] or "", parts[1] or ""))
    return found


@pytest.mark.slow
def test_no_text_of_the_window_is_without_a_translation(
    translate: ModuleType, tmp_path: Path
) -> None:
    """Where this fails: run packaging/translate.py, and translate what it names."""
    copy = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, copy)
    translate.update(copy, "de")
    assert translate.untranslated(copy) == []


def test_what_is_filled_in_later_is_filled_in_by_the_translation_too() -> None:
    def fields(text: str) -> list[str]:
        return sorted(set(re.findall(r"\{\w+|%p", text)))

    assert [each for each in messages() if fields(each[1]) != fields(each[2])] == []


def test_menus_keep_one_letter_to_reach_each_entry() -> None:
    wrong = [each for each in messages() if ("&" in each[1]) != ("&" in each[2])]
    assert wrong == []


@pytest.mark.usefixtures("german")
def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    """Where this fails: run packaging/translate.py."""
    stale = [each for each in messages() if QCoreApplication.translate(each[0], each[1]) != each[2]]
    assert stale == []


@pytest.mark.slow
@pytest.mark.usefixtures("german")
def test_the_window_speaks_the_language(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles[:2] == ["&Datei", "&Bearbeiten"]
    assert window.expression_bar.find_button.text() == "Suchen"
    assert window.actions_["play"].toolTip().startswith("Abspielen (")
    assert window.actions_["play"].shortcuts() == [QKeySequence(Qt.Key.Key_Space)]
    assert window.empty_state.sample_button.text() == "Ausprobieren"
    window.shell.preferences_menu.ask()
    window.close()


def letters(window: MainWindow) -> list[tuple[str, str]]:
    """What Alt reaches in the window: keys, and what stands there."""
    labels = [each for each in window.findChildren(QLabel) if each.buddy() is not None]
    buttons = window.findChildren(QAbstractButton)
    texts = [each.text() for each in [*labels, *buttons, *window.menuBar().actions()]]
    found = [(QKeySequence.mnemonic(each).toString(), each) for each in texts]
    found += [(each.toString(), name) for name, action in window.actions_.by_id.items()
              for each in action.shortcuts()]  # fmt: skip
    return [(key, what) for key, what in found if key.startswith("Alt+")]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "de"])
def test_alt_and_a_letter_reach_one_thing(qtbot: QtBot, tmp_path: Path, code: str) -> None:
    application = QApplication.instance()
    assert application is not None
    installed = use_language(application, code)
    window = MainWindow(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    found = letters(window)
    window.close()
    for translator in installed:
        application.removeTranslator(translator)
    keys = Counter(key for key, _ in found)
    assert len(keys) > 10
    assert [each for each in found if keys[each[0]] > 1] == []


@pytest.mark.usefixtures("german")
def test_messages_of_core_are_in_the_language_down_to_their_parts() -> None:
    frames = message("on frames {first} to {last}", first=1, last=2)
    name = message("Mark '{label}' as not here {frames}", label="a dog", frames=frames)
    assert translated(name) == "„a dog“ auf den Bildern 1 bis 2 als nicht da markieren"
    assert translated("a label, which is data") == "a label, which is data"
    with pytest.raises(VideoError) as missing:
        open_video(Path("nowhere.mp4"))
    said = "Die Datei nowhere.mp4 gibt es nicht. Prüfen Sie Namen und Ordner."
    assert model_text.failure(missing.value) == said
    broken = VideoError(message("{path} cannot be decoded{because}.", path="a.mp4", because=""))
    assert model_text.failure(broken) == "a.mp4 lässt sich nicht dekodieren."


@pytest.mark.usefixtures("german")
def test_failures_and_findings_of_soc_rvos_are_in_the_language(tmp_path: Path) -> None:
    empty = tmp_path / "net.pt"
    empty.touch()
    with pytest.raises(CheckpointError) as refused:
        checkpoint.load(empty)
    assert str(refused.value) == "net.pt is empty: it holds no weights."
    assert model_text.failure(refused.value) == "net.pt ist leer und enthält keine Gewichte."
    understood = understand("the gril", shipped_vocabulary())
    (misspelt,) = understood.findings
    said = translated(told(understood, misspelt))
    assert said.startswith("„gril“ kennt das Modell nicht. Meinten Sie „girl“")
    assert '"' not in said


@pytest.mark.slow
@pytest.mark.usefixtures("german")
def test_undo_is_named_in_the_language_also_in_a_later_session(
    qtbot: QtBot, tmp_path: Path
) -> None:
    clip = tmp_path / "shapes.mp4"
    write_clip(clip)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.open(clip)
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.document is not None
    video = window.document.video
    assert video is not None
    edit, _ = edits.add_layers(window.document.project, video.id, ["the square"])
    window.document.do(*edit)
    assert window.actions_["undo"].text() == "&Rückgängig: „the square“ hinzufügen"
    path = tmp_path / "shapes.soc"
    window.document.core.save_as(path)
    window.close_document()
    window.open(path)
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.actions_["undo"].text() == "&Rückgängig: „the square“ hinzufügen"
    window.actions_["undo"].trigger()
    assert window.toasts.text == "Rückgängig gemacht: „the square“ hinzufügen"
    window.close_document()
    window.close()


def test_a_language_that_is_missing_is_english() -> None:
    assert chosen_language("tlh") == "en"
    assert chosen_language("de") == "de"
    assert chosen_language("") in LANGUAGES


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "de"])
def test_every_menu_is_seen_in_a_small_window(code: str, tmp_path: Path, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert application is not None
    installed = use_language(application, code)
    apply_theme("dark")
    window = MainWindow(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    bar = window.app_bar
    bar.show_open(True)
    bar.show_model("Standard", "")
    for width in (1024, 1110, 1280):
        window.resize(width, 700)
        window.show()
        for count in (0, 2):
            window.tasks_button.show_tasks(count, 0.5)
            for _ in range(4):  # a word is left out after the other
                QApplication.processEvents()
            assert window.width() == width
            assert bar.width() <= width
            for action in bar.menus.actions():
                room = bar.menus.actionGeometry(action)
                assert room.width() > 0
                assert bar.menus.rect().contains(room), (width, count, action.text())
            last = bar.export_button.geometry()
            assert last.right() <= width
    window.hide()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")
    application.setStyle("fusion")
    application.setProperty("theme", None)
    for translator in installed:
        application.removeTranslator(translator)


def test_numbers_are_written_as_in_the_language_of_the_window() -> None:
    assert chosen_locale("de").toString(6.9, "f", 1) == "6,9"
    assert chosen_locale("en").toString(6.9, "f", 1) == "6.9"
