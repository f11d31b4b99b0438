"""English words that no model need know, so that nobody is told that they are wrong."""

from __future__ import annotations

from functools import cache

from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message
from soc_rvos.places import resources


@cache
def english_words() -> frozenset[str]:
    """Return the words that come with the program, beside those that the shipped model knows.

    Raises:
        CheckpointError: they are not there.
    """
    file = resources() / "words" / "english.txt"
    try:
        return frozenset(file.read_text(encoding="ascii").split())
    except (OSError, ValueError) as error:
        raise CheckpointError(
            message("{file} is missing or damaged. Install the program again.", file=file.name)
        ) from error
