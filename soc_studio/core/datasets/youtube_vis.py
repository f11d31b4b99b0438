"""YouTube-VIS, and SA-Co/VEval, which adds noun phrases and says which of them are absent.

    SPLIT.json
        {"info": {}, "licenses": [], "categories": [{"id": 1, "name": "dog", …}],
         "videos": [{"id": 1, "width": …, "height": …, "length": T, "file_names": ["V/00000.jpg"]}],
         "annotations": [{"id": 1, "video_id": 1, "category_id": 1, "iscrowd": 0, …,
            "segmentations": [code|null for each frame], "bboxes": […], "areas": […]}]}
    SPLIT/JPEGImages/V/00000.jpg

With expressions, an annotation is of an object and of one `noun_phrase`, whose number is the
category, as in VEval; the list `video_np_pairs` has all of them, with `num_masklets` 0 where there
is no such object. Entries of ours beside these are `object_id`, `object_category` and
`expression_id`. A file of results, a list of annotations alone, is read beside one that lists the
videos and has none.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from soc_studio.core.datasets.code_lists import CodeLists
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
)
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.datasets.fitting import (
    Rule,
    with_category_for_all,
    with_rate,
    without_annotators,
    without_expressions,
    without_repeated_texts,
    without_unanswered,
    without_unnamed_objects,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import FrameFiles, write_pictures
from soc_studio.core.datasets.image_lists import (
    NO_CATEGORY,
    Id,
    ListedCategory,
    box_of,
    categories_of,
    category_list,
    category_names,
    check_unique,
    files_at,
    folder_of,
    split_of,
    stem_of,
)
from soc_studio.core.datasets.json_text import as_json, begins_as, head_has, read_json
from soc_studio.core.datasets.mask_fitting import known_everywhere, without_void
from soc_studio.core.datasets.naming import unique, with_safe_names
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.segmentation import check_bounds, code_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_MOST_FRAMES = 10**7


class _Video(msgspec.Struct):
    id: Id
    width: int
    height: int
    file_names: list[str] = []
    length: int | None = None
    name: str | None = None


class _Annotation(msgspec.Struct):
    video_id: Id
    category_id: Id
    segmentations: msgspec.Raw
    id: Id | None = None
    noun_phrase: str | None = None
    object_id: str | None = None
    object_category: str | None = None


class _Phrase(msgspec.Struct):
    video_id: Id
    category_id: Id
    noun_phrase: str
    num_masklets: int | None = None
    expression_id: str | None = None


class _Document(msgspec.Struct):
    videos: list[_Video]
    annotations: list[_Annotation] | None = None
    categories: list[ListedCategory] = []
    video_np_pairs: list[_Phrase] | None = None


def _documents(tree: DatasetTree) -> Iterator[str]:
    """Yield the files that list videos."""
    for folder in ("",) if tree.focus else ("", "annotations"):
        for name in tree.files(folder, ".json") if folder else tree.documents(".json"):
            path = f"{folder}/{name}" if folder else name
            if head_has(tree, path, b'"videos"', b'"file_names"'):
                yield path


def _results(tree: DatasetTree) -> list[_Annotation]:
    """Return the annotations of a file that has nothing else, where there is one."""
    for path in () if tree.focus else tree.files("", ".json"):
        if begins_as(tree, path) == b"[" and b'"segmentations"' in tree.peek(path, 2**20):
            return read_json(tree, path, list[_Annotation])
    return []


def _has_phrases(tree: DatasetTree) -> bool:
    return any(head_has(tree, path, b'"noun_phrase"') for path in _documents(tree))


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _documents(tree)) and not _has_phrases(tree)


def _recognises_phrases(tree: DatasetTree) -> bool:
    return _has_phrases(tree)


def _read(tree: DatasetTree) -> Dataset:
    videos: list[DatasetVideo] = []
    for path in _documents(tree):
        said = read_json(tree, path, _Document)
        check_unique([each.id for each in said.videos], path)
        categories = category_names(said.categories, path)
        own: dict[Id, list[tuple[int, _Annotation]]] = {each.id: [] for each in said.videos}
        for place, each in enumerate(said.annotations or _results(tree)):
            own.setdefault(each.video_id, []).append((place, each))
        phrases: dict[Id, list[_Phrase]] = {}
        for phrase in said.video_np_pairs or ():
            phrases.setdefault(phrase.video_id, []).append(phrase)
        split, codes = split_of(path), CodeLists()
        names = unique([_name(each) for each in said.videos])
        for video, name in zip(said.videos, names, strict=True):
            made = _video(path, video, name, split, own[video.id], categories, phrases, codes)
            videos.append(replace(made, pictures=_pictures(tree, split, video.file_names)))
    return Dataset(tuple(videos))


def _name(video: _Video) -> str:
    folder = folder_of(video.file_names[0]) if video.file_names else ""
    return video.name or folder or str(video.id)


def _video(
    path: str,
    video: _Video,
    name: str,
    split: str,
    annotations: list[tuple[int, _Annotation]],
    categories: dict[Id, str],
    phrases: dict[Id, list[_Phrase]],
    codes: CodeLists,
) -> DatasetVideo:
    count = len(video.file_names) or max(video.length or 0, 0)
    check_bounds(f"'{shown(path)}'", video.height, video.width)
    count = min(count, _MOST_FRAMES)
    frames = [stem_of(file) for file in video.file_names] or [f"{n:05d}" for n in range(count)]
    ids_alone = [each.id for _, each in annotations if each.object_id is None]
    check_unique([each for each in ids_alone if each is not None], path)
    pairs = phrases.get(video.id, [])
    named: dict[Id, list[str]] = {}
    objects: dict[str, DatasetObject] = {}
    for place, each in annotations:
        id = each.object_id or str(place if each.id is None else each.id)
        is_phrase = bool(pairs) or each.noun_phrase is not None
        category = "" if is_phrase else categories.get(each.category_id, "")
        if each.object_category is not None:
            category = each.object_category
        if is_phrase and id not in named.setdefault(each.category_id, []):
            named[each.category_id].append(id)
        if id not in objects:
            called = message("'{path}', object {object}", path=shown(path), object=shown(id))
            size = video.height, video.width
            read = partial(codes.mask, each.segmentations, called, *size, tuple(frames))
            objects[id] = DatasetObject(id, category, FrameMasks(tuple(range(count)), read))
    if not pairs:  # annotations alone have phrases
        texts = {each.category_id: each.noun_phrase for _, each in annotations}
        pairs = [_Phrase(video.id, key, texts[key] or "") for key in named]
    ids = unique([each.expression_id or str(place) for place, each in enumerate(pairs)])
    return DatasetVideo(
        name,
        tuple(unique(frames)),
        video.height,
        video.width,
        tuple(objects.values()),
        tuple(
            DatasetExpression(id, each.noun_phrase, _named(each, named))
            for id, each in zip(ids, pairs, strict=True)
        ),
        split=split,
    )


def _named(each: _Phrase, named: dict[Id, list[str]]) -> tuple[str, ...] | None:
    """Return the objects of a phrase; None where they are said to be there, but are not."""
    found = tuple(named.get(each.category_id, ()))
    return None if not found and each.num_masklets != 0 else found


def _pictures(tree: DatasetTree, split: str, files: list[str]) -> FramePictures | None:
    own = [f"{split}/JPEGImages", split] if split else []
    found = files_at(tree, files, [*own, "JPEGImages", "images", ""])
    return None if found is None else FramePictures(found, tree.read, tree.place())


def _write(
    with_phrases: bool, folder: Path, dataset: Dataset, kept: FrameFiles
) -> Generator[object, None, None]:
    for split in dict.fromkeys(video.split for video in dataset.videos):
        videos = list(of_split(dataset, split))
        texts = [each.text for video in videos for each in video.expressions]
        numbers, listed = category_list(texts if with_phrases else categories_of(dataset))
        with (folder / f"{split or 'instances'}.json").open("wb") as file:
            head = {"info": {}, "licenses": [], "categories": listed}
            file.write(as_json(head)[:-1] + b',\n"videos": [')
            pictures = folder / split / "JPEGImages"
            for number, video in enumerate(videos, 1):
                names = write_pictures(pictures / video.name, video, kept, ".jpg")
                said = {
                    "id": number,
                    "name": video.name,
                    "width": video.width,
                    "height": video.height,
                    "length": len(names),
                    "file_names": [f"{video.name}/{name}" for name in names],
                }
                file.write((b",\n" if number > 1 else b"\n") + as_json(said))
            if with_phrases:
                _write_list(file, b"video_np_pairs", _phrases(videos, numbers))
            annotations = _with_phrases(videos, numbers) if with_phrases else _of(videos, numbers)
            _write_list(file, b"annotations", annotations)
            file.write(b"]}\n")
        yield from videos


def _write_list(file: BinaryIO, name: bytes, entries: Iterator[dict[str, Any]]) -> None:
    file.write(b'\n],\n"%s": [' % name)
    for number, entry in enumerate(entries, 1):
        file.write((b",\n" if number > 1 else b"\n") + as_json({"id": number, **entry}))


def _of(videos: list[DatasetVideo], numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, video in enumerate(videos, 1):
        for each in video.objects:
            yield {"category_id": numbers[each.category], **_annotation(number, video, each)}


def _with_phrases(videos: list[DatasetVideo], numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, video in enumerate(videos, 1):
        known = {each.id: each for each in video.objects}
        for said in video.expressions:
            for id in said.objects or ():
                yield {
                    "category_id": numbers[said.text],
                    "noun_phrase": said.text,
                    "object_category": known[id].category,
                    **_annotation(number, video, known[id]),
                }


def _annotation(number: int, video: DatasetVideo, each: DatasetObject) -> dict[str, Any]:
    masks = [each.masks.read(place) for place in each.masks.frames]
    return {
        "video_id": number,
        "object_id": each.id,
        "iscrowd": 0,
        "width": video.width,
        "height": video.height,
        "segmentations": [code_of(mask) for mask in masks],
        "bboxes": [box_of(mask) if mask.area else None for mask in masks],
        "areas": [mask.area or None for mask in masks],
    }


def _phrases(videos: list[DatasetVideo], numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, video in enumerate(videos, 1):
        for each in video.expressions:
            yield {
                "video_id": number,
                "category_id": numbers[each.text],
                "noun_phrase": each.text,
                "num_masklets": len(each.objects or ()),
                "expression_id": each.id,
            }


READER = DatasetReader(_recognises, _read)

PHRASE_READER = DatasetReader(_recognises_phrases, _read)

_MASKS: tuple[Rule, ...] = (without_void, known_everywhere, with_rate(lambda video: None))

WRITER = DatasetWriter(
    (with_safe_names, without_expressions, with_category_for_all(NO_CATEGORY), *_MASKS),
    partial(_write, False),
)

PHRASE_WRITER = DatasetWriter(
    (
        with_safe_names,
        without_unanswered,
        without_annotators,
        without_repeated_texts,
        without_unnamed_objects,
        *_MASKS,
    ),
    partial(_write, True),
)
