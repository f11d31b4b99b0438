"""What tracks.json says of an object beside its masks: names, categories, reviews, corrections.

Both directions are here, so that what is written is what is read; `tracks_json_export` says where
it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from soc_rvos.masks import Mask
from soc_studio.core.formats.imported_layer import shortened
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.expression import Expression
from soc_studio.core.project.imported_object import ImportedExpression, ImportedObject
from soc_studio.core.project.layer import (
    Absent,
    Choice,
    Correction,
    Layer,
    LayerId,
    Origin,
    Review,
    Verdict,
)
from soc_studio.core.project.limits import LONGEST_TEXT, MOST_FRAMES, MOST_OF_A_NAME
from soc_studio.core.project.spans import ValuedSpans

ENTRIES = (
    "object_id category colour no_such_object not_here reviews start stop review note reviewer"
    " correction origin frame trust basis cut expressions text objects annotator"
)
"""The entries of the file's objects that are read here."""
_COLOUR = re.compile("#[0-9a-f]{6}")
_MOST_ID = 2**53
_MOST_BASIS = 2**32 - 1

_Value = TypeVar("_Value")


class LabelsError(ValueError):
    """What a file says of an object is not what is written there."""


def said_of(layer: Layer, number: int) -> dict[str, Any]:
    """Return what the file says of a layer whose object has this number, as JSON values."""
    denied = [each for each in layer.choices if isinstance(each.value, Absent)]
    return {
        "object_id": number,
        "name": layer.name,
        **_by(layer.annotator),
        "category": layer.category,
        "colour": "#{:02x}{:02x}{:02x}".format(*layer.colour),
        "no_such_object": layer.absent,
        "not_here": [[each.start, each.stop] for each in denied],
        "reviews": [
            {
                "start": each.start,
                "stop": each.stop,
                "review": each.value.review.value,
                "note": each.value.note,
                "reviewer": each.value.reviewer,
            }
            for each in layer.verdicts
        ],
    }


def said_of_correction(correction: Correction) -> dict[str, Any]:
    """Return what the file says of a frame with a correction, as JSON values."""
    return {
        "origin": correction.origin.value,
        "frame": correction.source,
        "trust": correction.trust,
        "basis": correction.basis,
        **({} if correction.cut is None else {"cut": correction.cut}),
    }


def said_expressions(
    expressions: Collection[Expression], numbers: Mapping[LayerId, int]
) -> list[dict[str, Any]]:
    """Return what the file says of sentences, as JSON values: of those whose objects are all among
    `numbers`, the written ones."""
    return [
        {
            "text": each.text,
            "objects": [numbers[one] for one in each.layers],
            **_by(each.annotator),
        }
        for each in expressions
        if all(one in numbers for one in each.layers)
    ]


def _by(annotator: str) -> dict[str, str]:
    return {"annotator": annotator} if annotator else {}


def object_of(track: Mapping[str, Any], frames: Mapping[int, int]) -> ImportedObject:
    """Return what a track says of its object, without its masks.

    `frames` are the frames of the video, by their numbers in the file.

    Raises:
        LabelsError: it says something else than `said_of` writes.
    """
    spans = _list(track, "not_here")
    choices: ValuedSpans[Choice] = ValuedSpans()
    for each in spans:
        match each:
            case [int(start), int(stop)]:
                choices = _put(choices, start, stop, Absent(), frames)
            case _:
                raise LabelsError("not_here")
    verdicts: ValuedSpans[Verdict] = ValuedSpans()
    for each in _list(track, "reviews"):
        match each:
            case {"start": int(start), "stop": int(stop), "review": str(review)}:
                reviewer = _text(each, "reviewer", MOST_OF_A_NAME)
                verdict = Verdict(_one_of(Review, review), _text(each, "note"), reviewer)
                verdicts = _put(verdicts, start, stop, verdict, frames)
            case _:
                raise LabelsError("reviews")
    return ImportedObject(
        _text(track, "expression") or "masks",
        name=_text(track, "name"),
        category=_text(track, "category"),
        colour=_colour(track.get("colour")),
        object_id=_whole(track.get("object_id"), 1, _MOST_ID),
        absent=track.get("no_such_object") is True,
        choices=choices,
        verdicts=verdicts,
        annotator=_text(track, "annotator", MOST_OF_A_NAME),
    )


def correction_of(said: Any, frames: Mapping[int, int]) -> Callable[[Mask], Correction]:
    """Return what makes the correction of a frame from its mask; raises LabelsError likewise."""
    match said:
        case {"origin": str(origin)}:
            trust = said.get("trust")
            if trust is not None and not (isinstance(trust, int | float) and 0 <= trust <= 1):
                raise LabelsError("trust")
            source, cut = (_whole(said.get(each), 0, MOST_FRAMES) for each in ("frame", "cut"))
            return partial(
                Correction,
                origin=_one_of(Origin, origin),
                source=None if source is None else frames.get(source),
                trust=None if trust is None else float(trust),
                basis=_whole(said.get("basis"), 0, _MOST_BASIS),
                cut=None if cut is None else frames.get(cut),
            )
    raise LabelsError("correction")


def expressions_of(
    content: Mapping[str, Any], numbers: Sequence[int | None]
) -> list[ImportedExpression]:
    """Return the sentences of a file whose tracks have these numbers; raises LabelsError."""
    found = []
    for each in _list(content, "expressions"):
        match each:
            case {"text": str(), "objects": list(objects)}:
                if not all(one is not None and one in numbers for one in objects):
                    raise LabelsError("expressions")
                text = _text(each, "text")
                if not text:
                    raise LabelsError("expressions")
                meant = tuple(map(numbers.index, objects))
                annotator = _text(each, "annotator", MOST_OF_A_NAME)
                found.append(ImportedExpression(text, meant, annotator))
            case _:
                raise LabelsError("expressions")
    return found


def _put(
    spans: ValuedSpans[_Value], start: int, stop: int, value: _Value, frames: Mapping[int, int]
) -> ValuedSpans[_Value]:
    """Return `spans` with a value on the frames of the video that a stretch of the file is of."""
    if not 0 <= start < stop <= MOST_FRAMES:
        raise LabelsError("a stretch")
    own = sorted(at for number, at in frames.items() if start <= number < stop)
    first = 0
    for place in range(1, len(own) + 1):
        if place == len(own) or own[place] != own[place - 1] + 1:
            spans = spans.put(own[first], own[place - 1] + 1, value)
            first = place
    return spans


def _list(holder: Mapping[str, Any], name: str) -> list[Any]:
    found = holder.get(name, [])
    if not isinstance(found, list):
        raise LabelsError(name)
    return found


def _text(holder: Mapping[str, Any], name: str, most: int = LONGEST_TEXT) -> str:
    found = holder.get(name, "")
    if not isinstance(found, str):
        raise LabelsError(name)
    return shortened(found, most)


def _colour(said: Any) -> Rgb | None:
    if said is None:
        return None
    if not isinstance(said, str) or not _COLOUR.fullmatch(said):
        raise LabelsError("colour")
    red, green, blue = bytes.fromhex(said[1:])
    return red, green, blue


def _whole(said: Any, least: int, most: int) -> int | None:
    if said is not None and not (type(said) is int and least <= said <= most):
        raise LabelsError("a number")
    found: int | None = said
    return found


def _one_of(kind: type[_Value], said: str) -> _Value:
    try:
        return kind(said)  # type: ignore[call-arg]
    except ValueError as error:
        raise LabelsError(said) from error
