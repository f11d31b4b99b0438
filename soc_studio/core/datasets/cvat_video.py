"""CVAT for video 1.1: an XML file for each video, with masks, polygons and boxes.

    VIDEO/annotations.xml
    VIDEO/images/frame_000000.jpg

CVAT makes one shape of a track of masks, that of its first frame. So every mask is a track of its
own, which ends on the next frame; those of an object have one `group_id` and the attribute
`object_id`, and its expressions in the attribute `expression`, on a line each. Frames are numbers.
Tracks of others are read, too: masks, polygons and boxes, boxes and polygons also between two key
frames as CVAT shows them there: those of the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.bounds import check_values
from soc_studio.core.datasets.cvat_codes import mask_in_box, runs_in_box
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
from soc_studio.core.datasets.image_lists import NO_CATEGORY, stem_of
from soc_studio.core.datasets.mask_fitting import (
    known_everywhere,
    without_empty_objects,
    without_void,
)
from soc_studio.core.datasets.naming import (
    with_counted_expressions,
    with_frames_called,
    with_grouped_expressions,
    with_numbered_objects,
    with_one_line_each,
    with_safe_names,
    without_splits,
)
from soc_studio.core.datasets.segmentation import check_bounds, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_FILE = "annotations.xml"
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHAPES = ("mask", "polygon", "box")
_MOST_FRAMES = 10**7
FRAME = "frame_{:06d}"


@dataclass(slots=True)
class _Shape:
    """A shape of an object on a frame: its kind, and the attributes of its element."""

    kind: str
    said: dict[str, str]


@dataclass(slots=True)
class _Object:
    """An object while its tracks are read: its category, expressions, and shapes by frame."""

    category: str
    expressions: str = ""
    shapes: dict[int, list[_Shape]] = field(default_factory=dict)


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _documents(tree))


def _documents(tree: DatasetTree) -> Iterator[tuple[str, DatasetTree, str]]:
    """Yield the name of each video, its folder, and the file in it."""
    for name in tree.documents(".xml"):
        if b"<annotations" in tree.peek(name, 4096):
            yield (tree.name if name == _FILE else stem_of(name)), tree, name
    if tree.focus:
        return
    for video in tree.folders():
        if tree.is_file(f"{video}/{_FILE}"):
            below = tree.below(video)
            if b"<annotations" in below.peek(_FILE, 4096):
                yield video, below, _FILE


def _read(tree: DatasetTree) -> Dataset:
    return Dataset(tuple(_video(*each) for each in _documents(tree)))


def _video(name: str, tree: DatasetTree, file: str) -> DatasetVideo:
    root = _root(tree, file)
    pictures = pictures_by_name(tree, "images")
    height = _number(root.findtext("meta/task/original_size/height"), file)
    width = _number(root.findtext("meta/task/original_size/width"), file)
    objects: dict[str, _Object] = {}
    last = -1
    for place, track in enumerate(root.iter("track")):
        last = max(last, _read_track(track, str(place), objects, file))
    size = root.findtext("meta/task/size")
    count = max(_number(size, file) if size else 0, last + 1, len(pictures))
    check_bounds(f"'{shown(file)}'", height, width)
    if count > _MOST_FRAMES:
        raise _damaged(file)
    frames = tuple(sorted(pictures))
    if len(frames) != count:
        frames = tuple(FRAME.format(each) for each in range(count))
    everywhere = tuple(range(count))
    expressions: list[DatasetExpression] = []
    for id, each in objects.items():
        for text in filter(None, each.expressions.split("\n")):
            expressions.append(DatasetExpression(str(len(expressions)), text, (id,)))
    return DatasetVideo(
        name,
        frames,
        height,
        width,
        tuple(
            DatasetObject(
                id,
                each.category,
                FrameMasks(
                    everywhere,
                    partial(
                        _mask, each.shapes, message("Object {object}", object=id), height, width
                    ),
                ),
            )
            for id, each in objects.items()
        ),
        tuple(expressions),
        pictures=frame_pictures(tree, pictures, frames),
    )


def _root(tree: DatasetTree, file: str) -> ElementTree.Element:
    """Return the content of a file without declarations, which could make it grow without end."""
    content = tree.read(file)
    check_values(content.count(b"<") + content.count(b"="), file)
    if b"\0" in content[:64] or _DECLARED.search(content):
        raise _damaged(file)
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise _damaged(file) from error


def _read_track(
    track: ElementTree.Element, place: str, objects: dict[str, _Object], file: str
) -> int:
    """Add the shapes of a track to those of its object; return the last frame it speaks of."""
    attributes = {each.get("name", ""): each.text or "" for each in track.iterfind("./*/attribute")}
    id = attributes.get("object_id") or track.get("id") or place
    own = objects.setdefault(id, _Object(track.get("label", "")))
    own.expressions = own.expressions or attributes.get("expression", "")
    shapes = {}
    for element in track:
        frame = _number(element.get("frame"), file)
        if frame > _MOST_FRAMES:
            raise _damaged(file)
        if element.tag in _SHAPES:
            shapes[frame] = None if element.get("outside") == "1" else element
    frames = sorted(shapes)
    for frame, following in zip(
        frames, [*frames[1:], frames[-1] + 1] if frames else [], strict=True
    ):
        shape = shapes[frame]
        if shape is not None:
            kept = _Shape(shape.tag, dict(shape.attrib))
            held = range(frame, following if shape.tag != "mask" else frame + 1)
            for each in held:
                own.shapes.setdefault(each, []).append(kept)
    seen = [frame for frame in frames if shapes[frame] is not None]
    return max(seen, default=-1)


def _mask(shapes: dict[int, list[_Shape]], named: str, height: int, width: int, place: int) -> Mask:
    pixels = None
    for shape in shapes.get(place, ()):
        mask = _of_shape(shape, named, height, width)
        pixels = mask.to_array() if pixels is None else pixels | mask.to_array()
    return Mask.empty(height, width) if pixels is None else Mask.from_array(pixels)


def _of_shape(shape: _Shape, named: str, height: int, width: int) -> Mask:
    said = shape.said
    try:
        if shape.kind == "mask":
            box = tuple(int(said[side]) for side in ("left", "top", "width", "height"))
            left, top, own_width, own_height = box
            own = (left, top, own_width, own_height)
            return mask_in_box(said.get("rle", ""), own, height, width, named)
        if shape.kind == "polygon":
            points = [float(each) for pair in said["points"].split(";") for each in pair.split(",")]
            return mask_of(named, [points], height, width)
        sides = [float(said[side]) for side in ("xtl", "ytl", "xbr", "ybr")]
    except (KeyError, ValueError, OverflowError) as error:
        raise DatasetError(
            message("{named} has a shape that cannot be read.", named=named),
            message("Write the file again with the program that made it."),
        ) from error
    left_, top_, right, bottom = np.clip(np.nan_to_num(sides), 0, 2**16).round().astype(int)
    pixels = np.zeros((height, width), dtype=np.bool_)
    pixels[top_:bottom, left_:right] = True
    return Mask.from_array(pixels)


def _number(text: str | None, file: str) -> int:
    if text is None or not text.strip().isdecimal() or len(text) > 12:
        raise _damaged(file)
    return int(text)


def _damaged(file: str) -> DatasetError:
    return DatasetError(
        message("'{path}' is not as CVAT for video 1.1 has it.", path=shown(file)),
        message("Export it from CVAT again, as 'CVAT for video 1.1'."),
    )


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for video in dataset.videos:
        own = folder / video.name
        own.mkdir()
        with (own / _FILE).open("wb") as file:
            file.write(_head(video).encode())
            track = 0
            for each in video.objects:
                texts = [said.text for said in video.expressions if said.objects == (each.id,)]
                for place in each.masks.frames:
                    mask = each.masks.read(place)
                    if mask.area:
                        _write_track(file, track, video, each, "\n".join(texts), place, mask)
                        track += 1
            file.write(b"</annotations>\n")
        write_pictures(own / "images", video, kept, ".jpg")
        yield video


def _head(video: DatasetVideo) -> str:
    labels = "".join(
        f"<label><name>{escape(name)}</name><type>mask</type><attributes>"
        + "".join(
            f"<attribute><name>{attribute}</name><mutable>False</mutable>"
            "<input_type>text</input_type><default_value></default_value><values></values>"
            "</attribute>"
            for attribute in ("object_id", "expression")
        )
        + "</attributes></label>\n"
        for name in sorted({each.category for each in video.objects})
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n'
        "<meta><task>"
        f"<name>{escape(video.name)}</name><size>{len(video.frames)}</size>"
        "<mode>interpolation</mode><start_frame>0</start_frame>"
        f"<stop_frame>{len(video.frames) - 1}</stop_frame>"
        f"<original_size><width>{video.width}</width><height>{video.height}</height>"
        f"</original_size>\n<labels>\n{labels}</labels></task></meta>\n"
    )


def _write_track(
    file: BinaryIO,
    number: int,
    video: DatasetVideo,
    each: DatasetObject,
    texts: str,
    place: int,
    mask: Mask,
) -> None:
    runs, (left, top, width, height) = runs_in_box(mask)
    attributes = "".join(
        f'<attribute name="{name}">{escape(value)}</attribute>'
        for name, value in (("object_id", each.id), ("expression", texts))
    )
    lines = [
        f'<track id="{number}" label={quoteattr(each.category)} source="manual"'
        f' group_id="{int(each.id)}">'
    ]
    for frame, outside in ((place, 0), (place + 1, 1)):
        if frame < len(video.frames):
            lines.append(
                f'<mask frame="{frame}" keyframe="1" outside="{outside}" occluded="0" rle="{runs}"'
                f' left="{left}" top="{top}" width="{width}" height="{height}" z_order="0">'
                f"{attributes}</mask>"
            )
    file.write(("\n".join([*lines, "</track>"]) + "\n").encode())


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        without_splits,
        with_frames_called(FRAME),
        without_several_objects,
        without_absent,
        without_unanswered,
        without_annotators,
        with_category_for_all(NO_CATEGORY),
        with_numbered_objects(1, 10**6),
        with_rate(lambda video: None),
        without_void,
        without_empty_objects,
        known_everywhere,
        with_one_line_each,
        with_different_lines,
        with_grouped_expressions,
        with_counted_expressions,
    ),
    _write,
)
