"""SA-V: a JSON file for each video, with the run-length codes of every object of every frame.

    sav_000001_manual.json    {"video_id": …, "video_width": …, "video_height": …,
                               "video_frame_count": …, "masklet_id": [0, 1],
                               "masklet": [[code, code], …]}

Of 24 frames a second every fourth is annotated. Frames are called by their numbers in the video.
The automatic labels of a video are read, too, as one more video.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo, FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.format import DatasetReader
from soc_studio.core.datasets.image_lists import stem_of
from soc_studio.core.datasets.json_text import decoded, head_has, read_json
from soc_studio.core.datasets.segmentation import NOTHING, check_bounds, coded, mask_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_RATE = Fraction(24)
_STEP = 4


class _Document(msgspec.Struct):
    masklet: list[msgspec.Raw]
    video_height: float
    video_width: float
    video_frame_count: float = 0
    masklet_id: list[int | str] = []


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _documents(tree))


def _documents(tree: DatasetTree) -> Iterator[str]:
    for name in tree.documents(".json"):
        if head_has(tree, name, b'"masklet"', b'"video_height"'):
            yield name


def _read(tree: DatasetTree) -> Dataset:
    return Dataset(tuple(_video(tree, path) for path in _documents(tree)))


def _video(tree: DatasetTree, path: str) -> DatasetVideo:
    said = read_json(tree, path, _Document)
    height, width = round(said.video_height), round(said.video_width)
    named = f"'{shown(path)}'"
    check_bounds(named, height, width)
    step = _STEP if said.video_frame_count > len(said.masklet) else 1
    ids = [str(each) for each in said.masklet_id]
    if not ids and said.masklet:
        ids = [str(n) for n in range(len(_codes(said.masklet[0], named)))]
    places = tuple(range(len(said.masklet)))
    return DatasetVideo(
        stem_of(path),
        tuple(f"{place * step:05d}" for place in places),
        height,
        width,
        tuple(
            DatasetObject(
                id,
                "",
                FrameMasks(places, partial(_mask, said.masklet, number, named, height, width)),
            )
            for number, id in enumerate(dict.fromkeys(ids))
        ),
        rate=_RATE / step,
    )


def _codes(raw: Any, named: str) -> list[msgspec.Raw]:
    return decoded(raw, list[msgspec.Raw], named)


def _mask(
    frames: list[msgspec.Raw], number: int, named: str, height: int, width: int, place: int
) -> Mask:
    codes = _codes(frames[place], named)
    if number >= len(codes) and codes:
        raise DatasetError(
            message("{named} lacks masks on frame {frame}.", named=named, frame=place),
            message("Check that the dataset is complete and that you may read it."),
        )
    return mask_of(named, coded(codes[number] if codes else NOTHING, named), height, width)


READER = DatasetReader(_recognises, _read)
