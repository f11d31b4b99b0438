"""Sentences as the network that ships is asked for them: plain words, two things."""

from __future__ import annotations

import numpy as np
import pytest

from soc_rvos.colour_names import NAMES
from soc_rvos.language.colour_words import demanded, own_colours, said_of
from soc_rvos.language.findings import FindingKind
from soc_rvos.language.ranks import Rank
from soc_rvos.language.understanding import understand
from soc_rvos.language.wording import Wording, plain, worded
from soc_rvos.vocabulary_file import shipped_vocabulary

BRIDGE = shipped_vocabulary().bridge


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Goat", "the goat"),
        ("grey  goat on rocks", "the grey goat on rocks"),
        ("left dog", "the left dog"),
        ("the\u200b \ufeffdog\u200bs", "the dog"),
        ("please find red cars", "the red car"),
        ("someone walking", "the person walking"),
        ("A goat", "a goat"),
        ("my dog", "my dog"),
        ("the boy's bike", "the boy's bike"),
        ("on the left, the dog", "the dog on the left"),
        ("could you track the dog for me, please?", "the dog"),
        ("whoever is driving", "the person who is driving"),
        ("the car on the left, the red one", "the red car on the left"),
        ("the car that's red", "the red car"),
        ("man w/ a “hat” 🙂", "the man with a hat"),
        ("censor the number plate", "the number plate"),
        ("blorf", "blorf"),
        ("the dancing girl, not the people watching", "the dancing girl"),
        ("the man who is not wearing a hat", "the man"),
        ("a non-red car", "a car"),
        ("not the red car", "not the red car"),
        ("the dog that is not moving", "the dog that is not moving"),
        ("ignore the cat, just the dog", "the dog"),
        ("behind the tree there's a fox", "a fox behind the tree"),
        ("left: the flower", "the flower on the left"),
        ("third man from right", "the third man from the right"),
        ("woman in middle, man on left", "the woman in the middle, man on the left"),
        ("the bird moving from left to right", "the bird moving from left to right"),
        ("the ring on left hand", "the ring on left hand"),
        ("The dog. It's the brown one on the left.", "the brown dog on the left"),
        ("two cats are playing, I want the black one", "the black cat"),
        ("not the tall man, the short one", "the short man"),
        ("my son. He is wearing a cap", "my son wearing a cap"),
        ("the house of red colour", "the red house"),
        ("colour the monkey red", "the monkey"),
        ("two pairs of boots", "the boots"),
        ("pull a matte for the scarf", "the scarf"),
        ("find the box on the table", "the box on the table"),
        ("", ""),
    ],
)
def test_a_sentence_is_asked_in_plain_words(said: str, asked: str) -> None:
    assert plain(said, BRIDGE) == asked
    assert plain(asked, BRIDGE) == asked


@pytest.mark.parametrize(
    ("said", "rank"),
    [
        ("the third car from the right", Rank("column", True, 2)),
        ("person 2nd from right", Rank("column", True, 1)),
        ("the second largest boat", Rank("area", True, 1)),
        ("the boat that is smaller", Rank("area", False, 0)),
        ("the man behind the tallest tree", None),
        ("the dog next to the second car from the left", None),
        ("the car larger than the dog", None),
    ],
)
def test_an_order_is_that_of_the_thing_itself(said: str, rank: Rank | None) -> None:
    assert worded(said, BRIDGE).rank == rank


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("the man in a suit and the red scooter he rides", "the man in a suit", "the red scooter"),
        ("rider together with his scooter", "the rider", "the scooter"),
        ("the scooter with its rider", "the scooter", "the rider"),
        ("the man with his dog", "the man with his dog", None),
        ("the woman with a yellow backpack", "the woman with a yellow backpack", None),
        ("the girl and the boy", "the girl and the boy", None),
    ],
)  # fmt: skip
def test_two_things_that_belong_together_are_looked_for_together(
    said: str, first: str, second: str | None
) -> None:
    asked: Wording = worded(said, BRIDGE)
    assert (asked.sentence, asked.beside) == (first, second)
    kinds = [each.kind for each in understand(said, shipped_vocabulary()).findings]
    assert (FindingKind.JOINED in kinds) == (said == "the girl and the boy")


@pytest.mark.parametrize(
    ("said", "colours", "own"),
    [
        ("the red car on green grass", {"red"}, {"red"}),
        ("the woman in the yellow dress", {"yellow"}, set()),
        ("the woman with a yellow backpack", set(), set()),
        ("the car that is red", {"red"}, set()),
        ("the golden dog", {"yellow", "brown", "orange"}, {"yellow", "brown", "orange"}),
    ],
)
def test_the_colours_of_other_things_are_not_told(
    said: str, colours: set[str], own: set[str]
) -> None:
    head = BRIDGE.head_noun(said)
    told = {name for name, one in zip(NAMES, said_of(said, head), strict=True) if one}
    assert told == colours
    assert {NAMES[place] for place in np.flatnonzero(own_colours(said, head))} == own


def test_a_colour_is_demanded_as_it_may_look_in_shade_and_blonde_demands_nothing() -> None:
    def names(sentence: str) -> list[set[str]]:
        found = demanded(sentence, BRIDGE.head_noun(sentence))
        return [{NAMES[place] for place in np.flatnonzero(each)} for each in found]

    assert names("the white and blue bus") == [{"white", "grey"}, {"blue"}]
    assert names("the blonde girl in blue") == []


def test_a_noun_taught_by_pictures_is_a_kind_of_its_last_word_too() -> None:
    bus, city_bus = BRIDGE.lookup("bus"), BRIDGE.lookup("city bus")
    assert city_bus.classes.tolist() == bus.classes.tolist() != []
    assert BRIDGE.is_any("city bus", "vehicle")
    assert len(BRIDGE.lookup("toy train").classes) == 0
    assert not BRIDGE.is_any("city bus", "animal")
    assert (
        BRIDGE.lookup("football").classes.tolist() == BRIDGE.lookup("soccer ball").classes.tolist()
    )


def test_kin_does_not_count_as_an_animal_of_its_own_and_riders_bring_what_they_ride() -> None:
    names = BRIDGE.class_names
    horse = {names[place] for place in np.flatnonzero(BRIDGE.class_weights("the black horse"))}
    assert horse == {"sorrel"}
    cyclist = BRIDGE.class_weights("the cyclist")
    assert 0 < cyclist[names.index("mountain bike")] < 1
    assert not BRIDGE.class_weights("the man")[names.index("mountain bike")]


@pytest.mark.parametrize(
    ("noun", "meant", "concept"),
    [
        ("tiger", "tiger", "animal"),  # not a fierce person
        ("guinea pigs", "guinea pig", "animal"),
        ("hot dog", "hotdog", "food"),
        ("toaster", "toaster", "electronics"),
        ("speaker", "loudspeaker", None),
        ("German shepherd", "German shepherd", "dog"),  # not somebody with sheep
        ("chihuahuas", "Chihuahua", "dog"),
        ("great dane", "Great Dane", "dog"),
        ("labrador", "Labrador retriever", "dog"),
        ("arctic fox", "Arctic fox", "animal"),
        ("beaver", "beaver", "animal"),
        ("boots", "cowboy boot", "clothing"),
        ("bookshelves", "bookcase", "furniture"),
        ("alpaca", "llama", "animal"),  # not its wool
        ("tuxedo", "suit", "clothing"),
        ("router", "modem", "electronics"),
        ("clownfish", "anemone fish", "fish"),
        ("flag", "flagpole", None),
        ("windows", "window screen", None),  # not a honeycomb
        ("jet ski", "speedboat", "boat"),
        ("cola", "pop bottle", "container"),  # not a bowel
        ("shopping trolley", "shopping cart", "vehicle"),  # not a tram
        ("lab", "Labrador retriever", "dog"),
        ("mallet", "hammer", "tool"),
        ("bonsai", "pot", "plant"),
        ("sunflower", "daisy", "plant"),
        ("stop sign", "street sign", None),
    ],
)
def test_an_everyday_noun_means_what_people_mean_by_it(
    noun: str, meant: str, concept: str | None
) -> None:
    head = BRIDGE.head_noun(f"the brown {noun} on the left")
    assert head is not None
    assert head.known
    known = BRIDGE.lookup(head.noun)
    assert [BRIDGE.class_names[each] for each in known.classes] == [meant]
    assert "person" not in known.concepts
    assert concept is None or concept in known.concepts


@pytest.mark.parametrize(
    "noun", ["crowd", "couple", "queen", "fireman", "santa claus", "mum", "barista"]
)
def test_people_by_other_names_are_people(noun: str) -> None:
    head = BRIDGE.head_noun(f"the {noun} on the left")
    assert head is not None
    assert head.noun == noun
    assert BRIDGE.is_any(noun, "person")
    assert not BRIDGE.is_any(noun, "animal")


@pytest.mark.parametrize(
    "noun",
    [
        "rake",
        "garden hose",
        "swimming pool",
        "runway",
        "hockey stick",
        "zebra crossing",
        "coat hanger",
    ],
)
def test_a_noun_of_which_only_another_meaning_is_known_counts_as_unknown(noun: str) -> None:
    assert BRIDGE.unknown_noun(f"the {noun}") is not None


@pytest.mark.parametrize("noun", ["coach", "boxer", "pitcher"])
def test_who_may_be_meant_is_a_person_still(noun: str) -> None:
    assert BRIDGE.is_any(noun, "person")
