"""The files outside its folder that a project may read, because the user agreed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.json_values import JsonError, Sha256, text_of, value_in
from soc_studio.core.system.messages import message
from soc_studio.core.system.user_folders import data_folder

_MOST = 10_000  # the newest are kept
_LARGEST_FILE = 4 * 2**20  # bytes; that many take less than one
_PATIENCE = 10.0  # seconds until another program, which needs milliseconds, counts as stuck
_passing: dict[str, set[str]] = {}  # by project, those of projects that nobody keeps


@contextmanager
def permissions_in_passing(project_id: str) -> Iterator[None]:
    """Within the block, keep in memory alone what the project may read.

    It is for a project that is gone after the block: nothing of it needs to be kept, not even where
    nothing can be written.
    """
    _passing[project_id] = set()
    try:
        yield
    finally:
        _passing.pop(project_id, None)


class FilePermissions:
    """The permissions a person gave, in a file that all their running programs share.

    An entry is a digest of project and path: the file does not reveal any project. Where it is
    damaged nothing was agreed to, and it is put aside with the next consent.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Keep consents in `file`, in this person's data folder where left out."""
        self._file = file or data_folder() / "consents.json"
        self._known: tuple[tuple[int, int], frozenset[str]] | None = None

    def given(self, project_id: str, path: Path) -> bool:
        """Return whether the project may read `path`, which is not touched to find out."""
        entry = _entry(project_id, path)
        if project_id in _passing:
            return entry in _passing[project_id]
        try:
            return entry in self._read()
        except (OSError, JsonError):
            return False

    def give(self, project_id: str, *paths: Path) -> None:
        """Let the project read `paths`, as they are written and where links lead now.

        Raises:
            WriteError: that cannot be kept.
        """
        new = [_entry(project_id, e) for path in paths for e in (path, _resolved(path))]
        if not new:
            return
        if project_id in _passing:
            _passing[project_id].update(new)
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            place = self._file.with_name(f"{self._file.name}.lock")
            with FileLock(place, timeout=_PATIENCE, poll_interval=0.01):
                self._put(new)
        except Timeout as error:
            raise WriteError(
                message("'{file}' is in use by another program.", file=self._file),
                message("Try again in a moment."),
            ) from error
        except OSError as error:
            raise write_error(self._file, error) from error

    def _read(self) -> frozenset[str]:
        """Return the entries; those of the last time where the file is as it was."""
        state = self._file.stat()
        key = (state.st_mtime_ns, state.st_size)
        if self._known is None or self._known[0] != key:
            self._known = (key, frozenset(_entries(self._file)))
        return self._known[1]

    def _put(self, new: list[str]) -> None:
        try:
            former = _entries(self._file)
        except JsonError:
            former = []
            self._file.replace(self._file.with_name(f"{self._file.name}.damaged"))
        entries = list(dict.fromkeys([*(one for one in former if one not in new), *new]))
        with replacing_file(self._file) as unfinished:
            unfinished.write_text(text_of(entries[-_MOST:], indent=0), encoding="ascii")


def _entries(file: Path) -> list[str]:
    """Return the entries in `file`, the oldest first; raises OSError and JsonError."""
    try:
        return value_in(file, list[Sha256], _LARGEST_FILE)
    except FileNotFoundError:
        return []


def _entry(project_id: str, path: Path) -> str:
    # Not `resolve`: a look at the disk could already tell a server on the net who we are.
    place = os.path.normcase(os.path.abspath(path))  # noqa: PTH100
    return hashlib.sha256(f"{project_id}\0{place}".encode(errors="surrogatepass")).hexdigest()


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name that cannot be one
        return path
