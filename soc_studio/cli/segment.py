"""`soc-studio segment`: objects found by their descriptions, masks written."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.inference.pipeline import RunSettings
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export import say_written, views_of, write
from soc_studio.cli.model import chosen_model, say_what_it_takes
from soc_studio.cli.projects import open_for_writing, the_video, unnamed
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core import edits
from soc_studio.core.atomic_file import replacing_contents
from soc_studio.core.document import Document
from soc_studio.core.errors import VideoError, WriteError
from soc_studio.core.export.result_folder import OVERLAY, said_failures, stranger
from soc_studio.core.project import Expression, Video
from soc_studio.core.project_videos import open_project_video, put_expressions, put_video
from soc_studio.core.search import Task, search
from soc_studio.core.video_reader import VideoReader, open_video


def segment(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the video cannot be read, the model not be had, or the result not be written.
        RvosError: the network cannot be run.
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    with ExitStack() as stack:
        document = stack.enter_context(
            unnamed() if options.project is None else open_for_writing(options.project, terminal)
        )
        reader, video = _video(options, document)
        stack.enter_context(reader)
        settings = _settings(options, reader, video)
        if settings.start >= (settings.stop or 0):
            terminal.tell(
                f"There is no frame between --from and --to: {reader.frame_count} frames are in "
                f"'{reader.path.name}'."
            )
            return Exit.WRONG_USE
        expressions = _expressions(options, document, video)
        if not expressions:
            terminal.tell(f"'{document.file.path.name}' has no expression to find in it.")
            return Exit.WRONG_USE
        if options.output is None:
            finding = _find(options, document, reader, expressions, settings, terminal, stopping)
            return _kept(options, finding, stopping, terminal)
        with replacing_contents(options.output, stranger) as folder:
            _refuse_own_source(reader.path, options.output)
            finding = _find(options, document, reader, expressions, settings, terminal, stopping)
            views = views_of(document, video, [each.id for each in expressions])
            answered = [set(view.span(finding.span)) for view in views]
            finding.done = len(set.intersection(*answered))
            if not finding.done:
                raise finding.failure or KeyboardInterrupt
            failures = write(options, folder, reader, views, finding.span, terminal, stopping)
        say_written(options, views, finding.span, terminal)
        if failures:
            terminal.tell(sentences(said_failures(failures)))
        has_overlay = (options.output / OVERLAY).exists()
        ending = _ending(options, finding, has_overlay or bool(failures), terminal, stopping)
        return Exit.FAILED if failures else ending


def _refuse_own_source(video: Path, output: Path) -> None:
    """Raise where the result would take the place of the video, itself a part of a result."""
    if video.resolve().is_relative_to(output.resolve()):
        raise WriteError(
            f"'{video}' lies in '{output}', where the result would take its place.",
            "Choose another folder for the result.",
        )


@dataclass
class _Finding:
    """How far the frames of `span` were searched: to the end, a request to stop, or a place where
    the video is damaged."""

    span: range
    done: int = 0
    failure: VideoError | None = None


def _video(options: argparse.Namespace, document: Document) -> tuple[VideoReader, Video]:
    """Return the video that the options name, or the only one of the project."""
    if options.video is None:
        video = the_video(document, None)
        return open_project_video(document, video), video
    reader = open_video(options.video)
    try:
        return reader, put_video(document, options.video, reader)
    except BaseException:
        reader.close()
        raise


def _expressions(
    options: argparse.Namespace, document: Document, video: Video
) -> Sequence[Expression]:
    """Return the expressions that are asked for, those of the project where none is."""
    if options.expressions:
        found = put_expressions(document, video, options.expressions)
    else:
        of_video = document.project.of_video(video.id)
        found = [each for each in of_video if each.imported is None]
    if options.threshold is not None:
        ids = [each.id for each in found]
        document.do(*edits.set_matte(document.project, ids, threshold=options.threshold))
    return [document.project.expression(each.id) for each in found]


def _settings(options: argparse.Namespace, reader: VideoReader, video: Video) -> RunSettings:
    start = video.span.start
    if options.start is not None:
        start = options.start.frame_number(reader.timing)
    stop = video.span.stop
    if options.stop is not None:
        stop = min(reader.frame_count, options.stop.frame_number(reader.timing))
    return RunSettings(
        stride=options.stride,
        start=start,
        stop=stop,
        candidates=options.candidates,
        preview=options.preview,
        whole=options.whole,
    )


def _find(
    options: argparse.Namespace,
    document: Document,
    reader: VideoReader,
    expressions: Sequence[Expression],
    settings: RunSettings,
    terminal: Terminal,
    stopping: Stopping,
) -> _Finding:
    """Search until the end or until asked to stop; from then on `stopping` is patient."""
    assert settings.stop is not None
    finding = _Finding(range(settings.start, settings.stop))
    texts = tuple(dict.fromkeys(each.text for each in expressions))
    model = chosen_model(options, texts, terminal)
    say_what_it_takes(model, reader, settings, len(texts), terminal)
    task = Task(document.project.video(expressions[0].video).fingerprint, texts)
    try:
        with closing(search(task, reader, model, settings, document.file.results)) as steps:
            for step in steps:
                finding.done = step.done
                terminal.show("Finding", step)
                stopping.check()
        stopping.patient = True
        finding.done = len(finding.span)
        finding.failure = _damage(options, reader)
    except KeyboardInterrupt:
        stopping.patient = True
        terminal.tell("Stopping: what is finished is written. Ctrl-C again gives it up.")
    except VideoError as error:
        finding.failure = error
    return finding


def _damage(options: argparse.Namespace, reader: VideoReader) -> VideoError | None:
    """Return what to say where the frames that were asked for go on behind a damaged place."""
    broken = reader.info.broken
    if broken is None:
        return None
    if options.stop is not None and options.stop.frame_number(reader.timing) < reader.frame_count:
        return None
    return VideoError(
        f"'{reader.path.name}' is damaged at frame {broken.frame} ({broken.reason}), and cannot "
        "be read from there on."
    )


def _kept(
    options: argparse.Namespace, finding: _Finding, stopping: Stopping, terminal: Terminal
) -> Exit:
    """Say how a search ended whose answers stay in the project, and return the exit code."""
    if finding.failure is not None:
        terminal.tell(f"{sentences(finding.failure)} What was found is in '{options.project}'.")
        return Exit.FAILED
    if stopping.asked:
        terminal.tell(f"Stopped: what was found is in '{options.project}'; run it again to go on.")
        return Exit.INTERRUPTED
    terminal.say(f"Found; the masks are in '{options.project}'.")
    return Exit.DONE


def _ending(
    options: argparse.Namespace,
    finding: _Finding,
    has_overlay: bool,
    terminal: Terminal,
    stopping: Stopping,
) -> Exit:
    """Say how a run that was cut short ended, and return the exit code."""
    kept = f"{finding.done} of {len(finding.span)} frames are done and written."
    if finding.failure is not None:
        terminal.tell(f"{sentences(finding.failure)} {kept}")
        return Exit.FAILED
    if stopping.asked:
        missing = " The overlay is left out." if options.overlay and not has_overlay else ""
        terminal.tell(f"Stopped: {kept}{missing}")
        return Exit.INTERRUPTED
    return Exit.DONE
