"""The files of a dataset: a folder, one file of it, or a zip archive that is read as it is.

Whatever a dataset says of a path is looked for here. A path that leads outside is refused, and so
is a file that would not fit the memory; nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from soc_rvos.picture_folder import natural
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.messages import message

MOST_ENTRIES = 2 * 10**6
"""Files of a folder, or of an archive, that are still looked at."""
MOST_BYTES = 256 * 2**20
"""Bytes of a file that is read whole."""
_DRIVE = re.compile(r"^[A-Za-z]:")


class _Files(Protocol):
    """Where files lie, by paths with `/` that are known to lead nowhere else."""

    def entries(self, folder: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names of folders and of files in `folder`, nothing where it is none."""

    def size(self, path: str) -> int:
        """Return the bytes of a file."""

    def read(self, path: str, most: int) -> bytes:
        """Return the content of a file, `most` bytes of it."""

    def peek(self, path: str, most: int) -> bytes:
        """Return how a file begins: `most` bytes of it."""

    def place(self, path: str) -> Path | None:
        """Return where a file or folder is on the disk."""


class DatasetTree:
    """A folder of a dataset, its paths written with `/`, however its files are kept.

    Attributes:
        name: of the folder or archive, for sentences.
        focus: the one file that was chosen, where it was a file; empty where it was a folder.
    """

    def __init__(self, files: _Files, name: str, root: str = "", focus: str = "") -> None:
        self._files = files
        self._root = root
        self.name = name
        self.focus = focus
        self._folded = lru_cache(maxsize=64)(self._fold)

    def below(self, folder: str) -> DatasetTree:
        """Return the tree that begins at a `folder` of this one."""
        return DatasetTree(self._files, folder.rpartition("/")[2], self._path(folder))

    def folders(self, at: str = "") -> list[str]:
        """Return the names of the folders in the folder `at`, in natural order."""
        return sorted(self._files.entries(self._path(at))[0], key=natural)

    def files(self, at: str = "", *suffixes: str) -> list[str]:
        """Return the names of files in the folder `at` that end in one of `suffixes`, in order."""
        return sorted(
            (
                name
                for name in self._files.entries(self._path(at))[1]
                if not suffixes or name.lower().endswith(suffixes)
            ),
            key=natural,
        )

    def documents(self, suffix: str) -> list[str]:
        """Return the files to look at for a description: the chosen one, or all of the folder."""
        if self.focus:
            return [self.focus] if self.focus.lower().endswith(suffix) else []
        return self.files("", suffix)

    def is_file(self, path: str) -> bool:
        """Return whether there is such a file."""
        folder, _, name = self._path(path).rpartition("/")
        return name in self._files.entries(folder)[1]

    def is_folder(self, path: str) -> bool:
        """Return whether there is such a folder."""
        folder, _, name = self._path(path).rpartition("/")
        return name in self._files.entries(folder)[0]

    def spelled(self, path: str) -> str:
        """Return `path` as it is written here: a part that is missing, where there is one thing
        that differs from it in upper and lower case alone, is that."""
        at = ""
        for part in safe_parts(path):
            folders, files = self._files.entries(self._path(at))
            if part not in folders and part not in files:
                part = self._folded(at).get(part.casefold()) or part
            at = f"{at}/{part}" if at else part
        return at

    def size(self, path: str) -> int:
        """Return the bytes of a file."""
        with self._reading(path):
            return self._files.size(self._path(path))

    def read(self, path: str, most: int = MOST_BYTES) -> bytes:
        """Return the content of a file.

        Raises:
            DatasetError: it is not there, cannot be read, or is larger than `most` bytes.
        """
        with self._reading(path):
            own = self._path(path)
            is_large = self._files.size(own) > most
            content = b"" if is_large else self._files.read(own, most + 1)
        if is_large or len(content) > most:  # an archive may be wrong about it
            raise DatasetError(
                message("'{path}' is larger than {most} MB.", path=shown(path), most=most // 2**20),
                message("Leave this file out, or split it."),
            )
        return content

    def peek(self, path: str, most: int) -> bytes:
        """Return how a file begins: `most` bytes of it; raises DatasetError as `read` does."""
        with self._reading(path):
            return self._files.peek(self._path(path), most)

    def place(self, path: str = "") -> Path | None:
        """Return where a file or folder is on the disk; None where it is in an archive."""
        return self._files.place(self._path(path))

    def _fold(self, folder: str) -> dict[str, str | None]:
        """Return what is in a folder by its names in lower case; None where several share one."""
        names: dict[str, str | None] = {}
        for each in (*self.folders(folder), *self.files(folder)):
            names[each.casefold()] = None if each.casefold() in names else each
        return names

    def _path(self, path: str) -> str:
        return "/".join(part for part in (self._root, *safe_parts(path)) if part)

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        try:
            yield
        except (
            OSError,
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,  # a compression that Python does not know
            RuntimeError,  # encrypted
            ValueError,  # closed, or a name that no system takes
        ) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or error
            raise DatasetError(
                message(
                    "'{path}' cannot be read: {reason}.", path=shown(path), reason=shown(reason)
                ),
                message("Check that the dataset is complete and that you may read it."),
            ) from error


def safe_parts(path: str) -> list[str]:
    """Return the parts of a `path` that a dataset says, which leads to nowhere but below.

    Raises:
        DatasetError: it climbs, or begins at the root of a disk.
    """
    parts = path.replace("\\", "/").split("/")
    is_climbing = ".." in parts or "\0" in path or path.startswith(("/", "\\"))
    if is_climbing or _DRIVE.match(path):
        raise DatasetError(
            message("'{path}' leads outside of the dataset.", path=shown(path)),
            message("Use only datasets from people whom you trust."),
        )
    return [part for part in parts if part not in ("", ".")]


def open_tree(path: Path) -> DatasetTree:
    """Return the files of the dataset at `path`: a folder, a zip archive, or a file that says all.

    Raises:
        DatasetError: there is none, it cannot be read, or it has far too many files.
    """
    try:
        if path.is_dir():
            return DatasetTree(_Folder(path), path.resolve().name)
        if zipfile.is_zipfile(path) and path.suffix.lower() != ".npz":
            return DatasetTree(_Archive(path), path.name)
        with path.open("rb"):
            pass
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise DatasetError(
            message("'{path}' cannot be read: {reason}.", path=path.name, reason=shown(reason)),
            message("Check that the dataset is complete and that you may read it."),
        ) from error
    folder = path.resolve().parent
    return DatasetTree(_Folder(folder), path.name, focus=path.name)


class _Folder:
    """A folder of the disk; hidden entries are left alone."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen = 0
        self.entries = lru_cache(maxsize=4096)(self._entries)

    def size(self, path: str) -> int:
        return (self._root / path).stat().st_size

    def read(self, path: str, most: int) -> bytes:
        with (self._root / path).open("rb") as file:
            return file.read(most)

    def peek(self, path: str, most: int) -> bytes:
        with (self._root / path).open("rb") as file:
            return file.read(most)

    def place(self, path: str) -> Path | None:
        return self._root / path

    def _entries(self, folder: str) -> tuple[frozenset[str], frozenset[str]]:
        folders, files = set(), set()
        try:
            with os.scandir(self._root / folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        folders.add(entry.name)
                    elif entry.is_file():  # no pipe, which would wait forever
                        files.add(entry.name)
                    self._seen += 1
                    if self._seen > MOST_ENTRIES:
                        raise _too_many(self._root.name)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise DatasetError(
                message(
                    "'{path}' cannot be read: {reason}.",
                    path=shown(folder or self._root.name),
                    reason=error.strerror or error,
                ),
                message("Check that the dataset is complete and that you may read it."),
            ) from error
        return frozenset(folders), frozenset(files)


class _Archive:
    """A zip archive, whose files are read one by one: links in it lead nowhere."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        members = self._zip.infolist()
        if len(members) > MOST_ENTRIES:
            raise _too_many(path.name)
        self._members: dict[str, zipfile.ZipInfo] = {}
        folders: dict[str, set[str]] = {"": set()}
        files: dict[str, set[str]] = {}
        for member in members:
            parts = safe_parts(member.filename)
            if not parts or parts[0] == "__MACOSX" or any(part[0] == "." for part in parts):
                continue
            is_folder = member.is_dir()
            for depth in range(len(parts) - (not is_folder)):
                folders.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
            if not is_folder:
                files.setdefault("/".join(parts[:-1]), set()).add(parts[-1])
                self._members["/".join(parts)] = member
        self._folders = {at: frozenset(names) for at, names in folders.items()}
        self._files = {at: frozenset(names) for at, names in files.items()}

    def entries(self, folder: str) -> tuple[frozenset[str], frozenset[str]]:
        return self._folders.get(folder, frozenset()), self._files.get(folder, frozenset())

    def size(self, path: str) -> int:
        return self._members[path].file_size

    def read(self, path: str, most: int) -> bytes:
        with self._zip.open(self._members[path]) as file:
            return file.read(most)

    def peek(self, path: str, most: int) -> bytes:
        with self._zip.open(self._members[path]) as file:
            return file.read(most)

    def place(self, path: str) -> Path | None:
        return None


def _too_many(name: str) -> DatasetError:
    return DatasetError(
        message(
            "'{name}' has more than {most} million files.",
            name=shown(name),
            most=MOST_ENTRIES // 10**6,
        ),
        message("Choose the folder of the dataset itself."),
    )
