"""What YouTube-VIS and COCO share: lists of categories, and files beside the JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.tree import DatasetTree, safe_parts
from soc_studio.core.system.messages import message

NO_CATEGORY = "object"
"""What objects without a category get where every one needs it."""

Id = int | str


class ListedCategory(msgspec.Struct):
    """A category of a list."""

    id: Id
    name: str = ""


def category_names(listed: Sequence[ListedCategory], document: str) -> dict[Id, str]:
    """Return the names of categories by their ids; raises DatasetError where two have one."""
    check_unique([each.id for each in listed], document)
    return {each.id: each.name for each in listed}


def category_list(names: Iterable[str]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return numbers for the different `names`, and the list of categories that says them."""
    numbers = {name: place for place, name in enumerate(sorted(set(names)), 1)}
    listed = [
        {"id": number, "name": name, "supercategory": "object"} for name, number in numbers.items()
    ]
    return numbers, listed


def categories_of(dataset: Dataset) -> list[str]:
    """Return the category of every object."""
    return [each.category for video in dataset.videos for each in video.objects]


def box_of(mask: Mask) -> list[int]:
    """Return left, top, width and height of a mask in pixels."""
    return list(mask.box)


def stem_of(file: str) -> str:
    """Return the name of a frame of its file."""
    return PurePosixPath(file.replace("\\", "/")).stem


def folder_of(file: str) -> str:
    """Return the name of the folder that a file is in; empty where it is in none."""
    return PurePosixPath(file.replace("\\", "/")).parent.name


def files_at(
    tree: DatasetTree, files: Sequence[str], bases: Iterable[str]
) -> tuple[str | None, ...] | None:
    """Return where `files` are, under the first of `bases` that has one; None where none is there.

    Raises:
        DatasetError: one leads outside of the dataset.
    """
    paths = ["/".join(safe_parts(file)) for file in files]
    for base in bases:
        found = tuple(
            path if tree.is_file(path) else None
            for path in (tree.spelled(f"{base}/{path}" if base else path) for path in paths)
        )
        if any(found):
            return found
    return None


def split_of(document: str) -> str:
    """Return the split that the name of a document says: "instances_train.json" is "train"."""
    stem = stem_of(document)
    for prefix in ("instances_", "instances"):
        stem = stem.removeprefix(prefix)
    return "" if stem in ("annotations", "annotation", "_annotations.coco", "") else stem


def check_unique(ids: Sequence[object], document: str) -> None:
    """Raise DatasetError where two things of a list have one id."""
    if len(set(ids)) != len(ids):
        twice = next(each for each, count in Counter(ids).items() if count > 1)
        raise DatasetError(
            message(
                "'{path}' has two entries with the id {id}.", path=shown(document), id=shown(twice)
            ),
            message("Write the file again with the program that made it."),
        )
