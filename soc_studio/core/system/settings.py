"""The user's preferences as one typed value."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec

from soc_studio.core.system.json_values import JsonError, text_of, value_of

MOST_RECENT = 10
"""Files that are remembered as opened lately."""
DEVICES = ("auto", "cuda", "mps", "cpu")
SCALES = (90, 100, 110, 125, 150)
"""Sizes of the window's parts that can be chosen, in per cent."""

Keys = Mapping[str, tuple[str, ...]]


class Theme(StrEnum):
    """The looks of the window."""

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
        preview: whether searches are previews by default.
        model: id of a network that is on this computer, or the path of a weights file.
        device: one of `DEVICES`.
        tracker: id of what follows objects from corrections.
        thumbnails: whether the timeline shows pictures.
        waveform: whether the timeline shows the sound.
        proxies: whether a smaller copy is made of videos that are slow to look through.
        file_time_code: whether time codes begin with that of the file, where it has one, else at 0.
        preset: name of the set of keys that `keys` are changes of.
        keys: of commands, by their id, that were changed.
        recent: paths opened lately, the last one first.
        hints: whether the first steps are pointed at.
        passed_steps: first steps that need not be pointed at any more, by their names.
        contrast: whether borders and captions stand out more.
        reduced_motion: whether things appear at once instead of moving in.
        scale: size of everything in the window, in per cent, from the next start on.
        reviewer: the name that is kept with reviews; empty for none.
    """

    theme: Theme = Theme.AUTO
    language: str = ""
    workspace: Workspace = Workspace.EDIT
    preview: bool = True
    model: str = "soc-mini"
    device: str = "auto"
    tracker: str = "soc-tracker"
    thumbnails: bool = True
    waveform: bool = True
    proxies: bool = True
    file_time_code: bool = True
    preset: str = "studio"
    keys: Keys = field(default_factory=lambda: _NO_KEYS)
    recent: tuple[str, ...] = ()
    hints: bool = True
    passed_steps: tuple[str, ...] = ()
    contrast: bool = False
    reduced_motion: bool = False
    scale: int = 100
    reviewer: str = ""

    def with_recent(self, path: str) -> tuple[str, ...]:
        """Return `recent` after `path` was opened."""
        others = [each for each in self.recent if each != path]
        return (path, *others)[:MOST_RECENT]


def read_settings(stored: Mapping[str, object]) -> Settings:
    """Return the settings that are `stored` as texts by their name; what is missing, or cannot be
    understood, is as it is for a new person."""
    known: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        text = stored.get(name)
        with suppress(JsonError, msgspec.ValidationError):
            if kind in _AS_JSON and isinstance(text, str):
                known[name] = value_of(text, kind)
            elif kind not in _AS_JSON and text is not None:
                known[name] = msgspec.convert(text, kind)
    if "keys" in known:
        known["keys"] = {
            _RENAMED_COMMANDS.get(command, command): keys
            for command, keys in known["keys"].items()
            if isinstance(keys, tuple)
        }
    if "recent" in known:
        known["recent"] = known["recent"][:MOST_RECENT]
    return Settings(**known)


def written_settings(settings: Settings) -> dict[str, str]:
    """Return settings as texts by their name, for `read_settings`."""
    values = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    values["keys"] = dict(settings.keys)
    return {
        name: value if isinstance(value, str) else text_of(value) for name, value in values.items()
    }


_RENAMED_COMMANDS = {
    "carry_back": "propagate_backwards",
    "carry_both": "propagate_both_ways",
    "carry_on": "propagate_forwards",
    "weakest": "most_uncertain",
    "less_weak": "less_uncertain",
}
"""Ids of commands under which earlier versions stored keys."""

_STORED_KEYS = dict[str, tuple[str, ...] | str | float | None]
_AS_JSON = (bool, Literal[SCALES], tuple[str, ...], _STORED_KEYS)
_KINDS: Mapping[str, Any] = {
    "theme": Theme,
    "language": str,
    "workspace": Workspace,
    "preview": bool,
    "model": str,
    "device": Literal[DEVICES],
    "tracker": str,
    "thumbnails": bool,
    "waveform": bool,
    "proxies": bool,
    "file_time_code": bool,
    "preset": str,
    "keys": _STORED_KEYS,
    "recent": tuple[str, ...],
    "hints": bool,
    "passed_steps": tuple[str, ...],
    "contrast": bool,
    "reduced_motion": bool,
    "scale": Literal[SCALES],
    "reviewer": Annotated[str, msgspec.Meta(max_length=200)],
}
"""What each setting is stored as: as JSON, or as plain text."""
