"""Puts facts about an actor into English, in many ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soc_rvos_recipe.sentences.naming import ANY_WORDS
from soc_rvos_recipe.sentences.predicates import Fact

_PLURAL_TABLE = """
glasses sunglasses goggles scissors trousers pants jeans shorts shoes boots sneakers slippers
gloves socks headphones keys flowers logs utensils pliers books scales grapes cherries pancakes
fries chips bags dolls chopsticks blueberries heels clothes cups drawers noodles shelves letters
"""
_PLURAL = frozenset(_PLURAL_TABLE.split())
_MASS_TABLE = """
bread butter lettuce bacon spaghetti pasta popcorn bamboo clothing furniture sushi cheese garlic
corn coral soap salad firewood wood footwear food cutlery luggage jewellery paper chocolate beer
broccoli meat steak
"""
_MASS = frozenset(_MASS_TABLE.split())
_NOT_AN = ("one", "uni", "ufo", "eu")

_WALKERS = ("walk walks walking", "go goes going", "move moves moving", "run runs running")
_RUNNERS = ("run runs running", "move moves moving")
_MOVERS = ("move moves moving", "slide slides sliding", "glide glides gliding")
_RESTED = ("move moves moving",)
_DRIVERS = ("drive drives driving", "move moves moving", "go goes going")
_RIDERS = ("move moves moving", "roll rolls rolling", "go goes going")
_SAILORS = ("sail sails sailing", "move moves moving", "float floats floating")
_FLIERS = ("fly flies flying", "move moves moving")
_SWIMMERS = ("swim swims swimming", "move moves moving")
_ROLLERS = ("roll rolls rolling", "move moves moving", "fly flies flying")
_BY_WORD = {
    **dict.fromkeys(("bicycle", "motorbike", "scooter", "skateboard", "wheelchair", "stroller",
                     "tricycle", "sled", "shopping cart", "wheelbarrow"), _RIDERS),
    **dict.fromkeys(("boat", "ship", "ferry", "sailboat", "canoe", "rowboat", "speedboat",
                     "motorboat"), _SAILORS),
    **dict.fromkeys(("airplane", "helicopter", "rocket", "flying saucer", "toy plane", "eagle",
                     "dove", "bird", "butterfly", "bee", "fly", "mosquito", "bat", "kite",
                     "parrot", "owl", "balloon"), _FLIERS),
    **dict.fromkeys(("fish", "shark", "whale", "dolphin", "octopus", "squid", "pufferfish", "seal"),
                    _SWIMMERS),
    **dict.fromkeys(("ball", "soccer ball", "basketball", "volleyball", "baseball", "softball",
                     "orange", "wheel"), _ROLLERS),
}  # fmt: skip

_WAYS = {
    "left": ("to the left", "left", "towards the left", "leftwards", "from right to left"),
    "right": ("to the right", "right", "towards the right", "rightwards", "from left to right"),
    "up": ("up", "upwards", "towards the top"),
    "down": ("down", "downwards", "towards the bottom"),
}
# {who} stands for who, that or which; {is} {does} {v} {vs} {ving} {s} follow the noun and its verb.
_MOTIONS: dict[str, tuple[str, ...]] = {
    "still": (
        "{who} {is} not moving", "{who} {does} not move", "not moving", "{who} stay{s} still",
        "staying still", "keeping still", "{who} remain{s} still", "{who} stay{s} in place",
    ),
    "moving": (
        "{who} {is} moving", "{who} move{s}", "{who} {vs}", "{ving}", "{who} {is} {ving}",
        "in motion",
    ),
    "stops": (
        "{who} stop{s}", "{who} stop{s} moving", "{who} come{s} to a stop", "coming to a halt",
        "{who} slow{s} down and stop{s}", "{who} stop{s} {ving}", "{ving} and then stopping",
    ),
    "starts": (
        "{who} start{s} to {v}", "{who} start{s} moving", "{who} begin{s} to {v}",
        "starting to {v}", "{who} set{s} off",
    ),
    "turns back": (
        "{who} turn{s} back", "{who} change{s} direction", "turning back",
        "{who} {vs} one way and then back", "changing direction",
    ),
    "closer": (
        "coming closer", "{who} come{s} closer", "{who} get{s} closer", "approaching the camera",
        "{who} approach{es}", "coming towards us", "{ving} towards the camera", "approaching",
        "{who} {is} getting closer", "{who} {vs} towards the camera",
    ),
    "away": (
        "moving away", "{who} {vs} away", "{ving} away", "{who} {is} moving away from the camera",
        "{who} get{s} further away", "going away from us", "{ving} away from the camera",
    ),
    "turning": (
        "turning around", "{who} turn{s} around", "turning", "{who} {is} turning",
        "{who} turn{s}", "rotating",
    ),
}  # fmt: skip
_ENTERS = (
    "{who} enter{s} from the {side}", "coming in from the {side}", "entering from the {side}",
    "{who} come{s} in from the {side}", "{who} come{s} into the picture from the {side}",
    "{who} appear{s} from the {side}",
)  # fmt: skip
_LEAVES = (
    "{who} leave{s} to the {side}", "leaving on the {side}",
    "going out of the picture on the {side}",
    "{who} go{es} out of the picture to the {side}", "{who} disappear{s} to the {side}",
    "leaving the frame on the {side}", "{who} leave{s} the picture on the {side}",
)  # fmt: skip
_SPEEDS = {
    "fast": ("{who} move{s} faster", "{who} {is} faster", "{who} {vs} faster"),
    "slow": ("{who} move{s} slower", "{who} {is} slower", "{who} {vs} more slowly"),
}
_SIDES = ("on the {0}", "on the {0} side", "to the {0}", "at the {0}", "on the {0} of the picture",
          "on the {0} hand side", "in the {0} half")  # fmt: skip
_PLACES: dict[str, tuple[str, ...]] = {
    "left": tuple(form.format("left") for form in _SIDES),
    "right": tuple(form.format("right") for form in _SIDES),
    "middle": ("in the middle", "in the centre", "in the center", "in the middle of the picture"),
    "top": ("at the top", "in the upper part", "at the top of the picture", "higher up"),
    "bottom": (
        "at the bottom",
        "in the lower part",
        "at the bottom of the picture",
        "further down",
    ),
    "front": ("in front", "in the foreground", "closest to the camera", "nearest to us"),
    "back": ("in the back", "in the background", "at the back", "furthest away"),
    "leftmost": ("furthest to the left", "first from the left", "on the far left"),
    "rightmost": ("furthest to the right", "first from the right", "on the far right"),
    "second from the left": ("second from the left", "in second place from the left"),
    "second from the right": ("second from the right", "in second place from the right"),
    "between": ("between the other two", "in the middle", "in between"),
}
_RELATIONS: dict[str, tuple[str, ...]] = {
    "left of": ("to the left of", "left of", "on the left of", "on the left side of"),
    "right of": ("to the right of", "right of", "on the right of", "on the right side of"),
    "above": ("above", "over"),
    "below": ("below", "under", "beneath"),
    "next to": ("next to", "beside", "by", "near"),
    "in front of": ("in front of",),
    "behind": ("behind",),
}
_SIZES = {
    "large": (("bigger", "larger"), ("biggest", "largest"), ("big", "large")),
    "small": (("smaller",), ("smallest",), ("small", "little")),
    "tall": (("taller",), ("tallest",), ("tall",)),
}
_POSES = {
    "sitting": ("sitting", "sitting down", "{who} {is} sitting", "{who} sit{s}", "seated"),
    "standing": ("standing", "standing up", "{who} {is} standing", "{who} stand{s}"),
    "lying": ("lying", "lying down", "{who} {is} lying down", "lying on the ground"),
}
_FACINGS = {
    "left": ("facing left", "facing to the left", "{who} face{s} left", "turned to the left"),
    "right": ("facing right", "facing to the right", "{who} face{s} right", "turned to the right"),
    "camera": ("facing the camera", "facing us", "{who} face{s} the camera", "seen from the front"),
    "away": ("facing away", "seen from behind", "{who} face{s} away", "turned away from us"),
}
_WORN_PLURAL = frozenset(("trousers", "jeans", "shorts", "shoes", "boots", "pants", "clothes"))
_DEFINITE_PLACES = frozenset(("front", "back", "between", "leftmost", "rightmost"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What the wording depends on beside the facts: the group and the name of the target, its pose,
    and how the object it stands in relation to is called ("the red car")."""

    group: str
    name: str
    pose: str | None = None
    landmark: str = ""


def plural(noun: str) -> bool:
    """Whether verbs after the noun are in the plural."""
    head = noun.split(" of ")[0].split(" with ")[0].split()[-1].lower()
    return head in _PLURAL and not noun.startswith("pair of")


def with_article(article: str, words: str) -> str:
    """The words after "the", "a" or, with "", nothing."""
    if article != "a":
        return f"{article} {words}".strip()
    low = words.lower()
    an = low.startswith(("a", "e", "i", "o", "u", "suv")) and not low.startswith(_NOT_AN)
    return f"an {words}" if an else f"a {words}"


def phrase(rng: np.random.Generator, facts: Sequence[Fact], subject: Subject) -> str:
    """Return a noun phrase that states the facts, one of which must be a name."""
    noun = next(fact.value for fact in facts if fact.sort == "name")
    before: list[tuple[int, str]] = []
    after: list[tuple[int, str]] = []
    definite = False
    for fact in facts:
        if fact.sort == "colour":
            later = any(other.sort == "colour" for other in facts if other is not fact)
            _colour(rng, fact, later, before, after)
        elif fact.sort == "size":
            definite |= _size(rng, fact, before)
        elif fact.sort == "place":
            definite |= _place(rng, fact, before, after)
        elif fact.sort == "wears":
            after.append((1, _worn(rng, fact)))
        elif fact.sort == "relation":
            after.append((6, f"{_pick(rng, _RELATIONS[fact.value])} {subject.landmark}"))
        elif fact.sort == "motion":
            definite |= _motion(rng, fact, subject, before, after)
        elif fact.sort == "pose":
            _pose(rng, fact, before, after)
        elif fact.sort == "facing":
            after.append((4, _pick(rng, _FACINGS[fact.value])))
    many = plural(noun)
    body = [word for _, word in sorted(before, key=lambda pair: pair[0])]
    colours = [place for place, _ in before if place == 9]
    if len(colours) > 1:
        body[-2:] = [f"{body[-2]} and {body[-1]}"]
    tail = [_agreeing(rng, text, subject, noun, many) for _, text in sorted(after)]
    words = " ".join((*body, noun, *tail))
    if definite or noun in ANY_WORDS or noun in _DEFINITE_PLACES:
        return with_article("the", words)
    bare = rng.random()
    if bare < 0.1 and noun not in ANY_WORDS:
        return words
    if bare < 0.35 and not many and noun.split()[-1] not in _MASS:
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
    forms = _BY_WORD.get(subject.name)
    if forms is None:
        by_group = {"person": _WALKERS, "animal": _WALKERS, "vehicle": _DRIVERS}
        forms = by_group.get(subject.group, _MOVERS)
    if subject.pose in ("sitting", "lying", "kneeling"):
        forms = _RESTED
    elif subject.pose == "running":
        forms = _RUNNERS
    verb, verbs, ing = _pick(rng, forms).split()
    return verb, verbs, ing


_Words = list[tuple[int, str]]


def _colour(
    rng: np.random.Generator, fact: Fact, several: bool, before: _Words, after: _Words
) -> None:
    word = "gray" if fact.value == "grey" and rng.random() < 0.4 else fact.value
    if not several and rng.random() < 0.18:
        after.append((2, "{who} {is} " + word))
    else:
        before.append((9, word))


def _size(rng: np.random.Generator, fact: Fact, before: _Words) -> bool:
    comparative, superlative, plain = _SIZES[fact.value]
    chance = rng.random()
    if chance < 0.45:
        before.append((1, _pick(rng, plain)))
        return False
    pair = len(fact.others) == 2 and chance < 0.8
    before.append((1, _pick(rng, comparative if pair else superlative)))
    return True


def _place(rng: np.random.Generator, fact: Fact, before: _Words, after: _Words) -> bool:
    if fact.value in ("leftmost", "rightmost") and rng.random() < 0.5:
        before.append((1, fact.value))
        return True
    if fact.value in ("left", "right") and len(fact.others) == 2 and rng.random() < 0.15:
        before.append((1, fact.value))
        return True
    after.append((3, _pick(rng, _PLACES[fact.value])))
    return fact.value in _DEFINITE_PLACES or fact.value.startswith("second")


def _worn(rng: np.random.Generator, fact: Fact) -> str:
    if fact.garment is None:
        return _pick(rng, ("in {0}", "wearing {0}", "dressed in {0}", "in {0} clothes")).format(
            fact.value
        )
    words = f"{fact.value} {fact.garment}"
    if fact.garment not in _WORN_PLURAL:
        words = with_article("a" if rng.random() < 0.8 else "the", words)
    return _pick(rng, ("in {0}", "wearing {0}", "with {0}", "{{who}} wear{{s}} {0}")).format(words)


def _motion(
    rng: np.random.Generator, fact: Fact, subject: Subject, before: _Words, after: _Words
) -> bool:
    value = fact.value
    if value in _WAYS:
        way = _pick(rng, _WAYS[value])
        form = _pick(rng, ("{ving}", "{ving}", "{who} {vs}", "{who} {is} {ving}"))
        if value in ("up", "down"):
            # Nobody walks or drives straight up.
            form = form.replace("{ving}", "going").replace("{vs}", "move{s}")
        after.append((5, f"{form} {way}"))
        return False
    if value in _SPEEDS:
        if rng.random() < 0.5:
            pair = len(fact.others) == 2
            word = {"fast": ("faster", "fastest"), "slow": ("slower", "slowest")}[value]
            before.append((1, word[0] if pair else word[1]))
            return True
        after.append((5, _pick(rng, _SPEEDS[value])))
        return True
    if value.startswith(("enters", "leaves")):
        what, side = value.split()
        form = _pick(rng, _ENTERS if what == "enters" else _LEAVES)
        after.append((5, form.replace("{side}", side)))
        return False
    if value in ("moving", "turning") and rng.random() < 0.25:
        before.append((5, value))
        return False
    forms = _MOTIONS[value]
    if value == "still" and subject.group == "vehicle" and rng.random() < 0.4:
        forms = ("parked", "{who} {is} parked", "standing still")
    elif value == "still" and subject.pose in (None, "standing") and rng.random() < 0.3:
        forms = ("standing still", "{who} stand{s} still")
    after.append((5, _pick(rng, forms)))
    return False


def _pose(rng: np.random.Generator, fact: Fact, before: _Words, after: _Words) -> None:
    if fact.value in _POSES and rng.random() < 0.4:
        before.append((5, fact.value))
        return
    after.append((2, _pick(rng, _POSES.get(fact.value, (fact.value, "{who} {is} " + fact.value)))))
