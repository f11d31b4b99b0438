"""The tables of a project file, and what leads from those of one version to the next."""

from __future__ import annotations

from soc_studio.core.storage import imported_masks, results
from soc_studio.core.system.database import Database

RESULT_TABLES = ("window", "imported_mask")
"""Tables with rows in them where masks were found or imported."""
APPLICATION = 0x534F4353  # "SOCS"
# What each of our files begins with: pages of 4096 bytes, and how SQLite lays them out.
HEAD = b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20"
_TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE decision (
    name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL
) WITHOUT ROWID""",
    *results.TABLES,
    *imported_masks.TABLES,
)
NEW_ID = "INSERT INTO about VALUES ('id', lower(hex(randomblob(16))))"
# What leads from each version of the file to the next. Never change one: add another. The second
# has other decisions in the same tables: expressions beside those of layers, notes, and layers
# without an object, which a program of before would take for damage.
_MIGRATIONS: tuple[tuple[str, ...], ...] = ((*_TABLES, NEW_ID), ())
_EXPECTED = {statement.split()[2]: statement for statement in _TABLES} | {
    "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)"
}


def made_new(database: Database) -> None:
    """Bring a file to the newest version; one that is empty becomes a project."""
    database.migrate(APPLICATION, _MIGRATIONS, _EXPECTED)
