"""The undo history in a project file, so that steps can be undone in a later session.

A step is kept as the pieces that it changed (`core.decisions`), before and after. No decision
depends on it: steps that are damaged, or do not go with the decisions in the file since another
program changed those, are dropped.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any

from soc_studio.core.project.history import AnyStep, Records, Step, StoredStep, Trail
from soc_studio.core.project.project_codec import changed_records
from soc_studio.core.system.database import Database
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import from_json, to_json

MOST_STEPS = 200
"""Steps that are kept, to be undone; and as many to be done again."""
MOST_TEXT = 4 * 2**20
"""Characters that those of either kind may take together."""
_LONGEST_NAME = 200
_HISTORY = "history"  # in the table `about`: which steps are done, and of what decisions
_STEP = "step/"  # likewise: the beginning of a step's name


class SavedHistory:
    """The steps in a project file, each a row of the table `about` with a number of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: list[tuple[int, AnyStep]] = []
        self._sizes: dict[int, tuple[AnyStep, int]] = {}

    def load(self) -> Trail:
        """Return the steps as far as they go with the decisions in the file."""
        try:
            return self._read()
        except (StudioError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
            self._kept = []
            return Trail()

    def write(self, trail: Trail) -> list[tuple[int, AnyStep]]:
        """Write the newest steps of `trail` in the place of those in the file.

        To be called while the file is changed, with the decisions in it that they go with. Returns
        what `written` takes once that is kept.
        """
        texts: dict[int, str] = {}
        done = self._bounded(reversed(trail.steps[: trail.at]), texts)[::-1]
        steps = [*done, *self._bounded(trail.steps[trail.at :], texts)]
        begin = (at for at, (_, one) in enumerate(self._kept) if steps and one is steps[0])
        same: list[tuple[int, AnyStep]] = []
        for (number, own), step in zip(
            self._kept[next(begin, len(self._kept)) :], steps, strict=False
        ):
            if own is not step:
                break
            same.append((number, own))
        numbers = {number for number, _ in same}
        after = max((number for number, _ in self._kept), default=0) + 1
        new = list(enumerate(steps[len(same) :], start=after))
        gone = [(f"{_STEP}{each}",) for each, _ in self._kept if each not in numbers]
        if not self._kept:  # those of which nothing is known, too
            self._database.change("DELETE FROM about WHERE name LIKE 'step/%'")
        self._database.change_many("DELETE FROM about WHERE name = ?", gone)
        self._database.change_many(
            "INSERT OR REPLACE INTO about VALUES (?, ?)",
            [(f"{_STEP}{at}", texts.get(id(step)) or _packed(step)) for at, step in new],
        )
        kept = [*same, *new]
        at = kept[len(done) - 1][0] if done else 0
        said = json.dumps({"at": at, "decisions": self._digest()})
        self._database.change("INSERT OR REPLACE INTO about VALUES (?, ?)", _HISTORY, said)
        return kept

    def written(self, kept: list[tuple[int, AnyStep]]) -> None:
        """Take note that what `write` returned is in the file."""
        self._kept = kept
        steps = {id(step) for _, step in kept}
        self._sizes = {one: known for one, known in self._sizes.items() if one in steps}

    def _bounded(self, steps: Iterable[AnyStep], texts: dict[int, str]) -> list[AnyStep]:
        """Return the first of `steps`, as many as may be kept."""
        found: list[AnyStep] = []
        size = 0
        for step in steps:
            known = self._sizes.get(id(step))
            if known is None or known[0] is not step:
                texts[id(step)] = _packed(step)
                known = self._sizes[id(step)] = (step, len(texts[id(step)]))
            size += known[1]
            if len(found) == MOST_STEPS or size > MOST_TEXT:
                break
            found.append(step)
        return found

    def _read(self) -> Trail:
        rows = dict(
            self._database.rows(
                "SELECT name, value FROM about WHERE name = ? OR name LIKE ?", _HISTORY, f"{_STEP}%"
            )
        )
        said = json.loads(rows.get(_HISTORY, "{}"))
        if not said or said["decisions"] != self._digest():
            return Trail()
        numbers = sorted(
            int(name.removeprefix(_STEP))
            for name in rows
            if name.startswith(_STEP) and name.removeprefix(_STEP).isdecimal()
        )
        steps = {number: _unpacked(rows[f"{_STEP}{number}"]) for number in numbers}
        done = [number for number in numbers if number <= said["at"]]
        undone = [number for number in numbers if number > said["at"]]
        if (done or [0])[-1] != said["at"]:  # the newest of them is lost
            done = []
        kept = [*_whole(reversed(done), steps)[::-1], *_whole(undone, steps)]
        self._kept = kept
        at = sum(number <= said["at"] for number, _ in kept)
        return Trail(tuple(step for _, step in kept), at)

    def _digest(self) -> str:
        """Return what tells the decisions in the file from any others."""
        rows = self._database.rows("SELECT name, checksum FROM decision ORDER BY name")
        return hashlib.sha256(repr(rows).encode()).hexdigest()


def _whole(
    numbers: Iterable[int], steps: dict[int, StoredStep | None]
) -> list[tuple[int, AnyStep]]:
    """Return the steps of `numbers` until the first that is damaged."""
    found: list[tuple[int, AnyStep]] = []
    for number in numbers:
        step = steps[number]
        if step is None:
            break
        found.append((number, step))
    return found


def _packed(step: AnyStep) -> str:
    back: Records
    forth: Records
    if isinstance(step, Step):
        back = changed_records(step.after, step.before)
        forth = changed_records(step.before, step.after)
    else:
        back, forth = step.back, step.forth
    said = {
        "name": step.name,
        "message": to_json(step.name),
        "back": _said(back),
        "forth": _said(forth),
    }
    text = json.dumps(said)
    return f"{zlib.crc32(text.encode()):08x}{text}"


def _said(records: Records) -> list[Any]:
    return [dict(records[0]), sorted(records[1])]


def _unpacked(text: str) -> StoredStep | None:
    """Return a step, None where it is damaged. Its pieces are looked at when it is undone."""
    if len(text) > MOST_TEXT or f"{zlib.crc32(text[8:].encode()):08x}" != text[:8]:
        return None
    said = json.loads(text[8:])
    name = said["name"]
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or not name.isprintable():
        return None
    name = from_json(name, said.get("message"))  # files of older versions have none
    return StoredStep(name, _pieces(said["back"]), _pieces(said["forth"]))


def _pieces(said: Any) -> Records:
    put, gone = said
    if not isinstance(put, dict) or not isinstance(gone, list):
        raise TypeError("no pieces")
    if not all(isinstance(each, str) for each in (*put, *put.values(), *gone)):
        raise TypeError("no pieces")
    return put, gone
