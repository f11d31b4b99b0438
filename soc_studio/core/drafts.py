"""New documents that have no name yet: project files in a folder of the program's own."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from soc_studio.core.atomic_file import write_error
from soc_studio.core.errors import WriteError
from soc_studio.core.file_lock import LockUnavailable, try_lock
from soc_studio.core.project_file import SUFFIX
from soc_studio.core.user_folders import data_folder


def new_draft_path() -> Path:
    """Return a place for a new draft, named by the time; the folder exists, the file does not.

    Raises:
        WriteError: the folder cannot be made.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(folder, error) from error
    return folder / f"{datetime.now():%Y-%m-%d %H-%M-%S} {secrets.token_hex(4)}{SUFFIX}"


def recoverable_drafts() -> list[Path]:
    """Return the drafts that no running program has open, the one changed last first.

    Empty files, in which a crash left nothing, are not among them.
    """
    found: list[tuple[int, Path]] = []
    with suppress(OSError):  # no folder, so no drafts
        for draft in _folder().iterdir():
            with suppress(OSError):  # removed by another program in this moment
                if not draft.is_symlink() and draft.is_file() and _is_named_as_draft(draft):
                    state = draft.stat()
                    if state.st_size and _is_free(draft):
                        found.append((state.st_mtime_ns, draft))
    return [draft for _, draft in sorted(found, reverse=True)]


def is_draft(path: Path) -> bool:
    """Return whether `path` is that of a draft, be there one or not."""
    try:
        return _is_named_as_draft(path) and path.parent.resolve() == _folder().resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name that cannot be one
        return False


def remove_draft(path: Path) -> None:
    """Remove a draft and the journal that a crash left beside it, as far as they are there.

    Raises:
        ValueError: `path` is not in the folder of drafts.
        WriteError: the draft cannot be removed.
    """
    if not is_draft(path):
        raise ValueError(f"{path} is no draft")
    try:
        # The journal last: a draft without it could be half of a change.
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            f"The draft '{path}' could not be removed: {error.strerror or error}.",
            "It will be offered again when the program starts.",
        ) from error


def _folder() -> Path:
    return data_folder() / "drafts"


def _is_named_as_draft(path: Path) -> bool:
    return path.suffix == SUFFIX and not path.name.startswith(".")


def _is_free(draft: Path) -> bool:
    try:
        lock = try_lock(draft)
    except LockUnavailable:
        return True  # it can still be read
    if lock is None:
        return False
    lock.release()
    return True
