"""Repairs damaged projects: copies what can be read into a new one."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from soc_studio.core.storage.project_file import ProjectError, ProjectFile, replacing
from soc_studio.core.storage.project_tables import HEAD, made_new
from soc_studio.core.system.database import (
    DamageError,
    Database,
    damaged,
    journal_of,
    refuse_foreign_journal,
)
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

_LARGEST_NUMBER = 2**40  # beyond any number of a row


def repair(path: Path, target: Path) -> list[str]:
    """Write what can be read of the damaged project at `path` to the new project `target`.

    Returns sentences that say what could not be kept. The damaged file is left as it is.

    Raises:
        ProjectError: there is no such file, or it cannot be read.
        DamageError: nothing can be read of it.
        WriteError: `target` is there already, or cannot be written.
    """
    if target.exists():
        raise WriteError(
            message("'{path}' already exists.", path=target), message("Choose another name.")
        )
    if not path.is_file():
        raise ProjectError(
            message("The project '{path}' does not exist.", path=path), message("Check the name.")
        )
    with tempfile.TemporaryDirectory(prefix="soc-studio-") as folder:
        # Work on a copy: SQLite may want to put right what a crash left, and writes to do it.
        work = Path(folder) / "damaged.soc"
        try:
            shutil.copyfile(path, work)
            with suppress(DamageError):
                refuse_foreign_journal(path)
                if (journal := journal_of(path)).is_file():
                    shutil.copyfile(journal, journal_of(work))
        except OSError as error:
            raise ProjectError(
                message(
                    "'{path}' cannot be copied for the repair: {reason}.",
                    path=path,
                    reason=error.strerror or error,
                ),
                message("Check the disk and the space for temporary files."),
            ) from error
        return _salvaged_into(work, path, target)


def _salvaged_into(work: Path, path: Path, target: Path) -> list[str]:
    lost: list[str] = []
    with Database.open_damaged(work, HEAD) as old, replacing(target) as unfinished:
        with Database.open(unfinished) as new:
            made_new(new)
            # What only looks like a table could have rows without end.
            real, _ = old.readable_rows(_REAL_TABLES)
            kept = {table: _copied(old, new, table) for table in _COLUMNS if (table,) in real}
        if not any(count for count, _ in kept.values()):
            raise damaged(path)
        lost += [
            message("Parts of the table '{name}' were lost.", name=name)
            for name in _COLUMNS
            if not kept.get(name, (0, False))[1]
        ]
        with ProjectFile.open(unfinished) as file:
            project, broken = file.salvage()
            lost += [
                message("The decision '{name}' could not be read.", name=name) for name in broken
            ]
            file.save(None, project)
            if ("about",) in real:
                file.undecided.copy_readable(old)
            if windows := file.results.drop_damaged():
                lost.append(
                    message(
                        "Results of {count} windows were lost; a search finds them again.",
                        count=windows,
                    )
                )
            if masks := file.imports.drop_damaged():
                lost.append(message("{count} imported masks were lost.", count=masks))
    return lost


# The columns of each table and, where it has one, the number by which damaged rows are passed over.
_COLUMNS = {
    "decision": (3, None),
    "answers": (10, "id"),
    "window": (13, "id"),
    "masks": (2, "window"),
    "import": (4, "id"),
    "imported_mask": (4, None),
}


_REAL_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
)


def _copied(old: Database, new: Database, table: str) -> tuple[int, bool]:
    """Copy the rows of a table that can be read; return how many, and whether those are all."""
    columns, number = _COLUMNS[table]
    insert = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * columns)})"

    def keep(rows: list[Any]) -> int:
        with new.changing():
            sound = [row for row in rows if len(row) == columns and None not in row]
            new.change_many(insert, sound)
        return len(sound)

    order = number or "1"
    rows, complete = old.readable_rows(f"SELECT * FROM {table} ORDER BY {order}")
    count = keep(rows)
    if complete or (number and not all(isinstance(row[0], int) for row in rows[-1:])):
        return count, complete
    if number is None:
        rows, _ = old.readable_rows(f"SELECT * FROM {table} ORDER BY 1 DESC")
        return count + keep(rows), False
    # Go on behind the damage, further and further.
    at, leap = (rows[-1][0] if rows else 0), 1
    while at < _LARGEST_NUMBER:
        at += leap
        rows, complete = old.readable_rows(
            f"SELECT * FROM {table} WHERE {number} > ? ORDER BY {number}", at
        )
        if complete:
            return count + keep(rows), False
        if rows:
            count += keep(rows)
            at, leap = rows[-1][0], 1
        leap *= 2
    return count, False
