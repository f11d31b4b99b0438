"""What answers of a network depend on, as a project file has it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from soc_studio.core.project.project import LONGEST_SIDE, LONGEST_TEXT, MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Search:
    """What answers depend on: other values are other answers, kept beside these.

    Attributes:
        video: its fingerprint.
        weights: digest of the weights file, and `network` what it is called.
        settings: of the run, as text; see `core.search.settings_text`.
        height, width: at which masks are kept, in pixels.
        threshold: score from which an object counts as present, the network's own.
    """

    video: str
    expression: str
    weights: str
    network: str
    settings: str
    height: int
    width: int
    threshold: float = field(compare=False)


def is_sound(search: Search) -> bool:
    """Return whether a search that was read is one that may be."""
    texts = (search.video, search.expression, search.weights, search.network, search.settings)
    sides = (search.height, search.width)
    try:
        return (
            all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in texts)
            and all(isinstance(side, int) and 1 <= side <= LONGEST_SIDE for side in sides)
            and search.height * search.width <= MOST_PIXELS
            and isinstance(search.threshold, float)
            and 0 <= search.threshold <= 1
            and isinstance(json.loads(search.settings), dict)
        )
    except (ValueError, RecursionError):  # no JSON
        return False
