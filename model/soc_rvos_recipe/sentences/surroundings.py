"""Words about the scene that decide nothing: "in the garden", "past the bench".

What a sentence means does not change by them, and a network has to learn that.
"""

from __future__ import annotations

import numpy as np

from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.sentences.naming import named

_PLACES = """
in the garden; in the park; on the street; on the road; by the water; on the beach; at the beach;
in the field; on the grass; on the lawn; near the wall; in front of the wall; in the forest;
in the woods; on the path; on the pavement; on the sidewalk; in the yard; in the room; on the floor;
in the kitchen; in the living room; at the zoo; in the sand; in the snow; on the bridge; in town;
in the city; near the trees; under the trees; by the river; on the river; at the lake; on the hill;
in the mountains; on the square; at the station; outdoors; outside; indoors; in the sun; in the
shade; in a meadow; on a meadow; in the countryside; on a sunny day; at night; in the dark;
in a crowded place; behind the fence; next to the house; in front of the house; in the water;
at the corner; in the distance; near the camera; among the flowers; between the rocks; on a rock
"""
_WAYS = """
past the bench; past the house; past the trees; along the road; along the path; along the river;
across the street; across the grass; across the floor; through the garden; through the park;
through the forest; through the water; around the corner; over the bridge; up the hill; down the
road; down the street; past other people; past the shops; along the wall; through the sand
"""


def _tails(text: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in text.split(";") if each.strip())


PLACES = _tails(_PLACES)
WAYS = _tails(_WAYS)


def with_surroundings(rng: np.random.Generator, clip: Clip, text: str) -> str:
    """Return the sentence with a tail about the scene, none of whose words names an actor."""
    moving = any(word.endswith("ing") for word in text.split())
    tails = PLACES + WAYS * 2 if moving else PLACES
    tail = tails[int(rng.integers(len(tails)))]
    words = [word.rstrip("s") for word in tail.split()[1:]]
    if any(named(word, actor) is not False for word in words for actor in clip.actors):
        return text
    return f"{text} {tail}"


def without_article(text: str) -> str:
    """Return the sentence without the article it begins with."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else text
