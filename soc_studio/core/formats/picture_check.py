"""Says that pictures, just written, are not what was meant."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message


def unlike(path: Path, reason: str = "") -> WriteError:
    """Return the error of a file that holds something else than was written to it."""
    return WriteError(
        message(
            "{path} was written, but reading it back gives something else ({reason}).",
            path=path.name,
            reason=reason or message("other pixels"),
        ),
        message("Choose another format or folder, and report this."),
    )


def check_folder(folder: Path, meant: Collection[str]) -> None:
    """Compare the names of the files in `folder` with those that were `meant`.

    Raises:
        WriteError: there are others, or a file is empty.
        OSError: the folder cannot be read.
    """
    found = {each.name for each in folder.iterdir() if each.stat().st_size}
    if found != set(meant):
        raise unlike(
            folder,
            message("{count} pictures instead of {meant}", count=len(found), meant=len(meant)),
        )
