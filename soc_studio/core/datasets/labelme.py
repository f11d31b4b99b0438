"""LabelMe, and X-AnyLabeling: a JSON file for each frame, beside its picture.

    SPLIT/VIDEO/00000.json
        {"version": …, "flags": {}, "imagePath": "00000.jpg", "imageData": null, "imageHeight": …,
         "imageWidth": …, "shapes": [{"label": "dog", "group_id": 1, "description": "…",
         "shape_type": "mask", "flags": {}, "points": [[x1, y1], [x2, y2]],
         "mask": PNG of the box in base64}]}
    SPLIT/VIDEO/00000.jpg

`group_id` is the object, the label its category, the lines of the description its expressions.
Without a number, shapes of one label are an object. Frames without a file are not annotated.
Masks, polygons and rectangles are read.
"""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import (
    with_category_for_all,
    with_different_lines,
    with_known_size,
    with_rate,
    without_absent,
    without_annotators,
    without_several_objects,
    without_unanswered,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    frame_pictures,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.image_lists import NO_CATEGORY
from soc_studio.core.datasets.json_text import as_json, head_has, read_json
from soc_studio.core.datasets.mask_fitting import (
    known_together,
    only_frames_with_files,
    without_empty_objects,
    without_void,
)
from soc_studio.core.datasets.mask_picture import mask_picture, read_labels, size_of
from soc_studio.core.datasets.naming import (
    with_counted_expressions,
    with_grouped_expressions,
    with_numbered_objects,
    with_one_line_each,
    with_safe_names,
    with_sorting_frames,
)
from soc_studio.core.datasets.segmentation import check_bounds, check_size, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_VERSION = "5.5.0"


class _Shape(msgspec.Struct):
    label: str
    points: list[list[float]] = []
    group_id: int | None = None
    description: str | None = None
    shape_type: str = "polygon"
    mask: str | None = None


class _Frame(msgspec.Struct):
    imageHeight: int  # noqa: N815
    imageWidth: int  # noqa: N815
    shapes: list[_Shape] = []


class _Frames:
    """The files of a video, by the place of their frame; the last one is kept."""

    def __init__(self, tree: DatasetTree, files: Mapping[int, str]) -> None:
        self.places = tuple(sorted(files))
        self._tree = tree
        self._files = files
        self._lock = threading.Lock()
        self._last: tuple[int, _Frame] | None = None

    def frame(self, place: int) -> _Frame:
        """Return what the file of a frame says; raises DatasetError."""
        with self._lock:
            if self._last is None or self._last[0] != place:
                self._last = place, read_json(self._tree, self._files[place], _Frame)
            return self._last[1]

    def mask(self, id: str, height: int, width: int, place: int) -> Mask:
        """Return where an object is: in any of its shapes."""
        pixels = np.zeros((height, width), dtype=np.bool_)
        named = f"'{shown(self._files[place])}'"
        for shape in self.frame(place).shapes:
            if _object(shape) == id:
                pixels |= _pixels(shape, named, height, width)
        return Mask.from_array(pixels)


def _object(shape: _Shape) -> str:
    return shape.label if shape.group_id is None else str(shape.group_id)


def _recognises(tree: DatasetTree) -> bool:
    return not tree.focus and any(True for _ in _folders(tree))


def _folders(tree: DatasetTree) -> Iterator[tuple[str, str, str]]:
    """Yield split, name and folder of each video: the folder itself, or some below it."""
    if _is_video(tree, ""):
        yield "", tree.name, ""
        return
    for outer in tree.folders():
        if _is_video(tree, outer):
            yield "", outer, outer
            continue
        for inner in tree.folders(outer):
            if _is_video(tree, f"{outer}/{inner}"):
                yield outer, inner, f"{outer}/{inner}"


def _is_video(tree: DatasetTree, folder: str) -> bool:
    for name in tree.files(folder, ".json")[:1]:
        path = f"{folder}/{name}" if folder else name
        return head_has(tree, path, b'"shapes"', b'"imagePath"')
    return False


def _read(tree: DatasetTree) -> Dataset:
    return Dataset(tuple(_video(tree, *each) for each in _folders(tree)))


def _video(tree: DatasetTree, split: str, name: str, folder: str) -> DatasetVideo:
    said = {
        each.rpartition(".")[0]: f"{folder}/{each}" if folder else each
        for each in tree.files(folder, ".json")
    }
    pictures = pictures_by_name(tree, folder)
    names = tuple(sorted(said.keys() | pictures.keys(), key=natural))
    files = {place: said[frame] for place, frame in enumerate(names) if frame in said}
    frames = _Frames(tree, files)
    first = frames.frame(frames.places[0])
    height, width = first.imageHeight, first.imageWidth
    check_bounds(f"'{shown(name)}'", height, width)
    categories: dict[str, str] = {}
    texts: dict[str, dict[str, None]] = {}
    for place in frames.places:
        frame = frames.frame(place)
        named = f"'{shown(files[place])}'"
        check_size(named, (frame.imageHeight, frame.imageWidth), height, width)
        for shape in frame.shapes:
            id = _object(shape)
            categories.setdefault(id, shape.label)
            lines = filter(None, (shape.description or "").split("\n"))
            texts.setdefault(id, {}).update(dict.fromkeys(lines))
    expressions = [(id, text) for id, own in texts.items() for text in own]
    return DatasetVideo(
        name,
        names,
        height,
        width,
        tuple(
            DatasetObject(
                id,
                category,
                FrameMasks(frames.places, partial(frames.mask, id, height, width)),
            )
            for id, category in categories.items()
        ),
        tuple(
            DatasetExpression(str(place), text, (id,))
            for place, (id, text) in enumerate(expressions)
        ),
        split=split,
        pictures=frame_pictures(tree, pictures, names),
    )


def _pixels(shape: _Shape, named: str, height: int, width: int) -> NDArray[np.bool_]:
    """Return where a shape is, bool [H, W]."""
    if not all(len(point) == 2 and all(np.isfinite(point)) for point in shape.points):
        raise _damaged(named)
    match shape.shape_type, shape.points:
        case "mask", [[left, top], [_, _]] if shape.mask is not None:
            return _of_picture(shape.mask, int(left), int(top), named, height, width)
        case "polygon", [_, _, _, *_]:
            points = [side for point in shape.points for side in point]
            return mask_of(named, [points], height, width).to_array()
        case "rectangle", [[x1, y1], [x2, y2]]:
            points = [x1, y1, x2, y1, x2, y2, x1, y2]
            return mask_of(named, [points], height, width).to_array()
        case "rectangle" | "rotation", [_, _, _, _]:
            points = [side for point in shape.points for side in point]
            return mask_of(named, [points], height, width).to_array()
    raise DatasetError(
        message(
            "{named} has a shape of the kind '{kind}', which has no area that can be read.",
            named=named,
            kind=shown(shape.shape_type),
        ),
        message("Draw it as a polygon or a mask."),
    )


def _of_picture(
    text: str, left: int, top: int, named: str, height: int, width: int
) -> NDArray[np.bool_]:
    """Return a picture of the box of a mask at its place."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged(named) from error
    own_height, own_width = size_of(content, named)
    if not (0 <= left <= width - own_width and 0 <= top <= height - own_height):
        raise _damaged(named)
    pixels = np.zeros((height, width), dtype=np.bool_)
    inside = read_labels(content, named, own_height, own_width).inside
    pixels[top : top + own_height, left : left + own_width] = inside
    return pixels


def _damaged(named: str) -> DatasetError:
    return DatasetError(
        message("{named} has a shape that cannot be read.", named=named),
        message("Write the file again with the program that made it."),
    )


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for video in dataset.videos:
        own = folder / video.split / video.name
        own.mkdir(parents=True)
        names = write_pictures(own, video, kept, ".jpg")
        texts = {
            each.id: "\n".join(
                said.text for said in video.expressions if said.objects == (each.id,)
            )
            for each in video.objects
        }
        for place in video.annotated:
            shapes = []
            for each in video.objects:
                mask = each.masks.read(place)
                if mask.area:
                    shapes.append(_shape(each, texts[each.id], mask))
            said: dict[str, Any] = {
                "version": _VERSION,
                "flags": {},
                "shapes": shapes,
                "imagePath": names[place],
                "imageData": None,
                "imageHeight": video.height,
                "imageWidth": video.width,
            }
            (own / f"{video.frames[place]}.json").write_bytes(as_json(said))
        yield video


def _shape(each: DatasetObject, text: str, mask: Mask) -> dict[str, Any]:
    left, top, width, height = mask.box
    crop = mask.to_array()[top : top + height, left : left + width]
    return {
        "label": each.category,
        "points": [[left, top], [left + width - 1, top + height - 1]],
        "group_id": int(each.id),
        "description": text,
        "shape_type": "mask",
        "flags": {},
        "mask": base64.b64encode(mask_picture(crop)).decode("ascii"),
    }


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_sorting_frames,
        without_several_objects,
        without_absent,
        without_unanswered,
        without_annotators,
        with_category_for_all(NO_CATEGORY),
        with_numbered_objects(0, 10**9),
        with_rate(lambda video: None),
        without_void,
        without_empty_objects,
        only_frames_with_files,
        known_together,
        with_known_size,
        with_one_line_each,
        with_different_lines,
        with_grouped_expressions,
        with_counted_expressions,
    ),
    _write,
    sparse=True,
)
