"""Reads a list of categories: a text file, one a line."""

from __future__ import annotations

from pathlib import Path

from soc_studio.core.project.limits import LONGEST_TEXT
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

MOST_CATEGORIES = 10_000
_MOST_BYTES = 2**20
_ADVICE = message("Choose a text file with one category on each line.")


class CategoryError(StudioError):
    """A file holds no list of categories."""


def read_categories(path: Path) -> tuple[str, ...]:
    """Return the categories in a text file, each once, in their order.

    Empty lines are left out, and those that begin with `#`.

    Raises:
        CategoryError: it cannot be read, is no text, too large, or holds none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CategoryError(
            message("'{path}' cannot be read: {reason}.", path=path.name, reason=reason), _ADVICE
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CategoryError(message("'{path}' is no text.", path=path.name), _ADVICE) from error
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    is_large = len(content) > _MOST_BYTES or len(found) > MOST_CATEGORIES
    if is_large or any(len(each) > LONGEST_TEXT for each in found):
        raise CategoryError(
            message("'{path}' is too large for a list of categories.", path=path.name), _ADVICE
        )
    if not found:
        raise CategoryError(message("'{path}' holds no category.", path=path.name), _ADVICE)
    return found
