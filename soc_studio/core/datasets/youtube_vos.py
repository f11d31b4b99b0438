"""YouTube-VOS, and whatever has pictures of labels in `Annotations/VIDEO`, in splits or without.

SPLIT/Annotations/VIDEO/00000.png    numbers of objects; 255 is void
SPLIT/JPEGImages/VIDEO/00000.jpg
SPLIT/meta.json                      {"videos": {VIDEO: {"objects": {"1": {"category": "dog"}}}}}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.format import DatasetReader
from soc_studio.core.datasets.json_text import read_json
from soc_studio.core.datasets.palette_folder import read_palette
from soc_studio.core.datasets.tree import DatasetTree


class LabelledObject(msgspec.Struct):
    """An object in `meta.json`."""

    category: str = ""


class LabelledObjects(msgspec.Struct):
    """A video in `meta.json`."""

    objects: dict[str, LabelledObject] = {}


class LabelledVideos(msgspec.Struct):
    """The content of `meta.json`."""

    videos: dict[str, LabelledObjects]


def _recognises(tree: DatasetTree) -> bool:
    return any(True for _ in _splits(tree))


def _splits(tree: DatasetTree) -> Iterator[str]:
    for split in ("", *tree.folders()):
        labels = f"{split}/Annotations" if split else "Annotations"
        if any(tree.files(f"{labels}/{video}", ".png") for video in tree.folders(labels)[:1]):
            yield split


def _read(tree: DatasetTree) -> Dataset:
    videos = []
    for split in _splits(tree):
        below = tree.below(split) if split else tree
        meta = LabelledVideos({})
        if below.is_file("meta.json"):
            meta = read_json(below, "meta.json", LabelledVideos)
        pictured, labelled = below.folders("JPEGImages"), below.folders("Annotations")
        names = {*pictured, *(each for each in labelled if not _is_other(below, each, labelled))}
        for name in sorted(names, key=natural):
            known = meta.videos.get(name, LabelledObjects()).objects
            videos.append(
                read_palette(
                    below,
                    name,
                    f"Annotations/{name}",
                    f"JPEGImages/{name}",
                    split,
                    {id: each.category for id, each in known.items()},
                )
            )
    return Dataset(tuple(videos))


def _is_other(tree: DatasetTree, name: str, labelled: Sequence[str]) -> bool:
    """Return whether a folder of labels is that of pictures whose name has other cases."""
    called = tree.spelled(f"JPEGImages/{name}").rpartition("/")[2]
    return called != name and called not in labelled


READER = DatasetReader(_recognises, _read)
