"""The colours of a sentence: which it names, which are the thing's own, and what shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES
from soc_rvos.language.closed_words import word_set
from soc_rvos.language.head_noun import HeadNoun

# Words that several named colours show: what is golden is yellow in the light, brown in the shade.
_SETS = {name: (name,) for name in NAMES} | {
    "gray": ("grey",),
    "whit": ("white",),  # "whitish"
    "violet": ("purple",),
    "golden": ("yellow", "brown", "orange"),
    "blonde": ("yellow", "brown", "white"),
    "blond": ("yellow", "brown", "white"),
    "beige": ("brown",),
    "tan": ("brown",),
    "silver": ("grey", "white"),
}
COLOUR_WORDS = frozenset(_SETS)
_SHOWN = {"white": ("white", "grey"), "black": ("black", "grey")}
"""What else may be seen of a colour: white is grey in the shade, and black is in the light."""
_LOOSE = word_set("golden blonde blond beige tan silver")
"""Words that say too little of what is to be seen to contradict it."""
_MARKS = ".,;:!?\"'()"
# "In red", "dressed in blue", "wearing a blue dress", "is black": worn, or said, of the thing.
_WORN = re.compile(
    r"\b(?:in|wearing|wears|dressed|is|are|that's|which's|coloured|colored)\b"
    r"(?:\s+(?:in|a|an|the|his|her|its|light|dark|bright|pale|all|and|very))*\s+"
    r"([\w-]+(?:\s+and\s+[\w-]+)?)"
    r"|(?:\b(?:with|has|having|got)\s|[,(:])\s*(?:(?:a|an|the|his|her|its|light|dark|bright|pale)\s+)*([\w-]+)\s+(?:\w+\s+)?"
    r"(?:shirt|t-shirt|tee|top|jacket|coat|dress|skirt|sweater|jumper|hoodie|suit|trousers|pants"
    r"|shorts|jeans|blouse|vest|jersey|uniform|cardigan|gown|robe|outfit|clothes"
    r"|hat|cap|helmet|scarf|gloves|boots|shoes)\b"
)


# Somebody else, of whom it is said: "the racket of the girl in pink".
_SOMEBODY = re.compile(
    r"\b(?:a|an|the|his|her|their|my|this|that|another|by)\s+(?:[\w-]+\s+)?(?:wo)?(?:man|men|girl|boy|person|people"
    r"|guy|lady|kid|child|player|dancer|rider|driver|baby|toddler)\b"
)


def named_colours(text: str) -> list[float]:
    """Return by `NAMES` 1 for what shows the colours of `text`; "reddish", "space-grey" count."""
    return _marked(each for word in _words(text) for each in _SETS.get(word, ()))


def said_of(text: str, head: HeadNoun | None) -> list[float]:
    """Return by `NAMES` 1 for colours that are said of the thing at `head`, or of what it wears.

    "The woman in the yellow dress" is yellow in part; "the woman with a yellow bag", "the dog on
    the green grass", "the dog of the man in red" are not: what else is yellow, green or red in the
    picture would mislead.
    """
    if head is None:
        return named_colours(text)
    worn = " ".join(
        found[1] or found[2]
        for found in _WORN.finditer(text, head.stop)
        if not _SOMEBODY.search(text, head.stop, found.start())
    )
    return named_colours(f"{text[: head.start]} {worn}")


def own_colours(text: str, head: HeadNoun | None) -> NDArray[np.bool_]:
    """Return bool [11] by `NAMES`: the colours said of the thing itself.

    "The red car" is red; "the woman in the yellow dress" is not yellow.
    """
    return np.array(named_colours(text[: head.start] if head else ""), dtype=np.bool_)


def demanded(text: str, head: HeadNoun | None) -> list[NDArray[np.bool_]]:
    """Return, for each colour word that is said of the thing itself, what may be seen of it.

    Each is bool [11] by `NAMES`. Words such as "blonde", which is said of a part, demand nothing.
    """
    words = _words(text[: head.start] if head else "")
    return [
        np.array(_marked(_SHOWN.get(word, _SETS[word])), dtype=np.bool_)
        for word in words
        if word in _SETS and word not in _LOOSE
    ]


def _words(text: str) -> list[str]:
    return [
        word.strip(_MARKS).removesuffix("ish") for word in text.lower().replace("-", " ").split()
    ]


def _marked(names: Iterable[str]) -> list[float]:
    found = set(names)
    return [float(name in found) for name in NAMES]
