"""Remembers the frame rates that a person gave for folders and streams without one.

They are kept by path in a file that all running programs of the person share; of what is damaged
in it, nothing is known.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from filelock import FileLock, Timeout

from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.json_values import JsonError, text_of, value_in
from soc_studio.core.system.messages import message
from soc_studio.core.system.user_folders import data_folder

SLOWEST = Fraction(1, 1000)
FASTEST = Fraction(1000)
_MOST = 2000  # the newest are kept
_LARGEST_FILE = 16 * 2**20  # bytes
_PATIENCE = 10.0  # seconds until another program, which needs milliseconds, counts as stuck
_FORM = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")
_NTSC = tuple(Fraction(whole * 1000, 1001) for whole in (24, 30, 48, 60, 120))
_NEAR = Fraction(1, 200)


class RateError(StudioError):
    """A text is no frame rate."""


def parse_rate(text: str) -> Fraction:
    """Return the frames a second that `text` says: "25", "29.97", "30000/1001".

    29.97 and the like are what people call 30000/1001.

    Raises:
        RateError: it says none.
    """
    said = text.strip()
    rate = Fraction(said) if _FORM.fullmatch(said) else Fraction(0)
    if not SLOWEST <= rate <= FASTEST:
        raise RateError(
            message("'{text}' is not a frame rate.", text=text),
            message("Enter frames per second, such as 25, 29.97 or 30000/1001."),
        )
    if "." in said and rate.denominator > 1:
        return next((each for each in _NTSC if abs(each - rate) < _NEAR), rate)
    return rate


def remembered(path: Path, file: Path | None = None) -> Fraction | None:
    """Return the rate that was given for `path`, None where there is none.

    `file` is where rates are kept, in this person's data folder where left out.
    """
    said = _entries(file or _place()).get(_key(path))
    if said is None:
        return None
    try:
        return parse_rate(said)
    except RateError:
        return None


def remember(path: Path, rate: Fraction, file: Path | None = None) -> None:
    """Keep the `rate` of the folder or stream at `path`.

    Raises:
        WriteError: it cannot be kept.
    """
    file = file or _place()
    if remembered(path, file) == rate:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.with_name(f"{file.name}.lock")
        with FileLock(lock, timeout=_PATIENCE, poll_interval=0.01):
            entries = _entries(file)
            entries.pop(_key(path), None)
            entries[_key(path)] = str(rate)
            kept = dict(list(entries.items())[-_MOST:])
            with replacing_file(file) as unfinished:
                unfinished.write_text(text_of(kept, indent=0), encoding="ascii")
    except Timeout as error:
        raise WriteError(
            message("'{file}' is in use by another program.", file=file),
            message("Try again in a moment."),
        ) from error
    except OSError as error:
        raise write_error(file, error) from error


def _place() -> Path:
    return data_folder() / "frame-rates.json"


def _key(path: Path) -> str:
    with suppress(OSError, RuntimeError, ValueError):  # a loop of links; a name that cannot be one
        path = path.resolve()
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100


def _entries(file: Path) -> dict[str, str]:
    """Return rates by path, the oldest first; of a damaged file, none."""
    with suppress(OSError, JsonError):
        return value_in(file, dict[str, str], _LARGEST_FILE)
    return {}
