"""Scores how well a few typed letters match a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_START = 4.0  # a letter that begins a word
_NEXT = 3.0  # a letter right behind the one before
_ANY = 1.0
_GAP = 0.05  # for each letter passed over, up to a word or two
_LONGEST_GAP = 15


def fitness(letters: str, name: str) -> float | None:
    """Return how well `letters`, in this order but with gaps, are found in `name`.

    More is better; None where they are not in it. Case, accents and blanks do not matter.
    """
    wanted = "".join(_plain(letters).split())
    text = _plain(name)
    if not wanted:
        return 0.0
    if len(wanted) > len(text):
        return None
    # best[place]: of the letters so far, the last of them at this place of the text
    best: dict[int, float] = {}
    for number, letter in enumerate(wanted):
        after: dict[int, float] = {}
        for place, found in enumerate(text):
            if found != letter:
                continue
            starts = place == 0 or not text[place - 1].isalnum()
            own = _START if starts else _ANY
            if number == 0:
                after[place] = own - _GAP * min(place, _LONGEST_GAP)
                continue
            scores = [
                value + (max(own, _NEXT) if before == place - 1 else own - _gap(before, place))
                for before, value in best.items()
                if before < place
            ]
            if scores:
                after[place] = max(scores)
        best = after
        if not best:
            return None
    return max(best.values()) - _GAP * min(len(text) - len(wanted), _LONGEST_GAP) / 2


def ranked(letters: str, names: Sequence[str]) -> list[int]:
    """Return the places of those of `names` that fit, the best first."""
    fits = [(fitness(letters, name), place) for place, name in enumerate(names)]
    found = [(fit, place) for fit, place in fits if fit is not None]
    return [place for _, place in sorted(found, key=lambda each: (-each[0], each[1]))]


def _gap(before: int, place: int) -> float:
    return _GAP * min(place - before - 1, _LONGEST_GAP)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
