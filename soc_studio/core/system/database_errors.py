"""What SQLite says of a file, in words for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.messages import message


class DamageError(StudioError):
    """A file of ours does not hold together."""


class ForeignFileError(StudioError):
    """A file is not one of ours, or of a program newer than this one."""


class InUseError(StudioError):
    """Another program is writing the file."""


def damaged(path: Path) -> DamageError:
    """Return what to say of a project that does not hold together."""
    return DamageError(
        message("The project '{path}' is damaged.", path=path.name),
        message(
            "Copy everything that can be read into a new file with: soc-studio "
            'project "{path}" --repair NEW.soc',
            path=path,
        ),
    )


_FULL = {sqlite3.SQLITE_FULL}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_TROUBLE = {sqlite3.SQLITE_IOERR}
_UNWRITTEN = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's failures with the file `path` into sentences."""
    try:
        yield
    except UnicodeDecodeError as error:  # text that is none
        raise damaged(path) from error
    except OSError as error:  # the file is gone
        raise write_error(path, error) from error
    except (sqlite3.Warning, sqlite3.Error) as error:
        raise _told(path, error) from error


def _told(path: Path, error: Exception) -> StudioError:
    if isinstance(error, sqlite3.ProgrammingError):
        return WriteError(message("'{path}' is closed.", path=path), message("Open it again."))
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _FULL:
        return WriteError(
            message("'{path}' could not be written: the disk is full.", path=path),
            message("Free some space; everything saved before is still there."),
        )
    if code in _CLOSED:
        return WriteError(
            message("'{path}' could not be opened for writing.", path=path),
            message("Check that the folder exists and that you can write to it, or copy the file."),
        )
    if code in _BUSY:
        return InUseError(
            message("Another program is writing to '{path}'.", path=path),
            message("Try again later."),
        )
    if getattr(error, "sqlite_errorcode", 0) in _UNWRITTEN:  # a quota, a limit on the size of files
        return WriteError(
            message(
                "'{path}' could not be written: the disk is full or failing.",
                path=path,
            ),
            message("Free some space or check the disk; everything saved before is still there."),
        )
    if code in _TROUBLE:
        return WriteError(
            message(
                "'{path}' could not be read or written: the disk reports a failure.", path=path
            ),
            message("Check the disk or the network drive; everything saved before is still there."),
        )
    return damaged(path)
