"""A2D-Sentences, as far as JSON has it: key frames, one object for each expression.

    Release/videoset.csv                    video, label, start, end, height, width, frames,
                                            annotated frames, subset (0 train, 1 test); no head
    Release/frames/VIDEO/00001.jpg
    text_annotations/a2d_annotation.txt     video_id,instance_id,query
    a2d_sentences_single_frame_SPLIT_annotations.json      [[query, video, frame, object]]
    a2d_sentences_SPLIT_annotations_in_coco_format.json    images called v_VIDEO_f_FRAME_i_OBJECT

Frames are numbers from 1; of those of which no object has a mask, nothing is known. The masks of
the original are in HDF5, which is not read; those of its files in COCO's format are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable
from dataclasses import replace
from functools import partial
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
    DatasetLoss,
    Fitted,
    each_video,
    with_rate,
    without_absent,
    without_annotators,
    without_categories,
    without_several_objects,
    without_unanswered,
    without_unnamed_objects,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    frame_pictures,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.image_lists import box_of
from soc_studio.core.datasets.json_text import as_json, read_json
from soc_studio.core.datasets.mask_fitting import (
    only_where_seen,
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
    with_unique_videos,
)
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.segmentation import check_bounds, code_of, coded, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_VIDEOS = "Release/videoset.csv"
_TEXTS = "text_annotations/a2d_annotation.txt"
_COLUMNS = 9
_SPLITS = ("train", "test")  # by the number of the subset
_FRAME = "{:05d}"
_MOST_FRAMES = 10**6


class _Annotation(msgspec.Struct):
    image_id: str
    segmentation: msgspec.Raw


class _Codes(msgspec.Struct):
    annotations: list[_Annotation]


def _recognises(tree: DatasetTree) -> bool:
    return tree.is_file(_VIDEOS) and tree.is_file(_TEXTS)


def _read(tree: DatasetTree) -> Dataset:
    said: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(tree, _TEXTS)[1:]:
        if len(row) == 3:
            said.setdefault(row[0], []).append((row[1].split(" ")[0], row[2]))
    seen: dict[tuple[str, str], dict[int, Any]] = {}  # codes by video, object and frame
    for split in _SPLITS:
        listed, codes = _files(split)
        if not (tree.is_file(listed) and tree.is_file(codes)):
            continue
        document = read_json(tree, codes, _Codes)
        by_image = {each.image_id: each.segmentation for each in document.annotations}
        rows = read_json(tree, listed, list[tuple[str, str, int, int | str]])
        for _, video, frame, id in rows:
            raw = by_image.get(f"v_{video}_f_{frame}_i_{id}")
            if raw is not None and 0 < frame <= _MOST_FRAMES:
                seen.setdefault((video, str(id)), {})[frame - 1] = raw
    if not seen and said:
        raise DatasetError(
            message("'{name}' has its masks in HDF5, which is not read.", name=shown(tree.name)),
            message(
                "Put its files in COCO's format beside them: {file}.", file=_files(_SPLITS[1])[1]
            ),
        )
    videos = [
        _video(tree, row, said.get(row[0], []), seen)
        for row in _rows(tree, _VIDEOS)
        if len(row) == _COLUMNS
    ]
    return Dataset(tuple(videos))


def _files(split: str) -> tuple[str, str]:
    return (
        f"a2d_sentences_single_frame_{split}_annotations.json",
        f"a2d_sentences_{split}_annotations_in_coco_format.json",
    )


def _rows(tree: DatasetTree, file: str) -> list[list[str]]:
    try:
        text = tree.read(file).decode("utf-8-sig", "replace")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _damaged(file) from error


def _damaged(file: str) -> DatasetError:
    return DatasetError(
        message("'{path}' is not the table that this format has.", path=shown(file)),
        message("Write the file again with the program that made it."),
    )


def _video(
    tree: DatasetTree,
    row: list[str],
    said: list[tuple[str, str]],
    seen: dict[tuple[str, str], dict[int, Any]],
) -> DatasetVideo:
    name, *numbers = row
    if not all(each.isdecimal() and len(each) < 9 for each in (*numbers[3:6], numbers[7])):
        raise _damaged(_VIDEOS)
    height, width, count, subset = (int(numbers[place]) for place in (3, 4, 5, 7))
    check_bounds(f"'{_VIDEOS}'", height, width)
    frames = tuple(_FRAME.format(place + 1) for place in range(min(count, _MOST_FRAMES)))
    named = message("'{path}', video {video}", path=_VIDEOS, video=shown(name))
    ids = dict.fromkeys(id for id, _ in said)
    objects = []
    for id in ids:
        codes = {place: raw for place, raw in seen.get((name, id), {}).items() if place < count}
        read = partial(_mask, codes, named, height, width)
        objects.append(DatasetObject(id, "", FrameMasks(tuple(sorted(codes)), read)))
    pictures = pictures_by_name(tree, f"Release/frames/{name}")
    return DatasetVideo(
        name,
        frames,
        height,
        width,
        tuple(objects),
        tuple(DatasetExpression(str(place), text, (id,)) for place, (id, text) in enumerate(said)),
        split=_SPLITS[min(subset, 1)],
        pictures=frame_pictures(tree, pictures, frames),
    )


def _mask(codes: dict[int, Any], named: str, height: int, width: int, place: int) -> Mask:
    return mask_of(named, coded(codes[place], named), height, width)


def _with_two_splits(dataset: Dataset) -> Fitted:
    """Put every video into train or test."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        split = "train" if video.split in ("", "train") else "test"
        return replace(video, split=split), split != video.split

    changed, count = each_video(dataset, change)
    sentence = message("Videos of other splits become part of train or test: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for path in (_VIDEOS, _TEXTS):
        (folder / path).parent.mkdir(parents=True)
    for split in _SPLITS:
        listed: list[tuple[str, str, int, int]] = []
        images: list[dict[str, Any]] = []
        annotations: list[bytes] = []
        for video in of_split(dataset, split):
            write_pictures(folder / "Release" / "frames" / video.name, video, kept, ".jpg")
            for each in video.objects:
                texts = [one.text for one in video.expressions if one.objects == (each.id,)]
                for place in each.masks.frames:
                    mask = each.masks.read(place)
                    image = f"v_{video.name}_f_{place + 1}_i_{each.id}"
                    listed += [(text, video.name, place + 1, int(each.id)) for text in texts]
                    images.append({"id": image, "height": video.height, "width": video.width})
                    annotation = {
                        "id": len(images),
                        "image_id": image,
                        "category_id": 1,
                        "iscrowd": 0,
                        "area": mask.area,
                        "bbox": box_of(mask),
                        "segmentation": code_of(mask),
                    }
                    annotations.append(as_json(annotation))
            yield video
        if images:
            files = [folder / file for file in _files(split)]
            files[0].write_bytes(as_json(listed))
            head = as_json({"categories": [{"id": 1, "name": "object"}], "images": images})
            body = b",\n".join(annotations)
            files[1].write_bytes(head[:-1] + b',\n"annotations": [\n' + body + b"\n]}\n")
    _write_rows(folder / _VIDEOS, (_row(video) for video in dataset.videos))
    said = [
        (video.name, each.objects[0], each.text)
        for video in dataset.videos
        for each in video.expressions
        if each.objects
    ]
    _write_rows(folder / _TEXTS, [("video_id", "instance_id", "query"), *said])


def _row(video: DatasetVideo) -> tuple[object, ...]:
    annotated = len(video.annotated)
    sizes = video.height, video.width, len(video.frames), annotated
    return video.name, 0, 0, 0, *sizes, _SPLITS.index(video.split)


def _write_rows(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_unique_videos,
        _with_two_splits,
        with_frames_called(_FRAME, 1),
        without_several_objects,
        without_absent,
        without_unanswered,
        without_annotators,
        without_unnamed_objects,
        without_categories,
        with_numbered_objects(0, 10**6),
        with_rate(lambda video: None),
        without_void,
        without_empty_objects,
        only_where_seen,
        with_one_line_each,
        with_grouped_expressions,
        with_counted_expressions,
    ),
    _write,
    sparse=True,
)
