"""An export as the user asked for it: its contents, its size, and what prevents it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_names import (
    DEFAULT_NAMES,
    LONGEST_NAME,
    name_mistake,
    template_mistake,
)
from soc_studio.core.formats.export_notes import export_notes
from soc_studio.core.formats.format import Format
from soc_studio.core.formats.frame_settings import conformed_rate, handles_mistake, rate_mistake
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import (
    Failure,
    mask_folders,
    said_failures,
    write_result,
)
from soc_studio.core.formats.result_names import expected_names, material_for, result_name
from soc_studio.core.masks.looks import GREEN_SCREEN, Look, LookSettings, look_mistake
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import LayerId, Video
from soc_studio.core.system.atomic_file import is_working_folder, replacing_contents, write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.json_values import JsonError, text_of, value_of
from soc_studio.core.system.messages import joined, message
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack

__all__ = [
    "LONGEST_NAME",
    "ExportPlan",
    "Outlook",
    "Part",
    "material_of",
    "mistake",
    "named",
    "plan_choices",
    "recalled",
    "remembered",
    "result_of",
    "survey",
    "write_export",
    "write_into",
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


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan comes to, or the sentence that says why it cannot be done.

    `names` are those of the files and folders in the result; see `expected_names`.
    `notes` are sentences on an earlier result in its place, and on what it will not have or not
    keep (`export_notes`).
    """

    estimate: ExportSize | None = None
    problem: str = ""
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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
    if look_mistake(replace(found.get("look", GREEN_SCREEN), background="x")):
        del found["look"]
    return found


def mistake(plan: ExportPlan, video: Video, views: Mapping[LayerId, ResolvedTrack | None]) -> str:
    """Return a sentence on what a plan lacks, empty for a complete one.

    `views` are the views of the video's layers, None for one still being read.
    """
    if not plan.place.strip():
        return message("Choose a folder for the result.")
    if problem := name_mistake(plan.name) or template_mistake(plan.names):
        return problem
    if not plan.chosen_formats():
        return message("Choose at least one format.")
    if "look" in plan.formats and (problem := look_mistake(plan.look)):
        return problem
    chosen = [views[each] for each in plan.layers if each in views]
    if not chosen:
        return message("Choose at least one layer.")
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
    if not any(view.span(span) for view in chosen if view is not None):
        return message("Nothing is found on these frames yet: describe an object and press Enter.")
    return ""


def material_of(
    plan: ExportPlan, video: Video, reader: VideoReader, views: Sequence[ResolvedTrack]
) -> Material:
    """Return the material of a plan's export; `views` are of its layers."""
    names = mask_folders([view.layer.label for view in views], plan.with_words)
    return Material(
        reader,
        dict(zip(names, views, strict=True)),
        plan.written_span(video),
        plan.folder,
        plan.names,
        plan.combined,
        clip=plan.span(video),
        rate=conformed_rate(plan.constant_rate, reader.timing),
        look=plan.look,
        premultiplied=plan.premultiplied,
    )


def named(plan: ExportPlan, material: Material) -> tuple[ExportPlan, Material]:
    """Return both with the tokens in the result's name filled in."""
    plan = replace(plan, name=result_name(plan.name, material, plan.formats))
    return plan, replace(material, place=plan.folder)


def survey(plan: ExportPlan, material: Material, sources: Sources) -> Outlook:
    """Return what a plan comes to; looks at the disk and encodes a few frames."""
    plan, material = named(plan, material)
    try:
        _refuse(plan, sources.with_video(material.reader.path))
        formats = plan.chosen_formats()
        found = [each.written.estimate(material_for(each, material)) for each in formats]
        estimate = ExportSize(sum(each.files for each in found), sum(each.size for each in found))
        _refuse_full_disk(plan.folder, estimate)
    except StudioError as error:
        return Outlook(problem=joined(error.message, error.advice))
    names = tuple(expected_names(material, formats))
    notes = (*_replaced(plan.folder), *export_notes(material, formats))
    return Outlook(estimate, names=names, notes=notes)


def _replaced(folder: Path) -> tuple[str, ...]:
    """Return a sentence on the earlier result in `folder`, nothing where there is none."""
    if not folder.is_dir() or all(map(is_working_folder, folder.iterdir())):
        return ()
    return (message("The earlier result '{name}' is replaced.", name=folder.name),)


def write_export(
    plan: ExportPlan,
    material: Material,
    sources: Sources,
    hurries: Callable[[], bool] = lambda: False,
) -> Generator[Progress, None, Path]:
    """Write the result of a plan; yield how far it has come, and return its folder.

    Raises:
        StudioError: the folder holds other files or one of `sources`, it cannot be written, or the
            video or a mask cannot be read. Where only some of the formats failed, the others are
            in the folder, and the sentence says so.
    """
    plan, material = named(plan, material)
    with result_of(plan, sources.with_video(material.reader.path)) as unfinished:
        failures = yield from write_into(unfinished, plan, material, hurries)
    if failures:
        raise said_failures(failures)
    return plan.folder


@contextmanager
def result_of(plan: ExportPlan, sources: Sources) -> Iterator[Path]:
    """Yield an empty folder for what `write_into` writes; it becomes the result of the plan at the
    end of the block. Where the block fails, an older result is as it was.

    Raises:
        WriteError: the result cannot be put there; what can be known of that, before the block.
    """
    sources = _with_background(plan, sources)
    _refuse(plan, sources)
    with replacing_contents(plan.folder, sources.stranger) as unfinished:
        yield unfinished


def write_into(
    folder: Path,
    plan: ExportPlan,
    material: Material,
    hurries: Callable[[], bool] = lambda: False,
) -> Generator[Progress, None, tuple[Failure, ...]]:
    """Write what a plan exports into the empty `folder`; yield how many frames are done.

    A frame counts as done in the measure in which it is written in all formats and layers. The
    formats that failed are returned. See `write_result` for `hurries` and what is raised.
    """
    answered = [set(view.span(material.span)) for view in material.views.values()]
    frames = len(set().union(*answered))
    with closing(write_result(folder, material, plan.chosen_formats(), hurries)) as steps:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                failures: tuple[Failure, ...] = end.value
                return failures
            yield replace(step, done=step.done * frames // (step.total or 1), total=frames)


def _with_background(plan: ExportPlan, sources: Sources) -> Sources:
    if "look" not in plan.formats or plan.look.look is not Look.BACKGROUND:
        return sources
    return replace(sources, background=Path(plan.look.background))


def _refuse(plan: ExportPlan, sources: Sources) -> None:
    """Raise where the result cannot be put into its folder, before any work is done for it."""
    folder, sources = plan.folder, _with_background(plan, sources)
    try:
        if folder.is_dir():
            entries = [each for each in folder.iterdir() if not is_working_folder(each)]
            found = sources.stranger(folder, entries)
        else:
            found = sources.stranger(folder, [])
            if folder.exists():
                raise FileExistsError(errno.EEXIST, "there is a file", folder)
    except OSError as error:
        raise write_error(folder, error) from error
    if found is not None:
        raise WriteError(
            message(
                "'{folder}' contains '{found}', which is not a result of SOC Studio.",
                folder=folder,
                found=found.name,
            ),
            message("Choose another name or folder: an export replaces everything in its folder."),
        )


def _refuse_full_disk(folder: Path, estimate: ExportSize) -> None:
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is None:
        raise WriteError(
            message("'{anchor}' does not exist.", anchor=folder.anchor),
            message("Choose another folder."),
        )
    free = shutil.disk_usage(there).free
    if free < estimate.size:
        raise WriteError(
            message(
                "Not enough space on this disk: the result needs about {size:.0f} "
                "MB, and {free:.0f} MB are free.",
                size=estimate.size / 1000000.0,
                free=free / 1000000.0,
            ),
            message("Choose another folder, or fewer formats."),
        )
