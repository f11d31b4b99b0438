"""A quick summary of a project without opening it, as far as possible even if it is damaged."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.project.project import Project
from soc_studio.core.project.project_codec import salvaged
from soc_studio.core.storage.project_file import PICTURE
from soc_studio.core.storage.project_tables import APPLICATION, RESULT_TABLES
from soc_studio.core.system.database import Database, ForeignFileError, damaged
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

_LARGEST_PICTURE = 2**18  # characters
_RESULTS = " OR ".join(f"EXISTS (SELECT 1 FROM {each})" for each in RESULT_TABLES)


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """What a look at a project file showed.

    Attributes:
        project: the decisions without the corrections.
        corrected: how many frames of layers are corrected.
        has_results: whether masks were found or imported.
        picture: a small JPEG of its first video; None where there is none.
        is_whole: whether all of that could be read.
    """

    project: Project
    corrected: int
    has_results: bool
    picture: bytes | None
    is_whole: bool


def summarise_project(path: Path) -> ProjectSummary:
    """Return a summary of the project at `path`, without a lock or a check for damage.

    Raises:
        ForeignFileError: it is no project.
        StudioError: nothing can be read of it.
    """
    with Database.open(path, writable=False) as database:
        if database.number("application_id") != APPLICATION:
            raise ForeignFileError(message("'{path}' is not a SOC Studio project.", path=path.name))
        rows, is_whole = database.readable_rows(
            "SELECT name, value, checksum FROM decision WHERE name NOT LIKE 'correction/%'"
        )
        found = {
            name: value
            for name, value, checksum in rows
            if isinstance(value, str) and zlib.crc32(value.encode()) == checksum
        }
        project, unread = salvaged(found)
        corrections, all_counted = database.readable_rows(
            "SELECT count(*) FROM decision WHERE name LIKE 'correction/%'"
        )
        results, all_looked_at = database.readable_rows(f"SELECT {_RESULTS}")
        if not (is_whole or found or all_looked_at):
            raise damaged(path)
        return ProjectSummary(
            project,
            corrections[0][0] if corrections else 0,
            bool(results and results[0][0]),
            _picture(database),
            all((is_whole, all_counted, all_looked_at, not unread, len(found) == len(rows))),
        )


def _picture(database: Database) -> bytes | None:
    with suppress(StudioError, binascii.Error, ValueError):
        for (value,) in database.rows("SELECT value FROM about WHERE name = ?", PICTURE):
            if len(value) <= _LARGEST_PICTURE:
                return b64decode(value, validate=True)
    return None
