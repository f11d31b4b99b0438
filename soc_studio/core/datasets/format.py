"""A format of datasets, with what writes it and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.fitting import Rule
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import Message


@dataclass(frozen=True, slots=True)
class DatasetWriter:
    """Writes datasets of one format.

    Attributes:
        rules: what the format cannot hold, in the order in which it is left out.
        write: writes a dataset that keeps the rules into an empty folder, with its pictures as
            asked, yielding something for every video.
        pictures: the suffix of the pictures of frames; empty where they keep their own.
        sparse: whether it is meant to have frames of which nothing is known among the others.
        clips: whether the frames of a video are one file, so that all of them stay.
    """

    rules: tuple[Rule, ...]
    write: Callable[[Path, Dataset, FrameFiles], Generator[object, None, None]]
    pictures: str = ".jpg"
    sparse: bool = False
    clips: bool = False


@dataclass(frozen=True, slots=True)
class DatasetReader:
    """Reads datasets of one format.

    Attributes:
        recognises: whether a dataset is of this format, by the names of its files and, where these
            are not enough, how they begin.
        read: returns the dataset; masks are read when they are asked for.
    """

    recognises: Callable[[DatasetTree], bool]
    read: Callable[[DatasetTree], Dataset]


@dataclass(frozen=True, slots=True)
class DatasetFormat:
    """One form of datasets.

    Attributes:
        id: names it on the command line; never changes.
        name: what a person calls it.
        description: what it is, in a sentence.
        writer: what writes it, None where it is only read.
        reader: what reads it.
    """

    id: str
    name: Message
    description: Message
    writer: DatasetWriter | None
    reader: DatasetReader
