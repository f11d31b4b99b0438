"""What a sentence can state of an object: attributes, and the values that each can have."""

from __future__ import annotations

from dataclasses import dataclass

Ternary = bool | None
"""True, False, or None where a viewer might be of either mind."""

SIDES = ("left", "right", "middle", "top", "bottom")
RANKS = ("leftmost", "rightmost", "second from the left", "second from the right", "between")
DEPTHS = ("front", "back")
SIZES = ("large", "small", "tall")
RELATIONS = ("left of", "right of", "above", "below", "next to", "in front of", "behind")
MOTIONS = (
    "left", "right", "up", "down", "still", "moving", "stops", "starts", "turns back", "closer",
    "away", "turning", "enters left", "enters right", "leaves left", "leaves right", "fast", "slow",
)  # fmt: skip
COMPARED = ("fast", "slow")
TO_ANOTHER = ("relation", "than", "rides")
"""Sorts of attributes that speak of another actor besides."""
FACINGS = ("left", "right", "camera", "away")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a sentence states of its object.

    `sort` is "name", "colour", "wears", "pose", "facing", "size", "than", "place", "relation",
    "rides" or "motion"; `value` what is said. `garment` is for "wears", None for any. `others` are
    the numbers of the actors that it is compared with or, for "relation", "than" and "rides", the
    one it stands in relation to. Where it is `denied` the sentence says that it is not so.
    """

    sort: str
    value: str
    garment: str | None = None
    others: tuple[int, ...] = ()
    denied: bool = False
