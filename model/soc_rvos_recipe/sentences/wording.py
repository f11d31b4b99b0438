"""Puts attributes about an actor into English, in many ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soc_rvos_recipe.sentences import phrasebook as book
from soc_rvos_recipe.sentences.attributes import Attribute
from soc_rvos_recipe.sentences.naming import ANY_WORDS


@dataclass(frozen=True, slots=True)
class Subject:
    """What the wording depends on beside the attributes: group, name and pose of the target, and
    how the object it stands in relation to is called ("the red car")."""

    group: str
    name: str
    pose: str | None = None
    landmark: str = ""


def plural(noun: str) -> bool:
    """Whether verbs after the noun are in the plural."""
    head = noun.split(" of ")[0].split(" with ")[0].split()[-1].lower()
    return head in book.PLURAL and not noun.startswith("pair of")


def with_article(article: str, words: str) -> str:
    """The words after "the", "a" or, with "", nothing."""
    if article != "a":
        return f"{article} {words}".strip()
    low = words.lower()
    an = low.startswith(("a", "e", "i", "o", "u", "suv")) and not low.startswith(book.NOT_AN)
    return f"an {words}" if an else f"a {words}"


def phrase(rng: np.random.Generator, attributes: Sequence[Attribute], subject: Subject) -> str:
    """Return a noun phrase that states the attributes, one of which must be a name."""
    noun = next(attribute.value for attribute in attributes if attribute.sort == "name")
    before: list[tuple[int, str]] = []
    after: list[tuple[int, str]] = []
    definite = False
    for attribute in attributes:
        if attribute.denied:
            after.append((7, _denied(rng, attribute)))
            definite = True
        elif attribute.sort == "colour":
            later = any(other.sort == "colour" for other in attributes if other is not attribute)
            _colour(rng, attribute, later, before, after)
        elif attribute.sort == "size":
            definite |= _size(rng, attribute, before, after)
        elif attribute.sort == "place":
            definite |= _place(rng, attribute, before, after)
        elif attribute.sort == "wears":
            after.append((1, _worn(rng, attribute)))
        elif attribute.sort == "relation":
            after.append((6, f"{_pick(rng, book.RELATIONS[attribute.value])} {subject.landmark}"))
        elif attribute.sort == "than":
            after.append((6, f"{_pick(rng, book.THAN[attribute.value])} {subject.landmark}"))
        elif attribute.sort == "rides":
            after.append((6, f"{_pick(rng, book.RIDES)} {subject.landmark}"))
        elif attribute.sort == "motion":
            definite |= _motion(rng, attribute, subject, before, after)
        elif attribute.sort == "pose":
            _pose(rng, attribute, before, after)
        elif attribute.sort == "facing":
            after.append((4, _pick(rng, book.FACINGS[attribute.value])))
    many = plural(noun)
    body = [word for _, word in sorted(before, key=lambda pair: pair[0])]
    colours = [place for place, _ in before if place == 9]
    if len(colours) > 1:
        body[-2:] = [f"{body[-2]} and {body[-1]}"]
    tail = [_agreeing(rng, text, subject, noun, many) for _, text in sorted(after)]
    words = " ".join((*body, noun, *tail))
    if definite or noun in ANY_WORDS or noun in book.DEFINITE_PLACES:
        return with_article("the", words)
    bare = rng.random()
    if bare < 0.1 and noun not in ANY_WORDS:
        return words
    if bare < 0.35 and not many and noun.split()[-1] not in book.MASS:
        return with_article("a", words)
    return with_article("the", words)


def _pick(rng: np.random.Generator, forms: Sequence[str]) -> str:
    return forms[int(rng.integers(len(forms)))]


def _agreeing(rng: np.random.Generator, text: str, subject: Subject, noun: str, many: bool) -> str:
    """The form with its verb agreeing with the noun."""
    if "{" not in text:
        return text
    who = "that"
    if subject.group == "person" and noun not in ("object", "thing"):
        who = "who" if rng.random() < 0.6 else "that"
    elif rng.random() < 0.2:
        who = "which"
    verb, verbs, ing = _verb(rng, subject)
    return text.format(
        who=who,
        v=verb,
        vs=verb if many else verbs,
        ving=ing,
        s="" if many else "s",
        es="" if many else "es",
        does="do" if many else "does",
        **{"is": "are" if many else "is"},
    )


def _verb(rng: np.random.Generator, subject: Subject) -> tuple[str, str, str]:
    forms = book.BY_WORD.get(subject.name)
    if forms is None:
        by_group = {"person": book.WALKERS, "animal": book.WALKERS, "vehicle": book.DRIVERS}
        forms = by_group.get(subject.group, book.MOVERS)
    if subject.pose in ("sitting", "lying", "kneeling"):
        forms = book.RESTED
    elif subject.pose == "running":
        forms = book.RUNNERS
    verb, verbs, ing = _pick(rng, forms).split()
    return verb, verbs, ing


_Words = list[tuple[int, str]]


def _colour(
    rng: np.random.Generator, attribute: Attribute, several: bool, before: _Words, after: _Words
) -> None:
    word = "gray" if attribute.value == "grey" and rng.random() < 0.4 else attribute.value
    if not several and rng.random() < 0.18:
        after.append((2, "{who} {is} " + word))
    else:
        before.append((9, word))


def _size(rng: np.random.Generator, attribute: Attribute, before: _Words, after: _Words) -> bool:
    comparative, superlative, plain = book.SIZES[attribute.value]
    chance = rng.random()
    if chance < 0.45:
        before.append((1, _pick(rng, plain)))
        return False
    if chance < 0.52:
        rest = "the other" if len(attribute.others) == 2 else "the others"
        after.append((6, f"{_pick(rng, book.THAN[attribute.value])} {rest}"))
        return True
    pair = len(attribute.others) == 2 and chance < 0.8
    before.append((1, _pick(rng, comparative if pair else superlative)))
    return True


def _place(rng: np.random.Generator, attribute: Attribute, before: _Words, after: _Words) -> bool:
    if attribute.value in ("leftmost", "rightmost") and rng.random() < 0.5:
        before.append((1, attribute.value))
        return True
    if attribute.value in ("left", "right") and len(attribute.others) == 2 and rng.random() < 0.15:
        before.append((1, attribute.value))
        return True
    after.append((3, _pick(rng, book.PLACES[attribute.value])))
    return attribute.value in book.DEFINITE_PLACES or attribute.value.startswith("second")


def _worn(rng: np.random.Generator, attribute: Attribute) -> str:
    if attribute.garment is None:
        return _pick(rng, ("in {0}", "wearing {0}", "dressed in {0}", "in {0} clothes")).format(
            attribute.value
        )
    words = f"{attribute.value} {attribute.garment}"
    if attribute.garment not in book.WORN_PLURAL:
        words = with_article("a" if rng.random() < 0.8 else "the", words)
    return _pick(rng, ("in {0}", "wearing {0}", "with {0}", "{{who}} wear{{s}} {0}")).format(words)


def _denied(rng: np.random.Generator, attribute: Attribute) -> str:
    """The words that something is not so."""
    said = attribute.value
    if attribute.sort == "wears":
        if attribute.garment is not None:
            said = f"{said} {attribute.garment}"
            if attribute.garment not in book.WORN_PLURAL:
                said = with_article("a", said)
        return _pick(rng, book.NOT_WORN).replace("{0}", said)
    if attribute.sort == "motion" and said == "moving":
        return _pick(rng, ("not moving", "{who} {is} not moving", "{who} {does} not move"))
    if attribute.sort == "motion":
        return _pick(rng, ("not {ving} {0}", "{who} {is} not {ving} {0}")).replace(
            "{0}", _pick(rng, book.WAYS[said])
        )
    if attribute.sort == "place":
        where = _pick(rng, book.PLACES[said])
        return _pick(rng, ("not {0}", "{who} {is} not {0}")).replace("{0}", where)
    return _pick(rng, ("{who} {is} not {0}", "not {0}", "{who} {is} anything but {0}")).replace(
        "{0}", said
    )


def _motion(
    rng: np.random.Generator, attribute: Attribute, subject: Subject, before: _Words, after: _Words
) -> bool:
    value = attribute.value
    if value in book.WAYS:
        way = _pick(rng, book.WAYS[value])
        form = _pick(rng, ("{ving}", "{ving}", "{who} {vs}", "{who} {is} {ving}"))
        if value in ("up", "down"):
            # Nobody walks or drives straight up.
            form = form.replace("{ving}", "going").replace("{vs}", "move{s}")
        after.append((5, f"{form} {way}"))
        return False
    if value in book.SPEEDS:
        if rng.random() < 0.5:
            pair = len(attribute.others) == 2
            word = {"fast": ("faster", "fastest"), "slow": ("slower", "slowest")}[value]
            before.append((1, word[0] if pair else word[1]))
            return True
        after.append((5, _pick(rng, book.SPEEDS[value])))
        return True
    if value.startswith(("enters", "leaves")):
        what, side = value.split()
        form = _pick(rng, book.ENTERS if what == "enters" else book.LEAVES)
        after.append((5, form.replace("{side}", side)))
        return False
    if value in ("moving", "turning") and rng.random() < 0.25:
        before.append((5, value))
        return False
    forms = book.MOTIONS[value]
    if value == "still" and subject.group == "vehicle" and rng.random() < 0.4:
        forms = ("parked", "{who} {is} parked", "standing still")
    elif value == "still" and subject.pose in (None, "standing") and rng.random() < 0.3:
        forms = ("standing still", "{who} stand{s} still")
    after.append((5, _pick(rng, forms)))
    return False


def _pose(rng: np.random.Generator, attribute: Attribute, before: _Words, after: _Words) -> None:
    if attribute.value in book.POSES and rng.random() < 0.4:
        before.append((5, attribute.value))
        return
    after.append(
        (
            2,
            _pick(
                rng,
                book.POSES.get(attribute.value, (attribute.value, "{who} {is} " + attribute.value)),
            ),
        )
    )
