"""Thumbnails of a video's frames."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.errors import VideoError

HEIGHT = 96
"""Pixels of a small picture, at most."""
_WIDEST = 256
_MOST = 600  # some 30 MiB


class Thumbnails:
    """The small pictures that were made last, by frame; no more than `most`."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._pictures: OrderedDict[int, NDArray[np.uint8]] = OrderedDict()
        self._frames: list[int] = []  # of the pictures, rising

    def put(self, frame: int, picture: NDArray[np.uint8]) -> None:
        """Keep a picture, RGB uint8 [H, W, 3], and forget those unused for longest."""
        if frame not in self._pictures:
            insort(self._frames, frame)
        self._pictures[frame] = picture
        self._pictures.move_to_end(frame)
        while len(self._pictures) > self._most:
            forgotten, _ = self._pictures.popitem(last=False)
            del self._frames[bisect_left(self._frames, forgotten)]

    def find(self, start: int, stop: int) -> int | None:
        """Return the first frame from `start` until before `stop` that there is a picture of."""
        place = bisect_left(self._frames, start)
        found = self._frames[place] if place < len(self._frames) else stop
        return found if found < stop else None

    def nearest(self, frame: int) -> int | None:
        """Return the frame nearest to `frame` that there is a picture of, None without any."""
        place = bisect_left(self._frames, frame)
        around = self._frames[max(0, place - 1) : place + 1]
        return min(around, key=lambda at: abs(at - frame), default=None)

    def picture(self, frame: int) -> NDArray[np.uint8]:
        """Return the picture of a frame that `find` or `nearest` returned."""
        self._pictures.move_to_end(frame)
        return self._pictures[frame]

    def __len__(self) -> int:
        return len(self._pictures)


def make_thumbnails(
    reader: VideoReader, keys: KeyPictures, starts: Sequence[int], step: int
) -> Generator[tuple[int, NDArray[np.uint8]] | None, None, None]:
    """Make a small picture for the `step` frames from each of `starts` on, coarsely spread first.

    Where one of the frames can be read without those before it, it is that one's, and `keys` keeps
    a larger one. Yields frame and RGB uint8 [H, W, 3], and None for a frame that was decoded on the
    way; where the video is broken there are none.
    """
    groups: dict[int, set[int]] = {}
    for start in starts:
        entry = reader.entry_before(min(start + step, reader.frame_count) - 1)
        frame = entry if entry >= start else start
        groups.setdefault(entry if entry >= start else reader.entry_before(start), set()).add(frame)
    runs = [sorted(groups[entry]) for entry in sorted(groups)]
    for place in coarse_first(len(runs)):
        run = runs[place]
        try:
            if len(run) == 1 and reader.entry_before(run[0]) == run[0]:
                yield run[0], _small(keys.picture(run[0]))
                continue
            wanted = set(run)
            with closing(reader.steps(reader.entry_before(run[0]))) as steps:
                for number, make in steps:
                    yield (number, _small(make())) if number in wanted else None
                    if number >= run[-1]:
                        break
        except VideoError:  # told where the frame itself is looked at
            continue


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    # A copy: a picture that is not made smaller may be a view of a larger one.
    return fit_within(picture, HEIGHT, _WIDEST).copy()


def coarse_first(count: int) -> Iterator[int]:
    """Yield the numbers below `count`, every one once, so that the first few are spread evenly."""
    step = 1 << max(0, count - 1).bit_length()
    if count:
        yield 0
    while step > 1:
        yield from range(step // 2, count, step)
        step //= 2
