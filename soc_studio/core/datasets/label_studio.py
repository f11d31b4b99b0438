"""Label Studio: a JSON file of tasks, one for each frame, with brush masks.

    tasks.json    [{"id": 1, "data": {"image": "images/VIDEO/00000.jpg", "video": …, "frame": …,
                   "split": …}, "annotations": [{"result": [{"type": "brushlabels", …,
                   "value": {"format": "rle", "rle": […], "brushlabels": ["dog"]},
                   "meta": {"text": [object, expression, …]}}]}]}]
    config.xml    the labelling configuration
    images/VIDEO/00000.jpg

Tasks without annotations are frames that are not annotated. Brushes, polygons and rectangles are
read; without `meta`, regions of one label are an object. Videos in Label Studio have boxes alone,
which are no masks.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_rvos.picture_folder import SUFFIXES
from soc_studio.core.datasets.brush_codes import packed, unpacked
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
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
from soc_studio.core.datasets.frame_pictures import FrameFiles, picture_size, write_pictures
from soc_studio.core.datasets.image_lists import (
    NO_CATEGORY,
    categories_of,
    files_at,
    folder_of,
    stem_of,
)
from soc_studio.core.datasets.json_text import as_json, begins_as, decoded, read_json
from soc_studio.core.datasets.mask_fitting import (
    known_together,
    without_empty_objects,
    without_void,
)
from soc_studio.core.datasets.naming import (
    unique,
    with_counted_expressions,
    with_grouped_expressions,
    with_numbered_objects,
    with_one_line_each,
    with_safe_names,
)
from soc_studio.core.datasets.segmentation import check_bounds, check_size, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_FILE = "tasks.json"
_MOST_TASKS = 10**6
_UPLOADED = re.compile(r"^[0-9a-f]{8}-(?=.)")  # what Label Studio puts before names of files


class _Value(msgspec.Struct):
    format: str = ""
    rle: list[int] = []
    points: list[tuple[float, float]] = []
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    brushlabels: list[str] = []
    polygonlabels: list[str] = []
    rectanglelabels: list[str] = []


class _Meta(msgspec.Struct):
    text: list[str] | str = []


class _Region(msgspec.Struct):
    type: str = ""
    original_width: int = 0
    original_height: int = 0
    value: _Value | None = None
    meta: _Meta | None = None


class _Annotation(msgspec.Struct):
    result: msgspec.Raw


class _Task(msgspec.Struct):
    data: dict[str, Any]
    annotations: list[_Annotation] = []


class _Regions:
    """The regions of the tasks of a video, by place; those of the last one are kept."""

    def __init__(self, tasks: Mapping[int, _Task], named: str) -> None:
        self.places = tuple(sorted(place for place, task in tasks.items() if task.annotations))
        self._tasks = tasks
        self._named = named
        self._lock = threading.Lock()
        self._last: tuple[int, list[tuple[str, _Region]]] | None = None

    def regions(self, place: int) -> list[tuple[str, _Region]]:
        """Return the regions with an area, each with its object; raises DatasetError."""
        with self._lock:
            if self._last is None or self._last[0] != place:
                found = [
                    (_object(region), region)
                    for each in self._tasks[place].annotations
                    for region in decoded(each.result, list[_Region], self._named)
                    if region.value is not None and _label(region)
                ]
                self._last = place, found
            return self._last[1]

    def mask(self, id: str, height: int, width: int, place: int) -> Mask:
        """Return where an object is: in any of its regions."""
        pixels = np.zeros((height, width), dtype=np.bool_)
        for object_id, region in self.regions(place):
            if object_id == id:
                pixels |= _pixels(region, self._named, height, width)
        return Mask.from_array(pixels)


def _label(region: _Region) -> str:
    value = region.value or _Value()
    labels = (*value.brushlabels, *value.polygonlabels, *value.rectanglelabels)
    return next(iter(labels), "")


def _texts(region: _Region) -> list[str]:
    said = [] if region.meta is None else region.meta.text
    return [said] if isinstance(said, str) else said


def _object(region: _Region) -> str:
    return next(iter(_texts(region)), "") or _label(region)


def _documents(tree: DatasetTree) -> list[str]:
    return [
        name
        for name in tree.documents(".json")
        if begins_as(tree, name) == b"["
        and b'"data"' in (head := tree.peek(name, 2**16))
        and b'"annotations"' in head
    ]


def _recognises(tree: DatasetTree) -> bool:
    return bool(_documents(tree))


def _read(tree: DatasetTree) -> Dataset:
    videos = []
    for path in _documents(tree):
        found: dict[tuple[str, str], list[_Task]] = {}
        tasks = read_json(tree, path, list[_Task])
        if len(tasks) > _MOST_TASKS:
            raise DatasetError(
                message("'{path}' has {count} tasks.", path=shown(path), count=len(tasks)),
                message("Split it into files with fewer videos."),
            )
        for task in tasks:
            image = _image(task)
            name = _said(task, "video") or folder_of(image) or tree.name
            found.setdefault((_said(task, "split"), name), []).append(task)
        videos += [_video(tree, path, *key, tasks) for key, tasks in found.items()]
    return Dataset(tuple(videos))


def _said(task: _Task, key: str) -> str:
    value = task.data.get(key, "")
    return value if isinstance(value, str) else ""


def _image(task: _Task) -> str:
    """Return the picture of a task: what is called so, or the first text that is one."""
    texts = [task.data.get("image"), *task.data.values()]
    found = [text for text in texts if isinstance(text, str)]
    files = [text for text in found if text.lower().endswith(tuple(SUFFIXES))]
    return next(iter((*files, *found)), "").rpartition("?d=")[2]


def _video(tree: DatasetTree, path: str, split: str, name: str, tasks: list[_Task]) -> DatasetVideo:
    images = [_image(task) for task in tasks]
    frames = [
        _said(task, "frame") or _UPLOADED.sub("", stem_of(image))
        for task, image in zip(tasks, images, strict=True)
    ]
    named = message("'{path}', video {video}", path=shown(path), video=shown(name))
    regions = _Regions(dict(enumerate(tasks)), named)
    files = files_at(tree, [image.lstrip("/") for image in images], ("", "images"))
    sizes: set[tuple[int, int]] = set()
    categories: dict[str, str] = {}
    texts: dict[str, dict[str, None]] = {}
    for place in regions.places:
        for id, region in regions.regions(place):
            sizes.add((region.original_height, region.original_width))
            categories.setdefault(id, _label(region))
            texts.setdefault(id, {}).update(dict.fromkeys(_texts(region)[1:]))
    height, width = _size(tree, named, sizes, files)
    expressions = [(id, text) for id, own in texts.items() for text in own]
    return DatasetVideo(
        name,
        tuple(unique(frames)),
        height,
        width,
        tuple(
            DatasetObject(
                id,
                category,
                FrameMasks(regions.places, partial(regions.mask, id, height, width)),
            )
            for id, category in categories.items()
        ),
        tuple(
            DatasetExpression(str(place), text, (id,))
            for place, (id, text) in enumerate(expressions)
        ),
        split=split,
        pictures=None if files is None else FramePictures(files, tree.read, tree.place()),
    )


def _size(
    tree: DatasetTree,
    named: str,
    sizes: set[tuple[int, int]],
    files: tuple[str | None, ...] | None,
) -> tuple[int, int]:
    """Return height and width of a video: of its regions, else of its first picture."""
    if not sizes:
        first = next(filter(None, files or ()), None)
        return (0, 0) if first is None else picture_size(tree, first)
    first_size = next(iter(sizes))
    for size in sizes:
        check_size(named, size, *first_size)
    check_bounds(named, *first_size)
    return first_size


def _pixels(region: _Region, named: str, height: int, width: int) -> NDArray[np.bool_]:
    """Return where a region is, bool [H, W]."""
    value = region.value or _Value()
    try:
        if region.type == "brushlabels" and value.format == "rle":
            return unpacked(value.rle, height, width)
        if region.type == "polygonlabels":
            points = value.points
        elif region.type == "rectanglelabels":
            right, bottom = value.x + value.width, value.y + value.height
            points = [(value.x, value.y), (right, value.y), (right, bottom), (value.x, bottom)]
        else:
            raise ValueError(f"a region of the type {region.type!r}")
    except (ValueError, OverflowError) as error:
        raise DatasetError(
            message("{named} has a shape that cannot be read.", named=named),
            message("Write the file again with the program that made it."),
        ) from error
    scaled = [side for x, y in points for side in (x * width / 100, y * height / 100)]
    return mask_of(named, [scaled], height, width).to_array()


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    count = 0
    with (folder / _FILE).open("wb") as file:
        file.write(b"[")
        for video in dataset.videos:
            base = "/".join(filter(None, ("images", video.split, video.name)))
            names = write_pictures(folder / base, video, kept, ".jpg")
            texts = {
                each.id: [said.text for said in video.expressions if said.objects == (each.id,)]
                for each in video.objects
            }
            annotated = set(video.annotated)
            for place, frame in enumerate(video.frames):
                data = {"image": f"{base}/{names[place]}", "video": video.name, "frame": frame}
                task: dict[str, Any] = {"id": count + 1, "data": {**data, "split": video.split}}
                task["annotations"] = []
                if place in annotated:
                    task["annotations"] = [{"result": _result(video, texts, place)}]
                file.write((b",\n" if count else b"\n") + as_json(task))
                count += 1
            yield video
        file.write(b"\n]\n")
    labels = "".join(
        f"    <Label value={quoteattr(name)}/>\n" for name in sorted(set(categories_of(dataset)))
    )
    (folder / "config.xml").write_text(
        '<View>\n  <Image name="image" value="$image"/>\n'
        f'  <BrushLabels name="tag" toName="image">\n{labels}  </BrushLabels>\n</View>\n',
        encoding="utf-8",
    )


def _result(
    video: DatasetVideo, texts: Mapping[str, list[str]], place: int
) -> list[dict[str, Any]]:
    found = []
    for each in video.objects:
        mask = each.masks.read(place)
        if mask.area:
            found.append(
                {
                    "id": f"object-{each.id}",
                    "from_name": "tag",
                    "to_name": "image",
                    "type": "brushlabels",
                    "original_width": video.width,
                    "original_height": video.height,
                    "image_rotation": 0,
                    "value": {
                        "format": "rle",
                        "rle": packed(mask.to_array()),
                        "brushlabels": [each.category],
                    },
                    "meta": {"text": [each.id, *texts[each.id]]},
                }
            )
    return found


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        without_several_objects,
        without_absent,
        without_unanswered,
        without_annotators,
        with_category_for_all(NO_CATEGORY),
        with_numbered_objects(0, 10**9),
        with_rate(lambda video: None),
        without_void,
        without_empty_objects,
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
