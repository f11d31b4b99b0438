"""A black and white PNG for each object and frame, and tables of what pictures cannot say.

    videos.csv         video, split, rate, frames (their names)
    objects.csv        video, object, category
    expressions.csv    video, expression, objects, answer (named, none, open), annotator, text
    masks/VIDEO/OBJECT/00000.png     white on the object; of a frame without a file nothing is known
    masks/VIDEO/void/00000.png       white where nobody decided
    frames/VIDEO/00000.jpg

It is read without the tables, too: folders of pictures for each object, of one video or of several,
also in `Annotations`. Pictures with numbers of objects, in a folder for each video, are taken
apart.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.bounds import check_values
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import with_known_size, without_empty_knowledge
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import (
    FrameFiles,
    frame_pictures,
    picture_size,
    pictures_by_name,
    write_pictures,
)
from soc_studio.core.datasets.label_pictures import LabelPictures
from soc_studio.core.datasets.mask_picture import mask_picture
from soc_studio.core.datasets.naming import (
    with_one_line_each,
    with_safe_names,
    with_safe_objects,
    with_unique_videos,
)
from soc_studio.core.datasets.palette_folder import read_palette
from soc_studio.core.datasets.rates import rate_said
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

VOID = "void"
_MASKS = ("masks", "Annotations", "")
_FRAMES = ("frames", "JPEGImages", "images")
_ANSWERS = ("named", "none", "open")


def _recognises(tree: DatasetTree) -> bool:
    return not tree.focus and (
        tree.is_file("videos.csv") or any(True for _ in _objects(tree)) or _labels(tree) != {}
    )


def _objects(tree: DatasetTree) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each video with the folder of its objects, and their names."""
    for root in _MASKS:
        for video in tree.folders(root):
            folder = f"{root}/{video}" if root else video
            own = [each for each in tree.folders(folder) if tree.files(f"{folder}/{each}", ".png")]
            if own and (root or video not in _FRAMES):
                yield video, folder, own
        if root and tree.folders(root):
            return


def _labels(tree: DatasetTree) -> dict[str, str]:
    """Return the folders that have pictures themselves, by the names of videos."""
    root = next((each for each in _MASKS if each and tree.folders(each)), "")
    found = {
        name: f"{root}/{name}" if root else name
        for name in tree.folders(root)
        if root or name not in (*_FRAMES, *_MASKS)
    }
    found = {name: folder for name, folder in found.items() if tree.files(folder, ".png")}
    if not found and tree.files("", ".png"):
        return {tree.name: ""}
    return found


def _read(tree: DatasetTree) -> Dataset:
    said = {row["video"]: row for row in _table(tree, "videos.csv", "video", "split", "rate")}
    folders = {video: (folder, objects) for video, folder, objects in _objects(tree)}
    labels = {} if said or folders else _labels(tree)
    if labels and _is_one_video(tree, labels):
        folders, labels = {tree.name: ("", list(labels))}, {}
    categories: dict[str, dict[str, str]] = {}
    for row in _table(tree, "objects.csv", "video", "object", "category"):
        categories.setdefault(row["video"], {})[row["object"]] = row["category"]
    sentences: dict[str, list[DatasetExpression]] = {}
    for row in _table(tree, "expressions.csv", "video", "expression", "objects", "answer", "text"):
        sentences.setdefault(row["video"], []).append(_expression(row))
    videos = [
        replace(
            _video(tree, name, *folders.get(name, ("", [])), said.get(name), categories.get(name)),
            expressions=tuple(sentences.get(name, ())),
        )
        for name in (said or folders)
    ]
    for name, folder in labels.items():
        videos.append(read_palette(tree, name, folder, _frames_of(tree, name)))
    return Dataset(tuple(videos))


def _is_one_video(tree: DatasetTree, labels: Mapping[str, str]) -> bool:
    """Return whether folders are of the objects of one video, for they have the same frames."""
    names = {tuple(tree.files(folder, ".png")) for folder in labels.values()}
    if len(labels) < 2 or len(names) != 1:
        return False
    for folder in labels.values():
        file = f"{folder}/{next(iter(names))[0]}"
        size = picture_size(tree, file)
        if not LabelPictures(tree, {0: file}, *size).found()[1]:
            return False
    return True


def _frames_of(tree: DatasetTree, name: str) -> str:
    return next(
        (f"{each}/{name}" for each in _FRAMES if tree.is_folder(f"{each}/{name}")),
        next((each for each in _FRAMES if tree.files(each)), f"{_FRAMES[0]}/{name}"),
    )


def _video(
    tree: DatasetTree,
    name: str,
    folder: str,
    objects: list[str],
    row: Mapping[str, str] | None,
    categories: Mapping[str, str] | None,
) -> DatasetVideo:
    frames = pictures_by_name(tree, _frames_of(tree, name))
    found = {
        each: pictures_by_name(tree, f"{folder}/{each}" if folder else each) for each in objects
    }
    names = {frame for files in found.values() for frame in files} | frames.keys()
    order = tuple(sorted(names, key=natural))
    if row is not None and row.get("frames"):
        order = tuple(dict.fromkeys(row["frames"].split("/")))
    files = [file for each in found.values() for file in each.values()]
    first = next(iter((*files, *frames.values())), None)
    height, width = (0, 0) if first is None else picture_size(tree, first)
    labels = {}
    for each, own in found.items():
        placed = {place: own[frame] for place, frame in enumerate(order) if frame in own}
        labels[each] = LabelPictures(tree, placed, height, width).inside()
    void = labels.pop(VOID, None)
    known = dict.fromkeys((*(categories or ()), *labels))
    return DatasetVideo(
        name,
        order,
        height,
        width,
        tuple(
            DatasetObject(id, (categories or {}).get(id, ""), labels[id])
            for id in known
            if id in labels
        ),
        rate=None if row is None else rate_said(row["rate"], name),
        split="" if row is None else row["split"],
        void=void,
        pictures=frame_pictures(tree, frames, order),
    )


def _expression(row: Mapping[str, str]) -> DatasetExpression:
    objects: tuple[str, ...] | None = tuple(filter(None, row["objects"].split("/")))
    if not objects and row["answer"] != "none":
        objects = None
    return DatasetExpression(row["expression"], row["text"], objects, row.get("annotator", ""))


def _table(tree: DatasetTree, file: str, *needed: str) -> list[dict[str, str]]:
    """Return the rows of a table, which is empty where there is none."""
    if not tree.is_file(file):
        return []
    content = tree.read(file)
    check_values(content.count(b",") + content.count(b"\n"), file)
    text = content.decode("utf-8-sig", "replace")
    try:
        rows = [
            {name: value or "" for name, value in row.items() if isinstance(name, str)}
            for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        raise _damaged(file) from error
    if not all({*needed} <= row.keys() for row in rows):
        raise _damaged(file)
    return rows


def _damaged(file: str) -> DatasetError:
    return DatasetError(
        message("'{path}' is not the table that this format has.", path=shown(file)),
        message("Write the file again with the program that made it."),
    )


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    for video in dataset.videos:
        named = [(each.id, each.masks) for each in video.objects]
        if video.void is not None:
            named.append((VOID, video.void))
        for name, masks in named:
            own = folder / "masks" / video.name / name
            own.mkdir(parents=True)
            for place in masks.frames:
                picture = mask_picture(masks.read(place).to_array())
                (own / f"{video.frames[place]}.png").write_bytes(picture)
        write_pictures(folder / "frames" / video.name, video, kept, "")
        yield video
    _write_table(
        folder / "videos.csv",
        ("video", "split", "rate", "frames"),
        (
            (each.name, each.split, str(each.rate or ""), "/".join(each.frames))
            for each in dataset.videos
        ),
    )
    _write_table(
        folder / "objects.csv",
        ("video", "object", "category"),
        ((v.name, each.id, each.category) for v in dataset.videos for each in v.objects),
    )
    _write_table(
        folder / "expressions.csv",
        ("video", "expression", "objects", "answer", "annotator", "text"),
        (
            (
                video.name,
                each.id,
                "/".join(each.objects or ()),
                _ANSWERS[2 if each.objects is None else each.is_absent],
                each.annotator,
                each.text,
            )
            for video in dataset.videos
            for each in video.expressions
        ),
    )


def _write_table(path: Path, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_unique_videos,
        with_safe_objects(VOID),
        with_one_line_each,
        without_empty_knowledge,
        with_known_size,
    ),
    _write,
    pictures="",
    sparse=True,
)
