"""Gets the files of RoBERTa's tokenizer from the Hugging Face Hub or a folder."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

import requests
from huggingface_hub import hf_hub_download, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.utils.tqdm import tqdm

from soc_rvos.tokenizer import from_folder
from soc_studio.core.models.catalogue import TOKENIZER
from soc_studio.core.models.google_drive import FetchError, network_failure
from soc_studio.core.models.instructions import how_page
from soc_studio.core.models.store import TOKENIZER_FILES, WHOLE_TOKENIZER, Store, has_tokenizer
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

REPOSITORY = "FacebookAI/roberta-base"
_TIMEOUTS = (10.0, 20.0)  # seconds to connect, and for an answer
_MOST = 64 * 2**20  # bytes of one file
# What the library's transport raises; which transport that is depends on the library's version.
_TRANSPORT: tuple[type[BaseException], ...] = HfHubHTTPError.__bases__[:1]


class _Silent(tqdm):
    """A progress bar that shows nothing and starts no thread."""

    monitor_interval = 0

    def __init__(self, *values: object, **options: object) -> None:
        super().__init__(*values, **{**options, "disable": True})  # type: ignore[no-untyped-call]


def fetch_tokenizer(store: Store, endpoint: str | None = None) -> Generator[Progress, None, None]:
    """Fetch the tokenizer's files into `store` from the hub at `endpoint`, by default the usual.

    Raises:
        FetchError: they cannot be fetched.
        CheckpointError: what came is not RoBERTa's tokenizer.
        WriteError: they cannot be written.
    """
    folder = store.unfinished(TOKENIZER)
    watch = Stopwatch("Fetching", TOKENIZER)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(TOKENIZER_FILES):
            yield watch.progress(number, len(TOKENIZER_FILES))
            _ask(name, endpoint)
            hf_hub_download(
                REPOSITORY,
                name,
                local_dir=folder,
                endpoint=endpoint,
                token=False,
                tqdm_class=_Silent,
            )
        keep_tokenizer(folder, store)
        yield watch.progress(len(TOKENIZER_FILES), len(TOKENIZER_FILES))
    except HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        raise FetchError(
            message(
                "The Hugging Face Hub refused a file of the tokenizer (status {status}).",
                status=status,
            ),
            _ways(),
        ) from error
    except requests.RequestException as error:
        failure = network_failure(error)
        raise FetchError(failure.message, _ways()) from error
    except OSError as error:
        if error.errno is None:  # of the network: the library wraps what it cannot reach
            raise _not_reached() from error
        raise write_error(folder, error) from error
    except _TRANSPORT as error:
        raise _not_reached() from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()


def keep_tokenizer(folder: Path, store: Store) -> None:
    """Copy the tokenizer's files in `folder` into `store`.

    Raises:
        ModelError: there are none.
        CheckpointError: they are not RoBERTa's.
        WriteError: they cannot be written.
    """
    if not has_tokenizer(folder):
        raise ModelError(
            message(
                "'{folder}' contains no tokenizer: neither {parts} nor {whole}.",
                folder=folder,
                parts=" and ".join(TOKENIZER_FILES),
                whole=WHOLE_TOKENIZER,
            ),
            how_page(TOKENIZER),
        )
    from_folder(folder)
    whole = folder / WHOLE_TOKENIZER
    for name in [WHOLE_TOKENIZER] if whole.is_file() else TOKENIZER_FILES:
        with replacing_file(store.tokenizer / name) as path:
            shutil.copyfile(folder / name, path)


def _ask(name: str, endpoint: str | None) -> None:
    """Raise at once where the hub does not answer: its library would try for minutes."""
    address = hf_hub_url(REPOSITORY, name, endpoint=endpoint)
    answer = requests.head(address, timeout=_TIMEOUTS, allow_redirects=True)
    if answer.status_code != requests.codes.ok:
        raise FetchError(
            message(
                "The Hugging Face Hub refused '{name}' (status {status}).",
                name=name,
                status=answer.status_code,
            ),
            _ways(),
        )
    length = str(answer.headers.get("Content-Length", "0"))
    if not length.isdecimal() or len(length) > 12 or int(length) > _MOST:
        raise FetchError(
            message("The file '{name}' on the Hugging Face Hub is far too large.", name=name),
            _ways(),
        )


def _not_reached() -> FetchError:
    return FetchError(message("The connection to the Hugging Face Hub was lost."), _ways())


def _ways() -> str:
    return message("Try again later. {how}", how=how_page(TOKENIZER))
