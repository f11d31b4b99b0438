"""Gets trackers from the Hugging Face Hub or a folder, and keeps each as one file of ours."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import requests
from huggingface_hub import hf_hub_url

from soc_rvos.errors import CheckpointError
from soc_rvos.prompted_file import (
    CONFIGURATION,
    MOST_CONFIGURATION,
    WEIGHTS,
    check_configuration,
    convert_published,
    kind_of,
)
from soc_studio.core.models.catalogue import Card
from soc_studio.core.models.download import download
from soc_studio.core.models.google_drive import DownloadOffer, FetchError, network_failure
from soc_studio.core.models.instructions import how_page
from soc_studio.core.models.store import FileDigest, Record, Store, stamp
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.messages import joined, message, replaced
from soc_studio.core.system.progress import Progress

_TIMEOUTS = (10.0, 30.0)  # seconds to connect, and between two pieces of an answer


def fetch_tracker(
    card: Card, store: Store, hub: str | None = None
) -> Generator[Progress, None, None]:
    """Fetch the tracker of `card` from the hub at the address `hub`, by default the usual one.

    Closing the generator stops it; the bytes received stay, and the next fetch resumes there.

    Raises:
        ModelError: the hub sent something else.
        FetchError: the hub does not deliver the files.
        WriteError: a file cannot be written.
        RvosError: a package is missing that this tracker needs.
    """
    assert card.origin is not None
    folder = store.unfinished(card.id)
    try:
        yield Progress(what="Asking for", model=card.id)
        configuration = _configuration(card, folder, hub)
        try:
            check_configuration(configuration)  # a package may be missing: said before it is long
        except CheckpointError as error:
            raise _another(card, error, configuration) from error
        offer = _offer(card.origin.id, hub)
        weights = yield from download(
            offer, folder, _TIMEOUTS, card.id, card.converted_bytes or offer.size or 0
        )
    except FetchError as error:
        raise FetchError(error.message, joined(error.advice, how_page(card.id))) from error
    try:
        source = yield from stamp(weights, card.id)
        yield from _keep(card, configuration, weights, source, store)
    except CheckpointError as error:
        raise _another(card, error, weights) from error
    finally:
        weights.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _another(card: Card, error: CheckpointError, file: Path) -> ModelError:
    return ModelError(
        message(
            "The file that the host sent as '{model}' is not that model. {reason}",
            model=card.id,
            reason=replaced(error.message, file.name, card.id),
        ),
        message("It was removed. Try again later. {how}", how=how_page(card.id)),
    )


def add_tracker(card: Card, folder: Path, store: Store) -> Generator[Progress, None, None]:
    """Take over the tracker of `card` from a folder with the files that it is published as.

    Raises:
        ModelError: a file is missing.
        RvosError: the files are not this tracker, or a package is missing that it needs.
        WriteError: the file cannot be written.
    """
    missing = [name for name in (CONFIGURATION, WEIGHTS) if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            message(
                "'{folder}' does not contain {files}.", folder=folder, files=" and ".join(missing)
            ),
            how_page(card.id),
        )
    source = yield from stamp(folder / WEIGHTS, card.id)
    yield from _keep(card, folder / CONFIGURATION, folder / WEIGHTS, source, store)


def check_tracker_file(file: Path) -> str:
    """Read the whole of a tracker's file and return the name of its kind.

    Raises:
        CheckpointError: it is damaged.
        RvosError: a package is missing that it needs.
    """
    return kind_of(file).name


def _keep(
    card: Card, configuration: Path, weights: Path, source: FileDigest, store: Store
) -> Generator[Progress, None, None]:
    """Write a published tracker as one of our files, and record it."""
    yield Progress(what="Converting", model=card.id)
    about = {
        "id": card.id,
        "source_sha256": source.sha256,
        "licence": card.licence,
        "page": card.page,
    }
    with replacing_file(store.file(card.id)) as path:
        try:
            kind = convert_published(configuration, weights, path, about)
        except OSError as error:
            raise write_error(path, error) from error
        if kind.name not in card.variants:
            raise CheckpointError(
                message(
                    "{file} holds {found}, not {expected}.",
                    file=weights.name,
                    found=kind.system,
                    expected=card.network,
                )
            )
        kept = yield from stamp(path, card.id)
    store.put(card.id, Record(source, kept, kind.name))


def _configuration(card: Card, folder: Path, hub: str | None) -> Path:
    """Fetch the small file that says how a tracker is built."""
    assert card.origin is not None
    address = hf_hub_url(card.origin.id, CONFIGURATION, endpoint=hub)
    try:
        with closing(requests.get(address, stream=True, timeout=_TIMEOUTS)) as answer:
            _check_answer(answer, CONFIGURATION)
            content = answer.raw.read(MOST_CONFIGURATION + 1, decode_content=True)
    except requests.RequestException as error:
        raise network_failure(error) from error
    path = folder / CONFIGURATION
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise write_error(path, error) from error
    return path


def _offer(repository: str, hub: str | None) -> DownloadOffer:
    """Ask the hub for the weights of a tracker."""
    address = hf_hub_url(repository, WEIGHTS, endpoint=hub)
    try:
        answer = requests.head(
            address,
            timeout=_TIMEOUTS,
            allow_redirects=True,
            headers={"Accept-Encoding": "identity"},
        )
    except requests.RequestException as error:
        raise network_failure(error) from error
    _check_answer(answer, WEIGHTS)
    length = str(answer.headers.get("Content-Length", ""))
    size = int(length) if length.isdecimal() and len(length) < 19 else None
    version = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
    return DownloadOffer(address, size, str(version))


def _check_answer(answer: requests.Response, name: str) -> None:
    if answer.status_code != requests.codes.ok:
        raise FetchError(
            message(
                "The Hugging Face Hub refused '{name}' (status {status}).",
                name=name,
                status=answer.status_code,
            ),
            message("Try again later."),
        )
