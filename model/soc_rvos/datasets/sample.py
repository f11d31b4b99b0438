"""One sentence about a video or a picture: its frames, and the true masks of what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import read_picture


class SampleFrames(Protocol):
    """The frames of a video, or the one of a picture, read when they are asked for.

    `names` are what the dataset calls them, without a suffix.
    """

    @property
    def names(self) -> tuple[str, ...]: ...

    def __len__(self) -> int: ...

    def read(self, places: list[int]) -> list[NDArray[np.uint8]]:
        """Return frames by their places from 0 on, RGB uint8 [H, W, 3] each.

        Raises:
            PublishedError: one is missing or cannot be read; the sentence says what to download.
        """
        ...


@dataclass(frozen=True, slots=True)
class PictureFrames:
    """Frames that are pictures: a file for each.

    Attributes:
        names: what the dataset calls them.
        files: where they are.
        advice: what to download where one is missing.
    """

    names: tuple[str, ...]
    files: tuple[Path, ...]
    advice: str = field(default="", repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.files)

    def read(self, places: list[int]) -> list[NDArray[np.uint8]]:
        """See `SampleFrames.read`."""
        return [read_picture(self.files[place], self.advice) for place in places]


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one frame.

    Attributes:
        masks: bool [O, H, W], one for each object that the sentence names.
        void: bool [H, W], pixels that nobody decided about; None where there are none.
    """

    masks: NDArray[np.bool_]
    void: NDArray[np.bool_] | None = None

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Everything that the sentence names, bool [H, W]: the union of `masks`."""
        return np.asarray(self.masks.any(axis=0), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence, the frames it is about, and the true masks of what it names.

    Attributes:
        video: the name of the video, or of the picture.
        id: the name of the sentence within its video.
        text: the sentence as it is written in the dataset.
        frames: the frames; the same value for all sentences of a video.
        objects: the ids of the objects that it names together; None where that is not public.
        annotated: places of the frames whose masks are known and scored, ascending; () where no
            mask is public. A2D-Sentences, JHMDB-Sentences and pictures have one.
        truth: returns the true masks of one of `annotated`; raises PublishedError.
        annotator: who wrote it, where the dataset says so: 0 to 3 of Ref-DAVIS.
        category: the class of its object, where the dataset says so.
        rate: frames a second.
        labels: returns the numbers of all objects of one of `annotated`, uint8 [H, W], 255 where
            nobody decided; None where the dataset has no such pictures.
    """

    video: str
    id: str
    text: str
    frames: SampleFrames = field(repr=False)
    objects: tuple[str, ...] | None
    annotated: tuple[int, ...]
    truth: Callable[[int], Truth] = field(repr=False, compare=False)
    annotator: int | None = None
    category: str = ""
    rate: Fraction = Fraction(6)
    labels: Callable[[int], NDArray[np.uint8]] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def key(self) -> tuple[str, str]:
        """Its name in the whole split."""
        return self.video, self.id


def by_video(samples: list[Sample]) -> Iterator[list[Sample]]:
    """Yield the samples of each video together, in the order of the dataset."""
    found: dict[str, list[Sample]] = {}
    for sample in samples:
        found.setdefault(sample.video, []).append(sample)
    yield from found.values()
