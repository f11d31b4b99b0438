"""JSON as other programs write it: with a mark of its encoding, or with NaN among its numbers."""

from __future__ import annotations

import codecs
import re

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_NUMBERS = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b')


def has_mark(content: bytes) -> bool:
    """Return whether a text begins with a byte-order mark."""
    return content.startswith((codecs.BOM_UTF8, *_UTF_16))


def as_utf8(content: bytes) -> bytes:
    """Return a text in UTF-8 without a byte-order mark, of one that is in UTF-16 if its mark says
    so; of one that was cut off, what is whole."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", "ignore").encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)


def without_nan(content: bytes) -> bytes:
    """Return JSON in UTF-8 with null in the place of NaN and Infinity, which JSON does not have."""
    return _NO_NUMBERS.sub(lambda found: found[0] if found[0][:1] == b'"' else b"null", content)
