"""What can be found out about the computer and the program on it: a line for each thing.

A line is good, or says in a sentence what is wrong and what mends it. Nothing personal is in lines:
`impersonal` takes the person's folder and name out of paths.
"""

from __future__ import annotations

import getpass
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_FORMAT = 1


class Condition(StrEnum):
    """How a thing is."""

    GOOD = "good"
    NOTE = "note"
    """The program works; something would be better otherwise."""
    BAD = "bad"
    """Something of the program does not work."""


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing, as it is on this computer.

    Attributes:
        id: what it is called for programs; a few lines may share it.
        name: what it is called for people, a message.
        value: what was found.
        condition: whether that is well.
        problem: what is wrong, a message; empty where nothing is.
        advice: what mends it, a message.
        command: a line for a terminal that mends it; empty where there is none.
    """

    id: str
    name: str
    value: str
    condition: Condition = Condition.GOOD
    problem: str = ""
    advice: str = ""
    command: str = ""


def impersonal(text: str, home: Path | None = None, person: str | None = None) -> str:
    """Return `text` with the folder of the person written as ~, and no name of theirs.

    Args:
        text: a path, or a sentence with paths in it.
        home: the person's folder; by default that of who runs the program.
        person: their name on this computer, likewise.
    """
    with suppress(RuntimeError):  # there is none
        home = home or Path.home()
    if home is not None and len(home.parts) > 1:
        for each in dict.fromkeys((home, home.resolve())):
            text = text.replace(str(each), "~")
    if person is None:
        person = ""
        with suppress(OSError, KeyError, ImportError):
            person = getpass.getuser()
    if len(person) > 1 and person != "root":
        text = re.sub(rf"(?<!\w){re.escape(person)}(?!\w)", "user", text)
    return text


def as_json(lines: Iterable[HealthLine]) -> str:
    """Return lines as JSON, for reports of bugs."""
    content: dict[str, Any] = {
        "format_version": _FORMAT,
        "lines": [
            {
                "id": each.id,
                "value": impersonal(each.value),
                "condition": str(each.condition),
                "problem": impersonal(str(each.problem)),
                "advice": impersonal(str(each.advice)),
                "command": impersonal(each.command),
            }
            for each in lines
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
