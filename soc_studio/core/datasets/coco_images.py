"""COCO's JSON of images that are the frames of videos, with run-length codes or polygons.

    annotations/instances_SPLIT.json
        {"images": [{"id": 1, "width": …, "height": …, "file_name": "VIDEO/00000.jpg"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": …,
            "bbox": […], "segmentation": a code or polygons, "track_id": "1"}],
         "categories": [{"id": 1, "name": "dog", …}]}
    SPLIT/VIDEO/00000.jpg

The folder of an image is its video. Annotations of one `track_id` or `instance_id` in a video are
an object; those without one by category. In images without annotations there is nothing; of those
where an object has a box and no mask, nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import (
    with_category_for_all,
    with_rate,
    without_expressions,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import FrameFiles, picture_size, write_pictures
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
from soc_studio.core.datasets.json_text import as_json, head_has, read_json
from soc_studio.core.datasets.mask_fitting import (
    known_together,
    only_annotated_frames,
    without_empty_objects,
    without_void,
)
from soc_studio.core.datasets.naming import (
    unique,
    with_safe_names,
    with_sorting_frames,
)
from soc_studio.core.datasets.palette_folder import of_split
from soc_studio.core.datasets.segmentation import NOTHING, check_bounds, code_of, coded, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message


class _Image(msgspec.Struct):
    id: Id
    file_name: str
    width: int | None = None
    height: int | None = None

    @property
    def size(self) -> tuple[int, int] | None:
        """Height and width, None where the file leaves one out."""
        return None if self.height is None or self.width is None else (self.height, self.width)


class _Annotation(msgspec.Struct):
    image_id: Id
    category_id: Id
    segmentation: msgspec.Raw = NOTHING
    bbox: Any = None
    track_id: Id | None = None
    shared_id: Id | None = msgspec.field(default=None, name="instance_id")
    attributes: dict[str, Any] = {}


class _Document(msgspec.Struct):
    images: list[_Image]
    annotations: list[_Annotation]
    categories: list[ListedCategory] = []


def _documents(tree: DatasetTree) -> Iterator[str]:
    for folder in ("",) if tree.focus else ("", "annotations"):
        for name in tree.files(folder, ".json") if folder else tree.documents(".json"):
            path = f"{folder}/{name}" if folder else name
            if head_has(tree, path, b'"images"', b'"annotations"'):
                yield path


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _documents(tree))


def _read(tree: DatasetTree) -> Dataset:
    videos: list[DatasetVideo] = []
    notes: list[str] = []
    for path in _documents(tree):
        said = read_json(tree, path, _Document)
        check_unique([each.id for each in said.images], path)
        folders: dict[str, list[_Image]] = {}
        for image in said.images:
            folders.setdefault(folder_of(image.file_name), []).append(image)
        names = category_names(said.categories, path)
        own: dict[Id, list[_Annotation]] = {each.id: [] for each in said.images}
        if names and (
            strange := [each for each in said.annotations if each.category_id not in names]
        ):
            notes.append(
                message(
                    "'{path}' has labels of a category {category} that it does not list: they get "
                    "none.",
                    path=shown(path),
                    category=shown(strange[0].category_id),
                )
            )
        for each in said.annotations:
            if each.image_id not in own:
                raise DatasetError(
                    message(
                        "'{path}' has labels of an image {image} that it does not list.",
                        path=shown(path),
                        image=shown(each.image_id),
                    ),
                    message("Write the file again with the program that made it."),
                )
            own[each.image_id].append(each)
        boxes = sum(_is_box(each) for each in said.annotations)
        if boxes:
            notes.append(
                message(
                    "'{path}' has boxes without a mask, which are left out: {count}.",
                    path=shown(path),
                    count=boxes,
                )
            )
        for folder, images in folders.items():
            videos.append(_video(tree, path, folder or tree.name, images, own, names))
    return Dataset(tuple(videos), tuple(notes))


def _video(
    tree: DatasetTree,
    path: str,
    name: str,
    images: list[_Image],
    own: dict[Id, list[_Annotation]],
    names: dict[Id, str],
) -> DatasetVideo:
    images.sort(key=lambda image: natural(stem_of(image.file_name)))
    called = message("'{path}', video {video}", path=shown(path), video=shown(name))
    split = split_of(path)
    files = [image.file_name for image in images]
    found = files_at(tree, files, [*([split] if split else []), "", "images", "train", "valid"])
    sizes = {image.size for image in images if image.size is not None}
    if not sizes:
        sizes = {picture_size(tree, file) for file in (found or ()) if file is not None}
    if not sizes:
        raise DatasetError(
            message("{named} has images without a size, and no pictures beside it.", named=called),
            message("Put the pictures beside the file, or write their sizes into it."),
        )
    height, width = min(sizes)
    check_bounds(called, height, width)
    if len(sizes) > 1:
        raise DatasetError(
            message("{named} has images of several sizes.", named=called),
            message("Put the images of each video into a folder of its own."),
        )
    coded: dict[str, dict[int, list[Any]]] = {}
    boxes: dict[str, set[int]] = {}  # by object the frames of which no mask says where it is
    categories: dict[str, str] = {}
    for place, image in enumerate(images):
        for each in own[image.id]:
            id = _object(each)
            if _is_box(each):
                boxes.setdefault(id, set()).add(place)
                continue
            categories.setdefault(id, names.get(each.category_id, ""))
            codes = coded.setdefault(id, {}).setdefault(place, [])
            codes.append(each.segmentation)
    known = {
        id: tuple(place for place in range(len(images)) if place not in boxes.get(id, ()))
        for id in coded
    }
    return DatasetVideo(
        name,
        tuple(unique([stem_of(file) for file in files])),
        height,
        width,
        tuple(
            DatasetObject(
                id,
                categories[id],
                FrameMasks(known[id], partial(_mask, codes, called, height, width)),
            )
            for id, codes in coded.items()
        ),
        split=split,
        pictures=None if found is None else FramePictures(found, tree.read, tree.place()),
    )


def _is_box(each: _Annotation) -> bool:
    """Return whether an annotation says that an object is there, and not where its pixels are."""
    match each.bbox:
        case [_, _, int() | float() as width, int() | float() as height] if width > 0 < height:
            return bytes(each.segmentation).translate(None, b" \t\r\n") in (b"null", b"[]")
    return False


def _object(each: _Annotation) -> str:
    """Return what tells an object from others of its video; CVAT has it in `attributes`."""
    said = (each.track_id, each.shared_id, *map(each.attributes.get, ("track_id", "instance_id")))
    return next(
        (str(id) for id in said if isinstance(id, int | str)), f"category {each.category_id}"
    )


def _mask(codes: dict[int, list[Any]], called: str, height: int, width: int, place: int) -> Mask:
    called = message("{named}, frame {frame}", named=called, frame=place)
    pixels = None
    for raw in codes.get(place, ()):
        mask = mask_of(called, coded(raw, called), height, width)
        pixels = mask.to_array() if pixels is None else pixels | mask.to_array()
    return Mask.empty(height, width) if pixels is None else Mask.from_array(pixels)


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    numbers, listed = category_list(categories_of(dataset))
    (folder / "annotations").mkdir()
    for split in dict.fromkeys(video.split for video in dataset.videos):
        images: list[bytes] = []
        name = f"instances_{split}" if split else "instances"
        with (folder / "annotations" / f"{name}.json").open("wb") as file:
            file.write(b'{"annotations": [')
            count = 0
            for video in of_split(dataset, split):
                names = write_pictures(folder / split / video.name, video, kept, ".jpg")
                for place, picture in enumerate(names):
                    image = {
                        "id": len(images) + 1,
                        "width": video.width,
                        "height": video.height,
                        "file_name": f"{video.name}/{picture}",
                    }
                    images.append(as_json(image))
                    for each in video.objects:
                        mask = each.masks.read(place)
                        if mask.area:
                            count += 1
                            said = {
                                "id": count,
                                "image_id": len(images),
                                "category_id": numbers[each.category],
                                "track_id": each.id,
                                "iscrowd": 0,
                                "area": mask.area,
                                "bbox": box_of(mask),
                                "segmentation": code_of(mask),
                            }
                            file.write((b",\n" if count > 1 else b"\n") + as_json(said))
                yield video
            file.write(b'\n],\n"images": [\n' + b",\n".join(images) + b'\n],\n"categories": ')
            file.write(as_json(listed) + b"}\n")


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_sorting_frames,
        without_expressions,
        with_category_for_all(NO_CATEGORY),
        with_rate(lambda video: None),
        without_void,
        without_empty_objects,
        only_annotated_frames,
        known_together,
    ),
    _write,
)
