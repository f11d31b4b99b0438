"""Sentences that mean several actors: "all the dogs", "both cars", "a man and his bike"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.sentences.attribute_choice import VAGUE, AttributeChooser
from soc_rvos_recipe.sentences.attributes import SIDES, Attribute
from soc_rvos_recipe.sentences.naming import ANY_WORDS
from soc_rvos_recipe.sentences.phrasebook import MASS
from soc_rvos_recipe.sentences.plurals import plural_of
from soc_rvos_recipe.sentences.predicates import is_true, is_true_of_all, is_unique
from soc_rvos_recipe.sentences.wording import plural

_NUMBERS = {2: ("two",), 3: ("three",), 4: ("four",), 5: ("five",)}
_FEW = (2, 9)
_AFTER = {
    "wears": ("in {0}", "wearing {0}", "dressed in {0}", "who wear {0}", "in {0} clothes"),
    "place": ("on the {0}", "on the {0} side", "to the {0}", "that are on the {0}"),
    "moving": ("that are moving", "that move", "moving", "in motion"),
}
_MIDDLE = ("in the middle", "in the centre")
_UPRIGHT = {"top": ("at the top", "higher up"), "bottom": ("at the bottom", "in the lower part")}
_TOGETHER = (
    "{0} and {1}", "{0} with {1}", "{0} together with {1}", "{1} and {0}", "{1} with {0}",
    "both {0} and {1}", "{1} together with {0}", "{1} and {0} on it",
)  # fmt: skip
_BOTH = ("{0} and {1}", "both {0} and {1}", "{0} as well as {1}", "{0} together with {1}")

Group = tuple[tuple[int, ...], tuple[Attribute, ...], str]
"""The numbers of actors, what is true of just those, and the sentence."""


def groups(rng: np.random.Generator, clip: Clip, chooser: AttributeChooser) -> Iterator[Group]:
    """Yield sentences about two actors or more that are all a noun names, or all that it does of a
    colour or in a place."""
    for target in rng.permutation(len(clip.actors)):
        actor = clip.actors[int(target)]
        head = chooser.head(actor, 0.0)
        noun = head.value
        if actor.real or noun in {*VAGUE, *ANY_WORDS} or noun.split()[-1] in MASS or plural(noun):
            continue
        described: list[Attribute | None] = [None]
        if actor.group == "person":
            described += [Attribute("wears", colour) for colour in actor.wears[:2]]
        else:
            described += [Attribute("colour", colour) for colour in actor.colours[:1]]
        described += [Attribute("place", side) for side in chooser.shuffled(SIDES)[:2]]
        described.append(Attribute("motion", "moving"))
        for place in [0, *(1 + rng.permutation(len(described) - 1))]:
            more = described[int(place)]
            attributes = (head,) if more is None else (more, head)
            numbers = tuple(
                k for k in range(len(clip.actors)) if is_true(clip, attributes, k) is True
            )
            if not _FEW[0] <= len(numbers) < _FEW[1]:
                continue
            if is_true_of_all(clip, attributes, numbers):
                every = sum(is_true(clip, (head,), k) is not False for k in range(len(clip.actors)))
                yield numbers, attributes, _said(rng, noun, more, len(numbers), every)


def pairs(rng: np.random.Generator, clip: Clip) -> Iterator[Group]:
    """Yield sentences about a rider and what is ridden, and about two actors of two names."""
    order = [int(k) for k in rng.permutation(len(clip.actors))]
    couples = [
        (one, other)
        for one in order
        for other in order
        if one != other
        and clip.actors[one].pair
        and clip.actors[one].pair == clip.actors[other].pair
        and clip.actors[one].scene == clip.actors[other].scene
        and clip.actors[one].group == "person"
    ]
    couples += [(one, other) for one, other in pairwise(order)][:2]
    for one, other in couples:
        first, second = clip.actors[one], clip.actors[other]
        nouns = (Attribute("name", first.name), Attribute("name", second.name))
        if not is_unique(clip, nouns[:1], one) or not is_unique(clip, nouns[1:], other):
            continue
        rides = first.pair > 0 and first.pair == second.pair
        words = [f"{_article(rng)} {first.name}", f"{_article(rng)} {second.name}"]
        forms: tuple[str, ...] = _TOGETHER if rides else _BOTH
        if rides and rng.random() < 0.5:
            owner = {"woman": "her", "girl": "her", "lady": "her"}.get(first.name, "his")
            words[1] = f"{owner} {second.name}"
            forms = ("{0} and {1}", "{0} with {1}", "{0} together with {1}")
        yield (one, other), (), forms[int(rng.integers(len(forms)))].format(*words)


def _article(rng: np.random.Generator) -> str:
    return "the" if rng.random() < 0.85 else "a"


def _said(
    rng: np.random.Generator, noun: str, more: Attribute | None, count: int, every: int
) -> str:
    """A plural, or "every" and the singular."""
    before = f"{more.value} " if more is not None and more.sort == "colour" else ""
    after = ""
    if more is not None and more.sort in _AFTER:
        after = " " + _pick(rng, _AFTER[more.sort]).format(more.value)
    if more is not None and more.sort == "motion":
        after = " " + _pick(rng, _AFTER["moving"])
    if more is not None and more.value in ("middle", "top", "bottom"):
        after = " " + _pick(rng, _UPRIGHT.get(more.value, _MIDDLE))
    many = f"{before}{plural_of(noun)}{after}"
    if rng.random() < 0.12 and " are " not in after and " who " not in after:
        single = f"{before}{noun}{after}".replace("that move", "that moves")
        return _pick(rng, ("every {0}", "each {0}")).format(single)
    forms = ["the {0}", "all the {0}", "all {0}", "the {0}", "all of the {0}"]
    if count in _NUMBERS and (more is not None or count == every):
        (number,) = _NUMBERS[count]
        forms += [f"{number} {{0}}", f"the {number} {{0}}", f"all {number} {{0}}"]
    if count == 2:
        forms += ["both {0}", "both of the {0}", "both {0}"]
    return _pick(rng, forms).format(many)


def _pick(rng: np.random.Generator, forms: list[str] | tuple[str, ...]) -> str:
    return forms[int(rng.integers(len(forms)))]
