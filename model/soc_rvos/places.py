"""Finds models by name: those that ship, those a person fetched, those in added folders.

A model is a file NAME.safetensors in one of these folders. The program looks here, too.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

from soc_rvos.errors import ModelNotFoundError
from soc_rvos.messages import joined, message

SUFFIX = ".safetensors"
DATA_VARIABLE = "SOC_STUDIO_DATA"
_PACKAGE = Path(__file__).resolve().parent
_added: list[Path] = []


def resources() -> Path:
    """Return the folder of shipped files: in a checkout, a wheel or a frozen program.

    The folder may be missing.
    """
    bundle = getattr(sys, "_MEIPASS", None)  # where a frozen program unpacks its files
    beside = Path(bundle) if bundle else _PACKAGE.parent
    installed = beside / "soc_studio" / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def data_folder() -> Path:
    """Return the folder for this person's data, which may not exist yet.

    The system's place for such folders, or SOC_STUDIO_DATA, so that a portable installation can
    take its data along.
    """
    if place := os.environ.get(DATA_VARIABLE):
        return Path(place).absolute()
    return platformdirs.user_data_path("soc-studio", appauthor=False)


def add_place(folder: str | os.PathLike[str]) -> None:
    """Look for models in `folder`, too, while this process runs.

    Shipped models come before those of added folders, these before fetched ones.
    """
    place = Path(folder).absolute()
    if place not in _added:
        _added.append(place)


def shipped() -> Path:
    """Return the folder of the models that come with the program."""
    return resources() / "models"


def fetched() -> Path:
    """Return the folder of the models this person fetched or added, which may not exist yet."""
    return data_folder() / "models"


def available() -> dict[str, Path | None]:
    """Return the known models by name: the file, or None for one not fetched yet.

    >>> import soc_rvos
    >>> soc_rvos.available()["soc-mini"].name
    'soc-mini.safetensors'
    """
    found: dict[str, Path | None] = dict.fromkeys(_published())
    for folder in (fetched(), *reversed(_added), shipped()):
        found.update(_models_in(folder))
    return found


def find(name: str) -> Path:
    """Return the file of the model called `name`.

    Raises:
        ModelNotFoundError: no model here has this name; the message lists those that are here.
    """
    known = available()
    if file := known.get(name):
        return file
    here = ", ".join(each for each, file in known.items() if file) or message("none")
    if name in known:
        raise ModelNotFoundError(
            message(
                "The model '{name}' is not on this computer yet: `soc-studio models fetch {name}` "
                "gets it. Models that are here: {here}.",
                name=name,
                here=here,
            )
        )
    others = ", ".join(each for each, file in known.items() if not file)
    raise ModelNotFoundError(
        joined(
            message(
                "There is no model '{name}', and no file of that name. Models that are here: "
                "{here}.",
                name=name,
                here=here,
            ),
            message("`soc-studio models fetch` gets: {others}.", others=others) if others else "",
        )
    )


def _models_in(folder: Path) -> dict[str, Path]:
    with suppress(OSError):  # not there, or closed to us
        return {file.stem: file for file in sorted(folder.glob(f"*{SUFFIX}")) if file.is_file()}
    return {}


def _published() -> list[str]:
    """Return the names of shipped and published models, in the order of the catalogue."""
    with suppress(OSError):
        content = json.loads((shipped() / "catalogue.json").read_text(encoding="utf-8"))
        return [card["id"] for card in content]
    return []
