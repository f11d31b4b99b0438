"""`soc-studio propagate`: carries the corrections of layers through their video."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from soc_rvos.masks import Mask
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_writing, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.masks.following import follow, follow_together, stretches
from soc_studio.core.masks.propagation_run import PropagationRun
from soc_studio.core.masks.propagation_way import Followed, Known, Masks
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.trackers import Tracker, load_tracker
from soc_studio.core.project import correction_edits
from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.project import Layer, LayerId, Origin, Project, Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress, Stopwatch


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
        layers = [_layer(document, video, name) for name in options.layer]
        layers = list({each.id: each for each in layers}.values())
        fixed: dict[int, Masks] = {each.id: _fixed(each, options.source) for each in layers}
        with open_project_video(document, video) as reader:
            tracker = load_tracker(options.tracker, options.device)
            work = _Work(document, video, reader, tracker, terminal, stopping)
            if len(layers) == 1:
                found = {layers[0].id: work.alone(layers[0], fixed[layers[0].id], options.source)}
            else:
                found = work.together(layers, fixed, options.source)
    for layer in layers:
        frames, cuts = found[layer.id]
        terminal.say(f"'{layer.label}' was propagated to {frames} frames.")
        for frame, is_found in sorted(cuts.items()):
            said = f"'{layer.label}' is found behind it. See whether it is the same."
            if not is_found:
                said = f"'{layer.label}' is not found behind it. "
                said += "Correct it there and run this again."
            terminal.say(f"Frame {frame} looks like a cut: {said}")
    return Exit.DONE


def _fixed(layer: Layer, source: int | None) -> dict[int, Mask]:
    """Return the masks of a layer that are not overwritten, by frame; that of `source` is one."""
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
    if source is not None and not (source in fixed and fixed[source].area):
        frames = ", ".join(str(frame) for frame in sorted(fixed))
        raise StudioError(f"Frame {source} is not corrected by hand.", f"These are: {frames}.")
    return fixed


_Found: TypeAlias = tuple[int, dict[int, bool]]
"""How many frames were reached, and what seem to be cuts: the frames shots begin with, and whether
the object was found behind each."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What follows layers of a video, and where what comes of it goes."""

    document: Document
    video: Video
    reader: VideoReader
    tracker: Tracker
    terminal: Terminal
    stopping: Stopping

    def alone(self, layer: Layer, fixed: Masks, source: int | None) -> _Found:
        """Propagate the corrections of one layer, one after the other."""
        document = self.document
        ways = stretches(sorted(n for n in fixed if fixed[n].area), self.video.span, source)
        # Nothing is passed that is corrected, even as gone.
        total = sum(len(way) - 1 for way in ways.values())
        watch, done = Stopwatch(), 0
        cuts: dict[int, bool] = {}
        for start, way in ways.items():
            reach = document.project.reach(layer.id, start, self.video.frame_count)
            way = range(max(way.start, reach.start), min(way.stop, reach.stop))
            kept = _Kept(layer.id, start)
            try:
                with closing(follow(self.reader, fixed, start, way, tracker=self.tracker)) as found:
                    for each in found:
                        kept.take(each)
                        done += 1
                        self.terminal.show("Propagating", watch.progress(done, total))
                        self.stopping.check()
            finally:
                if kept.masks:
                    document.do(*kept.edit(document.project))
            cuts |= kept.found
        return done, cuts

    def together(
        self, layers: Sequence[Layer], fixed: Mapping[int, Masks], source: int | None
    ) -> dict[LayerId, _Found]:
        """Propagate the corrections of several layers in one run, which is one step to undo."""
        document, span = self.document, self.video.span

        def follower(given: Mapping[int, Masks], start: int, way: range, known: Known) -> _Coming:
            return follow_together(
                self.reader, given, start, way, tracker=self.tracker, known=known
            )

        kept: dict[int, _Kept] = {}
        reaches: dict[int, range] = {}
        for each in layers:
            own = fixed[each.id]
            seen = sorted(n for n, mask in own.items() if mask.area)
            inside = [n for n in seen if n in span]
            if source is None and not inside:
                continue
            start = inside[0] if source is None else source
            kept[each.id] = _Kept(each.id, start)
            reaches[each.id] = span
            if source is not None:
                reaches[each.id] = stretches(seen, span, source).get(source, range(0))
        sources = {layer: each.source for layer, each in kept.items()}
        run = PropagationRun(fixed, sources, reaches, follower)
        try:
            with closing(run.steps()) as steps:
                for step in steps:
                    if isinstance(step, Progress):
                        self.terminal.show("Propagating", step)
                    else:
                        kept[step.thing].take(step)
                    self.stopping.check()
        finally:
            some = [each for each in kept.values() if each.masks]
            if some:
                frames = len({frame for each in some for frame in each.masks})
                document.do(
                    *correction_edits.together(
                        [each.edit for each in some], document.project, frames
                    )
                )
        nothing = _Kept(LayerId(0), 0)
        found = {each.id: kept.get(each.id, nothing) for each in layers}
        return {layer: (len(each.masks), each.found) for layer, each in found.items()}


_Coming: TypeAlias = Generator[Followed, None, None]


@dataclass(slots=True)
class _Kept:
    """What was found of a layer from the correction of the frame `source`."""

    layer: LayerId
    source: int
    masks: dict[int, Mask] = field(default_factory=dict)
    trust: dict[int, float] = field(default_factory=dict)
    cuts: dict[int, int] = field(default_factory=dict)  # the shots' first, by the frame entered

    def take(self, found: Followed) -> None:
        """Take what was found on a frame."""
        frame = found.frame
        self.masks[frame], self.trust[frame] = found.mask, found.trust
        if found.cut:
            self.cuts[frame] = frame if frame > self.source else frame + 1

    @property
    def found(self) -> dict[int, bool]:
        """Return the frames that shots seem to begin with, and whether the object was found behind
        each, before the next one."""
        return {cut: self._is_found(entered) for entered, cut in self.cuts.items()}

    def edit(self, project: Project) -> Edit:
        """Return the edit that keeps it."""
        kept = (self.layer, self.source, self.masks, self.trust)
        return correction_edits.propagate(project, *kept, cuts=self.cuts)

    def _is_found(self, entered: int) -> bool:
        step = 1 if entered > self.source else -1
        for frame in count(entered, step):
            if frame not in self.masks or (frame != entered and frame in self.cuts):
                return False
            if self.masks[frame].area:
                return True
        raise AssertionError("no end of frames")


def _layer(document: Document, video: Video, name: str) -> Layer:
    layers = document.project.of_video(video.id)
    found = [each for each in layers if name in (each.label, each.name, each.expression)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"'{each.label}'" for each in layers) or "none"
    problem = "no layer" if not found else "several layers"
    raise StudioError(f"There is {problem} '{name}'.", f"Layers of '{video.name}': {names}.")
