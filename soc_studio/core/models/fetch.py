"""Downloads, adds and checks models, and converts published files to our own format."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import safetensors

from soc_rvos import checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.tokenizer import from_folder
from soc_studio.core.models.catalogue import TOKENIZER, Card, card_of, find_card
from soc_studio.core.models.download import download
from soc_studio.core.models.google_drive import FetchError, GoogleDrive
from soc_studio.core.models.instructions import how_page
from soc_studio.core.models.store import (
    Availability,
    FileDigest,
    Record,
    Store,
    has_tokenizer,
    stamp,
)
from soc_studio.core.models.tokenizer_files import fetch_tokenizer, keep_tokenizer
from soc_studio.core.models.tracker_files import (
    add_tracker,
    check_tracker_file,
    fetch_tracker,
)
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import ModelError, WriteError
from soc_studio.core.system.messages import joined, message, replaced
from soc_studio.core.system.progress import Progress
from soc_studio.resources import resource

_WEIGHTS = (".pth", ".pt", ".tar", ".bin", ".safetensors")
_UNFIT = re.compile(r"[^a-z0-9._+-]+")


@dataclass(frozen=True, slots=True)
class Check:
    """The state of `model`, with a sentence where it is damaged."""

    model: str
    state: Availability
    sentence: str = ""


def fetch(
    model: str, store: Store, host: GoogleDrive | None = None, hub: str | None = None
) -> Generator[Progress, None, None]:
    """Fetch a published network or a tracker, with the tokenizer it needs; make it ready for use.

    Closing the generator stops it; the bytes received stay, and the next fetch resumes there.

    Args:
        model: id of a card, or of the tokenizer.
        store: where it is kept.
        host: the sharing service; by default the real one.
        hub: address of the hub of tokenizers and trackers; by default the real one.

    Raises:
        ModelError: there is no such model, or the host sent another file.
        FetchError: the host does not deliver the file.
        WriteError: it cannot be written.
        RvosError: the tokenizer is not RoBERTa's.
    """
    if model == TOKENIZER:
        if not store.has_tokenizer:
            yield from fetch_tokenizer(store, hub)
        return
    card = card_of(model)
    if card.origin is None or store.entry(model).state is Availability.THERE:
        return
    if card.is_tracker:
        yield from fetch_tracker(card, store, hub)
        return
    if card.tokenizer and not store.has_tokenizer:
        yield from fetch_tokenizer(store, hub)
    folder = store.unfinished(model)
    host = host or GoogleDrive()
    try:
        yield Progress(what="Asking for", model=model)
        offer = host.offer(card.origin)
        more = card.converted_bytes or 0  # the file as we keep it, before the first one can go
        file = yield from download(offer, folder, host.timeouts, model, more)
    except FetchError as error:
        raise FetchError(
            error.message,
            joined(error.advice, how_page(model)),
        ) from error
    try:
        source = yield from stamp(file, model)
        _compare(model, source, store)
        yield from _convert(file, model, card, store.tokenizer, source, store)
    except CheckpointError as error:
        raise ModelError(
            message(
                "The file that the host sent as '{model}' is not that model. {reason}",
                model=model,
                reason=replaced(error.message, file.name, model),
            ),
            message("It was removed. Try again later. {how}", how=how_page(model)),
        ) from error
    finally:
        file.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def add(
    place: Path, store: Store, name: str | None = None, tokenizer: Path | None = None
) -> Generator[Progress, None, str]:
    """Take over a file of weights, or a folder with one or with a tokenizer; return the id.

    Args:
        place: the file or folder; it is only read.
        store: where it is kept.
        name: the id to give it. That of a card is only given to the network of the card, or to the
            tracker, whose files are in the folder `place`. By default it is made of the file's
            name.
        tokenizer: folder of the tokenizer, where it is neither beside the file nor known.

    Raises:
        ModelError: there is nothing to add, or another network has that name.
        RvosError: the file is not weights of a network we know.
        WriteError: it cannot be written.
    """
    if name and (card := find_card(name)) and card.is_tracker:
        yield from add_tracker(card, place, store)
        return name
    try:
        file = _weights_in(place) if place.is_dir() else place
        is_there = file is None or file.is_file()
    except (OSError, ValueError) as error:
        raise ModelError(
            message("'{place}' cannot be read: {reason}.", place=place, reason=error),
            message("Check the name."),
        ) from error
    if file is None:
        keep_tokenizer(place, store)
        return TOKENIZER
    if not is_there:
        raise ModelError(
            message("The file or folder '{place}' does not exist.", place=place),
            message("Check the name."),
        )
    model = name or _UNFIT.sub("-", file.name.lower().split(".")[0]).strip("-._+")
    store.file(model)  # raises where that is no id
    card = find_card(model)
    if model == TOKENIZER or (card is not None and card.origin is None):
        raise ModelError(
            message("The name '{model}' is taken.", model=model),
            message("Give another name with --as."),
        )
    source = yield from stamp(file, model)
    known = store.record(model)
    if store.entry(model).state is Availability.THERE and known.source != source:
        raise ModelError(
            message("Another model is called '{model}'.", model=model),
            message(
                "Give a name with --as, or remove that model first (`soc-studio "
                "models remove {model}`).",
                model=model,
            ),
        )
    _compare(model, source, store)
    if tokenizer is None:
        tokenizer = file.parent if has_tokenizer(file.parent) else store.tokenizer
    yield from _convert(file, model, card, tokenizer, source, store)
    if not store.has_tokenizer and has_tokenizer(tokenizer):
        keep_tokenizer(tokenizer, store)
    return model


def check(model: str, store: Store) -> Generator[Progress, None, Check]:
    """Read the whole file of a network and compare it with the record.

    A file of which nothing is recorded is looked into, and recorded as it is now.

    Raises:
        ModelError: there is no such model, or its file cannot be read.
        WriteError: the record cannot be written.
    """
    if model == TOKENIZER:
        return _check_tokenizer(store)
    card = find_card(model)
    ships = card is not None and card.origin is None
    file = resource("models", f"{model}.safetensors") if ships else store.file(model)
    record = store.record(model)
    if not file.is_file():
        if not ships and card is None and record.kept is None:
            card_of(model)
        gone = (
            message("The file of the model '{model}' is missing.", model=model)
            if record.kept
            else ""
        )
        return Check(
            model, Availability.DAMAGED if ships or record.kept else Availability.MISSING, gone
        )
    kept = yield from stamp(file, model)
    if record.kept is not None:
        if record.kept == kept:
            return Check(model, Availability.THERE)
        return Check(
            model,
            Availability.DAMAGED,
            message(
                "The model '{model}' is damaged: its file has changed. Remove it, "
                "then download or add it again.",
                model=model,
            ),
        )
    try:
        tracker = card is not None and card.is_tracker
        network = check_tracker_file(file) if tracker else checkpoint.load(file).config.name
    except CheckpointError as error:
        return Check(
            model,
            Availability.DAMAGED,
            message("The model '{model}' is damaged. {reason}", model=model, reason=error.message),
        )
    if not ships:
        store.put(model, Record(record.source, kept, network))
    return Check(model, Availability.THERE)


def _check_tokenizer(store: Store) -> Check:
    if not store.has_tokenizer:
        return Check(TOKENIZER, Availability.MISSING)
    try:
        from_folder(store.tokenizer)
    except CheckpointError as error:
        return Check(TOKENIZER, Availability.DAMAGED, error.message)
    return Check(TOKENIZER, Availability.THERE)


def _weights_in(folder: Path) -> Path | None:
    """Return the file of weights in `folder`, None where it has only a tokenizer."""
    files = [each for each in folder.iterdir() if each.is_file()]
    found = sorted(each for each in files if each.suffix.lower() in _WEIGHTS)
    if len(found) == 1:
        return found[0]
    if not found and has_tokenizer(folder):
        return None
    if found:
        raise ModelError(
            message(
                "'{folder}' contains {count} files with weights: {files}.",
                folder=folder,
                count=len(found),
                files=", ".join(each.name for each in found[:5]),
            ),
            message("Name the file to add."),
        )
    raise ModelError(
        message(
            "'{folder}' contains neither weights ({suffixes}) nor a tokenizer.",
            folder=folder,
            suffixes=", ".join(_WEIGHTS),
        ),
        how_page(TOKENIZER),
    )


def _compare(model: str, source: FileDigest, store: Store) -> None:
    """Raise if a file differs from the first one known under this id."""
    first = store.record(model).source
    if first is None or first == source:
        return
    raise ModelError(
        message(
            "This is not the file that '{model}' first came with: it has "
            "{size} bytes and the SHA-256 {digest}…, the first file had "
            "{first_size} bytes and {first_digest}….",
            model=model,
            size=source.size,
            digest=source.sha256[:12],
            first_size=first.size,
            first_digest=first.sha256[:12],
        ),
        message(
            "If it was replaced on purpose, run `soc-studio models remove "
            "{model} --forget` and try again.",
            model=model,
        ),
    )


def _convert(
    file: Path, model: str, card: Card | None, tokenizer: Path, source: FileDigest, store: Store
) -> Generator[Progress, None, None]:
    """Write the network in `file` as one of ours, with its tokenizer in it."""
    yield Progress(what="Converting", model=model)
    found = checkpoint.load(file)
    if card is not None and found.config.name not in card.variants:
        raise ModelError(
            message(
                "The file contains {found}, but '{model}' is {expected}.",
                found=found.config.name,
                model=model,
                expected=" or ".join(card.variants),
            ),
            message("Add it under its own name; `soc-studio models list` shows all names."),
        )
    about = {"id": model, "source_sha256": source.sha256}
    if card is not None:
        about |= {"licence": card.licence, "page": card.page}
    with replacing_file(store.file(model)) as path:
        if isinstance(found, MiniCheckpoint):
            shutil.copyfile(file, path)
        else:
            words = found.tokenizer or _words(tokenizer)
            try:
                checkpoint.save(path, found.network, words, {**found.about, **about})
            except safetensors.SafetensorError as error:  # it hides what the system said
                raise WriteError(
                    message(
                        "'{file}' could not be written: {reason}.",
                        file=store.file(model),
                        reason=error,
                    ),
                    message("Check the space on the disk; no incomplete file was left behind."),
                ) from error
        kept = yield from stamp(path, model)
    store.put(model, Record(source, kept, found.config.name))


def _words(folder: Path) -> str:
    if not has_tokenizer(folder):
        raise ModelError(
            message("The tokenizer that the model needs is missing."),
            message(
                "`soc-studio models fetch {tokenizer}` downloads it. {how}",
                tokenizer=TOKENIZER,
                how=how_page(TOKENIZER),
            ),
        )
    return from_folder(folder).to_str()
