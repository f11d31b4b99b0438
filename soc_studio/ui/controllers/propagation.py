"""Controller of propagation: previews a correction on other frames, then asks to keep it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.masks.propagation_run import Follow, PropagationRun, propagation_reach
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import Layer, LayerId, Project
from soc_studio.core.storage.undecided_masks import UndecidedMasks, UndecidedWriter
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.propagation_choice import PropagationChoice
from soc_studio.ui.controllers.undecided import (
    Undecided,
    fixed_masks,
    follower_of,
    nearest_fixed,
    restored,
    shown_mask,
)
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.frame_text import propagating
from soc_studio.ui.text.propagation_text import propagated, why_not
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.propagation_panel import PropagationPanel
from soc_studio.ui.widgets.timeline.timeline_view import Proposed


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
        bar.go_on_asked.connect(self.go_on)
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
    def proposed(self) -> Proposed | None:
        """A layer and its stretches that masks are proposed for, with corrections among them."""
        proposal = self._proposal
        if proposal is None or not (proposal.masks or proposal.run.is_stopped):
            return None
        cuts = tuple(sorted(proposal.seeming_ends().items()))
        return Proposed(proposal.layer, proposal.stretches(), cuts)

    def source_of(self, layer: LayerId, frame: int) -> int | None:
        """Return the frame from which something is proposed for a frame, None where nothing is."""
        proposal = self._proposal
        if proposal is None or proposal.layer != layer or frame not in proposal.masks:
            return None
        return proposal.source

    def close(self) -> None:
        """Stop; what was not kept is asked about when the project is opened again."""
        self._work.drop()
        if self._proposal is not None:
            self._leave(self._proposal)
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
            self._end(proposal)
            return

        def make(project: Project) -> Edit:
            edit = proposal.edit(project)
            self._leave(proposal)  # before the edit shows: the proposal would hide its effect
            return edit

        self._operations.edit(make)
        if not self.is_open:
            self._end(proposal)

    def stop(self) -> None:
        """Propagate no further, and ask whether to keep what there is."""
        self._work.drop()
        if self._proposal is not None:
            self._ask(self._proposal)

    def discard(self) -> None:
        """Stop, and leave everything as it was."""
        self._work.drop()
        if self._proposal is not None:
            self._end(self._proposal)

    def go_on(self) -> None:
        """Propagate what is left, from where it was stopped."""
        proposal = self._proposal
        if proposal is not None and not self._work.is_awaited:
            proposal.go_on(self._follower(proposal.layer), self._document.view(proposal.layer))
            self._show_progress(Progress(0, proposal.run.total))
            self._run(proposal)

    def resume(self) -> None:
        """Ask about what was undecided when the program ended."""
        document = self._document
        video, core = document.video, document.core
        layers = {each.id: each for each in document.layers}
        for one in [each for each in core.undecided if each.layer in layers]:
            if self._proposal is not None or video is None:
                return
            follow, store = self._follower(one.layer), core.file.undecided
            proposal = restored(one, layers[one.layer], video, follow, store)
            if proposal is None:
                core.decide(one.id)
            else:
                self._propose(proposal)
                self._ask(proposal)

    def stay(self) -> None:
        """Let the playhead go along no more."""
        if self._proposal is not None:
            self._proposal.follows = False

    def _enable(self, *_: object) -> None:
        self._panel.set_ready(self._document.selection is not None)

    def _start(self, back: bool, forward: bool) -> None:
        document, playback = self._document, self._playback
        one, video = document.selection, document.video
        if video is None or one is None:
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
            frame, looked_at = nearest_fixed(one, frame), frame
            back, forward = looked_at < frame, looked_at > frame
            playback.go(frame)
        own = one.corrections.get(frame)
        try:
            start = shown_mask(view, frame) if own is None else None
        except StudioError as error:
            self._operations.failed.emit(error)
            return
        mask = start if own is None else own.mask
        refusal = why_not(one, mask, self.is_open)
        if mask is None or refusal:
            self._operations.tell(refusal)
            return
        fixed = {**fixed_masks(one), frame: mask}
        cuts = frozenset(self._cuts())
        how_far, frames = self._choice.how_far()
        reach = propagation_reach(
            how_far, frame, video.span, video.frame_count, cuts, fixed, frames
        )
        reach = range(reach.start if back else frame, reach.stop if forward else frame + 1)
        follow = self._follower(one.id)
        run = PropagationRun(fixed, frame, reach, follow, stops=how_far.ends_at_cuts)
        if not run.total:
            self._operations.tell(
                self.tr("No frame to carry it to: a corrected frame, a cut or the end comes next.")
            )
            return
        follows = back is not forward
        store = document.core.file.undecided
        writer = UndecidedWriter(store, UndecidedMasks(one.id, frame, start, reach))
        proposal = Undecided(
            one.id, frame, start, fixed, reach, one.label, follows, view, run, writer
        )
        self._followed = frame
        self._propose(proposal)
        self._show_progress(Progress(0, run.total))
        self._run(proposal)
        self.changed.emit()

    def _follower(self, layer: LayerId) -> Follow:
        document = self._document
        assert document.reader is not None
        views = [document.view(e.id) for e in document.layers if e.visible and e.id != layer]
        return follower_of(document.reader, frozenset(self._cuts()), self._tracker(), views)

    def _propose(self, proposal: Undecided) -> None:
        self._proposal = proposal
        self._document.track_cache.propose(proposal.layer, proposal.masks)

    def _run(self, proposal: Undecided) -> None:
        job = Job(
            self.tr("Carry “{0}”").format(proposal.label),
            proposal.steps,
            harmless=True,
        )
        job.icon = "arrow-left-right"
        self._work.start(job)

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
        if not proposal.masks and not proposal.run.is_stopped:
            self._end(proposal)
            self._operations.tell(self.tr("The object cannot be followed from here."))
            return
        self._bar.show_result(
            self.tr("Carried from frame {0}. Keep it?").format(proposal.source),
            propagated(
                *(proposal.source, len(proposal.changed), proposal.stretches(), proposal.reach),
                *(self._cuts(), proposal.fixed),
                seeming=proposal.seeming_ends(),
            ),
            goes_on=bool(proposal.left()),
        )
        self.changed.emit()

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

    def _end(self, proposal: Undecided) -> None:
        """Propose nothing more of it."""
        self._leave(proposal)
        proposal.writer.drop()
        self._document.core.decide(proposal.writer.id)
        self.resume()

    def _leave(self, proposal: Undecided) -> None:
        if self._proposal is None:
            return
        self._proposal = None
        self._document.track_cache.withdraw()
        self._bar.hide()
        self.changed.emit()
        if self._playback.frame in proposal.masks:
            self.frame_changed.emit(self._playback.frame)
