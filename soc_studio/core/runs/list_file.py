"""The files of run lists: tables in CSV, as spreadsheets write them, or lists in JSON."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import msgspec

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

COLUMNS = ("video", "expression", "object", "category", "rate", "range", "from", "to")
"""What the columns of a list, or the entries of its objects, are called."""
_NEEDED = ("video", "expression")
_SEPARATORS = ",;\t"
_BYTE = re.compile(r"\(byte ([0-9]{1,12})\)")
_MOST_COLUMNS = 100
_MOST_COMMAS = 5_000_000  # each may be of a value, which takes about 100 bytes of memory
_EXAMPLE = '{"video": "a.mp4", "expression": "the dog"}'
_SHOWN = 80  # characters of a cell that are repeated in a sentence


class ListError(StudioError):
    """A list, or one row of it, cannot be read."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it is written: cells by column, of JSON any values; `wrong` is why it is no row."""

    line: int
    cells: Mapping[str, object] = field(default_factory=dict)
    wrong: str = ""


def in_line(name: str, line: int, reason: str) -> str:
    """Return a sentence on one line of the file called `name`; on no line where that is empty."""
    if not name:
        return message("{reason}.", reason=reason)
    return message("{file}, line {line}: {reason}.", file=name, line=line, reason=reason)


def shown(said: object) -> str:
    """Return what a file says for a sentence: in few characters, on one line, only text."""
    text = " ".join(str(said)[: _SHOWN + 1].split())
    plain = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def rows_of_csv(content: bytes, name: str) -> tuple[Iterator[RawRow], list[str]]:
    """Return the rows of a table, and what is to be said of its columns.

    Commas, semicolons or tabs part its cells; it is in UTF-8, in UTF-16 with its mark, or else in
    the code of Western spreadsheets.

    Raises:
        ListError: it is no text, or lacks a column; while rows are read: it is no table from some
            line on.
    """
    text = _decoded(content, name)
    skipped = 0
    if match := re.match(r"sep=(.)\r?\n", text):  # says Excel
        separator, skipped, text = match[1], 1, text[match.end() :]
    else:
        first = text.lstrip("\r\n").split("\n", 1)[0]
        separator = max(_SEPARATORS, key=first.count)
    table = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    while not columns:
        try:
            columns = [each.strip().lower() for each in next(table)]
        except StopIteration:
            break
        except csv.Error as error:
            raise _no_table(name, table.line_num + skipped, error) from error
    line = table.line_num + skipped
    missing = [each for each in _NEEDED if each not in columns]
    if missing or len(columns) > _MOST_COLUMNS:
        raise ListError(
            in_line(
                name,
                max(line, 1),
                message("there is no column '{column}'", column=missing[0])
                if missing
                else message("there are more than {most} columns", most=_MOST_COLUMNS),
            ),
            message("The first line names the columns: {columns}.", columns=", ".join(COLUMNS)),
        )
    known = [each for each in columns if each in COLUMNS]
    if twice := next((each for each in known if known.count(each) > 1), None):
        raise ListError(
            in_line(name, line, message("the column '{column}' is there twice", column=twice))
        )
    notes = [
        in_line(name, line, message("the column '{column}' is not used", column=shown(each)))
        for each in dict.fromkeys(columns)
        if each and each not in COLUMNS
    ]
    return _cells(table, columns, name, skipped), notes


def _cells(table: Any, columns: list[str], name: str, skipped: int) -> Iterator[RawRow]:
    while True:
        line = table.line_num + skipped + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            raise _no_table(name, line, error) from error
        if not any(each.strip() for each in cells):
            continue
        wrong = ""
        if any(each.strip() for each in cells[len(columns) :]):
            wrong = message(
                "it has {count} cells in {columns} columns",
                count=len(cells),
                columns=len(columns),
            )
        yield RawRow(line, dict(zip(columns, cells, strict=False)), wrong)


def rows_of_json(content: bytes, name: str) -> tuple[Iterator[RawRow], list[str]]:
    """Return the rows of a list of objects in JSON; nothing is said of their entries.

    Raises:
        ListError: it is no JSON, or no list.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.count(b",") > _MOST_COMMAS:
        raise ListError(
            message("'{path}' has more in it than a list.", path=name),
            message("Write a list of objects: [{example}].", example=_EXAMPLE),
        )
    try:
        found = msgspec.json.decode(content, type=list[msgspec.Raw])
    except (msgspec.ValidationError, RecursionError) as error:
        raise ListError(
            message("'{path}' is no list of rows.", path=name),
            message("Write a list of objects: [{example}].", example=_EXAMPLE),
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        at = _BYTE.search(str(error))
        line = content.count(b"\n", 0, int(at[1]) if at else None) + 1
        raise ListError(in_line(name, line, message("it is not valid JSON"))) from error
    return _objects(content, found), []


def _objects(content: bytes, found: list[msgspec.Raw]) -> Iterator[RawRow]:
    at, line = 0, 1
    for each in found:
        raw = bytes(each)
        begins = content.find(raw, at)
        line += content.count(b"\n", at, begins)
        yield _object(raw, line)
        line += raw.count(b"\n")
        at = begins + len(raw)


def _object(raw: bytes, line: int) -> RawRow:
    try:
        cells = msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return RawRow(line, {}, message("it is no row: an object with a video and an expression"))
    return RawRow(line, {key.strip().lower(): each for key, each in cells.items()})


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    else:
        codes = ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ListError(
        message("'{path}' is no text.", path=name), message("Choose a CSV or JSON file.")
    )


def _no_table(name: str, line: int, error: csv.Error) -> ListError:
    return ListError(
        in_line(name, line, message("it is no table: {reason}", reason=error)),
        message("Write it again as CSV, texts with commas or line breaks in quotes."),
    )
