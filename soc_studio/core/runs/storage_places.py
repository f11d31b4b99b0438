"""Where videos of a run are read from and its results go: folders, or addresses of stores.

Addresses are those of fsspec, such as s3://bucket/videos, sftp://host/videos or file:///mnt/videos;
the packages for them come with the extra `cluster`, or by themselves (s3fs, paramiko).
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from soc_studio.core.runs.clips import ListedClip, outside, place_of
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError, VideoError, WriteError
from soc_studio.core.system.messages import message

_PASSWORD = re.compile(r"(://[^/@:]*):[^/@]*@")
_OF_PACKAGES = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("aiohttp", "ClientError"),
    ("paramiko", "SSHException"),
)
"""What stores raise beside what Python has, by the package that they are built on."""


class StoreError(StudioError):
    """A store of files cannot be reached."""


def is_address(place: str) -> bool:
    """Return whether `place` is an address, not a folder."""
    return "://" in place


def without_password(address: str) -> str:
    """Return an address as it may be shown and kept: without the password that it may have."""
    return _PASSWORD.sub(r"\1@", address)


@contextmanager
def video_of(clip: ListedClip, root: str, workplace: Path) -> Iterator[Path]:
    """Yield where the video of a clip can be read: of one at an address, a copy in `workplace`.

    Raises:
        ListError: there is no video, or it is outside of `root`.
        VideoError: it cannot be copied.
        StoreError: the store cannot be reached.
    """
    if not is_address(root):
        yield place_of(clip, Path(root))
        return
    whole = address_of(clip, root)
    store, path = _store(whole)
    copy = workplace / posixpath.basename(whole)
    try:
        store.get(path, str(copy), recursive=bool(store.isdir(path)))
    except _failures() as error:
        raise VideoError(
            message(
                "'{path}' cannot be read: {reason}.",
                path=without_password(whole),
                reason=_reason(error),
            ),
            message("Check the address and that you may read it."),
        ) from error
    yield copy


def address_of(clip: ListedClip, root: str) -> str:
    """Return the whole address of the video of a clip, which begins with the address `root`.

    Raises:
        ListError: it is outside of `root`.
    """
    head = root.rstrip("/") + "/"
    said = clip.address.replace("\\", "/")
    way = said.removeprefix(head)
    if is_address(way):
        raise outside(clip, without_password(root))
    way = posixpath.normpath(way)
    if way.startswith(("/", "../")) or way in ("..", "."):
        raise outside(clip, without_password(root))
    return head + way


class ResultPlace:
    """A folder or an address where files of results are kept, each whole or not at all."""

    def __init__(self, place: str) -> None:
        """Keep files at `place`; a folder is made where it is missing."""
        self.place = place
        self._remote = _store(place) if is_address(place) else None

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file; None where there is none.

        Raises:
            StoreError: it cannot be read.
        """
        try:
            if self._remote is not None:
                store, folder = self._remote
                return bytes(store.cat_file(f"{folder}/{name}"))
            return (Path(self.place) / name).read_bytes()
        except FileNotFoundError:
            return None
        except _failures() as error:
            raise self._failure(name, error) from error

    def put(self, file: Path, name: str) -> None:
        """Put a copy of `file` there under `name`.

        Raises:
            WriteError: it cannot be written.
        """
        if self._remote is None:
            with replacing_file(Path(self.place) / name) as unfinished:
                unfinished.write_bytes(file.read_bytes())
            return
        store, folder = self._remote
        try:
            store.makedirs(folder, exist_ok=True)
            store.put_file(str(file), f"{folder}/{name}")
        except _failures() as error:
            raise WriteError(
                message(
                    "'{path}' could not be written: {reason}.",
                    path=without_password(f"{self.place}/{name}"),
                    reason=_reason(error),
                ),
                message("Check the address and that you may write there."),
            ) from error

    @contextmanager
    def local(self, name: str, workplace: Path) -> Iterator[Path]:
        """Yield where a file can be read: itself, or a copy in `workplace`, gone after the block.

        Raises:
            StoreError: it cannot be read.
        """
        if self._remote is None:
            yield Path(self.place) / name
            return
        store, folder = self._remote
        copy = workplace / name
        try:
            store.get_file(f"{folder}/{name}", str(copy))
        except _failures() as error:
            raise self._failure(name, error) from error
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    def _failure(self, name: str, error: Exception) -> StoreError:
        return StoreError(
            message(
                "'{path}' cannot be read: {reason}.",
                path=without_password(f"{self.place}/{name}"),
                reason=_reason(error),
            ),
            message("Check the address and that you may read it."),
        )


def _store(address: str) -> tuple[Any, str]:
    """Return the store of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs

        store, path = url_to_fs(address)
    except _failures(ImportError) as error:
        advice = message("Check the address and that you may read it.")
        if isinstance(error, ImportError | ValueError):  # a package is missing, an address is none
            advice = message(
                "Install what reads such addresses, as s3fs for s3://, paramiko for sftp://."
            )
        raise StoreError(
            message(
                "'{path}' cannot be reached: {reason}.",
                path=without_password(address),
                reason=_reason(error),
            ),
            advice,
        ) from error
    return store, str(path).rstrip("/")


def _failures(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what stores raise where a file cannot be reached, of the packages that are in use."""
    own = (getattr(sys.modules.get(module), name, None) for module, name in _OF_PACKAGES)
    found = (each for each in own if isinstance(each, type) and issubclass(each, Exception))
    return OSError, ValueError, RuntimeError, EOFError, *more, *found


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
