"""Where the library of the theme keeps the small pictures that its style sheet names.

WORKAROUND The library writes them to ~/.cache and puts the place into the style sheet as it is:
where a letter of it is no English one, Qt refuses the whole sheet, and where nothing can be written
the program does not start. Here the sheet has names that Qt looks up, and the place is ours.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir

from soc_studio.core.system.user_folders import cache_folder
from soc_studio.ui.toolkit.theme_library import style_loader, template_filter

_PREFIX = "theme"
_FUNCTION = "get_cash_root_path"  # the library's own spelling


class _PicturePath(type(Path())):  # type: ignore[misc]
    """A path that is written into a style sheet as Qt looks it up."""

    def as_posix(self) -> str:
        return f"{_PREFIX}:{self.name}"


@cache
def use_own_folder() -> None:
    """Have the library keep its pictures in our folder, and name them so that Qt finds them."""
    folder = _writable(cache_folder() / "theme") or Path(tempfile.mkdtemp(prefix="soc-studio-"))
    QDir.setSearchPaths(_PREFIX, [str(folder)])
    for module in (style_loader, template_filter):
        if hasattr(module, _FUNCTION):
            setattr(module, _FUNCTION, lambda version: _PicturePath(folder))


def _writable(folder: Path) -> Path | None:
    """Return `folder` where a file can be written there, making it; None where not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"a picture takes a little room")
            file.flush()
    except OSError:
        return None
    return folder
