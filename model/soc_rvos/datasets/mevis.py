"""MeViS: a sentence names any number of objects together; their masks are in one file.

    SPLIT/meta_expressions.json
        {"videos": {VIDEO: {"expressions": {ID: {"exp": "…", "obj_id": [0], "anno_id": [12]}},
                            "frames": ["00000", "00001"]}}}
    SPLIT/mask_dict.json    {"12": [a run-length code or null for each of the sorted frames]}
    SPLIT/JPEGImages/VIDEO/00000.jpg

The splits are train, valid_u and valid, whose masks are not public.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from soc_rvos.datasets.files import broken, decoded, inside, missing, read_json
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.sample import PictureFrames, Sample, Truth
from soc_rvos.messages import message
from soc_rvos.rle import checked_mask

_SAID, _MASKS = "meta_expressions.json", "mask_dict.json"
_SPLITS = ("train", "valid_u", "valid")
_RATE = Fraction(6)
_MOST = 2**27  # pixels of a mask
_MOST_TOGETHER = 2**30  # pixels of all masks of a frame
_PAGE = message(
    "Download MeViS (train, valid_u and valid) from https://henghuiding.com/MeViS and unpack it "
    "here."
)


class _Expression(msgspec.Struct):
    exp: str
    obj_id: list[int] | None = None
    anno_id: list[int] | None = None


class _Video(msgspec.Struct):
    frames: list[str]
    expressions: dict[str, _Expression] = {}


class _Expressions(msgspec.Struct):
    videos: dict[str, _Video]


class _Code(msgspec.Struct):
    size: tuple[int, int]
    counts: str


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    splits = tuple(each for each in _SPLITS if (folder / each / _SAID).is_file())
    if not splits:
        return None
    parts = []
    for split in _SPLITS:
        parts += [
            PublishedPart(folder / split / name, _PAGE, split) for name in (_SAID, "JPEGImages")
        ]
        if split != "valid":
            parts.append(PublishedPart(folder / split / _MASKS, _PAGE, split))
    return PublishedDataset(
        "mevis",
        "MeViS",
        folder,
        splits,
        tuple(parts),
        "meta_expressions.json and mask_dict.json in each split",
        lambda split: _read(folder / split),
    )


def _read(folder: Path) -> list[Sample]:
    said = read_json(folder / _SAID, _Expressions, _PAGE)
    masks = _Masks(folder / _MASKS)
    samples = []
    for name, video in said.videos.items():
        pictures = inside(folder / "JPEGImages", name)
        names = tuple(sorted(video.frames))
        files = tuple(inside(pictures, f"{frame}.jpg") for frame in names)
        frames = PictureFrames(names, files, _PAGE)
        for id, each in video.expressions.items():
            keys = None if each.anno_id is None else tuple(str(key) for key in each.anno_id)
            if keys and not masks.path.is_file():
                raise missing(masks.path, _PAGE)
            samples.append(
                Sample(
                    name,
                    id,
                    each.exp,
                    frames,
                    None if each.obj_id is None else tuple(str(one) for one in each.obj_id),
                    () if keys is None else tuple(range(len(names))),
                    _Truths(masks, keys or (), len(names)),
                    rate=_RATE,
                )
            )
    return samples


class _Masks:
    """The masks of a split, as their file has them; each is decoded when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def code(self, key: str, place: int, frames: int) -> _Code | None:
        """Return the code of an object on a frame; raises PublishedError."""
        if not self.path.is_file():
            raise missing(self.path, _PAGE)
        changed = self.path.stat().st_mtime_ns
        if key not in _codes_of(self.path, changed):
            raise broken(self.path, f"there are no masks '{key}'", _PAGE)
        listed = _list_of(self.path, changed, key)
        if len(listed) != frames:
            raise broken(
                self.path, f"'{key}' has {len(listed)} masks, its video {frames} frames", _PAGE
            )
        return listed[place]


@lru_cache(maxsize=2)
def _codes_of(path: Path, changed: int) -> dict[str, msgspec.Raw]:
    """Return the masks of a file that was `changed` then, not decoded."""
    return read_json(path, dict[str, msgspec.Raw], _PAGE)


@lru_cache(maxsize=64)
def _list_of(path: Path, changed: int, key: str) -> list[_Code | None]:
    return decoded(_codes_of(path, changed)[key], list[_Code | None], path, _PAGE)


class _Truths:
    """Reads the truth of a sentence; a plain value, so that it travels between processes."""

    def __init__(self, masks: _Masks, keys: tuple[str, ...], frames: int) -> None:
        self._masks, self._keys, self._frames = masks, keys, frames

    def __call__(self, place: int) -> Truth:
        codes = [self._masks.code(key, place, self._frames) for key in self._keys]
        size = next((code.size for code in codes if code is not None), None)
        if size is None:
            size = self._size()
        height, width = size
        if min(size) < 1 or height * width * max(len(codes), 8) > _MOST_TOGETHER:
            raise broken(self._masks.path, f"a mask has {width}x{height} pixels", _PAGE)
        planes = np.zeros((len(codes), height, width), dtype=np.bool_)
        for plane, code in zip(planes, codes, strict=True):
            if code is None:
                continue
            try:
                if code.size != size or not 0 < height * width <= _MOST:
                    raise ValueError("masks of one frame have several sizes")
                plane[:] = checked_mask(height, width, code.counts.encode()).to_array()
            except ValueError as error:
                raise broken(self._masks.path, error, _PAGE) from error
        return Truth(planes)

    def _size(self) -> tuple[int, int]:
        """Return height and width where no object is on a frame: that of another."""
        for place in range(self._frames):
            for key in self._keys:
                code = self._masks.code(key, place, self._frames)
                if code is not None and 0 < code.size[0] * code.size[1] <= _MOST:
                    return code.size
        return 1, 1  # of a sentence without any mask nothing has a size
