"""A project as one file: decisions, results and imported masks, never half-written.

Every change is one transaction, so that a crash, a kill or a full disk leaves the last good state.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from soc_studio.core.project.history import Trail
from soc_studio.core.project.project import Project
from soc_studio.core.project.project_codec import changed_records, salvaged
from soc_studio.core.storage.imported_masks import ImportedMasks
from soc_studio.core.storage.project_tables import HEAD, NEW_ID, RESULT_TABLES, made_new
from soc_studio.core.storage.result_merge import merge_imports, merge_results
from soc_studio.core.storage.results import Results
from soc_studio.core.storage.saved_history import SavedHistory
from soc_studio.core.storage.undecided_masks import UndecidedStore
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.database import (
    Database,
    ForeignFileError,
    InUseError,
    damaged,
)
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.file_lock import DocumentLock, LockUnavailable, try_lock
from soc_studio.core.system.messages import message, replaced

SUFFIX = ".soc"
PICTURE = "picture"
"""What the table `about` calls a small picture of the first video, a JPEG in base64."""
_CHECKED_WHOLE = 32 * 2**20  # bytes up to which a file is gone through when it is opened


class ProjectError(StudioError):
    """A project cannot be opened."""


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Why a project is open for reading only: a sentence, and what to do."""

    reason: str
    advice: str


class ProjectFile(Closeable):
    """An open project file; close it, or use it in a `with`. Several threads may use it.

    Attributes:
        path: where it is.
        id: a text that no other project has.
        read_only: why nothing can be changed; None where all is well.
        results: what networks computed.
        imports: masks from elsewhere.
        undecided: propagated masks that are neither kept nor discarded.
    """

    def __init__(
        self, database: Database, lock: DocumentLock | None, read_only: ReadOnly | None
    ) -> None:
        self.path = database.path
        self.read_only = read_only
        self.results = Results(database)
        self.imports = ImportedMasks(database)
        self.undecided = UndecidedStore(database)
        self._database = database
        self._history = SavedHistory(database)
        self._lock = lock
        rows = database.rows("SELECT value FROM about WHERE name = 'id'")
        if not rows:
            raise damaged(self.path)
        self.id = str(rows[0][0])

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new project file at `path`, where there is none.

        Raises:
            WriteError: there is a file, or it cannot be written.
        """
        if path.exists():
            raise WriteError(
                message("'{path}' already exists.", path=path), message("Choose another name.")
            )
        with replacing(path) as unfinished, Database.open(unfinished) as database:
            made_new(database)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the project file at `path`: for reading only where another program has it open, or
        where it may not be written to.

        Raises:
            ProjectError: there is no such file, or it cannot be read.
            ForeignFileError: it is no project, or one of a newer version.
            DamageError: it does not hold together.
        """
        try:
            if not path.is_file():
                raise ProjectError(
                    message("The project '{path}' does not exist.", path=path),
                    message("Check the name."),
                )
            with path.open("rb") as file:
                head = file.read(16)
            size = path.stat().st_size
        except (OSError, ValueError) as error:  # a closed folder; a name that cannot be one
            reason = getattr(error, "strerror", None) or error
            raise ProjectError(
                message("'{path}' cannot be read: {reason}.", path=path, reason=reason),
                message("Check the name and the folder."),
            ) from error
        if not size:
            raise ProjectError(
                message("'{path}' is empty: there is no project in it.", path=path.name),
                message(
                    "Take a copy of it, if you have one, or open the video and save a new project."
                ),
            )
        if head != HEAD[:16]:
            if not head.strip(b"\0"):
                raise damaged(path)
            raise ForeignFileError(
                message("'{path}' is not a SOC Studio project.", path=path.name),
                message("Projects end in .soc; to work on a video, start a new project."),
            )
        lock, read_only = _lock(path)
        try:
            database, read_only = _opened(path, read_only)
            try:
                return cls(database, lock, read_only)
            except BaseException:
                database.close()
                raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def glance(cls, path: Path) -> Self:
        """Open the project file at `path` to look into it, without a lock and a check of all of it.

        Raises:
            ForeignFileError: it is no project, or one of a newer version.
            WriteError: it is one of an older version, whose tables would have to be made anew.
            DamageError: it does not hold together.
        """
        database = Database.open(path, writable=False)
        try:
            made_new(database)
            glanced = message("'{path}' is only looked at.", path=path.name)
            return cls(database, None, ReadOnly(glanced, message("Open it to change it.")))
        except BaseException:
            database.close()
            raise

    def load(self) -> Project:
        """Return the decisions in the file; raises DamageError where they cannot be read."""
        project, broken = self.salvage()
        if broken:
            raise damaged(self.path)
        return project

    def salvage(self) -> tuple[Project, list[str]]:
        """Return the decisions as far as they can be read, and the names of those that cannot."""
        found: dict[str, str] = {}
        broken: list[str] = []
        for name, value, checksum in self._database.rows("SELECT * FROM decision"):
            if isinstance(value, str) and zlib.crc32(value.encode()) == checksum:
                found[str(name)] = value
            else:
                broken.append(str(name))
        project, unread = salvaged(found)
        return project, [*broken, *unread]

    def load_trail(self) -> Trail:
        """Return the steps that led to the decisions in the file, as far as they can be undone."""
        return Trail() if self.read_only is not None else self._history.load()

    def save(
        self,
        before: Project | None,
        after: Project,
        trail: Trail | None = None,
        decided: Collection[str] = (),
    ) -> None:
        """Write what `after` has and `before`, which is in the file, has not: all or nothing.

        Steps that lead to `after` are written, too; without a `trail` those in the file are void.
        Of masks that are `decided`, by their ids, nothing is left.

        Raises:
            WriteError: there is no room, or the file cannot be written.
        """
        if self.read_only is not None:
            raise WriteError(self.read_only.reason, self.read_only.advice)
        put, gone = changed_records(before, after)
        with self._database.changing():
            if before is None:
                self._database.change("DELETE FROM decision")
            self._database.change_many(
                "INSERT OR REPLACE INTO decision VALUES (?, ?, ?)",
                [(name, value, zlib.crc32(value.encode())) for name, value in put.items()],
            )
            self._database.change_many(
                "DELETE FROM decision WHERE name = ?", [(name,) for name in gone]
            )
            kept = None if trail is None else self._history.write(trail)
            self.undecided.forget(decided)
        if kept is not None:
            self._history.written(kept)

    @property
    def has_results(self) -> bool:
        """Whether masks were found or imported; raises DamageError where that cannot be told."""
        return any(self._database.rows(f"SELECT 1 FROM {each} LIMIT 1") for each in RESULT_TABLES)

    def put_picture(self, picture: bytes) -> None:
        """Keep a small JPEG of the first video, unless there is one or nothing can be written."""
        if self.read_only is None:
            self._database.change(
                "INSERT OR IGNORE INTO about VALUES (?, ?)",
                *(PICTURE, b64encode(picture).decode("ascii")),
            )

    def take(
        self,
        other: ProjectFile,
        videos: Mapping[str, str],
        imports: Iterable[int],
        first: Collection[tuple[str, str]] = (),
    ) -> Generator[int, None, tuple[dict[int, str], dict[int, int]]]:
        """Copy results and imported masks of `other`; see `core.storage.result_merge`."""
        more = yield from merge_results(self._database, other._database, videos, first)
        return more, (yield from merge_imports(self.imports, other.imports, imports))

    def copy(self, target: Path) -> None:
        """Write a copy of the project to `target`, in the place of a file that is there.

        The copy is the same project under an id of its own.

        Raises:
            WriteError: there is no room, or it cannot be written.
        """
        with replacing(target) as unfinished:
            self._database.copy(unfinished)
            with Database.open(unfinished) as copied:
                copied.change("DELETE FROM about WHERE name = 'id'")
                copied.change(NEW_ID)

    def move(self, target: Path, project: Project) -> None:
        """Go on in a copy at `target`, in the place of a file that is there, with the decisions of
        `project`. Users of this file and of its results continue there; the former file stays.

        Raises:
            WriteError: the copy cannot be written; the former file stays in use.
        """
        with self._database.held():  # so that nothing is written behind the copy
            self.copy(target)
            copied = ProjectFile.open(target)
            try:
                copied.save(None, project)
            except BaseException:
                copied.close()
                raise
            former = self._lock
            self._database.become(copied._database)
            self.path, self.id, self.read_only = target, copied.id, copied.read_only
            self._lock = copied._lock
        if former is not None:
            former.release()

    def check(self) -> None:
        """Check the whole file; raises DamageError if it is inconsistent."""
        self._database.check()
        self.load()

    def close(self, closed: Callable[[Path], None] = lambda path: None) -> None:
        """Close the file; all that was saved stays.

        `closed` is called with its place while no other program can have it yet.
        """
        with suppress(StudioError):  # no more than some room is lost
            self.results.forget_retired()
        self._database.close()
        try:
            closed(self.path)
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _lock(path: Path) -> tuple[DocumentLock | None, ReadOnly | None]:
    try:
        lock = try_lock(path)
    except LockUnavailable as error:
        return None, ReadOnly(error.message, error.advice)
    if lock is None:
        return None, ReadOnly(
            message("'{path}' is open in another program.", path=path.name),
            message("Close it there to change it here, or save a copy under another name."),
        )
    return lock, None


def _opened(path: Path, read_only: ReadOnly | None) -> tuple[Database, ReadOnly | None]:
    """Open the file at `path`, for writing unless it is `read_only`, and check it."""
    try:
        database = Database.open(path, writable=read_only is None)
    except (WriteError, InUseError) as error:
        if read_only is not None:
            raise
        read_only = ReadOnly(error.message, error.advice)
        database = Database.open(path, writable=False)
    try:
        made_new(database)
        if path.stat().st_size <= _CHECKED_WHOLE:
            database.check()
        return database, read_only
    except BaseException:
        database.close()
        raise


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a place to make a file that becomes the one at `path` at the end of the block."""
    with replacing_file(path) as unfinished:
        try:
            yield unfinished
        except WriteError as error:
            told = replaced(error.message, str(unfinished), str(path))
            raise WriteError(told, error.advice) from error
        _remove_journals(path)


def _remove_journals(path: Path) -> None:
    """Have nothing beside `path` that SQLite would play back into a file that takes its place."""
    left = [path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")]
    if path.exists() and any(each.exists() for each in left):
        with suppress(StudioError):  # the former file is to be whole until it is replaced
            Database.open(path).close()
    for each in left:
        each.unlink(missing_ok=True)
