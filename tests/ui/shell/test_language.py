"""Another language: complete, compiled, and seen in the window."""

from __future__ import annotations

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.translation import LANGUAGES, chosen_language, use_language

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
        for message in context.iter("message"):
            parts = (message.findtext("source"), message.findtext("translation"))
            found.append((context.findtext("name") or "", parts[0] or "", parts[1] or ""))
    return found


def test_no_text_of_the_window_is_without_a_translation(
    translate: ModuleType, tmp_path: Path
) -> None:
    """Where this fails: run packaging/translate.py, and translate what it names."""
    copy = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, copy)
    sources = sorted((ROOT / "soc_studio" / "ui").rglob("*.py"))
    translate.update(sources, copy, "de")
    assert translate.untranslated(copy) == []


def test_what_is_filled_in_later_is_filled_in_by_the_translation_too() -> None:
    def fields(text: str) -> list[str]:
        return sorted(re.findall(r"\{\d[^}]*\}|%p", text))

    assert [each for each in messages() if fields(each[1]) != fields(each[2])] == []


def test_menus_keep_one_letter_to_reach_each_entry() -> None:
    wrong = [each for each in messages() if ("&" in each[1]) != ("&" in each[2])]
    assert wrong == []


@pytest.mark.usefixtures("german")
def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    """Where this fails: run packaging/translate.py."""
    stale = [each for each in messages() if QCoreApplication.translate(each[0], each[1]) != each[2]]
    assert stale == []


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
    assert window.empty_state.sample_button.text() == "Beispiel ausprobieren"
    window.shell.preferences_menu.ask()
    window.close()


def test_a_language_that_is_missing_is_english() -> None:
    assert chosen_language("tlh") == "en"
    assert chosen_language("de") == "de"
    assert chosen_language("") in LANGUAGES
