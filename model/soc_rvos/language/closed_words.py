"""The words of English that are no nouns to look for, and how a sentence is cut into words."""

from __future__ import annotations

import re

WORD = re.compile(
    r"\bw/(?:o\b)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:st|nd|rd|th)?|[^\w\s]", re.IGNORECASE
)
"""A word of a sentence, or a mark: "w/" is "with"."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, for tables of words."""
    return frozenset(text.split())


# What ends a noun phrase, or comes before the first one.
PREPOSITIONS = word_set(
    "about above across after against along alongside amid among around as at atop away before "
    "behind below beneath beside besides between beyond by down during except facing for from in "
    "inside into like near nearest nearby next off on onto opposite out outside over past per "
    "round since through throughout till to toward towards under underneath until up upon via "
    "versus vs with within without w/ w/o w wit minus sans"
)
CLAUSES = word_set(
    "who whom whose which that where when while because if so then than but not no nor "
    "neither or is are "
    "was were be been being has have had having do does did can could will would may might must "
    "should isn't aren't doesn't don't dont didn't won't wouldn't can't cannot wasn't weren't "
    "hasn't haven't who's that's it's he's she's there's here's what's only "
    "also too it he she they we you i him them me us there "
    "here whoever what whatever"
)
DETERMINERS = word_set(
    "a an the this these those each every some any another other both all either its his her their "
    "my our your same such one's two three four five six seven eight nine ten several many few "
    "most more much first second third fourth fifth sixth last final whichever"
)
PRONOUNS = word_set(
    "one ones someone somebody anyone anybody everyone everybody something anything everything "
    "nothing nobody who"
)
PERSONS = word_set("someone somebody anyone anybody everyone everybody")
PERSONAL = word_set(
    "who whoever who's whoever's he she he's she's him me myself himself herself one her"
)
"""Words that are a person where nothing else is named: "whoever is driving", "the one who runs"."""
# Never a head, though nouns too: where and how, and colours.
DESCRIBING = word_set(
    "left right front rear middle center centre top bottom upper lower side far near back outer "
    "inner leftmost rightmost leftward rightward topmost furthest farthest closest nearest big "
    "bigger biggest large larger largest small smaller smallest little tiny huge tall taller "
    "tallest short shorter shortest old older oldest young younger youngest fast faster fastest "
    "slow slower slowest dark bright pale black white red green blue yellow brown grey gray "
    "purple pink beige golden silver maroon turquoise navy crimson cyan magenta violet blonde "
    "blond striped spotted clockwise counterclockwise forward forwards backward backwards together "
    "corner alone upside just very main whole entire"
)
VAGUE = word_set("thing object something")
"""Words for whatever it is: "the blue thing"."""
QUANTITIES = word_set(  # "a group of dancers" are dancers
    "group pair couple herd flock bunch crowd row set stack pile lot lots kind type sort piece "
    "number rest swarm school team band pack line part majority view image picture video dozen "
    "photo photograph clip footage shot screenshot close-up closeup "
    "hundred thousand plenty ton load handful stacks"
)
BROKEN = word_set(  # irregular verbs that follow the noun they describe, and are no noun
    "ran rode held thrown threw thrown driven drove worn wore seen saw hit made sat stood laid "
    "lain lying taken took caught bent built kept led left lit put ridden shown spun swung swum "
    "swam flown flew gone went came given gave won beaten drawn driving hidden hung"
)
SKIPPED = DETERMINERS | PRONOUNS | word_set("and find show track segment select follow please")
CLOSED_WORDS = PREPOSITIONS | CLAUSES | SKIPPED | DESCRIBING | QUANTITIES | BROKEN | word_set("of")
