"""A PyTorch for the graphics card, in the person's data, in place of the one that came along.

A program to download brings the PyTorch for the processor, which is small and runs everywhere.
Where there is a graphics card, `core.models.pytorch_builds` fetches another one into a folder of
the person's data; from the next start on the program takes that. Nothing here imports anything
large.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from soc_rvos.places import data_folder

_NOTE = "in use.json"
_MOST = 10_000  # bytes of the note
WITHOUT_VARIABLE = "SOC_STUDIO_OWN_PYTORCH"
"""Set to anything, the program takes the PyTorch that came along."""


@dataclass(frozen=True, slots=True)
class AddedPytorch:
    """A PyTorch that was fetched.

    Attributes:
        build: what PyTorch calls the build, as "cu126".
        version: of PyTorch, without the build, as "2.13.0".
        python: the Python that it was built for, as "cp311".
    """

    build: str
    version: str
    python: str

    @property
    def folder(self) -> Path:
        """Where its packages are."""
        return pytorch_folder() / f"{self.version}-{self.build}-{self.python}"


def pytorch_folder() -> Path:
    """Return the folder for all that were fetched, which may not exist yet."""
    return data_folder() / "pytorch"


def this_python() -> str:
    """Return what wheels call the Python that runs."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}"


def added_pytorch() -> AddedPytorch | None:
    """Return the one that is to be used, None where there is none, or its folder is gone."""
    with suppress(OSError, ValueError, TypeError):
        with (pytorch_folder() / _NOTE).open("rb") as file:
            said = json.loads(file.read(_MOST))
        found = AddedPytorch(str(said["build"]), str(said["version"]), str(said["python"]))
        names = (found.build, found.version, found.python)
        is_name = all(name and not set(name) - _LETTERS for name in names)
        if is_name and (found.folder / "torch").is_dir():
            return found
    return None


_LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789.")


def use(found: AddedPytorch) -> None:
    """Take `found` from the next start on.

    Raises:
        OSError: that cannot be written down.
    """
    note = pytorch_folder() / _NOTE
    part = note.with_suffix(".part")
    part.write_text(json.dumps(asdict(found)), encoding="utf-8")
    part.replace(note)


def remove() -> int:
    """Take the one that came along again, and remove all others; return the bytes that are free.

    Raises:
        OSError: something of them cannot be removed.
    """
    folder = pytorch_folder()
    if not folder.is_dir():
        return 0
    freed = sum(each.lstat().st_size for each in folder.rglob("*") if each.is_file())
    (folder / _NOTE).unlink(missing_ok=True)  # first, so that no half of it is ever used
    shutil.rmtree(folder)
    return freed


def begin_with_added(bundled: str) -> AddedPytorch | None:
    """Have `import torch` find the one that was fetched, if it fits this program; return it.

    Call it before anything imports torch. `bundled` is the version that came along: another one
    would not fit the rest of the program, so that after an update the own one is used again.
    """
    found = None if os.environ.get(WITHOUT_VARIABLE) else added_pytorch()
    if found is None or found.python != this_python():
        return None
    if found.version != bundled.partition("+")[0]:
        return None
    sys.path.insert(0, str(found.folder))
    return found
