"""The pictures of recent work, kept in the program's cache: one of each file, as it was last."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.user_folders import cache_folder

_MOST_KEPT = 60
_SUFFIX = ".jpg"


def picture_place(work: Path) -> Path:
    """Return where the picture of `work` is kept, as that was changed last; it may not exist.

    Raises:
        OSError: there is no such file or folder.
    """
    state = work.stat()
    return _folder() / f"{_key(work)}-{state.st_mtime_ns:x}-{state.st_size:x}{_SUFFIX}"


def known_picture(work: Path) -> Path | None:
    """Return the picture of `work` as it is now; None where none was made since it changed."""
    with suppress(OSError, ValueError):  # gone, or a name that cannot be one
        place = picture_place(work)
        if place.is_file():
            return place
    return None


def keep_picture(work: Path, place: Path, picture: bytes) -> Path | None:
    """Keep a JPEG of `work` at its `place`, in the place of those before; return where it is.

    None where `work` is gone meanwhile: nothing is left of it then.

    Raises:
        WriteError: the cache cannot be written to.
    """
    with replacing_file(place) as unfinished:
        unfinished.write_bytes(picture)
    for former in _of(work):
        if former != place:
            _remove(former)
    _make_room(place)
    if not os.path.lexists(work):  # thrown away while its picture was made
        forget_pictures(work)
        return None
    return place


def forget_pictures(work: Path) -> None:
    """Remove every picture of `work` from the cache."""
    for picture in _of(work):
        _remove(picture)


def _of(work: Path) -> list[Path]:
    try:
        return list(_folder().glob(f"{_key(work)}-*{_SUFFIX}"))
    except OSError:
        return []


def _make_room(keep: Path) -> None:
    """Remove the oldest pictures beyond the number that is kept."""
    found = []
    with suppress(OSError):
        for picture in _folder().glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                found.append((picture.stat().st_mtime_ns, picture))
    for _, picture in sorted(found, reverse=True)[_MOST_KEPT:]:
        if picture != keep:
            _remove(picture)


def _remove(picture: Path) -> None:
    with suppress(OSError):  # in use: it goes with the next one
        picture.unlink()


def _key(work: Path) -> str:
    # Not `resolve`, which would look at the disk, and perhaps at a server on the net.
    place = os.path.normcase(os.path.abspath(work))  # noqa: PTH100
    return hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()[:40]


def _folder() -> Path:
    return cache_folder() / "pictures"
