"""A few letters find a name."""

from __future__ import annotations

import pytest

from soc_studio.ui.commands.fuzzy import fitness, ranked

NAMES = [
    "Play: A frame back",
    "Play: To the end",
    "Object: Go to the weakest frame",
    "View: Zoom out",
    "Öffnen: Größe",
]


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("toend", "Play: To the end"),
        ("zo", "View: Zoom out"),
        ("weak", "Object: Go to the weakest frame"),
        ("FRAME BACK", "Play: A frame back"),
        ("offn", "Öffnen: Größe"),
        ("grosse", "Öffnen: Größe"),
        ("vzo", "View: Zoom out"),
    ],
)
def test_the_name_that_is_meant_comes_first(letters: str, name: str) -> None:
    assert NAMES[ranked(letters, NAMES)[0]] == name


def test_letters_that_are_not_there_in_this_order_find_nothing() -> None:
    assert fitness("dne", "Play: To the end") is None
    assert ranked("qx", NAMES) == []
    assert fitness("far too many letters", "few") is None


def test_no_letters_find_all_in_their_order() -> None:
    assert ranked("  ", NAMES) == list(range(len(NAMES)))


def test_letters_side_by_side_and_at_the_start_of_words_count_more() -> None:
    assert ranked("loop", ["a long cool rope", "Loop"])[0] == 1
    assert ranked("ab", ["cab", "a b"])[0] == 1
