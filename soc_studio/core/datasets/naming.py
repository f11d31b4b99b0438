"""Rules on what a format can call things: videos, splits, frames, objects, expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo
from soc_studio.core.datasets.fitting import DatasetLoss, Fitted, Rule, each_video
from soc_studio.core.system.messages import message

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(
    r"\s*(?:[+-]?(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?"
    r"|[+-]?inf(?:inity)?|-?nan|n/?a|<na>|#n/a|null|none|true|false)\s*",
    re.IGNORECASE,
)
_LONGEST = 100
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


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


def with_names_of_words(dataset: Dataset) -> Fitted:
    """Give videos names that no reader of tables takes for a number, or for nothing."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        is_number = bool(_NUMBER.fullmatch(video.name))
        return (replace(video, name=f"v_{video.name}") if is_number else video), is_number

    changed, count = each_video(dataset, change)
    sentence = message(
        "Videos get other names, for loaders take theirs for a number or for nothing: {count}.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]


def with_sorting_frames(dataset: Dataset) -> Fitted:
    """Give frames names that are in order when sorted as text, as loaders do, and by numbers."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        if list(video.frames) == sorted(video.frames) == sorted(video.frames, key=natural):
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


def without_spaces(dataset: Dataset) -> Fitted:
    """Give videos names without spaces."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        name = "_".join(video.name.split())
        return replace(video, name=name), name != video.name

    changed, count = each_video(dataset, change)
    sentence = message("Videos get names without spaces: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_unique_videos(dataset: Dataset) -> Fitted:
    """Give videos names of their own, also those of different splits."""
    names = unique([video.name for video in dataset.videos])
    pairs = list(zip(dataset.videos, names, strict=True))
    count = sum(video.name != name for video, name in pairs)
    sentence = message(
        "Videos of one name in several splits get other names: {count}.", count=count
    )
    videos = tuple(replace(video, name=name) for video, name in pairs)
    return replace(dataset, videos=videos), [DatasetLoss(sentence, count)]


def with_frames_called(name: str, first: int = 0) -> Rule:
    """Return a rule that calls frames by their numbers from the `first` on, put into `name`."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        frames = tuple(name.format(first + place) for place in range(len(video.frames)))
        return replace(video, frames=frames), frames != video.frames

    def rule(dataset: Dataset) -> Fitted:
        changed, count = each_video(dataset, change)
        sentence = message(
            "Videos whose frames are called by their numbers instead: {count}.", count=count
        )
        return changed, [DatasetLoss(sentence, count)]

    return rule


def with_grouped_expressions(dataset: Dataset) -> Fitted:
    """Put the expressions of a video in the order of the objects that they name."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        order: dict[tuple[str, ...], int] = {
            (each.id,): place for place, each in enumerate(video.objects)
        }
        changed = tuple(
            sorted(video.expressions, key=lambda each: order.get(each.objects or (), -1))
        )
        return replace(video, expressions=changed), 0

    changed, _ = each_video(dataset, change)
    return changed, []


def with_counted_expressions(dataset: Dataset) -> Fitted:
    """Give the expressions of a video the numbers from 0 on, in their order."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        changed = tuple(
            replace(each, id=str(place)) for place, each in enumerate(video.expressions)
        )
        return replace(video, expressions=changed), changed != video.expressions

    changed, count = each_video(dataset, change)
    sentence = message("Videos whose expressions get other numbers: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_safe_objects(taken: str) -> Rule:
    """Return a rule that gives objects names that folders can have, none of them `taken`."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        new = unique([taken, *(_safe(each.id) for each in video.objects)])[1:]
        ids = {each.id: id for each, id in zip(video.objects, new, strict=True)}
        objects = tuple(replace(each, id=ids[each.id]) for each in video.objects)
        expressions = tuple(
            replace(each, objects=each.objects and tuple(ids[id] for id in each.objects))
            for each in video.expressions
        )
        changed = replace(video, objects=objects, expressions=expressions)
        return changed, sum(old != id for old, id in ids.items())

    def rule(dataset: Dataset) -> Fitted:
        changed, count = each_video(dataset, change)
        sentence = message("Objects get other names: {count}.", count=count)
        return changed, [DatasetLoss(sentence, count)]

    return rule


def with_plain_texts(dataset: Dataset) -> Fitted:
    """Put a question mark in the place of whatever is no text in what people wrote."""
    count = 0

    def plain(text: str) -> str:
        nonlocal count
        found = _NO_TEXT.sub("?", text)
        count += found != text
        return found

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        objects = tuple(replace(each, category=plain(each.category)) for each in video.objects)
        expressions = tuple(
            replace(each, text=plain(each.text), annotator=plain(each.annotator))
            for each in video.expressions
        )
        return replace(video, objects=objects, expressions=expressions), 0

    changed, _ = each_video(dataset, change)
    sentence = message("Texts with signs that are no text lose these: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_one_line_each(dataset: Dataset) -> Fitted:
    """Write every expression on one line, without what no text has."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        changed = tuple(
            replace(each, text=" ".join(each.text.split())) for each in video.expressions
        )
        pairs = zip(changed, video.expressions, strict=True)
        count = sum(new.text != old.text for new, old in pairs)
        return replace(video, expressions=changed), count

    changed, count = each_video(dataset, change)
    sentence = message("Expressions whose spaces and lines change: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def with_numbered_objects(first: int, last: int, gapless: bool = False) -> Rule:
    """Return a rule that numbers the objects of a video, unless they have numbers in this range.

    If they are to be `gapless`, they have all numbers from the `first` on, in order.
    Objects for which no number is left are left out, and what names them.
    """

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        ids = [each.id for each in video.objects]
        in_order = [str(first + place) for place in range(len(ids))]
        if gapless and ids != in_order:
            pass
        elif all(_is_number(id, first, last) for id in ids) and len(set(ids)) == len(ids):
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


def without_splits(dataset: Dataset) -> Fitted:
    """Put all videos into one part; of the same name, they are told apart."""
    splits = {video.split for video in dataset.videos} - {""}
    videos = tuple(replace(video, split="") for video in dataset.videos)
    changed, losses = with_unique_videos(replace(dataset, videos=videos))
    count = len(splits)
    sentence = message("Splits are left out, all videos are together: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count), *losses]


def with_split(name: str) -> Rule:
    """Return a rule that puts videos that are of no split into the one called `name`.

    Their names get a number where the split has such a video already.
    """

    def rule(dataset: Dataset) -> Fitted:
        videos = tuple(replace(each, split=each.split or name) for each in dataset.videos)
        taken: dict[str, list[str]] = {}
        renamed = []
        for video in videos:  # one of that name may be in the split already
            others = taken.setdefault(video.split, [])
            others.append(unique([*others, video.name])[-1])
            renamed.append(replace(video, name=others[-1]))
        videos = tuple(renamed)
        count = sum(not each.split for each in dataset.videos)
        sentence = message(
            "Videos that are of no split become part of '{split}': {count}.",
            split=name,
            count=count,
        )
        return replace(dataset, videos=videos), [DatasetLoss(sentence, count)]

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


def _safe(name: str) -> str:
    safe = _NO_NAME.sub("-", name).rstrip(". ").lstrip(" ")
    if len(safe) > _LONGEST:  # with room for a number
        safe = safe[: _LONGEST - 10].rstrip(". ")
    if not safe.strip(".-") or safe.startswith(".") or _RESERVED.fullmatch(safe):
        return f"-{safe.lstrip('.')}" if safe.strip(".-") else "unnamed"
    return safe


def _is_number(id: str, first: int, last: int) -> bool:
    return id.isdecimal() and str(int(id)) == id and first <= int(id) <= last
