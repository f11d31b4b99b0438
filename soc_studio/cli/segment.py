"""`soc-studio segment`: objects found by their descriptions, masks written."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import RunSettings
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.model import chosen_model
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.atomic_file import replacing_contents
from soc_studio.core.errors import VideoError, WriteError
from soc_studio.core.export.result_folder import (
    OVERLAY,
    TRACKS,
    mask_folders,
    stranger,
    write_result,
)
from soc_studio.core.progress import Progress
from soc_studio.core.search import Outcome, link, search
from soc_studio.core.video_reader import VideoReader, open_video
from soc_studio.core.weights import Model


def segment(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the video cannot be read, the model not be had, or the result not be written.
        RvosError: the network cannot be run.
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    with open_video(options.video) as reader:
        settings = _settings(options, reader)
        if settings.start >= (settings.stop or 0):
            terminal.tell(
                f"There is no frame between --from and --to: {reader.frame_count} frames are in "
                f"'{options.video.name}'."
            )
            return Exit.WRONG_USE
        with replacing_contents(options.output, stranger) as folder:
            _refuse_own_source(options.video, options.output)
            model = chosen_model(options, options.expressions, terminal)
            finding = _find(options, reader, model, settings, terminal, stopping)
            outcome = _outcome(options, model, settings, finding)
            if not outcome.frames:
                raise finding.failure or KeyboardInterrupt
            _write(options, folder, reader, model, settings, outcome, terminal, stopping)
            has_overlay = (folder / OVERLAY).exists()
    _say(options, outcome, has_overlay, terminal)
    return _ending(options, outcome, finding, has_overlay, terminal, stopping)


def _refuse_own_source(video: Path, output: Path) -> None:
    """Raise where the result would take the place of the video, itself a part of a result."""
    if video.resolve().is_relative_to(output.resolve()):
        raise WriteError(
            f"'{video}' lies in '{output}', where the result would take its place.",
            "Choose another folder for the result.",
        )


@dataclass
class _Finding:
    """What was found until the end, a request to stop, or a place where the video is damaged."""

    results: list[WindowResult] = field(default_factory=list)
    complete: bool = False
    failure: VideoError | None = None


def _settings(options: argparse.Namespace, reader: VideoReader) -> RunSettings:
    start: int = options.start.frame_number(reader.timing)
    stop = reader.frame_count
    if options.stop is not None:
        stop = min(stop, options.stop.frame_number(reader.timing))
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
    reader: VideoReader,
    model: Model,
    settings: RunSettings,
    terminal: Terminal,
    stopping: Stopping,
) -> _Finding:
    """Search until the end or until asked to stop; from then on `stopping` is patient."""
    finding = _Finding()
    try:
        with closing(search(reader, options.expressions, model.predictor, settings)) as steps:
            for step in steps:
                if isinstance(step, Progress):
                    terminal.show("Finding", step)
                else:
                    finding.results.append(step)
                stopping.check()
        stopping.patient = True
        finding.failure = _damage(options, reader)
        finding.complete = finding.failure is None
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
        f"'{options.video.name}' is damaged at frame {broken.frame} ({broken.reason}), and cannot "
        "be read from there on."
    )


def _outcome(
    options: argparse.Namespace, model: Model, settings: RunSettings, finding: _Finding
) -> Outcome:
    threshold = options.threshold
    if threshold is None:
        threshold = model.predictor.threshold
    found = link(finding.results, options.expressions)
    assert settings.stop is not None
    return Outcome(found, settings.start, settings.stop, threshold, finding.complete)


def _write(
    options: argparse.Namespace,
    folder: Path,
    reader: VideoReader,
    model: Model,
    settings: RunSettings,
    outcome: Outcome,
    terminal: Terminal,
    stopping: Stopping,
) -> None:
    """Write the result; a first request to stop that comes now gives up the overlay only."""
    was_asked = stopping.asked

    def wants_overlay() -> bool:
        return bool(options.overlay) and stopping.asked == was_asked

    steps = write_result(folder, options.video, reader, model, settings, outcome, wants_overlay)
    with closing(steps):
        for step in steps:
            terminal.show("Writing", step)


def _say(
    options: argparse.Namespace, outcome: Outcome, has_overlay: bool, terminal: Terminal
) -> None:
    """Say what was found, and where it is."""
    folders = mask_folders(options.expressions)
    for found, folder in zip(outcome.found, folders, strict=True):
        track = found.tracks[0]
        present = len(track.present(outcome.threshold))
        terminal.say(
            f"'{found.expression}': on {present} of {len(track.frames)} frames, "
            f"score {track.score:.2f}; masks in {options.output / folder}"
        )
    terminal.say(f"Tracks: {options.output / TRACKS}")
    if has_overlay:
        terminal.say(f"Overlay: {options.output / OVERLAY}")


def _ending(
    options: argparse.Namespace,
    outcome: Outcome,
    finding: _Finding,
    has_overlay: bool,
    terminal: Terminal,
    stopping: Stopping,
) -> Exit:
    """Say how a run that was cut short ended, and return the exit code."""
    kept = f"{len(outcome.frames)} of {outcome.stop - outcome.start} frames are done and written."
    if finding.failure is not None:
        terminal.tell(f"{sentences(finding.failure)} {kept}")
        return Exit.FAILED
    if stopping.asked:
        missing = " The overlay is left out." if options.overlay and not has_overlay else ""
        terminal.tell(f"Stopped: {kept}{missing}")
        return Exit.INTERRUPTED
    return Exit.DONE
