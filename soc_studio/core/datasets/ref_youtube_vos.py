"""Ref-YouTube-VOS: expressions of one object each, masks in pictures with a palette.

    meta_expressions/SPLIT/meta_expressions.json
        {"videos": {VIDEO: {"expressions": {ID: {"exp": "…", "obj_id": "1"}}, "frames": ["00000"]}}}
    SPLIT/meta.json
        {"videos": {VIDEO: {"objects": {"1": {"category": "dog", "frames": ["00000"]}}}}}
    SPLIT/JPEGImages/VIDEO/00000.jpg
    SPLIT/Annotations/VIDEO/00000.png    the number of the object; 255 is void

Expressions without `obj_id`, and a split without masks, as those of valid and test, are read too.
The frames are every fifth of 30 a second. Ref-DAVIS as the community converts it has the same
files.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from soc_studio.core.datasets.categories import REF_YOUTUBE_VOS
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import (
    Rule,
    with_categories,
    with_known_size,
    with_rate,
    without_absent,
    without_annotators,
    without_several_objects,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    as_called,
    frame_pictures,
    picture_size,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.json_text import as_json, read_json
from soc_studio.core.datasets.label_pictures import LabelPictures
from soc_studio.core.datasets.mask_fitting import flattened
from soc_studio.core.datasets.mask_picture import VOID
from soc_studio.core.datasets.naming import (
    with_numbered_objects,
    with_safe_names,
    with_sorting_frames,
    with_split,
)
from soc_studio.core.datasets.palette_folder import of_split, rate_of, write_palette
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.datasets.youtube_vos import LabelledObjects, LabelledVideos
from soc_studio.core.system.messages import message

_EXPRESSIONS = "meta_expressions"


class _Expression(msgspec.Struct):
    exp: str
    obj_id: str | int | None = None


class _Video(msgspec.Struct):
    frames: list[str]
    expressions: dict[str, _Expression] = {}


class ReferringExpressions(msgspec.Struct):
    """The content of `meta_expressions.json`."""

    videos: dict[str, _Video]


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in splits_of(tree))


def splits_of(tree: DatasetTree) -> Iterator[str]:
    """Yield the splits that have expressions."""
    for split in tree.folders(_EXPRESSIONS):
        if tree.is_file(f"{_EXPRESSIONS}/{split}/meta_expressions.json"):
            yield split


def expressions_of(tree: DatasetTree, split: str) -> ReferringExpressions:
    """Return what the file of expressions of a split says; raises DatasetError."""
    return read_json(tree, f"{_EXPRESSIONS}/{split}/meta_expressions.json", ReferringExpressions)


def _read(tree: DatasetTree) -> Dataset:
    videos: list[DatasetVideo] = []
    notes: list[str] = []
    for split in splits_of(tree):
        said = expressions_of(tree, split)
        meta = LabelledVideos({})
        has_meta = tree.is_file(f"{split}/meta.json")
        if has_meta:
            meta = read_json(tree, f"{split}/meta.json", LabelledVideos)
        for name, video in said.videos.items():
            known = meta.videos.get(name) if has_meta else None
            videos.append(_video(tree, split, name, video, known, notes))
        notes += _lacking(split, [each for each in videos if each.split == split])
    return Dataset(tuple(videos), tuple(notes))


def _video(
    tree: DatasetTree,
    split: str,
    name: str,
    video: _Video,
    known: LabelledObjects | None,
    notes: list[str],
) -> DatasetVideo:
    masks = as_called(pictures_by_name(tree, f"{split}/Annotations/{name}"), video.frames)
    frames = as_called(pictures_by_name(tree, f"{split}/JPEGImages/{name}"), video.frames)
    places = {frame: place for place, frame in enumerate(video.frames)}
    if len(places) < len(video.frames):
        raise DatasetError(
            message("The video '{video}' has two frames of one name.", video=shown(name)),
            message("Write the file again with the program that made it."),
        )
    if strange := sorted(masks.keys() - places.keys()):
        notes.append(
            message(
                "'{video}' has masks of frames that it does not list, such as '{frame}': they are "
                "left out.",
                video=shown(name),
                frame=shown(strange[0]),
            )
        )
    files = {place: masks[frame] for frame, place in places.items() if frame in masks}
    first = next(iter((*files.values(), *frames.values())), None)
    height, width = (0, 0) if first is None else picture_size(tree, first)
    labels = LabelPictures(tree, files, height, width)
    categories = {} if known is None else {id: each.category for id, each in known.objects.items()}
    for each in video.expressions.values():
        if each.obj_id is not None:
            categories.setdefault(str(each.obj_id), "")
    if known is None and files:
        for number in labels.found()[0]:
            categories.setdefault(str(number), "")
    return DatasetVideo(
        name,
        tuple(video.frames),
        height,
        width,
        tuple(
            DatasetObject(id, category, labels.object(_number(id, name)))
            for id, category in categories.items()
        ),
        tuple(
            DatasetExpression(id, each.exp, None if each.obj_id is None else (str(each.obj_id),))
            for id, each in video.expressions.items()
        ),
        rate_of(video.frames),
        split,
        labels.void() if files else None,
        frame_pictures(tree, frames, video.frames),
    )


def _lacking(split: str, videos: Sequence[DatasetVideo]) -> Iterator[str]:
    """Yield a sentence on masks that a split should have and has not."""
    named = [each for each in videos if any(one.objects for one in each.expressions)]
    if bare := [each for each in named if not each.annotated]:
        yield message(
            "Videos of '{split}' that have no masks, though sentences name their objects: {count}, "
            "such as '{video}'.",
            split=shown(split),
            count=len(bare),
            video=shown(bare[0].name),
        )
    gaps = [(each, len(each.frames) - len(each.annotated)) for each in named if each.annotated]
    if gaps := [each for each in gaps if each[1]]:
        first = gaps[0][0]
        known = set(first.annotated)
        yield message(
            "Frames of '{split}' without masks, of which nothing is known: {count}, such as "
            "'{frame}' of '{video}'.",
            split=shown(split),
            count=sum(count for _, count in gaps),
            frame=shown(next(n for at, n in enumerate(first.frames) if at not in known)),
            video=shown(first.name),
        )


def _number(id: str, video: str) -> int:
    if not id.isdecimal() or len(id) > 9:
        raise DatasetError(
            message(
                "The video '{video}' has an object '{object}', which is no number.",
                video=shown(video),
                object=shown(id),
            ),
            message("Objects of this format have the numbers of their pixels."),
        )
    return int(id)


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for split in dict.fromkeys(video.split for video in dataset.videos):
        said: dict[str, Any] = {}
        meta: dict[str, Any] = {}
        for video in of_split(dataset, split):
            seen = write_palette(folder / split / "Annotations" / video.name, video)
            write_pictures(folder / split / "JPEGImages" / video.name, video, kept, ".jpg")
            said[video.name] = {
                "expressions": {each.id: _expression(each) for each in video.expressions},
                "frames": video.frames,
            }
            meta[video.name] = {
                "objects": {
                    each.id: {"category": each.category, "frames": seen[each.id]}
                    for each in video.objects
                }
            }
            yield video
        expressions = folder / _EXPRESSIONS / split
        expressions.mkdir(parents=True)
        (expressions / "meta_expressions.json").write_bytes(as_json({"videos": said}))
        (folder / split).mkdir(exist_ok=True)
        (folder / split / "meta.json").write_bytes(as_json({"videos": meta}))


def _expression(each: DatasetExpression) -> dict[str, str]:
    said = {"exp": each.text}
    return said if each.objects is None else {**said, "obj_id": each.objects[0]}


READER = DatasetReader(_recognises, _read)

PALETTE_RULES: tuple[Rule, ...] = (
    with_rate(lambda video: rate_of(video.frames)),
    with_known_size,
    flattened,
)
"""What pictures of labels cannot hold."""

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_split("train"),
        with_sorting_frames,
        without_several_objects,
        without_absent,
        without_annotators,
        with_numbered_objects(1, VOID - 1),
        with_categories(REF_YOUTUBE_VOS, "others"),
        *PALETTE_RULES,
    ),
    _write,
)
