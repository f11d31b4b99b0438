"""What networks computed: window by window, only ever added to, outside of undo."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project.project import MOST_FRAMES
from soc_studio.core.storage.gaps import Gap, blocks_of, gaps_between
from soc_studio.core.storage.result_codec import (
    Answered,
    ResultError,
    pack_answers,
    pack_masks,
    unpack_answers,
    unpack_mask,
    unpack_masks,
)
from soc_studio.core.storage.searches import Search, is_sound
from soc_studio.core.storage.window_rows import stop_of, window_of
from soc_studio.core.system.database import Database, damaged

__all__ = ["Dropped", "Gap", "Results", "Search", "StoredWindow"]

TABLES = (
    """CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    video TEXT NOT NULL,
    expression TEXT NOT NULL,
    weights TEXT NOT NULL,
    network TEXT NOT NULL,
    settings TEXT NOT NULL,
    height INTEGER NOT NULL,
    width INTEGER NOT NULL,
    threshold REAL NOT NULL,
    latest INTEGER NOT NULL,
    UNIQUE (video, expression, weights, settings, height, width)
)""",
    """CREATE TABLE window (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answers INTEGER NOT NULL,
    preview INTEGER NOT NULL,
    block INTEGER NOT NULL,
    phase INTEGER NOT NULL,
    shot INTEGER NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    step INTEGER NOT NULL,
    count INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    said BLOB NOT NULL,
    UNIQUE (answers, preview, block, phase)
)""",
    "CREATE TABLE masks (window INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    """CREATE TABLE tracks (
    answers INTEGER PRIMARY KEY, version TEXT NOT NULL, packed BLOB NOT NULL
)""",
)
Dropped: TypeAlias = tuple[int, bool, int, int]
"""Number of answers, whether previews, and the first frames of the first and last block."""
_LARGEST_NUMBER = 2**53
_MOST_SEARCHES = 20  # for an expression, whose answers are looked at


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """A window that was answered, without its masks; `id` leads to them."""

    id: int
    answered: Answered

    @property
    def window(self) -> Window:
        return self.answered.link.window


class Results:
    """The results in a project file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._retired: list[Any] = []  # rows of ids

    def begin(self, search: Search) -> int:
        """Return the number of the answers to `search`, which become the latest ones."""
        key = (
            *(search.video, search.expression, search.weights, search.settings),
            *(search.height, search.width),
        )
        self.forget_retired()
        with self._database.changing():
            ((latest,),) = self._database.rows(
                "SELECT coalesce(max(latest), 0) FROM answers WHERE latest BETWEEN 0 AND ?",
                _LARGEST_NUMBER,
            )
            self._database.change(
                "INSERT INTO answers (video, expression, weights, settings, height, width, network,"
                " threshold, latest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET latest = excluded.latest,"
                " network = excluded.network, threshold = excluded.threshold",
                *(*key, search.network, search.threshold, int(latest) + 1),
            )
            ((number,),) = self._database.rows(
                "SELECT id FROM answers WHERE video = ? AND expression = ? AND weights = ?"
                " AND settings = ? AND height = ? AND width = ?",
                *key,
            )
        return int(number)

    def searches(self, video: str, expression: str | None = None) -> list[tuple[int, Search]]:
        """Return the latest answers there are for a video, by its fingerprint, the newest first.

        Raises:
            DamageError: they cannot be read.
        """
        rows = self._database.rows(
            "SELECT id, video, expression, weights, network, settings, height, width, threshold"
            " FROM answers WHERE video = ? AND (? IS NULL OR expression = ?)"
            " ORDER BY latest DESC LIMIT ?",
            *(video, expression, expression, _MOST_SEARCHES),
        )
        found = []
        for number, *values in rows:
            search = Search(*values)
            if not is_sound(search):
                raise damaged(self._database.path)
            found.append((int(number), search))
        return found

    def answered(self) -> set[tuple[str, str]]:
        """Return the fingerprints and the expressions that there are windows for, in pairs."""
        rows = self._database.rows(
            "SELECT DISTINCT video, expression FROM answers"
            " WHERE EXISTS (SELECT 1 FROM window WHERE answers = answers.id)"
        )
        return {(str(video), str(expression)) for video, expression in rows}

    def add(
        self,
        results: Sequence[tuple[int, WindowResult]],
        dropped: Sequence[Dropped] = (),
        retire: bool = False,
    ) -> None:
        """Keep results, each with the number of its answers, all of them or none.

        Those that were kept of the same window, and all that is `dropped`, are gone. To `retire`
        leaves their masks where they are until `forget_retired`, for views that still show them.

        Raises:
            WriteError: there is no room, or the file cannot be written.
        """
        packed = [
            (answers, each, pack_answers(each), pack_masks(each)) for answers, each in results
        ]
        gone: list[Any] = []
        with self._database.changing():
            for each in dropped:
                gone += self._remove("answers = ? AND preview = ? AND block BETWEEN ? AND ?", *each)
            for answers, result, said, masks in packed:
                window = result.window
                first, count = window.frames[0], len(window.frames)
                step = window.frames[1] - first if count > 1 else 1
                place = (answers, result.preview, window.block, window.phase)
                gone += self._remove(
                    "answers = ? AND preview = ? AND block = ? AND phase = ?", *place
                )
                row = self._database.change(
                    "INSERT INTO window (answers, preview, block, phase, shot, last,"
                    " first, step, count, stop, checksum, said)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    *place,
                    *(window.shot, window.last, first, step, count, stop_of(result)),
                    *(zlib.crc32(said), said),
                )
                self._database.change("INSERT INTO masks VALUES (?, ?)", row, masks)
            if not retire:
                self._database.change_many("DELETE FROM masks WHERE window = ?", gone)
        if retire:
            self._retired += gone

    def _remove(self, which: str, *values: int) -> list[Any]:
        """Remove the windows for which `which` holds, not their masks; return rows of their ids."""
        rows = self._database.rows(f"SELECT id FROM window WHERE {which}", *values)
        self._database.change_many("DELETE FROM window WHERE id = ?", rows)
        return rows

    def forget_retired(self) -> None:
        """Remove the masks that no window has any more; read views again before."""
        retired, self._retired = self._retired, []
        if retired:
            self._database.change_many("DELETE FROM masks WHERE window = ?", retired)

    def windows(self, answers: int) -> Iterator[StoredWindow]:
        """Yield the windows of some answers; those that are damaged count as not computed."""
        for number, window, frames, preview, said in self._places(answers):
            try:
                answered = unpack_answers(said, window, frames, preview)
            except ResultError:
                continue
            yield StoredWindow(number, answered)

    def _places(
        self, answers: int, first: int = 0, last: int = MOST_FRAMES
    ) -> Iterator[tuple[int, Window, tuple[int, ...], bool, bytes]]:
        """Yield id, window, frames, whether it is a preview, and the answers, of the blocks
        that begin from `first` to `last`."""
        # In the order of the table's own index: nothing is sorted, which could take any room.
        rows = self._database.rows(
            "SELECT id, checksum, said, preview, block, phase, shot, last, first, step, count, stop"
            " FROM window WHERE answers = ? AND preview IN (0, 1) AND block BETWEEN ? AND ?"
            " ORDER BY preview, block, phase",
            *(answers, first, last),
        )
        for number, checksum, said, *place in rows:
            with suppress(ResultError):
                window, frames, preview = window_of(place, said, checksum)
                yield number, window, frames, preview, said

    def version(self, answers: int) -> str:
        """Return a text that is another one after windows were added to some answers."""
        ((count, largest),) = self._database.rows(
            "SELECT count(*), max(id) FROM window WHERE answers = ?", answers
        )
        return f"{count}/{largest}"

    def mask(self, window: int, place: int, height: int, width: int) -> Mask:
        """Return the mask at `place` of a window, candidate by candidate, by the window's id.

        Raises:
            DamageError: it cannot be read.
        """
        rows = self._database.rows("SELECT packed FROM masks WHERE window = ?", window)
        try:
            ((packed,),) = rows
            return unpack_mask(packed, place, height, width)
        except (ResultError, ValueError, TypeError) as error:
            raise damaged(self._database.path) from error

    def missing(
        self, answers: int, start: int, stop: int, preview: bool, whole: int = 0
    ) -> list[Gap]:
        """Return the gaps between `start` and before `stop`, in order.

        A block that is unfinished, or has a damaged window, counts as not begun, so that a search
        goes through it as a whole.
        Full answers count as a preview; previews do not count as full answers. For `whole` see
        `gaps_between`; where it is given no block is longer, and those far away are not read.
        """
        near = (start - 3 * whole, stop + 3 * whole) if whole else (0, MOST_FRAMES)
        placed = self.placed(answers, *near)
        windows = (each for each, _ in placed if preview or not each[2])
        return gaps_between(blocks_of(windows), start, stop, preview, whole)

    def placed(
        self, answers: int, first: int = 0, last: int = MOST_FRAMES
    ) -> Iterator[tuple[tuple[Window, int, bool], int]]:
        """Yield the windows of the blocks that begin from `first` to `last`, each with the frame
        before which its answers end and whether it is a preview; and its id."""
        for number, window, frames, preview, _ in self._places(answers, first, last):
            stop = (frames[-1] if preview else max(window.fresh, default=-1)) + 1
            yield (window, stop, preview), number

    def tracks(self, answers: int, version: str) -> bytes | None:
        """Return what `keep_tracks` kept, None where windows came after it."""
        rows = self._database.rows(
            "SELECT packed FROM tracks WHERE answers = ? AND version = ?", answers, version
        )
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def keep_tracks(self, answers: int, version: str, packed: bytes) -> None:
        """Keep the tracks through the windows of a `version`: they take a while to make."""
        self._database.change(
            "INSERT OR REPLACE INTO tracks VALUES (?, ?, ?)", answers, version, packed
        )

    def drop_damaged(self) -> int:
        """Remove the unreadable windows, so that a search finds them again; return their number."""
        rows = self._database.rows(
            "SELECT id, video, expression, weights, network, settings, height, width, threshold"
            " FROM answers"
        )
        sound = {number: search for number, *values in rows if is_sound(search := Search(*values))}
        kept: set[int] = set()
        for number, search in sound.items():
            for stored in self.windows(number):
                with suppress(ResultError, TypeError, ValueError):
                    ((packed,),) = self._database.rows(
                        "SELECT packed FROM masks WHERE window = ?", stored.id
                    )
                    unpacked = unpack_masks(packed, search.height, search.width)
                    if len(unpacked) == stored.answered.scores.size:
                        kept.add(stored.id)
        found = {number for (number,) in self._database.rows("SELECT id FROM window")}
        masks = {number for (number,) in self._database.rows("SELECT window FROM masks")}
        with self._database.changing():
            for table, numbers in (
                ("answers WHERE id", {row[0] for row in rows} - sound.keys()),
                ("window WHERE id", found - kept),
                ("masks WHERE window", masks - kept),
            ):
                self._database.change_many(
                    f"DELETE FROM {table} = ?", [(number,) for number in numbers]
                )
        return len(found - kept)
