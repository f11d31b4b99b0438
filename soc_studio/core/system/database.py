"""A SQLite file: opened safely, written in whole transactions, with failures as StudioError."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.database_errors import (
    DamageError,
    ForeignFileError,
    InUseError,
    damaged,
    in_words,
)
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.fair_lock import FairLock
from soc_studio.core.system.messages import message

__all__ = [
    "DamageError",
    "Database",
    "ForeignFileError",
    "InUseError",
    "damaged",
    "journal_of",
    "refuse_foreign_journal",
]

_WAIT = 5.0  # seconds for another program that is in the midst of writing
_LARGEST_VALUE = 64 * 2**20  # bytes; a value that claims more is damage or malice
_SEARCHED = 100_000_000  # steps of SQLite's machine before a look at a small file is given up
_STEPS_A_BYTE = 16  # more that a larger file may take
_COUNTED = 1_000_000  # steps between looks at how many there were
_ROOM = 64 * 2**20  # bytes of rows that any file may hold; more only where the file is larger
_ROW = 8  # bytes that every row takes in a file
_SUPER = bytes.fromhex("d9d505f920a163d7")  # ends a journal that names another file


class Database(Closeable):
    """An open file; close it, or use it in a `with`. Several threads may use it, one at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._lock = FairLock()
        self._counts = 0
        connection.set_progress_handler(self._is_endless, _COUNTED)

    @classmethod
    def open(cls, path: Path, writable: bool = True) -> Self:
        """Open the file at `path`, made empty where it is missing and `writable`.

        Raises:
            DamageError: it is no SQLite file, or a damaged one.
            WriteError: it cannot be opened for writing.
            InUseError: another program is writing it.
        """
        refuse_foreign_journal(path)
        with in_words(path):
            address = f"{_address(path)}?mode={'rwc' if writable else 'ro'}"
            connection = sqlite3.connect(
                address, timeout=_WAIT, isolation_level=None, check_same_thread=False, uri=True
            )
        database = cls(path, connection, writable)
        try:
            with in_words(path):
                _be_careful(connection)
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                if writable:
                    connection.execute("PRAGMA synchronous = FULL")
                    connection.execute("PRAGMA journal_mode = DELETE")
                    _try_to_write(connection)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_damaged(cls, path: Path, head: bytes) -> Self:
        """Open a file of which some may be missing, after writing `head` to its beginning.

        Raises:
            DamageError: the file is unreadable.
            WriteError: it cannot be written.
        """
        with in_words(path):
            with path.open("r+b") as file:
                file.write(head)
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        database = cls(path, connection, writable=True)
        try:
            with in_words(path):
                _be_careful(connection)
                # It also makes SQLite read a file that is shorter than its head says.
                connection.execute("PRAGMA writable_schema = ON")
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep all changes of the block, or none if it fails.

        Raises:
            WriteError: there is no room, or the file cannot be written.
            InUseError: another program is writing it.
            DamageError: it does not hold together.
        """
        with self._lock, in_words(self.path):
            self._counts = 0
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled it back already
                    self._connection.execute("ROLLBACK")
                raise

    def change(self, statement: str, *values: Any) -> int:
        """Carry out a statement that changes something; return the id of a row it inserted."""
        with self._lock, in_words(self.path):
            self._counts = 0
            return int(self._connection.execute(statement, values).lastrowid or 0)

    def change_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Carry out a statement for every row of values."""
        with self._lock, in_words(self.path):
            self._counts = 0
            self._connection.executemany(statement, rows)

    def rows(self, statement: str, *values: Any) -> list[Any]:
        """Return the rows that a statement selects; raises DamageError where they do not end."""
        with self._lock, in_words(self.path):
            return list(self._selected(statement, values))

    def readable_rows(self, statement: str, *values: Any) -> tuple[list[Any], bool]:
        """Return the rows that a statement selects until the first damage, and whether all."""
        found: list[Any] = []
        with self._lock:
            try:
                for row in self._selected(statement, values):
                    found.append(row)
            except (sqlite3.Error, UnicodeDecodeError, DamageError):
                return found, False
        return found, True

    def _selected(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        """Yield rows. In a file that was made to deceive, pages may be part of each other, so that
        there is more in it than it has bytes: then it is given up."""
        self._counts = 0
        taken = 0
        for row in self._connection.execute(statement, values):
            taken += _ROW + sum(len(each) for each in row if isinstance(each, (str, bytes)))
            if taken > _ROOM and taken > self.path.stat().st_size:
                raise damaged(self.path)
            yield row

    def _is_endless(self) -> bool:
        """Return whether a statement takes longer than a file of this size can make it take."""
        self._counts += 1
        steps = self._counts * _COUNTED - _SEARCHED
        return steps > 0 and steps > _STEPS_A_BYTE * self.path.stat().st_size

    def number(self, pragma: str) -> int:
        """Return the number that SQLite's setting `pragma` holds."""
        ((value,),) = self.rows(f"PRAGMA {pragma}")
        return int(value)

    def check(self) -> None:
        """Check the whole file; raises DamageError if it is inconsistent."""
        if [row[0] for row in self.rows("PRAGMA integrity_check(1)")] != ["ok"]:
            raise damaged(self.path)

    def migrate(
        self, application: int, migrations: Sequence[Sequence[str]], expected: Mapping[str, str]
    ) -> None:
        """Bring the file to the newest version, making the tables of a new one.

        One that may not be written to stays as it is where newer versions have the same tables.

        Args:
            application: the number that says that a file is ours.
            migrations: statements that lead from each version to the next, from 0 on.
            expected: what a file of the newest version is made of, by name.

        Raises:
            ForeignFileError: it is of another program, or of a newer version of this one.
            DamageError: it is made of something else than it should be.
        """
        newest = len(migrations)
        version = self.number("user_version")
        own = self.number("application_id")
        empty = not self.rows("SELECT 1 FROM sqlite_master LIMIT 1")
        if own != application and not (empty and own == 0 and version == 0):
            raise ForeignFileError(
                message("'{path}' is not a SOC Studio project.", path=self.path.name),
                message("Projects end in .soc; to work on a video, start a new project."),
            )
        if version > newest:
            raise ForeignFileError(
                message(
                    "'{path}' was written by a newer version of SOC Studio.", path=self.path.name
                ),
                message("Update SOC Studio to open it; the file was not changed."),
            )
        if version < newest and (self.writable or any(migrations[version:])):
            if not self.writable:
                raise WriteError(
                    message(
                        "'{path}' was written by an older version, and it is read-only.",
                        path=self.path.name,
                    ),
                    message("Copy it to a folder that you can write to, and open the copy."),
                )
            with self.changing():
                for statements in migrations[version:]:
                    for statement in statements:
                        self.change(statement)
                self.change(f"PRAGMA application_id = {application}")
                self.change(f"PRAGMA user_version = {newest}")
        # Triggers and views of a stranger would run with our statements.
        found = self.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        tables = [("table", name, statement) for name, statement in expected.items()]
        if sorted(found) != sorted(tables):
            raise damaged(self.path)

    def copy(self, target: Path) -> None:
        """Write the whole content to the new file `target`."""
        with self._lock, in_words(target):
            self._counts = 0
            self._connection.execute("VACUUM INTO ?", (_address(target),))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other threads from the file inside the block."""
        with self._lock:
            yield

    def become(self, other: Database) -> None:
        """Continue in the file of `other`, a copy of this one; `other` is used up."""
        with self._lock:
            self._connection.close()
            self.path, self.writable, self._connection = (
                *(other.path, other.writable),
                other._connection,
            )
            self._connection.set_progress_handler(self._is_endless, _COUNTED)

    def close(self) -> None:
        """Close the file; committed data stays."""
        with self._lock:
            self._connection.close()


def _address(path: Path) -> str:
    """Return the address of a file for SQLite, which wants its own signs coded in it."""
    return f"file:{quote(os.fsencode(path.resolve().as_posix()), safe='/:')}"


def journal_of(path: Path) -> Path:
    """Return the file in which SQLite keeps what it needs to take a half-made change back."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def refuse_foreign_journal(path: Path) -> None:
    """Raise DamageError where a journal names another file: SQLite would delete that one.

    Journals of ours never do.
    """
    journal = journal_of(path)
    try:
        with journal.open("rb") as file:
            file.seek(-len(_SUPER), os.SEEK_END)
            foreign = file.read() == _SUPER
    except OSError:  # there is none, or next to nothing in it
        return
    if foreign:
        raise DamageError(
            message(
                "The file '{journal}' beside '{path}' does not come from SOC Studio.",
                journal=journal.name,
                path=path.name,
            ),
            message("Remove it if you do not know where it comes from."),
        )


def _be_careful(connection: sqlite3.Connection) -> None:
    """Take nothing for granted of a file that may come from anyone."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Fail where nothing can be written: SQLite opens the file all the same, for reading."""
    ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {version}")
    finally:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
