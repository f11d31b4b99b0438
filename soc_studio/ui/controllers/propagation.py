"""Controller of propagation: previews a correction on other frames, then asks to keep it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.masks.propagation_way import Follow
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import LayerId, Project
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.propagated_layers import follower_beside, nearest_fixed, shown_mask
from soc_studio.ui.controllers.propagation_choice import PropagationChoice
from soc_studio.ui.controllers.propagation_words import going_on, question, title
from soc_studio.ui.controllers.undecided import Undecided
from soc_studio.ui.controllers.undecided_layers import begun_together, left_over
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.propagation_text import why_not
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
        together = actions["propagate_together"]
        self._choice = PropagationChoice(
            panel, together, settings, self._document, playback, cuts, self
        )
        self.waits: Callable[[Callable[[], object]], bool] = lambda _: False
        """Does something once the last click is answered; returns False where it is already."""
        self._proposal: Undecided | None = None
        self._undone: Undecided | None = None  # what is gone with its corrections, until a next one
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
    def proposed(self) -> Mapping[int, Proposed]:
        """The layers and stretches that masks are proposed for, with corrections among them."""
        proposal = self._proposal
        if proposal is None or not proposal.has_result:
            return {}
        return {
            layer: Proposed(each.stretches(), tuple(sorted(each.seeming_ends().items())))
            for layer, each in proposal.layers.items()
        }

    def source_of(self, layer: LayerId, frame: int) -> int | None:
        """Return the frame from which something is proposed for a frame, None where nothing is."""
        one = None if self._proposal is None else self._proposal.layers.get(layer)
        return one.source if one is not None and frame in one.masks else None

    def close(self) -> None:
        """Stop; what was not kept is asked about when the project is opened again."""
        self._work.drop()
        if self._proposal is not None:
            self._leave(self._proposal)
        self._forget()
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
        if not proposal.has_result:
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
            self._run_anew(proposal)
            self._run(proposal)

    def resume(self) -> None:
        """Ask about what was undecided when the program ended."""
        document = self._document
        if document.video is None:
            return
        for found in left_over(document.core, document.layers, document.video):
            if self._proposal is not None:
                return
            proposal = Undecided(found, self._follower({each.layer for each in found}))
            self._propose(proposal)
            self._ask(proposal)

    def stay(self) -> None:
        """Let the playhead go along no more."""
        if self._proposal is not None:
            self._proposal.follows = False

    def _enable(self, *_: object) -> None:
        self._panel.set_ready(self._document.selection is not None)
        self._choice.offer()

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
            mask = shown_mask(view, frame) if own is None else own.mask
        except StudioError as error:
            self._operations.failed.emit(error)
            return
        refusal = why_not(one, mask, self.is_open)
        if mask is None or refusal:
            self._operations.tell(refusal)
            return
        wish = replace(self._choice.wish(video, frame), back=back, forward=forward)
        sources = {one.id: frame, **self._choice.beside(one, wish)}
        store = document.core.file.undecided
        started = begun_together(document.layers, sources, wish, document.view, store)
        if not started:
            self._operations.tell(
                self.tr("No frame to carry it to: a corrected frame, a cut or the end comes next.")
            )
            return
        follow = self._follower({each.layer for each in started})
        stops = wish.how_far.ends_at_cuts
        proposal = Undecided(started, follow, follows=back is not forward, stops=stops)
        self._followed = frame
        self._propose(proposal)
        self._run(proposal)
        self.changed.emit()

    def _follower(self, carried: Collection[LayerId]) -> Follow:
        return follower_beside(self._document, carried, self._cuts(), self._tracker())

    def _run_anew(self, proposal: Undecided) -> None:
        layers = proposal.layers
        views = {layer: self._document.view(layer) for layer in layers}
        proposal.go_on(self._follower(layers), views)

    def _propose(self, proposal: Undecided) -> None:
        if self._undone is not proposal:
            self._forget()
        self._proposal, self._undone = proposal, None
        for layer, each in proposal.layers.items():
            self._document.track_cache.propose(layer, each.masks)

    def _run(self, proposal: Undecided) -> None:
        self._show_progress(proposal.run.progress)
        job = Job(title(proposal), proposal.steps, harmless=True)
        job.icon, job.about = "arrow-left-right", self._document.one_of_several
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
        frame, layer = followed.frame, LayerId(followed.thing)
        self._document.track_cache.propose(layer, proposal.layers[layer].masks)
        # The playhead goes along until the user takes it somewhere else.
        if proposal.follows and playback.frame == self._followed and not playback.is_playing:
            self._followed = frame
            playback.go(frame)
        self.frame_changed.emit(frame)

    def _finish(self, complete: bool) -> None:
        """Ask about it, whether it is `complete` or was stopped among the tasks."""
        proposal = self._proposal
        if proposal is None:
            return
        if complete and not proposal.run.is_done:  # a correction came at the very end
            self._run(proposal)
            return
        self._ask(proposal)

    def _fail(self, error: Exception) -> None:
        """Tell it, and do not begin again."""
        self._operations.failed.emit(error)
        if self._proposal is not None and self._proposal.has_masks:
            self.stop()
        else:
            self.discard()

    def _ask(self, proposal: Undecided) -> None:
        """Ask whether to keep it."""
        proposal.note_cuts()
        if not proposal.has_result:
            self._end(proposal)
            if proposal.run.is_done:
                self._operations.tell(self.tr("The object cannot be followed from here."))
            return
        self._bar.show_result(question(proposal, self._cuts()), proposal.left())
        self.changed.emit()

    def _show_progress(self, progress: Progress) -> None:
        proposal = self._proposal
        assert proposal is not None
        one = proposal.first.layer
        layer = next((each for each in self._document.layers if each.id == one), None)
        colour = None if layer is None else layer.colour
        self._bar.show_progress(going_on(proposal), colour, progress)

    def _check(self) -> None:
        """Go on with what the user corrected meanwhile; a layer without its own source is gone
        until that is back."""
        proposal = self._proposal or self._undone
        if proposal is None:
            return
        changes, is_back = proposal.go_on_with({each.id: each for each in self._document.layers})
        if not changes:
            return
        if is_back or not proposal.layers:
            self._work.drop()
        if not proposal.layers:
            self._leave(proposal)
            self._undone = proposal
            self._operations.tell(
                self.tr("What was carried is gone with its correction, until that is back.")
            )
            return
        self._document.track_cache.withdraw()
        self._propose(proposal)
        if is_back:
            self._run_anew(proposal)
            self._ask(proposal)
        elif not self._work.is_awaited:
            self._run(proposal)
        self.changed.emit()

    def _forget(self) -> None:
        """Keep what is gone no more."""
        if self._undone is not None:
            self._decide(self._undone)
            self._undone = None

    def _decide(self, proposal: Undecided) -> None:
        for each in (*proposal.layers.values(), *proposal.gone.values()):
            each.writer.drop()
            self._document.core.decide(each.writer.id)

    def _end(self, proposal: Undecided) -> None:
        """Propose nothing more of it."""
        self._leave(proposal)
        self._decide(proposal)
        self.resume()

    def _leave(self, proposal: Undecided) -> None:
        if self._proposal is None:
            return
        self._proposal = None
        self._document.track_cache.withdraw()
        self._bar.hide()
        self.changed.emit()
        if any(self._playback.frame in each.masks for each in proposal.layers.values()):
            self.frame_changed.emit(self._playback.frame)
