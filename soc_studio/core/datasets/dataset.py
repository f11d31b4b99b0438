"""What a dataset of labelled videos says, in no format: videos, objects, expressions, splits.

It is small, however many masks there are: a mask is read when it is asked for, and kept nowhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from soc_rvos.masks import Mask


@dataclass(frozen=True, slots=True)
class FrameMasks:
    """Masks of some frames of a video.

    Attributes:
        frames: the places of frames of which something is known, ascending; of others nothing is.
        read: returns the mask of one of `frames`, at the size of the video, of no pixels where
            nothing is there; raises DatasetError where it cannot be read.
    """

    frames: tuple[int, ...]
    read: Callable[[int], Mask] = field(repr=False, compare=False)

    def knows(self, place: int) -> bool:
        """Return whether something is known of a frame."""
        at = bisect_left(self.frames, place)
        return at < len(self.frames) and self.frames[at] == place


@dataclass(frozen=True, slots=True)
class FramePictures:
    """The pictures of the frames of a video, as files.

    Attributes:
        files: for each frame what to `read`, with the suffix of its file; None where it is missing.
        read: returns the bytes of a file; raises DatasetError where it cannot be read.
        folder: where `files` are; None where they are no files of their own, as in an archive.
    """

    files: tuple[str | None, ...]
    read: Callable[[str], bytes] = field(repr=False, compare=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ClipFile:
    """The frames of a video as one file.

    Attributes:
        file: what to `read`.
        read: returns the bytes of a file; raises DatasetError where it cannot be read.
        folder: where `file` is; None where it is no file of its own, as in an archive.
    """

    file: str
    read: Callable[[str], bytes] = field(repr=False, compare=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class DatasetObject:
    """An object of a video.

    Attributes:
        id: its name within the video, mostly a number.
        category: its class; empty where none is said.
        masks: where it is.
    """

    id: str
    category: str
    masks: FrameMasks


@dataclass(frozen=True, slots=True)
class DatasetExpression:
    """A sentence about a video.

    Attributes:
        id: its name within the video, mostly a number.
        text: the sentence.
        objects: the ids of the objects it names, several where it names all of them together; ()
            where a person said that there is no such object; None where nobody said.
        annotator: who wrote it; empty where that is not said.
    """

    id: str
    text: str
    objects: tuple[str, ...] | None
    annotator: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether there is no such object."""
        return self.objects == ()


@dataclass(frozen=True, slots=True)
class DatasetVideo:
    """A video of a dataset.

    Attributes:
        name: its own within its split.
        frames: what its frames are called, as 00000, 00005 or 1001, in order; no suffix.
        height: in pixels; 0 where there is neither a mask nor a picture to tell it.
        width: likewise.
        objects: those it has, the one on top first.
        expressions: the sentences about it.
        rate: frames a second; None where that is not said.
        split: the part of the dataset it belongs to, as "train"; empty where there are none.
        void: pixels that nobody decided about; None where that cannot be said.
        pictures: its frames; None where there are none.
        clip: all of its frames as one file; None where there is none.
    """

    name: str
    frames: tuple[str, ...]
    height: int
    width: int
    objects: tuple[DatasetObject, ...] = ()
    expressions: tuple[DatasetExpression, ...] = ()
    rate: Fraction | None = None
    split: str = ""
    void: FrameMasks | None = None
    pictures: FramePictures | None = None
    clip: ClipFile | None = None

    @property
    def annotated(self) -> tuple[int, ...]:
        """The places of the frames of which something is known, ascending."""
        known = {place for each in self.objects for place in each.masks.frames}
        if self.void is not None:
            known.update(self.void.frames)
        return tuple(sorted(known))


@dataclass(frozen=True, slots=True)
class Dataset:
    """Videos with their labels.

    Attributes:
        videos: in the order of the dataset.
        notes: sentences on what of it was left out when it was read.
    """

    videos: tuple[DatasetVideo, ...]
    notes: tuple[str, ...] = ()
