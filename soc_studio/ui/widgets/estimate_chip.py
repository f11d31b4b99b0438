"""The estimate of a search in a few words, beside the expression."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from soc_studio.core.search.estimate import Estimate, FallbackStep, Fit
from soc_studio.ui.text import model_text

_LONG = 60  # seconds from which a search is worth a thought


class EstimateChip(QLabel):
    """How long a search will take, and whether there is memory for it; more in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._narrow = self._known = False
        self.hide()

    def fit(self, narrow: bool) -> None:
        """Be in a narrow window, or a wide one: a narrow one does not say that nothing is known."""
        self._narrow = narrow
        if narrow and not self._known:
            self.hide()

    def show_estimate(self, estimate: Estimate, steps: list[FallbackStep]) -> None:
        """Show what a search will take, and what to do where that is too much."""
        seconds, fit = estimate.seconds, estimate.fit
        tone = "second"
        self._known = seconds is not None or fit is Fit.TOO_LARGE
        if fit is Fit.TOO_LARGE:
            self.setText(model_text.fit(estimate))
            tone = "bad"
        elif seconds is None:
            self.setText(self.tr("time known once it begins"))
        else:
            self.setText(model_text.foreseen_time(seconds))
        if tone != "bad" and (fit is Fit.TIGHT or (seconds is not None and seconds > _LONG)):
            tone = "warn"
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        said = model_text.foreseen(estimate)
        told = [self.tr("A search with this model takes {0}.").format(said)]
        if fit is Fit.TIGHT:
            told.append(self.tr("Little memory: other programs may slow down."))
        if estimate.free is not None:
            told.append(self.tr("{0} are free.").format(model_text.size(estimate.free)))
        if not estimate.measured:
            told.append(
                self.tr("This is a rule of thumb: “Try its speed” in Edit › Models measures it.")
            )
        told += [model_text.fallback_text(each) for each in steps]
        self.setToolTip("\n".join(told))
        self.setAccessibleName(self.tr("Estimate of the search"))
        self.setAccessibleDescription(f"{self.text()}. " + " ".join(told))
        self.setVisible(self._known or not self._narrow)
