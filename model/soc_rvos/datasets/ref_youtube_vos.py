"""Ref-YouTube-VOS, and whatever has its files: sentences of one object each, palettes for masks.

    meta_expressions/SPLIT/meta_expressions.json
        {"videos": {VIDEO: {"expressions": {ID: {"exp": "…", "obj_id": "1"}}, "frames": ["00000"]}}}
    SPLIT/meta.json             categories, {"videos": {VIDEO: {"objects": {"1": {"category": …}}}}}
    SPLIT/JPEGImages/VIDEO/00000.jpg
    SPLIT/Annotations/VIDEO/00000.png    the number of the object; 255 is void

The masks of valid and test are not public. The published videos of valid are those of its file
without those that the file of test has, too: 202 of 507.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import VOID, broken, inside, missing, names_in, read_json, read_labels
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.sample import PictureFrames, Sample, Truth
from soc_rvos.messages import Message, message

_META = "meta_expressions"
_RATE = Fraction(6)  # every fifth of 30 frames a second
_PAGE = message(
    "Download Ref-YouTube-VOS (train.zip, valid.zip, test.zip and meta_expressions.zip) from "
    "https://codalab.lisn.upsaclay.fr/competitions/3282 and unpack it here."
)


class _Expression(msgspec.Struct):
    exp: str
    obj_id: str | int | None = None


class _Video(msgspec.Struct):
    frames: list[str]
    expressions: dict[str, _Expression] = {}


class Expressions(msgspec.Struct):
    """The content of `meta_expressions.json`."""

    videos: dict[str, _Video]


class _Object(msgspec.Struct):
    category: str = ""


class _Objects(msgspec.Struct):
    objects: dict[str, _Object] = {}


class _Categories(msgspec.Struct):
    videos: dict[str, _Objects] = {}


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    splits = splits_of(folder)
    if not splits and not (folder / _META).is_dir():
        return None
    return PublishedDataset(
        "ref-youtube-vos",
        "Ref-YouTube-VOS",
        folder,
        splits,
        parts_of(folder, ("train", "valid"), _PAGE),
        "meta_expressions, JPEGImages, Annotations",
        lambda split: read_split(folder, split, _PAGE, _RATE, _hidden(folder, split)),
    )


def splits_of(folder: Path) -> tuple[str, ...]:
    """Return the splits that have sentences, in the order train, valid, test, others."""
    order = {"train": 0, "valid": 1, "test": 2}
    found = [
        each
        for each in names_in(folder / _META)
        if (folder / _META / each / "meta_expressions.json").is_file()
    ]
    return tuple(sorted(found, key=lambda each: (order.get(each, 3), each)))


def parts_of(folder: Path, splits: tuple[str, ...], advice: str) -> tuple[PublishedPart, ...]:
    """Return what belongs to the splits; masks of train alone."""
    parts = []
    for split in splits:
        parts.append(PublishedPart(folder / _META / split / "meta_expressions.json", advice, split))
        parts.append(PublishedPart(folder / split / "JPEGImages", advice, split))
        if split == "train":
            parts.append(PublishedPart(folder / split / "Annotations", advice, split))
            parts.append(PublishedPart(folder / split / "meta.json", advice, split))
    return tuple(parts)


def expressions_of(folder: Path, split: str, advice: str) -> Expressions:
    """Return the sentences of a split; raises PublishedError."""
    return read_json(folder / _META / split / "meta_expressions.json", Expressions, advice)


def _hidden(folder: Path, split: str) -> frozenset[str]:
    """Return the videos that the file of valid has, but that belong to test."""
    if split != "valid" or "test" not in splits_of(folder):
        return frozenset()
    return frozenset(expressions_of(folder, "test", _PAGE).videos)


def read_split(
    folder: Path,
    split: str,
    advice: Message,
    rate: Fraction,
    left_out: frozenset[str] = frozenset(),
) -> list[Sample]:
    """Return the samples of a split of files like these; see `PublishedDataset.samples`."""
    meta = _Categories()
    if (folder / split / "meta.json").is_file():
        meta = read_json(folder / split / "meta.json", _Categories, advice)
    samples = []
    for name, video in expressions_of(folder, split, advice).videos.items():
        if name in left_out:
            continue
        pictures = inside(folder / split / "JPEGImages", name)
        files = tuple(inside(pictures, f"{frame}.jpg") for frame in video.frames)
        frames = PictureFrames(tuple(video.frames), files, advice)
        labels = LabelFolder(inside(folder / split / "Annotations", name), frames.names, advice)
        known = meta.videos.get(name, _Objects()).objects
        for id, said in video.expressions.items():
            own = None if said.obj_id is None else str(said.obj_id)
            if own is not None and not labels.annotated:
                raise missing(labels.folder, advice)
            samples.append(
                Sample(
                    name,
                    id,
                    said.exp,
                    frames,
                    None if own is None else (own,),
                    labels.annotated if own is not None else (),
                    labels.of(own or "0"),
                    category=known[own].category if own in known else "",
                    rate=rate,
                    labels=labels.labels,
                )
            )
    return samples


class LabelFolder:
    """The label pictures of a video; the last one that was read is kept.

    Attributes:
        folder: where they are.
        annotated: the places of frames that have one.
    """

    def __init__(self, folder: Path, frames: tuple[str, ...], advice: str) -> None:
        self.folder = folder
        there = names_in(folder)
        self._files = [folder / f"{frame}.png" for frame in frames]
        self._advice = advice
        self._last: tuple[int, NDArray[np.uint8]] | None = None
        self.annotated = tuple(
            place for place, file in enumerate(self._files) if file.name in there
        )

    def labels(self, place: int) -> NDArray[np.uint8]:
        """Return the numbers of a frame, uint8 [H, W]; raises PublishedError."""
        last = self._last
        if last is None or last[0] != place:
            last = place, read_labels(self._files[place], self._advice)
            self._last = last
        return last[1]

    def of(self, id: str) -> _Truths:
        """Return what reads the truth of one object."""
        return _Truths(self, id)

    def truth(self, id: str, place: int) -> Truth:
        """Return where an object is on a frame; raises PublishedError."""
        if not id.isdecimal() or not 0 <= int(id) < VOID:
            raise broken(self._files[place], f"there can be no object '{id[:20]}'", self._advice)
        labels = self.labels(place)
        void = labels == VOID
        return Truth((labels == int(id))[None], void if void.any() else None)


class _Truths:
    """Reads the truth of one object; a plain value, so that it travels between processes."""

    def __init__(self, labels: LabelFolder, id: str) -> None:
        self._labels, self._id = labels, id

    def __call__(self, place: int) -> Truth:
        return self._labels.truth(self._id, place)
