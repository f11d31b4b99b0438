"""MeViS: an expression names any number of objects; masks of all of them in one file.

    SPLIT/meta_expressions.json
        {"videos": {VIDEO: {"expressions": {ID: {"exp": "…", "obj_id": [0], "anno_id": [12]}},
                            "frames": ["00000", "00001"]}}}
    SPLIT/mask_dict.json    {"12": [a run-length code or null for each of the sorted frames]}
    SPLIT/JPEGImages/VIDEO/00000.jpg

`obj_id` numbers the objects of a video, `anno_id` those of the split. An expression of no object
has empty lists; one without the lists has no answer, as in the split that is kept secret. The files
of one split may lie in the folder itself.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_studio.core.datasets.code_lists import CodeLists
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import (
    with_known_size,
    with_rate,
    without_annotators,
    without_categories,
    without_unnamed_objects,
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
from soc_studio.core.datasets.mask_fitting import known_everywhere, without_void
from soc_studio.core.datasets.naming import (
    with_numbered_objects,
    with_safe_names,
    with_sorting_frames,
    with_split,
)
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.segmentation import NOTHING, RunLengthCode, check_bounds, code_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_EXPRESSIONS = "meta_expressions.json"
_MASKS = "mask_dict.json"
_MOST = 2**31


class _Expression(msgspec.Struct):
    exp: str
    obj_id: list[int] | None = None
    anno_id: list[int] | None = None


class _Video(msgspec.Struct):
    frames: list[str]
    expressions: dict[str, _Expression] = {}


class _Expressions(msgspec.Struct):
    videos: dict[str, _Video]


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _splits(tree))


def _splits(tree: DatasetTree) -> Iterator[str]:
    """Yield the folders of splits; the folder itself where it is one."""
    if tree.is_file(_EXPRESSIONS):
        yield ""
        return
    for split in tree.folders():
        if tree.is_file(f"{split}/{_EXPRESSIONS}"):
            yield split


def _read(tree: DatasetTree) -> Dataset:
    videos: list[DatasetVideo] = []
    notes: list[str] = []
    for split in _splits(tree):
        below = tree.below(split) if split else tree
        said = read_json(below, _EXPRESSIONS, _Expressions)
        content: Mapping[str, Any] = {}
        has_masks = below.is_file(_MASKS)
        if has_masks:
            content = read_json(below, _MASKS, dict[str, msgspec.Raw])
        codes = CodeLists()
        for name, video in said.videos.items():
            own = content if has_masks else None
            videos.append(_video(below, split, name, video, own, codes))
        if not has_masks and any(each.objects for each in videos if each.split == split):
            notes.append(
                message(
                    "'{path}' is missing: of the objects of its videos no mask is known.",
                    path=f"{shown(split)}/{_MASKS}" if split else _MASKS,
                )
            )
    return Dataset(tuple(videos), tuple(notes))


def _video(
    tree: DatasetTree,
    split: str,
    name: str,
    video: _Video,
    content: Mapping[str, Any] | None,
    codes: CodeLists,
) -> DatasetVideo:
    frames = tuple(sorted(video.frames))
    files = as_called(pictures_by_name(tree, f"JPEGImages/{name}"), frames)
    numbers: dict[int, int] = {}  # of the split, by those of the video
    expressions = []
    for id, each in video.expressions.items():
        own = _numbers(each, name, id)
        numbers.update(own or {})
        named = None if own is None else tuple(str(number) for number in own)
        expressions.append(DatasetExpression(id, each.exp, named))
    raws = {key: (content or {}).get(str(key), NOTHING) for key in numbers.values()}
    if content is not None and (lost := [key for key in raws if str(key) not in content]):
        raise DatasetError(
            message(
                "'{path}' has no mask {mask}, which a sentence on '{video}' names.",
                path=_MASKS,
                mask=lost[0],
                video=shown(name),
            ),
            message("Write the file again with the program that made it."),
        )
    height, width = _size(tree, files, raws, codes)
    objects = []
    for number, key in sorted(numbers.items()):
        masks = FrameMasks((), _nothing)
        if content is not None:
            read = partial(codes.mask, raws[key], _named(key, name), height, width, frames)
            masks = FrameMasks(tuple(range(len(frames))), read)
        objects.append(DatasetObject(str(number), "", masks))
    return DatasetVideo(
        name,
        frames,
        height,
        width,
        tuple(objects),
        tuple(expressions),
        split=split,
        pictures=frame_pictures(tree, files, frames),
    )


def _numbers(each: _Expression, video: str, id: str) -> dict[int, int] | None:
    """Return the objects of an expression: numbers of the split by those of the video."""
    keys = each.obj_id if each.anno_id is None else each.anno_id
    numbers = each.anno_id if each.obj_id is None else each.obj_id
    if keys is None or numbers is None:
        return None
    if len(keys) != len(numbers):
        numbers = keys
    if not all(0 <= number < _MOST for number in (*keys, *numbers)):
        raise DatasetError(
            message(
                "The expression '{id}' of '{video}' names an object that is no number.",
                id=shown(id),
                video=shown(video),
            ),
            message("Write the file again with the program that made it."),
        )
    return dict(zip(numbers, keys, strict=True))


def _size(
    tree: DatasetTree, files: Mapping[str, str], raws: Mapping[int, Any], codes: CodeLists
) -> tuple[int, int]:
    """Return height and width of a video: of its first mask, else of its first picture."""
    for raw in raws.values():
        code = codes.first(raw, f"'{_MASKS}'")
        if isinstance(code, RunLengthCode):
            check_bounds(f"'{_MASKS}'", *code.size)
            return code.size
    return picture_size(tree, next(iter(files.values()))) if files else (0, 0)


def _named(key: int, video: str) -> str:
    return message("'{path}', mask {mask} of '{video}'", path=_MASKS, mask=key, video=shown(video))


def _nothing(place: int) -> Mask:
    raise AssertionError("of no frame something is known")


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for split in dict.fromkeys(video.split for video in dataset.videos):
        own = folder / split
        own.mkdir()
        said: dict[str, Any] = {}
        count = 0
        with (own / _MASKS).open("wb") as file:
            file.write(b"{")
            for video in of_split(dataset, split):
                keys = {}
                for each in video.objects:
                    keys[each.id] = count
                    codes = _codes(video, each)
                    file.write(b",\n" if count else b"\n")
                    file.write(b'"%d": %s' % (count, as_json(codes)))
                    count += 1
                said[video.name] = {
                    "expressions": {each.id: _expression(each, keys) for each in video.expressions},
                    "frames": video.frames,
                }
                write_pictures(own / "JPEGImages" / video.name, video, kept, ".jpg")
                yield video
            file.write(b"\n}\n")
        (own / _EXPRESSIONS).write_bytes(as_json({"videos": said}))


def _codes(video: DatasetVideo, each: DatasetObject) -> list[dict[str, Any] | None]:
    """Return the codes of an object; one without pixels says the size where nothing else does."""
    masks = [each.masks.read(place) for place in each.masks.frames]
    codes = [code_of(mask) for mask in masks]
    if not any(codes) and video.pictures is None:
        codes[:1] = [
            {"size": [mask.height, mask.width], "counts": mask.counts.decode()}
            for mask in masks[:1]
        ]
    return codes


def _expression(each: DatasetExpression, keys: Mapping[str, int]) -> dict[str, Any]:
    if each.objects is None:
        return {"exp": each.text}
    return {
        "exp": each.text,
        "obj_id": [int(id) for id in each.objects],
        "anno_id": [keys[id] for id in each.objects],
    }


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_split("train"),
        with_sorting_frames,
        without_annotators,
        without_unnamed_objects,
        without_categories,
        with_numbered_objects(0, _MOST - 1),
        with_rate(lambda video: None),
        without_void,
        known_everywhere,
        with_known_size,
    ),
    _write,
)
