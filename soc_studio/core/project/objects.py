"""The objects of a video as data sets count them: their numbers, and what sentences refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from soc_studio.core.project.expression import Expression
from soc_studio.core.project.layer import Layer, LayerId
from soc_studio.core.project.limits import EditError
from soc_studio.core.project.project import Project
from soc_studio.core.project.video import VideoId
from soc_studio.core.system.messages import message

_STAND_IN = re.compile(r"object [0-9]+")
_NO_NUMBERS: Mapping[LayerId, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class VideoLabels:
    """What is known of the objects of a video together: the number of each, and the sentences that
    are no layer's own."""

    numbers: Mapping[LayerId, int] = field(default_factory=lambda: _NO_NUMBERS)
    expressions: tuple[Expression, ...] = ()


NO_LABELS = VideoLabels()


def labels_of(project: Project, video: VideoId) -> VideoLabels:
    """Return the numbers and sentences of a video's objects."""
    return VideoLabels(object_numbers(project.of_video(video)), project.expressions_of(video))


def object_numbers(layers: Iterable[Layer]) -> dict[LayerId, int]:
    """Return the number of each of a video's layers, from 1 on; moving layers changes none.

    What an import said stays; the others have the smallest numbers that are free, in the order in
    which they were added. Where two were imported with one number, the older one keeps it.
    """
    in_order = sorted(layers, key=lambda each: each.id)
    numbers: dict[LayerId, int] = {}
    for each in in_order:
        if each.object_id is not None and each.object_id not in numbers.values():
            numbers[each.id] = each.object_id
    taken = set(numbers.values())
    free = 1
    for each in in_order:
        if each.id not in numbers:
            while free in taken:
                free += 1
            numbers[each.id] = free
            taken.add(free)
    return numbers


Said = tuple[str, str]
"""A sentence, and who wrote it; empty where nobody said."""


def references(
    layers: Iterable[Layer], expressions: Iterable[Expression]
) -> Mapping[Said, tuple[LayerId, ...]]:
    """Return the objects that each sentence of a video refers to; none is "no such object".

    The sentences of layers come first. One that several have refers to all of their objects; one of
    a layer without an object refers to what others say of it, if anything; and what others say of
    such a layer, refers to nothing.
    """
    found: dict[Said, list[LayerId]] = {}
    layers = tuple(layers)
    absent = {layer.id for layer in layers if layer.absent}
    for layer in layers:
        own = found.setdefault((layer.expression, layer.annotator), [])
        if not layer.absent:
            own.append(layer.id)
    for expression in expressions:
        own = found.setdefault((expression.text, expression.annotator), [])
        own += [each for each in expression.layers if each not in (*own, *absent)]
    return {said: tuple(own) for said, own in found.items()}


def layers_of_numbers(text: str, numbers: Mapping[LayerId, int]) -> tuple[LayerId, ...]:
    """Return the layers whose objects have the numbers in a text, as "1, 3"; none of an empty text,
    or of one without numbers that says so ("none", "-").

    Raises:
        EditError: there is no object of a number.
    """
    layers = {number: layer for layer, number in numbers.items()}
    found = [int(each[:12]) for each in re.findall(r"[0-9]+", text)]
    for number in found:
        if number not in layers:
            raise EditError(
                message("There is no object {number} in this video.", number=number),
                message("Type numbers of the table, such as 1, 3."),
            )
    return tuple(dict.fromkeys(layers[number] for number in found))


def stand_in(number: int) -> str:
    """Return what stands in the place of a sentence at an imported object that nobody described."""
    return f"object {number}"


def is_described(layer: Layer) -> bool:
    """Return whether the sentence of a layer is one: an import may have known none."""
    return layer.imported is None or _STAND_IN.fullmatch(layer.expression) is None
