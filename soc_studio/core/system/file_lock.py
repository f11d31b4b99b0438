"""Locks a document, so that only one program writes to it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

# Seconds: a check whether a file is in use (`core.storage.unsaved`) holds its lock for less.
_PATIENCE = 0.1


class LockUnavailable(StudioError):  # noqa: N818
    """A file cannot be locked; it can be opened for reading only."""


class DocumentLock:
    """Keeps a document to its holder until `release`, or until the system ends the program."""

    def __init__(self, lock: FileLock) -> None:
        """Take over `lock`, which is held."""
        self._lock = lock

    def release(self) -> None:
        """Release the document; callable from any thread, any number of times."""
        if not self._lock.is_locked:
            return
        # It goes while it is held: who opened it before and gets hold of it only then finds that
        # it has no name any more, and starts again. Windows refuses, and filelock removes it there.
        with suppress(OSError):
            Path(self._lock.lock_file).unlink()
        self._lock.release()


def try_lock(project: Path) -> DocumentLock | None:
    """Lock the file at `project`, which need not exist yet; None where it is in use.

    It is in use where another program, or another part of this one, holds its lock. The lock is a
    hidden file `.NAME.lock` beside it. A killed program leaves that file, but not the lock.

    Raises:
        LockUnavailable: the lock file cannot be made, as in a folder that is for reading only.
    """
    try:
        real = project.resolve()  # one lock, by whatever links the file is reached
        real.parent.stat()  # filelock would make the folder
        place = real.with_name(f".{real.name}.lock")
        lock = FileLock(place, timeout=_PATIENCE, poll_interval=0.02, thread_local=False)
        lock.acquire()
    except Timeout:
        return None
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a name that is none
        reason = getattr(error, "strerror", None) or error
        raise LockUnavailable(
            message(
                "'{project}' is open for reading only, because it cannot be locked: {reason}.",
                project=project.name,
                reason=reason,
            ),
            message("Save a copy in a folder that you can write to."),
        ) from error
    return DocumentLock(lock)
