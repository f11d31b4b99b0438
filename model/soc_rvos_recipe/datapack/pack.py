"""The data pack as values, read from and written to `pack.json` and the pictures beside it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.errors import RvosError
from soc_rvos_recipe.datapack.pictures import read_picture

VERSION = 1
INDEX = "pack.json"


class PackError(RvosError):
    """The folder is no data pack, or not one that this version reads."""


@dataclass(frozen=True, slots=True)
class View:
    """An object seen from one side; `file` is within the pack.

    Degrees; None where the picture is a photograph or a drawing. At azimuth 0 the front is seen,
    at 90 it is to the left of the picture, at 270 to the right.
    """

    file: str
    azimuth: float | None = None
    elevation: float | None = None


@dataclass(frozen=True, slots=True)
class Object:
    """A thing with its name.

    `general` names its kinds, nearest first; `colours` the colours that cover most of it, strongest
    first; `wears` the colours of a person's clothes, upper body first, and `clothes` their nouns,
    one a colour; `height` is in metres; `model` is the same for one thing in several colours.
    """

    id: str
    name: str
    group: str
    split: str
    credit: str
    views: tuple[View, ...]
    general: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    wears: tuple[str, ...] = ()
    clothes: tuple[str, ...] = ()
    height: float | None = None
    pose: str | None = None
    model: str = ""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph of one thing, and the thing's mask (8 bit, more than 127 is the thing).

    `thing` says what it is; it has no views.
    """

    file: str
    mask: str
    thing: Object


@dataclass(frozen=True, slots=True)
class Background:
    """A picture to lay objects on."""

    file: str
    split: str
    credit: str


@dataclass(frozen=True, slots=True)
class FootageObject:
    """One object of a piece of footage: its sentences, and its mask (8 bit, more than 127 is the
    object) in every frame, None where none is trusted."""

    name: str
    expressions: tuple[str, ...]
    masks: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Footage:
    """Frames of a real video in order, with their saliency (8 bit, of the frame's size)."""

    name: str
    split: str
    credit: str
    frames: tuple[str, ...]
    saliency: tuple[str, ...]
    objects: tuple[FootageObject, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom to thank, and under which licence their work may be used."""

    title: str
    authors: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What `pack.json` says, and the folder that its file names are relative to."""

    folder: Path
    objects: tuple[Object, ...] = ()
    backgrounds: tuple[Background, ...] = ()
    footage: tuple[Footage, ...] = ()
    credits: Mapping[str, Credit] = dataclasses.field(default_factory=dict)
    photographs: tuple[Photograph, ...] = ()

    def view(self, view: View) -> NDArray[np.uint8]:
        """Return the cut-out, RGBA uint8 [H, W, 4], colours not multiplied by alpha."""
        return self._picture(view.file, "RGBA")

    def picture(self, file: str) -> NDArray[np.uint8]:
        """Return a background or frame, RGB uint8 [H, W, 3]."""
        return self._picture(file, "RGB")

    def grey(self, file: str) -> NDArray[np.uint8]:
        """Return a saliency map or mask, uint8 [H, W]."""
        return self._picture(file, "L")

    def _picture(self, file: str, mode: str) -> NDArray[np.uint8]:
        path = self.folder / file
        try:
            return read_picture(path, mode)
        except OSError as error:
            raise PackError(
                f"{path} of the data pack cannot be read ({error}). Make the pack again."
            ) from error

    def files(self) -> set[str]:
        """Return the names of all pictures that the pack speaks of."""
        names = {view.file for thing in self.objects for view in thing.views}
        names |= {background.file for background in self.backgrounds}
        names |= {file for each in self.photographs for file in (each.file, each.mask)}
        for footage in self.footage:
            names |= {*footage.frames, *footage.saliency}
            names |= {mask for thing in footage.objects for mask in thing.masks if mask}
        return names


def load_pack(path: Path) -> Pack:
    """Return the pack in a folder; pictures are read when they are asked for.

    Raises PackError if there is none, or one of another version.
    """
    index = path / INDEX
    try:
        stored: Any = json.loads(index.read_text(encoding="utf-8"))
        if stored["version"] != VERSION:
            raise PackError(
                f"{index} is of version {stored['version']}, but version {VERSION} is needed."
                " Make the pack again."
            )
        return Pack(
            folder=path,
            objects=tuple(_object(entry) for entry in stored["objects"]),
            backgrounds=tuple(Background(**entry) for entry in stored["backgrounds"]),
            footage=tuple(_footage(entry) for entry in stored["footage"]),
            credits={key: Credit(**entry) for key, entry in stored["credits"].items()},
            photographs=tuple(
                Photograph(**{**entry, "thing": _object(entry["thing"])})
                for entry in stored.get("photographs", ())
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackError(
            f"{index} is not the index of a data pack ({error}). Make the pack again."
        ) from error


def save_pack(pack: Pack) -> None:
    """Write `pack.json` into the pack's folder; the pictures are there already."""
    stored = {
        "version": VERSION,
        "objects": [_entry(thing) for thing in pack.objects],
        "backgrounds": [_entry(background) for background in pack.backgrounds],
        "footage": [_entry(footage) for footage in pack.footage],
        "credits": {key: _entry(credit) for key, credit in sorted(pack.credits.items())},
        "photographs": [{**_entry(each), "thing": _entry(each.thing)} for each in pack.photographs],
    }
    pack.folder.mkdir(parents=True, exist_ok=True)
    part = pack.folder / (INDEX + ".part")
    part.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(pack.folder / INDEX)


def split_of_objects(names: Mapping[str, str]) -> dict[str, str]:
    """Return "train" or "test" for every id, given its name, about one in eight for the test.

    The same ids and names always give the same answer. Names with several objects keep most of
    them for training; of names with a single object a few are in the test alone.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(names, key=_lot):
        by_name[names[identity]].append(identity)
    splits: dict[str, str] = {}
    for name, identities in by_name.items():
        count = len(identities)
        expected = count * 0.13 if count > 1 else 0.07
        tested = int(expected + _lot(name) / 2**32)
        if count > 3:
            tested = max(tested, 1)
        for place, identity in enumerate(identities):
            splits[identity] = "test" if place < tested else "train"
    return splits


def _lot(text: str) -> int:
    """A number below 2 ** 32 that looks drawn but is always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _entry(value: Any) -> dict[str, Any]:
    """The value as JSON, without what is empty."""
    return {
        key: field
        for key, field in dataclasses.asdict(value).items()
        if field is not None and field != () and field != ""
    }


def _object(entry: dict[str, Any]) -> Object:
    lists = _tuples(entry, ("general", "synonyms", "colours", "wears", "clothes"))
    return Object(
        **{**entry, **lists, "views": tuple(View(**view) for view in entry.get("views", ()))}
    )


def _footage(entry: dict[str, Any]) -> Footage:
    things = tuple(
        FootageObject(thing["name"], tuple(thing["expressions"]), tuple(thing["masks"]))
        for thing in entry.get("objects", ())
    )
    return Footage(**{**entry, **_tuples(entry, ("frames", "saliency")), "objects": things})


def _tuples(entry: dict[str, Any], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(entry.get(key, ())) for key in keys}
