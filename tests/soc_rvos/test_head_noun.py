"""The noun that a sentence refers to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.language.head_noun import Lexicon, head_noun

LEXICON = Lexicon(
    nouns=frozenset(
        [
            *["girl", "man", "bus", "dog", "tennis player", "player", "mountain bike", "bike"],
            *["teddy bear", "bear", "goose", "bird", "car", "building", "coat", "hat", "dancer"],
            *["orange", "horse", "guitar", "landing", "airplane", "bark", "toy", "train", "wolf"],
            *["person", "fireman", "watch", "pair of glasses", "glass", "light"],
        ]
    ),
    people=frozenset(["girl", "man", "tennis player", "player", "dancer", "person"]),
    actors=frozenset(
        [
            *["girl", "man", "player", "dancer", "person", "bus", "dog", "bear", "goose", "bird"],
            *["car", "horse", "airplane", "train"],
        ]
    ),
    irregular={"men": "man", "geese": "goose"},
    verbs=frozenset(["walk", "run", "bark", "jump", "watch", "ride", "play", "fall", "eat"]),
    adjectives=frozenset(["happy", "orange", "light", "still"]),
)


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("the girl in the red coat who turns around", "girl"),
        ("a man on the left of the dog", "man"),
        ("red double-decker bus driving away", "bus"),
        ("the dancing girl, not the people watching", "girl"),
        ("girl dancing in blue", "girl"),
        ("cut out the dog please", "dog"),
        ("can you find the red car?", "car"),
        ("Please show me all of the dogs", "dog"),
        ("I want to select the girl", "girl"),
        ("where is my hat", "hat"),
        ("the man who's running", "man"),
        ("the only man", "man"),
        ("the only person running", "person"),
        ("🐶 the dog", "dog"),
        ("“the dog”", "dog"),
        ("the watch", "watch"),
        ("the dog that can jump", "dog"),
        ("the man can ride", "man"),
        ("how many dogs are there?", "dog"),
        ("someone in a hat", "person"),
        ("everyone", "person"),
        ("person wearing black jumping", "person"),
        ("the bird swimming to the right", "bird"),
        ("a black car moving through a roundabout", "car"),
        ("the second man from the left", "man"),
        ("The Tennis Player in white", "tennis player"),
        ("a mountain bike leaning on a wall", "mountain bike"),
        ("teddy bear", "teddy bear"),
        ("a flock of geese flying", "goose"),
        ("two men walking", "man"),
        ("the firemen with a hose", "fireman"),
        ("the buses", "bus"),
        ("the wolves", "wolf"),
        ("the dog barks", "dog"),
        ("the dog that is barking", "dog"),
        ("a brick building on the right", "building"),
        ("an airplane landing", "airplane"),
        ("toy train", "train"),
        ("the orange", "orange"),
        ("the orange car", "car"),
        ("the man's hat", "hat"),
        ("the horse riding girl", "girl"),
        ("guitar playing man", "man"),
        ("man riding horse", "man"),
        ("black and white dog", "dog"),
        ("one of the dogs", "dog"),
        ("on the left, the dog", "dog"),
        ("the back of the bus", "bus"),
        ("player number 5", "player"),
        ("the red watch", "watch"),
        ("a pair of glasses", "glass"),
    ],
)
def test_the_head_of_an_ordinary_sentence(sentence: str, noun: str) -> None:
    found = head_noun(sentence, LEXICON)
    assert found is not None
    assert found.noun == noun
    assert found.known


@pytest.mark.parametrize(
    "sentence", ["", "white", "the one on the left", "moving to the left", "?!"]
)
def test_a_sentence_without_a_thing_has_no_head(sentence: str) -> None:
    assert head_noun(sentence, LEXICON) is None


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("the theodolite on the tripod", "theodolite"),
        ("two blorfs running", "blorf"),
        ("a painting on the wall", "painting"),
        ("the ride on the left", "ride"),  # mostly a verb, but nothing else is named
        ("the big red can", "can"),
    ],
)
def test_a_noun_that_is_not_in_the_lexicon_is_named_all_the_same(sentence: str, noun: str) -> None:
    found = head_noun(sentence, LEXICON)
    assert found is not None
    assert (found.noun, found.known) == (noun, False)


def test_the_characters_of_the_head_are_those_of_the_sentence() -> None:
    sentence = "  The tall Tennis  Players, in white"
    found = head_noun(sentence, LEXICON)
    assert found is not None
    assert sentence[found.start : found.stop] == "Tennis  Players"


@pytest.mark.slow
@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(sentence: str) -> None:
    found = head_noun(sentence, LEXICON)
    if found is not None:
        assert 0 <= found.start < found.stop <= len(sentence)
        assert found.known == (found.noun in LEXICON.nouns)


def test_a_very_long_sentence_is_read_at_once() -> None:
    assert head_noun("the of not " * 5_000 + "x" * 100_000, LEXICON) is None
