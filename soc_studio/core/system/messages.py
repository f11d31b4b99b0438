"""Texts for a person: a template and its parts, so that the window can translate them.

`core` and `soc_rvos` word their messages in English. A `Message` is that English text and knows its
template: the window looks that up in its catalogue and fills in the parts again.
`packaging/translate.py` collects every template that is given to `message`.
"""

from __future__ import annotations

import re
from typing import Any

from soc_rvos.messages import Message, joined, listed, message

__all__ = ["Message", "from_json", "joined", "listed", "message", "replaced", "to_json"]

_FIELD = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 4  # messages in messages, read from a file


def replaced(text: str, old: str, new: str) -> str:
    """Return `text` with `new` in the place of `old`, in the parts of a message, too."""
    if not isinstance(text, Message):
        return text.replace(old, new)
    parts = {
        name: replaced(part, old, new) if isinstance(part, str) else part
        for name, part in text.parts.items()
    }
    return Message(text.template, parts)


def to_json(text: str) -> Any:
    """Return what `from_json` restores a message from, beside its text; None for plain text."""
    if not isinstance(text, Message):
        return None
    parts = {
        name: [str(part), to_json(part)] if isinstance(part, Message) else part
        for name, part in text.parts.items()
    }
    return {"template": text.template, "parts": parts}


def from_json(text: str, said: Any, depth: int = 0) -> str:
    """Return the message of which `to_json` said this, or `text` alone where it does not match.

    Safe with files from other people: a template is used only if its fields are plain names and
    filling in the parts gives `text`.
    """
    if not isinstance(said, dict) or depth == _DEEPEST:
        return text
    template, given = said.get("template"), said.get("parts")
    if not isinstance(template, str) or not isinstance(given, dict):
        return text
    fields = set(_FIELD.findall(template))
    if set("{}") & set(_FIELD.sub("", template)) or fields != set(given):
        return text
    parts: dict[str, object] = {}
    for name, part in given.items():
        if isinstance(part, list) and len(part) == 2 and isinstance(part[0], str):
            parts[name] = from_json(part[0], part[1], depth + 1)
        elif isinstance(part, str | int):
            parts[name] = part
        else:
            return text
    made = Message(template, parts)
    return made if made == text else text
