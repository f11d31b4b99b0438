"""The folder of downloaded and added models, and the record of each."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from soc_rvos.places import SUFFIX, fetched, shipped
from soc_studio.core.models.catalogue import TOKENIZER, cards, find_card, tracker_cards
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.json_values import Count, JsonError, Sha256, text_of, value_in
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

TOKENIZER_FILES = ("vocab.json", "merges.txt")
WHOLE_TOKENIZER = "tokenizer.json"
_RECORDS = "records.json"
_MOST_RECORDS = 2**20  # bytes
_BLOCK = 2**22  # bytes read at once
_ID = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}")


class Availability(Enum):
    """Whether a network can be used."""

    THERE = "there"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class FileDigest:
    """Size in bytes and SHA-256 in hexadecimal of a file."""

    size: Count
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a network, by its id.

    `source` is the file as it was first fetched or added, kept also when the network is removed, so
    that another file under the same name is noticed; `kept` is our own file, None while there is
    none. `network` is the name of its configuration.
    """

    source: FileDigest | None = None
    kept: FileDigest | None = None
    network: str = ""


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A network in the list: its id and state, and the bytes it takes where it is there."""

    id: str
    state: Availability
    bytes: int | None
    network: str


class Store:
    """Networks in a folder, each one file, with a file of records beside them."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use `folder`, by default the one in this person's data; it need not exist yet."""
        self.folder = folder or fetched()

    def file(self, model: str) -> Path:
        """Return where the network or tracker `model` is, or would be.

        Raises:
            ModelError: that is no id.
        """
        if not _ID.fullmatch(model) or model.endswith("."):
            raise ModelError(
                message("'{model}' cannot be the name of a model.", model=model),
                message("Use up to 64 lowercase letters, digits, points, dashes and underscores."),
            )
        card = find_card(model)
        folder = self.folder / "trackers" if card and card.is_tracker else self.folder
        return folder / f"{model}{SUFFIX}"

    @property
    def tokenizer(self) -> Path:
        """The folder of the tokenizer's files."""
        return self.folder / TOKENIZER

    @property
    def has_tokenizer(self) -> bool:
        """Whether the store has a tokenizer's files."""
        return has_tokenizer(self.tokenizer)

    def unfinished(self, model: str) -> Path:
        """Return the folder for an incomplete download of `model`."""
        return self.folder / "unfinished" / self.file(model).stem

    def records(self) -> dict[str, Record]:
        """Return all records by id; an unreadable file counts as empty."""
        path = self.folder / _RECORDS
        try:
            return value_in(path, dict[str, Record], _MOST_RECORDS)
        except (OSError, JsonError):
            return {}

    def record(self, model: str) -> Record:
        """Return the record of `model`."""
        return self.records().get(model, Record())

    def put(self, model: str, record: Record | None) -> None:
        """Write the record of `model`; None removes it.

        Raises:
            WriteError: the file cannot be written.
        """
        records = {**self.records()}
        records.pop(model, None)
        if record is not None:
            records[model] = record
        with replacing_file(self.folder / _RECORDS) as path:
            path.write_text(
                text_of(dict(sorted(records.items())), indent=1) + "\n", encoding="utf-8"
            )

    def entries(self) -> list[ModelEntry]:
        """Return the network that ships, the published ones, and those added under other names."""
        known = self.records()
        ids = [card.id for card in cards()]
        others = {*ids, *(card.id for card in tracker_cards())}
        ids += sorted(model for model in known if model not in others and known[model].kept)
        return [self._entry(model, known.get(model, Record())) for model in ids]

    def tracker_entries(self) -> list[ModelEntry]:
        """Return the trackers that can be fetched, or were."""
        known = self.records()
        ids = [card.id for card in tracker_cards()]
        return [self._entry(model, known.get(model, Record())) for model in ids]

    def entry(self, model: str) -> ModelEntry:
        """Return the entry of `model`, which is missing where nothing is known of it."""
        return self._entry(model, self.record(model))

    def _entry(self, model: str, record: Record) -> ModelEntry:
        """Return the state by quick checks alone: the file's presence and size."""
        card = find_card(model)
        network = record.network or (card.variants[0] if card else "")
        ships = card is not None and card.origin is None
        try:
            path = shipped() / f"{model}{SUFFIX}" if ships else self.file(model)
            size = path.stat().st_size
        except (OSError, ModelError):
            state = Availability.DAMAGED if record.kept else Availability.MISSING
            return ModelEntry(model, state if not ships else Availability.DAMAGED, None, network)
        whole = ships or (record.kept is not None and record.kept.size == size)
        return ModelEntry(
            model, Availability.THERE if whole else Availability.DAMAGED, size, network
        )

    def remove(self, model: str, forget: bool = False) -> int:
        """Remove a network, or the tokenizer by its id; return the bytes that are free now.

        The hash of its source is kept, unless it is to `forget` it.

        Raises:
            ModelError: it ships with the program, or is not there.
            WriteError: it cannot be removed.
        """
        if (card := find_card(model)) and card.origin is None:
            raise ModelError(
                message("'{model}' comes with the program and cannot be removed.", model=model)
            )
        record = self.records().get(model)
        places = (
            [self.tokenizer] if model == TOKENIZER else [self.file(model), self.unfinished(model)]
        )
        if record is None and not any(place.exists() for place in places):
            raise ModelError(
                message("The model '{model}' is not on this computer.", model=model),
                message("`soc-studio models list` shows the models that are."),
            )
        freed = sum(_bytes(place) for place in places)
        try:
            for place in places:
                if place.is_dir():
                    shutil.rmtree(place)
                else:
                    place.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(places[0], error) from error
        stays = record is not None and record.source is not None and not forget
        self.put(model, replace(record, kept=None) if record and stays else None)
        return freed


def has_tokenizer(folder: Path) -> bool:
    """Return whether `folder` has the files of a tokenizer."""
    if (folder / WHOLE_TOKENIZER).is_file():
        return True
    return all((folder / name).is_file() for name in TOKENIZER_FILES)


def stamp(path: Path, model: str) -> Generator[Progress, None, FileDigest]:
    """Return size and hash of a file, yielding how far it is read.

    Raises:
        ModelError: it cannot be read.
    """
    digest = hashlib.sha256()
    watch = Stopwatch("Checking", model)
    try:
        total = path.stat().st_size
        done = 0
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                done += len(block)
                yield watch.progress(done, max(total, done))
    except OSError as error:
        raise ModelError(
            message(
                "'{path}' could not be read: {reason}.", path=path, reason=error.strerror or error
            ),
            message("Check the disk."),
        ) from error
    return FileDigest(done, digest.hexdigest())


def _bytes(place: Path) -> int:
    with suppress(OSError):
        if place.is_dir():
            return sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
        return place.stat().st_size
    return 0
