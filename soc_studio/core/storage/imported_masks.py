"""Imported masks, stored in the project as a layer of their own, outside undo."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.project.project import LONGEST_SIDE, MOST_PIXELS
from soc_studio.core.system.database import DamageError, Database, damaged

TABLES = (
    """CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    height INTEGER NOT NULL,
    width INTEGER NOT NULL
)""",
    """CREATE TABLE imported_mask (
    import INTEGER NOT NULL,
    frame INTEGER NOT NULL,
    area INTEGER NOT NULL,
    counts BLOB NOT NULL,
    PRIMARY KEY (import, frame)
) WITHOUT ROWID""",
)
_AT_ONCE = 200  # masks written together


@dataclass(frozen=True, slots=True)
class Import:
    """Masks that were imported together, of `height` x `width` pixels."""

    id: int
    name: str
    height: int
    width: int


class ImportedMasks:
    """The imported masks in a project file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, name: str, height: int, width: int, masks: Iterable[tuple[int, Mask]]
    ) -> Generator[int, None, int]:
        """Keep `masks` by frame; yield how many are kept so far and return their number.

        Where it is stopped, or `masks` fails, nothing is kept of them.

        Raises:
            WriteError: there is no room, or the file cannot be written.
        """
        rest, kept, number = iter(masks), 0, 0
        complete = False
        try:
            batch = list(islice(rest, _AT_ONCE))
            while batch or not number:
                with self._database.changing():  # each waits for the disk
                    if not number:
                        number = self._database.change(
                            "INSERT INTO import (name, height, width) VALUES (?, ?, ?)",
                            *(name, height, width),
                        )
                    self._database.change_many(
                        "INSERT OR REPLACE INTO imported_mask VALUES (?, ?, ?, ?)",
                        [(number, frame, mask.area, mask.counts) for frame, mask in batch],
                    )
                kept += len(batch)
                if batch:
                    yield kept
                batch = list(islice(rest, _AT_ONCE))
            complete = True
        finally:
            if number and not complete:
                self.remove(number)
        return number

    def remove(self, number: int) -> None:
        """Remove imported masks that no layer will show."""
        with self._database.changing():
            self._database.change("DELETE FROM imported_mask WHERE import = ?", number)
            self._database.change("DELETE FROM import WHERE id = ?", number)

    def find(self, number: int) -> Import | None:
        """Return the facts about imported masks, None where there are none of this number."""
        rows = self._database.rows("SELECT name, height, width FROM import WHERE id = ?", number)
        if not rows:
            return None
        ((name, height, width),) = rows
        sides = (height, width)
        if not all(isinstance(side, int) and 1 <= side <= LONGEST_SIDE for side in sides):
            raise damaged(self._database.path)
        if height * width > MOST_PIXELS:
            raise damaged(self._database.path)
        return Import(number, str(name), height, width)

    def all(self) -> list[Import]:
        """Return the facts about all imported masks, the oldest first."""
        rows = self._database.rows("SELECT id FROM import ORDER BY id")
        return [each for (number,) in rows if (each := self.find(number)) is not None]

    def areas(self, number: int, frame_count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the frames that have a mask, ascending, and the masks' pixels."""
        rows = self._database.rows(
            "SELECT frame, area FROM imported_mask WHERE import = ? AND frame BETWEEN 0 AND ?"
            " AND typeof(frame) = 'integer' AND typeof(area) = 'integer' ORDER BY frame",
            *(number, frame_count - 1),
        )
        table = np.array(rows, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def mask(self, one: Import, frame: int) -> Mask:
        """Return a mask; raises DamageError where it cannot be read."""
        rows = self._database.rows(
            "SELECT counts FROM imported_mask WHERE import = ? AND frame = ?", one.id, frame
        )
        try:
            ((counts,),) = rows
            return checked_mask(one.height, one.width, counts)
        except (ValueError, TypeError) as error:
            raise damaged(self._database.path) from error

    def drop_damaged(self) -> int:
        """Remove the masks that cannot be read, and return how many there were."""
        lost = 0
        for (number,) in self._database.rows("SELECT id FROM import"):
            frames = self._database.rows("SELECT frame FROM imported_mask WHERE import = ?", number)
            try:
                one = self.find(number)
                assert one is not None
            except DamageError:
                self.remove(number)
                lost += len(frames)
                continue
            damaged_frames = [frame for (frame,) in frames if not self._is_sound(one, frame)]
            with self._database.changing():
                self._database.change_many(
                    "DELETE FROM imported_mask WHERE import = ? AND frame = ?",
                    [(number, frame) for frame in damaged_frames],
                )
            lost += len(damaged_frames)
        return lost

    def _is_sound(self, one: Import, frame: int) -> bool:
        try:
            self.mask(one, frame)
        except DamageError:
            return False
        return isinstance(frame, int)
