"""Reads the JSON of datasets as typed values, within bounds.

Of large files no more is made than is asked for: an entry of type `msgspec.Raw` stays a piece of
the file, which the system pages in and out, until it is decoded.
"""

from __future__ import annotations

import mmap
import re
from typing import Any, TypeVar

import msgspec

from soc_studio.core.datasets.bounds import check_values
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.json_bytes import as_utf8, has_mark, without_nan
from soc_studio.core.system.json_keys import RepeatedKeyError, check_all_keys
from soc_studio.core.system.messages import message

MOST_BYTES = 4 * 2**30
"""Bytes of a file of JSON on the disk that is still read."""
MOST_PACKED = 2**29
"""Bytes of one in an archive, which is read into memory."""
_CHUNK = 2**24
_MOST_WITH_KEYS = 2**26  # bytes whose keys are looked at, which takes memory
_SEARCHED = 2**22
_NAN = re.compile(rb"NaN|Infinity")
_ADVICE = message("Write the file again with the program that made it.")

Kind = TypeVar("Kind")


def read_json(tree: DatasetTree, path: str, kind: type[Kind]) -> Kind:
    """Return what the file at `path` holds as a `kind`: a `msgspec.Struct`, or what msgspec knows.

    Raises:
        DatasetError: it is no JSON, of another kind, has more than can be read, or an object with
            a key twice; the latter is looked for, and NaN is taken for null, in up to 64 MB.
    """
    content = _content(tree, path)
    if len(content) <= _MOST_WITH_KEYS and _NAN.search(content):
        content = without_nan(bytes(content))
    _check_values(content, path)
    if len(content) <= _MOST_WITH_KEYS:
        _check_keys(bytes(content), path)
    return decoded(content, kind, path)


def decoded(content: Any, kind: type[Kind], path: str) -> Kind:
    """Return JSON that is in memory as a `kind`; `path` says in sentences where it was.

    Raises:
        DatasetError: it is no JSON, or of another kind.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except RecursionError as error:
        raise DatasetError(
            message("'{path}' is nested too deeply for labels.", path=shown(path)), _ADVICE
        ) from error
    except (msgspec.ValidationError, OverflowError) as error:
        raise DatasetError(
            message(
                "'{path}' is not as this format has it: {reason}.",
                path=shown(path),
                reason=shown(error, 200),
            ),
            _ADVICE,
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DatasetError(
            message("'{path}' is not valid JSON.", path=shown(path)), _ADVICE
        ) from error


def begins_as(tree: DatasetTree, path: str) -> bytes:
    """Return the first sign of a file, which says of JSON whether it is an object or a list."""
    return as_utf8(tree.peek(path, 4096)).lstrip(b" \t\r\n")[:1]


def head_has(tree: DatasetTree, path: str, *keys: bytes) -> bool:
    """Return whether a file of JSON that begins as an object has all of `keys`, with quotes.

    They are looked for in what it begins and ends with, which is where keys of datasets are.
    """
    if begins_as(tree, path) != b"{":
        return False
    content = as_utf8(head := tree.peek(path, _SEARCHED))
    place = tree.place(path)
    if place is not None and tree.size(path) > _SEARCHED:
        with place.open("rb") as file:
            file.seek(-min(_SEARCHED, tree.size(path)), 2)
            mark = head[:2] if has_mark(head) else b""
            content += as_utf8(mark + file.read(_SEARCHED))
    return all(key in content for key in keys)


def as_json(value: Any) -> bytes:
    """Return a value as JSON, in UTF-8."""
    return msgspec.json.encode(value)


def _content(tree: DatasetTree, path: str) -> Any:
    place = tree.place(path)
    size = tree.size(path)
    most = MOST_PACKED if place is None else MOST_BYTES
    if size > most:
        raise DatasetError(
            message("'{path}' is larger than {most} MB.", path=shown(path), most=most // 2**20),
            message("Split it into files with fewer videos."),
        )
    if place is None or size < _CHUNK:
        return as_utf8(tree.read(path, most))
    try:
        with place.open("rb") as file:
            if has_mark(file.read(3)):
                return as_utf8(tree.read(path, most))
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DatasetError(
            message("'{path}' cannot be read: {reason}.", path=shown(path), reason=shown(error)),
            message("Check that the dataset is complete and that you may read it."),
        ) from error


def _check_keys(content: bytes, path: str) -> None:
    try:
        check_all_keys(content)
    except RepeatedKeyError as error:
        raise DatasetError(
            message(
                "'{path}' has an object with the key '{key}' twice.",
                path=shown(path),
                key=shown(error),
            ),
            _ADVICE,
        ) from error


def _check_values(content: Any, path: str) -> None:
    """Refuse what would take the memory: nearly every value follows a comma or is in quotes.

    Brackets are signs of run-length codes too, so that they are no measure.
    """
    commas = quotes = 0
    for start in range(0, len(content), _CHUNK):
        piece = content[start : start + _CHUNK]
        commas += piece.count(b",")
        quotes += piece.count(b'"')
    check_values(max(commas, quotes // 2), path)
