"""A sentence about several things, as the network reads it: said of one."""

from __future__ import annotations

import pytest

from soc_rvos.language.single import of_one
from soc_rvos.vocabulary_file import shipped_vocabulary


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("all the people", "the person"),
        ("two dogs", "the dog"),
        ("Both cars", "the car"),
        ("everybody in the picture", "the person in the picture"),
        ("each of the red cars", "the red car"),
        ("a couple of small dogs on the left", "the small dog on the left"),
        ("my two dogs", "my dog"),
        ("find all men talking", "the man talking"),
        ("2 tennis players", "the tennis player"),
    ],
)
def test_what_is_said_of_several_is_said_of_one(several: str, one: str) -> None:
    assert of_one(several, shipped_vocabulary().bridge) == one


@pytest.mark.parametrize(
    "sentence", ["the woman in the yellow dress", "a pair of glasses", "one of the cows", "", "?!"]
)
def test_what_is_said_of_one_stays(sentence: str) -> None:
    assert of_one(sentence, shipped_vocabulary().bridge) == sentence
