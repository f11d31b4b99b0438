"""How clips are cut of a video, by the frames whose masks are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soc_studio.core.training.recipe import DataPart


@dataclass(frozen=True, slots=True)
class Cut:
    """A clip: the places of its frames, and the one of them whose mask counts, None for all."""

    places: tuple[int, ...]
    annotated: int | None = None


def cuts(known: Sequence[int], count: int, part: DataPart) -> list[Cut]:
    """Return the clips that a part of a recipe asks for.

    Args:
        known: the places of frames with masks, ascending.
        count: frames of the video.
        part: says how.
    """
    length = part.frames
    if not known:
        return []
    if part.clips in ("pictures", "pseudo-videos"):
        return [Cut((place,)) for place in known]
    if part.clips == "around":
        return [_around(place, count, part) for place in known]
    if part.clips == "whole":
        return [Cut(tuple(known[start : start + length])) for start in range(0, len(known), length)]
    starts = list(range(0, max(1, len(known) - length + 1), length))
    if starts[-1] + length < len(known):
        starts.append(len(known) - length)  # the last window is the last frames
    found = []
    for start in starts:
        places = list(known[start : start + length])
        places += [places[-1]] * (length - len(places))  # a short video repeats its last frame
        found.append(Cut(tuple(places)))
    return found


def is_shown(cut: Cut, shown_on: Sequence[set[int]], part: DataPart) -> bool:
    """Return whether a clip shows what an expression names: all of it where that is several.

    `shown_on` are the places that show each object. A whole video has to show something of it.
    """
    places = cut.places
    if cut.annotated is not None:
        places = (cut.places[cut.annotated],)
    enough = any if part.clips == "whole" else all
    return enough(not own.isdisjoint(places) for own in shown_on)


def _around(place: int, count: int, part: DataPart) -> Cut:
    first = place - part.frames // 2
    places = tuple(min(max(first + step, 0), count - 1) for step in range(part.frames))
    annotated = places.index(place) if part.centre == "first" else part.frames // 2
    return Cut(places, annotated)
