"""Reads a folder of images as a video, or one image."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.frame_files import SUFFIXES, frame_files
from soc_studio.core.media.picture_file import (
    PictureHead,
    ValueRange,
    deep_values,
    look_at,
    read_values,
)
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_info import Break, VideoInfo
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

ASSUMED_RATE = Fraction(25)
"""Frames a second of a folder of which nobody said it."""


class ImageFolder:
    """The images of a folder as the frames of a clip, in natural order of their names; or one.

    "2.png" comes before "10.png". Images are turned as their EXIF data asks, laid over black where
    they are see-through, and rounded to 8 bits; other files in the folder are left alone, and so
    are masks beside the images (`frame_files`). Floats and numbers of more than 16 bits are shown
    by one scale for all of the folder (`ValueRange`).
    """

    def __init__(self, folder: Path, rate: Fraction | None = None) -> None:
        """Open `folder`, to be shown at `rate` frames a second, `ASSUMED_RATE` where left out.

        Of a file there is one frame, without a name.

        Raises:
            VideoError: there are no images, one cannot be read, or they differ in size.
            OSError: the folder cannot be read.
        """
        self.path = folder
        is_file = folder.is_file()
        self._files = [folder] if is_file else frame_files(folder)
        if not self._files:
            raise VideoError(
                message("The folder '{folder}' contains no images.", folder=folder.name),
                message("Image files end in {suffixes}.", suffixes=", ".join(sorted(SUFFIXES))),
            )
        self.frame_names = None if is_file else [file.stem for file in self._files]
        head = look_at(self._files[0])
        self._size = head.size
        for file in self._files[1:]:
            size = look_at(file).size
            if size != self._size:
                raise VideoError(
                    message(
                        "The images in {folder} differ in size: {first} is {width} x "
                        "{height}, {file} is {own_width} x {own_height}.",
                        folder=folder.name,
                        first=self._files[0].name,
                        width=self._size[0],
                        height=self._size[1],
                        file=file.name,
                        own_width=size[0],
                        own_height=size[1],
                    ),
                    message("Keep images of one size in the folder."),
                )
        self.timing = Timing.at_rate(len(self._files), rate or ASSUMED_RATE)
        container = "image" if is_file else "folder of images"
        self.info = _info(head, self.timing, container, not is_file and rate is None)
        self._scale: ValueRange | None = None
        self._scaling = threading.Lock()

    def frames(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[tuple[int, Callable[[], NDArray[np.uint8]]], None, None]:
        """Go through the images from number `start` on; yield numbers and what reads them.

        They are made no larger than `within`, height and width, where it is given. Reading one
        raises VideoError where it is damaged or no longer there.
        """
        for number in range(start, len(self._files)):
            yield number, partial(self._read, number, within)

    def deep_frames(
        self, start: int
    ) -> Generator[tuple[int, Callable[[], NDArray[np.uint8]]], None, None]:
        """Do what `frames` does: pictures of a folder are read with 8 bits."""
        return self.frames(start)

    def entry_before(self, number: int) -> int:
        """Return `number`: every image can be reached without those before it."""
        return number

    def entry_after(self, number: int) -> int | None:
        """Return the image after `number`, None where it is the last."""
        return number + 1 if number + 1 < len(self._files) else None

    def picture_alone(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8] | None:
        """Return image `number`, no larger than `within`; VideoError where it is damaged."""
        return self._read(number, within)

    def find_break(self) -> Break | None:
        """Read all images; return where the first damaged one is, None where there is none."""
        for number in range(len(self._files)):
            try:
                self._read(number)
            except VideoError as error:
                return Break(number, self.timing.time_of(number), error.message)
        return None

    def close(self) -> None:
        """Do nothing: no file is kept open."""

    def _read(self, number: int, within: tuple[int, int] | None = None) -> NDArray[np.uint8]:
        file = self._files[number]
        try:
            values = read_values(file)
        except OSError as error:
            raise VideoError(
                message(
                    "{path} is damaged at frame {number}: {file} cannot be read.",
                    path=self.path.name,
                    number=number,
                    file=file.name,
                ),
                message("Write this image again."),
            ) from error
        if (values.shape[1], values.shape[0]) != self._size:
            raise VideoError(
                message(
                    "The size of {file} has changed since {path} was opened.",
                    file=file.name,
                    path=self.path.name,
                )
            )
        picture = values if values.dtype == np.uint8 else self._scale_of_all().to_rgb(values)
        return picture if within is None else fit_within(picture, *within)

    def _scale_of_all(self) -> ValueRange:
        """Return the scale of deep images, for which all of them are read once."""
        with self._scaling:
            if self._scale is None:
                self._scale = ValueRange.of(deep_values(self._files))
            return self._scale


def _info(head: PictureHead, timing: Timing, container: str, is_assumed: bool) -> VideoInfo:
    return VideoInfo(
        container=container,
        codec=head.kind,
        pixel_format=head.mode,
        bit_depth=head.depth,
        coded_size=head.coded_size,
        displayed_size=head.size,
        rotation=head.rotation,
        mirrored=head.mirrored,
        sample_aspect_ratio=Fraction(1),
        colour_matrix="rgb",
        colour_matrix_used="rgb",
        colour_range="full",
        colour_range_used="full",
        colour_primaries="unspecified",
        colour_transfer="unspecified",
        tone=None,
        has_alpha="A" in head.mode,
        frame_count=timing.frame_count,
        rate=timing.rate,
        is_variable=False,
        duration=timing.duration,
        audio_streams=(),
        broken=None,
        rate_is_assumed=is_assumed,
    )
