"""`soc-studio export`: what a project holds, written as files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_reading, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.atomic_file import replacing_contents
from soc_studio.core.document import Document
from soc_studio.core.errors import StudioError
from soc_studio.core.export.formats import FORMATS, Material
from soc_studio.core.export.result_folder import (
    OVERLAY,
    TRACKS,
    Failure,
    mask_folders,
    said_failures,
    stranger,
    write_result,
)
from soc_studio.core.project import ExpressionId, Video
from soc_studio.core.project_videos import open_project_video, put_video
from soc_studio.core.track_view import TrackView, views
from soc_studio.core.video_reader import VideoReader, open_video


def export(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the project or its video cannot be read, or the result not be written.
        KeyboardInterrupt: the program was asked to stop.
    """
    with open_for_reading(options.project, terminal) as document:
        video, reader = _video(options, document)
        with reader:
            of_video = document.project.of_video(video.id)
            chosen = [
                each.id
                for each in of_video
                if not options.expressions or {each.text, each.label} & set(options.expressions)
            ]
            missing = [
                text
                for text in options.expressions
                if not any(text in (each.text, each.label) for each in of_video)
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
            with replacing_contents(options.output, stranger) as folder:
                failures = write(options, folder, reader, seen, span, terminal, stopping)
            say_written(options, seen, span, terminal)
            if failures:
                terminal.tell(sentences(said_failures(failures)))
                return Exit.FAILED
    return Exit.DONE


def _video(options: argparse.Namespace, document: Document) -> tuple[Video, VideoReader]:
    if options.video is None:
        video = the_video(document, None)
        return video, open_project_video(document, video)
    known = [each for each in document.project.videos if each.name == str(options.video)]
    if known and not options.video.exists():
        return known[0], open_project_video(document, known[0])
    reader = open_video(options.video)
    try:
        return put_video(document, options.video, reader), reader
    except BaseException:
        reader.close()
        raise


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
    document: Document, video: Video, expressions: Sequence[ExpressionId]
) -> list[TrackView]:
    """Return what is seen of expressions of a video of the project."""
    wanted = [document.project.expression(each) for each in expressions]
    return list(views(wanted, video, document.file.results, document.file.imports))


def write(
    options: argparse.Namespace,
    folder: Path,
    reader: VideoReader,
    seen: Sequence[TrackView],
    span: range,
    terminal: Terminal,
    stopping: Stopping,
) -> Sequence[Failure]:
    """Write the result, and return what of it failed.

    A first request to stop that comes now gives up the overlay only.
    """
    was_asked = stopping.asked
    formats = [each for each in FORMATS if options.overlay or each.id != "overlay"]
    names = mask_folders([view.expression.label for view in seen])
    material = Material(reader, dict(zip(names, seen, strict=True)), span)

    def hurries() -> bool:
        return stopping.asked != was_asked

    with closing(write_result(folder, material, formats, hurries)) as steps:
        while True:
            try:
                terminal.show("Writing", next(steps))
            except StopIteration as end:
                failures: Sequence[Failure] = end.value
                return failures


def say_written(
    options: argparse.Namespace,
    seen: Sequence[TrackView],
    span: range,
    terminal: Terminal,
) -> None:
    """Say what was written, and where it is."""
    folders = mask_folders([view.expression.label for view in seen])
    for view, folder in zip(seen, folders, strict=True):
        frames = view.span(span)
        present = sum(view.present(frame) for frame in frames)
        place = options.output / folder
        masks = f"; masks in {place}" if place.exists() else ""
        terminal.say(
            f"'{view.expression.label}': on {present} of {len(frames)} frames, "
            f"score {view.score():.2f}{masks}"
        )
    for what, name in (("Tracks", TRACKS), ("Overlay", OVERLAY)):
        if (options.output / name).exists():
            terminal.say(f"{what}: {options.output / name}")
