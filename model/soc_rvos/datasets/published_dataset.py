"""A published dataset as its authors lay it out: splits, what of it is there, samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from soc_rvos.datasets.files import PublishedError
from soc_rvos.datasets.sample import Sample
from soc_rvos.messages import Message, joined, message


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A file or folder that belongs to a dataset.

    Attributes:
        path: where it should be.
        advice: a sentence that says what to download where it is missing.
        needed: what of the dataset needs it: a split, or "" where everything does.
    """

    path: Path
    advice: str
    needed: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is such a file or folder."""
        return self.path.exists()


@dataclass(frozen=True, slots=True)
class PublishedDataset:
    """A dataset in the layout of its authors.

    Attributes:
        kind: "ref-youtube-vos", "ref-davis", "mevis", "a2d-sentences", "jhmdb-sentences" or
            "refcoco".
        name: what people call it.
        folder: where it is.
        splits: the parts that can be read, as "train" and "valid"; of RefCOCO with the name of the
            set, as "refcoco+/testA".
        parts: the files and folders that belong to it, also those that are missing.
        layout: how it lies here, in a few words.
        read: returns the samples of a split; see `samples`.
        doubts: returns what a person should know of a split that its samples do not say, as what
            is left out of it; raises PublishedError.
    """

    kind: str
    name: str
    folder: Path
    splits: tuple[str, ...]
    parts: tuple[PublishedPart, ...]
    layout: str
    read: Callable[[str], list[Sample]] = field(repr=False, compare=False)
    doubts: Callable[[str], list[Message]] = field(
        default=lambda split: [], repr=False, compare=False
    )

    @property
    def missing(self) -> tuple[PublishedPart, ...]:
        """The parts that are not there."""
        return tuple(part for part in self.parts if not part.is_there)

    def samples(self, split: str) -> list[Sample]:
        """Return all sentences of a split, in the order of the dataset.

        Raises:
            PublishedError: there is no such split, or a file that it needs is missing or broken;
                the sentence names it and says what to download.
        """
        if split not in self.splits:
            raise PublishedError(
                joined(
                    message(
                        "{name} in '{folder}' has no split '{split}'; it has: {splits}.",
                        name=self.name,
                        folder=self.folder,
                        split=split,
                        splits=", ".join(self.splits) or "-",
                    ),
                    *(part.advice for part in self.missing if part.needed in ("", split)),
                )
            )
        return self.read(split)
