"""Controller of the candidates: shows them for the current frame and picks one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Layer, LayerId, Pick, Project
from soc_studio.core.tracks.candidate_list import Candidate, candidates, stretch_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.candidates import PICTURE, CandidateTray

_SETTLING = 40  # milliseconds for which the playhead rests before candidates are looked for

Marked: TypeAlias = Callable[[LayerId], tuple[int, int] | None]
"""Returns the stretch of a layer that the user marked, start and stop, where there is one."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """The candidates on offer, with their layer and frame."""

    layer: LayerId
    frame: int
    candidates: list[Candidate]


class CandidateController(QObject):
    """Shows the frame's candidates in the tray, and picks the one that the user clicks."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        tray: CandidateTray,
        actions: Actions,
        marked: Marked,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._tray = tray
        self._marked = marked
        self._looking = LatestJob(self)
        self._looking.returned.connect(self._show)
        self._looking.failed.connect(operations.failed)
        self._offer: _Offer | None = None
        self._steps = 0  # keys pressed before the candidates were there
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self._look)
        tray.picked.connect(self._pick)
        tray.none_asked.connect(self._deny)
        actions.call_methods(candidate_back=self.pick_previous, candidate_next=self.pick_next)
        for signal in (
            document.changed,
            document.views_changed,
            document.selected,
            playback.moved,
            playback.playing_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def is_busy(self) -> bool:
        """Whether a job is reading candidates."""
        return self._settled.isActive() or self._looking.is_running

    def close(self) -> None:
        """Stop, and clear the tray."""
        self._settled.stop()
        self._looking.finish()
        self._tray.show_hint("")

    def refresh(self, *_: object) -> None:
        """Update the candidates once the playhead has rested on a frame."""
        if not self._settled.isActive():
            self._settled.start()

    def pick_next(self) -> None:
        """Pick the candidate after the current one, the first after the last."""
        self._step(1)

    def pick_previous(self) -> None:
        """Pick the candidate before the current one, the last before the first."""
        self._step(-1)

    def _look(self) -> None:
        """Read the frame's candidates off the GUI thread; only the latest are shown."""
        document, playback = self._document, self._playback
        if playback.is_playing:
            return
        self._looking.drop()
        one, reader = document.selection, document.reader
        view = None if one is None else document.view(one.id)
        if one is None or view is None or reader is None:
            self._offer = None
            self._tray.show_hint(
                self.tr("Describe an object to see other answers.") if one is None else ""
            )
            return
        frame = playback.frame
        ratio = self._tray.devicePixelRatioF()
        height, width = round(PICTURE.height() * ratio), round(PICTURE.width() * ratio)
        layer = one.id

        def look() -> _Offer:
            return _Offer(layer, frame, candidates(view, reader, frame, height, width))

        self._looking.start(Job(self.tr("Looking for other answers"), once(look)))

    def _show(self, offer: _Offer) -> None:
        self._offer = offer
        one, view = self._looked_at()
        if one is None or view is None:
            return
        if offer.candidates:
            tint = to_qcolor(one.colour)
            self._tray.show_candidates(offer.candidates, not one.locked, tint)
            self._tray.set_stretch(self._stretch(view, offer.frame))
        elif one.imported is not None:
            self._tray.show_hint(self.tr("Imported masks have no other answers."))
        else:
            self._tray.show_hint(self._nothing(view, offer.frame))
        steps, self._steps = self._steps, 0
        if steps:
            self._step(steps)

    def _nothing(self, view: ResolvedTrack, frame: int) -> str:
        if view.states[frame] == State.NOT_COMPUTED:
            return self.tr("This frame is not searched yet.")
        return self.tr("No answers on this frame.")

    def _step(self, places: int) -> None:
        if self._document.selection is None:
            return
        if not self._is_offered():
            self._steps += places
            self.refresh()
            return
        assert self._offer is not None
        offered = self._offer.candidates
        if not offered:
            _, view = self._looked_at()
            if view is not None:
                self._operations.tell(self._nothing(view, self._offer.frame))
            return
        chosen = [place for place, each in enumerate(offered) if each.chosen]
        start = chosen[0] if chosen else (-1 if places > 0 else 0)
        self._pick((start + places) % len(offered), self._tray.whole)

    def _is_offered(self) -> bool:
        """Return whether the tray shows the candidates of the selected layer and this frame."""
        one, _ = self._looked_at()
        return (
            self._offer is not None
            and one is not None
            and (self._offer.layer, self._offer.frame) == (one.id, self._playback.frame)
            and not self.is_busy
        )

    def _looked_at(self) -> tuple[Layer | None, ResolvedTrack | None]:
        one = self._document.selection
        return one, None if one is None else self._document.view(one.id)

    def _stretch(self, view: ResolvedTrack, frame: int) -> tuple[int, int]:
        marked = self._marked(view.layer.id)
        inside = marked is not None and marked[0] <= frame < marked[1]
        return marked if marked is not None and inside else stretch_of(view, frame)

    def _pick(self, place: int, whole: bool) -> None:
        """Pick a candidate of the tray."""
        offer = self._offer
        if offer is None or not place < len(offer.candidates):
            return
        picked = Pick(offer.frame, offer.candidates[place].mask)
        self._decide(
            offer,
            whole,
            lambda project, start, stop: edits.pick(project, offer.layer, start, stop, picked),
        )

    def _deny(self, whole: bool) -> None:
        offer = self._offer
        if offer is None:
            return
        self._decide(
            offer,
            whole,
            lambda project, start, stop: edits.choose(project, offer.layer, start, stop, Absent()),
        )

    def _decide(
        self, offer: _Offer, whole: bool, edit: Callable[[Project, int, int], edits.Edit]
    ) -> None:
        view = self._document.view(offer.layer)
        if view is None:
            return
        one = view.layer
        if one.locked:
            self._operations.tell(
                self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
            )
            return
        start, stop = (0, view.video.frame_count) if whole else self._stretch(view, offer.frame)
        said = "{0}"
        if offer.frame in one.corrections:
            said = self.tr("{0}. This frame is corrected and does not change.")
        self._operations.edit(lambda project: edit(project, start, stop), said=said)
