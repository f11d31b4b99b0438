"""Closes a document without blocking the window: stops its jobs and saves it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from soc_studio.core.system.errors import StudioError
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.text import model_text, work_text
from soc_studio.ui.widgets.question import Question

_LOOK = 10  # milliseconds between two checks whether all jobs ended


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to call once `document` is closed, when the person stays, and on failure."""

    document: OpenDocument | None
    left: Callable[[], None]
    stayed: Callable[[], None]
    failed: Callable[[Exception], None]


class DocumentCloser(QObject):
    """Asks about unsaved work, stops the window's jobs, saves, then calls back.

    Only the last `leave` counts.
    """

    def __init__(
        self,
        window: QWidget,
        saving: JobRunner,
        save_as: Callable[[], bool],
        picture: Callable[[], QPixmap],
    ) -> None:
        """Stop the jobs of all runners in `window` but those that stay, as `saving` has to.

        `save_as` asks for a name, saves under it, and returns whether that was done; `picture`
        returns what is seen of the document, null for nothing.
        """
        super().__init__(window)
        self._window = window
        self._saving = saving
        self._save_as = save_as
        self._picture = picture
        self._wish: _Wish | None = None
        self.question: Question | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def leave(
        self,
        document: OpenDocument | None,
        left: Callable[[], None],
        stayed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call one of the three: `left` when all jobs are over and `document` is saved, kept as
        unsaved work or marked to be discarded, `stayed` when the person decides against leaving or
        wants something else meanwhile, `failed` when it cannot be saved."""
        self._timer.stop()
        self._stay()
        if document is not None:
            document.discards = False  # the person decides again
        self._wish = _Wish(document, left, stayed, failed)
        if document is not None and document.is_unsaved:
            self._ask(document)
        else:
            self._stop_jobs()

    # The question

    def _ask(self, document: OpenDocument) -> None:
        if self.question is not None:
            return  # its answer serves the latest wish
        layers = document.project.layers
        kept = work_text.contents(len(layers), sum(len(each.corrections) for each in layers))
        videos = len(document.project.videos)
        if videos > 1:
            kept = self.tr("{0} videos, {1}").format(videos, kept)
        question = Question(
            self._window,
            self.tr("Give “{0}” a name?").format(document.title),
            self.tr("{0}. Without a name it stays on the start page as a draft.").format(kept),
            self._picture(),
        )

        def answered(act: Callable[[], None]) -> None:
            self.question = None
            act()

        def save() -> None:
            if self._save_as():
                self._stop_jobs()
            else:
                self._stay()

        def offer(text: str, act: Callable[[], None], kind: str = "", end: bool = False) -> None:
            question.offer(text, partial(answered, act), kind, at_the_end=end)

        offer(self.tr("Save as project…"), save, "primary")
        offer(self.tr("Keep as draft"), self._stop_jobs)
        offer(
            self.tr("Throw away…"), partial(self._ask_throw_away, document), "destructive", end=True
        )
        question.refused.connect(lambda: answered(self._stay))
        self.question = question
        question.open()

    def _ask_throw_away(self, document: OpenDocument) -> None:
        """Ask once more before work is gone for good."""
        question = Question(
            self._window,
            self.tr("Throw the work on “{0}” away?").format(document.title),
            self.tr("It cannot be brought back. The video stays."),
            self._picture(),
        )

        def throw_away() -> None:
            self.question = None
            document.discards = True
            self._stop_jobs()

        def back() -> None:
            self.question = None
            self._ask(document)

        question.offer(self.tr("Back"), back, "primary")
        question.offer(self.tr("Throw it away"), throw_away, "destructive", at_the_end=True)
        question.refused.connect(back)
        self.question = question
        question.open()

    def _stay(self) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.stayed()

    def ask_close_anyway(self, close: Callable[[], None], error: Exception) -> None:
        """Ask whether to close a document that cannot be saved."""
        if not isinstance(error, StudioError):
            raise error

        def save_elsewhere() -> None:
            if self._save_as():
                close()

        question = Question(
            self._window,
            self.tr("The last changes cannot be saved."),
            model_text.failure(error),
            icon="triangle-alert",
        )
        question.offer(self.tr("Stay"), lambda: None, "primary")
        question.offer(self.tr("Save elsewhere…"), save_elsewhere)
        text = self.tr("Close without them")
        question.offer(text, close, "destructive", at_the_end=True)
        question.open()

    # The jobs, and saving

    def _stop_jobs(self) -> None:
        self._timer.start(_LOOK)
        self._look()

    def _look(self) -> None:
        runners = [each for each in self._window.findChildren(JobRunner) if not each.stays]
        for runner in runners:
            runner.cancel_all()  # including jobs that the person began meanwhile
        if any(runner.jobs for runner in runners):
            return
        self._timer.stop()
        document = self._wish.document if self._wish is not None else None
        if document is None or document.core.read_only is not None or document.discards:
            self._tell(None)
            return
        job = Job(self.tr("Saving"), once(document.core.save), minor=True)
        job.returned.connect(self._tell)
        job.failed.connect(self._tell_failure)
        self._saving.start(job)

    def _tell(self, _: object) -> None:
        if self._timer.isActive() or self.question is not None:
            return  # a later wish replaced this one
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.left()

    def _tell_failure(self, error: Exception) -> None:
        if self._timer.isActive() or self.question is not None:
            return
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.failed(error)
