"""A layer of imported masks, read frame by frame; checks of size and frame numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from soc_rvos.masks import Mask
from soc_studio.core.project.imported_object import ImportedExpression, ImportedObject
from soc_studio.core.project.project import Correction
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

LONGEST_NAME = 1000
"""Characters of a layer's name."""
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


Corrected: TypeAlias = Mapping[int, Callable[[Mask], Correction]]
"""By frame, what makes a correction of its mask."""
_NOT_CORRECTED: Corrected = MappingProxyType({})


class MaskImportError(StudioError):
    """Masks from elsewhere cannot be read, or are not of this video."""


@dataclass(frozen=True, slots=True)
class ImportedLayer:
    """The masks of one object.

    Attributes:
        name: what the file calls it, on a line; for a person, and not unique.
        frames: those the file speaks of, ascending; on others nothing is known of the object.
        read: returns the mask of one of `frames`, at the size of the video, of no pixels where the
            object is absent; raises MaskImportError where it cannot be read.
        said: what the file says of the object beside its masks; None for nothing.
        corrected: those of `frames` whose masks people made, in the place of others.
    """

    name: str
    frames: tuple[int, ...]
    read: Callable[[int], Mask] = field(repr=False, compare=False)
    said: ImportedObject | None = None
    corrected: Corrected = field(default_factory=lambda: _NOT_CORRECTED, repr=False, compare=False)

    def masks(self) -> Iterator[tuple[int, Mask]]:
        """Yield every frame that nobody corrected with its mask, each read on demand.

        Raises:
            MaskImportError: a mask cannot be read; the sentence names it.
        """
        for frame in self.frames:
            if frame not in self.corrected:
                yield frame, self.read(frame)

    def corrections(self) -> dict[int, Correction]:
        """Return the masks that people made, by frame; raises as `masks`."""
        return {frame: made(self.read(frame)) for frame, made in self.corrected.items()}


@dataclass(frozen=True, slots=True)
class MaskContents:
    """What is in a file or folder of masks; the sentences refer to `layers` by their places."""

    layers: list[ImportedLayer]
    expressions: tuple[ImportedExpression, ...] = ()


def check_size(named: str, width: int, height: int, video_width: int, video_height: int) -> None:
    """Raise MaskImportError where masks are not of the video's size, all in pixels.

    `named` begins the sentence and says which masks they are.
    """
    if (width, height) != (video_width, video_height):
        raise MaskImportError(
            message(
                "{named}: the masks are {width}x{height} pixels, the video is "
                "{video_width}x{video_height}.",
                named=named,
                width=shortened(width),
                height=shortened(height),
                video_width=video_width,
                video_height=video_height,
            ),
            message("Choose masks of this video, or create them again at its size."),
        )


def check_frame(named: str, frame: int, frame_count: int) -> None:
    """Raise MaskImportError where the video of `frame_count` frames has no `frame`.

    `named` begins the sentence and says what is of that frame.
    """
    if not 0 <= frame < frame_count:
        raise MaskImportError(
            message(
                "{named} belongs to frame {frame}, but the video has frames 0 to {last}.",
                named=named,
                frame=shortened(frame),
                last=frame_count - 1,
            ),
            message("Choose masks of this video."),
        )


def check_count(named: str, count: int, frame_count: int) -> None:
    """Raise MaskImportError where `count` frames are not the video's `frame_count`.

    `named` begins the sentence and says what holds the masks.
    """
    if count != frame_count:
        raise MaskImportError(
            message(
                "{named} has masks for {count} frames, but the video has {frame_count}.",
                named=named,
                count=shortened(count),
                frame_count=frame_count,
            ),
            message("Choose masks of this video, one for every frame."),
        )


def shortened(said: object, most: int = 60) -> str:
    """Return what a file says in `most` characters: on one line, and nothing but text."""
    text = " ".join(str(said)[: most + 1].split())
    text = _NO_TEXT.sub("?", text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
