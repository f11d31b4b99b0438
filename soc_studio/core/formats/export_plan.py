"""An export as the user asked for it: its contents, its size, and what prevents it."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType, structs

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.format import Format
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import (
    Failure,
    mask_folders,
    said_failures,
    write_result,
)
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import LayerId, Video
from soc_studio.core.system.atomic_file import is_working_folder, replacing_contents, write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.json_values import JsonError, text_of, value_of
from soc_studio.core.system.messages import joined, message
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack

LONGEST_NAME = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


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
        name: of the result's folder; where it is empty, that is `place` itself.
        layers: those that are exported.
        part: which frames: all, those between the in and the out point, or those given.
        first: of the frames that are given.
        last: likewise, and exported itself.
        formats: ids of `core.formats.registry`.
        with_words: whether folders of layers are named by words, not only by number.
        opens: whether the folder is shown when it is done.
        premultiplied: whether the colours of cut-out videos are multiplied by their opacity.
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

    def chosen_formats(self) -> list[Format]:
        """Return the formats that it is exported in."""
        return [each for each in EXPORTS if each.id in self.formats]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan comes to, or the sentence that says why it cannot be done."""

    estimate: ExportSize | None = None
    problem: str = ""


class _Remembered(msgspec.Struct):
    """The stored part of a plan, for the next one; earlier versions lack some entries."""

    place: str | UnsetType = UNSET
    part: Part | UnsetType = UNSET
    formats: tuple[str, ...] | UnsetType = UNSET
    with_words: bool | UnsetType = UNSET
    opens: bool | UnsetType = UNSET
    premultiplied: bool | UnsetType = UNSET


def remembered(plan: ExportPlan) -> str:
    """Return the remembered part of a plan, as text, for the next one."""
    kept = {name: getattr(plan, name) for name in _Remembered.__struct_fields__}
    return text_of(_Remembered(**kept))


def recalled(plan: ExportPlan, text: str) -> ExportPlan:
    """Return `plan` with the settings remembered in `text`, as far as they make sense."""
    try:
        kept = value_of(text, _Remembered)
    except JsonError:
        return plan
    known = {name: value for name, value in structs.asdict(kept).items() if value is not UNSET}
    if "formats" in known:
        known["formats"] = tuple(each.id for each in EXPORTS if each.id in known["formats"])
    return replace(plan, **known)


def mistake(plan: ExportPlan, video: Video, views: Mapping[LayerId, ResolvedTrack | None]) -> str:
    """Return a sentence on what a plan lacks, empty for a complete one.

    `views` are the views of the video's layers, None for one still being read.
    """
    if not plan.place.strip():
        return message("Choose a folder for the result.")
    if problem := _wrong_name(plan.name):
        return problem
    if not plan.chosen_formats():
        return message("Choose at least one format.")
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
    if not any(view.span(span) for view in chosen if view is not None):
        return message("Nothing is found on these frames yet: describe an object and press Enter.")
    return ""


def _wrong_name(name: str) -> str:
    bad = _FORBIDDEN.search(name)
    if not name.strip():
        return message("Give the result a name.")
    if bad is not None:
        if bad.group().isprintable():
            return message("A name cannot contain {character}.", character=bad.group())
        return message("A name cannot contain control characters.")
    if name != name.strip() or name.endswith(".") or _DEVICE.fullmatch(name):
        return message(
            "'{name}' is not a valid folder name on every system: choose another one.", name=name
        )
    if len(name) > LONGEST_NAME:
        return message("Choose a name of at most {most} characters.", most=LONGEST_NAME)
    return ""


def material_of(
    plan: ExportPlan, video: Video, reader: VideoReader, views: Sequence[ResolvedTrack]
) -> Material:
    """Return the material of a plan's export; `views` are of its layers."""
    names = mask_folders([view.layer.label for view in views], plan.with_words)
    return Material(
        reader,
        dict(zip(names, views, strict=True)),
        plan.span(video),
        plan.folder,
        premultiplied=plan.premultiplied,
    )


def survey(plan: ExportPlan, material: Material, sources: Sources) -> Outlook:
    """Return what a plan comes to; looks at the disk and encodes a few frames."""
    try:
        _refuse(plan.folder, sources.with_video(material.reader.path))
        found = [each.written.estimate(material) for each in plan.chosen_formats()]
        estimate = ExportSize(sum(each.files for each in found), sum(each.size for each in found))
        _refuse_full_disk(plan.folder, estimate)
    except StudioError as error:
        return Outlook(problem=joined(error.message, error.advice))
    return Outlook(estimate)


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
    _refuse(plan.folder, sources)
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


def _refuse(folder: Path, sources: Sources) -> None:
    """Raise where the result cannot be put into `folder`, before any work is done for it."""
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
