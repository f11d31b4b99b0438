"""`soc-studio propagate`: carries the corrections of a layer through its video."""

from __future__ import annotations

import argparse
from contextlib import closing

from soc_rvos.masks import Mask
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_writing, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.masks.following import follow, stretches
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.trackers import Tracker, load_tracker
from soc_studio.core.project import correction_edits
from soc_studio.core.project.project import Layer, Origin, Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Stopwatch


def propagate(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; what came until it was stopped is kept.

    Raises:
        StudioError: the project or its video cannot be read, or there is nothing to propagate.
        KeyboardInterrupt: the program was asked to stop.
    """
    if not options.project.exists():
        raise StudioError(f"There is no project '{options.project}'.", "Check the name.")
    with open_for_writing(options.project, terminal) as document:
        video = the_video(document, options.video)
        layer = _layer(document, video, options.layer)
        if layer.locked:
            raise StudioError(f"The layer '{layer.label}' is locked.", "Unlock it in the window.")
        fixed = {
            frame: each.mask
            for frame, each in layer.corrections.items()
            if each.origin is not Origin.PROPAGATED
        }
        if not any(mask.area for mask in fixed.values()):
            raise StudioError(
                f"The layer '{layer.label}' has no correction to propagate.",
                "Correct a frame in the window first.",
            )
        if options.source is not None and not (
            options.source in fixed and fixed[options.source].area
        ):
            frames = ", ".join(str(frame) for frame in sorted(fixed))
            raise StudioError(
                f"Frame {options.source} is not corrected by hand.", f"These are: {frames}."
            )
        with open_project_video(document, video) as reader:
            tracker = load_tracker(options.tracker, options.device)
            count, cuts = _all(
                document, video, layer, fixed, options.source, reader, tracker, terminal, stopping
            )
    terminal.say(f"'{layer.label}' was propagated to {count} frames.")
    for frame, is_found in sorted(cuts.items()):
        said = f"'{layer.label}' is found behind it. See whether it is the same."
        if not is_found:
            said = f"'{layer.label}' is not found behind it. Correct it there and run this again."
        terminal.say(f"Frame {frame} looks like a cut: {said}")
    return Exit.DONE


def _all(
    document: Document,
    video: Video,
    layer: Layer,
    fixed: dict[int, Mask],
    source: int | None,
    reader: VideoReader,
    tracker: Tracker,
    terminal: Terminal,
    stopping: Stopping,
) -> tuple[int, dict[int, bool]]:
    """Return how many frames were reached, and what seem to be cuts: the frames shots begin with,
    and whether the object was found behind each."""
    ways = stretches(sorted(n for n in fixed if fixed[n].area), video.span, source)
    # Nothing is passed that is corrected, even as gone.
    total = sum(len(way) - 1 for way in ways.values())
    watch, done = Stopwatch(), 0
    cuts: dict[int, bool] = {}
    for start, way in ways.items():
        reach = document.project.reach(layer.id, start, video.frame_count)
        way = range(max(way.start, reach.start), min(way.stop, reach.stop))
        masks: dict[int, Mask] = {}
        trust: dict[int, float] = {}
        shot: int | None = None
        try:
            with closing(follow(reader, fixed, start, way, tracker=tracker)) as found:
                for frame, mask, sure, cut in found:
                    masks[frame] = mask
                    trust[frame] = sure
                    if cut:
                        shot = frame if frame > start else frame + 1
                    if shot is not None and (frame > start) == (shot > start):
                        cuts[shot] = cuts.get(shot, False) or mask.area > 0
                    done += 1
                    terminal.show("Propagating", watch.progress(done, total))
                    stopping.check()
        finally:
            if masks:
                document.do(
                    *correction_edits.propagate(document.project, layer.id, start, masks, trust)
                )
    return done, cuts


def _layer(document: Document, video: Video, name: str) -> Layer:
    layers = document.project.of_video(video.id)
    found = [each for each in layers if name in (each.label, each.name, each.expression)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"'{each.label}'" for each in layers) or "none"
    problem = "no layer" if not found else "several layers"
    raise StudioError(f"There is {problem} '{name}'.", f"Layers of '{video.name}': {names}.")
