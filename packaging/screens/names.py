"""What is known of the states without a window: names, and which of them are for what."""

from __future__ import annotations

import ast
from pathlib import Path

_SOURCE = Path(__file__).with_name("states.py")


def _names() -> tuple[str, ...]:
    tree = ast.parse(_SOURCE.read_text(encoding="utf-8"))
    return tuple(
        each.name
        for each in tree.body
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
    )


NAMES = _names()
"""All states, in the order in which they are written: each public function of `states.py`."""
IN_DOCUMENTS = (
    *("found", "words", "candidates", "points", "export"),
    *("label", "demo", "models", "recent"),
)
DOCUMENT = "document"
"""Instead of a size, the folder of pictures that are for documents."""
MOVING = ("searching", "about")
"""Those that are never twice the same: work that goes on, and versions."""
SEARCHED = ("found", "not_found")
"""Those for which something is searched, the first time."""
TELLING_PATHS = ("tasks", "exported", "missing_video", "without_video")
"""Those that show where files are."""
