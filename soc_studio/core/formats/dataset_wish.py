"""What a person asks for in the Dataset sheet; remembered for the next time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import FORMATS, writable_format
from soc_studio.core.datasets.split_text import lists_by_name, shares_of
from soc_studio.core.formats.dataset_export import DatasetPlan
from soc_studio.core.formats.export_names import place_mistake
from soc_studio.core.formats.project_labels import LabelChoices, Labelled, usual_frames
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.json_values import JsonError, text_of, value_of
from soc_studio.core.system.messages import message

WRITTEN = tuple(each for each in FORMATS if each.writer is not None)
"""The formats to choose from."""
MOST_STEPS = 10_000
"""One of how many frames may be taken."""


@dataclass(frozen=True, slots=True)
class DatasetWish:
    """A format, a new folder, and what becomes part of the dataset.

    Attributes:
        format: the id of the format.
        place: the folder in which the dataset's own is made.
        name: what that is called.
        accepted_only: see `LabelChoices`, as for `previews` and `every`.
        labelled: which frames are taken; None is what is usual for the format.
        pictures: what becomes of the frames.
        splits: shares, as "train=0.8, valid=0.2"; empty for none.
        lists: text files that name the videos of a split each, in the place of shares.
    """

    format: str = "ref-youtube-vos"
    place: str = ""
    name: str = ""
    accepted_only: bool = False
    previews: bool = False
    every: int = 1
    labelled: Labelled | None = None
    pictures: FrameFiles = FrameFiles.COPY
    splits: str = ""
    lists: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the dataset will be."""
        return Path(self.place) / self.name

    @property
    def chosen(self) -> DatasetFormat:
        """The format."""
        return writable_format(self.format)

    @property
    def frames(self) -> Labelled:
        """Which frames are taken."""
        return self.labelled or usual_frames(self.chosen, self.accepted_only)

    def plan(self) -> DatasetPlan:
        """Return how the project becomes a dataset.

        Raises:
            StudioError: the splits cannot be understood, or a list not be read.
        """
        labels = LabelChoices(
            self.accepted_only, self.previews, every=self.every, labelled=self.frames
        )
        lists = lists_by_name(Path(each) for each in self.lists)
        return DatasetPlan(labels, self.pictures, shares_of(self.splits), lists)

    def mistake(self) -> str:
        """Return a sentence on what the folder lacks, empty where it can be written."""
        if problem := place_mistake(self.place, message("Choose a folder for the dataset.")):
            return problem
        if not self.name.strip() or self.name.strip(". ") != self.name or set(self.name) & _NONE:
            return message("Give the dataset a name that a folder can have.")
        try:
            if self.folder.is_dir() and any(self.folder.iterdir()):
                return message("'{name}' is there already, and not empty.", name=self.name)
        except OSError:
            return message("'{name}' cannot be read.", name=self.name)
        try:
            self.plan()
        except StudioError as error:
            return error.message
        return ""


_NONE = frozenset('<>:"/\\|?*')
_KEPT = tuple(each.name for each in fields(DatasetWish) if each.name not in ("name", "lists"))


def remembered(wish: DatasetWish) -> str:
    """Return what of a wish holds for the next one, as text."""
    return text_of({name: getattr(wish, name) for name in _KEPT})


def recalled(wish: DatasetWish, text: str) -> DatasetWish:
    """Return `wish` with what is remembered in `text`, as far as it makes sense."""
    try:
        stored = value_of(text, dict[str, Any])
    except JsonError:
        return wish
    kinds, found = get_type_hints(DatasetWish), {}
    for name in _KEPT:
        with suppress(msgspec.ValidationError, OverflowError, RecursionError):
            if name in stored:
                found[name] = msgspec.convert(stored[name], kinds[name])
    if found.get("format") not in {each.id for each in WRITTEN}:
        found.pop("format", None)
    if not 1 <= found.get("every", 1) <= MOST_STEPS:
        del found["every"]
    return replace(wish, **found)
