"""The user's preferences as one typed value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

MOST_RECENT = 10
"""Files that are remembered as opened lately."""
DEVICES = ("auto", "cuda", "mps", "cpu")

Keys = Mapping[str, tuple[str, ...]]


class Theme(StrEnum):
    """How the window looks."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Workspace(StrEnum):
    """What the window is arranged for."""

    EDIT = "edit"
    LABEL = "label"
    DEMO = "demo"


_NO_KEYS: Keys = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers.

    Attributes:
        language: as `de`; empty is the system's.
        preview: whether searches are previews where nothing else is said.
        model: id of a network that is on this computer, or the path of a weights file.
        device: one of `DEVICES`.
        thumbnails: whether the timeline shows pictures.
        waveform: whether the timeline shows the sound.
        proxies: whether a smaller copy is made of videos that are slow to look through.
        preset: name of the set of keys that `keys` are changes of.
        keys: of commands, by their id, that were changed.
        recent: paths opened lately, the last one first.
        hints: whether the first steps are pointed at.
    """

    theme: Theme = Theme.AUTO
    language: str = ""
    workspace: Workspace = Workspace.EDIT
    preview: bool = True
    model: str = "soc-mini"
    device: str = "auto"
    thumbnails: bool = True
    waveform: bool = True
    proxies: bool = True
    preset: str = "studio"
    keys: Keys = field(default_factory=lambda: _NO_KEYS)
    recent: tuple[str, ...] = ()
    hints: bool = True

    def with_recent(self, path: str) -> tuple[str, ...]:
        """Return `recent` after `path` was opened."""
        others = [each for each in self.recent if each != path]
        return (path, *others)[:MOST_RECENT]


def read_settings(stored: Mapping[str, object]) -> Settings:
    """Return the settings that are `stored` as texts by their name; what is missing, or cannot be
    understood, is as it is for a new person."""
    known = {}
    for each in fields(Settings):
        try:
            read: Callable[[Any], Any] = _READERS.get(each.name, _text)
            known[each.name] = read(stored[each.name])
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            continue
    return Settings(**known)


def written_settings(settings: Settings) -> dict[str, str]:
    """Return settings as texts by their name, for `read_settings`."""
    values = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    return {
        name: value if isinstance(value, str) else _written(value) for name, value in values.items()
    }


def _written(value: Any) -> str:
    return json.dumps(dict(value) if isinstance(value, Mapping) else value)


def _text(stored: Any) -> str:
    if not isinstance(stored, str):
        raise TypeError("not a text")
    return stored


def _flag(stored: Any) -> bool:
    return {"true": True, "false": False}[_text(stored)]


def _device(stored: Any) -> str:
    return DEVICES[DEVICES.index(stored)]


def _texts(stored: Any) -> tuple[str, ...]:
    return tuple(_text(each) for each in json.loads(stored))


def _keys(stored: Any) -> Keys:
    read = json.loads(stored)
    return {
        _RENAMED_COMMANDS.get(command, command): tuple(_text(each) for each in keys)
        for command, keys in read.items()
        if isinstance(keys, list)
    }


_RENAMED_COMMANDS = {
    "carry_back": "propagate_backwards",
    "carry_both": "propagate_both_ways",
    "carry_on": "propagate_forwards",
    "weakest": "most_uncertain",
    "less_weak": "less_uncertain",
}
"""Ids of commands under which earlier versions stored keys."""

_READERS: Mapping[str, Callable[[Any], Any]] = {
    "theme": Theme,
    "workspace": Workspace,
    "preview": _flag,
    "device": _device,
    "thumbnails": _flag,
    "waveform": _flag,
    "proxies": _flag,
    "keys": _keys,
    "recent": lambda stored: _texts(stored)[:MOST_RECENT],
    "hints": _flag,
}
