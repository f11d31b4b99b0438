"""Texts for a person: a template and its parts, so that the window can translate them.

`core` words its messages in English. A `Message` is that English text and knows the template
it was made from: the window looks that up in its catalogue and fills in the parts again.
`packaging/translate.py` collects every template that is given to `message`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from numbers import Number
from typing import Any

_FIELD = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 4  # messages in messages, read from a file


class Message(str):
    """A text in English that remembers its template and parts.

    Attributes:
        template: the text with `{name}` in the place of each part, as in `str.format`.
        parts: by name: numbers, text that is never translated such as the name of a file, and
            messages.
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, object]

    def __new__(cls, template: str, parts: Mapping[str, object]) -> Message:
        """Fill `parts` into `template`."""
        plain = {
            name: part if isinstance(part, str | Number) else str(part)
            for name, part in parts.items()
        }
        self = super().__new__(cls, template.format(**plain))
        self.template = template
        self.parts = plain
        return self


def message(template: str, /, **parts: object) -> Message:
    """Return `template`, a literal, with its `parts`.

    A plural is a template of its own: parts are filled in as they are.
    """
    return Message(template, parts)


def joined(*sentences: str) -> str:
    """Return sentences in a row, each a message or plain text; empty ones are left out."""
    parts = {f"part_{'x' * at}": each for at, each in enumerate(filter(None, sentences))}
    return Message(" ".join(f"{{{name}}}" for name in parts), parts)


def listed(things: Sequence[str]) -> str:
    """Return "one", "one and other", or "one, other and third"."""
    if len(things) < 2:
        return things[0] if things else ""
    first = things[0]
    for each in things[1:-1]:
        first = message("{first}, {other}", first=first, other=each)
    return message("{first} and {other}", first=first, other=things[-1])


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
