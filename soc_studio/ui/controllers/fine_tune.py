"""Controller of fine-tuning: a model made of the labels of the open project."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from soc_studio.core.models.store import Store
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.fine_tune_wish import FineTuned, FineTuneWish, free_name
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.fine_tune import FineTuneSheet, GainSheet
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.toasts import Kind, Told
from soc_studio.ui.widgets.window_frame import WindowFrame


class Around(Protocol):
    """The parts of the window that it needs."""

    @property
    def frame(self) -> WindowFrame: ...
    @property
    def working(self) -> JobRunner: ...
    @property
    def preferences(self) -> Preferences: ...


class FineTuneController(QObject):
    """Asks for a name, has the model learn off the GUI thread, and shows what it gained."""

    def __init__(
        self,
        operations: Operations,
        around: Around,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.steps = 0  # that a model learns; 0 for what fits it
        self._operations = operations
        self._document = operations.document
        self._frame = around.frame
        self._runner = around.working
        self._preferences = around.preferences
        around.frame.actions_.call_methods(improve_model=self.ask)

    def close(self) -> None:
        """Ask nothing more."""
        if self.sheet is not None:
            self.sheet.dismiss()

    def ask(self) -> None:
        """Ask what the new model is called."""
        path = self._document.core.file.path
        title = self._document.title or path.stem
        model = self._preferences.value.model
        sheet = FineTuneSheet(self._frame, free_name(title, Store()), model, title)
        sheet.asked.connect(partial(self._begin, sheet))
        self._open(sheet)
        sheet.name.selectAll()
        sheet.name.setFocus()

    def improve(self, name: str) -> Job:
        """Make a model called `name` as a job; return it."""
        value = self._preferences.value
        wish = FineTuneWish(name, value.model, steps=self.steps, device=value.device)
        core = self._document.core
        job = Job(self.tr("Improving the model: “{0}”").format(name), lambda: _made(core, wish))
        job.icon = "cpu"
        job.returned.connect(self._finish)
        self._operations.start(job, self._runner)
        return job

    def _open(self, sheet: Sheet) -> None:
        self.close()
        self.sheet = sheet
        sheet.closed.connect(self._forget)
        sheet.open()

    def _forget(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.deleteLater()

    def _begin(self, sheet: FineTuneSheet, name: str) -> None:
        try:
            Store().file(name)  # raises where that is no name
            taken = Store().entry(name).bytes is not None
        except StudioError as error:
            sheet.show_problem(" ".join(map(translated, (error.message, error.advice))))
            return
        if taken:
            sheet.show_problem(self.tr("There is a model of this name. Choose another one."))
            return
        sheet.dismiss()
        self.improve(name)

    def _finish(self, made: FineTuned) -> None:
        words = self.tr("J&F on held-out videos: {0} before, {1} after").format(
            f"{made.before:.3f}", f"{made.after:.3f}"
        )
        title = self.tr("Made the model “{0}”").format(made.model)
        show = (self.tr("Show"), lambda: self.show_gain(made))
        self._operations.report(Told(Kind.DONE, title, words, (show,)))

    def show_gain(self, made: FineTuned) -> None:
        """Show what a new model gained."""
        sheet = GainSheet(self._frame, made)
        sheet.use_asked.connect(lambda model: self._preferences.change(model=model))
        self._open(sheet)


def _made(document: Document, wish: FineTuneWish) -> Generator[Progress, None, FineTuned]:
    from soc_studio.core.training.fine_tuning import fine_tune  # which imports torch

    return (yield from fine_tune(wish, [document], Store()))
