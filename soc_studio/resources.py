"""Where the files that ship with the program are: in a checkout, a wheel, a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the place of a shipped file or folder, named by its `parts` below `resources`.

    It is not checked that the file is there.
    """
    bundle = getattr(sys, "_MEIPASS", None)  # where a frozen program unpacks its files
    root = Path(bundle) / "soc_studio" if bundle else _PACKAGE
    installed = root / "resources"
    folder = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return folder.joinpath(*parts)
