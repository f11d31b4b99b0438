"""Made sentences: true of one object, or of none, as plain attributes tell."""

from __future__ import annotations

import re

import numpy as np
from tokenizers import Tokenizer

from soc_rvos.training.scenes import HELD_OUT, MadeClip, MadeObject, make_clip
from soc_rvos.training.sentences import (
    COLOUR_WORDS,
    SHAPE_WORDS,
    Sentence,
    absent,
    describe,
    sample_sentence,
)
from soc_rvos.training.shapes import FLAT_SHAPES, SOLID_SHAPES
from soc_rvos.training.words import build_tokenizer, tokens, vocabulary

LEFT = re.compile(
    r"(moving|going|sliding|rolling|moves|goes|slides|rolls)( to the| towards the)? left"
)


def made_object(
    shape: str, colour: str, start: tuple[float, float], end: tuple[float, float], motion: str
) -> MadeObject:
    centres = np.linspace(start, end, 8, dtype=np.float32)
    extents = np.full(8, 0.1, dtype=np.float32)
    seen = np.ones(8, dtype=bool)
    return MadeObject(
        *(shape, colour, "medium", "matte", motion, False, False, False, centres, extents, seen, 0)
    )


def made_clip(*objects: MadeObject) -> MadeClip:
    frames = np.zeros((8, 8, 16, 3), dtype=np.uint8)
    return MadeClip(frames, frames[..., 0], objects, "solid", "train")


def described(clip: MadeClip, index: int, count: int = 150) -> list[Sentence]:
    found = (describe(np.random.default_rng(seed), clip, index) for seed in range(count))
    return [sentence for sentence in found if sentence is not None]


def made_clips(count: int, split: str = "train") -> list[MadeClip]:
    rng = np.random.default_rng(11)
    return [make_clip(rng, 40, 64, split=split) for _ in range(count)]


def matching(text: str, clip: MadeClip) -> list[int]:
    """The objects whose colour and shape are those named first in `text`."""
    words = re.sub(
        r"\b(of|behind|past|above|below|over|under|passing|passes|front of)\b.*", "", text
    )
    named = set(words.split())
    found = []
    for index, one in enumerate(clip.objects):
        colours = {c for c, names in COLOUR_WORDS.items() if named & set(names)}
        shapes = {s for s, names in SHAPE_WORDS.items() if named & set(names)}
        if (not colours or one.colour in colours) and (not shapes or one.shape in shapes):
            found.append(index)
    return found


def test_a_sentence_of_colour_and_shape_alone_fits_its_object_and_no_other() -> None:
    checked = 0
    for clip in made_clips(60):
        for index in range(len(clip.objects)):
            sentence = describe(np.random.default_rng(index), clip, index)
            if sentence is not None and sentence.kind in ("colour", "shape", "colour+shape"):
                assert matching(sentence.text, clip) == [index], sentence
                checked += 1
    assert checked > 30


def test_a_sentence_with_more_to_it_always_fits_its_object() -> None:
    for clip in made_clips(60):
        for index, one in enumerate(clip.objects):
            sentence = describe(np.random.default_rng(index), clip, index)
            if sentence is not None:
                assert index in matching(sentence.text, clip), sentence
                assert not LEFT.search(sentence.text) or one.motion == "left", sentence


def test_an_absent_sentence_of_colour_and_shape_fits_nothing() -> None:
    checked = 0
    for number, clip in enumerate(made_clips(80)):
        sentence = absent(np.random.default_rng(number), clip)
        if sentence.kind in ("colour", "shape", "colour+shape"):
            assert matching(sentence.text, clip) == [], sentence
            checked += 1
    assert checked > 10


def test_two_alike_are_told_apart_by_what_they_do_or_where_they_are() -> None:
    clip = made_clip(
        made_object("ball", "red", (0.4, 0.5), (0.1, 0.5), "left"),
        made_object("ball", "red", (0.6, 0.5), (0.9, 0.5), "right"),
    )

    for index, way in ((0, "left"), (1, "right")):
        texts = [sentence.text for sentence in described(clip, index)]
        assert len(texts) > 100
        for text in texts:
            assert re.search(rf"\b{way}(most)?\b", text), text


def test_identical_twins_in_one_place_are_not_described() -> None:
    twin = made_object("cube", "blue", (0.5, 0.5), (0.5, 0.5), "still")
    other = made_object("cube", "blue", (0.52, 0.5), (0.52, 0.5), "still")
    clip = made_clip(twin, other)

    assert described(clip, 0) == described(clip, 1) == []
    sentence, index = sample_sentence(np.random.default_rng(0), clip, absent_share=0)
    assert index is None
    assert matching(sentence.text, clip) == [] or sentence.kind not in ("colour", "shape")


def test_what_stands_nearly_in_the_middle_is_neither_left_nor_right_nor_denied_it() -> None:
    clip = made_clip(made_object("cube", "blue", (0.45, 0.5), (0.45, 0.5), "still"))

    texts = [sentence.text for sentence in described(clip, 0)]
    texts += [absent(np.random.default_rng(seed), clip).text for seed in range(150)]

    assert any("middle" in text for text in texts)
    for text in texts:
        if re.search(r"(?<!leaving )(on|at) the left", text):
            assert matching(text, clip) == []


def test_brown_and_orange_are_never_denied_for_each_other() -> None:
    clip = made_clip(made_object("cube", "brown", (0.3, 0.5), (0.3, 0.5), "still"))

    for seed in range(200):
        text = absent(np.random.default_rng(seed), clip).text
        assert not re.fullmatch(r"((the|an?) )?orange (cube|box|block|thing|object|one)", text)


def test_a_relation_names_the_other_object() -> None:
    clip = made_clip(
        made_object("ball", "red", (0.2, 0.5), (0.8, 0.5), "right"),
        made_object("cube", "blue", (0.5, 0.4), (0.5, 0.4), "still"),
        made_object("ball", "red", (0.1, 0.8), (0.1, 0.8), "still"),
    )

    relations = [s for s in described(clip, 0, 400) if s.kind == "relation"]

    assert relations
    for sentence in relations:
        assert re.search(r"pass|past", sentence.text), sentence
        assert re.search(r"the blue (cube|box|block)$", sentence.text), sentence


def test_decisive_says_that_colour_and_shape_would_not_have_done() -> None:
    clip = made_clip(
        made_object("ball", "red", (0.4, 0.5), (0.1, 0.5), "left"),
        made_object("ball", "red", (0.9, 0.5), (0.9, 0.5), "still"),
        made_object("cone", "green", (0.6, 0.5), (0.9, 0.5), "right"),
    )

    motions = [s for s in described(clip, 0) if s.kind == "motion" and "red" in s.text.split()]
    assert motions
    assert any(sentence.decisive for sentence in motions)
    for sentence in described(clip, 2):
        if sentence.kind == "motion" and "cone" in sentence.text.split():
            assert not sentence.decisive, sentence


def test_what_is_hidden_most_of_the_time_is_not_described() -> None:
    one = made_object("ball", "red", (0.4, 0.5), (0.1, 0.5), "left")
    one.seen[2:] = False

    assert described(made_clip(one), 0) == []


def test_training_sentences_never_name_a_held_out_combination() -> None:
    checked = 0
    for number, clip in enumerate(made_clips(120)):
        shapes = FLAT_SHAPES if clip.world == "flat" else SOLID_SHAPES
        text = absent(np.random.default_rng(number), clip).text
        for colour, shape in HELD_OUT:
            if shape in shapes:
                pair = rf"\b({'|'.join(COLOUR_WORDS[colour])}) ({'|'.join(SHAPE_WORDS[shape])})\b"
                assert not re.search(pair, text), text
                checked += 1
    assert checked > 100


def test_testing_sentences_name_held_out_combinations() -> None:
    named = 0
    for clip in made_clips(40, split="test"):
        for index, one in enumerate(clip.objects):
            sentence = describe(np.random.default_rng(index), clip, index)
            if sentence is not None and (one.colour, one.shape) in HELD_OUT:
                words = set(sentence.text.split())
                named += bool(
                    words & set(COLOUR_WORDS[one.colour]) and words & set(SHAPE_WORDS[one.shape])
                )
    assert named > 5


def test_the_tokenizer_knows_every_word_of_made_sentences() -> None:
    tokenizer = build_tokenizer()
    unknown = tokenizer.token_to_id("<unk>")
    for number, clip in enumerate(made_clips(120)):
        rng = np.random.default_rng(number)
        for sentence in (sample_sentence(rng, clip, 0)[0], absent(rng, clip)):
            assert unknown not in tokens(sentence.text, tokenizer), sentence


def test_the_tokenizer_marks_start_and_end_and_forgives_capitals_and_punctuation() -> None:
    tokenizer = build_tokenizer()
    red, ball = tokenizer.token_to_id("red"), tokenizer.token_to_id("ball")

    assert vocabulary()[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert list(vocabulary()[4:]) == sorted(set(vocabulary()[4:]))
    assert tokens("Red, ball!", tokenizer) == [0, red, ball, 2]
    assert tokens("red zebra", tokenizer) == [0, red, 3, 2]
    assert [coded.ids for coded in tokenizer.encode_batch(["red ball", "red"])] == [
        [0, red, ball, 2],
        [0, red, 2, 1],
    ]


def test_a_tokenizer_read_from_json_is_the_same() -> None:
    tokenizer = build_tokenizer()
    again = Tokenizer.from_str(tokenizer.to_str())

    text = "the red ball rolling to the right"
    assert again.encode(text).ids == tokenizer.encode(text).ids
