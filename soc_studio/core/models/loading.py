"""Loads a model by name or path, ready for a device."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import soc_rvos
from soc_rvos import places
from soc_rvos.errors import ModelNotFoundError
from soc_rvos.inference.device import choose_device
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.language.findings import Understanding
from soc_rvos.language.understanding import understand
from soc_rvos.vocabulary_file import reading_vocabulary
from soc_studio.core.models.catalogue import find_card
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.memory import free_memory
from soc_studio.core.system.messages import message
from soc_studio.core.system.settings import Settings

DEFAULT_MODEL = Settings().model
_MOST_KEPT = 3 * 2**29  # bytes of features and frames that are kept for later expressions
_SHARE_KEPT = 1 / 8  # of the memory that is free, at most


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A network on its device, and the file it came from.

    `name` is the shipped name, or the name of the file without its ending; `sha256` is the digest
    of the file in hexadecimal; `device` is "cpu", "cuda" or "mps".
    """

    name: str
    file: Path
    sha256: str
    predictor: NetworkPredictor
    device: str = "cpu"

    def understand(self, sentence: str) -> Understanding:
        """Return how the network understands `sentence`; findings name what it cannot follow."""
        return understand(sentence, self.predictor.vocabulary or reading_vocabulary())


def find_model(name: str) -> Path:
    """Return the file of the network called `name`.

    It is a shipped name, the id of a network that was fetched or added, or the path of a file.

    Raises:
        ModelError: there is no such network, or it is damaged.
    """
    _refuse_damaged(name)
    with suppress(ModelNotFoundError):
        return places.find(name)
    file = Path(name)
    with suppress(OSError):  # a name that is too long, a folder that is closed to us
        if file.is_file():
            return file
    if find_card(name):
        raise ModelError(
            message("The model '{name}' is not on this computer yet.", name=name),
            message(
                "`soc-studio models fetch {name}` downloads it; `soc-studio models "
                "how {name}` explains how to add it without an internet connection.",
                name=name,
            ),
        )
    names = ", ".join(each for each, file in places.available().items() if file) or "none"
    raise ModelError(
        message(
            "There is no model '{name}': no file has this path, and no model "
            "on this computer this name.",
            name=name,
        ),
        message(
            "Give the path of a weights file, or the name of a model on this "
            "computer ({names}); `soc-studio models list` shows the models "
            "that can be downloaded.",
            names=names,
        ),
    )


def _refuse_damaged(name: str) -> None:
    """Raise where `name` was fetched or added, and its file is not what it was."""
    store = Store()
    if name in store.records() and store.entry(name).state is Availability.DAMAGED:
        raise ModelError(
            message("The file of the model '{name}' is damaged: its size has changed.", name=name),
            message(
                "Remove it (`soc-studio models remove {name}`), then download or add it again.",
                name=name,
            ),
        )


def load_model(
    name: str,
    device: str = "auto",
    tokenizer: Path | None = None,
    reuses: bool = False,
    exact: bool = False,
) -> LoadedModel:
    """Load the network called `name` onto `device`.

    Args:
        name: a shipped name, the id of an added one, or the path of a file.
        device: "auto", "cuda", "mps" or "cpu".
        tokenizer: folder of the text encoder's tokenizer, where the file brings none.
        reuses: whether to keep what was computed of frames for another expression on them, in a
            share of the memory that is free now.
        exact: whether everything is computed in float32, as published numbers were made.

    Raises:
        ModelError: there is no such network, or its file cannot be read.
        RvosError: the file is not weights of a network we know, or the device is missing.
    """
    if (card := find_card(name)) and card.is_tracker:
        raise ModelError(
            message("'{name}' is a tracker: it cannot read sentences.", name=name),
            message("Choose a model, such as {model}, for searches.", model=DEFAULT_MODEL),
        )
    file = find_model(name)
    cache_bytes = _cache_bytes(device) if reuses else 0
    loaded = soc_rvos.load(file, device, tokenizer, cache_bytes, exact)
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            message(
                "'{file}' could not be read: {reason}.", file=file, reason=error.strerror or error
            )
        ) from error
    return LoadedModel(coded_name(file.stem), file, digest, loaded.predictor, loaded.device.type)


def _cache_bytes(device: str) -> int:
    free = free_memory(choose_device(device).type)
    return 0 if free is None else int(min(_MOST_KEPT, _SHARE_KEPT * free))
