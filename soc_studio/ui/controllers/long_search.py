"""Controller of long searches: offers less than all of it before a person presses Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from soc_studio.core.project import edits
from soc_studio.core.search.estimate import Estimate
from soc_studio.core.search.suggested_part import LONG, SuggestedPart
from soc_studio.ui.controllers.estimate import EstimateController
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.video_codes import video_codes
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.model_text import foreseen_time
from soc_studio.ui.text.time_text import length
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.advice_popover import Advice, AdvicePopover, Offer
from soc_studio.ui.widgets.expression_bar import ExpressionBar

QUICK_FIRST = 300.0
"""Seconds that a search in full quality takes at least before a quick one is offered."""
_PAUSE = 300  # milliseconds without a move of the playhead after which another part is offered


class LongSearch(QObject):
    """Opens a popover under the sentence once its search is known to take over a minute.

    Nothing is said where there is nothing shorter to offer, while something else is said, or
    after the person closed the popover for the same part and quality.
    """

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        estimate: EstimateController,
        bar: ExpressionBar,
        popover: AdvicePopover,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._estimate = estimate
        self._bar = bar
        self._popover = popover
        self._preferences = preferences
        self._told: tuple[Advice, Estimate] | None = None  # what is shown, and why
        self._dismissed: object = None  # the search of which the person wants to hear no more
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._update)
        estimate.changed.connect(self._look)
        playback.moved.connect(self._follow)
        popover.closed.connect(self._dismiss)
        bar.find_asked.connect(self._forget)

    def close(self) -> None:
        """Say nothing more."""
        self._pause.stop()
        self._forget()

    @property
    def _search(self) -> object:
        """What the time of a search depends on."""
        video = self._document.video
        span = None if video is None else video.span
        return span, self._bar.preview, self._preferences.value.model

    @property
    def _is_shown(self) -> bool:
        return self._told is not None and self._popover.advice is self._told[0]

    def _look(self, estimate: Estimate | None) -> None:
        self._forget()
        if estimate is None or self._search == self._dismissed or not self._bar.line.hasFocus():
            return
        if not self._popover.isVisible():
            self._tell(estimate)

    def _tell(self, estimate: Estimate) -> None:
        video, reader, seconds = self._document.video, self._document.reader, estimate.seconds
        if video is None or reader is None or seconds is None or seconds <= LONG:
            return
        part = self._estimate.suggested_part()
        offers = []
        if not self._bar.preview and seconds > QUICK_FIRST:
            offers.append(Offer(self.tr("Quick first"), self._find_quickly, "primary"))
        if part is not None:
            codes = video_codes(reader, self._preferences.value)
            start, stop = (codes.code(at)[:8] for at in (part.span.start, part.span.stop))
            text = self.tr("Only {0} to {1}").format(start, stop)
            said = f"{text} · {length(max(1.0, part.seconds))}"
            kind = "" if offers else "primary"
            offers.append(Offer(said, partial(self._find_in, part), kind))
            offers.append(Offer(self.tr("Mark a part"), partial(self._mark, part)))
        if not offers:
            return
        offers.append(Offer(self.tr("All of it"), self._bar.ask, "quiet", self.tr("Enter")))
        timing, span = reader.timing, video.span
        is_whole = len(span) >= timing.frame_count
        lasts = length(float(timing.part(span.start, span.stop).duration))
        strong = (
            self.tr("This clip is {0} long.") if is_whole else self.tr("This part is {0} long.")
        )
        takes = self.tr("Searching all of it takes {0}.").format(foreseen_time(seconds))
        advice = Advice(strong.format(lasts), takes, "clock", offers=offers)
        self._told = advice, estimate
        self._popover.tell(advice)

    def _follow(self, _: int) -> None:
        if self._is_shown and not self._playback.is_playing:
            self._pause.start()

    def _update(self) -> None:
        """Offer the part around the playhead where it is now."""
        if self._told is not None and self._is_shown:
            self._tell(self._told[1])

    def _find_quickly(self) -> None:
        self._bar.set_preview(True)
        self._bar.ask()

    def _find_in(self, part: SuggestedPart) -> None:
        if self._set(part):
            self._bar.ask()

    def _mark(self, part: SuggestedPart) -> None:
        if self._set(part):
            said = self.tr("Drag the ends of the part in the timeline, then press Enter.")
            self._operations.tell(said)
            self._bar.line.setFocus()

    def _set(self, part: SuggestedPart) -> bool:
        video, span = self._document.video, part.span
        return video is not None and self._operations.edit(
            lambda project: edits.set_points(project, video.id, span.start, span.stop), said=""
        )

    def _dismiss(self) -> None:
        if self._told is not None:
            self._told, self._dismissed = None, self._search

    def _forget(self, *_: object) -> None:
        if self._is_shown:
            self._popover.forget()
        self._told = None
