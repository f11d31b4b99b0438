"""Names of files and sentences of people in the lines of a message, however long they are."""

from __future__ import annotations

import re

_UNBROKEN = re.compile(r"\S{25,}")
_PART = 8  # letters after each of which a long word may break
_BREAK = "\u200b"  # takes no room, and Qt may begin a line behind it
_MOST, _END = 240, 60  # letters of a message; those of its end that stay


def breakable(text: str) -> str:
    """Return `text` with places in its long words where a line may end."""

    def parts(word: re.Match[str]) -> str:
        letters = word[0]
        return _BREAK.join(letters[at : at + _PART] for at in range(0, len(letters), _PART))

    return _UNBROKEN.sub(parts, text)


def shortened(text: str) -> str:
    """Return `text` with dots in its middle where it is too long to be read in passing."""
    return text if len(text) <= _MOST else f"{text[: _MOST - _END - 1]}…{text[-_END:]}"
