"""A smaller copy of a video with every frame at hand at once: for scrubbing, and for playing what
is too slow to decode."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.decoding_cost import seconds_for
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import Step, VideoReader
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.file_lock import DocumentLock, LockUnavailable, try_lock
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.system.user_folders import cache_folder

MOST_BYTES = 10 * 2**30
"""Of all copies together; those not used for longest are removed."""
_WIDTHS = (960, 640, 480)
_QUALITY = 80
_BYTES_A_PIXEL = 0.15  # of a picture in the copy, about
_ROOM_LEFT = 2**30  # bytes of the disk that a copy does not take
_CHUNK = 250  # frames that are copied together
_WORTH = 0.04  # seconds to reach a frame from which a copy is worth its making
_READING = 0.02  # seconds for a million pixels of an image in a folder, about

_HEAD = struct.Struct("<8sIII")
_MAGIC = b"SOCcopy1"
_ENTRY = np.dtype([("offset", "<u8"), ("length", "<u4"), ("checksum", "<u4")])


class Proxy(Closeable):
    """A copy of a video, or as much of it as is made; several threads may use it.

    It is a file of JPEG pictures with a table of where each one is. Pictures are added at its end,
    each before its line in the table is written, and lines have checksums: the copy can be used
    while it grows, and resumes where it stopped, for whatever reason.
    """

    def __init__(self, path: Path, reader: VideoReader) -> None:
        """Open the copy of `reader`'s video at `path`; it is begun where there is none.

        Raises:
            WriteError: it can be neither read nor written.
        """
        self.path = path
        self.frame_count = reader.frame_count
        self.height, self.width = copy_size(reader)
        self._lock = threading.Lock()
        table = _HEAD.size + self.frame_count * _ENTRY.itemsize
        head = _HEAD.pack(_MAGIC, self.frame_count, self.height, self.width)
        if not _begins_with(path, head, table):
            with replacing_file(path) as new, new.open("wb") as begun:
                begun.write(head)
                begun.truncate(table)
        try:
            os.utime(path)  # it was used now
            self._file = path.open("r+b", buffering=0)
        except OSError as error:
            raise write_error(path, error) from error
        self._file.seek(_HEAD.size)
        self._table = np.frombuffer(self._file.read(table - _HEAD.size), dtype=_ENTRY).copy()
        self._end = max(table, self._file.seek(0, os.SEEK_END))
        ends = self._table["offset"] + self._table["length"]
        self._table["length"][(ends > self._end) | (self._table["offset"] < table)] = 0
        self._count = int((self._table["length"] > 0).sum())

    @property
    def count(self) -> int:
        """Number of frames copied so far."""
        return self._count

    @property
    def is_complete(self) -> bool:
        return self._count == self.frame_count

    @property
    def is_closed(self) -> bool:
        return self._file.closed

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._end

    def has(self, number: int) -> bool:
        """Return whether frame `number` is copied."""
        return bool(self._table["length"][number])

    def picture(self, number: int) -> NDArray[np.uint8] | None:
        """Return the copy of a frame, RGB uint8 [H, W, 3]; None where there is none, or none that
        can be read."""
        with self._lock:
            offset, length, checksum = self._table[number].tolist()
            if not length or self._file.closed:
                return None
            self._file.seek(offset)
            data = self._file.read(length)
        if zlib.crc32(data) == checksum:
            coded = np.frombuffer(data, dtype=np.uint8)
            read = cv2.imdecode(coded, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
            if read is not None and read.shape[:2] == (self.height, self.width):
                return np.asarray(cv2.cvtColor(read, cv2.COLOR_BGR2RGB), dtype=np.uint8)
        self._forget(number)
        return None

    def add(self, number: int, picture: NDArray[np.uint8]) -> None:
        """Copy frame `number`, RGB uint8 [H, W, 3] of the copy's size.

        Raises:
            WriteError: the disk is full.
        """
        _, coded = cv2.imencode(
            ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
        )
        data = coded.tobytes()
        with self._lock:
            if self._file.closed:
                return
            try:
                self._file.seek(self._end)
                self._write(data)
                line = np.array((self._end, len(data), zlib.crc32(data)), dtype=_ENTRY)
                self._file.seek(_HEAD.size + number * _ENTRY.itemsize)
                self._write(line.tobytes())
            except OSError as error:
                raise write_error(self.path, error) from error
            self._end += len(data)
            self._count += not self._table["length"][number]
            self._table[number] = line

    def entry_before(self, number: int) -> int:
        """Return `number`: every frame can be reached without those before it."""
        return number

    def steps(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[Step, None, None]:
        """Go through the frames from `start` on, as `VideoReader.steps` does.

        A picture that is missing raises VideoError when it is made.
        """
        for number in range(start, self.frame_count):
            yield number, partial(self._made, number, within)

    def close(self) -> None:
        """Close the file; there are no pictures any more."""
        with self._lock:
            self._file.close()

    def _made(self, number: int, within: tuple[int, int] | None) -> NDArray[np.uint8]:
        picture = self.picture(number)
        if picture is None:
            raise VideoError(message("The proxy has no frame {number}.", number=number))
        return picture if within is None else fit_within(picture, *within)

    def _write(self, data: bytes) -> None:
        written = self._file.write(data)
        if written != len(data):
            raise OSError(28, "No space left on device")

    def _forget(self, number: int) -> None:
        with self._lock:
            self._count -= bool(self._table["length"][number])
            self._table["length"][number] = 0


def is_worth_copying(reader: VideoReader) -> bool:
    """Return whether looking through a video is so slow that a copy helps."""
    count = reader.frame_count
    if reader.path.is_dir():
        return reader.width * reader.height / 1e6 * _READING > _WORTH
    tried = range(0, count, max(1, count // 200))
    way = sum(number - reader.entry_before(number) + 1 for number in tried) / len(tried)
    return seconds_for(reader, way) > _WORTH


def copy_size(reader: VideoReader) -> tuple[int, int]:
    """Return height and width of the pictures of a copy: smaller for a long video."""
    scales = [min(1.0, width / max(reader.width, reader.height)) for width in _WIDTHS]
    pixels = reader.frame_count * reader.width * reader.height
    fitting = [each for each in scales if pixels * each**2 * _BYTES_A_PIXEL <= MOST_BYTES / 2]
    scale = fitting[0] if fitting else scales[-1]
    return max(1, round(reader.height * scale)), max(1, round(reader.width * scale))


def copy_path(fingerprint: str) -> Path:
    """Return where the copy of a video is kept."""
    name = hashlib.sha256(fingerprint.encode()).hexdigest()[:40]
    return cache_folder() / "copies" / f"{name}.copy"


def open_proxy(reader: VideoReader, fingerprint: str) -> Proxy | None:
    """Open the copy of a video, or begin one; None where there is no room for it.

    Raises:
        WriteError: its place cannot be written to.
    """
    path = copy_path(fingerprint)
    if not path.exists():
        height, width = copy_size(reader)
        needed = int(reader.frame_count * height * width * _BYTES_A_PIXEL)
        if needed > MOST_BYTES:
            return None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make_room(path.parent, needed)
            if shutil.disk_usage(path.parent).free < needed + _ROOM_LEFT:
                return None
        except OSError as error:
            raise write_error(path, error) from error
    return Proxy(path, reader)


def make_room(folder: Path, needed: int, most: int = MOST_BYTES, keep: Path | None = None) -> None:
    """Remove copies from `folder`, those not used for longest first, until all that stay and
    `needed` more bytes take no more than `most`; `keep` stays."""
    found = []
    for path in folder.glob("*.copy"):
        with suppress(OSError):
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    held = sum(size for _, size, _ in found) + needed
    for _, size, path in sorted(found):
        if held <= most:
            return
        if path != keep:
            with suppress(OSError):  # Windows refuses where it is in use
                path.unlink()
                held -= size


def make_proxy(
    proxy: Proxy, reader: VideoReader, start: int, quiet: Callable[[], bool]
) -> Generator[Progress, None, None]:
    """Copy all frames that are missing, from around `start` on to the end, then those before.

    Stops where the video is broken, and does nothing where another program makes the same copy.
    Close the generator to stop early.

    Args:
        proxy: the copy.
        reader: the video.
        start: the frame that is looked at.
        quiet: whether nothing else wants the processor at the moment; it rests while not.

    Raises:
        WriteError: the disk is full.
    """
    lock = _lock_of(proxy.path)
    if lock is None:
        return
    watch = Stopwatch()
    try:
        count = reader.frame_count
        starts = sorted({reader.entry_before(number) for number in range(0, count, _CHUNK)} | {0})
        chunks = list(zip(starts, [*starts[1:], count], strict=True))
        first = next(place for place, each in enumerate(chunks) if start < each[1])
        for chunk in [*chunks[first:], *chunks[:first]]:
            missing = [number for number in range(*chunk) if not proxy.has(number)]
            if not missing:
                continue
            with closing(reader.steps(missing[0], (proxy.height, proxy.width))) as steps:
                for number, make in steps:
                    while not quiet():
                        yield watch.progress(proxy.count, count)
                        time.sleep(0.05)
                    if not proxy.has(number):
                        proxy.add(number, make())
                        yield watch.progress(proxy.count, count)
                    if number >= missing[-1]:
                        break
            make_room(proxy.path.parent, 0, keep=proxy.path)
    except VideoError:  # told where the frame itself is looked at
        return
    finally:
        lock.release()


def _lock_of(path: Path) -> DocumentLock | None:
    try:
        return try_lock(path)
    except LockUnavailable:
        return None


def _begins_with(path: Path, head: bytes, least: int) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head and path.stat().st_size >= least
    except OSError:
        return False
