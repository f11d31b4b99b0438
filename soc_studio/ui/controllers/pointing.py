"""Controller of points, scribbles and boxes: what a person points at becomes a correction."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Stroke
from soc_studio.core.masks.pointed import Pointed
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction, LayerId, Project
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.viewer import Viewer

if TYPE_CHECKING:
    from soc_studio.core.masks.pointing import Copies, Sight

_MOST = 16
"""Frames whose points are remembered; masks stay without them."""
_SIGHTS = 3
"""Frames that are known by sight; each takes 40 MB."""
_RESTING = 40
"""Milliseconds for which a playhead that is dragged rests on a frame until it is looked at."""
_AT_WORK, _HAND = 10_000, 1_500
"""Milliseconds for which others rest: at most while a frame is looked at or a click is answered,
and after it, when the next click may come."""


@dataclass(slots=True, eq=False)
class _Pointing:
    """What a person points at on one frame of a layer.

    `base` is the mask before, a correction where `was_corrected`; `made` says what was pointed at
    when the frame had a certain correction, so that points follow undo. Its first answer belongs to
    the `gesture`, if any, by which the layer began.
    """

    layer: LayerId
    frame: int
    base: Mask
    was_corrected: bool
    answers: tuple[Mask, ...]
    gesture: str | None = None
    pointed: Pointed = field(default_factory=Pointed)
    made: dict[Mask | None, Pointed] = field(default_factory=dict)
    seen: Mask | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    pointing: _Pointing
    pointed: Pointed
    mask: Mask


class PointingController(QObject):
    """Keeps the points of each frame, and has their masks made off the GUI thread.

    The newest click wins. A frame is looked at as soon as one may point at it, and what is made in
    the background rests from then on until nobody has clicked for a while.
    """

    changed = Signal()  # how many points there are

    def __init__(
        self,
        operations: Operations,
        viewer: Viewer,
        playback: Playback,
        copies: Copies,
        precedence: Precedence,
        allows: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Begin without points.

        Args:
            operations: what changes the document.
            viewer: where points are seen and dragged.
            playback: has the playhead.
            copies: returns small copies of frames, where there are any.
            precedence: is claimed while a frame is looked at and while clicks are answered.
            allows: returns whether the selected layer may be changed, and tells why not.
            parent: owns this.
        """
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._viewer = viewer
        self._playback = playback
        self._copies = copies
        self._precedence = precedence
        self._allows = allows
        self._kept: dict[tuple[LayerId, int], _Pointing] = {}
        self._sights: dict[int, Sight] = {}  # used on the runner's thread alone
        self._next = -1  # the frame to be looked at
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look)
        self._gesture = 0
        self._then: Callable[[], object] | None = None
        self._runner = JobRunner(self)
        self._runner.ended.connect(self._let_others)
        self._looking = LatestJob(self, self._runner)
        self._answering = LatestJob(self, self._runner)
        for latest in (self._looking, self._answering):
            latest.failed.connect(self._fail)
        self._answering.returned.connect(self._take)
        self._answering.ended.connect(self.refresh)  # nothing is waited for any more
        self._answering.ended.connect(self._go_on)
        self._document.changed.connect(self.refresh)
        self._document.selected.connect(self.refresh)
        viewer.mark_moved.connect(self._move)
        viewer.mark_dropped.connect(self._drop)

    @property
    def pointed(self) -> Pointed:
        """What is pointed at on the frame."""
        here = self._here()
        return Pointed() if here is None else here.pointed

    @property
    def count(self) -> int:
        """How many marks there are on the frame."""
        return len(self.pointed.marks)

    @property
    def is_waiting(self) -> bool:
        """Whether the last mark is not answered yet."""
        return self._answering.is_awaited

    def wait(self, then: Callable[[], object] | None, is_coming: bool = False) -> bool:
        """Do something as soon as the last mark is answered; return False where it is already.

        A mark may still be coming. Nothing is done where there is no answer.
        """
        if not (self.is_waiting or is_coming):
            return False
        self._then = then
        return True

    def _go_on(self, complete: bool) -> None:
        then, self._then = self._then, None
        if complete and then is not None:
            then()

    def close(self) -> None:
        """Stop, and forget all points."""
        self._then = None
        self._rest.stop()
        self._looking.drop()
        self._answering.drop()
        self._runner.finish()
        self._precedence.release()
        self._kept.clear()
        self._viewer.show_marks(())

    def look(self, frame: int) -> None:
        """Look at a frame as soon as the playhead is not dragged any more, so that a click on it is
        answered soon."""
        if frame != self._next:
            self._next = frame
            self._rest.start(_RESTING if self._playback.scrubs else 0)

    def _look(self) -> None:
        frame = self._next
        if self._document.reader is None or self._answering.is_running or frame in self._sights:
            return

        def steps() -> Generator[None, None, None]:
            yield
            self._sight(frame)

        self._precedence.claim(_AT_WORK)
        self._looking.start(Job(self.tr("Looking at the frame"), steps, minor=True, harmless=True))

    def add(
        self,
        layer: LayerId,
        frame: int,
        stroke: Stroke,
        base: Mask,
        answers: tuple[Mask, ...] = (),
        gesture: str | None = None,
    ) -> None:
        """Point at something more on a frame, whose mask is `base` now, with other `answers`.

        The answer is one step to undo with what else belongs to the `gesture`.
        """
        here = self._kept.get((layer, frame))
        if here is None:
            one = next(each for each in self._document.layers if each.id == layer)
            made = one.corrections.get(frame)
            here = _Pointing(layer, frame, base, made is not None, answers, gesture)
            here.seen = None if made is None else made.mask
            here.made[here.seen] = Pointed()
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[layer, frame] = here
        self._ask(here, here.pointed.and_stroke(stroke))

    def take_last(self) -> bool:
        """Take the last point back; return whether there was any."""
        here = self._here()
        if here is None or not here.pointed:
            return False
        self._change(here, here.pointed.without_last())
        return True

    def clear(self) -> None:
        """Take all points of the frame back."""
        here = self._here()
        if here is not None and here.pointed and self._allows():
            self._change(here, Pointed())

    def refresh(self, *_: object) -> None:
        """Show the points of the frame under the playhead, those of its mask."""
        here = self._here()
        if here is not None:
            layer = next((each for each in self._document.layers if each.id == here.layer), None)
            correction = None if layer is None else layer.corrections.get(here.frame)
            mask = None if correction is None else correction.mask
            if mask != here.seen:  # by undo, another tool or a search
                self._answering.drop()
                here.seen = mask
                if mask in here.made:
                    here.pointed = here.made[mask]
                else:
                    del self._kept[here.layer, here.frame]
                    here = None
            elif layer is not None and layer.locked and self._answering.is_awaited:
                self._give_up(here)
        self._show(here)

    def _give_up(self, here: _Pointing) -> None:
        """Have no answer to the last mark: the layer was locked meanwhile."""
        self._answering.drop()
        self._viewer.forget_strokes()
        here.pointed = here.made.get(here.seen, Pointed())

    def _here(self) -> _Pointing | None:
        one = self._document.selection
        return None if one is None else self._kept.get((one.id, self._playback.frame))

    def _show(self, here: _Pointing | None) -> None:
        marks = () if here is None else here.pointed.marks
        self._viewer.show_marks(marks, self._answering.is_awaited)
        self.changed.emit()

    def _change(self, here: _Pointing, pointed: Pointed) -> None:
        if pointed:
            self._ask(here, pointed)
            return
        self._answering.drop()
        here.pointed = pointed

        def back(project: Project) -> edits.Edit:
            if here.was_corrected:
                return edits.correct(project, here.layer, {here.frame: Correction(here.base)})
            return edits.uncorrect(project, here.layer, here.frame, here.frame + 1)

        here.seen = here.base if here.was_corrected else None
        self._operations.edit(back)
        self._show(here)

    def _move(self, number: int, column: float, row: float) -> None:
        here = self._here()
        if here is None or number >= len(here.pointed.marks):
            return
        if self._allows():
            self._ask(here, here.pointed.moved(number, (column, row)))
        else:
            self._show(here)  # where it was

    def _drop(self) -> None:
        if not self._answering.is_awaited:
            self._gesture += 1

    def _ask(self, here: _Pointing, pointed: Pointed) -> None:
        """Show what is pointed at, and have its mask made."""
        here.pointed = pointed

        def steps() -> Generator[None, None, _Answer]:
            from soc_studio.core.masks.pointing import pointed_mask

            yield
            sight = self._sight(here.frame)
            yield
            before = here.base if here.base.area else None
            keeps = here.was_corrected
            mask = pointed_mask(sight, pointed, before, here.answers, keeps)
            return _Answer(here, pointed, mask)

        self._precedence.claim(_AT_WORK)
        self._answering.start(Job(self.tr("Finding what you point at"), steps, minor=True))
        self._show(here)

    def _take(self, answer: _Answer) -> None:
        here = answer.pointing
        if any(each.id == here.layer and each.locked for each in self._document.layers):
            self._give_up(here)
            self._show(self._here())
            return
        gesture, here.gesture = here.gesture, None
        self._viewer.settle_strokes()
        here.made[answer.mask] = answer.pointed
        here.seen = answer.mask
        done = self._operations.edit(
            lambda project: edits.correct(
                project, here.layer, {here.frame: Correction(answer.mask)}
            ),
            gesture,
            said="",  # the mask says it, and there are many clicks
        )
        if not done:
            self._viewer.forget_strokes()
        self._show(self._here())

    def _sight(self, frame: int) -> Sight:
        """Look at a frame, unless it is known; called on the runner's thread."""
        from soc_studio.core.masks.pointing import look

        known = self._sights.pop(frame, None)
        if known is None:
            assert self._document.reader is not None
            known = look(self._document.reader, frame, self._copies)
            while len(self._sights) >= _SIGHTS:
                del self._sights[next(iter(self._sights))]
        self._sights[frame] = known
        return known

    def _let_others(self, *_: object) -> None:
        if not self._runner.jobs:
            self._precedence.claim(_HAND)

    def _fail(self, error: Exception) -> None:
        self._viewer.forget_strokes()
        self._operations.failed.emit(error)
        self._show(self._here())
