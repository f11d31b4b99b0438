"""Reads the picture or the video that is shown behind objects.

It comes from anywhere: all failures are sentences that name the file.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path

from soc_studio.core.masks.effects import Backdrop
from soc_studio.core.media.frame_files import SUFFIXES
from soc_studio.core.media.picture_file import ValueRange, look_at, read_values, refuse_several
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_MOST = 3840  # pixels a side that are kept of a picture: as many as a large screen has


def read_backdrop(path: Path) -> Generator[None, None, Backdrop]:
    """Return the picture at `path`; a step of long work.

    Raises:
        VideoError: it cannot be read as one picture.
    """
    yield
    return _still(path)


def check_background(path: Path) -> None:
    """Look whether the picture, the video or the folder of frames at `path` can be a background.

    Raises:
        VideoError: it cannot.
    """
    if _is_picture(path):
        _still(path)
    else:
        _opened(path).close()


def backdrops(
    path: Path, times: Iterable[Fraction], loops: bool = True
) -> Generator[Backdrop, None, None]:
    """Yield what is shown of the picture, the video or the folder of frames at `path`.

    One for each of `times`, in seconds from its first frame: that which is on screen then, so that
    a background of another rate keeps its speed. Behind the end and before the beginning, a video
    repeats itself if it `loops`; otherwise its last or its first frame stays. Close the generator
    to stop early.

    Raises:
        VideoError: it cannot be read; in the middle, where it is damaged there.
    """
    if _is_picture(path):
        picture = _still(path)
        for _ in times:
            yield picture
        return
    with _opened(path) as reader:
        numbers = [_frame_at(reader.timing, time, loops) for time in times]
        begins = [at for at, (a, b) in enumerate(pairwise(numbers), start=1) if b < a]
        for start, stop in pairwise([0, *begins, len(numbers)]):
            shown = [(number, len(list(same))) for number, same in groupby(numbers[start:stop])]
            with closing(reader.some_frames([number for number, _ in shown])) as frames:
                for (_, count), (_, frame) in zip(shown, frames, strict=True):
                    backdrop = Backdrop(frame)
                    for _ in range(count):
                        yield backdrop


def _frame_at(timing: Timing, time: Fraction, loops: bool) -> int:
    return timing.frame_at(time % timing.duration if loops else max(Fraction(0), time))


def _still(path: Path) -> Backdrop:
    refuse_several(path)
    try:
        values = read_values(path)
    except OSError as error:
        raise VideoError(
            message("{file} cannot be read as a picture.", file=path.name),
            message("Choose a JPEG or PNG file."),
        ) from error
    picture = ValueRange.of([values]).to_rgb(values)
    return Backdrop(fit_within(picture, _MOST, _MOST))


def _is_picture(path: Path) -> bool:
    """Return whether the file at `path` is one picture, or is meant to be."""
    if not path.is_file():
        return False
    try:
        look_at(path)
    except VideoError:  # one that moves is a video
        return path.suffix.lower() in SUFFIXES and not _is_video(path)
    return True


def _is_video(path: Path) -> bool:
    try:
        open_video(path).close()
    except VideoError:
        return False
    return True


def _opened(path: Path) -> VideoReader:
    """Open a background video.

    Raises:
        VideoError: it is none, or one whose colours would be wrong.
    """
    reader = open_video(path)
    if reader.info.tone is not None:
        reader.close()
        raise VideoError(
            message(
                "The background {file} has a high dynamic range ({tone}), which the result cannot "
                "hold.",
                file=path.name,
                tone=reader.info.tone,
            ),
            message("Choose a picture or a video of standard range."),
        )
    return reader
