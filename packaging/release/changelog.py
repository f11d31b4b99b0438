"""The changelog: what a version changed, and a version made of what is not released yet."""

from __future__ import annotations

import re
from datetime import date

_HEADING = re.compile(r"^## \[(?P<name>[^\]]+)\].*$", re.MULTILINE)
_WAITING = "Unreleased"


def section(text: str, name: str) -> str:
    """Return what the changelog says of the version called `name`, without the heading.

    Raises:
        KeyError: there is no such version in it.
    """
    heads = list(_HEADING.finditer(text))
    for at, head in enumerate(heads):
        if head["name"] == name:
            stop = heads[at + 1].start() if at + 1 < len(heads) else len(text)
            return text[head.end() : stop].strip()
    raise KeyError(name)


def with_release(text: str, name: str, day: date) -> str:
    """Return the changelog with all that was not released under the version `name`.

    Raises:
        ValueError: nothing waits for a release, or there is such a version already.
    """
    known = [head["name"] for head in _HEADING.finditer(text)]
    if name in known:
        raise ValueError(f"the changelog has a version {name} already")
    if _WAITING not in known or not section(text, _WAITING):
        raise ValueError("the changelog has nothing that waits for a release")
    head = f"## [{_WAITING}]"
    return text.replace(head, f"{head}\n\n## [{name}] - {day.isoformat()}", 1)
