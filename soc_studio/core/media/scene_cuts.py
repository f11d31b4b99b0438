"""Finds a video's cuts by reading all of it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing

from soc_rvos.inference.cuts import CutFinder
from soc_studio.core.media.video_reader import VideoReader

_MOST_PIXELS = 2 * 10**10  # five minutes of 1080p at 30 frames a second
_WAIT = 0.2  # seconds between two checks whether to continue
_EVERY = 50  # frames between two reports


def worth_reading(reader: VideoReader) -> bool:
    """Return whether a video is short enough to be read for its cuts alone: in minutes at most."""
    return reader.frame_count * reader.width * reader.height <= _MOST_PIXELS


def find_cuts(reader: VideoReader, quiet: threading.Event) -> Generator[list[int], None, None]:
    """Yield the first frames of shots, but for the first, as they are found; often none.

    It rests while `quiet` is not set: others need the processor then.

    Raises:
        VideoError: the video is broken; the cuts before that were yielded.
    """
    finder = CutFinder()
    decided = 0
    found: list[int] = []
    with closing(reader.frames()) as frames:
        for number, frame in enumerate(frames):
            for starts in finder.add(frame):
                if starts:
                    found.append(decided)
                decided += 1
            if number % _EVERY == 0:
                yield found
                found = []
            while not quiet.wait(_WAIT):
                yield []
    found += [decided + at for at, starts in enumerate(finder.finish()) if starts]
    yield found
