"""What a screen reader tells of every screen: everything has a name, and changes are seen.

The trees are kept beside this test, in `trees/`. `make accept-trees` writes them anew; what changed
is then to be seen in the diff.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from tests.ui.screen_reader import ROWS, VALUED, Heard, listen, tree
from tests.ui.screens import SCREENS, Setting

pytestmark = [
    pytest.mark.slow,
    pytest.mark.may_stall("screens are built, and read out at once"),
]

TREES = Path(__file__).parent / "trees"
MARK = re.compile(r"(^|\s)\w*&\w*[a-z]")  # of the key of a menu or a label
ACCEPTS = bool(os.environ.get("ACCEPT_TREES"))


def nameless(heard: Heard) -> list[str]:
    """Return what takes the focus and has no name."""
    return [f"{each.role.name} {each.kind}" for each in heard.all() if _is_nameless(each)]


def _is_nameless(heard: Heard) -> bool:
    return heard.is_focusable and not heard.name


def alike(heard: Heard) -> list[str]:
    """Return what takes the focus beside another with the same role and name."""
    found: list[str] = []
    for group in heard.all():
        count = Counter(
            (each.role.name, each.name)
            for each in group.inside
            if each.is_focusable and each.role not in ROWS
        )
        found += [f"{role} {name}" for (role, name), many in count.items() if many > 1]
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_everything_has_a_name_and_the_tree_is_as_it_was(
    screen: str, studio: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    looked_at = SCREENS[screen](Setting(studio, qtbot, clip, tmp_path))
    heard = listen(looked_at)
    told = tree(heard)
    kept = TREES / f"{screen}.txt"
    if ACCEPTS:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(told) + "\n", encoding="utf-8", newline="\n")
    assert nameless(heard) == []
    assert alike(heard) == []
    for each in heard.all():
        assert not MARK.search(each.name), f"{each.name} has the mark of a key in it"
        assert each.name != each.value or each.role not in VALUED, f"{each.name} is a value only"
        assert each.value or each.role not in VALUED, f"{each.name} has no value"
    if sys.platform != "darwin":  # which writes keys otherwise
        assert told == kept.read_text(encoding="utf-8").splitlines(), "see `make accept-trees`"
