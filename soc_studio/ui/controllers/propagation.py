"""Controller of propagation: previews a correction on other frames, then asks to keep it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import pairwise

from PySide6.QtCore import QObject, QSettings, Signal

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import at_size
from soc_studio.core.masks.propagation_run import PropagationRun, propagation_reach
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import Layer, LayerId, Project
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.propagation_choice import PropagationChoice
from soc_studio.ui.controllers.undecided import Undecided, fixed_masks, follower_of
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.frame_text import propagating
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.propagation_panel import PropagationPanel


class PropagationController(QObject):
    """Carries the correction under the playhead, until the user keeps or discards what came."""

    changed = Signal()  # the proposed masks, or whether there are any
    frame_changed = Signal(int)  # a frame for which something else is proposed now

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        bar: PropagationBar,
        panel: PropagationPanel,
        actions: Actions,
        cuts: Callable[[], Collection[int]],
        tracker: Callable[[], str],
        settings: QSettings,
        runner: JobRunner | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Ask in `bar` whether to keep it, and in `panel` how far it goes.

        `cuts` returns the frames that shots begin with, as far as known, and `tracker` the name of
        what follows the object. The work is done on the thread of `runner`, or on one of its own.
        """
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._bar = bar
        self._panel = panel
        self._cuts = cuts
        self._tracker = tracker
        self._choice = PropagationChoice(panel, settings, self)
        self.waits: Callable[[Callable[[], object]], bool] = lambda _: False
        """Does something once the last click is answered; returns False where it is already."""
        self._proposal: Undecided | None = None
        self._followed = -1
        self._work = LatestJob(self, runner)
        self._work.stepped.connect(self._add)
        self._work.failed.connect(self._fail)
        self._work.ended.connect(self._finish)
        self._document.changed.connect(self._check)
        bar.keep_asked.connect(self.keep)
        bar.stop_asked.connect(self.stop)
        bar.discard_asked.connect(self.discard)
        actions.call_methods(
            propagate_backwards=self.propagate_backwards,
            propagate_both_ways=self.propagate_both_ways,
            propagate_forwards=self.propagate_forwards,
        )
        for signal in (self._document.changed, self._document.selected):
            signal.connect(self._enable)
        self._enable()

    @property
    def is_open(self) -> bool:
        """Whether something is proposed that is neither kept nor discarded."""
        return self._proposal is not None

    @property
    def is_running(self) -> bool:
        """Whether more masks are to come."""
        return self._proposal is not None and self._work.is_awaited

    @property
    def proposed(self) -> tuple[LayerId, tuple[range, ...]] | None:
        """A layer and its stretches that masks are proposed for, with corrections among them."""
        proposal = self._proposal
        if proposal is None or not proposal.masks:
            return None
        return proposal.layer, proposal.stretches()

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
        self._panel.set_ready(False)

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

        def make(project: Project) -> Edit:
            edit = proposal.edit(project)
            self._end()  # before the edit shows: the proposal would hide its effect
            return edit

        self._operations.edit(make)

    def stop(self) -> None:
        """Propagate no further, and ask whether to keep what there is."""
        self._work.drop()
        if self._proposal is not None:
            self._ask(self._proposal)

    def discard(self) -> None:
        """Stop, and leave everything as it was."""
        self._work.drop()
        if self._proposal is not None:
            self._end()

    def stay(self) -> None:
        """Let the playhead go along no more."""
        if self._proposal is not None:
            self._proposal.follows = False

    def _enable(self, *_: object) -> None:
        self._panel.set_ready(self._document.selection is not None)

    def _start(self, back: bool, forward: bool) -> None:
        document, playback = self._document, self._playback
        one, reader, video = document.selection, document.reader, document.video
        if video is None or reader is None or one is None:
            return
        playback.stop()
        clicked = playback.frame

        def go_on() -> None:
            if clicked == playback.frame:
                self._start(back, forward)

        if self.waits(go_on):
            return
        frame, view = playback.frame, document.view(one.id)
        if view is not None and view.outdated[frame]:  # made again from the correction beside it
            beside = [at for at, each in fixed_masks(one).items() if each.area]
            frame, looked_at = min(beside, key=lambda at: abs(at - frame), default=frame), frame
            back, forward = looked_at < frame, looked_at > frame
            playback.go(frame)
        own = one.corrections.get(frame)
        start = self._shown(view, frame) if own is None else None
        mask = start if own is None else own.mask
        if not self._can_start(one, mask):
            return
        assert mask is not None
        fixed = {**fixed_masks(one), frame: mask}
        cuts = frozenset(self._cuts())
        how_far, frames = self._choice.how_far()
        reach = propagation_reach(
            how_far, frame, video.span, video.frame_count, cuts, fixed, frames
        )
        reach = range(reach.start if back else frame, reach.stop if forward else frame + 1)
        run = PropagationRun(fixed, frame, reach, follower_of(reader, cuts, self._tracker()))
        if not run.total:
            self._operations.tell(
                self.tr("No frame to carry it to: a corrected frame, a cut or the end comes next.")
            )
            return
        follows = back is not forward
        self._proposal = Undecided(
            one.id, frame, start, fixed, reach, one.label, follows, view, run
        )
        self._followed = frame
        document.track_cache.propose(one.id, self._proposal.masks)
        self._show_progress(Progress(0, run.total))
        self._run(self._proposal)
        self.changed.emit()

    def _run(self, proposal: Undecided) -> None:
        job = Job(
            self.tr("Carry “{0}”").format(proposal.label),
            proposal.steps,
            harmless=True,
        )
        job.icon = "arrow-left-right"
        self._work.start(job)

    def _shown(self, view: ResolvedTrack | None, frame: int) -> Mask | None:
        """Return the mask that is seen on a frame without a correction, None without any."""
        try:
            mask = None if view is None else view.mask(frame)
        except StudioError as error:
            self._operations.failed.emit(error)
            return None
        if mask is None or view is None:
            return None
        return at_size(mask, view.video.height, view.video.width)

    def _can_start(self, one: Layer, mask: Mask | None) -> bool:
        sentence = ""
        if self._proposal is not None:
            sentence = self.tr("Keep or discard the carried masks first.")
        elif one.locked:
            sentence = self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
        elif mask is None:
            sentence = self.tr("There is no mask on this frame to carry. Draw it first.")
        elif not mask.area:
            sentence = self.tr("The mask of this frame is empty: there is nothing to carry.")
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
        followed, changes = step
        if not proposal.take(followed, changes):
            return
        frame = followed.frame
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
        if not proposal.run.is_done:  # a correction came at the very end
            self._run(proposal)
            return
        self._ask(proposal)

    def _fail(self, error: Exception) -> None:
        """Tell it, and do not begin again."""
        self._operations.failed.emit(error)
        if self._proposal is not None and self._proposal.masks:
            self.stop()
        else:
            self.discard()

    def _ask(self, proposal: Undecided) -> None:
        """Ask whether to keep it."""
        if not proposal.masks:
            self._end()
            self._operations.tell(self.tr("The object cannot be followed from here."))
            return
        first = min(proposal.source, *proposal.masks)
        last = max(proposal.source, *proposal.masks)
        first_part = self.tr("Carried from frame {0}. Keep it?").format(proposal.source)
        changes = self.tr("Changed on {0} frames.").format(len(proposal.changed))
        if len(proposal.changed) == 1:
            changes = self.tr("Changed on 1 frame.")
        reached = self.tr("It reaches from frame {0} to {1}.").format(first, last)
        gaps = pairwise(proposal.stretches())
        if left_out := sum(after.start - before.stop for before, after in gaps):
            reached += " " + self.tr("Frames between that are still missing: {0}.").format(left_out)
        ends = [
            self._why(proposal, frame, step)
            for frame, step in ((first, -1), (last, 1))
            if frame != proposal.source
        ]
        self._bar.show_result(
            first_part, " ".join([changes, reached, *(each for each in ends if each)])
        )

    def _why(self, proposal: Undecided, frame: int, step: int) -> str:
        """Return why propagation ended at `frame`, nothing where that is obvious."""
        start = frame + 1 if step > 0 else frame
        if frame + step in proposal.reach:
            return ""
        if start in self._cuts():
            return self.tr("The video cuts at frame {0}.").format(start)
        if frame + step in proposal.fixed:
            return self.tr("Frame {0} is corrected already.").format(frame + step)
        return ""

    def _layer(self, proposal: Undecided) -> Layer | None:
        return next((e for e in self._document.layers if e.id == proposal.layer), None)

    def _show_progress(self, progress: Progress) -> None:
        proposal = self._proposal
        assert proposal is not None
        layer = self._layer(proposal)
        colour = None if layer is None else layer.colour
        self._bar.show_progress(propagating(proposal.reach, proposal.source), colour, progress)

    def _check(self) -> None:
        """Go on with what the user corrected meanwhile; without its own source there is nothing."""
        proposal = self._proposal
        if proposal is None:
            return
        one = self._layer(proposal)
        own = None if one is None else one.corrections.get(proposal.source)
        if own is not None:
            proposal.start = None
        mask = proposal.start if own is None else own.mask
        if one is None or mask is None or not mask.area:
            self.discard()
            self._operations.tell(self.tr("What was carried is gone with its correction."))
            return
        if not proposal.go_on_with({**fixed_masks(one), proposal.source: mask}):
            return
        self._document.track_cache.propose(proposal.layer, proposal.masks)
        if not self._work.is_awaited:
            self._show_progress(Progress(0, proposal.run.total))
            self._run(proposal)
        self.changed.emit()

    def _end(self) -> None:
        frames = list(self._proposal.masks) if self._proposal is not None else []
        self._proposal = None
        self._document.track_cache.withdraw()
        self._bar.hide()
        self.changed.emit()
        if self._playback.frame in frames:
            self.frame_changed.emit(self._playback.frame)
