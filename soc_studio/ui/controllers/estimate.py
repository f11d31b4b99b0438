"""Controller of the estimate: shows what a search will take before it starts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.search.estimate import Estimate, Fallback, FallbackStep, Fit
from soc_studio.core.search.suggested_part import SuggestedPart, suggested_part
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.system.settings import Settings
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchRequest
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.estimate_chip import EstimateChip
from soc_studio.ui.widgets.expression_bar import ExpressionBar

Foreseen: TypeAlias = tuple[str, Estimate, list[FallbackStep]]

_PAUSE = 600  # milliseconds without a change before an estimate


class EstimateController(QObject):
    """Estimates a search once the expression bar holds an expression."""

    changed = Signal(object)  # Estimate of all that would be searched; None where none is shown
    too_large = Signal(str)  # why a search may not fit and what to do, in sentences

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        cuts: Callable[[], Collection[int]],
        chip: EstimateChip,
        bar: ExpressionBar,
        search: SearchController,
        finding: JobRunner,
        looking: JobRunner,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """Estimate on the thread of `looking`, which outlives the document: closing does not wait
        for an estimate. `cuts` returns the frames that shots begin with, as far as known."""
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._cuts = cuts
        self._chip = chip
        self._bar = bar
        self._search = search
        self._finding = finding
        self._preferences = preferences
        self._latest = LatestJob(self, looking)
        self._latest.returned.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._shown: Estimate | None = None
        self._warned = ""  # the network whose warning was shown
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        bar.line.textChanged.connect(self.refresh)
        bar.quality_changed.connect(self.refresh)
        preferences.changed.connect(self.refresh)
        search.tried.connect(self.refresh)
        document.changed.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Stop, and hide the chip."""
        self._pause.stop()
        self._hide()

    def suggested_part(self) -> SuggestedPart | None:
        """Return the part around the playhead to offer instead of all that would be searched.

        None where the search is short, or where no estimate is shown.
        """
        video, shown = self._document.video, self._shown
        if video is None or shown is None:
            return None
        frame, rate = self._playback.frame, float(video.rate)
        return suggested_part(video.span, frame, rate, self._cuts(), shown.seconds)

    def refresh(self) -> None:
        """Estimate again, soon."""
        if self._bar.line.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._hide()

    def _look(self) -> None:
        document = self._document
        if document.video is None or document.reader is None:
            return
        if self._finding.jobs:  # running searches tell how long they take
            return
        reader, span, prefer = document.reader, document.video.span, self._preferences.value
        preview = self._bar.preview
        wish = SearchRequest(span.start, preview, prefer.model, prefer.device)

        def look() -> Foreseen:
            estimate, steps = self._search.estimate_search(reader, span, wish)
            if prefer.model == Settings().model:  # the smallest network
                steps = [each for each in steps if each.fallback is not Fallback.SMALLER_NETWORK]
            return prefer.model, estimate, steps

        self._latest.start(Job(self.tr("Estimating"), once(look), minor=True))

    def _show(self, found: Foreseen) -> None:
        model, estimate, steps = found
        if self._finding.jobs:  # it began meanwhile
            return
        self._chip.show_estimate(estimate, steps)
        self._shown = estimate
        self.changed.emit(estimate)
        if estimate.fit is not Fit.TOO_LARGE:
            self._warned = ""
        elif self._warned != model and estimate.free is not None:
            self._warned = model
            said = self.tr(
                "A search with {0} may need more memory than is free: {1}, and {2} are free."
            ).format(model, model_text.foreseen(estimate), model_text.size(estimate.free))
            advice = [model_text.fallback_text(each) for each in steps]
            free = self.tr("Close other programs to free memory.")
            self.too_large.emit(" ".join([said, *(advice or [free])]))

    def _fail(self, error: Exception) -> None:
        # The search itself tells why a network is missing.
        self._hide()
        if not isinstance(error, SPOKEN):
            raise error

    def _hide(self) -> None:
        self._latest.drop()
        self._chip.hide()
        if self._shown is not None:
            self._shown = None
            self.changed.emit(None)
