"""Run lists: which videos are to be searched, and for what; CSV or JSON from anyone.

What is wrong with one row is a sentence with its line, and the other rows go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from soc_studio.core.media.frame_rates import RateError, parse_rate
from soc_studio.core.media.time_code import TimeCode, TimeCodeError
from soc_studio.core.project.limits import LONGEST_TEXT
from soc_studio.core.runs.list_file import (
    ListError,
    RawRow,
    in_line,
    rows_of_csv,
    rows_of_json,
    shown,
)
from soc_studio.core.system.messages import message

SUFFIXES = (".csv", ".tsv", ".json")
"""What files of run lists end in."""
MOST_BYTES = 64 * 2**20
"""Bytes of a list that is still read."""
MOST_ROWS = 200_000
_MOST_OBJECT = 2**31 - 1
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a run list.

    Attributes:
        line: of the file where it begins, from 1 on.
        video: where its video is, as the list says: a path or an address.
        expression: what to find, on one line.
        object_id: number of the object among those of its video; None where the list says none.
        category: the class of the object; empty for none.
        rate: frames a second, of folders of frames; None is the video's own.
        start: the first frame that counts; None is that of the video.
        stop: the first that does not; None is the end.
    """

    line: int
    video: str
    expression: str
    object_id: int | None = None
    category: str = ""
    rate: Fraction | None = None
    start: TimeCode | None = None
    stop: TimeCode | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be searched, and why; `video` and `expression` as far as they are known."""

    line: int
    reason: ListError
    video: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True)
class RunList:
    """What a list says.

    Attributes:
        path: the file.
        rows: those that can be searched, each once.
        refusals: those that cannot.
        notes: sentences on what is left out without harm: repeated rows, columns nobody knows.
    """

    path: Path
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def is_run_list(path: Path) -> bool:
    """Return whether `path` is a file that may be a run list, by its name."""
    try:
        return path.suffix.lower() in SUFFIXES and path.is_file()
    except (OSError, ValueError):  # a name that cannot be one
        return False


def read_run_list(path: Path) -> RunList:
    """Return what the list at `path` says.

    Raises:
        ListError: it cannot be read, is too large, no table, or has other columns.
    """
    content = _content(path)
    read = rows_of_json if path.suffix.lower() == ".json" else rows_of_csv
    raw, notes = read(content, path.name)
    rows: dict[tuple[str, str, int | None, TimeCode | None, TimeCode | None], Row] = {}
    refusals: list[Refusal] = []
    for each in _bounded(raw, path.name):
        try:
            row = _row(each, path.name)
        except ListError as error:
            words = (_text(each.cells, name)[:LONGEST_TEXT] for name in ("video", "expression"))
            refusals.append(Refusal(each.line, error, *words))
            continue
        key = (os.path.normpath(row.video), row.expression, row.object_id, row.start, row.stop)
        if (first := rows.setdefault(key, row)) is not row:
            said = message("it says the same as line {line}, and is left out", line=first.line)
            notes.append(in_line(path.name, each.line, said))
    if not rows and not refusals:
        raise ListError(
            message("'{path}' has no row.", path=path.name),
            message("Write a line for each expression: video, expression."),
        )
    return RunList(path, tuple(rows.values()), tuple(refusals), tuple(notes))


def _content(path: Path) -> bytes:
    try:
        # A pipe would be waited for.
        if path.exists() and not path.is_file():
            raise ListError(message("'{path}' is not a file.", path=path.name))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ListError(
            message("'{path}' cannot be read: {reason}.", path=path.name, reason=reason),
            message("Check the name and the folder."),
        ) from error
    if len(content) > MOST_BYTES:
        raise ListError(
            message("'{path}' is larger than {most} MB.", path=path.name, most=MOST_BYTES // 2**20),
            message("Split it into lists with fewer rows."),
        )
    return content


def _bounded(raw: Iterator[RawRow], name: str) -> Iterator[RawRow]:
    for number, each in enumerate(raw):
        if number == MOST_ROWS:
            raise ListError(
                message("'{path}' has more than {most} rows.", path=name, most=MOST_ROWS),
                message("Split it into lists with fewer rows."),
            )
        yield each


def _row(raw: RawRow, name: str) -> Row:
    """Return what a row says; raises ListError with its line."""

    def refuse(reason: str, advice: str = "") -> ListError:
        return ListError(in_line(name, raw.line, reason), advice)

    if raw.wrong:
        raise refuse(raw.wrong)
    cells = raw.cells
    video = _text(cells, "video")
    if not video:
        raise refuse(message("no video is given"))
    if len(video) > _LONGEST_PATH or not _is_plain(video):
        raise refuse(message("'{video}' is no name of a video", video=shown(video)))
    expression = " ".join(_text(cells, "expression").split())
    if not expression:
        raise refuse(message("no expression is given"))
    category = " ".join(_text(cells, "category").split())
    for text in (expression, category):
        if len(text) > LONGEST_TEXT or not _is_plain(text):
            raise refuse(message("'{text}' cannot be kept as words", text=shown(text)))
    try:
        rate = parse_rate(said) if (said := _text(cells, "rate")) else None
        start, stop = _span(cells)
    except (RateError, TimeCodeError) as error:
        raise refuse(str(error).rstrip("."), error.advice) from error
    except ValueError as error:
        raise refuse(message("'{text}' is no range of frames", text=shown(error))) from error
    if _is_empty(start, stop):
        raise refuse(message("there is no frame in its range"))
    return Row(raw.line, video, expression, _object(cells, refuse), category, rate, start, stop)


def _is_empty(start: TimeCode | None, stop: TimeCode | None) -> bool:
    """Return whether there is no frame between two, in whatever video."""
    first, last = ((None if each is None else each.frame) for each in (start, stop))
    return first is not None and last is not None and first >= last


def _object(cells: Mapping[str, object], refuse: object) -> int | None:
    said = _text(cells, "object")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal()) or not 1 <= int(said[:11]) <= _MOST_OBJECT:
        assert callable(refuse)
        raise refuse(
            message("'{text}' is no number of an object", text=shown(said)),
            message("Objects of a video are numbered from 1 on."),
        )
    return int(said)


def _span(cells: Mapping[str, object]) -> tuple[TimeCode | None, TimeCode | None]:
    """Return the first frame that counts and the first that does not; None where nobody says."""
    said = cells.get("range")
    ends: list[object]
    if isinstance(said, list):
        if len(said) != 2:
            raise ValueError(said)
        ends = said
    elif text := _text(cells, "range"):
        first, dash, last = text.replace("–", "-").partition("-")
        if not dash or "-" in last or not (first.strip() or last.strip()):
            raise ValueError(text)
        ends = [first, last]
    else:
        ends = [cells.get("from"), cells.get("to")]
    start, stop = ("" if each is None else _word(each) for each in ends)
    return (TimeCode.parse(start) if start else None, TimeCode.parse(stop) if stop else None)


def _text(cells: Mapping[str, object], name: str) -> str:
    said = cells.get(name)
    return "" if said is None or isinstance(said, list | dict) else _word(said)


def _word(said: object) -> str:
    return str(said).strip()


def _is_plain(text: str) -> bool:
    """Return whether a text can be kept and shown: no control signs, no halves of signs."""
    return not any(each < " " or "\ud800" <= each <= "\udfff" for each in text)
