"""`soc-studio export`: writes the layers of a project as files."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TypeVar

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_reading, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_plan import ExportPlan, Part, material_of, write_export
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import mask_folders
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import LayerId, Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video, set_rate
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views

T = TypeVar("T")


def export(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the project or its video cannot be read, or the result not be written.
        KeyboardInterrupt: the program was asked to stop.
    """
    with open_for_reading(options.project, terminal) as document:
        video = the_video(document, options.video)
        if options.rate is not None:
            video = set_rate(document, video, options.rate)
        with open_project_video(document, video) as reader:
            of_video = document.project.of_video(video.id)
            chosen = [
                each.id
                for each in of_video
                if not options.expressions
                or {each.expression, each.label} & set(options.expressions)
            ]
            missing = [
                text
                for text in options.expressions
                if not any(text in (each.expression, each.label) for each in of_video)
            ]
            if missing or not chosen:
                named = ", ".join(f"'{text}'" for text in missing) or "expressions"
                raise StudioError(
                    f"'{options.project.name}' has no {named} for '{video.name}'.",
                    f'See what is in it with: soc-studio project "{options.project}"',
                )
            seen = views_of(document, video, chosen)
            span = _span(options, reader, video)
            if not any(view.span(span) for view in seen):
                raise StudioError(
                    f"Nothing is found yet in these frames of '{video.name}'.",
                    f'Find it with: soc-studio segment --project "{options.project}"',
                )
            plan = plan_of(options, chosen, span)
            material = material_of(plan, video, reader, seen)
            show_writing(write_export(plan, material, sources_of(document)), terminal, stopping)
            say_written(plan, seen, span, terminal)
    return Exit.DONE


def _span(options: argparse.Namespace, reader: VideoReader, video: Video) -> range:
    start, stop = video.span.start, video.span.stop
    if options.start is not None:
        start = options.start.frame_number(reader.timing)
    if options.stop is not None:
        stop = min(reader.frame_count, options.stop.frame_number(reader.timing))
    if start >= stop:
        raise StudioError("There is no frame between --from and --to.", "Give other points.")
    return range(start, stop)


def views_of(
    document: Document, video: Video, expressions: Sequence[LayerId]
) -> list[ResolvedTrack]:
    """Return the views of expressions of a video of the project."""
    wanted = [document.project.layer(each) for each in expressions]
    return list(views(wanted, video, document.file.results, document.file.imports))


def plan_of(options: argparse.Namespace, layers: Sequence[LayerId], span: range) -> ExportPlan:
    """Return the plan of an export of frames of a video that the options ask for.

    Raises:
        StudioError: they name a format that there is not.
    """
    known = [each.id for each in EXPORTS]
    if unknown := [each for each in options.formats or () if each not in known]:
        raise StudioError(f"There is no format '{unknown[0]}'.", f"There are: {', '.join(known)}.")
    formats = options.formats or [each.id for each in EXPORTS if not each.written.spare]
    if options.overlay:
        formats = [*formats, "overlay"]
    return ExportPlan(
        place=str(options.output),
        name="",
        layers=tuple(layers),
        part=Part.FRAMES,
        first=span.start,
        last=span.stop - 1,
        formats=tuple(formats),
        premultiplied=options.premultiplied,
    )


def show_writing(steps: Generator[Progress, None, T], terminal: Terminal, stopping: Stopping) -> T:
    """Run the steps of an export, and return their result; a stop after the last file has no
    effect."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                returned: T = end.value
                return returned
            terminal.show("Writing", step)
            if step.done == step.total:
                stopping.be_patient()


def say_written(
    plan: ExportPlan, seen: Sequence[ResolvedTrack], span: range, terminal: Terminal
) -> None:
    """List the written files and their place."""
    folders = mask_folders([view.layer.label for view in seen])
    for view, folder in zip(seen, folders, strict=True):
        frames = view.span(span)
        present = sum(view.present(frame) for frame in frames)
        place = plan.folder / folder
        masks = f"; masks in {place}" if place.exists() else ""
        terminal.say(
            f"'{view.layer.label}': on {present} of {len(frames)} frames, "
            f"score {view.score():.2f}{masks}"
        )
    for each in plan.chosen_formats():
        file = each.written.file
        if file and (plan.folder / file).exists():
            terminal.say(f"{each.name}: {plan.folder / file}")
