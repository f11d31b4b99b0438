"""A video of a project, with the decisions about it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import NewType

from soc_studio.core.project.limits import (
    LONGEST_SIDE,
    MOST_FRAMES,
    MOST_FRAMES_A_SECOND,
    MOST_PIXELS,
    EditError,
)
from soc_studio.core.system.messages import message

VideoId = NewType("VideoId", int)


@dataclass(frozen=True, slots=True)
class Video:
    """A video of the project.

    Attributes:
        relative: where it is from the project's folder, with `/`; None where there is no way.
        absolute: where it was, as the system that wrote it says.
        fingerprint: of its content, see `core.media.fingerprint`; results refer to it.
        width: of frames as displayed, in pixels.
        height: likewise.
        frame_count: how many frames it has.
        rate: mean frames a second.
        in_point: the first frame that counts.
        out_point: frame before which that part ends; None is the end.
        stand_in: fingerprint of another file that a person took for the same video; empty for none.
        split: the part of a dataset that it belongs to, as "train"; empty for none.
        void: number of the imported masks of pixels that nobody decided about; None for none.
    """

    id: VideoId
    name: str
    relative: PurePosixPath | None
    absolute: str
    fingerprint: str
    width: int
    height: int
    frame_count: int
    rate: Fraction
    in_point: int = 0
    out_point: int | None = None
    stand_in: str = ""
    split: str = ""
    void: int | None = None

    def __post_init__(self) -> None:
        if max(self.width, self.height) > LONGEST_SIDE or self.width * self.height > MOST_PIXELS:
            raise EditError(
                message(
                    "'{video}' is too large, at {width} x {height} pixels.",
                    video=self.name,
                    width=self.width,
                    height=self.height,
                ),
                message("Scale the video down first."),
            )
        if self.frame_count > MOST_FRAMES or not 0 < self.rate <= MOST_FRAMES_A_SECOND:
            raise EditError(
                message("'{video}' has too many frames.", video=self.name),
                message("Cut it into parts first."),
            )
        if not 0 <= self.in_point < self.span.stop <= self.frame_count:
            raise EditError(
                message(
                    "The out point must come after the in point, and both must be within the video."
                )
            )

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """What files may have as their fingerprint that count as this video."""
        return (self.fingerprint, self.stand_in) if self.stand_in else (self.fingerprint,)

    @property
    def span(self) -> range:
        """The frames between the in and the out point."""
        return range(self.in_point, self.frame_count if self.out_point is None else self.out_point)
