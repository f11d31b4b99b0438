"""Understands the answers of a file-sharing service."""

from __future__ import annotations

import re
import urllib.parse
from contextlib import closing
from dataclasses import dataclass

import requests
from gdown import DownloadError, download_folder
from gdown.download import get_url_from_gdrive_confirmation

from soc_studio.core.models.catalogue import DownloadOrigin
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

# Drive hands a file to browsers; what it tells other programs differs.
AGENT = "Mozilla/5.0 (X11; Linux x86_64) soc-studio"
_FILE = "https://drive.google.com/uc?export=download&id={id}"
_TIMEOUTS = (10.0, 30.0)  # seconds to connect, and between two pieces of an answer
_CONFIRMATIONS = 3  # pages in a row
_MOST_PAGE = 2**20  # bytes of a page that are read
_MOST_SAID = 200  # letters of a page that are repeated
_MARKUP = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_REASON = re.compile(r'<p class="uc-error-subcaption">(.*?)</p>', re.DOTALL)


class FetchError(StudioError):
    """A file cannot be fetched, or not now."""


@dataclass(frozen=True, slots=True)
class DownloadOffer:
    """A file that a host is ready to send.

    `size` is in bytes, None where it is not said; `version` changes with the content, and is empty
    where the host has nothing like it.
    """

    address: str
    size: int | None
    version: str


class GoogleDrive:
    """A file-sharing service that asks, on a page, whether a large file is really wanted."""

    def __init__(
        self, file_address: str = _FILE, timeouts: tuple[float, float] = _TIMEOUTS
    ) -> None:
        """Use the service whose files are at `file_address`, with "{id}" where the id goes.

        `timeouts` are seconds to connect, and from one piece of an answer to the next.
        """
        self.timeouts = timeouts
        self._file_address = file_address

    def offer(self, origin: DownloadOrigin) -> DownloadOffer:
        """Ask for the file of `origin`, and say yes where the host wants that confirmed.

        Raises:
            FetchError: there is no network or no such file, or a page came instead of it.
        """
        identity = origin.id if origin.kind == "file" else self._find(origin)
        address = self._file_address.format(id=identity)
        try:
            with requests.Session() as session:
                session.headers.update({"User-Agent": AGENT, "Accept-Encoding": "identity"})
                for _ in range(_CONFIRMATIONS):
                    answer = session.get(address, stream=True, timeout=self.timeouts)
                    with closing(answer):
                        if answer.status_code != requests.codes.ok or _is_page(answer):
                            address = _confirmed(answer)
                        else:
                            return _offer(answer)
        except requests.RequestException as error:
            raise network_failure(error) from error
        raise FetchError(
            message("The host keeps asking for confirmation and does not send the file."),
            message("Download it in a browser."),
        )

    def _find(self, origin: DownloadOrigin) -> str:
        """Return the id of the file in a folder that has a certain word in its name."""
        try:
            files = download_folder(
                id=origin.id,
                quiet=True,
                skip_download=True,
                use_cookies=False,
                timeout=self.timeouts,
            )
        except requests.RequestException as error:
            raise network_failure(error) from error
        except DownloadError as error:
            raise FetchError(
                message("The folder that contains the file could not be read."),
                message("Download it in a browser."),
            ) from error
        ids = {str(each.path).lower(): str(each.id) for each in files if not isinstance(each, str)}
        found = [identity for path, identity in ids.items() if origin.name in path]
        if len(found) == 1:
            return found[0]
        raise FetchError(
            message(
                "{matching} of the {count} files in the folder have names like "
                "'{name}', so the right one is not certain.",
                count=len(files),
                matching=len(found),
                name=origin.name,
            ),
            message("Download the right one in a browser."),
        )


def network_failure(error: requests.RequestException) -> FetchError:
    """Return the sentence for an `error` of the connection."""
    request = error.request
    host = urllib.parse.urlsplit(str(request.url)).netloc if request is not None else ""
    host = message("'{host}'", host=host) if host else message("the host")
    if isinstance(error, requests.exceptions.SSLError):
        return FetchError(
            message(
                "The connection to {host} is not secure: its certificate was rejected.", host=host
            ),
            message(
                "Check the date of this computer and its internet connection (proxy, firewall)."
            ),
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return FetchError(
            message("The internet proxy of this computer does not answer."),
            message("Check its settings."),
        )
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return FetchError(
            message("The connection to {host} timed out.", host=host),
            message("Check the internet connection, or try again later."),
        )
    if isinstance(error, requests.exceptions.Timeout) or "timed out" in str(error):
        return FetchError(
            message("The download from {host} stalled.", host=host), message("Try again later.")
        )
    if isinstance(error, requests.exceptions.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return FetchError(
            message(
                "The download from {host} was refused (status {status}).", host=host, status=status
            ),
            message("Try again later."),
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError) or "aborted" in str(error):
        return FetchError(
            message("The connection to {host} was lost.", host=host), message("Try again.")
        )
    if isinstance(error, requests.exceptions.ConnectionError):
        return FetchError(
            message("No connection to {host}.", host=host),
            message("Check the internet connection of this computer."),
        )
    return FetchError(
        message("The connection to {host} failed: its answer cannot be understood.", host=host),
        message("Try again later."),
    )


def _is_page(answer: requests.Response) -> bool:
    kind = str(answer.headers.get("Content-Type", "")).lower()
    return kind.startswith("text/html") and "Content-Disposition" not in answer.headers


def _offer(answer: requests.Response) -> DownloadOffer:
    headers = answer.headers
    length = str(headers.get("Content-Length", ""))
    plain = headers.get("Content-Encoding", "identity") == "identity"
    version = headers.get("ETag") or headers.get("Last-Modified") or ""
    size = int(length) if plain and length.isdecimal() and len(length) < 19 else None
    return DownloadOffer(str(answer.url), size, str(version))


def _confirmed(answer: requests.Response) -> str:
    """Return the address to which the page in `answer` leads after a yes."""
    page = next(answer.iter_content(_MOST_PAGE), b"").decode("utf-8", errors="replace")
    if answer.status_code in (requests.codes.not_found, requests.codes.gone):
        raise FetchError(
            message("The host no longer has this file."),
            message("Ask the authors of the model, or choose another one."),
        )
    if answer.status_code != requests.codes.ok:
        reason = _reason(page)
        said = message(": {reason}", reason=reason) if reason else ""
        raise FetchError(
            message(
                "The host refused the download (status {status}){said}.",
                status=answer.status_code,
                said=said,
            ),
            message("Try again later, or download it in a browser."),
        )
    try:
        address = get_url_from_gdrive_confirmation(page)
    except (DownloadError, AssertionError, KeyError, ValueError) as error:
        said = _reason(page)
        raise FetchError(
            message("The host sent a page instead of the file: {reason}.", reason=said)
            if said
            else message("The host sent a page instead of the file."),
            message(
                "The daily limit for this file may be reached: try again tomorrow, "
                "or download it in a browser."
            ),
        ) from error
    return urllib.parse.urljoin(str(answer.url), address)


def _reason(page: str) -> str:
    """Return what a page says, in one line and not too long."""
    found = _REASON.search(page)
    words = _MARKUP.sub(" ", found[1] if found else page).split()
    said = " ".join(words)
    return (said if len(said) <= _MOST_SAID else said[:_MOST_SAID] + "…").rstrip(".")
