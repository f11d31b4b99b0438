"""JSON read as typed values: the one way in which anything of ours is read from it.

A kind is a `msgspec.Struct`, or whatever else msgspec knows, with bounds in its annotations. What
is not of that kind is refused as a whole. The text goes through Python's reader first, because
paths may hold bytes that are no Unicode text, which msgspec's own reader refuses.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import msgspec

Kind = TypeVar("Kind")

Count = Annotated[int, msgspec.Meta(ge=0, lt=2**63)]
Amount = Annotated[float, msgspec.Meta(ge=0, lt=2**63)]
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


class JsonError(ValueError):
    """A text is no JSON, or not of the kind that is wanted."""


def value_of(text: str | bytes, kind: type[Kind]) -> Kind:
    """Return what `text` holds as a `kind`.

    Raises:
        JsonError: it is no JSON, nested too deeply, or something else.
    """
    try:
        return msgspec.convert(json.loads(text, parse_constant=_refuse), kind)
    except (ValueError, RecursionError, OverflowError, msgspec.MsgspecError) as error:
        raise JsonError(str(error)) from error


def value_in(path: Path, kind: type[Kind], most_bytes: int) -> Kind:
    """Return what the file at `path` holds as a `kind`.

    Raises:
        JsonError: it is larger than `most_bytes`, or see `value_of`.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise JsonError("too large")
    return value_of(content, kind)


def text_of(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, in ASCII, for `value_of`."""
    return json.dumps(msgspec.to_builtins(value), indent=indent)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
