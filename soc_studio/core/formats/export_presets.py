"""Presets of exports: formats, names and choices for one purpose, taken with one click.

The program's own are the rows of `BUILT_IN`; a person's are files in a folder of their own, one
each, so that a damaged one costs no other.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from soc_studio.core.formats.export_names import numbered, safe_name, same
from soc_studio.core.formats.export_plan import ExportPlan, plan_choices
from soc_studio.core.masks.looks import GREEN_SCREEN
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.json_values import JsonError, text_of, value_in
from soc_studio.core.system.messages import listed, message
from soc_studio.core.system.user_folders import data_folder

_OF_EACH = ("place", "name", "layers", "part", "first", "last", "opens")
KEPT = tuple(each.name for each in fields(ExportPlan) if each.name not in _OF_EACH)
"""The parts of a plan that a preset decides; place, layers and frames are of each export."""

_FORMAT: Literal["soc-studio export preset"] = "soc-studio export preset"
_SUFFIX = ".json"
_LARGEST_FILE = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Preset:
    """A choice of formats, names and other parts of a plan.

    Attributes:
        name: what a person calls it, and the command line.
        choices: values of parts of an `ExportPlan` by their names, which are among `KEPT`; the
            others stay as they are.
        description: what it is for, in a sentence; empty for a person's own.
        file: where it is kept; None for the program's own.
    """

    name: str
    choices: Mapping[str, Any]
    description: str = ""
    file: Path | None = field(default=None, compare=False)

    @property
    def is_own(self) -> bool:
        """Whether a person has made it, and may change it."""
        return self.file is not None

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with what the preset decides."""
        return replace(plan, **self.choices)


def _built_in(name: str, description: str, *formats: str, **choices: Any) -> Preset:
    # What was chosen before for another purpose must not end up in these.
    usual = {"premultiplied": False, "longest_side": 0, "bits": 0}
    return Preset(name, {"formats": formats, **usual, **choices}, description)


BUILT_IN = (
    _built_in(
        message("Resolve"),
        message("Cut-outs in ProRes 4444, mattes in ProRes 422 HQ, and a timeline."),
        "cutout",
        "matte-prores",
        "timeline",
    ),
    _built_in(
        message("Grading"),
        message("Cut-outs in ProRes 4444 XQ, for those who ask for it, and a timeline."),
        "cutout-xq",
        "timeline",
    ),
    _built_in(
        message("Premiere / After Effects"),
        message("Cut-outs in ProRes 4444 with straight opacity, and a timeline for Premiere."),
        "cutout",
        "timeline",
    ),
    _built_in(
        message("Final Cut"),
        message("Cut-outs in ProRes 4444, and an FCPXML timeline."),
        "cutout",
        "timeline",
    ),
    _built_in(
        message("CapCut / web"),
        message("Transparent WebM for web pages, and MP4 on green for the chroma key of CapCut."),
        "cutout-web",
        "look",
        look=GREEN_SCREEN,
    ),
    _built_in(
        message("Blender / Nuke"),
        message("Scene-linear EXR pictures, and a Cryptomatte to pick layers by name."),
        "cutout-exr",
        "cryptomatte",
    ),
)
"""The program's own presets, in the order in which they are offered."""


class _Stored(msgspec.Struct):
    """A preset as it is kept; entries of later versions are passed over."""

    format: Literal["soc-studio export preset"]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    choices: dict[str, Any]


class Presets:
    """The presets that a person can choose from, and those that they keep in `folder`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep presets in `folder`, in this person's data folder where left out."""
        self.folder = data_folder() / "export-presets" if folder is None else folder

    def own(self) -> list[Preset]:
        """Return the person's presets by their names; of damaged files, nothing is known."""
        found = []
        with suppress(OSError):
            for file in sorted(self.folder.glob(f"*{_SUFFIX}")):
                with suppress(OSError, JsonError):
                    stored = value_in(file, _Stored, _LARGEST_FILE)
                    choices = plan_choices(stored.choices, KEPT)
                    found.append(Preset(stored.name, choices, file=file))
        return sorted(found, key=lambda each: same(each.name))

    def all(self) -> list[Preset]:
        """Return the program's presets, then the person's."""
        return [*BUILT_IN, *self.own()]

    def called(self, name: str) -> Preset:
        """Return the preset of this name, in whatever capitals.

        Raises:
            StudioError: there is none.
        """
        presets = self.all()
        for each in presets:
            if same(each.name) == same(name.strip()):
                return each
        known = listed([f"'{each.name}'" for each in presets])
        raise StudioError(
            message("There is no preset '{name}'.", name=name),
            message("There are: {known}.", known=known),
        )

    def save(self, name: str, plan: ExportPlan) -> Preset:
        """Keep what `plan` decides as the preset `name`, in place of an own one of that name.

        Raises:
            WriteError: the name cannot be had, or the file not be written.
        """
        name = self._usable(name)
        former = next((each.file for each in self.own() if same(each.name) == same(name)), None)
        choices = {part: getattr(plan, part) for part in KEPT}
        return self._written(Preset(name, choices, file=former or self._place(name)))

    def rename(self, preset: Preset, name: str) -> Preset:
        """Call an own preset `name`, and return it.

        Raises:
            WriteError: the name cannot be had, or the file not be written.
        """
        name = self._usable(name)
        if any(same(each.name) == same(name) and each.file != preset.file for each in self.own()):
            raise WriteError(
                message("There is a preset '{name}' already.", name=name),
                message("Choose another name."),
            )
        return self._written(replace(preset, name=name))

    def delete(self, preset: Preset) -> None:
        """Remove an own preset.

        Raises:
            WriteError: its file cannot be removed.
        """
        assert preset.file is not None, f"{preset.name} is the program's own"
        try:
            preset.file.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(preset.file, error) from error

    def _usable(self, name: str) -> str:
        """Return `name` for an own preset, or raise."""
        name = name.strip()
        if not name or not name.isprintable() or len(name) > 100:
            raise WriteError(
                message("A preset needs a name of 1 to 100 characters."),
                message("Choose another name."),
            )
        if any(same(each.name) == same(name) for each in BUILT_IN):
            raise WriteError(
                message("'{name}' is a preset of the program.", name=name),
                message("Choose another name."),
            )
        return name

    def _place(self, name: str) -> Path:
        """Return a file that is not there yet: a damaged one may still be of use to somebody."""
        stem = safe_name(name) or "preset"
        place = self.folder / f"{stem}{_SUFFIX}"
        while place.exists():
            place = self.folder / f"{stem}-{secrets.token_hex(3)}{_SUFFIX}"
        return place

    def _written(self, preset: Preset) -> Preset:
        assert preset.file is not None, f"{preset.name} is the program's own"
        stored = _Stored(_FORMAT, preset.name, dict(preset.choices))
        with replacing_file(preset.file) as unfinished:
            unfinished.write_text(text_of(stored, indent=1) + "\n", encoding="utf-8")
        return preset


def for_each_preset(plan: ExportPlan, presets: Sequence[Preset]) -> list[ExportPlan]:
    """Return a plan for each of `presets`: one of them goes into the folder of `plan`, several each
    into a folder of its own in it, called by the preset."""
    if len(presets) == 1:
        return [presets[0].applied(plan)]
    plans: list[ExportPlan] = []
    for each in presets:
        taken = {same(other.name) for other in plans}
        name = numbered(safe_name(each.name) or "preset", "", taken)
        plans.append(replace(each.applied(plan), place=str(plan.folder), name=name))
    return plans
