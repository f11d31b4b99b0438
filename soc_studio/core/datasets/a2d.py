"""A2D-Sentences: clips, masks of key frames of theirs, one object for each expression.

    Release/videoset.csv                    video, label, start, end, height, width, frames,
                                            annotated frames, subset (0 train, 1 test); no head
    Release/clips320H/VIDEO.mp4
    text_annotations/a2d_annotation.txt     video_id,instance_id,query
    text_annotations/a2d_missed_videos.txt  videos that are left out
    text_annotations/a2d_annotation_with_instances/VIDEO/00001.h5      see `a2d_masks`
    a2d_sentences_single_frame_SPLIT_annotations.json      [[query, video, frame, object]]
    a2d_sentences_SPLIT_annotations_in_coco_format.json    images called v_VIDEO_f_FRAME_i_OBJECT

Frames are numbers from 1; of those of which no object has a mask, nothing is known. The files of
JSON are what others made of the original, to train and to score; `info` has the rates of videos,
which is ours. Where HDF5 is missing, the masks are taken from them, and the pictures of frames from
Release/frames/VIDEO/00001.jpg.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_studio.core.datasets.a2d_masks import (
    FOLDER,
    FRAME,
    MOST_FRAMES,
    VideoMasks,
    read_masks,
    write_masks,
)
from soc_studio.core.datasets.bounds import check_values
from soc_studio.core.datasets.clips import write_clip
from soc_studio.core.datasets.dataset import (
    ClipFile,
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
    without_absent,
    without_annotators,
    without_categories,
    without_several_objects,
    without_unanswered,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    frame_pictures,
    pictures_by_name,
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
    with_names_of_words,
    with_numbered_objects,
    with_one_line_each,
    with_safe_names,
    with_unique_videos,
)
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.rates import rate_said
from soc_studio.core.datasets.segmentation import check_bounds, code_of, coded, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_VIDEOS = "Release/videoset.csv"
_TEXTS = "text_annotations/a2d_annotation.txt"
_COLUMNS = 9
_SPLITS = ("train", "test")  # by the number of the subset
_MISSED = "text_annotations/a2d_missed_videos.txt"
_CLIPS = "Release/clips320H"
_RATES = "frames_per_second"


class _Annotation(msgspec.Struct):
    image_id: str
    segmentation: msgspec.Raw


class _Codes(msgspec.Struct):
    annotations: list[_Annotation]
    info: Any = None


def _recognises(tree: DatasetTree) -> bool:
    return tree.is_file(_VIDEOS) and tree.is_file(_TEXTS)


def _read(tree: DatasetTree) -> Dataset:
    said: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(tree, _TEXTS)[1:]:
        if len(row) == 3:
            said.setdefault(row[0], []).append((row[1].split(" ")[0], row[2]))
    left_out = set(_missed(tree))
    rows = [row for row in _rows(tree, _VIDEOS) if len(row) == _COLUMNS and row[0] not in left_out]
    has_files = tree.is_folder(FOLDER)
    codes, rates = _coded(tree)
    if not (has_files or codes) and said:
        raise DatasetError(
            message("'{name}' lacks the masks of A2D-Sentences.", name=shown(tree.name)),
            message("Put the folder {folder} there.", folder=FOLDER),
        )
    notes: list[str] = []
    videos = [_video(tree, row, said.get(row[0], []), codes, rates, notes) for row in rows]
    return Dataset(tuple(videos), tuple(notes))


def _missed(tree: DatasetTree) -> list[str]:
    """Return the videos that the dataset says are to be left out."""
    if not tree.is_file(_MISSED):
        return []
    return [each.strip() for each in tree.read(_MISSED).decode("utf-8", "replace").splitlines()]


def _coded(tree: DatasetTree) -> tuple[dict[str, dict[str, dict[int, Any]]], dict[str, str]]:
    """Return the masks in the files of JSON, as codes by video, object and frame; and rates."""
    seen: dict[str, dict[str, dict[int, Any]]] = {}
    rates: dict[str, str] = {}
    for split in _SPLITS:
        listed, codes = _files(split)
        if not (tree.is_file(listed) and tree.is_file(codes)):
            continue
        document = read_json(tree, codes, _Codes)
        said = document.info.get(_RATES) if isinstance(document.info, dict) else None
        if isinstance(said, dict):
            rates |= {video: str(rate) for video, rate in said.items()}
        by_image = {each.image_id: each.segmentation for each in document.annotations}
        rows = read_json(tree, listed, list[tuple[str, str, int, int | str]])
        for _, video, frame, id in rows:
            raw = by_image.get(f"v_{video}_f_{frame}_i_{id}")
            if raw is not None and 0 < frame <= MOST_FRAMES:
                seen.setdefault(video, {}).setdefault(str(id), {})[frame - 1] = raw
    return seen, rates


def _files(split: str) -> tuple[str, str]:
    return (
        f"a2d_sentences_single_frame_{split}_annotations.json",
        f"a2d_sentences_{split}_annotations_in_coco_format.json",
    )


def _rows(tree: DatasetTree, file: str) -> list[list[str]]:
    content = tree.read(file)
    check_values(content.count(b",") + content.count(b"\n"), file)
    text = content.decode("utf-8-sig", "replace")
    try:
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
    codes: dict[str, dict[str, dict[int, Any]]],
    rates: Mapping[str, str],
    notes: list[str],
) -> DatasetVideo:
    name, *numbers = row
    if not all(each.isdecimal() and len(each) < 9 for each in (*numbers[3:6], numbers[7])):
        raise _damaged(_VIDEOS)
    height, width, count, subset = (int(numbers[place]) for place in (3, 4, 5, 7))
    frames = tuple(FRAME.format(place + 1) for place in range(min(count, MOST_FRAMES)))
    if not tree.is_folder(f"{FOLDER}/{name}"):
        found = _coded_masks(name, codes.get(name, {}), (height, width), len(frames))
    else:
        found = read_masks(tree, name, len(frames))
        height, width = found.size or (height, width)
        if found.late:
            notes.append(
                message(
                    "'{video}' has masks of frames that it does not list, such as '{frame}': they "
                    "are left out.",
                    video=shown(name),
                    frame=shown(found.late),
                )
            )
    check_bounds(f"'{_VIDEOS}'", height, width)
    ids = dict.fromkeys((*(id for id, _ in said), *found.masks))
    nowhere = FrameMasks((), partial(_nowhere, height, width))
    pictures = pictures_by_name(tree, f"Release/frames/{name}")
    clip = f"{_CLIPS}/{name}.mp4"
    return DatasetVideo(
        name,
        frames,
        height,
        width,
        tuple(DatasetObject(id, "", found.masks.get(id, nowhere)) for id in ids),
        tuple(DatasetExpression(str(place), text, (id,)) for place, (id, text) in enumerate(said)),
        rate=rate_said(rates.get(name, ""), name),
        split=_SPLITS[min(subset, 1)],
        pictures=frame_pictures(tree, pictures, frames),
        clip=ClipFile(clip, tree.read, tree.place()) if tree.is_file(clip) else None,
    )


def _nowhere(height: int, width: int, place: int) -> Mask:
    return Mask.empty(height, width)


def _coded_masks(
    video: str, codes: dict[str, dict[int, Any]], size: tuple[int, int], count: int
) -> VideoMasks:
    named = message("'{path}', video {video}", path=_VIDEOS, video=shown(video))
    masks = {}
    for id, own in codes.items():
        places = tuple(sorted(place for place in own if place < count))
        masks[id] = FrameMasks(places, partial(_mask, own, named, *size))
    return VideoMasks(size, masks)


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
    (folder / _CLIPS).mkdir()
    (folder / FOLDER).mkdir()
    (folder / _MISSED).touch()
    for split in _SPLITS:
        listed: list[tuple[str, str, int, int]] = []
        images: list[dict[str, Any]] = []
        annotations: list[bytes] = []
        for video in of_split(dataset, split):
            write_clip(folder / _CLIPS, video, kept)
            (folder / FOLDER / video.name).mkdir()
            for place in video.annotated:
                seen = [
                    (each.id, each.masks.read(place))
                    for each in video.objects
                    if each.masks.knows(place)
                ]
                name = f"{FRAME.format(place + 1)}.h5"
                write_masks(folder / FOLDER / video.name / name, seen)
                for id, mask in seen:
                    texts = [one.text for one in video.expressions if one.objects == (id,)]
                    image = f"v_{video.name}_f_{place + 1}_i_{id}"
                    listed += [(text, video.name, place + 1, int(id)) for text in texts]
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
        files = [folder / file for file in _files(split)]
        files[0].write_bytes(as_json(listed))
        rates = {each.name: str(each.rate) for each in of_split(dataset, split) if each.rate}
        head = as_json(
            {
                "info": {_RATES: rates},
                "categories": [{"id": 1, "name": "dummy_class"}],
                "images": images,
            }
        )
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
        with_names_of_words,
        with_unique_videos,
        _with_two_splits,
        with_frames_called(FRAME, 1),
        without_several_objects,
        without_absent,
        without_unanswered,
        without_annotators,
        without_categories,
        with_numbered_objects(0, 10**6),
        without_void,
        without_empty_objects,
        only_where_seen,
        with_one_line_each,
        with_grouped_expressions,
        with_counted_expressions,
    ),
    _write,
    sparse=True,
    clips=True,
)
