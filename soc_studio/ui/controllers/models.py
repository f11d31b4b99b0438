"""Controller of the Models sheet: fetches, adds, checks, measures, removes and chooses models."""

from __future__ import annotations

from collections.abc import Generator
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soc_studio.core.models.catalogue import find_card, is_tracker
from soc_studio.core.models.computer import Computer, this_computer
from soc_studio.core.models.instructions import instruction_lines
from soc_studio.core.models.measurements import Measurement
from soc_studio.core.models.overview import Overview, overviews
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.system.progress import Progress
from soc_studio.core.system.settings import Settings
from soc_studio.ui.controllers.model_offers import ModelOffers
from soc_studio.ui.dialogs.models import HowDialog, ModelsSheet
from soc_studio.ui.jobs.job import Job, JobRunner, Steps, once
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.model_state import ModelState
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.toasts import Toasts

if TYPE_CHECKING:
    from soc_studio.core.models.fetch import Check
    from soc_studio.core.models.google_drive import GoogleDrive


class Work(Enum):
    """The work on a model."""

    FETCH = auto()
    ADD = auto()
    CHECK = auto()
    MEASURE = auto()
    REMOVE = auto()


class ModelJob(Job):
    """Work on a network; the id is empty for a file that is to be added under its own name."""

    def __init__(self, work: Work, model: str, name: str, steps: Steps) -> None:
        super().__init__(name, steps, harmless=True)
        self.work = work
        self.model = model


class ModelController(QObject):
    """Runs the requests of the Models sheet, one after the other.

    It outlives documents: work on a model continues when another document opens.
    `host` and `hub` are where networks and tokenizers come from; None is the real ones.
    """

    failed = Signal(object)  # an exception while the dialog is not shown, or a bug
    changed = Signal()  # the models, or the facts about one, changed

    def __init__(
        self,
        preferences: Preferences,
        toasts: Toasts,
        settings: QSettings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.host: GoogleDrive | None = None
        self.hub: str | None = None
        self.working = JobRunner(self, stays=True)
        self.looking = JobRunner(self, stays=True)
        self.dialog: ModelsSheet | None = None
        self._preferences = preferences
        self._window = parent
        self._models: list[Overview] = []
        self._steps: dict[str, Progress] = {}
        self._failures: dict[str, str] = {}
        self._told: dict[str, str] = {}
        self._to_choose = ""
        self._offers = ModelOffers(self.looking, toasts, preferences, settings, self)
        self._offers.models_asked.connect(self.ask)
        self._offers.failed.connect(self.failed)
        self.working.begun.connect(self._begun)
        self.working.ended.connect(self._ended)
        preferences.changed.connect(self._show)

    # The dialog

    def ask(self) -> None:
        """Show the networks that there are."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        with unwatched():
            dialog = ModelsSheet(self._window)
        for signal, slot in (
            (dialog.fetch_asked, self.fetch),
            (dialog.stop_asked, self.stop),
            (dialog.file_asked, self.ask_file),
            (dialog.check_asked, self.check),
            (dialog.measure_asked, self.measure),
            (dialog.remove_asked, self.ask_remove),
            (dialog.use_asked, self.use),
            (dialog.how_asked, self.show_how),
            (dialog.add_file_asked, self.ask_file),
            (dialog.add_folder_asked, self.ask_folder),
            (dialog.closed, self._closed),
        ):
            signal.connect(slot)
        self.dialog = dialog
        self.look()
        self._look_at_computer()
        self._show()
        dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._failures.clear()
        self._told.clear()

    def look(self) -> None:
        """Look which networks there are."""
        job = Job(self.tr("Reading the models"), once(lambda: overviews(Store())), minor=True)
        job.returned.connect(self._looked)
        job.failed.connect(self.failed)
        self.looking.start(job)

    def _look_at_computer(self) -> None:
        device = self._preferences.value.device
        job = Job(self.tr("Reading the models"), once(lambda: this_computer(device)), minor=True)
        job.returned.connect(self._know_computer)
        job.failed.connect(self.failed)
        self.looking.start(job)

    def _know_computer(self, computer: Computer) -> None:
        if self.dialog is not None:
            self.dialog.show_computer(computer)

    def _looked(self, models: list[Overview]) -> None:
        self._models = models
        self._show()
        if self._to_choose and self.dialog is not None:
            self.dialog.choose(self._to_choose)
        self._to_choose = ""

    def _show(self) -> None:
        if self.dialog is not None:
            self.dialog.show_models(self._models, self._standing())

    def _standing(self) -> ModelState:
        prefer = self._preferences.value
        return ModelState(
            prefer.model,
            prefer.tracker,
            MappingProxyType(dict(self._steps)),
            MappingProxyType(dict(self._failures)),
            MappingProxyType(dict(self._told)),
        )

    def show_how(self, model: str) -> None:
        """Show how a network comes to a computer that has no network."""
        text = "\n".join(translated(line) for line in instruction_lines(model))
        dialog = HowDialog(model, text, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Work

    def fetch(self, model: str) -> None:
        """Fetch a published network, then try how fast it is here."""

        def steps() -> Generator[Progress, None, None]:
            from soc_studio.core.models.fetch import fetch

            yield from fetch(model, Store(), self.host, self.hub)

        self._start(Work.FETCH, model, self.tr("Download {0}").format(model), steps)

    def add(self, place: Path, model: str = "") -> None:
        """Take over a file or a folder, as the published network `model` where that is named."""

        def steps() -> Generator[Progress, None, str]:
            from soc_studio.core.models.fetch import add

            return (yield from add(place, Store(), model or None))

        self._start(Work.ADD, model, self.tr("Add {0}").format(place.name), steps)

    def check(self, model: str) -> None:
        """Read the whole file of a network."""

        def steps() -> Generator[Progress, None, Check]:
            from soc_studio.core.models.fetch import check

            return (yield from check(model, Store()))

        self._start(Work.CHECK, model, self.tr("Check {0}").format(model), steps)

    def measure(self, model: str) -> None:
        """Try how fast a network is here."""
        device = self._preferences.value.device

        def steps() -> Generator[Progress, None, Measurement]:
            from soc_studio.core.models.benchmark import benchmark_model

            return (yield from benchmark_model(model, device))

        self._start(Work.MEASURE, model, self.tr("Measure {0}").format(model), steps)

    def remove(self, model: str, forget: bool = False) -> None:
        """Remove a network; `forget` also which file it was made of."""
        steps = once(lambda: Store().remove(model, forget))
        self._start(Work.REMOVE, model, self.tr("Remove {0}").format(model), steps)

    def stop(self, model: str) -> None:
        """Stop the work on a model."""
        for job in list(self.working.jobs):
            if isinstance(job, ModelJob) and job.model == model:
                self.working.cancel(job)

    def use(self, model: str) -> None:
        """Search with a network, or carry with a tracker, from now on."""
        self._preferences.change(**{"tracker" if is_tracker(model) else "model": model})

    def finish(self) -> None:
        """Stop everything; what came of a file stays."""
        self.working.finish()
        self.looking.finish()

    def ask_file(self, model: str = "") -> None:
        """Ask for a file of weights, or a tracker's folder, and take it over."""
        if is_tracker(model):
            self.ask_folder(model)
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("File with weights"),
            "",
            self.tr("Weights (*.safetensors *.pth *.pt *.tar *.bin)"),
        )
        if name:
            self.add(Path(name), model)

    def ask_folder(self, model: str = "") -> None:
        """Ask for a folder with weights or a tokenizer, and take it over."""
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder with weights or a tokenizer")
        )
        if name:
            self.add(Path(name), model)

    def ask_remove(self, model: str) -> None:
        """Ask whether to remove a network."""
        question = Question(
            self._window,
            self.tr("Remove “{0}” from this computer?").format(model),
            self.tr("You can download or add it again."),
            icon="triangle-alert",
        )
        forget = question.add_tick(
            self.tr("Accept another file under this name next time"),
            self.tr("Otherwise only the original file is accepted under this name."),
        )
        question.offer(
            self.tr("Remove"), lambda: self.remove(model, forget.isChecked()), "destructive"
        )
        question.offer(self.tr("Cancel"), lambda: None, "primary", at_the_end=True)
        question.open()

    def offer(self) -> None:
        """Offer a network that is here and finds more than the one that is used, once."""
        self._offers.look()

    def _start(self, work: Work, model: str, name: str, steps: Steps) -> None:
        for each in (model, ""):
            self._failures.pop(each, None)
            self._told.pop(each, None)
        self._steps[model] = Progress(what=self.tr("Waiting"), model=model)
        job = ModelJob(work, model, name, steps)
        job.icon = "download" if work is Work.FETCH else "cpu"
        job.stepped.connect(self._stepped)
        job.returned.connect(self._returned)
        job.failed.connect(self._failed)
        self.working.start(job)
        self._show()

    def _begun(self, job: Job) -> None:
        # Also where it is done again, from the list of jobs.
        if isinstance(job, ModelJob) and not job.over:
            self._failures.pop(job.model, None)
            self._steps[job.model] = Progress(what=self.tr("Getting ready"), model=job.model)
            self._show()

    def _stepped(self, step: Progress) -> None:
        job = self.sender()
        if not isinstance(job, ModelJob):
            return
        former, self._steps[job.model] = self._steps.get(job.model), step
        if self.dialog is None:
            return
        if former is None or former.what != step.what or _share(former) != _share(step):
            self.dialog.show_standing(self._standing())
        else:
            self.dialog.show_step(job.model, step)

    def _returned(self, result: Any) -> None:
        job = self.sender()
        if not isinstance(job, ModelJob):
            return
        model = job.model
        match job.work:
            case Work.FETCH:
                self._told[model] = self.tr("“{0}” is ready.").format(model)
            case Work.ADD:
                self._told[model] = self.tr("“{0}” is ready.").format(result)
                self._to_choose = model = str(result)
            case Work.CHECK:
                self._tell_check(model, result)
            case Work.MEASURE:
                said = self.tr("“{0}” is ready and needs {1}.")
                self._told[model] = said.format(model, model_text.takes(result))
            case Work.REMOVE:
                said = self.tr("“{0}” was removed; {1} are free again.")
                self._told[model] = said.format(model, model_text.size(result))
                self._leave(model)
        self.look()
        is_network = find_card(model) is not None and not is_tracker(model)
        if job.work in (Work.FETCH, Work.ADD) and is_network:
            self.measure(model)
        elif job.work is Work.MEASURE:
            self.offer()
        self.changed.emit()

    def _tell_check(self, model: str, found: Check) -> None:
        if found.state is Availability.THERE:
            self._told[model] = self.tr("“{0}” is intact.").format(model)
        else:
            sentence = translated(found.sentence) or self.tr(
                "“{0}” is not on this computer."
            ).format(model)
            self._failures[model] = sentence

    def _leave(self, model: str) -> None:
        """Use what ships if the preferred model or tracker is gone."""
        now, first = self._preferences.value, Settings()
        if now.model == model:
            self._preferences.change(model=first.model)
        elif now.tracker == model:
            self._preferences.change(tracker=first.tracker)

    def _failed(self, error: Exception) -> None:
        job = self.sender()
        if isinstance(job, ModelJob) and isinstance(error, SPOKEN):
            self._failures[job.model] = model_text.failure(error)
        if self.dialog is None or not isinstance(error, SPOKEN):
            self.failed.emit(error)

    def _ended(self, job: Job, complete: bool) -> None:
        if isinstance(job, ModelJob):
            if not any(self._same(each, job) for each in self.working.jobs):
                self._steps.pop(job.model, None)
            if not complete:
                self.look()
            self._show()

    def _same(self, one: Job, other: ModelJob) -> bool:
        return isinstance(one, ModelJob) and one is not other and one.model == other.model


def _share(step: Progress) -> int:
    return 100 * step.done // step.total if step.total else -1
