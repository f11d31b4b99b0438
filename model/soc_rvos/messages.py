"""Sentences for a person: English text that remembers its template and parts, for translation.

Errors of this package and `soc_rvos.sentences.told` give such messages; a program that speaks
another language looks up `template` in its catalogue and fills in `parts` again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Number


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

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        """Pickle template and parts, so that errors travel between processes."""
        return Message, (self.template, self.parts)


def message(template: str, /, **parts: object) -> Message:
    """Return `template`, a literal, with its `parts`.

    A plural needs a template of its own: parts are filled in unchanged.

    >>> said = message("'{file}' has {count} frames.", file="a.mp4", count=3)
    >>> said, said.parts["count"]
    ("'a.mp4' has 3 frames.", 3)
    """
    return Message(template, parts)


def joined(*sentences: str) -> str:
    """Return the sentences, messages or plain text, in a row; empty ones are left out."""
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
