"""F1: every part of the window has a page, which travels with the program and can be searched."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextDocument
from pytestqt.qtbot import QtBot

from soc_studio import ui
from soc_studio.core.system.documentation import Documentation, anchor_of
from soc_studio.ui.dialogs.help_window import HelpWindow
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.shell.help_pages import PAGES, page_of, parted, site_address
from soc_studio.ui.shell.program_parts import PARTS
from soc_studio.ui.toolkit.theme import apply_theme
from tests.test_documentation import anchors

ROOT = Path(__file__).parents[3]


@pytest.fixture
def help_window(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow(Documentation(PARTS), has_site=False)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_every_page_and_its_heading_is_in_the_documentation(page: str) -> None:
    name, _, anchor = page.partition("#")
    file = ROOT / "docs" / name
    assert file.is_file()
    assert not anchor or anchor in anchors(file)


def test_every_part_that_has_a_page_is_a_part_of_the_window() -> None:
    classes = set()
    for folder in ("widgets", "widgets.timeline", "widgets.demo", "dialogs"):
        package = import_module(f"{ui.__name__}.{folder}")
        for module in pkgutil.iter_modules(package.__path__):
            classes |= set(vars(import_module(f"{package.__name__}.{module.name}")))
    assert set(PAGES) - classes == set()


def test_a_site_that_was_built_is_where_a_browser_reads_a_page(tmp_path: Path) -> None:
    package = tmp_path / "soc_studio"
    built = tmp_path / "build" / "docs" / "guide" / "layers.html"
    built.parent.mkdir(parents=True)
    built.touch()
    found = site_address("guide/layers", "play", package)
    assert found is not None
    assert (Path(found.toLocalFile()), found.fragment()) == (built, "play")


@pytest.mark.slow
def test_the_key_opens_the_page_about_what_has_the_focus(studio: MainWindow, qtbot: QtBot) -> None:
    menu = studio.shell.help_menu
    assert menu.window is None
    studio.actions_["help"].trigger()
    window = menu.window
    assert window is not None
    assert window.isVisible()
    assert page_of(studio.expression_bar.line) == "guide/first-search.md#describe-an-object"
    assert page_of(studio.timeline.viewport()) == "guide/layers.md#read-the-timeline"
    assert page_of(None) == "guide/first-search.md"
    studio.shell.preferences_menu.ask()
    sheet = studio.findChild(PreferencesSheet)
    assert sheet is not None
    qtbot.keyClick(sheet.pages, Qt.Key.Key_F1)
    assert window.place == ("reference/preferences", "")
    assert window.page.toPlainText().startswith("Preferences")
    sheet.dismiss()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.slow
def test_every_heading_that_the_key_leads_to_is_shown_at_the_top(help_window: HelpWindow) -> None:
    for page in sorted(set(PAGES.values())):
        name, anchor = parted(page)
        help_window.show_page(name, anchor)
        if not anchor:
            continue
        shown = help_window.page.cursorForPosition(help_window.page.viewport().rect().topLeft())
        bar = help_window.page.verticalScrollBar()
        at_top = anchor_of(shown.block().text()) == anchor
        assert at_top or bar.value() == bar.maximum() or anchor in _near(shown.block())


def _near(block: QTextBlock) -> list[str]:
    """Return what the next lines are called, of which one is the heading below the margin."""
    found = []
    for _ in range(3):
        found.append(anchor_of(block.text()))
        block = block.next()
    return found


def test_links_lead_from_page_to_page_and_back(help_window: HelpWindow) -> None:
    help_window.show_page("guide/first-search")
    assert not help_window.back.isEnabled()
    for link, place in (
        ("correct.md", ("guide/correct", "")),
        ("../reference/formats.md#video-with-a-look", ("reference/formats", "video-with-a-look")),
        ("../../resources/models/soc-mini.md", ("reference/soc-mini", "")),
    ):
        help_window.show_page("guide/first-search")
        help_window.page.anchorClicked.emit(link)
        assert help_window.place == place
    with_heading = help_window.page.toPlainText()
    help_window.go_back()
    assert help_window.place == ("guide/first-search", "")
    help_window.go_forward()
    assert help_window.page.toPlainText() == with_heading


def test_a_search_finds_what_the_program_says_of_itself_too(help_window: HelpWindow) -> None:
    help_window.search.setText("ProRes alpha")
    help_window.search.returnPressed.emit()
    assert help_window.place[0] in ("guide/export", "reference/formats")
    assert help_window.page.extraSelections()
    help_window.search.setText("wort das es nicht gibt")
    help_window.search.returnPressed.emit()
    assert help_window.list.count() == 0
    assert help_window.found.isVisible()
    help_window.search.clear()
    help_window.search.returnPressed.emit()
    assert help_window.list.count() > 15
    assert not help_window.found.isVisible()


def test_a_page_that_nobody_sees_takes_the_theme_when_it_is_shown(
    help_window: HelpWindow, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: apply_theme("dark"))
    apply_theme("dark")
    help_window.show_page("guide/first-search")
    page = help_window.page.document()
    help_window.hide()
    apply_theme("light")
    assert help_window.page.document() is page
    help_window.show()
    assert help_window.page.document() is not page


def test_pictures_of_a_page_are_no_wider_than_its_text(help_window: HelpWindow) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    for name, size in (
        ("screenshots/found.jpg", (640, 400)),
        ("icons/mark/256.png", (256, 256)),
    ):
        url = QUrl.fromLocalFile(str(ROOT / "resources" / name))
        picture = help_window.page.loadResource(kind, url)
        assert isinstance(picture, QImage)
        assert picture.deviceIndependentSize().toTuple() == pytest.approx(size, abs=1)
