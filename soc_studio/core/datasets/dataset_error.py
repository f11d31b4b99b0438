"""A dataset cannot be read: the failure, and text of files within sentences."""

from __future__ import annotations

import re

from soc_studio.core.system.errors import StudioError

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class DatasetError(StudioError):
    """A dataset cannot be read."""


def shown(said: object, most: int = 80) -> str:
    """Return what a file says in `most` characters: on one line, and nothing but text."""
    text = _NO_TEXT.sub("?", " ".join(str(said)[: most + 1].split()))
    return text if len(text) <= most else f"{text[: most - 1]}…"
