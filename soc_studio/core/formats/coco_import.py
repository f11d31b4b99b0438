"""Reads COCO JSON: masks of videos, as in YouTube-VIS, or of images that are a video's frames.

Of videos: each annotation is a layer, its `segmentations` a run-length code or null a frame. Of
images: annotations of one `track_id` or `instance_id` are a layer, those without one by category.
The category of an annotation becomes that of its layer, a `noun_phrase` its sentence; without one
it has a number in the place of a sentence, and is called as its category. Images are matched with
frames by the names of their files (`frame_matching`), never by their ids, whose order means
nothing. Of frames that the file has no image of, nothing is known, and likewise of an object on one
where it has a box and no mask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from pycocotools import mask as coco

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.formats.coco_segmentation import check_segmentation, mask_of
from soc_studio.core.formats.coco_values import (
    as_key,
    called_of,
    damaged,
    has_box,
    key_of,
    objects_of,
    track_of,
)
from soc_studio.core.formats.format import MaskFile, Reader
from soc_studio.core.formats.frame_matching import VideoFrames, frames_of
from soc_studio.core.formats.imported_layer import (
    LONGEST_NAME,
    ImportedLayer,
    MaskImportError,
    check_count,
    check_size,
    shortened,
)
from soc_studio.core.project.imported_object import ImportedObject
from soc_studio.core.project.objects import stand_in
from soc_studio.core.system.messages import message

_ENTRIES = (
    "videos images annotations categories id name width height length file_name file_names"
    " video_id image_id bbox category_id track_id instance_id attributes segmentation segmentations"
    " size counts noun_phrase"
)
KEPT = frozenset(_ENTRIES.split())
"""The entries that the reader keeps of the file's objects."""
MOST_LAYERS = 1000
_BOX: list[Any] = []  # in the place of a mask: an object is there, and no mask says where

_Coded = Mapping[int, Sequence[tuple[str, Any]]]  # by frame: what to call a code, and the code


def read_coco(
    content: Mapping[str, Any],
    named: str,
    height: int,
    width: int,
    frames: VideoFrames,
    video: str | None = None,
) -> list[ImportedLayer]:
    """Return the layers of a video of `height` x `width` pixels, named by category.

    `content` is the file's JSON, as far as it is `KEPT`; `named` is its name in sentences.
    `video` is the name of the one to take where the file is of several: its `name`, the folder of
    its files, or its id. Without it, the only one that has the video's size and length is taken.

    Raises:
        MaskImportError: the file is damaged, or not of this video, or of several that may be meant.
    """
    annotations = objects_of(content, "annotations", named)
    coded: dict[Any, dict[int, list[tuple[str, Any]]]] = {}
    boxes: dict[Any, set[int]] = {}  # by object the frames of which no mask says where it is
    categories: dict[Any, Any] = {}
    if any("segmentations" in annotation for annotation in annotations) or "images" not in content:
        videos = objects_of(content, "videos", named)
        chosen = _video(videos, named, height, width, frames, video)
        numbers = _frames_of_video(chosen, named, frames)
        known = tuple(sorted(numbers))
        found = _of_video(annotations, key_of(chosen, "id", named), named, numbers)
    else:
        images = objects_of(content, "images", named)
        by_image = _frames_of_images(images, named, height, width, frames)
        known = tuple(sorted(by_image.values()))
        found = _of_images(annotations, by_image, named)
    for key, category, frame, called, segmentation in found:
        if key not in coded and len(coded) == MOST_LAYERS:
            raise MaskImportError(
                message(
                    "{named} contains more than {most} objects.",
                    named=named,
                    most=MOST_LAYERS,
                ),
                message("Split it into files with fewer objects."),
            )
        categories.setdefault(key, category)
        own = coded.setdefault(key, {})
        if segmentation is _BOX:
            boxes.setdefault(key, set()).add(frame)
        elif segmentation is not None:
            check_segmentation(called, segmentation, height, width)
            own.setdefault(frame, []).append((called, segmentation))
    if boxes:
        frames.tell(
            message(
                "{named} has boxes without a mask, which are left out. "
                "Frames with such boxes: {count}.",
                named=named,
                count=len(set().union(*boxes.values())),
            )
        )
    known_names = _category_names(objects_of(content, "categories", named, needed=False))
    names = _names(categories.values(), known_names)
    return [
        ImportedLayer(
            name,
            tuple(frame for frame in known if frame not in boxes.get(key, ())),
            partial(_read, own, height, width),
            _said(annotations, place, key, name, known_names.get(categories[key], "")),
        )
        for place, ((key, own), name) in enumerate(zip(coded.items(), names, strict=True), 1)
        if own or key not in boxes
    ]


_Found = Iterable[tuple[Any, Any, int, str, Any]]
"""Layer's key, category, frame, what to call the mask in a sentence, and the mask or None."""


def _of_video(annotations: Sequence[Any], video: Any, named: str, frames: Sequence[int]) -> _Found:
    for place, annotation in enumerate(annotations):
        if key_of(annotation, "video_id", named) != video:
            continue
        called = message(
            "{named}, annotation {annotation}",
            named=named,
            annotation=called_of(annotation, place),
        )
        segmentations = annotation.get("segmentations")
        if not isinstance(segmentations, list):
            raise damaged(named)
        check_count(called, len(segmentations), len(frames))
        for frame, segmentation in zip(frames, segmentations, strict=True):
            yield (
                place,
                key_of(annotation, "category_id", named),
                frame,
                message("{named}, frame {frame}", named=called, frame=frame),
                segmentation,
            )


def _of_images(annotations: Sequence[Any], frames: Mapping[Any, int], named: str) -> _Found:
    for place, annotation in enumerate(annotations):
        called = message(
            "{named}, annotation {annotation}",
            named=named,
            annotation=called_of(annotation, place),
        )
        image = key_of(annotation, "image_id", named)
        if image not in frames:
            raise MaskImportError(
                message(
                    "{named} belongs to image {image}, which the file does not list.",
                    named=called,
                    image=shortened(image),
                ),
                message("Write the file again with the program that made it."),
            )
        category = key_of(annotation, "category_id", named)
        track = track_of(annotation)
        key = ("category", category) if track is None else ("track", track)
        segmentation = annotation.get("segmentation")
        if not segmentation and has_box(annotation):
            segmentation = _BOX
        yield key, category, frames[image], called, segmentation


def _video(
    videos: Sequence[Any],
    named: str,
    height: int,
    width: int,
    frames: VideoFrames,
    name: str | None,
) -> Mapping[str, Any]:
    """Return the one of `videos` that is meant."""
    if not videos:
        raise damaged(named)
    if name is not None:
        candidates = [video for video in videos if name in _video_names(video)]
        if len(candidates) != 1:
            raise MaskImportError(
                message(
                    "{named} contains {count} videos called '{name}'.",
                    named=named,
                    count=len(candidates),
                    name=shortened(name),
                ),
                message("Name a video that is in the file."),
            )
    elif len(videos) == 1:
        candidates = list(videos)  # if it is another one, the sentence says in what
    else:
        meant = (width, height, frames.count)
        candidates = [
            video
            for video in videos
            if (video.get("width"), video.get("height"), video.get("length")) == meant
        ]
    if len(candidates) != 1:
        raise MaskImportError(
            message(
                "{named} describes {count} videos, and {matching} of them have "
                "{width}x{height} pixels and {frames} frames.",
                named=named,
                count=len(videos),
                matching=len(candidates),
                width=width,
                height=height,
                frames=frames.count,
            ),
            message("Choose a file with the masks of this video alone, or name the video in it."),
        )
    (video,) = candidates
    own_height, own_width, length = (video.get(side) for side in ("height", "width", "length"))
    if not all(isinstance(side, int) for side in (own_height, own_width, length)):
        raise damaged(named)
    check_size(named, own_width, own_height, width, height)
    found: Mapping[str, Any] = video
    return found


def _frames_of_video(video: Mapping[str, Any], named: str, frames: VideoFrames) -> list[int]:
    """Return the frame of each place in the lists of `video`."""
    length, files = video["length"], video.get("file_names")
    match files:
        case [str(), *rest] if frames.names is not None and len(files) == length:
            if all(isinstance(file, str) for file in rest):
                return frames_of(files, named, frames)
    check_count(named, length, frames.count)
    return list(range(length))


def _video_names(video: Mapping[str, Any]) -> set[str]:
    names = {str(video.get("id"))}
    if isinstance(video.get("name"), str):
        names.add(video["name"])
    match video.get("file_names"):
        case [str(first), *_]:
            names.add(_path(first).parent.name)
    return names


def _frames_of_images(
    images: Sequence[Any], named: str, height: int, width: int, frames: VideoFrames
) -> dict[Any, int]:
    """Return the frame of every image by its id."""
    ids = [key_of(image, "id", named) for image in images]
    if len(set(ids)) != len(ids) or not ids:
        raise damaged(named)
    files: list[str] = []
    for place, image in enumerate(images):
        # Where a file leaves out the size, as some do, or has null, its codes have it.
        own_height, own_width = (
            as_key(image[side]) if image.get(side) is not None else known
            for side, known in (("height", height), ("width", width))
        )
        file = image.get("file_name")
        if not isinstance(own_height, int) or not isinstance(own_width, int):
            raise damaged(named)
        called = message("{named}, image {image}", named=named, image=called_of(image, place))
        check_size(called, own_width, own_height, width, height)
        if not isinstance(file, str) or not file:
            raise MaskImportError(
                message(
                    "{named} gives no order of its images: image {image} has no file name.",
                    named=named,
                    image=called_of(image, place),
                ),
                message("Write the file again with the program that made it."),
            )
        files.append(file)
    return dict(zip(ids, frames_of(files, named, frames), strict=True))


def _category_names(listed: Sequence[Any]) -> dict[Any, str]:
    known: dict[Any, str] = {}
    for category in listed:
        match category:
            case {"id": id, "name": str(name)} if (number := as_key(id)) is not None:
                known[number] = shortened(name, LONGEST_NAME)
    return known


def _names(categories: Iterable[Any], known: Mapping[Any, str]) -> list[str]:
    """Return a name for the layer of each of `categories`; the second person is "person 2"."""
    names: list[str] = []
    count: Counter[str] = Counter()
    for number in categories:
        name = known.get(number) or f"category {shortened(number)}"
        count[name] += 1
        names.append(name if count[name] == 1 else f"{name} {count[name]}")
    return names


def _said(
    annotations: Sequence[Any], place: int, key: Any, name: str, category: str
) -> ImportedObject:
    """Return what the file says of an object: its category, and a phrase as its sentence."""
    phrase = ""
    if isinstance(key, int):  # of a video, whose annotations are objects
        phrase = annotations[key].get("noun_phrase", "")
    text = shortened(phrase, LONGEST_NAME) if isinstance(phrase, str) else ""
    return ImportedObject(text or stand_in(place), name="" if text else name, category=category)


def _read(coded: _Coded, height: int, width: int, frame: int) -> Mask:
    """Return what any of the codes of `frame` covers."""
    masks = [mask_of(called, code, height, width) for called, code in coded.get(frame, ())]
    if not masks:
        return Mask.empty(height, width)
    if len(masks) == 1:
        return masks[0]
    return checked_mask(height, width, coco.merge([mask.to_coco() for mask in masks])["counts"])


def _path(file: str) -> PurePosixPath:
    return PurePosixPath(file.replace("\\", "/"))


def _recognises(file: MaskFile) -> bool:
    match file.json:
        case {"annotations": _, "images": _} | {"annotations": _, "videos": _}:
            return True
    return False


def _read_file(
    file: MaskFile, height: int, width: int, frames: VideoFrames, video: str | None
) -> list[ImportedLayer]:
    return read_coco(file.json, f"'{file.path.name}'", height, width, frames, video)


READER = Reader(_recognises, _read_file, (".json",), KEPT)
