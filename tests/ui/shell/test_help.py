"""F1: every part of the window has a page, and every page that is named can be opened."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from soc_studio import ui
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.shell.help_pages import PAGES, address, page_of
from tests.test_documentation import anchors

ROOT = Path(__file__).parents[3]


class Browser(QObject):
    """What opens files for the system, in this test."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "take")
    yield browser
    QDesktopServices.unsetUrlHandler("file")


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_every_page_and_its_heading_is_in_the_documentation(page: str) -> None:
    name, _, anchor = page.partition("#")
    file = ROOT / "docs" / name
    assert file.is_file()
    assert not anchor or anchor in anchors(file)


def test_every_part_that_has_a_page_is_a_part_of_the_window() -> None:
    classes = set()
    for folder in ("widgets", "widgets.timeline", "dialogs"):
        package = import_module(f"{ui.__name__}.{folder}")
        for module in pkgutil.iter_modules(package.__path__):
            classes |= set(vars(import_module(f"{package.__name__}.{module.name}")))
    assert set(PAGES) - classes == set()


def test_a_site_comes_before_the_pages_it_is_made_of(tmp_path: Path) -> None:
    package = tmp_path / "soc_studio"
    written = tmp_path / "docs" / "guide" / "layers.md"
    written.parent.mkdir(parents=True)
    written.touch()
    found = address("guide/layers.md#play", package)
    assert found is not None
    assert Path(found.toLocalFile()) == written
    built = tmp_path / "build" / "docs" / "guide" / "layers.html"
    built.parent.mkdir(parents=True)
    built.touch()
    found = address("guide/layers.md#play", package)
    assert found is not None
    assert (Path(found.toLocalFile()), found.fragment()) == (built, "play")


@pytest.mark.slow
def test_the_key_opens_the_page_about_what_has_the_focus(
    studio: MainWindow, browser: Browser, qtbot: QtBot
) -> None:
    studio.actions_["help"].trigger()
    assert len(browser.opened) == 1
    assert page_of(studio.expression_bar.line) == "guide/first-search.md#describe-an-object"
    assert page_of(studio.timeline.viewport()) == "guide/layers.md#read-the-timeline"
    assert page_of(None) == "guide/first-search.md"
    studio.shell.preferences_menu.ask()
    sheet = studio.findChild(PreferencesSheet)
    assert sheet is not None
    qtbot.keyClick(sheet.pages, Qt.Key.Key_F1)
    assert "reference/preferences." in browser.opened[-1].path()
    sheet.dismiss()
    assert len(browser.opened) == 2
