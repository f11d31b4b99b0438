"""An export as the user asked for it, what the next one keeps of it, and what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from soc_studio.core.formats.export_names import (
    DEFAULT_NAMES,
    LONGEST_NAME,
    name_mistake,
    place_mistake,
    template_mistake,
)
from soc_studio.core.formats.format import Format
from soc_studio.core.formats.frame_settings import handles_mistake, rate_mistake
from soc_studio.core.formats.picture_settings import PARTS, picture_mistake
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.masks.looks import GREEN_SCREEN, LookSettings, look_mistake
from soc_studio.core.project.project import LayerId, Video
from soc_studio.core.system.json_values import JsonError, text_of, value_of
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.resolved_track import ResolvedTrack

__all__ = [
    "LONGEST_NAME",
    "ExportPlan",
    "Part",
    "mistake",
    "plan_choices",
    "recalled",
    "remembered",
]


class Part(StrEnum):
    """The choice of frames to export."""

    ALL = "all"
    MARKED = "marked"
    FRAMES = "frames"


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """The contents and place of an export.

    Attributes:
        place: folder in which the result's own folder is.
        name: of the result's folder, with the tokens of names; empty where that is `place` itself.
        layers: those that are exported.
        part: which frames: all, those between the in and the out point, or those given.
        first: of the frames that are given.
        last: likewise, and exported itself.
        formats: ids of `core.formats.registry`.
        with_words: whether folders of layers are named by words, not only by number.
        opens: whether the folder is shown when it is done.
        premultiplied: whether the colours of cut-out videos are multiplied by their opacity.
        names: template of the names of files and folders in the result.
        combined: whether cut-outs and mattes show all layers in one file, else each its own.
        handles: frames that are written before and after these, as far as the video has them.
        constant_rate: of written videos, where frames of the source are shown for uneven times:
            frames a second as `parse_rate` reads them, `AUTOMATIC` for the rate that suits the
            video best; empty where frames keep their times. A constant rate is kept as it is.
        look: of a video with a look.
        longest_side: pixels that the longer side of pictures for sharing has at most; 0 for the
            usual size of the format.
        bits: of a level of written pictures, where a format can have several: 8 or 16; 0 for those
            that it usually has.
        edge_band: that of all objects in this export, in pixels, or `matte_ranges.AUTOMATIC`; None
            where each has its own.
        edge_softness: likewise.
    """

    place: str
    name: str
    layers: tuple[LayerId, ...]
    part: Part = Part.MARKED
    first: int = 0
    last: int = 0
    formats: tuple[str, ...] = ("masks", "tracks", "overlay")
    with_words: bool = True
    opens: bool = True
    premultiplied: bool = False
    names: str = DEFAULT_NAMES
    combined: bool = False
    handles: int = 0
    constant_rate: str = ""
    look: LookSettings = GREEN_SCREEN
    longest_side: int = 0
    bits: int = 0
    edge_band: int | None = None
    edge_softness: int | None = None

    @property
    def folder(self) -> Path:
        """The path of the result."""
        return Path(self.place) / self.name

    def span(self, video: Video) -> range:
        """Return the frames to export; none where the given ones are not in the video."""
        if self.part is Part.ALL:
            return range(video.frame_count)
        if self.part is Part.MARKED:
            return video.span
        if not 0 <= self.first <= self.last < video.frame_count:
            return range(0)
        return range(self.first, self.last + 1)

    def written_span(self, video: Video) -> range:
        """Return the frames to export and their handles."""
        span = self.span(video)
        if not span:
            return span
        first, stop = span.start - self.handles, span.stop + self.handles
        return range(max(0, first), min(video.frame_count, stop))

    def chosen_formats(self) -> list[Format]:
        """Return the formats that it is exported in."""
        return [each for each in EXPORTS if each.id in self.formats]


REMEMBERED = (
    "place",
    "part",
    "formats",
    "with_words",
    "opens",
    "premultiplied",
    "names",
    "combined",
    "handles",
    "constant_rate",
    "look",
    *PARTS,
)
"""The parts of a plan that the next one begins with."""


def remembered(plan: ExportPlan) -> str:
    """Return the remembered parts of a plan, as text, for the next one."""
    return text_of({name: getattr(plan, name) for name in REMEMBERED})


def recalled(plan: ExportPlan, text: str) -> ExportPlan:
    """Return `plan` with the parts remembered in `text`, as far as they make sense."""
    try:
        kept = value_of(text, dict[str, Any])
    except JsonError:
        return plan
    return replace(plan, **plan_choices(kept, REMEMBERED))


def plan_choices(stored: Mapping[str, Any], parts: Collection[str]) -> dict[str, Any]:
    """Return those `parts` of a plan that are `stored` as JSON values and make sense."""
    kinds, found = get_type_hints(ExportPlan), {}
    for name in parts:
        with suppress(msgspec.ValidationError, OverflowError, RecursionError):
            if name in stored:
                found[name] = msgspec.convert(stored[name], kinds[name])
    if "formats" in found:
        found["formats"] = tuple(each.id for each in EXPORTS if each.id in found["formats"])
    if template_mistake(found.get("names", DEFAULT_NAMES)):
        del found["names"]
    if handles_mistake(found.get("handles", 0)):
        del found["handles"]
    if rate_mistake(found.get("constant_rate", "")):
        del found["constant_rate"]
    for name in PARTS:
        if name in found and picture_mistake(**{name: found[name]}):
            del found[name]
    if look_mistake(replace(found.get("look", GREEN_SCREEN), background="x")):
        del found["look"]
    return found


def mistake(plan: ExportPlan, video: Video, views: Mapping[LayerId, ResolvedTrack | None]) -> str:
    """Return a sentence on what a plan lacks, empty for a complete one.

    `views` are the views of the video's layers, None for one still being read.
    """
    names = name_mistake(plan.name) or template_mistake(plan.names)
    if problem := place_mistake(plan.place) or names:
        return problem
    if not plan.chosen_formats():
        return message("Choose at least one format.")
    if "look" in plan.formats and (problem := look_mistake(plan.look)):
        return problem
    if not views:
        return message("There is no object yet: describe one and press Enter.")
    chosen = [views[each] for each in plan.layers if each in views]
    if not chosen:
        return message("Choose at least one object.")
    if None in chosen:
        return message("The project is still being read.")
    span = plan.span(video)
    if not span:
        return message(
            "Choose frames between 0 and {last}, with the first before the last.",
            last=video.frame_count - 1,
        )
    if problem := handles_mistake(plan.handles) or rate_mistake(plan.constant_rate):
        return problem
    if problem := picture_mistake(**{each: getattr(plan, each) for each in PARTS}):
        return problem
    if not any(view.span(span) for view in chosen if view is not None):
        return message("Nothing is found on these frames yet: describe an object and press Enter.")
    return ""
