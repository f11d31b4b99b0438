"""Where networks are kept, and a network made ready from its file."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.inference.device import choose_device
from soc_rvos.inference.predictor import NetworkPredictor, load_predictor
from soc_studio.core.errors import ModelError
from soc_studio.core.models.catalogue import find_card
from soc_studio.core.models.store import State, Store
from soc_studio.core.names import coded_name
from soc_studio.resources import resource

DEFAULT_MODEL = "soc-mini"
_SUFFIX = ".safetensors"


@dataclass(frozen=True, slots=True)
class Model:
    """A network on its device, and the file it came from.

    `name` is the shipped name, or the name of the file without its ending; `sha256` is the digest
    of the file in hexadecimal; `device` is "cpu", "cuda" or "mps".
    """

    name: str
    file: Path
    sha256: str
    predictor: NetworkPredictor
    device: str = "cpu"


def shipped_models() -> list[str]:
    """Return the names of the networks that come with the program, sorted."""
    return sorted(file.stem for file in resource("models").glob(f"*{_SUFFIX}"))


def find_model(name: str) -> Path:
    """Return the file of the network called `name`.

    It is a shipped name, the id of a network that was fetched or added, or the path of a file.

    Raises:
        ModelError: there is no such network, or it is damaged.
    """
    if name in (shipped := shipped_models()):
        return resource("models", name + _SUFFIX)
    if found := _added(name):
        return found
    file = Path(name)
    with suppress(OSError):  # a name that is too long, a folder that is closed to us
        if file.is_file():
            return file
    if find_card(name):
        raise ModelError(
            f"The model '{name}' is not on this computer yet.",
            f"`soc-studio models fetch {name}` gets it; `soc-studio models how {name}` says how "
            "without a network.",
        )
    there = [each.id for each in Store().entries() if each.state is State.THERE]
    names = ", ".join(dict.fromkeys([*shipped, *there])) or "none"
    raise ModelError(
        f"There is no model '{name}': neither a file nor one that is on this computer.",
        f"Give the path of a weights file, or the name of a model that is here ({names}); "
        "`soc-studio models list` names those that can be fetched.",
    )


def _added(name: str) -> Path | None:
    """Return the file of a network that was fetched or added under the id `name`."""
    store = Store()
    if name not in store.records():
        return None
    entry = store.entry(name)
    if entry.state is State.DAMAGED:
        raise ModelError(
            f"The file of the model '{name}' is damaged: its size is not what it was.",
            f"Remove it (`soc-studio models remove {name}`) and fetch or add it again.",
        )
    return store.file(name) if entry.state is State.THERE else None


def load_model(name: str, device: str = "auto", tokenizer: Path | None = None) -> Model:
    """Make the network called `name` ready on `device`.

    Args:
        name: a shipped name, the id of an added one, or the path of a file.
        device: "auto", "cuda", "mps" or "cpu".
        tokenizer: folder of the text encoder's tokenizer, where the file brings none.

    Raises:
        ModelError: there is no such network, or its file cannot be read.
        RvosError: the file is not weights of a network we know, or the device is missing.
    """
    file = find_model(name)
    predictor = load_predictor(file, device, tokenizer=tokenizer)
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"'{file}' could not be read: {error.strerror or error}.") from error
    return Model(coded_name(file.stem), file, digest, predictor, choose_device(device).type)
