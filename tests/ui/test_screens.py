"""Every screen by name, value and contrast: what a screen reader tells, and what can be read.

The trees of names are kept beside this test, in `trees/`. `make accept-trees` writes them anew;
what changed is then to be seen in the diff.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.shell.help_pages import named_page
from soc_studio.ui.toolkit.theme import apply_theme
from tests.ui.contrast import BORDER, TEXT, Measured, borders, ratios, texts
from tests.ui.screen_reader import ROWS, VALUED, Heard, listen, tree
from tests.ui.screens import SCREENS, Pages, Setting

TREES = Path(__file__).parent / "trees"
MARK = re.compile(r"(^|\s)\w*&\w*[a-z]")  # of the key of a menu or a label
ACCEPTS = bool(os.environ.get("ACCEPT_TREES"))
LOOKS = [("dark", False), ("light", False), ("dark", True), ("light", True)]  # more contrast?
FIELDS = {"export", "preferences", "start_recent"}  # have borders


def wrong_names(heard: Heard) -> list[str]:
    """Return what is not said well of anything in `heard`."""
    wrong: list[str] = []
    for each in heard.all():
        told = f"{each.role.name} {each.name} ({each.kind})"
        if each.is_focusable and not each.name:
            wrong.append(f"{told} has no name")
        if MARK.search(each.name):
            wrong.append(f"{told} has the mark of a key in its name")
        if each.role in VALUED and each.value in ("", each.name):
            wrong.append(f"{told} has no value beside its name")
        inside = [one for one in each.inside if one.is_focusable and one.role not in ROWS]
        count = Counter((one.role.name, one.name) for one in inside)
        wrong += [f"{many} times {which}" for which, many in count.items() if many > 1]
    return wrong


def without_help(looked_at: QWidget) -> list[str]:
    """Return what can have the focus and has no page of the documentation."""
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in (looked_at, *looked_at.findChildren(QWidget))
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and each.isVisible()
        and named_page(each) is None
    ]


def said(heard: Heard) -> list[str]:
    """Return the tree in lines, without how large the picture is shown: that depends on the letters
    of the system."""
    return [re.sub(r"\d+ %", "… %", line) for line in tree(heard)]


def told_of(pages: Pages) -> list[str]:
    """Return the trees of all pages in lines."""
    return [line for show in pages for line in said(listen(show()))]


def unreadable(pages: Pages, screen: str, qtbot: QtBot) -> list[str]:
    """Return what has too little contrast in dark and light; borders, where more is asked for."""
    weak: list[str] = []
    looks = sorted(LOOKS[: 4 if screen in FIELDS else 2], key=lambda look: look != worn())
    for theme, contrast in looks:
        if (theme, contrast) != worn():
            put_on(theme, contrast)
        for show in pages:
            looked_at = show()
            qtbot.wait(20)  # what is to be drawn anew is
            measured = texts(looked_at) + (borders(looked_at) if contrast else [])
            assert measured
            look = f"{theme}, more contrast" if contrast else theme
            weak += [f"{look}: {each}" for each in measured if not each.is_enough]
    return list(dict.fromkeys(weak))


def worn() -> tuple[str, bool]:
    """Return the theme that the application is in, and whether it has more contrast."""
    application = QApplication.instance()
    assert application is not None
    return str(application.property("theme")), bool(application.property("more_contrast"))


def put_on(theme: str, contrast: bool = False) -> None:
    """Show the application in a theme; a third of the time where the former is taken off first."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")
    apply_theme(theme, contrast)


@pytest.fixture(scope="module")
def themes() -> Iterator[None]:
    """Show all screens in a theme, and leave the program without one, as other tests begin."""
    put_on("dark")
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")
    application.setStyle("fusion")
    application.setProperty("theme", None)


@pytest.mark.slow
@pytest.mark.may_stall("screens are built, themes changed and pictures measured at once")
@pytest.mark.parametrize("screen", SCREENS)
def test_everything_has_a_name_can_be_read_and_is_told_as_before(
    screen: str, studio: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path, themes: None
) -> None:
    studio.preferences.change(reduced_motion=True)  # nothing is on its way
    made = SCREENS[screen](Setting(studio, qtbot, clip, tmp_path))
    pages = made if isinstance(made, list) else [lambda: made]
    kept = TREES / f"{screen}.txt"
    if ACCEPTS:
        qtbot.wait(1000)  # until all is in its place
        told = told_of(pages)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(told) + "\n", encoding="utf-8", newline="\n")
        return
    accepted = kept.read_text(encoding="utf-8").splitlines()
    with suppress(TimeoutError):  # the difference is told below
        qtbot.waitUntil(lambda: told_of(pages) == accepted, timeout=60_000)
    for show in pages:
        looked_at = show()
        assert wrong_names(listen(looked_at)) == []
        assert without_help(looked_at) == []
    if sys.platform != "darwin":  # which writes keys otherwise
        assert told_of(pages) == accepted, "see `make accept-trees`"
    weak = unreadable(pages, screen, qtbot)
    assert not weak, "\n".join(weak)


def test_every_tree_is_of_a_screen() -> None:
    assert {each.stem for each in TREES.glob("*.txt")} == set(SCREENS)


# That the tests above can fail


def colours(
    widget: QWidget, ink: str, ground: str, qtbot: QtBot
) -> tuple[list[Measured], list[Measured]]:
    """Show a widget in two colours, with a border of the first; return what is measured."""
    outside = QWidget()
    qtbot.addWidget(outside)
    outside.setStyleSheet(
        f"QWidget {{ background: {ground}; color: {ink}; }}"
        f"QLineEdit, QPushButton {{ border: 1px solid {ink}; }}"
    )
    outside.resize(200, 60)
    widget.setParent(outside)
    widget.setGeometry(20, 15, 160, 30)
    outside.show()
    return texts(outside), borders(outside)


@pytest.mark.parametrize("kind", [QLabel, QLineEdit, QPushButton])
@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#8a5300", "#f8f9fa", 6.0)],
)
def test_contrast_is_measured_as_it_is(
    kind: type[QLabel | QLineEdit | QPushButton],
    ink: str,
    ground: str,
    ratio: float,
    qtbot: QtBot,
) -> None:
    words, edges = colours(kind("two words"), ink, ground, qtbot)
    assert len(words) == 2
    for each in words:
        assert each.ratio == pytest.approx(ratio, rel=0.06)
        assert each.is_enough == (each.ratio >= TEXT - 0.05)
    if kind is not QLabel:
        (edge,) = edges
        assert edge.ratio == pytest.approx(ratio, rel=0.06)
        assert edge.is_enough == (edge.ratio >= BORDER - 0.05)


def test_contrast_by_its_definition() -> None:
    black, white = np.zeros(3, np.uint8), np.full(3, 255, np.uint8)
    assert ratios(white, black) == pytest.approx(21)
    assert ratios(black, black) == pytest.approx(1)


def test_what_is_off_or_covered_is_not_measured(qtbot: QtBot) -> None:
    line = QLineEdit("two words")
    line.setEnabled(False)
    assert colours(line, "#777777", "#888888", qtbot) == ([], [])
    outside = QWidget()
    qtbot.addWidget(outside)
    label, over = QLabel("two words", outside), QWidget(outside)
    for each in (label, over):
        each.setGeometry(0, 0, 100, 30)
    over.hide()
    outside.show()
    assert len(texts(outside)) == 2
    over.show()
    assert texts(outside) == []


def test_what_has_no_name_of_its_own_is_found(qtbot: QtBot) -> None:
    outside = QWidget()
    qtbot.addWidget(outside)
    for place, text in enumerate(("Go", "Go", "")):
        QPushButton(text, outside).move(QPoint(0, 40 * place))
    outside.show()
    assert len(wrong_names(listen(outside))) == 2


def test_what_has_no_page_of_the_documentation_is_found(qtbot: QtBot) -> None:
    outside = QWidget()
    qtbot.addWidget(outside)
    QPushButton("Go", outside)
    QLabel("only read", outside)
    outside.show()
    assert len(without_help(outside)) == 1
