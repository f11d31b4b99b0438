"""Where the files that ship with the program are: in a checkout, a wheel, a frozen program."""

from __future__ import annotations

from pathlib import Path

from soc_rvos.places import resources


def resource(*parts: str) -> Path:
    """Return the place of a shipped file or folder, named by its `parts` below `resources`.

    It is not checked that the file is there.
    """
    return resources().joinpath(*parts)
