"""What of a dataset a format can hold: rules that leave out the rest, and say so before writing.

A rule takes a dataset and returns it as it comes back when it was written and is read again, with a
sentence for each kind of loss. What no rule of a format names comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo
from soc_studio.core.system.messages import message

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


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


def without_splits(dataset: Dataset) -> Fitted:
    """Put all videos into one part; of the same name, they are told apart."""
    splits = {video.split for video in dataset.videos} - {""}
    videos = [replace(video, split="") for video in dataset.videos]
    names = unique([video.name for video in videos])
    changed = tuple(replace(each, name=name) for each, name in zip(videos, names, strict=True))
    count = len(splits)
    sentence = message("Splits are left out, all videos are together: {count}.", count=count)
    return replace(dataset, videos=changed), [DatasetLoss(sentence, count)]


def with_split(name: str) -> Rule:
    """Return a rule that puts videos that are of no split into the one called `name`."""

    def rule(dataset: Dataset) -> Fitted:
        videos = tuple(replace(each, split=each.split or name) for each in dataset.videos)
        count = sum(not each.split for each in dataset.videos)
        sentence = message(
            "Videos that are of no split become part of '{split}': {count}.",
            split=name,
            count=count,
        )
        return replace(dataset, videos=videos), [DatasetLoss(sentence, count)]

    return rule


def with_safe_names(dataset: Dataset) -> Fitted:
    """Give videos, splits and frames names that files can have on every system, each its own."""
    count = 0
    taken: dict[str, list[str]] = {}
    videos = []
    for video in dataset.videos:
        split, name = _safe(video.split) if video.split else "", _safe(video.name)
        others = taken.setdefault(split.casefold(), [])
        name = unique([*others, name])[-1]
        others.append(name)
        frames = tuple(unique([_safe(each) for each in video.frames]))
        count += (split, name, frames) != (video.split, video.name, video.frames)
        videos.append(replace(video, split=split, name=name, frames=frames))
    sentence = message(
        "Videos get other names, for files cannot be called as they or their frames are: {count}.",
        count=count,
    )
    return replace(dataset, videos=tuple(videos)), [DatasetLoss(sentence, count)]


def with_sorting_frames(dataset: Dataset) -> Fitted:
    """Give frames names that are in order when they are sorted as text, as loaders do."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        if list(video.frames) == sorted(video.frames):
            return video, 0
        longest = max(map(len, video.frames))
        frames: Sequence[str] = [each.zfill(longest) for each in video.frames]
        if not all(each.isdecimal() for each in frames) or list(frames) != sorted(set(frames)):
            frames = [f"{place:05d}" for place in range(len(video.frames))]
        return replace(video, frames=tuple(frames)), 1

    changed, count = each_video(dataset, change)
    sentence = message(
        "Videos whose frames are not in order when sorted by name get other names of frames: "
        "{count}.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]


def with_numbered_objects(first: int, last: int) -> Rule:
    """Return a rule that numbers the objects of a video, unless they have numbers in this range.

    Objects for which no number is left are left out, and what names them.
    """

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        ids = [each.id for each in video.objects]
        if all(_is_number(id, first, last) for id in ids) and len(set(ids)) == len(ids):
            return video, 0
        kept = video.objects[: last - first + 1]
        numbers = {each.id: str(first + place) for place, each in enumerate(kept)}
        objects = tuple(replace(each, id=numbers[each.id]) for each in kept)
        expressions = tuple(
            replace(each, objects=each.objects and tuple(numbers[id] for id in each.objects))
            for each in video.expressions
            if not each.objects or all(id in numbers for id in each.objects)
        )
        return replace(video, objects=objects, expressions=expressions), 1

    def rule(dataset: Dataset) -> Fitted:
        most = last - first + 1
        over = sum(max(len(each.objects) - most, 0) for each in dataset.videos)
        changed, count = each_video(dataset, change)
        return changed, [
            DatasetLoss(
                message(
                    "Videos whose objects get the numbers {first} and up: {count}.",
                    first=first,
                    count=count,
                ),
                count,
            ),
            DatasetLoss(
                message(
                    "Objects over the {most} of a video that the format can tell apart are left "
                    "out: {count}.",
                    most=most,
                    count=over,
                ),
                over,
            ),
        ]

    return rule


def unique(names: Sequence[str]) -> list[str]:
    """Return `names` with a number behind those that were there before, in any case."""
    taken: set[str] = set()
    found = []
    for name in names:
        own, number = name, 2
        while own.casefold() in taken:
            own, number = f"{name}-{number}", number + 1
        taken.add(own.casefold())
        found.append(own)
    return found


def _keeping(
    dataset: Dataset, wanted: Callable[[tuple[str, ...] | None], bool]
) -> tuple[Dataset, int]:
    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        kept = tuple(each for each in video.expressions if wanted(each.objects))
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


def _safe(name: str) -> str:
    safe = _NO_NAME.sub("-", name).rstrip(". ").lstrip(" ")[:100]
    if not safe.strip(".-") or safe.startswith(".") or _RESERVED.fullmatch(safe):
        return f"-{safe.lstrip('.')}" if safe.strip(".-") else "unnamed"
    return safe


def _is_number(id: str, first: int, last: int) -> bool:
    return id.isdecimal() and str(int(id)) == id and first <= int(id) <= last
