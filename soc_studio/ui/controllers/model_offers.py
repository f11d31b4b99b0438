"""Offers a model that is here and finds more than the one that is used; outlives documents."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.models.recommendations import Offer, offers
from soc_studio.core.models.store import Store
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.toasts import Kind, Toasts

_OFFERED = "models/offered"


class ModelOffers(QObject):
    """Offers each better model once, in a toast."""

    models_asked = Signal()
    failed = Signal(object)  # the exception

    def __init__(
        self,
        runner: JobRunner,
        toasts: Toasts,
        preferences: Preferences,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        """Look for models on the thread of `runner`; remember offers in `settings`."""
        super().__init__(parent)
        self._runner = runner
        self._toasts = toasts
        self._preferences = preferences
        self._settings = settings

    def look(self) -> None:
        """Offer a model that is here and finds more than the one that is used, once."""
        job = Job(self.tr("Looking for better models"), once(lambda: offers(Store())), minor=True)
        job.returned.connect(self._offer)
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _offer(self, better: list[Offer]) -> None:
        told = str(self._settings.value(_OFFERED, "")).split()
        used = self._preferences.value.model
        known = next((each.score.value for each in better if each.card.id == used), 0.0)
        fresh = [e for e in better if e.score.value > known and e.card.id not in told]
        if not fresh:
            return
        best = fresh[0]
        self._settings.setValue(_OFFERED, " ".join([*told, best.card.id]))
        self._toasts.tell_sentences(
            Kind.QUESTION,
            self._sentence(best),
            (self.tr("Use it"), partial(self._use, best.card.id)),
            (self.tr("Models…"), self.models_asked.emit),
        )

    def _use(self, model: str) -> None:
        self._preferences.change(model=model)

    def _sentence(self, offer: Offer) -> str:
        gives = self.tr(
            "“{0}” is ready and more accurate: {1} {2:.1f} on {3}, as published."
        ).format(offer.card.id, offer.score.measure, offer.score.value, offer.score.on)
        if not offer.measurements:
            return gives + " " + self.tr("Its speed on this computer is not measured yet.")
        takes = "; ".join(
            f"{model_text.takes(each)}, {model_text.device(each.device)}"
            for each in offer.measurements
        )
        return gives + " " + self.tr("It needs {0}.").format(takes)
