"""`soc-studio segment`: finds objects by their descriptions and writes masks."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.settings import RunSettings
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export import (
    named_folder,
    plans_of,
    say_written,
    show_writing,
    tell_notes,
    views_of,
)
from soc_studio.cli.model import chosen_model, tell_estimate, tell_understood
from soc_studio.cli.projects import (
    is_there,
    open_for_writing,
    the_video,
    unnamed,
    videos_at,
)
from soc_studio.cli.several import leave_out_unlikely, several_layers
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_writing import material_of, result_of, write_into
from soc_studio.core.formats.overlay_video import OVERLAY
from soc_studio.core.formats.result_folder import is_written, said_failures
from soc_studio.core.masks.matte_ranges import setting_at
from soc_studio.core.media.given_rate import open_at
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project import edits
from soc_studio.core.project.objects import labels_of
from soc_studio.core.project.project import Layer, Video
from soc_studio.core.project.video_names import videos_called
from soc_studio.core.search.preparation import prepare_search
from soc_studio.core.search.search import Task, search
from soc_studio.core.search.steadying import steady
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.media_linker import looks_like_video
from soc_studio.core.storage.project_videos import (
    locate,
    open_project_video,
    put_layers,
    put_video,
    set_rate,
)
from soc_studio.core.system.errors import VideoError

_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def segment(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the video cannot be read, the model not be had, or the result not be written.
        RvosError: the network cannot be run.
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    if (other := _video_among(options.expressions)) is not None:
        terminal.tell(
            f"'{other}' is a video: give one video at a time, and after it what to find, each "
            'description in quotes. For the words themselves say more, as in "the bus".'
        )
        return Exit.WRONG_USE
    with ExitStack() as stack:
        document = stack.enter_context(
            unnamed() if options.project is None else open_for_writing(options.project, terminal)
        )
        reader, known = _opened(options, document)
        stack.enter_context(reader)
        settings = _settings(options, reader, known)
        assert settings.stop is not None
        if settings.start >= settings.stop:
            terminal.tell(
                f"There is no frame between --from and --to: {reader.frame_count} frames are in "
                f"'{reader.path.name}'."
            )
            return Exit.WRONG_USE
        texts = options.expressions or [each.searched for each in _searched(document, known)]
        if not texts:
            terminal.tell(f"'{document.file.path.name}' has no expression to find in it.")
            return Exit.WRONG_USE
        if options.output is None:
            layers, finding = _find(options, document, reader, texts, settings, terminal, stopping)
            several_layers(options, document, layers, finding.model, reader, terminal)
            leave_out_unlikely(document, layers, finding.model, reader, terminal)
            return _kept(options, finding, stopping, terminal)
        span = range(settings.start, settings.stop)
        options.output = named_folder(options, reader, span, texts)
        (plan,) = plans_of(options, (), span)
        with result_of(plan, sources_of(document).with_video(reader.path)) as folder:
            expressions, finding = _find(
                options, document, reader, texts, settings, terminal, stopping
            )
            expressions = several_layers(
                options, document, expressions, finding.model, reader, terminal
            )
            leave_out_unlikely(document, expressions, finding.model, reader, terminal)
            video = document.project.video(expressions[0].video)
            views = views_of(document, video, [each.id for each in expressions])
            answered = [set(view.span(finding.span)) for view in views]
            finding.done = len(set.intersection(*answered))
            if not finding.done:
                raise finding.failure or KeyboardInterrupt
            was_asked = stopping.asked
            labels = labels_of(document.project, video.id)
            material = material_of(plan, video, reader, views, labels)
            tell_notes(plan, material, terminal)
            # A first request to stop that comes now gives up the overlay only.
            steps = write_into(folder, plan, material, lambda: stopping.asked != was_asked)
            failures = show_writing(steps, terminal, stopping)
            stopping.finish()  # or a result would be in its place, and nobody be told
        say_written(plan, views, finding.span, terminal)
        if failures:
            terminal.tell(sentences(said_failures(failures)))
        there = bool(failures) or is_written(plan.folder, OVERLAY)
        ending = _ending(finding, "overlay" in plan.formats and not there, terminal, stopping)
        return Exit.FAILED if failures else ending


def _video_among(expressions: Sequence[str]) -> str | None:
    """Return an expression that is the path of a video; None where all are words.

    The name of a folder that could be words counts only among others that are no folder: there is
    nothing to find otherwise, or there is a folder of pictures for each thing to find.
    """
    videos = [text for text in expressions if looks_like_video(Path(text))]
    sure = [each for each in videos if Path(each).is_file() or not _WORDS.fullmatch(each)]
    unsure = videos if len(videos) < len(expressions) else []
    return next(iter([*sure, *unsure]), None)


@dataclass
class _Finding:
    """How far the frames of `span` were searched: to the end, a request to stop, or a place where
    the video is damaged; and the model that searched."""

    span: range
    model: LoadedModel
    done: int = 0
    failure: VideoError | None = None


def _opened(options: argparse.Namespace, document: Document) -> tuple[VideoReader, Video | None]:
    """Open the video that the options name, or the only one of the project; also return it as it is
    in the project, where it is in it."""
    videos = document.project.videos
    said = options.chosen or options.video
    may_be_new = said is not None and (options.chosen is None or not videos)
    if may_be_new and (is_there(Path(said)) or not videos_called(videos, str(said))):
        known = next(iter(videos_at(document, Path(said))), None)
        if known is None:
            return open_at(Path(said), options.rate), None
        video = locate(document, known, Path(said))
    else:
        video = the_video(document, None if said is None else str(said))
    if options.rate is not None:
        video = set_rate(document, video, options.rate)
    return open_project_video(document, video), video


def _searched(document: Document, video: Video | None) -> list[Layer]:
    """Return the layers of a video of the project that a search fills."""
    of_video = () if video is None else document.project.of_video(video.id)
    return [each for each in of_video if each.imported is None and not each.absent]


def _decide(options: argparse.Namespace, document: Document, reader: VideoReader) -> list[Layer]:
    """Add the layers of `options` to the project, and return the layers to search for."""
    video = put_video(document, reader.path, reader)
    found = _searched(document, video)
    if options.expressions:
        found = put_layers(document, video, options.expressions)
    for each in found if options.steady else ():
        if not each.steadied:
            document.do(*edits.set_steadied(document.project, each.id, True))
    names = ("threshold", "edge_band", "edge_softness")
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    said = {name: setting_at(name, value) for name, value in given.items()}
    if said:
        document.do(*edits.set_matte(document.project, [each.id for each in found], **said))
    return [document.project.layer(each.id) for each in found]


def _settings(options: argparse.Namespace, reader: VideoReader, video: Video | None) -> RunSettings:
    span = range(reader.frame_count) if video is None else video.span
    start, stop = span.start, span.stop
    if options.start is not None:
        start = options.start.frame_number(reader.timing)
    if options.stop is not None:
        stop = min(reader.frame_count, options.stop.frame_number(reader.timing))
    return RunSettings(
        stride=options.stride,
        start=start,
        stop=stop,
        candidates=options.candidates,
        preview=options.quality == "quick",
        whole=options.whole,
    )


def _find(
    options: argparse.Namespace,
    document: Document,
    reader: VideoReader,
    asked: Sequence[str],
    settings: RunSettings,
    terminal: Terminal,
    stopping: Stopping,
) -> tuple[list[Layer], _Finding]:
    """Search until the end or until asked to stop; from then on `stopping` is patient.

    The project stays unchanged until all options have been checked.
    """
    assert settings.stop is not None
    texts = tuple(dict.fromkeys(asked))
    model = chosen_model(options, terminal)
    finding = _Finding(range(settings.start, settings.stop), model)
    prepared = prepare_search(model, reader, settings, texts)
    tell_understood(options, model, texts, terminal)
    tell_estimate(prepared, terminal)
    expressions = _decide(options, document, reader)
    task = Task(document.project.video(expressions[0].video).fingerprint, texts)
    try:
        with closing(search(task, reader, model, settings, document.file.results)) as steps:
            for step in steps:
                finding.done = step.done
                terminal.show("Finding", step)
                stopping.check()
        finding.done = len(finding.span)
        if options.steady:
            with closing(steady(task, reader, model, settings, document.file.results)) as steps:
                for step in steps:
                    terminal.show("Steadying", step)
                    stopping.check()
        stopping.be_patient()
        finding.failure = _damage(options, reader)
    except KeyboardInterrupt:
        stopping.be_patient()
        terminal.tell("Stopping: everything finished is written. Press Ctrl-C again to abort.")
    except VideoError as error:
        finding.failure = error
    return expressions, finding


def _damage(options: argparse.Namespace, reader: VideoReader) -> VideoError | None:
    """Return a sentence where the requested frames continue behind a damaged place."""
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
    """Report the end of a search whose answers stay in the project; return the exit code."""
    if finding.failure is not None:
        terminal.tell(f"{sentences(finding.failure)} What was found is in '{options.project}'.")
        return Exit.FAILED
    if stopping.asked:
        terminal.tell(
            f"Stopped: everything found so far is in '{options.project}'; run it again to continue."
        )
        return Exit.INTERRUPTED
    terminal.say(f"Found; the masks are in '{options.project}'.")
    return Exit.DONE


def _ending(finding: _Finding, lacks_overlay: bool, terminal: Terminal, stopping: Stopping) -> Exit:
    """Report the end of an interrupted run; return the exit code."""
    kept = f"{finding.done} of {len(finding.span)} frames are done and written."
    if finding.failure is not None:
        terminal.tell(f"{sentences(finding.failure)} {kept}")
        return Exit.FAILED
    if stopping.asked:
        missing = " The overlay is left out." if lacks_overlay else ""
        terminal.tell(f"Stopped: {kept}{missing}")
        return Exit.INTERRUPTED
    return Exit.DONE
