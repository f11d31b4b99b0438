"""Writes what a plan asks for into its folder; says before what that comes to."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_notes import export_notes
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.frame_settings import conformed_rate
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.picture_settings import with_edge
from soc_studio.core.formats.result_folder import (
    Failure,
    mask_folders,
    said_failures,
    write_result,
)
from soc_studio.core.formats.result_names import expected_names, material_for, result_name
from soc_studio.core.masks.looks import Look
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.objects import NO_LABELS, VideoLabels
from soc_studio.core.project.project import Video
from soc_studio.core.system.atomic_file import is_working_folder, replacing_contents, write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.messages import joined, message
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack


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


def material_of(
    plan: ExportPlan,
    video: Video,
    reader: VideoReader,
    views: Sequence[ResolvedTrack],
    labels: VideoLabels = NO_LABELS,
) -> Material:
    """Return the material of a plan's export; `views` are of its layers, `labels` of the video."""
    names = mask_folders([view.layer.label for view in views], plan.with_words)
    views = [with_edge(view, plan.edge_band, plan.edge_softness) for view in views]
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
        longest_side=plan.longest_side,
        bits=plan.bits,
        labels=labels,
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
