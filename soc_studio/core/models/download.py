"""Downloads a large file in pieces, so that a broken download can continue."""

from __future__ import annotations

import json
import queue
import shutil
import threading
from collections.abc import Generator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import gdown
import requests

from soc_studio.core.models.google_drive import (
    AGENT,
    DownloadOffer,
    FetchError,
    network_failure,
)
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

_NAME = "file"
_FROM = "from.json"
_PART = ".part"
_MOST = 16 * 2**30  # bytes; the largest published file is a fifth of it
_RETRIES = 2  # within one try, each resumes where the last one broke off
_PATIENCE = 0.2  # seconds between two steps while nothing comes
_SPARE = 64 * 2**20  # bytes to leave free on the disk


class _NotOneByteError(Exception):
    """A host did not send the rest of a file of which the beginning is there."""


@dataclass
class _Transfer:
    """What the thread that receives has come to."""

    done: int
    total: int | None
    error: Exception | None = None


def download(
    offer: DownloadOffer,
    folder: Path,
    timeouts: tuple[float, float],
    model: str,
    more: int = 0,
) -> Generator[Progress, None, Path]:
    """Fetch the offered file into `folder` and return it once complete.

    Bytes in `folder` from an earlier try serve as the beginning, if they are of the same
    version. Closing the generator stops at once and keeps the bytes received. The disk
    must have room for `more` bytes besides the file.

    Raises:
        FetchError: the host does not deliver the file.
        WriteError: the file cannot be written; then no part stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = _beginning(folder, offer)
        already = part.stat().st_size if part else 0
        _check_room(folder, offer, already - more)
    except OSError as error:
        raise write_error(folder, error) from error
    file = folder / _NAME
    if part is not None and offer.size is not None and already == offer.size:
        part.replace(file)
    else:
        try:
            yield from _receive(offer, file, timeouts, model, already)
        except _NotOneByteError:  # it may be one that only sends whole files
            _clear(folder)
            _remember(folder, offer)
            yield from _receive(offer, file, timeouts, model, 0)
    _check_whole(file, offer)
    return file


def _receive(
    offer: DownloadOffer, file: Path, timeouts: tuple[float, float], model: str, already: int
) -> Generator[Progress, None, None]:
    """Receive on a thread of its own, so that a host that is silent can be left at any time."""
    state = _Transfer(already, offer.size)
    changed: queue.SimpleQueue[bool] = queue.SimpleQueue()
    cancel = threading.Event()
    thread = threading.Thread(
        target=_transfer, args=(offer, file, timeouts, state, changed, cancel), name="download"
    )
    watch = Stopwatch("Fetching", model, already)
    thread.start()
    try:
        over = False
        while not over:
            with suppress(queue.Empty):
                over = changed.get(timeout=_PATIENCE)
                while not over and not changed.empty():
                    over = changed.get()
            yield watch.progress(state.done, state.total)
    finally:
        cancel.set()
        thread.join()
    _raise(state, already, file.parent)


def _raise(state: _Transfer, already: int, folder: Path) -> None:
    """Raise a FetchError for the error that ended a transfer, if one did."""
    error = state.error
    cause = error.__cause__ if isinstance(error, gdown.DownloadError) else error
    if isinstance(cause, requests.RequestException):  # which is an OSError, too
        raise network_failure(cause) from error
    if isinstance(error, gdown.DownloadError):
        if already and state.done == already:
            raise _NotOneByteError from error
        raise FetchError(
            message("The connection was lost before the download was complete."),
            message("Start it again to continue: everything downloaded so far is kept."),
        ) from error
    if isinstance(error, OSError):
        _clear(folder)
        raise write_error(folder, error) from error
    if error is not None:
        raise error


def _transfer(
    offer: DownloadOffer,
    file: Path,
    timeouts: tuple[float, float],
    state: _Transfer,
    changed: queue.SimpleQueue[bool],
    cancel: threading.Event,
) -> None:
    def progress(done: int, total: int | None) -> None:
        if done > _MOST or (total or 0) > _MOST:
            raise _too_large()
        state.done, state.total = done, total if total is not None else offer.size
        changed.put(False)

    try:
        gdown.download(
            offer.address,
            str(file),
            quiet=True,
            use_cookies=False,
            resume=True,
            user_agent=AGENT,
            timeout=timeouts,
            retries=_RETRIES,
            progress=progress,
            cancel=cancel,
        )
    except gdown.DownloadCancelled:
        pass
    except (gdown.DownloadError, StudioError, OSError) as error:
        state.error = error
    finally:
        changed.put(True)


def _beginning(folder: Path, offer: DownloadOffer) -> Path | None:
    """Return the part of the offered file from an earlier try; delete those of other files."""
    parts = list(folder.glob(f"{_NAME}*{_PART}"))
    try:
        known = (folder / _FROM).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        known = ""
    if known == _told(offer) and len(parts) == 1 and offer.version:
        size = parts[0].stat().st_size
        if size <= (_MOST if offer.size is None else offer.size):
            (folder / _NAME).unlink(missing_ok=True)
            return parts[0]
    _clear(folder)
    _remember(folder, offer)
    return None


def _told(offer: DownloadOffer) -> str:
    """Return what tells a version of a file; its address has a word for every time it is asked."""
    told = asdict(offer)
    del told["address"]
    return json.dumps(told)


def _remember(folder: Path, offer: DownloadOffer) -> None:
    (folder / _FROM).write_text(_told(offer), encoding="utf-8")


def _clear(folder: Path) -> None:
    for each in [*folder.glob(f"{_NAME}*"), folder / _FROM]:
        each.unlink(missing_ok=True)


def _check_room(folder: Path, offer: DownloadOffer, already: int) -> None:
    """Raise if the disk has no room for the offered file, less the bytes present `already`."""
    if (offer.size or 0) > _MOST:
        raise _too_large()
    needed = (offer.size or 0) - already + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise FetchError(
            message(
                "Not enough space for the file: it needs {needed:,.0f} MB, and "
                "{free:,.0f} MB are free.",
                needed=needed / 1000000.0,
                free=free / 1000000.0,
            ),
            message(
                "Free some space on the disk of '{folder}', or set SOC_STUDIO_DATA "
                "to a folder on another disk.",
                folder=folder,
            ),
        )


def _check_whole(file: Path, offer: DownloadOffer) -> None:
    try:
        size = file.stat().st_size
        with file.open("rb") as content:
            start = content.read(64)
        if offer.size in (None, size) and not start.lstrip().startswith((b"<!", b"<html")):
            return
        _clear(file.parent)
    except OSError as error:
        raise write_error(file, error) from error
    if offer.size in (None, size):
        raise FetchError(
            message("The host sent a page instead of the file."),
            message("Try again later, or download it in a browser."),
        )
    raise FetchError(
        message(
            "The host sent {size} bytes instead of the announced {announced}.",
            size=size,
            announced=offer.size,
        ),
        message("Try again later."),
    )


def _too_large() -> FetchError:
    return FetchError(
        message("The file that the host sends is larger than any published model."),
        message("Download it in a browser."),
    )
