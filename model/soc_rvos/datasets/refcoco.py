"""RefCOCO, RefCOCO+ and RefCOCOg: sentences about objects of the pictures of COCO.

As published (REFER): SET is refcoco, refcoco+ or refcocog.

    SET/instances.json                      pictures and masks, in COCO's format
    SET/refs(unc).p                         the sentences; refs(umd).p of RefCOCOg
    train2014/COCO_train2014_….jpg          or images/mscoco/images/train2014, images/train2014

Or as the community converts it, one entry a sentence:

    SET/instances_SET_SPLIT.json            {"images": [{"id", "file_name", "caption", …}],
                                             "annotations": [{"image_id", "segmentation", …}]}
"""

from __future__ import annotations

import io
import pickle
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import msgspec

from soc_rvos.datasets.files import broken, inside, read_bytes, read_json
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.sample import PictureFrames, Sample, Truth
from soc_rvos.masks import Mask
from soc_rvos.messages import message
from soc_rvos.rle import checked_mask, mask_of_counts, mask_of_polygons

_SPLITS = {
    "refcoco": ("train", "val", "testA", "testB"),
    "refcoco+": ("train", "val", "testA", "testB"),
    "refcocog": ("train", "val", "test"),
}
_REFERENCES = ("refs(unc).p", "refs(umd).p", "refs(google).p")  # the first that is there counts
_PICTURES = ("train2014", "images/train2014", "images/mscoco/images/train2014")
_MOST = 2**27  # pixels
_STUMBLES = (
    pickle.UnpicklingError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    EOFError,
    OverflowError,
    MemoryError,
    RecursionError,
)
_PICTURES_ADVICE = message(
    "Download http://images.cocodataset.org/zips/train2014.zip and unpack it here."
)
_REFER_ADVICE = message(
    "Download refcoco.zip, refcoco+.zip and refcocog.zip from https://github.com/lichengunc/refer "
    "and unpack them here."
)


class _Image(msgspec.Struct):
    id: int
    file_name: str
    height: int
    width: int
    sentence: str = msgspec.field(default="", name="caption")


class _Code(msgspec.Struct):
    size: tuple[int, int]
    counts: str | list[int]


class _Annotation(msgspec.Struct):
    id: int
    image_id: int
    segmentation: _Code | list[list[float]]
    category_id: int = 0


class _Category(msgspec.Struct):
    id: int
    name: str


class _Instances(msgspec.Struct):
    images: list[_Image]
    annotations: list[_Annotation]
    categories: list[_Category] = []


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    sets = [name for name in _SPLITS if _is_set(folder / name, name)]
    if not sets:
        return None
    parts = [
        PublishedPart(
            next((folder / at for at in _PICTURES if (folder / at).is_dir()), folder / "train2014"),
            _PICTURES_ADVICE,
        )
    ]
    splits: list[str] = []
    for name in _SPLITS:
        own = folder / name
        converted = [each for each in _SPLITS[name] if _converted(own, each).is_file()]
        published = _references(own).is_file()
        splits += [f"{name}/{each}" for each in (_SPLITS[name] if published else converted)]
        if published or not converted:
            parts.append(PublishedPart(_references(own), _REFER_ADVICE, name))
            parts.append(PublishedPart(own / "instances.json", _REFER_ADVICE, name))
    return PublishedDataset(
        "refcoco",
        "RefCOCO/+/g",
        folder,
        tuple(splits),
        tuple(parts),
        "as published by REFER, or converted to COCO's format",
        lambda split: _read(folder, *split.split("/")),
    )


def _is_set(folder: Path, name: str) -> bool:
    return _references(folder).is_file() or any(
        _converted(folder, split).is_file() for split in _SPLITS[name]
    )


def _references(folder: Path) -> Path:
    """Return the file of the sentences of a set; where none is there, that of most papers."""
    places = [folder / name for name in _REFERENCES]
    usual = places[1] if folder.name == "refcocog" else places[0]
    return next((place for place in (usual, *places) if place.is_file()), usual)


def _converted(folder: Path, split: str) -> Path:
    return folder / f"instances_{folder.name}_{split}.json"


def _read(folder: Path, name: str, split: str) -> list[Sample]:
    pictures = next((folder / at for at in _PICTURES if (folder / at).is_dir()), None)
    pictures = pictures or folder / _PICTURES[0]
    own = folder / name
    if _references(own).is_file():
        return _of_refer(own, pictures, split)
    path = _converted(own, split)
    content = read_json(path, _Instances, _REFER_ADVICE)
    masks = {each.image_id: each for each in content.annotations}
    categories = {each.id: each.name for each in content.categories}
    samples = []
    for image in content.images:
        if image.id not in masks:
            raise broken(path, f"the sentence {image.id} has no mask", _REFER_ADVICE)
        one = _sample(path, pictures, image, masks[image.id], categories)
        samples.append(one(str(image.id), image.sentence))
    return samples


def _of_refer(own: Path, pictures: Path, split: str) -> list[Sample]:
    path = own / "instances.json"
    content = read_json(path, _Instances, _REFER_ADVICE)
    images = {each.id: each for each in content.images}
    masks = {each.id: each for each in content.annotations}
    categories = {each.id: each.name for each in content.categories}
    references = _references(own)
    samples = []
    for reference in _unpickled(references):
        try:
            if reference["split"] != split:
                continue
            picture, mask = reference["image_id"], reference["ann_id"]
            if picture not in images or mask not in masks:
                reason = f"it has no picture {picture} with a mask {mask}"
                raise broken(path, reason, _REFER_ADVICE)
            image, annotation = images[picture], masks[mask]
            said = [(str(each["sent_id"]), str(each["sent"])) for each in reference["sentences"]]
        except (KeyError, TypeError) as error:
            raise broken(references, f"a sentence lacks {error}", _REFER_ADVICE) from error
        one = _sample(path, pictures, image, annotation, categories)
        samples += [one(id, text) for id, text in said]
    return samples


def _sample(
    path: Path,
    pictures: Path,
    image: _Image,
    annotation: _Annotation,
    categories: dict[int, str],
) -> Any:
    """Return what makes a sample of a sentence about an object of a picture."""
    if not 0 < image.height * image.width <= _MOST:
        raise broken(path, f"the picture {image.id} has no size", _REFER_ADVICE)
    frames = PictureFrames(
        (Path(image.file_name).stem,), (inside(pictures, image.file_name),), _PICTURES_ADVICE
    )
    truth = _Truths(path, annotation, image.height, image.width)

    def sample(id: str, text: str) -> Sample:
        category = categories.get(annotation.category_id, "")
        objects = (str(annotation.id),)
        name = frames.names[0]
        return Sample(
            name, id, text, frames, objects, (0,), truth, category=category, rate=Fraction(1)
        )

    return sample


class _Truths:
    """Reads the truth of one object of a picture; a plain value, for other processes."""

    def __init__(self, path: Path, annotation: _Annotation, height: int, width: int) -> None:
        self._path, self._annotation = path, annotation
        self._size = height, width

    def __call__(self, place: int) -> Truth:
        try:
            return Truth(self._mask().to_array()[None])
        except (ValueError, TypeError) as error:
            reason = f"the mask {self._annotation.id} is none: {error}"
            raise broken(self._path, reason, _REFER_ADVICE) from error

    def _mask(self) -> Mask:
        said = self._annotation.segmentation
        if isinstance(said, list):
            return mask_of_polygons(*self._size, said)
        if said.size != self._size:
            raise ValueError("it has another size than its picture")
        if isinstance(said.counts, str):
            return checked_mask(*self._size, said.counts.encode())
        return mask_of_counts(*self._size, said.counts)


class _Plain(pickle.Unpickler):
    """Reads lists, dictionaries, texts and numbers, and refuses whatever would run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"it asks for {module}.{name}")


def _unpickled(path: Path) -> list[dict[str, Any]]:
    content = read_bytes(path, _REFER_ADVICE)
    try:
        try:
            found = _Plain(io.BytesIO(content), encoding="utf-8").load()
        except UnicodeDecodeError:  # written by Python 2, which knew no encoding
            found = _Plain(io.BytesIO(content), encoding="latin-1").load()
    except _STUMBLES as error:
        raise broken(path, str(error)[:200], _REFER_ADVICE) from error
    if not isinstance(found, list):
        raise broken(path, "it is no list of sentences", _REFER_ADVICE)
    return cast("list[dict[str, Any]]", found)
