"""Identifies a video by its content."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Protocol

from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_PIECE = 256 * 2**10
_MOST_READ = 32 * 2**20  # bytes
_MOST_IMAGES = 64
_FORM = re.compile(r"1:([0-9a-f]{16})[0-9a-f]{64}")


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


def fingerprint(path: Path) -> str:
    """Return what tells the video at `path`, a file or a folder of images, from any other.

    It is "1:", the size in bytes in 16 hexadecimal digits, and 64 digits of a SHA-256. A file of up
    to 32 MiB is read whole, of a larger one 128 pieces of 256 KiB in even distances, its head and
    its end among them. Of a folder of images it is the names and sizes of all, and as much of up to
    64 of them in even distances. Links are followed; a fingerprint does not depend on the name of
    the file or folder itself, on dates, or on the system.

    What it cannot notice: a change between the pieces of a large file that leaves its size as it
    is, and one of the same kind in an image. No recording or export comes out like that, a file
    that was made to deceive can.

    Raises:
        VideoError: it cannot be read, or is neither a file nor a folder of images.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return _of_folder(path)
        if stat.S_ISREG(kind):
            return _of_file(path)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = getattr(error, "strerror", None) or error
        raise VideoError(
            message("'{path}' cannot be read: {reason}.", path=path.name, reason=reason),
            message("Check the name and the folder."),
        ) from error
    raise VideoError(
        message("'{path}' is neither a video file nor a folder of frames.", path=path.name),
        message("Choose another file or folder."),
    )


def size_of(known: str) -> int | None:
    """Return the size in bytes of what has the fingerprint `known`; None where it is none."""
    form = _FORM.fullmatch(known)
    return int(form[1], 16) if form else None


def _of_file(path: Path) -> str:
    digest = hashlib.sha256(b"file\0")
    size = _add_content(digest, path, _MOST_READ)
    return f"1:{size:016x}{digest.hexdigest()}"


def _of_folder(folder: Path) -> str:
    images = sorted((_name(image), image) for image in frame_files(folder))
    if not images:
        raise VideoError(
            message("The folder '{folder}' contains no images.", folder=folder.name),
            message("Choose another file or folder."),
        )
    digest = hashlib.sha256(b"folder\0")
    whole = 0
    for name, image in images:
        state = image.stat()
        if not stat.S_ISREG(state.st_mode):
            raise VideoError(
                message(
                    "'{image}' in '{folder}' is not an image.", image=image.name, folder=folder.name
                ),
                message("Remove it from the folder."),
            )
        digest.update(name + b"\0%d\0" % state.st_size)
        whole += state.st_size
    chosen = _evenly(len(images) - 1, min(_MOST_IMAGES, len(images)))
    for number in chosen:
        _add_content(digest, images[number][1], _MOST_READ // len(chosen))
    return f"1:{whole:016x}{digest.hexdigest()}"


def _name(image: Path) -> bytes:
    # Systems compose letters and accents differently when a folder is copied.
    return unicodedata.normalize("NFC", image.name).encode(errors="surrogatepass")


def _add_content(digest: _Digest, path: Path, most: int) -> int:
    """Add the size of a file and up to `most` bytes of its content; return the size."""
    with open(path, "rb", opener=_open_at_once) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):  # it was one a moment ago
            raise VideoError(
                message("'{path}' is not a file.", path=path.name),
                message("Choose another file or folder."),
            )
        size = state.st_size
        digest.update(b"%d\0" % size)
        if size <= most:
            starts = list(range(0, size, _PIECE))
        else:
            starts = _evenly(size - _PIECE, most // _PIECE)
        for start in starts:
            file.seek(start)
            digest.update(file.read(min(_PIECE, size - start)))
    return size


def _evenly(last: int, count: int) -> list[int]:
    """Return `count` numbers from 0 to `last` in even distances."""
    return [place * last // max(count - 1, 1) for place in range(count)]


def _open_at_once(path: str, flags: int) -> int:
    # A pipe that took the file's place would otherwise wait for someone to write to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
