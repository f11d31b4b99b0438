"""What a file-sharing service answers when a file is asked for."""

from __future__ import annotations

import re
import urllib.parse
from contextlib import closing
from dataclasses import dataclass

import requests
from gdown import DownloadError, download_folder
from gdown.download import get_url_from_gdrive_confirmation

from soc_studio.core.models.catalogue import Origin
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
class Offer:
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

    def offer(self, origin: Origin) -> Offer:
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
            message(
                "The host asks again and again whether the file is wanted, and does not send it."
            ),
            message("Fetch it with a browser."),
        )

    def _find(self, origin: Origin) -> str:
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
                message("The folder of the file could not be looked through."),
                message("Fetch it with a browser."),
            ) from error
        ids = {str(each.path).lower(): str(each.id) for each in files if not isinstance(each, str)}
        found = [identity for path, identity in ids.items() if origin.name in path]
        if len(found) == 1:
            return found[0]
        raise FetchError(
            message(
                "Of the {count} files in the folder, {count_other} are called like "
                "'{origin}', so it is not clear which one is meant.",
                count=len(files),
                count_other=len(found),
                origin=origin.name,
            ),
            message("Fetch the right one with a browser."),
        )


def network_failure(error: requests.RequestException) -> FetchError:
    """Return the sentence for an `error` of the connection."""
    request = error.request
    host = urllib.parse.urlsplit(str(request.url)).netloc if request is not None else ""
    host = f"'{host}'" if host else message("the host")
    if isinstance(error, requests.exceptions.SSLError):
        return FetchError(
            message(
                "The connection to {host} is not safe: its certificate is not accepted.", host=host
            ),
            message("Check the date of this computer, and what stands between it and the network."),
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return FetchError(
            message("The proxy that this computer is set to use does not answer."),
            message("Check its settings."),
        )
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return FetchError(
            message("{host} does not answer.", host=host),
            message("Check the network, or try later."),
        )
    if isinstance(error, requests.exceptions.Timeout) or "timed out" in str(error):
        return FetchError(
            message("{host} stopped sending.", host=host), message("Try again later.")
        )
    if isinstance(error, requests.exceptions.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return FetchError(
            message("{host} refused the file (status {status}).", host=host, status=status),
            message("Try again later."),
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError) or "aborted" in str(error):
        return FetchError(
            message("The connection to {host} broke off.", host=host), message("Try again.")
        )
    if isinstance(error, requests.exceptions.ConnectionError):
        return FetchError(
            message("{host} cannot be reached.", host=host),
            message("Check whether this computer is connected to a network."),
        )
    return FetchError(
        message("{host} answered with something that makes no sense.", host=host),
        message("Try later."),
    )


def _is_page(answer: requests.Response) -> bool:
    kind = str(answer.headers.get("Content-Type", "")).lower()
    return kind.startswith("text/html") and "Content-Disposition" not in answer.headers


def _offer(answer: requests.Response) -> Offer:
    headers = answer.headers
    length = str(headers.get("Content-Length", ""))
    plain = headers.get("Content-Encoding", "identity") == "identity"
    version = headers.get("ETag") or headers.get("Last-Modified") or ""
    size = int(length) if plain and length.isdecimal() and len(length) < 19 else None
    return Offer(str(answer.url), size, str(version))


def _confirmed(answer: requests.Response) -> str:
    """Return the address to which the page in `answer` leads after a yes."""
    page = next(answer.iter_content(_MOST_PAGE), b"").decode("utf-8", errors="replace")
    if answer.status_code in (requests.codes.not_found, requests.codes.gone):
        raise FetchError(
            message("The host has no such file any more."),
            message("Ask its authors, or choose another model."),
        )
    if answer.status_code != requests.codes.ok:
        reason = _reason(page)
        said = message(": {reason}", reason=reason) if reason else ""
        raise FetchError(
            message(
                "The host refused the file (status {status_code}){said}.",
                status_code=answer.status_code,
                said=said,
            ),
            message("Try again later, or fetch it with a browser."),
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
                "Often too many people asked for it today: try again tomorrow, or "
                "fetch it with a browser."
            ),
        ) from error
    return urllib.parse.urljoin(str(answer.url), address)


def _reason(page: str) -> str:
    """Return what a page says, in one line and not too long."""
    found = _REASON.search(page)
    words = _MARKUP.sub(" ", found[1] if found else page).split()
    said = " ".join(words)
    return (said if len(said) <= _MOST_SAID else said[:_MOST_SAID] + "…").rstrip(".")
