"""Writes files and folders of results that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.file_lock import DocumentLock, LockUnavailable, try_lock
from soc_studio.core.system.messages import message

_NEW = ".soc-studio-new-"
_WHOLE = ".soc-studio-whole-"
_OLD = ".soc-studio-old-"
_GONE = ".soc-studio-gone-"
_LOCK = "soc-studio-lock-"  # its file has a dot before and an ending
_SWAPS = "swap"
_PATIENCE = 60.0  # seconds that another program may take to swap, which is a few renamings


def write_error(place: Path, error: OSError) -> WriteError:
    """Return the sentence for an `error` that stopped the writing of `place`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return WriteError(
            message("'{path}' could not be written: the disk is full.", path=place),
            message("Free some space or choose another disk; no incomplete file was left behind."),
        )
    reason = error.strerror or str(error)
    if isinstance(error, FileExistsError | NotADirectoryError):
        reason = message("there is a file where a folder is needed")
    return WriteError(
        message("'{path}' could not be written: {reason}.", path=place, reason=reason),
        message("Choose a folder that you can write to; no incomplete file was left behind."),
    )


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield a place beside `path` to write to; it becomes `path` at the end of the block.

    The place has the suffix of `path`. Where the block fails, what it wrote is removed and a file
    that stood at `path` before is as it was.

    Raises:
        WriteError: the file cannot be written; what can be known of that, before the block.
    """
    try:
        if path.is_dir():
            raise WriteError(
                message("'{path}' is a folder.", path=path), message("Give the name of a file.")
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=_NEW, dir=path.parent))
    except OSError as error:
        raise write_error(path, error) from error
    try:
        unfinished = folder / path.name
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replacing_contents(
    folder: Path, stranger: Callable[[Path, Sequence[Path]], Path | None]
) -> Iterator[Path]:
    """Yield an empty folder to write to; its entries become those of `folder` at the end.

    The new entries take the place of all former ones. `folder` itself is made where it is missing
    and never renamed, so it may be the current folder or the root of a disk. `stranger` is asked,
    with the folder and its entries, for a file that is somebody else's work and not to be replaced;
    if there is one, `folder` is refused. Where the block fails, what it wrote is removed and
    `folder` is as it was. Of several that write to `folder` at once the last to end remains.

    Raises:
        WriteError: the folder cannot be written, or holds other files.
    """
    made: list[Path] = []
    number = secrets.token_hex(4)
    new = folder / f"{_NEW}{number}"
    with ExitStack() as ended:
        ended.callback(lambda: _remove_empty(made))
        try:
            made += _missing_folders(folder)
            folder.mkdir(parents=True, exist_ok=True)
            ended.enter_context(_locked(folder, number))
            with _locked(folder, _SWAPS):
                _recover(folder)
                _refuse_strangers(folder, stranger)
            new.mkdir()
            yield new
            with _locked(folder, _SWAPS):
                _refuse_strangers(folder, stranger)  # the block may have taken hours
                _swap(folder, new)
        except OSError as error:
            raise write_error(folder, error) from error
        finally:  # also of an interrupt, wherever it came
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def _locked(folder: Path, name: str) -> Iterator[None]:
    """Hold the lock `name` of `folder`, where its disk knows locks; the system releases it when the
    program is killed.

    Raises:
        TimeoutError: another program does not let it go.
    """
    until = time.monotonic() + _PATIENCE
    lock: DocumentLock | None = None
    try:
        with suppress(LockUnavailable):
            while (lock := try_lock(folder / f"{_LOCK}{name}")) is None:
                if time.monotonic() > until:
                    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        yield
    finally:
        if lock is not None:
            lock.release()


def _is_in_use(folder: Path, number: str) -> bool:
    """Return whether the run of that number still goes on; remove its lock if not."""
    if not (folder / f".{_LOCK}{number}.lock").exists():
        return False
    with suppress(LockUnavailable):
        lock = try_lock(folder / f"{_LOCK}{number}")
        if lock is None:
            return True
        lock.release()
    return False


def _missing_folders(folder: Path) -> list[Path]:
    """Return `folder` and those above it that do not exist, the deepest first."""
    return [place for place in (folder, *folder.parents) if not place.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # in use, not empty, or never made
            folder.rmdir()


def is_working_folder(entry: Path) -> bool:
    """Return whether an entry of a result's folder is there only while it is replaced."""
    return entry.name.startswith((_NEW, _WHOLE, _OLD, _GONE, f".{_LOCK}"))


def _former(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if not is_working_folder(entry)]


def _refuse_strangers(
    folder: Path, stranger: Callable[[Path, Sequence[Path]], Path | None]
) -> None:
    if found := stranger(folder, _former(folder)):
        raise WriteError(
            message(
                "'{folder}' contains '{found}', which is not a result of SOC Studio.",
                folder=folder,
                found=found.name,
            ),
            message("Choose a new or an empty folder: a result replaces everything in its folder."),
        )


def _swap(folder: Path, new: Path) -> None:
    """Put the entries of `new` in the place of those of `folder`, or leave `folder` as it was.

    The working folders' names say how far this came, for `_recover` after a kill in the midst of
    it: `_WHOLE` is a complete result, `_OLD` takes the former entries, and is `_GONE` once it has
    all of them.
    """
    number = new.name.removeprefix(_NEW)
    whole, old, gone = (folder / f"{kind}{number}" for kind in (_WHOLE, _OLD, _GONE))
    try:
        new.rename(whole)
        old.mkdir()
        _move(_former(folder), old)
        old.rename(gone)
        _move(whole.iterdir(), folder)
    except BaseException:  # an interrupt may come between any two of these
        if gone.is_dir():  # then the files in `folder` are new
            _move(_former(folder), whole)
        for former in (old, gone):
            if former.is_dir():
                _move(former.iterdir(), folder)
                former.rmdir()
        shutil.rmtree(whole, ignore_errors=True)
        raise
    try:
        _clear(folder, number)
    except KeyboardInterrupt:
        _clear(folder, number)
        raise


def _recover(folder: Path) -> None:
    """Finish or take back what a run that was killed while it swapped has left in `folder`."""
    for old in folder.glob(f"{_OLD}*"):
        _move(old.iterdir(), folder)
        old.rmdir()
    if any(folder.glob(f"{_GONE}*")):
        for whole in folder.glob(f"{_WHOLE}*"):
            _move(whole.iterdir(), folder)
        _clear(folder)


def _clear(folder: Path, own: str = "") -> None:
    """Remove the working folders of the run `own` and of those that were killed; the result is
    complete. Those of runs that go on stay."""
    for entry in list(folder.iterdir()):
        number = entry.name.removesuffix(".lock").rpartition("-")[2]
        if not is_working_folder(entry) or number == _SWAPS:
            continue
        if (number == own or not _is_in_use(folder, number)) and entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)


def _move(entries: Iterable[Path], target: Path) -> None:
    """Move `entries` to the folder `target`, all or none."""
    moved: list[tuple[Path, Path]] = []
    try:
        for entry in list(entries):
            moved.append((entry, target / entry.name))
            entry.rename(target / entry.name)
    except BaseException:
        for origin, place in reversed(moved):
            if not os.path.lexists(origin):
                place.rename(origin)
        raise
