"""Reads the files of published datasets; what is missing or broken is said with what to do."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.errors import RvosError
from soc_rvos.messages import joined, message

VOID = 255
"""The number of pixels that nobody decided about."""
MOST_BYTES = 2 * 2**30
"""Bytes of a file that is read whole."""
MOST_VALUES = 24 * 10**6
"""Values in a file of JSON that is still read; each takes some 200 bytes of memory at most."""
_CHUNK = 2**24
_FORMATS = ("JPEG", "PNG")  # of others, Pillow would run a program to draw EPS
_UNSAFE = re.compile(r"[\\/\0]|^\.\.?$|^[A-Za-z]:")

Kind = TypeVar("Kind")


class PublishedError(RvosError):
    """A published dataset is not complete, or a file of it is broken."""


def missing(path: Path, advice: str) -> PublishedError:
    """Return the failure that there is no such file; `advice` says what to download."""
    return PublishedError(joined(message("'{path}' is missing.", path=path), advice))


def broken(path: Path, reason: object, advice: str) -> PublishedError:
    """Return the failure that a file is not as it was published."""
    return PublishedError(
        joined(message("'{path}' is broken: {reason}.", path=path, reason=reason), advice)
    )


def inside(folder: Path, name: str) -> Path:
    """Return the place of `name`, which a dataset says, directly in `folder`.

    Raises:
        PublishedError: it would lead elsewhere.
    """
    if not name or _UNSAFE.search(name):
        raise PublishedError(
            message("'{name}' is no name of a file in '{folder}'.", name=name[:80], folder=folder)
        )
    return folder / name


def read_json(path: Path, kind: type[Kind], advice: str) -> Kind:
    """Return what a file of JSON says, as a `kind` that msgspec knows.

    Raises:
        PublishedError: it is missing, no JSON, or of another kind; `advice` says what to download.
    """
    return decoded(read_bytes(path, advice).removeprefix(b"\xef\xbb\xbf"), kind, path, advice)


def decoded(content: bytes | msgspec.Raw, kind: type[Kind], path: Path, advice: str) -> Kind:
    """Return JSON of the file at `path` as a `kind`; raises PublishedError as `read_json` does."""
    whole = memoryview(content)
    commas = quotes = 0
    for start in range(0, len(whole), _CHUNK):
        piece = bytes(whole[start : start + _CHUNK])
        commas += piece.count(b",")
        quotes += piece.count(b'"')
    if max(commas, quotes // 2) > MOST_VALUES:  # nearly every value follows one or is in two
        raise broken(
            path,
            message("it has more than {most} million values", most=MOST_VALUES // 10**6),
            advice,
        )
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise broken(path, str(error)[:200], advice) from error


def read_bytes(path: Path, advice: str) -> bytes:
    """Return the content of a file; raises PublishedError with the `advice` what to download."""
    try:
        _check_kind(path, advice)
        if path.stat().st_size > MOST_BYTES:
            raise broken(
                path, message("it is larger than {most} GB", most=MOST_BYTES // 2**30), advice
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(path, advice) from error
    except OSError as error:
        raise broken(path, error.strerror or error, advice) from error


def read_head(path: Path, most: int, advice: str) -> bytes:
    """Return how a file begins, `most` bytes of it; raises PublishedError as `read_bytes` does."""
    try:
        _check_kind(path, advice)
        with path.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(path, advice) from error
    except OSError as error:
        raise broken(path, error.strerror or error, advice) from error


def _check_kind(path: Path, advice: str) -> None:
    """Raise PublishedError where there is no file but a pipe or a device, which may never end."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise broken(path, message("it is no file"), advice)


def read_picture(path: Path, advice: str) -> NDArray[np.uint8]:
    """Return a picture, RGB uint8 [H, W, 3].

    Raises:
        PublishedError: it is missing or broken; `advice` says what to download.
    """
    return _read(path, advice, lambda picture: np.asarray(picture.convert("RGB"), dtype=np.uint8))


def read_labels(path: Path, advice: str) -> NDArray[np.uint8]:
    """Return the numbers of a picture with a palette or in grey, uint8 [H, W].

    Raises:
        PublishedError: it is missing, broken, or has colours; `advice` says what to download.
    """

    def numbers(picture: Image.Image) -> NDArray[np.uint8]:
        if picture.mode not in ("P", "L", "1"):
            raise ValueError("it has colours, not the numbers of objects")
        return np.array(picture, dtype=np.uint8)

    return _read(path, advice, numbers)


def picture_size(path: Path, advice: str) -> tuple[int, int]:
    """Return height and width of a picture; raises PublishedError."""
    sizes: list[tuple[int, int]] = []

    def size(picture: Image.Image) -> NDArray[np.uint8]:
        sizes.append((picture.height, picture.width))
        return np.empty(0, dtype=np.uint8)

    _read(path, advice, size)
    return sizes[0]


def _read(
    path: Path, advice: str, take: Callable[[Image.Image], NDArray[np.uint8]]
) -> NDArray[np.uint8]:
    try:
        _check_kind(path, advice)
        with Image.open(path, formats=_FORMATS) as picture:
            return take(picture)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(path, advice) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "it is no such picture"
        if "truncated" in str(error):
            reason = "it is cut off"
        said = str(error) if type(error) is ValueError else reason
        raise broken(path, said, advice) from error


def names_in(folder: Path) -> frozenset[str]:
    """Return the names in a folder; none where there is no such folder."""
    try:
        return _names(folder, folder.stat().st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()


@lru_cache(maxsize=256)
def _names(folder: Path, changed: int) -> frozenset[str]:
    """Return the names in a folder that was `changed` then: one may have all pictures of COCO."""
    return frozenset(each.name for each in folder.iterdir())
