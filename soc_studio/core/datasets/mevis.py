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

import threading
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from soc_rvos.masks import Mask
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
    frame_pictures,
    picture_size,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.json_text import as_json, decoded, read_json
from soc_studio.core.datasets.mask_fitting import known_everywhere, without_void
from soc_studio.core.datasets.naming import (
    with_numbered_objects,
    with_safe_names,
    with_sorting_frames,
    with_split,
)
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.segmentation import RunLengthCode, check_bounds, code_of, mask_of
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


class _Codes:
    """The masks of an object: a piece of the file, the codes of the last object decoded."""

    def __init__(self, content: Mapping[str, Any], file: str) -> None:
        self._content = content
        self._file = file
        self._lock = threading.Lock()
        self._last: tuple[str, list[RunLengthCode | None]] | None = None

    def of(self, key: str) -> list[RunLengthCode | None]:
        """Return the codes of all frames of an object, which are none where it is unknown."""
        with self._lock:
            if self._last is None or self._last[0] != key:
                codes: list[RunLengthCode | None] = []
                if key in self._content:
                    kind = list[RunLengthCode | None]
                    codes = decoded(self._content[key], kind, self._file)
                self._last = key, codes
            return self._last[1]


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
    videos = []
    for split in _splits(tree):
        below = tree.below(split) if split else tree
        said = read_json(below, _EXPRESSIONS, _Expressions)
        content: Mapping[str, Any] = {}
        has_masks = below.is_file(_MASKS)
        if has_masks:
            content = read_json(below, _MASKS, dict[str, msgspec.Raw])
        codes = _Codes(content, _MASKS)
        for name, video in said.videos.items():
            videos.append(_video(below, split, name, video, codes if has_masks else None))
    return Dataset(tuple(videos))


def _video(
    tree: DatasetTree, split: str, name: str, video: _Video, codes: _Codes | None
) -> DatasetVideo:
    frames = tuple(sorted(video.frames))
    files = pictures_by_name(tree, f"JPEGImages/{name}")
    numbers: dict[int, int] = {}  # of the split, by those of the video
    expressions = []
    for id, each in video.expressions.items():
        own = _numbers(each, name, id)
        numbers.update(own or {})
        named = None if own is None else tuple(str(number) for number in own)
        expressions.append(DatasetExpression(id, each.exp, named))
    height, width = _size(tree, files, numbers, codes)
    objects = []
    for number, key in sorted(numbers.items()):
        masks = FrameMasks((), _nothing)
        if codes is not None:
            masks = FrameMasks(
                tuple(range(len(frames))), _Reader(codes, key, frames, name, (height, width))
            )
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
    tree: DatasetTree,
    files: Mapping[str, str],
    numbers: Mapping[int, int],
    codes: _Codes | None,
) -> tuple[int, int]:
    """Return height and width of a video: of its first mask, else of its first picture."""
    for key in numbers.values() if codes is not None else ():
        for code in codes.of(str(key)) if codes is not None else ():
            if code is not None:
                check_bounds(f"'{_MASKS}'", *code.size)
                return code.size
    return picture_size(tree, next(iter(files.values()))) if files else (0, 0)


class _Reader:
    """Reads the masks of one object."""

    def __init__(
        self, codes: _Codes, key: int, frames: tuple[str, ...], video: str, size: tuple[int, int]
    ) -> None:
        self._codes = codes
        self._key = str(key)
        self._frames = frames
        self._video = video
        self._size = size

    def __call__(self, place: int) -> Mask:
        codes = self._codes.of(self._key)
        if len(codes) != len(self._frames):
            raise DatasetError(
                message(
                    "Mask {mask} of '{file}' has {count} frames, but its video '{video}' has "
                    "{frames}.",
                    mask=self._key,
                    file=_MASKS,
                    count=len(codes),
                    video=shown(self._video),
                    frames=len(self._frames),
                ),
                message("Write the file again with the program that made it."),
            )
        named = message(
            "Mask {mask} of '{file}', frame {frame},",
            mask=self._key,
            file=_MASKS,
            frame=shown(self._frames[place]),
        )
        return mask_of(named, codes[place], *self._size)


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
                    codes = [code_of(each.masks.read(place)) for place in each.masks.frames]
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
