"""A video whose labels are pictures in a folder, and its frames pictures in another."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo
from soc_studio.core.datasets.frame_pictures import (
    as_called,
    frame_pictures,
    picture_size,
    pictures_by_name,
)
from soc_studio.core.datasets.label_pictures import LabelPictures
from soc_studio.core.datasets.mask_fitting import labels_of
from soc_studio.core.datasets.mask_picture import label_picture
from soc_studio.core.datasets.tree import DatasetTree

_STEP = 5
_RATE = Fraction(6)


def rate_of(frames: Sequence[str]) -> Fraction | None:
    """Return the rate of frames whose names count in fives, as those of YouTube-VOS do."""
    if len(frames) < 2 or not all(each.isdecimal() and len(each) < 20 for each in frames):
        return None
    steps = {int(after) - int(before) for before, after in pairwise(frames)}
    return _RATE if steps == {_STEP} else None


def read_palette(
    tree: DatasetTree,
    name: str,
    masks: str,
    pictures: str,
    split: str = "",
    categories: Mapping[str, str] | None = None,
) -> DatasetVideo:
    """Return the video called `name` with pictures of labels in the folder `masks` of `tree`.

    Every picture of labels is decoded, to see which objects there are. Black and white ones are of
    one object, 1. `pictures` is the folder of its frames; `categories` are those of its objects.

    Raises:
        DatasetError: one cannot be read.
    """
    frames = pictures_by_name(tree, pictures)
    found = as_called(pictures_by_name(tree, masks), frames)
    names = tuple(sorted(found.keys() | frames.keys(), key=natural))
    files = {place: found[each] for place, each in enumerate(names) if each in found}
    first = next(iter((*files.values(), *frames.values())), None)
    height, width = (0, 0) if first is None else picture_size(tree, first)
    labels = LabelPictures(tree, files, height, width)
    numbers, is_black_and_white = labels.found()
    known = categories or {}
    objects = [
        DatasetObject(str(each), known.get(str(each), ""), labels.object(each)) for each in numbers
    ]
    if is_black_and_white:
        objects = [DatasetObject("1", known.get("1", ""), labels.inside())]
    return DatasetVideo(
        name,
        names,
        height,
        width,
        tuple(objects),
        rate=rate_of(names),
        split=split,
        void=labels.void() if files and not is_black_and_white else None,
        pictures=frame_pictures(tree, frames, names),
    )


def write_palette(folder: Path, video: DatasetVideo) -> dict[str, list[str]]:
    """Write the masks of a `flattened` video into `folder`: a picture for each annotated frame.

    Returns:
        The names of the frames on which each object is, by its id.
    """
    labels = labels_of(video)
    seen: dict[str, list[str]] = {each.id: [] for each in video.objects}
    if video.annotated:
        folder.mkdir(parents=True, exist_ok=True)
    for place in video.annotated:
        values = labels.values(place)
        (folder / f"{video.frames[place]}.png").write_bytes(label_picture(values))
        used = set(np.flatnonzero(np.bincount(values.ravel())).tolist())
        for id, frames in seen.items():
            if int(id) in used:
                frames.append(video.frames[place])
    return seen


def of_split(dataset: Dataset, split: str) -> Generator[DatasetVideo, None, None]:
    """Yield the videos of a split."""
    yield from (video for video in dataset.videos if video.split == split)
