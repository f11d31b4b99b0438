"""Controller of the candidates: shows them for the current frame and picks one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Layer, LayerId, Pick
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.candidate_list import Candidate, candidates, stretch_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.candidates import PICTURE, CandidateTray

_SETTLING = 40  # milliseconds for which the playhead rests before candidates are looked for

Marked: TypeAlias = Callable[[LayerId], tuple[int, int] | None]
"""Returns the stretch of a layer that the user marked, start and stop, where there is one."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What is offered, and for what."""

    layer: LayerId
    frame: int
    candidates: list[Candidate]


class CandidateController(QObject):
    """Keeps the tray in step with the frame, and does what the user asks for in it."""

    told = Signal(str)  # a sentence for the status bar
    failed = Signal(object)  # StudioError

    def __init__(self, tray: CandidateTray, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = tray
        self._runner = JobRunner(self)
        self._document: OpenDocument | None = None
        self._playback: Playback | None = None
        self._marked: Marked = lambda _: None
        self._latest: Job | None = None
        self._offer: _Offer | None = None
        self._steps = 0  # keys pressed before the candidates were there
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self._look)
        tray.picked.connect(self._pick)
        tray.none_asked.connect(self._deny)

    @property
    def is_busy(self) -> bool:
        """Whether candidates are being looked for."""
        return self._settled.isActive() or (self._latest is not None and not self._latest.over)

    def open(self, document: OpenDocument, playback: Playback, marked: Marked) -> None:
        """Offer candidates for a document whose video can be read."""
        self._document, self._playback, self._marked = document, playback, marked
        document.changed.connect(self.refresh)
        document.views_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        playback.moved.connect(self.refresh)
        playback.playing_changed.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Stop, and offer nothing."""
        self._settled.stop()
        self._latest = None
        self._runner.finish()
        if self._document is not None:
            for signal in (
                self._document.changed,
                self._document.views_changed,
                self._document.selected,
            ):
                signal.disconnect(self.refresh)
        if self._playback is not None:
            self._playback.moved.disconnect(self.refresh)
            self._playback.playing_changed.disconnect(self.refresh)
        self._document = self._playback = self._offer = None
        self._tray.show_hint("")

    def refresh(self, *_: object) -> None:
        """Update the candidates once the playhead has rested on a frame."""
        if self._document is not None and not self._settled.isActive():
            self._settled.start()

    def pick_next(self) -> None:
        """Pick the candidate after the one that is seen, the first after the last."""
        self._step(1)

    def pick_previous(self) -> None:
        """Pick the candidate before the one that is seen, the last before the first."""
        self._step(-1)

    def _look(self) -> None:
        """Have candidates made for the frame, off the GUI thread; only the latest are shown."""
        document, playback = self._document, self._playback
        if document is None or playback is None or playback.is_playing:
            return
        self._runner.cancel_all()
        self._latest = None
        one, reader = document.selection, document.reader
        view = None if one is None else document.view(one.id)
        if one is None or view is None or reader is None:
            self._offer = None
            self._tray.show_hint(
                self.tr("Describe an object to see candidates.") if one is None else ""
            )
            return
        frame = playback.frame
        ratio = self._tray.devicePixelRatioF()
        height, width = round(PICTURE.height() * ratio), round(PICTURE.width() * ratio)
        layer = one.id

        def look() -> _Offer:
            return _Offer(layer, frame, candidates(view, reader, frame, height, width))

        job = Job(self.tr("Candidates"), once(look))
        job.returned.connect(self._show)
        job.failed.connect(self.failed)
        self._latest = job
        self._runner.start(job)

    def _show(self, offer: Any) -> None:
        if self.sender() is not self._latest or self._document is None:
            return
        self._offer = offer
        one, view = self._looked_at()
        if one is None or view is None:
            return
        if offer.candidates:
            self._tray.show_candidates(offer.candidates, not one.locked)
            self._tray.set_stretch(self._stretch(view, offer.frame))
        elif one.imported is not None:
            self._tray.show_hint(self.tr("Imported masks have no candidates."))
        else:
            self._tray.show_hint(self._nothing(view, offer.frame))
        steps, self._steps = self._steps, 0
        if steps:
            self._step(steps)

    def _nothing(self, view: ResolvedTrack, frame: int) -> str:
        if view.states[frame] == State.NOT_COMPUTED:
            return self.tr("This frame is not searched yet.")
        return self.tr("No candidates on this frame.")

    def _step(self, places: int) -> None:
        if self._document is None or self._playback is None or self._document.selection is None:
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
                self.told.emit(self._nothing(view, self._offer.frame))
            return
        chosen = [place for place, each in enumerate(offered) if each.chosen]
        start = chosen[0] if chosen else (-1 if places > 0 else 0)
        self._pick((start + places) % len(offered), self._tray.whole)

    def _is_offered(self) -> bool:
        """Return whether the candidates that are shown are those of what is looked at now."""
        one, _ = self._looked_at()
        return (
            self._offer is not None
            and one is not None
            and self._playback is not None
            and (self._offer.layer, self._offer.frame) == (one.id, self._playback.frame)
            and not self.is_busy
        )

    def _looked_at(self) -> tuple[Layer | None, ResolvedTrack | None]:
        one = None if self._document is None else self._document.selection
        view = None if one is None or self._document is None else self._document.view(one.id)
        return one, view

    def _stretch(self, view: ResolvedTrack, frame: int) -> tuple[int, int]:
        marked = self._marked(view.layer.id)
        inside = marked is not None and marked[0] <= frame < marked[1]
        return marked if marked is not None and inside else stretch_of(view, frame)

    def _pick(self, place: int, whole: bool) -> None:
        """Pick a candidate that is shown."""
        offer, document = self._offer, self._document
        if offer is None or document is None or not place < len(offer.candidates):
            return
        picked = Pick(offer.frame, offer.candidates[place].mask)
        self._decide(
            offer,
            whole,
            lambda start, stop: edits.pick(document.project, offer.layer, start, stop, picked),
        )

    def _deny(self, whole: bool) -> None:
        offer, document = self._offer, self._document
        if offer is None or document is None:
            return
        self._decide(
            offer,
            whole,
            lambda start, stop: edits.choose(document.project, offer.layer, start, stop, Absent()),
        )

    def _decide(self, offer: _Offer, whole: bool, edit: Callable[[int, int], edits.Edit]) -> None:
        document = self._document
        assert document is not None
        view = document.view(offer.layer)
        if view is None:
            return
        one = view.layer
        if one.locked:
            self.told.emit(self.tr("“{0}” is locked. Unlock it to change it.").format(one.label))
            return
        span = (0, view.video.frame_count) if whole else self._stretch(view, offer.frame)
        try:
            name, after = edit(*span)
            if after == document.project:
                return
            document.do(name, after)
        except StudioError as error:
            self.failed.emit(error)
            return
        if offer.frame in one.corrections:
            self.told.emit(
                self.tr("{0}. This frame is corrected and does not change.").format(name)
            )
        else:
            self.told.emit(name)
