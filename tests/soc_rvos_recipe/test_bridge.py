"""Nouns to classes: the builder on a small made WordNet, the table, and damaged tables."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.errors import CheckpointError
from soc_rvos.language.bridge import CLASSES, Bridge
from soc_rvos.language.bridge_arrays import bridge_from_arrays, bridge_to_arrays
from soc_rvos_recipe.pretrained.bridge_builder import build_bridge
from soc_rvos_recipe.pretrained.wordnet import Synset, WordNet, read_wordnet

pytestmark = pytest.mark.slow  # training: nothing that the program does

# Meaning: its words, what is above it.
_MEANINGS: dict[int, tuple[str, tuple[int, ...]]] = {
    1: ("physical entity", ()),
    2: ("animal", (1,)),
    3: ("dog", (2,)),
    4: ("beagle", (3,)),
    5: ("poodle", (3,)),
    6: ("vehicle", (1,)),
    7: ("bus", (6,)),
    8: ("school bus", (7,)),
    9: ("person", (1,)),
    10: ("girl", (9,)),
    11: ("diver", (9,)),
    12: ("device", (1,)),
    13: ("theodolite", (12,)),
    14: ("crane", (2,)),
    15: ("crane", (12,)),
    16: ("group", ()),
    17: ("board", (16,)),
    18: ("hound", (3,)),
    19: ("yellow dog", (12,)),
    20: ("green dog", (3,)),
    21: ("little dog", (3,)),
    22: ("canine thing", (2,)),
    23: ("wolf", (22,)),
    24: ("fox", (22,)),
    25: ("bus", (12,)),
}
_CLASS_MEANINGS = (4, 5, 8, 11, 14, 15, 24)


def _wordnet() -> WordNet:
    senses: dict[str, list[int]] = {}
    for number, (word, _) in _MEANINGS.items():
        senses.setdefault(word, []).append(number)
    counts = {word: [0] * len(meant) for word, meant in senses.items()} | {"bus": [9, 0]}
    return WordNet(
        synsets={n: Synset((word,), above, "") for n, (word, above) in _MEANINGS.items()},
        senses=senses,
        counts=counts,
        uses={"walk": {"verb": 9, "noun": 1}, "happy": {"adj": 3}, "dog": {"noun": 5, "verb": 1}},
        irregular={"wolfen": "wolf"},
        verbs=frozenset(["walk", "dog"]),
        adjectives=frozenset(["happy"]),
        examples=(),
    )


@pytest.fixture
def build() -> Callable[..., Bridge]:
    """The builder; the classes that the small WordNet has no meaning for are made up."""

    def build(trained: tuple[str, ...] = ()) -> Bridge:
        wordnet = _wordnet()
        made = {n: Synset((f"class {n}",), (), "") for n in range(1000, 2000)}
        wordnet = WordNet(
            {**wordnet.synsets, **made},
            *(getattr(wordnet, name) for name in list(WordNet.__slots__)[1:]),
        )
        ids = [*_CLASS_MEANINGS, *range(1000, 2000 - len(_CLASS_MEANINGS))]
        return build_bridge(wordnet, ids, trained)

    return build


def test_a_noun_has_the_classes_below_it(build: Callable[..., Bridge]) -> None:
    dog = build().lookup("dogs")
    assert dog.classes.tolist() == [0, 1]
    assert dog.weights.tolist() == [1, 1]
    assert set(dog.concepts) == {"animal", "dog"}
    assert dog.level == "known"


def test_a_kind_without_classes_has_those_of_what_is_above_it(build: Callable[..., Bridge]) -> None:
    wolf = build().lookup("wolf")
    assert wolf.level == "near"
    assert wolf.classes.tolist() == [6]
    assert 0 < wolf.weights[0] < 1


def test_every_person_is_a_person(build: Callable[..., Bridge]) -> None:
    girl = build().lookup("girl")
    assert girl.level == "known"
    assert girl.concepts == ("person",)
    assert 3 in girl.classes


def test_rare_meanings_are_left_out_and_equal_ones_kept(build: Callable[..., Bridge]) -> None:
    bridge = build()
    assert bridge.lookup("bus").concepts == ("vehicle",)
    assert bridge.lookup("crane").classes.tolist() == [4, 5]


@pytest.mark.parametrize("noun", ["theodolite", "blorf", "board", "", "x" * 10_000])
def test_nothing_is_known_of_what_has_no_class(build: Callable[..., Bridge], noun: str) -> None:
    knowledge = build().lookup(noun)
    assert knowledge.level == "unknown"
    assert len(knowledge.classes) == len(knowledge.weights) == 0


def test_the_unknown_noun_is_named(build: Callable[..., Bridge]) -> None:
    bridge = build()
    assert bridge.unknown_noun("the blorf on the left") == "blorf"
    assert bridge.unknown_noun("the dog on the left") is None
    assert bridge.unknown_noun("white") is None


def test_what_is_taught_by_pictures_is_known_and_its_kinds_are_near(
    build: Callable[..., Bridge],
) -> None:
    bridge = build(("device", "blorf"))
    assert bridge.lookup("device").level == "known"
    assert bridge.lookup("theodolite").level == "near"
    assert bridge.lookup("blorf").level == "known"


def test_a_compound_is_what_it_ends_in(build: Callable[..., Bridge]) -> None:
    assert build().lookup("skydiver").level == "near"
    assert build().lookup("skydiver").concepts == ("person",)


def test_colours_and_sizes_are_no_part_of_a_noun_unless_it_is_a_kind(
    build: Callable[..., Bridge],
) -> None:
    nouns = build().nouns
    assert "green dog" in nouns
    assert "yellow dog" not in nouns
    assert "little dog" not in nouns


def test_class_weights_have_one_as_the_largest(build: Callable[..., Bridge]) -> None:
    bridge = build()
    for sentence in ("the wolf on the left", "a dog", "a girl walking"):
        weights = bridge.class_weights(sentence)
        assert weights.shape == (CLASSES,)
        assert weights.dtype == np.float32
        assert weights.max() == 1
    assert not bridge.class_weights("the blorf").any()
    assert not bridge.class_weights("white").any()


def test_a_bridge_comes_back_from_its_arrays(build: Callable[..., Bridge]) -> None:
    bridge = build()
    again = bridge_from_arrays(bridge_to_arrays(bridge))
    assert again.nouns == bridge.nouns
    assert again.irregular == bridge.irregular == {"wolfen": "wolf"}
    assert again.verbs == {"walk"}
    assert again.class_names == bridge.class_names
    for noun in bridge.nouns:
        ours, theirs = bridge.lookup(noun), again.lookup(noun)
        np.testing.assert_array_equal(ours.classes, theirs.classes)
        np.testing.assert_array_equal(ours.weights, theirs.weights)
        assert (ours.level, ours.concepts) == (theirs.level, theirs.concepts)


def _bytes(data: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(zlib.compress(data), np.uint8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nouns", _bytes(b"")),
        ("nouns", _bytes(b"\xff\xfe")),
        ("nouns", _bytes(b"a\nb" * 40_000)),
        ("nouns", _bytes(bytes(64 << 20))),
        ("nouns", np.frombuffer(zlib.compress(bytes(1000))[:-6], np.uint8)),
        ("nouns", np.zeros(100, np.uint8)),
        ("nouns", np.zeros((2, 2), np.uint8)),
        ("nouns", np.zeros(10, np.float32)),
        ("levels", _bytes(bytes([9] * 30))),
        ("lists", _bytes(b"\xff\xff" * 30)),
        ("lists", _bytes(b"\xff")),
        ("list_classes", _bytes(b"\xff\xff" * 5)),
        ("list_stops", _bytes(b"")),
        ("list_stops", _bytes(b"\xff\xff\xff\xff\0\0\0\0")),
        ("concepts", _bytes(b"\n".join(b"%d" % n for n in range(40)))),
        ("class_names", _bytes(b"dog")),
    ],
)
def test_a_damaged_bridge_is_refused(
    build: Callable[..., Bridge], name: str, value: NDArray[np.uint8]
) -> None:
    arrays = bridge_to_arrays(build()) | {name: value}
    with pytest.raises(CheckpointError, match="damaged"):
        bridge_from_arrays(arrays)


def test_a_class_out_of_range_is_refused(build: Callable[..., Bridge]) -> None:
    bridge = build()
    classes = bridge.list_classes.copy()
    classes[-1] = CLASSES
    arrays = bridge_to_arrays(bridge) | {"list_classes": _bytes(classes.astype("<u2").tobytes())}
    with pytest.raises(CheckpointError, match="damaged"):
        bridge_from_arrays(arrays)


def test_a_missing_array_is_refused(build: Callable[..., Bridge]) -> None:
    arrays = bridge_to_arrays(build())
    del arrays["verbs"]
    with pytest.raises(CheckpointError, match="damaged"):
        bridge_from_arrays(arrays)


def test_wordnets_files_are_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wordnet")
    texts = {
        "data.noun": "  1 a licence\n00000001 03 n 01 entity 0 001 ~ 00000002 n 0000 | it all  \n"
        "00000002 05 n 02 sea_dog 0 T-dog 1 002 @ 00000001 n 0000 + 00000009 v 0101 | a dog  \n"
        "00000003 05 n 01 Rex 0 001 @i 00000002 n 0000 | a certain dog\n",
        "index.noun": "  1 a licence\nentity n 1 1 ~ 1 0 00000001  \n"
        "sea_dog n 1 2 @ + 1 1 00000002  \n",
        "index.verb": "walk v 1 1 @ 1 1 00000009  \n",
        "index.adj": "wet a 1 0 1 0 00000009  \n",
        "index.adv": "",
        "data.verb": '00000009 38 v 01 walk 0 000 01 + 02 00 | go; "the dog walks"; "walk!"  \n',
        "data.adj": "",
        "data.adv": "",
        "cntlist.rev": "sea_dog%1:05:00:: 1 7\nwalk%2:38:00:: 1 4\nwet%5:00:00:x:00 1 2\n",
        "noun.exc": "sea_doggen sea_dog\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    wordnet = read_wordnet(folder)
    assert wordnet.synsets[2] == Synset(("sea dog", "T-dog"), (1,), "a dog")
    assert wordnet.synsets[3].above == ()
    assert wordnet.senses == {"entity": [1], "sea dog": [2]}
    assert wordnet.counts["sea dog"] == [7]
    assert wordnet.uses == {"sea dog": {"noun": 7}, "walk": {"verb": 4}, "wet": {"adj": 2}}
    assert wordnet.irregular == {"sea doggen": "sea dog"}
    assert wordnet.examples == ("the dog walks", "walk!")
    assert wordnet.ancestors(2) == {2: 0, 1: 1}
