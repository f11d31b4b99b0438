"""The table of a run: what is done, what failed and why, what is left."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from soc_rvos.errors import RvosError
from soc_studio.core.runs.clips import ListedClip
from soc_studio.core.runs.list_file import ListError, in_line
from soc_studio.core.runs.run_list import Refusal
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError


class RowState(StrEnum):
    """How far a row of a run is."""

    LEFT = "left"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table.

    Attributes:
        line: of the list.
        video, expression: as the list says.
        state: how far it is.
        sentence: what was found, or why it failed; empty for what is left.
        seconds: that its video took, shared by the rows of it; 0 for what was there already.
        worker: what found it, where several machines do; else empty.
    """

    line: int
    video: str
    expression: str
    state: RowState = RowState.LEFT
    sentence: str = ""
    seconds: float = 0.0
    worker: str = ""


@dataclass(frozen=True, slots=True)
class RowEnd:
    """How a row ended, by its line; see `TableRow`."""

    line: int
    state: RowState
    sentence: str
    seconds: float = 0.0


class RunTable:
    """All rows of a run in the order of its list, each with its state."""

    def __init__(self, clips: Iterable[ListedClip] = (), refusals: Iterable[Refusal] = ()) -> None:
        self._rows: dict[int, TableRow] = {}
        for clip in clips:
            self.add(clip)
        for each in refusals:
            self.refuse(each)

    @property
    def rows(self) -> list[TableRow]:
        """Its rows, in the order of the lines."""
        return [self._rows[line] for line in sorted(self._rows)]

    def add(self, clip: ListedClip) -> None:
        """Add the rows of a clip, which are left to do."""
        for row in clip.rows:
            self._rows[row.line] = TableRow(row.line, clip.address, row.expression)

    def refuse(self, refusal: Refusal) -> None:
        """Note a row that cannot be searched."""
        self._rows[refusal.line] = TableRow(
            refusal.line,
            refusal.video,
            refusal.expression,
            RowState.FAILED,
            sentence_of(refusal.reason),
        )

    def end(self, ends: Iterable[RowEnd], worker: str = "") -> None:
        """Note how rows ended."""
        for each in ends:
            self._rows[each.line] = replace(
                self._rows[each.line],
                state=each.state,
                sentence=each.sentence,
                seconds=each.seconds,
                worker=worker,
            )

    def count(self, state: RowState) -> int:
        """Return how many rows are in `state`."""
        return sum(each.state is state for each in self._rows.values())

    def summary(self) -> str:
        """Return how many are done, failed and left, as one line."""
        return ", ".join(f"{self.count(each)} {each}" for each in _ORDER)

    def lines(self, most: int = 60) -> list[str]:
        """Return the table as text; of more rows than `most`, those that are done are left out."""
        rows = self.rows
        if len(rows) > most:
            rows = [each for each in rows if each.state is not RowState.DONE]
        cells = [
            (str(each.line), each.state, each.video, f"'{each.expression}'", each.sentence)
            for each in rows
        ]
        return _aligned([("line", "state", "video", "expression", ""), *cells]) if cells else []

    def write(self, path: Path) -> None:
        """Write the table as CSV, in the place of a file at `path`.

        Raises:
            WriteError: it cannot be written.
        """
        with (
            replacing_file(path) as unfinished,
            unfinished.open("w", encoding="utf-8-sig", newline="", errors="replace") as file,
        ):
            table = csv.writer(file)
            table.writerow(
                ("line", "state", "video", "expression", "sentence", "seconds", "worker")
            )
            for each in self.rows:
                words = (each.video, each.expression, each.sentence)
                table.writerow(
                    (
                        each.line,
                        each.state,
                        *map(_harmless, words),
                        f"{each.seconds:.1f}",
                        each.worker,
                    )
                )


_ORDER = (RowState.DONE, RowState.FAILED, RowState.LEFT)


def sentence_of(error: Exception) -> str:
    """Return what went wrong, and the way out where there is one."""
    return f"{error} {error.advice}".rstrip() if isinstance(error, StudioError) else str(error)


def failed(clip: ListedClip, error: StudioError | RvosError, seconds: float = 0.0) -> list[RowEnd]:
    """Return the end of all rows of a clip that failed for one reason."""
    return [
        RowEnd(each.line, RowState.FAILED, sentence_of(at_row(clip, each.line, error)), seconds)
        for each in clip.rows
    ]


def at_row(clip: ListedClip, line: int, error: StudioError | RvosError) -> ListError:
    """Return a failure as one of a row of the list; one that says its line is as it was."""
    if isinstance(error, ListError):
        return error
    advice = error.advice if isinstance(error, StudioError) else ""
    return ListError(in_line(clip.source, line, str(error).rstrip(".")), advice)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [min(40, max(len(row[at]) for row in rows)) for at in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]


def _harmless(text: str) -> str:
    """Return a text of a list that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
