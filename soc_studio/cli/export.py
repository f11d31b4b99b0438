"""`soc-studio export`: writes the layers of a project as files."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export_options import PLAN_PARTS
from soc_studio.cli.look_options import look_of
from soc_studio.cli.projects import open_for_reading, the_video
from soc_studio.cli.steps import through
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_notes import export_notes
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_presets import Presets, for_each_preset
from soc_studio.core.formats.export_queue import ExportQueue, ExportState
from soc_studio.core.formats.export_writing import material_of
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import mask_folders, named_entries
from soc_studio.core.formats.result_names import folder_name
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.objects import labels_of
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
            labels = [view.layer.label for view in seen]
            options.output = named_folder(options, reader, span, labels)
            queue, said = ExportQueue(), labels_of(document.project, video.id)
            for plan in plans_of(options, chosen, span):
                material = material_of(plan, video, reader, seen, said)
                tell_notes(plan, material, terminal)
                queue.add(plan, material, sources_of(document))
            return _write(queue, terminal, stopping)


def _write(queue: ExportQueue, terminal: Terminal, stopping: Stopping) -> Exit:
    """Write all exports of a queue, tell of each, and return the exit code.

    Raises:
        StudioError: there is one export, and it fails.
        KeyboardInterrupt: the program was asked to stop before one was written.
    """
    exports = queue.entries
    try:
        with closing(queue.run()) as running:
            for each in running:
                if each.state is ExportState.DONE and len(exports) > 1:
                    terminal.say(f"{each.plan.name}: {each.plan.folder}")
                elif each.state is ExportState.DONE:
                    views = list(each.material.views.values())
                    say_written(each.plan, views, each.material.span, terminal)
                elif each.error is not None and len(exports) > 1:
                    terminal.tell(f"{each.plan.name}: {sentences(each.error)}")
                elif each.error is not None:
                    raise each.error
                elif each.progress.is_complete:
                    terminal.show(f"Writing {each.plan.name}".rstrip(), each.progress)
                    stopping.be_patient()
                else:
                    terminal.show(f"Writing {each.plan.name}".rstrip(), each.progress)
                    stopping.check()
    except KeyboardInterrupt:
        written = [each.plan.name for each in exports if each.state is ExportState.DONE]
        if not written:
            raise
        terminal.tell(f"Stopped; written: {', '.join(written)}.")
        return Exit.INTERRUPTED
    return Exit.FAILED if any(each.error is not None for each in exports) else Exit.DONE


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


def named_folder(
    options: argparse.Namespace, reader: VideoReader, span: range, layers: Sequence[str]
) -> Path:
    """Return the folder of the result, with the tokens in its name filled in."""
    folder: Path = options.output
    name = folder_name(folder.name, reader, span, layers, options.formats or ())
    return folder.with_name(name) if name != folder.name else folder


def plans_of(
    options: argparse.Namespace, layers: Sequence[LayerId], span: range
) -> list[ExportPlan]:
    """Return the plans of exports of frames of a video that the options ask for, one for each
    preset; what other options say wins over presets.

    Raises:
        StudioError: they name a format or preset that there is not.
    """
    known = [each.id for each in EXPORTS]
    if unknown := [each for each in options.formats or () if each not in known]:
        raise StudioError(f"There is no format '{unknown[0]}'.", f"There are: {', '.join(known)}.")
    plan = ExportPlan(
        place=str(options.output),
        name="",
        layers=tuple(layers),
        part=Part.FRAMES,
        first=span.start,
        last=span.stop - 1,
        formats=tuple(each.id for each in EXPORTS if not each.written.spare),
        premultiplied=options.premultiplied,
    )
    if options.presets:
        saved = Presets()
        plans = for_each_preset(plan, [saved.called(each) for each in options.presets])
    else:
        plans = [plan]
    given = {part: getattr(options, option, None) for option, part in PLAN_PARTS.items()}
    said = {name: value for name, value in given.items() if value is not None}
    look = look_of(options)
    said |= look
    if options.formats:
        said["formats"] = tuple(options.formats)
    plans = [replace(each, **said) for each in plans]
    more = ["overlay"] * options.overlay + ["look"] * bool(look)
    return [replace(each, formats=tuple(dict.fromkeys((*each.formats, *more)))) for each in plans]


def tell_notes(plan: ExportPlan, material: Material, terminal: Terminal) -> None:
    """Tell what the result will not have or not keep."""
    for note in export_notes(material, plan.chosen_formats()):
        terminal.tell(str(note))


def show_writing(steps: Generator[Progress, None, T], terminal: Terminal, stopping: Stopping) -> T:
    """Run the steps of an export, and return their result; a stop after the last file has no
    effect."""

    def tell(step: Progress) -> None:
        terminal.show("Writing", step)
        if step.done == step.total:
            stopping.be_patient()

    return through(steps, tell)


def say_written(
    plan: ExportPlan, seen: Sequence[ResolvedTrack], span: range, terminal: Terminal
) -> None:
    """List the written files and their place."""
    folders = mask_folders([view.layer.label for view in seen], plan.with_words)
    called = {own: name for name, own in named_entries(plan.folder).items()}
    for view, folder in zip(seen, folders, strict=True):
        frames = view.span(span)
        present = sum(view.present(frame) for frame in frames)
        place = plan.folder / called.get(folder, folder)
        masks = f"; masks in {place}" if place.exists() else ""
        terminal.say(
            f"'{view.layer.label}': on {present} of {len(frames)} frames, "
            f"score {view.score():.2f}{masks}"
        )
    for each in plan.chosen_formats():
        file = called.get(each.written.file, each.written.file)
        if file and (plan.folder / file).exists():
            terminal.say(f"{each.name}: {plan.folder / file}")
