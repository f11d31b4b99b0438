"""Names made of tokens: what is refused, and that every system takes what comes out."""

from __future__ import annotations

import random
import re

import pytest

from soc_studio.core.formats.export_names import (
    DEFAULT_NAMES,
    LONGEST_NAME,
    MOST_BYTES,
    TOKENS,
    filled_in,
    in_words,
    name_about,
    name_mistake,
    next_name,
    numbered,
    safe_name,
    same,
    template_mistake,
    tokens_in,
)
from soc_studio.core.system.errors import WriteError

VALUES = {"source": "Clip 1", "layer": "the-red-car", "look": "cutout", "number": "01"}


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (DEFAULT_NAMES, "01-the-red-car"),
        ("{source}_{layer}_{look}", "Clip 1_the-red-car_cutout"),
        ("{expression}_{layer}", "the-red-car"),
        ("{layer}-{expression}", "the-red-car"),
        ("{layer} - {expression} - {date}_{look}", "the-red-car - cutout"),
        ("{expression}{date}", ""),
        ("take {number}", "take 01"),
        ("..{layer}", "the-red-car"),
        ("{look}{look}", "cutoutcutout"),
    ],
)
def test_tokens_are_filled_in_and_empty_ones_take_their_separator_along(
    template: str, name: str
) -> None:
    assert template_mistake(template) == ""
    assert filled_in(template, VALUES) == name


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{colour}", "no token {colour}; there are {source}, {layer}"),
        ("{}", "no token {}"),
        ("{source", "brace"),
        ("source}", "brace"),
        ("{{source}}", "brace"),
        ("{source}/{layer}", "cannot contain '/'"),
        ("a\n{layer}", "control characters"),
        ("", "Say how"),
        ("  ", "Say how"),
        ("nul", "not a valid"),
        ("{layer}.", "not a valid"),
        ("a" * (LONGEST_NAME + 1), "at most 100"),
    ],
)
def test_what_is_wrong_with_a_template_is_a_sentence(template: str, words: str) -> None:
    assert words in template_mistake(template)
    with pytest.raises(WriteError, match=re.escape(words)):
        filled_in(template, VALUES)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("tab\there\x7f\u202e\u200b", "tab-here-"),
        ("con", "_con"),
        ("NUL.old", "_NUL.old"),
        ("COM¹", "_COM¹"),
        ("... ", ""),
        (" a. ", "a"),
        ("e\u0301", "é"),
        ("{layer}", "{layer}"),
        ("no text\udce9", "no text%E9"),
        ("two\0gaps", "two-gaps"),
        ("it's 50 % “quoted”", "it's 50 % “quoted”"),
        ("映像 видео فيلم", "映像 видео فيلم"),
    ],
)
def test_a_value_is_made_safe(value: str, name: str) -> None:
    assert filled_in("{source}", {"source": value}) == name


def test_any_value_gives_a_name_that_every_system_takes() -> None:
    chance = random.Random(4)
    signs = [*map(chr, range(0, 256)), *'/\\:*?"<>|. con\u0301\u3042\U0001f600\u2028\udc80']
    for _ in range(300):
        text = "".join(chance.choices(signs, k=chance.randrange(200)))
        name = safe_name(text)
        assert len(name.encode()) <= MOST_BYTES + 1
        assert safe_name(name) == name
        assert not name or len(name) > LONGEST_NAME or name_mistake(name) == "", ascii(text)


def test_long_names_are_cut_between_letters() -> None:
    name = filled_in("{source}", {"source": "語" * 300})
    assert name == "語" * (MOST_BYTES // 3)


def test_names_that_some_system_takes_for_the_same_get_a_number() -> None:
    taken = {same("Clip.mov"), same("clip-2.mov"), same("caf\u00e9.mov")}
    assert numbered("CLIP", ".mov", taken) == "CLIP-3.mov"
    assert numbered("clip", ".mp4", taken) == "clip.mp4"
    assert numbered("cafe\u0301", ".mov", taken) == "cafe\u0301-2.mov"
    assert same("STRASSE") == same("straße")


def test_words_are_small_letters_with_hyphens() -> None:
    assert in_words("The RED car, on the left!") == "the-red-car-on-the-left"
    assert in_words("!?") == ""
    assert len(in_words("word " * 30)) <= 40


def test_every_token_says_what_it_is() -> None:
    template = "_".join(f"{{{each.name}}}" for each in TOKENS)
    assert tokens_in(template) == [each.name for each in TOKENS]
    assert len({each.description for each in TOKENS}) == len(TOKENS)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("street", "street export"),
        ('a "quoted": what?', "a -quoted- what- export"),
        ("第3回 インタビュー Привет", "第3回 インタビュー Привет export"),
        ("x" * 300, f"{'x' * 93} export"),
        ("ü" * 300, f"{'ü' * 93} export"),
        ("回" * 300, f"{'回' * 64} export"),
        (" . ", "export"),
    ],
)
def test_a_title_makes_a_name_that_every_system_takes(title: str, name: str) -> None:
    found = name_about(title, "{0} export")
    assert found == name
    assert not name_mistake(found)
    assert len(found.encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("street", "street 2"),
        ("street 2", "street 3"),
        ("street 99", "street 100"),
        ("7", "7 2"),
        ("in 123456", "in 123456 2"),
        ("x" * 100, f"{'x' * 98} 2"),
    ],
)
def test_the_next_export_has_the_next_name(name: str, following: str) -> None:
    assert next_name(name) == following
    assert not name_mistake(following)
