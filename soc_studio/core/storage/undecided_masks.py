"""Propagated masks that a person neither kept nor discarded yet, so that a kill does not lose them.

Each is a row of the table `about`, which programs of before pass over. No decision depends on them:
what is damaged is left out.
"""

from __future__ import annotations

import json
import time
import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Self

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.project.project import LONGEST_SIDE, MOST_PIXELS, LayerId
from soc_studio.core.system.database import Database
from soc_studio.core.system.errors import StudioError

_ROW = "undecided/"  # the beginning of a row's name; its id follows, and of a mask the frame
_OFTEN = 1.0  # seconds between two looks at the disk


@dataclass(frozen=True, slots=True)
class UndecidedMask:
    """A propagated mask.

    Attributes:
        mask: the mask.
        trust: how far it can be relied on, 0 to 1.
        changes: whether it looks different from what was there before.
        basis: stands for the corrections it was made of (see `core.project.outdated`).
    """

    mask: Mask
    trust: float
    changes: bool
    basis: int


@dataclass(frozen=True, slots=True)
class UndecidedMasks:
    """What was propagated from one frame and is to be kept or discarded.

    Attributes:
        layer: the layer.
        source: the frame.
        start: its mask where that is no correction, else None.
        reach: the frames that were to be reached.
        masks: what was found so far, by frame.
        id: tells it from all others.
        run: the same for layers that were carried together; `id` where that is not known.
        cuts: what seem to be cuts: the frames that shots begin with, by the frame that entered
            each.
    """

    layer: LayerId
    source: int
    start: Mask | None
    reach: range
    masks: Mapping[int, UndecidedMask] = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    run: str = ""
    cuts: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "run", self.run or self.id)


class UndecidedStore:
    """The undecided masks in a project file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> list[UndecidedMasks]:
        """Return what can be read of them; it may be of layers and frames that are gone."""
        found: list[UndecidedMasks] = []
        heads = f"name LIKE '{_ROW}%' AND name NOT LIKE '{_ROW}%/%'"
        with suppress(StudioError):
            for name, text in self._database.rows(f"SELECT name, value FROM about WHERE {heads}"):
                with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                    said = _unpacked(text)
                    start = None if said["start"] is None else _mask(said["start"])
                    layer, source, first, stop = (
                        int(said[each]) for each in ("layer", "source", "first", "stop")
                    )
                    masks = self._masks(name)
                    reach, own, run = range(first, stop), name.removeprefix(_ROW), said.get("run")
                    cuts = {int(entered): int(cut) for entered, cut in said.get("cuts", ())}
                    one = (LayerId(layer), source, start, reach, masks, own, str(run or ""), cuts)
                    found.append(UndecidedMasks(*one))
        return found

    def _masks(self, name: str) -> dict[int, UndecidedMask]:
        masks: dict[int, UndecidedMask] = {}
        rows = "SELECT name, value FROM about WHERE substr(name, 1, ?) = ?"
        for row, text in self._database.rows(rows, len(name) + 1, f"{name}/"):
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                said = _unpacked(text)
                trust = min(1.0, max(0.0, float(said["trust"])))
                masks[int(row.rpartition("/")[2])] = UndecidedMask(
                    _mask(said["mask"]), trust, bool(said["changes"]), int(said["basis"])
                )
        return masks

    def write(
        self,
        one: UndecidedMasks,
        masks: Mapping[int, UndecidedMask],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Write `masks` of `one`, in the place of those on their frames, if `wanted` still.

        Raises:
            WriteError: there is no room, or the file cannot be written.
        """
        first, stop = one.reach.start, one.reach.stop
        head: dict[str, Any] = {"layer": one.layer, "source": one.source, "start": _said(one.start)}
        head |= {"first": first, "stop": stop, "run": one.run, "cuts": list(one.cuts.items())}
        rows = [(f"{_ROW}{one.id}", _packed(head))]
        for frame, each in masks.items():
            said: dict[str, Any] = {"mask": _said(each.mask), "trust": each.trust}
            said |= {"changes": each.changes, "basis": each.basis}
            rows.append((f"{_ROW}{one.id}/{frame}", _packed(said)))
        with self._database.changing():
            if wanted():
                self._database.change_many("INSERT OR REPLACE INTO about VALUES (?, ?)", rows)

    def copy_readable(self, damaged: Database) -> None:
        """Take what can be read of them in a damaged project."""
        rows, _ = damaged.readable_rows(f"SELECT name, value FROM about WHERE name LIKE '{_ROW}%'")
        sound = [row for row in rows if all(isinstance(each, str) for each in row)]
        with self._database.changing():
            self._database.change_many("INSERT OR IGNORE INTO about VALUES (?, ?)", sound)

    def forget(self, ids: Iterable[str]) -> None:
        """Remove what was decided, by its ids; to be called while the file is changed."""
        names = [(len(_ROW) + len(each), f"{_ROW}{each}") for each in ids]
        self._database.change_many("DELETE FROM about WHERE substr(name, 1, ?) = ?", names)


class UndecidedWriter:
    """Writes masks of one propagation as they come, about once a second; to be used in a `with`,
    which writes at once that there is one.

    What cannot be written is tried again with the next ones.
    """

    def __init__(self, store: UndecidedStore, one: UndecidedMasks) -> None:
        """Write to `store`; the masks of `one` are there already."""
        self.id = one.id
        self._store = store
        self._one = one
        self._waiting: dict[int, UndecidedMask] = {}
        self._is_told = False  # whether the file has `one` as it is
        self._written = time.monotonic()
        self._is_wanted = True

    def put(self, frame: int, mask: UndecidedMask) -> None:
        """Write the mask of a frame soon."""
        self._waiting[frame] = mask
        if time.monotonic() - self._written >= _OFTEN:
            self._write()

    def note(self, cuts: Mapping[int, int]) -> None:
        """Write what seem to be cuts, as `UndecidedMasks.cuts`, with the next masks."""
        if cuts != self._one.cuts:
            self._one, self._is_told = replace(self._one, cuts=dict(cuts)), False

    def drop(self) -> None:
        """Write nothing more: it was decided. May be called on any thread."""
        self._is_wanted = False

    def _write(self) -> None:
        if self._waiting or not self._is_told:
            with suppress(StudioError):  # saving the decisions tells it
                self._store.write(self._one, self._waiting, lambda: self._is_wanted)
                self._waiting, self._is_told = {}, True
        self._written = time.monotonic()

    def __enter__(self) -> Self:
        self._write()
        return self

    def __exit__(self, *_: object) -> None:
        self._write()


def _said(mask: Mask | None) -> list[Any] | None:
    return None if mask is None else [mask.height, mask.width, mask.counts.decode("ascii")]


def _mask(said: Any) -> Mask:
    height, width, counts = said
    sides = (height, width)
    if not all(isinstance(side, int) and 1 <= side <= LONGEST_SIDE for side in sides):
        raise ValueError("a mask of an impossible size")
    if height * width > MOST_PIXELS:
        raise ValueError("a mask of too many pixels")
    return checked_mask(height, width, counts.encode("ascii"))


def _packed(said: Mapping[str, Any]) -> str:
    text = json.dumps(said)
    return f"{zlib.crc32(text.encode()):08x}{text}"


def _unpacked(text: str) -> dict[str, Any]:
    if f"{zlib.crc32(text[8:].encode()):08x}" != text[:8]:
        raise ValueError("damaged")
    said = json.loads(text[8:])
    if not isinstance(said, dict):
        raise TypeError("no facts")
    return said
