"""Categories to choose from: those in use, those of the project, or those of Ref-YouTube-VOS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from soc_studio.core.project.project import Project

YOUTUBE_VOS = (
    *("airplane", "ape", "bear", "bike", "bird", "boat", "bucket", "bus", "camel", "cat", "cow"),
    *("crocodile", "deer", "dog", "dolphin", "duck", "eagle", "earless_seal", "elephant", "fish"),
    *("fox", "frisbee", "frog", "giant_panda", "giraffe", "hand", "hat", "hedgehog", "horse"),
    *("knife", "leopard", "lion", "lizard", "monkey", "motorbike", "mouse", "others", "owl"),
    *("paddle", "parachute", "parrot", "penguin", "person", "plant", "rabbit", "raccoon", "sedan"),
    *("shark", "sheep", "sign", "skateboard", "snail", "snake", "snowboard", "squirrel"),
    *("surfboard", "tennis_racket", "tiger", "toilet", "train", "truck", "turtle", "umbrella"),
    *("whale", "zebra"),
)
"""The 65 categories of YouTube-VOS and Ref-YouTube-VOS, as their files spell them."""


def known_categories(project: Project) -> tuple[str, ...]:
    """Return the categories to choose from, each once: those that the project uses, then those of
    its list, or without one those of Ref-YouTube-VOS."""
    used = sorted({each.category for each in project.layers if each.category})
    return tuple(dict.fromkeys((*used, *(project.categories or YOUTUBE_VOS))))


def unlisted(categories: Iterable[str], listed: Sequence[str]) -> list[str]:
    """Return the categories that are not among those `listed`, each once, but for none at all."""
    known = frozenset(listed)
    return [each for each in dict.fromkeys(categories) if each and each not in known]
