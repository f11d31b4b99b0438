"""Sentences about made clips: true of exactly one object, or of none.

Every part of a sentence has a test that answers True, False, or None where people could argue. A
sentence describes an object when all of its parts are True of it and some part is False of every
other; it is absent when some part is False of every object. Doubt makes it neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .colours import COLOURS, doubtful
from .scenes import MadeClip, MadeObject, held_out
from .shapes import FLAT_SHAPES, ROUND_SHAPES, SOLID_SHAPES

Kind = Literal["colour", "shape", "colour+shape", "size", "place", "motion", "relation"]
Truth = bool | None

COLOUR_WORDS = {
    **{colour: (colour,) for colour in COLOURS},
    "grey": ("grey", "grey", "gray"),
    "purple": ("purple", "purple", "violet"),
}
SHAPE_WORDS = {
    "circle": ("circle", "circle", "disc", "disk", "ball"),
    "ellipse": ("ellipse", "oval"),
    "square": ("square", "square", "box"),
    "rectangle": ("rectangle",),
    "triangle": ("triangle",),
    "star": ("star",),
    "ring": ("ring", "ring", "hoop"),
    "cross": ("cross", "plus"),
    "heart": ("heart",),
    "ball": ("ball", "ball", "sphere"),
    "cube": ("cube", "cube", "box", "block"),
    "cylinder": ("cylinder", "cylinder", "can", "tube"),
    "cone": ("cone",),
    "pyramid": ("pyramid",),
    "torus": ("ring", "donut", "torus"),
}
ANY_WORDS = ("thing", "object", "one", "shape")
SIZE_WORDS = {"small": ("small", "little", "tiny"), "large": ("large", "big", "huge")}
ARTICLES = ("the", "the", "the", "a", "")
LINKS = ("that is ", "which is ", "", "", "", "")

# The outermost of those that the noun fits; before the noun, then after it.
EXTREMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "largest": (("largest", "biggest"), ("that is the largest", "that is the biggest")),
    "smallest": (("smallest",), ("that is the smallest",)),
    "leftmost": (("leftmost",), ("furthest to the left", "farthest left")),
    "rightmost": (("rightmost",), ("furthest to the right", "farthest right")),
    "topmost": (("topmost", "highest"), ("nearest to the top",)),
    "lowest": (("lowest",), ("nearest to the bottom",)),
    "nearest": (("nearest", "closest"), ("closest to the camera", "nearest to us")),
    "farthest": (("farthest", "furthest"), ("farthest from the camera", "farthest away")),
}
COMPARED = {"largest": ("larger", "bigger"), "smallest": ("smaller",)}
PLACES = {
    "left": ("on the left", "on the left side", "at the left", "on the left hand side"),
    "right": ("on the right", "on the right side", "at the right", "on the right hand side"),
    "middle": ("in the middle", "in the center", "in the centre"),
    "top": ("at the top", "in the upper half"),
    "bottom": ("at the bottom", "in the lower half"),
    "top left": ("in the top left corner", "at the top left", "in the upper left"),
    "top right": ("in the top right corner", "at the top right", "in the upper right"),
    "bottom left": ("in the bottom left corner", "at the bottom left", "in the lower left"),
    "bottom right": ("in the bottom right corner", "at the bottom right", "in the lower right"),
    "back": ("at the back", "in the back", "in the background"),
    "front": ("at the front", "in the front", "in the foreground"),
}
FLAT_PLACES = (
    "left", "right", "middle", "top", "bottom", "top left", "top right", "bottom left",
    "bottom right",
)  # fmt: skip
SOLID_PLACES = ("left", "right", "middle", "back", "front")

# Verbs as "rolling" and "rolls"; which one fits depends on the shape.
ROLL = (("rolling", "rolls"), ("rolling", "rolls"), ("moving", "moves"), ("going", "goes"))
SLIDE = (("sliding", "slides"), ("moving", "moves"), ("moving", "moves"), ("going", "goes"))
WAYS = {
    "left": ("to the left", "to the left", "left", "towards the left", "from right to left"),
    "right": ("to the right", "to the right", "right", "towards the right", "from left to right"),
    "up": ("up", "upwards", "to the top", "towards the top"),
    "down": ("down", "downwards", "to the bottom", "towards the bottom"),
}
APPROACH = {
    ("solid", "closer"): (
        "coming closer", "that comes closer", "coming towards the camera", "approaching",
        "moving towards us", "that moves towards the camera",
    ),
    ("solid", "away"): (
        "moving away", "going away", "that moves away", "moving away from the camera",
    ),
    ("flat", "closer"): (
        "growing", "that grows", "getting bigger", "getting larger", "that gets bigger",
        "coming closer",
    ),
    ("flat", "away"): ("shrinking", "that shrinks", "getting smaller", "that gets smaller"),
}  # fmt: skip
STATES = {
    "still": (
        "that stands still", "standing still", "that does not move", "not moving", "that stays",
        "that stays in place", "that is still",
    ),
    "moving": ("that moves", "that is moving", "moving", "in motion"),
    "stops": (
        "that stops", "that moves and then stops", "that comes to a stop", "which stops",
        "coming to a stop",
    ),
    "enters": ("that enters", "entering", "that comes in", "coming into view"),
    "leaves": ("that leaves", "leaving", "that goes out of view", "going out of the picture"),
}  # fmt: skip
# Where the last word is a side of the frame.
CROSSINGS = {
    "enters": (
        "entering from the left", "entering from the right", "that comes in from the left",
        "that comes in from the right",
    ),
    "leaves": ("leaving on the left", "leaving on the right"),
}  # fmt: skip
STATE_ADJECTIVES = {"still": ("still", "motionless"), "moving": ("moving",)}
MOTION_VALUES = (
    "still", "moving", "left", "right", "up", "down", "closer", "away", "stops", "enters", "leaves",
)  # fmt: skip
RELATIONS = {
    "left": ("left of", "to the left of", "on the left of"),
    "right": ("right of", "to the right of", "on the right of"),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "behind": ("behind", "in back of"),
    "before": ("in front of",),
    "past": ("moving past", "going past", "passing", "that passes", "that moves past"),
}
ROLLING_PAST = ("rolling past", "that rolls past")
FLAT_RELATIONS = ("left", "right", "above", "below", "past")
SOLID_RELATIONS = ("left", "right", "behind", "before", "past")

_OPPOSITE = {"closer": "away", "away": "closer"}
_TRIES = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about a clip.

    `kind` names its most telling part; `decisive` says that without that part it would fit several
    objects (or, of an absent one, some object).
    """

    text: str
    kind: Kind
    decisive: bool


Test = Callable[[MadeObject], Truth]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a sentence: where it goes, its words and its test."""

    kind: Kind
    slot: Literal["size", "state", "colour", "noun", "after"]
    text: str
    test: Test


@dataclass(frozen=True, slots=True)
class _Head:
    """What the noun phrase names; None is left open."""

    shape: str | None
    colour: str | None
    size: str | None = None


def sample_sentence(
    rng: np.random.Generator, clip: MadeClip, absent_share: float
) -> tuple[Sentence, int | None]:
    """Return a sentence and the index of the object it describes; None: it is true of nothing.

    Absent ones come with probability `absent_share`, and where no object can be told apart.
    """
    if rng.random() >= absent_share:
        for index in rng.permutation(len(clip.objects)):
            sentence = describe(rng, clip, int(index))
            if sentence is not None:
                return sentence, int(index)
    return absent(rng, clip), None


def describe(rng: np.random.Generator, clip: MadeClip, index: int) -> Sentence | None:
    """Return a sentence true of `clip.objects[index]` alone.

    None when none was found: the object is hidden most of the time, or too much like another.
    """
    one = clip.objects[index]
    if one.seen.sum() < max(len(one.seen) // 2, 1):
        return None
    for _ in range(_TRIES):
        kind = _kind(rng)
        size = one.size if rng.random() < 0.12 else None
        head = _sparse(rng, _Head(one.shape, one.colour, size), kind)
        parts = _head_parts(rng, head, clip, one.shape)
        wanted: list[Kind] = [] if kind == "colour+shape" else [kind]
        if wanted and rng.random() < 0.2:
            wanted.append(_kind(rng))
        for extra in dict.fromkeys(wanted):
            clauses = _clauses(rng, extra, clip, parts, one.shape)
            found = next((c for c in clauses if c.test(one) is True and _fits(c, parts)), None)
            if found is not None:
                parts.append(found)
        truths = [_truth(parts, other) for other in clip.objects]
        if truths.pop(index) is True and all(truth is False for truth in truths):
            return _sentence(rng, clip, parts, index)
    return None


def absent(rng: np.random.Generator, clip: MadeClip) -> Sentence:
    """Return a sentence true of no object in `clip`, mostly by one part only.

    Clips of the training split get none that names a combination held out from training.
    """
    while True:
        one = clip.objects[rng.integers(len(clip.objects))]
        other = clip.objects[rng.integers(len(clip.objects))]
        shapes = FLAT_SHAPES if clip.world == "flat" else SOLID_SHAPES
        shape, colour, kind = one.shape, one.colour, _kind(rng)
        wrong = rng.random()
        if wrong < 0.15:
            shape = other.shape
        elif wrong < 0.3:
            shape = shapes[rng.integers(len(shapes))]
        elif wrong < 0.5:
            colour = COLOURS[rng.integers(len(COLOURS))]
        size = ("small", "large")[rng.integers(2)] if rng.random() < 0.15 else None
        head = _Head(shape, colour, size)
        if wrong > 0.3 or rng.random() < 0.3:
            head = _sparse(rng, head, kind)
        parts = _head_parts(rng, head, clip, shape)
        motion = None
        if kind in ("place", "motion", "relation") and (wrong >= 0.5 or rng.random() < 0.4):
            clause = next(iter(_clauses(rng, kind, clip, parts, shape)), None)
            if clause is None or not _fits(clause, parts):
                continue
            parts.append(clause)
            motion = _named_motion(clause.text) if kind == "motion" else None
        if clip.split == "train" and held_out(head.shape, head.colour, head.size, motion):
            continue
        if all(_truth(parts, each) is False for each in clip.objects):
            return _sentence(rng, clip, parts, None)


def _kind(rng: np.random.Generator) -> Kind:
    kinds: tuple[Kind, ...] = ("colour+shape", "size", "place", "motion", "relation")
    return kinds[rng.choice(5, p=(0.3, 0.13, 0.18, 0.25, 0.14))]


def _sparse(rng: np.random.Generator, head: _Head, kind: Kind) -> _Head:
    """`head` with shape or colour left open at times, more often where more is said elsewhere."""
    chance = rng.random()
    both, shape, colour = (0.55, 0.77, 1.0) if kind == "colour+shape" else (0.42, 0.67, 0.85)
    if chance < both:
        return head
    if chance < shape:
        return _Head(head.shape, None, head.size)
    if chance < colour:
        return _Head(None, head.colour, head.size)
    return _Head(None, None, head.size)


def _truth(parts: list[_Part], one: MadeObject) -> Truth:
    truths = [part.test(one) for part in parts]
    if any(truth is False for truth in truths):
        return False
    return None if any(truth is None for truth in truths) else True


def _fits(part: _Part, parts: list[_Part]) -> bool:
    """Whether the sentence has room: one word before the noun of a sort, two clauses after it."""
    if part.slot != "after":
        return all(other.slot != part.slot for other in parts)
    return sum(other.slot == "after" for other in parts) < 2


def _sentence(
    rng: np.random.Generator, clip: MadeClip, parts: list[_Part], index: int | None
) -> Sentence:
    order = ("relation", "motion", "place", "size", "colour+shape", "shape", "colour")
    kinds: list[Kind] = [part.kind for part in parts]
    kind = min(kinds, key=order.index)
    if kind == "shape" and "colour" in kinds:
        kind = "colour+shape"
    rest = [part for part in parts if part.kind != kind and kind != "colour+shape"]
    matches = [i for i, one in enumerate(clip.objects) if _truth(rest, one) is not False]
    decisive = matches != ([] if index is None else [index])
    before = [
        part.text
        for slot in ("size", "state", "colour", "noun")
        for part in parts
        if part.slot == slot
    ]
    # A relation comes last, or what follows would seem to be said of the other object.
    clauses = [part for part in parts if part.slot == "after"]
    after = [part.text for part in sorted(clauses, key=lambda part: part.kind == "relation")]
    article = ARTICLES[rng.integers(len(ARTICLES))]
    if before[0] in _DEFINITE:
        article = "the"
    if article == "a" and before[0][0] in "aeiou":
        article = "an"
    text = " ".join([article, *before, *after] if article else [*before, *after])
    return Sentence(text, kind, decisive)


_DEFINITE = {
    *(word for words, _ in EXTREMES.values() for word in words),
    *(word for words in COMPARED.values() for word in words),
}


def _pick(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[rng.integers(len(words))]


def _head_parts(rng: np.random.Generator, head: _Head, clip: MadeClip, shape: str) -> list[_Part]:
    parts = []
    if head.size in SIZE_WORDS:
        size = head.size
        parts.append(
            _Part("size", "size", _pick(rng, SIZE_WORDS[size]), lambda o: _is_size(clip, size, o))
        )
    if head.colour is not None:
        colour = head.colour
        word = _pick(rng, COLOUR_WORDS[colour])
        parts.append(_Part("colour", "colour", word, lambda o: _is_colour(colour, o)))
    if head.shape is None:
        words = ANY_WORDS if clip.world == "flat" else ANY_WORDS[:3]
        parts.append(_Part("colour", "noun", _pick(rng, words), lambda o: True))
    else:
        shape = head.shape
        word = _pick(rng, SHAPE_WORDS[shape])
        parts.append(_Part("shape", "noun", word, lambda o: _is_shape(shape, o)))
    return parts


def _is_colour(colour: str, one: MadeObject) -> Truth:
    if one.colour == colour:
        return True
    return None if doubtful(one.colour, colour) else False


_ALIKE = {
    frozenset(pair) for pair in (("circle", "ellipse"), ("circle", "ring"), ("square", "rectangle"))
}


def _is_shape(shape: str, one: MadeObject) -> Truth:
    if one.shape == shape:
        return True
    return None if frozenset((one.shape, shape)) in _ALIKE else False


def _is_size(clip: MadeClip, size: str, one: MadeObject) -> Truth:
    if one.size == "medium" or (clip.world == "flat" and one.motion in _OPPOSITE):
        return None
    return one.size == size


def _clauses(
    rng: np.random.Generator, kind: Kind, clip: MadeClip, head: list[_Part], shape: str
) -> Iterator[_Part]:
    """Every clause of a kind that could be said, in random order; true or not."""
    if kind == "size":
        yield from _extremes(rng, clip, head, ("largest", "smallest"), kind)
    elif kind == "place":
        flat = clip.world == "flat"
        if rng.random() < 0.35:
            vertical = ("topmost", "lowest") if flat else ("nearest", "farthest")
            yield from _extremes(rng, clip, head, ("leftmost", "rightmost", *vertical), kind)
        for place in rng.permutation(FLAT_PLACES if flat else SOLID_PLACES):
            words = LINKS[rng.integers(len(LINKS))] + _pick(rng, PLACES[place])
            yield _Part(kind, "after", words, _place_test(str(place)))
    elif kind == "motion":
        for value in rng.permutation(MOTION_VALUES):
            if clip.world == "flat" or value not in ("up", "down"):
                yield _motion(rng, clip, str(value), shape)
    elif kind == "relation":
        yield from _relations(rng, clip, head, shape)


def _extremes(
    rng: np.random.Generator,
    clip: MadeClip,
    head: list[_Part],
    names: tuple[str, ...],
    kind: Kind,
) -> Iterator[_Part]:
    rivals = [one for one in clip.objects if _truth(head, one) is not False]
    if len(rivals) < 2:
        return
    for name in rng.permutation(names):
        words, clauses = EXTREMES[name]
        if name in COMPARED and len(rivals) == 2 and rng.random() < 0.4:
            words = COMPARED[name]
        test = _extreme_test(str(name), rivals)
        if rng.random() < 0.75:
            yield _Part(kind, "size", _pick(rng, words), test)
        else:
            yield _Part(kind, "after", _pick(rng, clauses), test)


def _extreme_test(name: str, rivals: list[MadeObject]) -> Test:
    def beats(one: MadeObject, other: MadeObject) -> bool:
        dx, dy = (one.centres - other.centres).T
        if name in ("largest", "smallest"):
            big, less = (one, other) if name == "largest" else (other, one)
            # What is large and far may look smaller than what is small and near: that is doubt.
            return bool((big.extents > 1.25 * less.extents).all()) and _rank(big) >= _rank(less)
        gap = {
            "leftmost": -dx,
            "rightmost": dx,
            "topmost": -dy,
            "lowest": dy,
            "nearest": dy,
            "farthest": -dy,
        }[name]
        return bool((gap > 0.06).all())

    def test(one: MadeObject) -> Truth:
        others = [other for other in rivals if other is not one]
        if all(beats(one, other) for other in others):
            return True
        return False if any(beats(other, one) for other in others) else None

    return test


def _rank(one: MadeObject) -> int:
    return ("small", "medium", "large").index(one.size)


def _place_test(place: str) -> Test:
    def test(one: MadeObject) -> Truth:
        x, y = (one.centres[one.seen] if one.seen.any() else one.centres).T
        if place == "middle":
            if (np.abs(x - 0.5) < 0.1).all() and (np.abs(y - 0.5) < 0.18).all():
                return True
            far = (np.abs(x - 0.5) > 0.2).all() or (np.abs(y - 0.5) > 0.32).all()
            return False if far else None
        truths: list[Truth] = []
        for word in place.split():
            way = {
                "left": -x,
                "right": x - 1,
                "top": -y,
                "bottom": y - 1,
                "back": -y,
                "front": y - 1,
            }
            inside = way[word] + 0.5  # how far on that side of the middle
            truths.append(True if (inside > 0.1).all() else False if (inside < 0).all() else None)
        if False in truths:
            return False
        return None if None in truths else True

    return test


def _motion(rng: np.random.Generator, clip: MadeClip, value: str, shape: str) -> _Part:
    test = _motion_test(clip, value)
    verb, verbs = (ROLL if shape in ROUND_SHAPES else SLIDE)[rng.integers(4)]
    if value in WAYS:
        way = _pick(rng, WAYS[value])
        words = (f"{verb} {way}", f"{verb} {way}", f"that {verbs} {way}", f"that is {verb} {way}")
        return _Part("motion", "after", _pick(rng, words), test)
    if value in _OPPOSITE:
        return _Part("motion", "after", _pick(rng, APPROACH[clip.world, value]), test)
    if value in STATE_ADJECTIVES and rng.random() < 0.4:
        adjectives = STATE_ADJECTIVES[value]
        if value == "moving" and shape in ROUND_SHAPES:
            adjectives = ("moving", "rolling")
        return _Part("motion", "state", _pick(rng, adjectives), test)
    text = _pick(rng, (*STATES[value], *CROSSINGS.get(value, ())))
    if text.endswith((" left", " right")):
        side = text.rsplit(" ", 1)[1]
        way = side if value == "leaves" else {"left": "right", "right": "left"}[side]
        crossing = _motion_test(clip, way)
        return _Part("motion", "after", text, lambda o: _both(test(o), crossing(o)))
    return _Part("motion", "after", text, test)


def _both(first: Truth, second: Truth) -> Truth:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _named_motion(text: str) -> str | None:
    """The motion that a clause names, for those that may be held out."""
    words = text.split()
    if {"up", "upwards", "top"} & set(words):
        return "up"
    if {"down", "downwards", "bottom"} & set(words):
        return "down"
    near = {"closer", "approaching", "growing", "grows", "bigger", "larger", "us", "camera"}
    return "closer" if near & set(words) and "away" not in words else None


def _motion_test(clip: MadeClip, value: str) -> Test:
    def test(one: MadeObject) -> Truth:
        dx, dy = one.centres[-1] - one.centres[0]
        if value in WAYS:
            if one.motion == value:
                return True
            apparent = {"left": -dx, "right": dx, "up": -dy, "down": dy}[value]
            return None if one.motion != "still" and apparent > 0.04 else False
        if value in _OPPOSITE:
            if one.motion == value:
                return True
            growth = float(one.extents[-1] / one.extents[0])
            grows = growth if value == "closer" else 1 / growth
            return None if grows > 1.12 else False
        if value == "still":
            return None if one.stops else one.motion == "still"
        if value == "moving":
            if clip.world == "flat" and one.motion in _OPPOSITE:
                return None
            return one.motion != "still"
        if value == "stops":
            return one.stops
        if value == "enters":
            return one.enters or (None if _at_edge(one.start) else False)
        return one.leaves or (None if _at_edge(one.end) else False)

    return test


def _at_edge(place: tuple[float, float]) -> bool:
    return not all(0.08 < share < 0.92 for share in place)


def _relations(
    rng: np.random.Generator, clip: MadeClip, head: list[_Part], shape: str
) -> Iterator[_Part]:
    names = FLAT_RELATIONS if clip.world == "flat" else SOLID_RELATIONS
    named = [one for one in clip.objects if _truth(head, one) is not False]
    for index in rng.permutation(len(clip.objects)):
        mark = clip.objects[index]
        alike = [
            other
            for other in clip.objects
            if _both(_is_colour(mark.colour, other), _is_shape(mark.shape, other)) is not False
        ]
        if len(alike) > 1 or mark.seen.sum() < max(len(mark.seen) // 2, 1):
            continue
        if len(named) == 1 and named[0] is mark:
            continue  # "the red ball left of the red ball"
        noun = f"{_pick(rng, COLOUR_WORDS[mark.colour])} {_pick(rng, SHAPE_WORDS[mark.shape])}"
        for name in rng.permutation(names):
            words = RELATIONS[name]
            if name == "past" and shape in ROUND_SHAPES:
                words = (*words, *ROLLING_PAST)
            link = "" if name == "past" else LINKS[rng.integers(len(LINKS))]
            text = f"{link}{_pick(rng, words)} the {noun}"
            yield _Part("relation", "after", text, _relation_test(str(name), mark))


def _relation_test(name: str, mark: MadeObject) -> Test:
    def test(one: MadeObject) -> Truth:
        if one is mark:
            return False
        dx, dy = (one.centres - mark.centres).T
        if name == "past":
            if one.motion == "still":
                return False
            passes = dx[0] * dx[-1] < 0 and min(abs(dx[0]), abs(dx[-1])) > 0.05
            if passes and one.motion in ("left", "right") and mark.motion == "still":
                return True
            return False if dx[0] * dx[-1] > 0 and (np.abs(dx) > 0.04).all() else None
        gap = {"left": -dx, "right": dx, "above": -dy, "below": dy, "behind": -dy, "before": dy}[
            name
        ]
        beside = np.abs(dx) < 0.3 if name in ("above", "below", "behind", "before") else dx == dx
        if (gap > 0.09).all() and beside.all():
            return True
        return False if (gap < 0).all() else None

    return test
