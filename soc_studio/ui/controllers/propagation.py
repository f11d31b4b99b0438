"""Controller of propagation: previews a correction on other frames, then asks to keep it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction, Layer, LayerId, Origin, Project
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner, Steps
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.propagation_bar import PropagationBar


@dataclass(slots=True)
class _Proposal:
    """The masks propagated so far, by frame, from the correction of the frame `source`."""

    layer: LayerId
    source: int
    correction: Correction
    reach: range
    label: str
    follows: bool  # whether the playhead goes with it
    masks: dict[int, Mask] = field(default_factory=dict)


class PropagationController(QObject):
    """Carries the correction under the playhead, until the user keeps or discards what came."""

    changed = Signal()  # the proposed masks, or whether there are any
    frame_changed = Signal(int)  # a frame for which something else is proposed now

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        bar: PropagationBar,
        actions: Actions,
        cuts: Callable[[], Collection[int]],
        runner: JobRunner | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Ask in `bar`; `cuts` returns the frames that shots begin with, as far as known.

        The work is done on the thread of `runner`, or on a thread of its own.
        """
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._bar = bar
        self._cuts = cuts
        self._proposal: _Proposal | None = None
        self._followed = -1
        self._work = LatestJob(self, runner)
        self._work.stepped.connect(self._add)
        self._work.failed.connect(operations.failed)
        self._work.ended.connect(self._finish)
        self._document.changed.connect(self._check)
        bar.keep_asked.connect(self.keep)
        bar.discard_asked.connect(self.discard)
        actions.call_methods(
            propagate_backwards=self.propagate_backwards,
            propagate_both_ways=self.propagate_both_ways,
            propagate_forwards=self.propagate_forwards,
        )

    @property
    def is_open(self) -> bool:
        """Whether something is proposed that is neither kept nor discarded."""
        return self._proposal is not None

    @property
    def proposed(self) -> tuple[LayerId, range] | None:
        """A layer and the frames, with the corrected one, that masks are proposed for now."""
        proposal = self._proposal
        if proposal is None or not proposal.masks:
            return None
        frames = (proposal.source, *proposal.masks)
        return proposal.layer, range(min(frames), max(frames) + 1)

    def source_of(self, layer: LayerId, frame: int) -> int | None:
        """Return the frame from which something is proposed for a frame, None where nothing is."""
        proposal = self._proposal
        if proposal is None or proposal.layer != layer or frame not in proposal.masks:
            return None
        return proposal.source

    def close(self) -> None:
        """Stop, and discard masks that were not kept."""
        self.discard()
        self._work.finish()

    def propagate_backwards(self) -> None:
        """Carry the correction of this frame to the frames before it."""
        self._start(back=True, forward=False)

    def propagate_forwards(self) -> None:
        """Carry the correction of this frame to the frames after it."""
        self._start(back=False, forward=True)

    def propagate_both_ways(self) -> None:
        """Carry the correction of this frame both ways."""
        self._start(back=True, forward=True)

    def keep(self) -> None:
        """Correct the frames with the masks propagated so far, in one step; no more will come."""
        proposal = self._proposal
        if proposal is None:
            return
        self._work.drop()
        if not proposal.masks:
            self._end()
            return

        def make(project: Project) -> edits.Edit:
            edit = edits.propagate(project, proposal.layer, proposal.source, proposal.masks)
            self._end()  # before the edit shows: the proposal would hide its effect
            return edit

        self._operations.edit(make)

    def discard(self) -> None:
        """Stop, and leave everything as it was."""
        self._work.drop()
        if self._proposal is not None:
            self._end()

    def _start(self, back: bool, forward: bool) -> None:
        document, playback = self._document, self._playback
        one, reader = document.selection, document.reader
        if document.video is None or reader is None or one is None:
            return
        playback.stop()
        frame = playback.frame
        if not self._can_start(one, frame):
            return
        count = document.video.frame_count
        try:
            reach = document.project.reach(one.id, frame, count)
        except StudioError as error:
            self._operations.failed.emit(error)
            return
        span = document.video.span
        span = span if frame in span else range(count)
        cuts = self._cuts()
        starts = [reach.start, span.start, *(each for each in cuts if each <= frame)]
        stops = [reach.stop, span.stop, *(each for each in cuts if each > frame)]
        first = max(starts) if back else frame
        last = min(stops) if forward else frame + 1
        correction = one.corrections[frame]
        proposal = _Proposal(
            one.id, frame, correction, range(first, last), one.label, follows=back is not forward
        )
        if len(proposal.reach) < 2:
            self._operations.tell(
                self.tr("No frame to carry it to: a corrected frame, a cut or the end comes next.")
            )
            return
        self._proposal, self._followed = proposal, frame
        document.track_cache.propose(one.id, proposal.masks)
        self._show_progress(Progress(0, len(proposal.reach) - 1))
        fixed = {
            at: each.mask
            for at, each in one.corrections.items()
            if at == frame or each.origin is not Origin.PROPAGATED
        }
        steps = _steps(reader, fixed, frame, proposal.reach, frozenset(cuts))
        name = self.tr("Carry “{0}”").format(one.label)
        job = Job(name, steps, harmless=True)
        job.icon = "arrow-left-right"
        self._work.start(job)
        self.changed.emit()

    def _can_start(self, one: Layer, frame: int) -> bool:
        sentence = ""
        if self._proposal is not None:
            sentence = self.tr("Keep or discard the carried masks first.")
        elif one.locked:
            sentence = self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
        elif frame not in one.corrections:
            sentence = self.tr("Correct this frame first: only a correction can be carried.")
        elif not one.corrections[frame].mask.area:
            sentence = self.tr("This correction is empty: there is no mask to carry.")
        if sentence:
            self._operations.tell(sentence)
        return not sentence

    def _add(self, step: object) -> None:
        proposal, playback = self._proposal, self._playback
        if proposal is None:
            return
        if isinstance(step, Progress):
            self._show_progress(step)
            return
        assert isinstance(step, tuple)
        frame, mask = step
        proposal.masks[frame] = mask
        self._document.track_cache.propose(proposal.layer, proposal.masks)
        # The playhead goes along until the user takes it somewhere else.
        if proposal.follows and playback.frame == self._followed and not playback.is_playing:
            self._followed = frame
            playback.go(frame)
        self.frame_changed.emit(frame)

    def _finish(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        if not proposal.masks:
            self._end()
            self._operations.tell(self.tr("The object cannot be followed from here."))
            return
        first = min(proposal.source, *proposal.masks)
        last = max(proposal.source, *proposal.masks)
        first_part = self.tr("Carried from frame {0}. Keep it?").format(proposal.source)
        reached = self.tr("It is on frames {0} to {1} now.").format(first, last)
        ends = [
            self._why(proposal, frame, step)
            for frame, step in ((first, -1), (last, 1))
            if frame != proposal.source
        ]
        self._bar.show_result(first_part, " ".join([reached, *(each for each in ends if each)]))

    def _why(self, proposal: _Proposal, frame: int, step: int) -> str:
        """Return why propagation ended at `frame`, nothing where that is obvious."""
        if frame + step in proposal.reach:
            return self.tr("The object was lost after frame {0}.").format(frame)
        start = frame + 1 if step > 0 else frame
        if start in self._cuts():
            return self.tr("The video cuts at frame {0}.").format(start)
        if frame + step in self._document.project.layer(proposal.layer).corrections:
            return self.tr("Frame {0} is corrected already.").format(frame + step)
        return ""

    def _show_progress(self, progress: Progress) -> None:
        proposal = self._proposal
        assert proposal is not None
        layer = next((e for e in self._document.layers if e.id == proposal.layer), None)
        colour = None if layer is None else layer.colour
        self._bar.show_progress(self._sentence(proposal), colour, progress)

    def _sentence(self, proposal: _Proposal) -> str:
        if not proposal.follows:
            return self.tr("Carrying your correction both ways")
        if proposal.reach.start < proposal.source:
            return self.tr("Carrying your correction back")
        return self.tr("Carrying your correction forward")

    def _check(self) -> None:
        """Discard masks propagated from a correction that has changed."""
        proposal = self._proposal
        if proposal is None:
            return
        known = [each for each in self._document.layers if each.id == proposal.layer]
        if not known or known[0].corrections.get(proposal.source) != proposal.correction:
            self.discard()

    def _end(self) -> None:
        frames = list(self._proposal.masks) if self._proposal is not None else []
        self._proposal = None
        self._document.track_cache.withdraw()
        self._bar.hide()
        self.changed.emit()
        if self._playback.frame in frames:
            self.frame_changed.emit(self._playback.frame)


def _steps(
    reader: VideoReader,
    corrections: Mapping[int, Mask],
    frame: int,
    reach: range,
    cuts: Collection[int],
) -> Steps:
    """Return steps that follow the object from `frame` as far as `reach`, both ways in turn."""

    def steps() -> Generator[tuple[int, Mask] | Progress, None, None]:
        from soc_studio.core.masks.following import follow

        total = len(reach) - 1
        watch, done = Stopwatch(), 0
        with ExitStack() as open_ones:
            ways = [
                open_ones.enter_context(closing(follow(reader, corrections, frame, each, cuts)))
                for each in (range(frame, reach.stop), range(reach.start, frame + 1))
                if len(each) > 1
            ]
            while ways:
                for way in list(ways):
                    step = next(way, None)
                    if step is None:
                        ways.remove(way)
                    else:
                        yield step
                        done += 1
                        yield watch.progress(done, total)

    return steps
