"""Where networks are kept, and a network made ready from its file."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.inference.predictor import NetworkPredictor, load_predictor
from soc_studio.core.errors import StudioError
from soc_studio.resources import resource

DEFAULT_MODEL = "soc-mini"
_SUFFIX = ".safetensors"


class ModelError(StudioError):
    """A network cannot be had."""


@dataclass(frozen=True, slots=True)
class Model:
    """A network on its device, and the file it came from.

    `name` is the shipped name, or the name of the file without its ending; `sha256` is the digest
    of the file in hexadecimal.
    """

    name: str
    file: Path
    sha256: str
    predictor: NetworkPredictor


def shipped_models() -> list[str]:
    """Return the names of the networks that come with the program, sorted."""
    return sorted(file.stem for file in resource("models").glob(f"*{_SUFFIX}"))


def find_model(name: str) -> Path:
    """Return the file of the network called `name`: a shipped name, or the path of a file.

    Raises:
        ModelError: there is no such network.
    """
    if name in (shipped := shipped_models()):
        return resource("models", name + _SUFFIX)
    file = Path(name)
    with suppress(OSError):  # a name that is too long, a folder that is closed to us
        if file.is_file():
            return file
    names = ", ".join(shipped) or "none"
    raise ModelError(
        f"There is no model '{name}': neither a file nor one that comes with the program.",
        f"Give the path of a weights file, or one of the names that come with it ({names}).",
    )


def load_model(name: str, device: str = "auto", tokenizer: Path | None = None) -> Model:
    """Make the network called `name` ready on `device`.

    Args:
        name: a shipped name, or the path of a file.
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
    return Model(file.stem, file, digest, predictor)
