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
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from soc_studio.core.datasets.categories import REF_YOUTUBE_VOS
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import (
    with_categories,
    with_known_size,
    with_numbered_objects,
    with_rate,
    with_safe_names,
    with_sorting_frames,
    with_split,
    without_absent,
    without_annotators,
    without_several_objects,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    frame_pictures,
    picture_size,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.json_text import as_json, read_json
from soc_studio.core.datasets.label_pictures import LabelPictures
from soc_studio.core.datasets.mask_fitting import FlatLabels, flattened
from soc_studio.core.datasets.mask_picture import VOID, label_picture
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_EXPRESSIONS = "meta_expressions"
_STEP = 5
_RATE = Fraction(6)


class _Expression(msgspec.Struct):
    exp: str
    obj_id: str | int | None = None


class _Video(msgspec.Struct):
    frames: list[str]
    expressions: dict[str, _Expression] = {}


class _Expressions(msgspec.Struct):
    videos: dict[str, _Video]


class _Object(msgspec.Struct):
    category: str = ""


class _Objects(msgspec.Struct):
    objects: dict[str, _Object] = {}


class _Meta(msgspec.Struct):
    videos: dict[str, _Objects]


def rate_of(frames: Sequence[str]) -> Fraction | None:
    """Return the rate of frames whose names count in fives, as those of YouTube-VOS do."""
    if len(frames) < 2 or not all(each.isdecimal() for each in frames):
        return None
    numbers = [int(each) for each in frames]
    steps = {after - before for before, after in pairwise(numbers)}
    return _RATE if steps == {_STEP} else None


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _splits(tree))


def _splits(tree: DatasetTree) -> Iterator[str]:
    for split in tree.folders(_EXPRESSIONS):
        if tree.is_file(f"{_EXPRESSIONS}/{split}/meta_expressions.json"):
            yield split


def _read(tree: DatasetTree) -> Dataset:
    videos: list[DatasetVideo] = []
    notes: list[str] = []
    for split in _splits(tree):
        said = read_json(tree, f"{_EXPRESSIONS}/{split}/meta_expressions.json", _Expressions)
        meta = _Meta({})
        has_meta = tree.is_file(f"{split}/meta.json")
        if has_meta:
            meta = read_json(tree, f"{split}/meta.json", _Meta)
        for name, video in said.videos.items():
            known = meta.videos.get(name) if has_meta else None
            videos.append(_video(tree, split, name, video, known, notes))
    return Dataset(tuple(videos), tuple(notes))


def _video(
    tree: DatasetTree,
    split: str,
    name: str,
    video: _Video,
    known: _Objects | None,
    notes: list[str],
) -> DatasetVideo:
    masks = pictures_by_name(tree, f"{split}/Annotations/{name}")
    frames = pictures_by_name(tree, f"{split}/JPEGImages/{name}")
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


def write_palette(folder: Path, video: DatasetVideo) -> dict[str, list[str]]:
    """Write the masks of a `flattened` video into `folder`: a picture for each annotated frame.

    Returns:
        The names of the frames on which each object is, by its id.
    """
    labels = FlatLabels(video)
    seen: dict[str, list[str]] = {each.id: [] for each in video.objects}
    if video.annotated:
        folder.mkdir(parents=True, exist_ok=True)
    for place in video.annotated:
        values = labels.values(place)
        (folder / f"{video.frames[place]}.png").write_bytes(label_picture(values))
        used = set(np.unique(values).tolist())
        for id, frames in seen.items():
            if int(id) in used:
                frames.append(video.frames[place])
    return seen


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for split in dict.fromkeys(video.split for video in dataset.videos):
        said: dict[str, Any] = {}
        meta: dict[str, Any] = {}
        for video in dataset.videos:
            if video.split != split:
                continue
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
        with_rate(lambda video: rate_of(video.frames)),
        with_known_size,
        flattened,
    ),
    _write,
)
