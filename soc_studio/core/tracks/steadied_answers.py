"""Which answers of a layer are seen: those steadied along the motion, or the model's own."""

from __future__ import annotations

import json
from collections.abc import Sequence

from soc_studio.core.storage.results import Search

MARK = "steadied"
"""What the settings of steadied answers have, and those of the model's own have not."""


def is_steadied(search: Search) -> bool:
    """Return whether a search is not the model's own, but what steadying made of one."""
    return bool(json.loads(search.settings).get(MARK))


def seen_answers(answers: Sequence[tuple[int, Search]], steadied: bool) -> list[tuple[int, Search]]:
    """Return those of the `answers` of a layer that are seen, the first one above the others.

    Those that are `steadied` come before the model's own that they were made of, or are left out.
    """
    own = [each for each in answers if not is_steadied(each[1])]
    if not steadied:
        return own
    made = {_key(search): (number, search) for number, search in answers if is_steadied(search)}
    seen = []
    for each in own:
        above = made.get(_key(each[1]))
        seen += [each] if above is None else [above, each]
    return seen


def _key(search: Search) -> tuple[object, ...]:
    settings = {k: v for k, v in json.loads(search.settings).items() if k != MARK}
    return (
        *(search.weights, search.height, search.width),
        json.dumps(settings, sort_keys=True, default=str),
    )
