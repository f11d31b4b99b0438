"""Reads frames of a video by number, whatever its kind of file."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media import frame_rates
from soc_studio.core.media.colour import Levels
from soc_studio.core.media.decoding.display import FirstPicture
from soc_studio.core.media.decoding.video_file import VideoFile
from soc_studio.core.media.frame_cache import FrameCache
from soc_studio.core.media.image_folder import ImageFolder
from soc_studio.core.media.picture_file import refuse_several
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_info import Break, VideoInfo
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

T = TypeVar("T")
_READERS = itertools.count()
_CACHE_BYTES = 256 * 2**20
# Frames decoded on the way to the one asked for: those just before it are likely to be next.
_KEPT_BEFORE = 8
_FIRST_ALONE = frozenset({".webp"})  # of several pictures FFmpeg sees one or none
_TIFF = frozenset({".tif", ".tiff"})  # FFmpeg reads few kinds of them, and those of JPEG wrongly


Step = tuple[int, Callable[[], NDArray[np.uint8]]]
DeepStep = tuple[int, Callable[[], Levels]]


class PictureSource(Protocol):
    """Pictures in order: a video file or a folder of images."""

    path: Path
    info: VideoInfo
    timing: Timing

    @property
    def frame_names(self) -> Sequence[str] | None:
        """What the frames are called, without suffix; None where they have only numbers."""
        ...

    def frames(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[Step, None, None]:
        """Go through the frames from `start` on; yield numbers and what makes their pictures.

        Pictures are RGB uint8 [H, W, 3] as displayed, each to be made before the next step. They
        are made no larger than `within`, height and width, in their own shape.
        """
        ...

    def deep_frames(self, start: int) -> Generator[DeepStep, None, None]:
        """Do what `frames` does, with uint16 where the source has more than 8 bits."""
        ...

    def entry_before(self, number: int) -> int:
        """Return the last frame up to `number` that can be reached without those before it."""
        ...

    def entry_after(self, number: int) -> int | None:
        """Return the first such frame after `number`, None where there is none."""
        ...

    def picture_alone(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8] | None:
        """Return frame `number` as `frames` makes it; None where it does not decode alone."""
        ...

    def find_break(self) -> Break | None:
        """Read the whole video; return where it is broken, None if it is intact."""
        ...

    def close(self) -> None: ...


class VideoReader(Closeable):
    """A video whose frames are read by number; close it, or use it in a `with`.

    Frames are as displayed: turned as the file asks, with square pixels, converted to RGB with the
    file's own colour matrix and range, and laid over black where they are see-through. Memory
    does not depend on the length of the video. Several threads may read at once.
    """

    def __init__(self, source: PictureSource) -> None:
        self.path = source.path
        self.info = source.info
        self.timing = source.timing
        self.frame_names = source.frame_names
        self.key = next(_READERS)
        """Tells the frames of this reader from those of others while the program runs."""
        self._source = source
        self._lock = threading.Lock()
        self._cache = FrameCache(_CACHE_BYTES)
        self._run: Generator[Step, None, None] | None = None
        self._next = 0

    @property
    def width(self) -> int:
        return self.info.displayed_size[0]

    @property
    def height(self) -> int:
        return self.info.displayed_size[1]

    @property
    def frame_count(self) -> int:
        """Number of frames; in a damaged file, of those before the break."""
        return self.timing.frame_count

    @property
    def rate(self) -> Fraction:
        """Mean frames per second."""
        return self.timing.rate

    def frames(
        self, start: int = 0, stop: int | None = None
    ) -> Generator[NDArray[np.uint8], None, None]:
        """Read the frames from `start` to before `stop`, in order; RGB uint8 [H, W, 3].

        `stop` is the end of the video where left out. Close the generator to stop early.

        Raises:
            ValueError: the span is not within the video.
            VideoError: after the last frame before the place where the file is broken.
        """
        return _until(self._source.frames, start, self._stop(start, stop))

    def deep_frames(self, start: int = 0, stop: int | None = None) -> Generator[Levels, None, None]:
        """Read frames as `frames` does, with the depth of the video: RGB uint16 [H, W, 3], white
        being 65535, where it has more than 8 bits, else uint8.

        Raises:
            ValueError: the span is not within the video.
            VideoError: after the last frame before the place where the file is broken.
        """
        return _until(self._source.deep_frames, start, self._stop(start, stop))

    def steps(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[Step, None, None]:
        """Go through the frames from `start` on; yield numbers and what makes their pictures.

        Each is to be made before the next step, and those that are not made cost only decoding.
        Pictures are RGB uint8 [H, W, 3], no larger than `within`, height and width, where it is
        given. It shares no frames and no lock with `frame`. Close the generator to stop early.

        Raises:
            VideoError: after the last frame before the place where the file is broken.
        """
        return self._source.frames(start, within)

    def frame(self, number: int) -> NDArray[np.uint8]:
        """Return frame `number`, the same as reading through gives; read-only uint8 [H, W, 3].

        Raises:
            IndexError: the video has no such frame.
            VideoError: the file is broken there.
        """
        picture = self.frame_if(number, lambda: True)
        assert picture is not None
        return picture

    def frame_if(self, number: int, wanted: Callable[[], bool]) -> NDArray[np.uint8] | None:
        """Return what `frame` does, or None as soon as it is not `wanted` any more.

        It asks at every frame on the way; the frames decoded until then are kept.
        """
        if not 0 <= number < self.frame_count:
            raise IndexError(f"frame {number} of {self.frame_count}")
        with self._lock:
            known = self._cache.get(number)
            return self._decode(number, wanted) if known is None else known

    def way_to(self, number: int) -> int:
        """Return how many frames `frame` would decode to return this one; 0 where it is kept."""
        if self._cache.has(number):
            return 0
        entry, reached = self._source.entry_before(number), self._next
        begin = reached if self._run is not None and entry <= reached <= number else entry
        return number - begin + 1

    def kept(self, number: int) -> NDArray[np.uint8] | None:
        """Return frame `number` where it need not be decoded; None too while another one is."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._cache.get(number)
        finally:
            self._lock.release()

    def some_frames(
        self, numbers: Sequence[int]
    ) -> Generator[tuple[int, NDArray[np.uint8]], None, None]:
        """Read the frames of rising `numbers` in one run; yield number and RGB uint8 [H, W, 3].

        Those between are decoded, and no picture is made of them. It shares no frames and no lock
        with `frame`, so that reading ahead slows nobody down.

        Raises:
            VideoError: after the last frame before the place where the file is broken.
        """
        return _some(self._source.frames, numbers)

    def some_deep_frames(self, numbers: Sequence[int]) -> Generator[tuple[int, Levels], None, None]:
        """Read frames as `some_frames` does, with the depth that `deep_frames` has."""
        return _some(self._source.deep_frames, numbers)

    def entry_before(self, number: int) -> int:
        """Return the last frame up to `number` that can be read without those before it."""
        return self._source.entry_before(number)

    def entry_after(self, number: int) -> int | None:
        """Return the first frame after `number` that can be read without those before it, None
        where there is none."""
        return self._source.entry_after(number)

    def key_picture(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8]:
        """Return a frame that `entry_before` or `entry_after` gave, RGB uint8 [H, W, 3], no larger
        than `within`, height and width.

        It is decoded alone, where the video allows it, by a decoder of its own: that disturbs no
        other reading, and takes a fraction of the time of `frame`.

        Raises:
            VideoError: the file is broken there.
        """
        picture = self._source.picture_alone(number, within)
        if picture is not None:
            return picture
        with closing(self._source.frames(number, within)) as run:
            return next(run)[1]()

    def find_break(self) -> Break | None:
        """Read the whole video; return where it is broken, None where it is whole.

        Opening finds a file that ends early; damage in its middle shows only in reading.
        """
        return self._source.find_break()

    def close(self) -> None:
        """Close the file; iterators that are still open end with their next frame."""
        with self._lock:
            self._stop_run()
            self._cache.clear()
        self._source.close()

    def _stop(self, start: int, stop: int | None) -> int:
        stop = self.frame_count if stop is None else stop
        if not 0 <= start <= stop <= self.frame_count:
            raise ValueError(f"frames {start} to {stop} of {self.frame_count}")
        return stop

    def _decode(self, number: int, wanted: Callable[[], bool]) -> NDArray[np.uint8] | None:
        if not self._next <= number or self._source.entry_before(number) > self._next:
            self._stop_run()
        if self._run is None:
            self._run = self._source.frames(self._source.entry_before(number))
        try:
            for reached, make in self._run:
                self._next = reached + 1
                if reached > number - _KEPT_BEFORE:
                    picture = make()
                    picture.flags.writeable = False
                    self._cache.put(reached, picture)
                if reached == number:
                    return picture
                if not wanted():
                    return None
        except VideoError:
            self._stop_run()
            raise
        raise AssertionError("a source ends at its frame count or with a VideoError")

    def _stop_run(self) -> None:
        if self._run is not None:
            self._run.close()
        self._run = None
        self._next = 0


def _until(
    steps: Callable[[int], Generator[tuple[int, Callable[[], T]], None, None]],
    start: int,
    stop: int,
) -> Generator[T, None, None]:
    if start == stop:
        return
    with closing(steps(start)) as run:
        for number, make in run:
            yield make()
            if number + 1 == stop:
                return


def _some(
    steps: Callable[[int], Generator[tuple[int, Callable[[], T]], None, None]],
    numbers: Sequence[int],
) -> Generator[tuple[int, T], None, None]:
    if not numbers:
        return
    wanted = iter(numbers)
    next_one = next(wanted)
    with closing(steps(next_one)) as run:
        for number, make in run:
            if number < next_one:
                continue
            yield number, make()
            following = next(wanted, None)
            if following is None:
                return
            next_one = following


def open_video(
    path: Path, rate: Fraction | None = None, on_first: FirstPicture | None = None
) -> VideoReader:
    """Open the video file or the folder of images at `path`.

    Args:
        path: a file that FFmpeg reads, or a folder with images of one size, in natural order.
        rate: frames per second of what cannot say it, a folder of images or a bare stream; where
            left out, the one that was given for it before (`frame_rates`), else 25.
        on_first: called with a first picture, RGB uint8 [H, W, 3], where opening takes much longer.

    Raises:
        VideoError: with a sentence that says why it cannot be read.
    """
    try:
        given = rate or frame_rates.remembered(path)
        if path.is_dir():
            return VideoReader(ImageFolder(path, given))
        if path.suffix.lower() in _TIFF and path.is_file():
            return VideoReader(ImageFolder(path, given))
        if path.suffix.lower() in _FIRST_ALONE:
            refuse_several(path)
        return VideoReader(VideoFile(path, given, on_first))
    except OSError as error:  # a name that is too long, a folder that is closed to us
        raise VideoError(
            message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error),
            message("Check the name and the folder."),
        ) from error
