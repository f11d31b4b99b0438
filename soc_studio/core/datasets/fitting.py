"""What of a dataset a format can hold: rules that leave out the rest, and say so before writing.

A rule takes a dataset and returns it as it comes back when it was written and is read again, with a
sentence for each kind of loss. What no rule of a format names comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
)
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class DatasetLoss:
    """What a format cannot hold of a dataset.

    Attributes:
        sentence: what becomes of it, with the count; a `Message`.
        count: of how many of them.
    """

    sentence: str
    count: int


Fitted = tuple[Dataset, list[DatasetLoss]]
Rule = Callable[[Dataset], Fitted]


def fitted(dataset: Dataset, rules: Iterable[Rule]) -> Fitted:
    """Return a dataset as a format with these `rules` holds it, and what that loses.

    Masks may be read for it, each once for a rule that counts pixels.

    Raises:
        DatasetError: one cannot be read.
    """
    losses = []
    for rule in rules:
        dataset, lost = rule(dataset)
        losses += lost
    return dataset, [each for each in losses if each.count]


def each_video(
    dataset: Dataset, change: Callable[[DatasetVideo], tuple[DatasetVideo, int]]
) -> tuple[Dataset, int]:
    """Return a dataset with every video changed, and the sum of what the changes count."""
    videos, count = [], 0
    for video in dataset.videos:
        changed, lost = change(video)
        videos.append(changed)
        count += lost
    return replace(dataset, videos=tuple(videos)), count


def without_repeated_texts(dataset: Dataset) -> Fitted:
    """Leave out expressions of a video whose text another one before them has."""
    return _without_repeated(dataset, lambda each: each.text)


def with_different_lines(dataset: Dataset) -> Fitted:
    """Leave out expressions without words, and those that repeat another one of their object."""
    spoken, count = _without(dataset, lambda each: each.text != "")
    sentence = message("Expressions without words are left out: {count}.", count=count)
    changed, losses = _without_repeated(spoken, lambda each: (each.text, each.objects))
    return changed, [DatasetLoss(sentence, count), *losses]


def _without_repeated(dataset: Dataset, key: Callable[[DatasetExpression], object]) -> Fitted:
    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        kept = tuple({key(each): each for each in reversed(video.expressions)}.values())[::-1]
        return replace(video, expressions=kept), len(video.expressions) - len(kept)

    changed, count = each_video(dataset, change)
    sentence = message(
        "Expressions that repeat another one of their video are left out: {count}.", count=count
    )
    return changed, [DatasetLoss(sentence, count)]


def without_several_objects(dataset: Dataset) -> Fitted:
    """Leave out expressions that name several objects."""
    changed, count = _keeping(dataset, lambda objects: objects is None or len(objects) <= 1)
    sentence = message(
        "Expressions that name several objects together are left out: {count}.", count=count
    )
    return changed, [DatasetLoss(sentence, count)]


def without_absent(dataset: Dataset) -> Fitted:
    """Leave out expressions of which there is no such object."""
    changed, count = _keeping(dataset, lambda objects: objects != ())
    sentence = message(
        "Expressions without such an object in the video are left out: {count}.", count=count
    )
    return changed, [DatasetLoss(sentence, count)]


def without_unanswered(dataset: Dataset) -> Fitted:
    """Leave out expressions of which nobody said what they name."""
    changed, count = _keeping(dataset, lambda objects: objects is not None)
    sentence = message(
        "Expressions without an answer, of which nobody said what they name, are left out: "
        "{count}.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]


def without_expressions(dataset: Dataset) -> Fitted:
    """Leave out all expressions."""
    changed, count = _keeping(dataset, lambda objects: False)
    return changed, [DatasetLoss(message("Expressions are left out: {count}.", count=count), count)]


def without_unnamed_objects(dataset: Dataset) -> Fitted:
    """Leave out objects that no expression names."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        named = {id for each in video.expressions for id in each.objects or ()}
        kept = tuple(each for each in video.objects if each.id in named)
        return replace(video, objects=kept), len(video.objects) - len(kept)

    changed, count = each_video(dataset, change)
    sentence = message("Objects that no expression names are left out: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def without_categories(dataset: Dataset) -> Fitted:
    """Leave out the categories of objects."""
    changed, count = _categorised(dataset, lambda category: "")
    sentence = message("Categories of objects are left out: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_categories(known: Collection[str], other: str) -> Rule:
    """Return a rule that makes `other` of every category that is not `known`."""

    def rule(dataset: Dataset) -> Fitted:
        changed, count = _categorised(
            dataset, lambda category: category if category in known else other
        )
        sentence = message(
            "Objects whose category is none of the {known} of this format get '{other}': {count}.",
            known=len(known),
            other=other,
            count=count,
        )
        return changed, [DatasetLoss(sentence, count)]

    return rule


def with_category_for_all(name: str) -> Rule:
    """Return a rule that gives objects without a category the one called `name`."""

    def rule(dataset: Dataset) -> Fitted:
        changed, count = _categorised(dataset, lambda category: category or name)
        sentence = message(
            "Objects without a category get '{other}': {count}.", other=name, count=count
        )
        return changed, [DatasetLoss(sentence, count)]

    return rule


def without_annotators(dataset: Dataset) -> Fitted:
    """Leave out who wrote expressions."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        named = sum(bool(each.annotator) for each in video.expressions)
        expressions = tuple(replace(each, annotator="") for each in video.expressions)
        return replace(video, expressions=expressions), named

    changed, count = each_video(dataset, change)
    sentence = message("Names of annotators are left out, of expressions: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_rate(rate: Callable[[DatasetVideo], Fraction | None]) -> Rule:
    """Return a rule that gives every video the rate that readers of the format take it to have."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        read = rate(video)
        return replace(video, rate=read), video.rate is not None and video.rate != read

    def rule(dataset: Dataset) -> Fitted:
        changed, count = each_video(dataset, change)
        sentence = message("The format cannot say the rate of videos: {count}.", count=count)
        return changed, [DatasetLoss(sentence, count)]

    return rule


def without_empty_knowledge(dataset: Dataset) -> Fitted:
    """Leave out objects of which nothing is known on any frame, and what names them."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        kept = tuple(each for each in video.objects if each.masks.frames)
        ids = {each.id for each in kept}
        expressions = tuple(
            each for each in video.expressions if not each.objects or ids.issuperset(each.objects)
        )
        changed = replace(video, objects=kept, expressions=expressions)
        return changed, len(video.objects) - len(kept)

    changed, count = each_video(dataset, change)
    sentence = message("Objects that are on no frame are left out: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_known_size(dataset: Dataset) -> Fitted:
    """Forget the size of videos that have neither masks nor pictures to tell it."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        has_pictures = video.pictures is not None and any(video.pictures.files)
        if video.annotated or has_pictures or not video.height:
            return video, 0
        return replace(video, height=0, width=0), 1

    changed, count = each_video(dataset, change)
    sentence = message(
        "The size of videos without masks and pictures is left out: {count}.", count=count
    )
    return changed, [DatasetLoss(sentence, count)]


def _keeping(
    dataset: Dataset, wanted: Callable[[tuple[str, ...] | None], bool]
) -> tuple[Dataset, int]:
    return _without(dataset, lambda each: wanted(each.objects))


def _without(dataset: Dataset, wanted: Callable[[DatasetExpression], bool]) -> tuple[Dataset, int]:
    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        kept = tuple(each for each in video.expressions if wanted(each))
        return replace(video, expressions=kept), len(video.expressions) - len(kept)

    return each_video(dataset, change)


def _categorised(dataset: Dataset, category: Callable[[str], str]) -> tuple[Dataset, int]:
    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        objects: list[DatasetObject] = []
        for each in video.objects:
            objects.append(replace(each, category=category(each.category)))
        changed = zip(objects, video.objects, strict=True)
        count = sum(new.category != old.category for new, old in changed)
        return replace(video, objects=tuple(objects)), count

    return each_video(dataset, change)
