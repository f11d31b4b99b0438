"""Nouns said of several."""

from __future__ import annotations

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "mouse": "mice",
    "sheep": "sheep", "fish": "fish", "deer": "deer", "goose": "geese", "ox": "oxen",
    "aircraft": "aircraft", "shelf": "shelves", "knife": "knives", "leaf": "leaves",
    "wolf": "wolves", "calf": "calves", "loaf": "loaves", "bison": "bison", "shrimp": "shrimp",
    "squid": "squid", "octopus": "octopuses", "bus": "buses", "pony": "ponies",
    "jellyfish": "jellyfish", "starfish": "starfish", "pufferfish": "pufferfish", "kid": "kids",
    "scarf": "scarves", "tomato": "tomatoes", "potato": "potatoes", "rhino": "rhinos",
}  # fmt: skip


def plural_of(noun: str) -> str:
    """Return the noun in the plural: "cars", "people", "pieces of cake"."""
    head, joint, rest = noun.partition(" of ")
    words = head.split()
    words[-1] = _plural_word(words[-1])
    return " ".join(words) + joint + rest


def _plural_word(word: str) -> str:
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for single, several in (("woman", "women"), ("man", "men")):
        if low.endswith(single) and low not in ("human",):
            return word[: -len(single)] + several
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
