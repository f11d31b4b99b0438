"""Sentences about made clips: each true of one actor alone, or of none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from soc_rvos.evaluation.manifest import read_clips
from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.sentences.attributes import Attribute, Ternary
from soc_rvos_recipe.sentences.grammar import (
    FOOTAGE,
    KINDS,
    OF_SEVERAL,
    Reference,
    make_references,
)
from soc_rvos_recipe.sentences.naming import named
from soc_rvos_recipe.sentences.plurals import plural_of
from soc_rvos_recipe.sentences.predicates import (
    is_true,
    is_true_of_all,
    is_true_of_none,
    is_unique,
)
from soc_rvos_recipe.sentences.surroundings import with_surroundings
from soc_rvos_recipe.sentences.variations import paraphrases, swaps
from soc_rvos_recipe.sentences.wording import Subject, phrase
from soc_rvos_recipe.test_set import write_test_set

pytestmark = pytest.mark.slow  # training: nothing that the program does

SIZE = (5, 72, 120)


def _actor(name: str, x: float, y: float, size: float = 0.2, **attributes: object) -> Actor:
    """A woman, dog or car that keeps its place, `size` high and wide, unless told otherwise."""
    box = np.tile(np.array((x - size / 2, y - size / 2, x + size / 2, y + size / 2)), (5, 1))
    group, general = {
        "woman": ("person", ("person", "adult")),
        "dog": ("animal", ("animal", "pet")),
        "car": ("vehicle", ("vehicle",)),
    }[name]
    actor = Actor(
        name=name,
        general=general,
        synonyms=(),
        colours=(),
        group=group,
        object_id=name,
        boxes=box.astype(np.float32),
        whole=box.astype(np.float32),
        visible=np.ones(5, dtype=np.bool_),
        order=0,
        shares={},
        path=np.tile(np.array((x, y + size / 2), dtype=np.float32), (5, 1)),
        growth=np.ones(5, dtype=np.float32),
    )
    return replace(actor, **attributes)  # type: ignore[arg-type]


def _moving(actor: Actor, steps: list[float]) -> Actor:
    """The actor, moved so far to the right from frame to frame."""
    way = np.concatenate(([0.0], np.cumsum(steps))).astype(np.float32)[:, None]
    assert actor.path is not None
    across = np.array((1, 0), dtype=np.float32)
    both = np.array((1, 0, 1, 0), dtype=np.float32)
    return replace(
        actor,
        path=actor.path + way * across,
        boxes=actor.boxes + way * both,
        whole=actor.whole + way * both,
    )


def _clip(*actors: Actor) -> Clip:
    masks = np.ones((len(actors), 5, 8, 8), dtype=np.bool_)
    return Clip(np.zeros((5, 8, 8, 3), dtype=np.uint8), masks, actors)


@pytest.fixture(
    scope="module",
    params=[range(40), pytest.param(range(40, 200), marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def told(request: pytest.FixtureRequest, small_pack: Pack) -> list[tuple[Clip, list[Reference]]]:
    """The clips of these seeds and what is said of them."""
    found = []
    for seed in request.param:
        clip = make_clip(small_pack, "train", seed, *SIZE)
        found.append((clip, make_references(clip, small_pack, "train", seed, 4)))
    return found


def test_a_sentence_is_true_of_its_target_alone(told: list[tuple[Clip, list[Reference]]]) -> None:
    for clip, references in told:
        for reference in references:
            if reference.target is not None and reference.kind not in (FOOTAGE, *OF_SEVERAL):
                assert is_unique(clip, reference.attributes, reference.target), reference.text


def test_an_absent_thing_is_nowhere(told: list[tuple[Clip, list[Reference]]]) -> None:
    for clip, references in told:
        for reference in references:
            if reference.target is None:
                assert reference.kind == "absent"
                assert is_true_of_none(clip, reference.attributes), reference.text


def test_a_sentence_about_several_is_true_of_just_those(
    told: list[tuple[Clip, list[Reference]]],
) -> None:
    found = 0
    for clip, references in told:
        for reference in references:
            if reference.kind == "several":
                assert reference.target is not None
                numbers = (reference.target, *reference.also)
                found += 1
                assert len(numbers) > 1
                assert is_true_of_all(clip, reference.attributes, numbers), reference.text
                assert (reference.mask(clip) == clip.masks[list(numbers)].any(axis=0)).all()
    assert found


def test_words_about_the_scene_name_nothing_that_is_there() -> None:
    clip = _clip(_actor("dog", 0.3, 0.5), _actor("car", 0.7, 0.5))
    rng = np.random.default_rng(0)
    told = {with_surroundings(rng, clip, "the dog walking") for _ in range(200)}
    assert len(told) > 20
    assert all(text.startswith("the dog walking") for text in told)
    house = replace(_actor("car", 0.7, 0.5), name="house")
    told = {with_surroundings(rng, _clip(house), "the dog") for _ in range(200)}
    assert not any("house" in text for text in told)


def test_several_are_said_in_the_plural() -> None:
    women = [_actor("woman", x, 0.5) for x in (0.2, 0.5, 0.8)]
    clip = _clip(*women, _actor("car", 0.9, 0.9))
    said = make_references(clip, Pack(Path("nowhere")), "train", 0, 8, ("several",))
    assert said
    for reference in said:
        assert reference.target is not None
        assert {reference.target, *reference.also} <= {0, 1, 2}
        assert any(word in reference.text for word in ("women", "people", "woman", "person"))
    assert plural_of("police officer") == "police officers"
    assert plural_of("piece of cake") == "pieces of cake"


def test_a_rider_is_told_from_who_walks() -> None:
    rider, mount = (
        replace(_actor("woman", 0.3, 0.4), pair=1), replace(_actor("car", 0.3, 0.5), pair=1)
    )  # fmt: skip
    clip = _clip(rider, mount, _actor("woman", 0.8, 0.5))
    (attribute,) = (Attribute("rides", "rides", others=(1,)),)
    assert [is_true(clip, (attribute,), k) for k in range(3)] == [True, False, False]
    said = make_references(clip, Pack(Path("nowhere")), "train", 3, 6, ("rider",))
    assert {reference.target for reference in said} == {0}
    assert all("car" in reference.text for reference in said)


def test_what_is_denied_is_true_of_the_others() -> None:
    red, blue = (
        replace(_actor("car", 0.2, 0.5), colours=("red",), shares={"red": 0.9}),
        replace(_actor("car", 0.7, 0.5), colours=("blue",), shares={"blue": 0.9}),
    )
    clip = _clip(red, blue)
    denied = (Attribute("colour", "red", denied=True), Attribute("name", "car"))
    assert is_unique(clip, denied, 1)
    said = make_references(clip, Pack(Path("nowhere")), "train", 0, 6, ("negation",))
    assert said
    assert all("not" in text or "but" in text for text in (each.text for each in said))


def test_targets_show(told: list[tuple[Clip, list[Reference]]]) -> None:
    for clip, references in told:
        for reference in references:
            if reference.target is not None:
                assert clip.masks[reference.target].any(axis=(1, 2)).mean() >= 0.4


def test_every_kind_is_said(told: list[tuple[Clip, list[Reference]]]) -> None:
    kinds = {reference.kind for _, references in told for reference in references}
    assert kinds >= {*KINDS, FOOTAGE} - {"rider", "together"}  # seldom said
    assert kinds <= {*KINDS, FOOTAGE}


def test_a_film_s_sentence_is_not_said_where_it_fits_something_added() -> None:
    told = ("the girl", "the person")
    girl = replace(_actor("woman", 0.3, 0.5), name="girl", path=None, sentences=told)
    clip = _clip(girl, _actor("woman", 0.7, 0.5))
    women = replace(clip, filmed=True)
    assert make_references(women, Pack(Path("nowhere")), "train", 0, 3, (FOOTAGE,)) == []
    car = replace(_clip(girl, _actor("car", 0.7, 0.5)), filmed=True)
    said = make_references(car, Pack(Path("nowhere")), "train", 0, 3, (FOOTAGE,))
    words = {reference.text.removeprefix("the ").split()[0] for reference in said}
    assert words == {"girl", "person"}


def test_about_a_quarter_is_absent(told: list[tuple[Clip, list[Reference]]]) -> None:
    absent = [reference.target is None for _, references in told for reference in references]
    assert 0.15 < np.mean(absent) < 0.33


def test_no_sentence_is_said_twice_of_a_clip(told: list[tuple[Clip, list[Reference]]]) -> None:
    for _, references in told:
        assert len({reference.text for reference in references}) == len(references)


def test_sentences_are_plain_text(told: list[tuple[Clip, list[Reference]]]) -> None:
    for _, references in told:
        for reference in references:
            assert not set(reference.text) & set("{}_")
            assert "  " not in reference.text
            assert reference.text == reference.text.strip()


def test_only_the_kinds_asked_for_are_said(small_pack: Pack) -> None:
    for seed in range(20):
        clip = make_clip(small_pack, "train", seed, *SIZE)
        references = make_references(clip, small_pack, "train", seed, 4, ("colour", "absent"))
        assert {reference.kind for reference in references} <= {"colour", "absent"}


def test_the_same_seed_says_the_same(small_pack: Pack) -> None:
    clip = make_clip(small_pack, "train", 5, *SIZE)
    first = make_references(clip, small_pack, "train", 5, 4)
    assert first == make_references(clip, small_pack, "train", 5, 4)


@pytest.mark.slow
def test_a_paraphrase_says_the_same_otherwise(
    told: list[tuple[Clip, list[Reference]]],
) -> None:
    several = 0
    for clip, references in told[:60]:
        for reference in references:
            others = paraphrases(clip, reference, 1, 3)
            several += len(others) > 1
            for other in others:
                assert other.text != reference.text
                assert other.target is not None
                assert other.target == reference.target
                assert is_unique(clip, other.attributes, other.target)
    assert several > 20


def test_a_swap_is_of_one_kind_and_two_targets(small_pack: Pack) -> None:
    found = 0
    for seed in range(30):
        clip = make_clip(small_pack, "train", seed, *SIZE)
        for first, second in swaps(clip, small_pack, "train", seed, 2):
            found += 1
            assert first.kind == second.kind
            assert first.target != second.target
    assert found > 5


@pytest.mark.parametrize(
    ("word", "truth"),
    [("dog", True), ("animal", True), ("one", True), ("wolf", None), ("car", False)],
)
def test_a_word_names_or_does_not_or_might(word: str, truth: Ternary) -> None:
    assert named(word, _actor("dog", 0.5, 0.5)) is truth


def test_a_person_is_not_absent_where_a_woman_is() -> None:
    clip = _clip(_actor("woman", 0.5, 0.5))
    assert not is_true_of_none(clip, (Attribute("name", "person"),))
    assert not is_true_of_none(clip, (Attribute("name", "dress"),))  # she may wear one
    assert is_true_of_none(clip, (Attribute("name", "dog"),))


def test_a_place_is_left_open_near_the_middle() -> None:
    clip = _clip(_actor("dog", 0.2, 0.5), _actor("dog", 0.48, 0.5), _actor("dog", 0.8, 0.5))
    left = (Attribute("place", "left", others=(0, 1, 2)),)
    assert [is_true(clip, left, k) for k in range(3)] == [True, None, False]
    second = (Attribute("place", "second from the left", others=(0, 1, 2)),)
    assert is_unique(clip, second, 1)


def test_size_needs_a_plain_difference() -> None:
    attributes = (Attribute("size", "large", others=(0, 1)),)
    assert is_unique(
        _clip(_actor("dog", 0.2, 0.5, 0.4), _actor("dog", 0.7, 0.5, 0.2)), attributes, 0
    )
    alike = _clip(_actor("dog", 0.2, 0.5, 0.22), _actor("dog", 0.7, 0.5, 0.2))
    assert is_true(alike, attributes, 0) is None


@pytest.mark.parametrize(
    ("steps", "true", "false"),
    [
        ([0.05, 0.05, 0.05, 0.05], {"right", "moving"}, {"left", "still", "stops", "turns back"}),
        ([-0.05, -0.05, -0.05, -0.05], {"left", "moving"}, {"right", "still", "starts"}),
        ([0.0, 0.0, 0.0, 0.0], {"still"}, {"left", "right", "moving", "stops", "closer"}),
        ([0.06, 0.06, 0.0, 0.0], {"stops", "right"}, {"left", "still", "starts"}),
        ([0.0, 0.0, 0.06, 0.06], {"starts", "right"}, {"left", "still", "stops"}),
        ([0.08, 0.08, -0.08, -0.08], {"turns back", "moving"}, {"still"}),
    ],
)
def test_motions_are_told_apart(steps: list[float], true: set[str], false: set[str]) -> None:
    clip = _clip(_moving(_actor("car", 0.5, 0.6), steps))
    for value in true:
        assert is_true(clip, (Attribute("motion", value),), 0) is True, value
    for value in false:
        assert is_true(clip, (Attribute("motion", value),), 0) is False, value


def test_motion_is_that_before_the_background() -> None:
    """A camera that follows keeps the car in its place of the picture."""
    car = _moving(_actor("car", 0.5, 0.6), [0.05] * 4)
    followed = replace(
        car, boxes=_actor("car", 0.5, 0.6).boxes, whole=_actor("car", 0.5, 0.6).whole
    )
    assert is_true(_clip(followed), (Attribute("motion", "right"),), 0) is True


def test_a_relation_is_false_of_its_landmark() -> None:
    clip = _clip(_actor("dog", 0.2, 0.6), _actor("car", 0.7, 0.6))
    attributes = (Attribute("relation", "left of", others=(1,)),)
    assert is_unique(clip, attributes, 0)


@pytest.mark.parametrize(
    ("attributes", "subject", "parts"),
    [
        (
            (Attribute("colour", "red"), Attribute("name", "car")),
            Subject("vehicle", "car"),
            ("red", "car"),
        ),
        (
            (Attribute("motion", "left"), Attribute("name", "woman")),
            Subject("person", "woman", "standing"),
            ("woman", "left"),
        ),
        (
            (Attribute("relation", "behind", others=(1,)), Attribute("name", "dog")),
            Subject("animal", "dog", None, "the bus"),
            ("dog", "behind the bus"),
        ),
        (
            (Attribute("wears", "green", "coat"), Attribute("name", "man")),
            Subject("person", "man", "standing"),
            ("man", "green coat"),
        ),
    ],
)
def test_a_phrase_states_its_facts(
    attributes: tuple[Attribute, ...], subject: Subject, parts: tuple[str, ...]
) -> None:
    for seed in range(30):
        text = phrase(np.random.default_rng(seed), attributes, subject)
        assert all(part in text for part in parts), text


def test_verbs_agree_with_the_noun() -> None:
    attributes = (Attribute("motion", "still"), Attribute("name", "scissors"))
    for seed in range(60):
        text = phrase(np.random.default_rng(seed), attributes, Subject("household", "scissors"))
        assert " is " not in text
        assert not text.startswith("a ")


def test_the_test_set_can_be_evaluated(small_pack: Pack, tmp_path: Path) -> None:
    said = write_test_set(small_pack, tmp_path, 1, (3, 48, 80))
    clips = read_clips(tmp_path)
    kinds = [kind for clip in clips for kind in clip.kinds.values()]
    assert sorted(kinds) == sorted(said.elements())
    assert set(kinds) >= {"noun", "colour", "place", "absent"}
    for clip in clips:
        labels = np.stack([clip.labels(number) for number in range(clip.frame_count)])
        for thing in clip.objects:
            assert not thing.expressions or (labels == thing.value).any()
    stored = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert stored["clips"][0]["fps"] == 6
