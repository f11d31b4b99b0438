"""Controller of searches of all videos: of a list that was opened, of which it says what came, and
of any project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soc_studio.core.runs.run_list import Refusal
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchRequest
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.jobs.opening import Listed, Opened
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.window_frame import WindowFrame

if TYPE_CHECKING:
    from soc_studio.core.runs.project_search import VideoFailure

_SAID = 5  # rows that are named


class OpenedList(QObject):
    """Asks whether to search all videos of a list, and searches those of a project; outlives
    documents."""

    def __init__(
        self,
        window: WindowFrame,
        opener: DocumentOpener,
        search: SearchController,
        runner: JobRunner,
        preferences: Preferences,
    ) -> None:
        """Search on the thread of `runner`."""
        super().__init__(window)
        self._window = window
        self._opener = opener
        self._search = search
        self._runner = runner
        self._preferences = preferences
        window.actions_.call(open_list=opener.ask_list, find_all=self.search_open)
        opener.document_shown.connect(self._look)

    def _look(self, opened: Opened) -> None:
        document = self._opener.document
        if opened.listed is not None and document is not None:
            self.tell(document, opened.listed)

    def tell(self, document: OpenDocument, listed: Listed) -> None:
        """Say what of a list is in `document`, and what is not; offer to search all of it."""
        project = document.project
        sentences = len(project.layers) + len(project.expressions)
        title = self.tr("{0} and {1} are here.").format(
            self.tr("%n video(s)", "", len(project.videos)),
            self.tr("%n sentence(s)", "", sentences),
        )
        text = self.tr("Nothing is searched yet. A search of all videos goes on while you work.")
        told = [*self._refused(listed.refusals), *map(translated, listed.notes[:_SAID])]
        question = Question(self._window, title, "\n".join([text, *told]), icon="film")
        search = self.tr("Search all")
        question.offer(search, partial(self.search_all, document), "primary")
        question.offer(self.tr("Later"), lambda: None)
        question.open()

    def search_open(self) -> None:
        """Search all videos of the open project for what is not found in them."""
        if self._opener.document is not None:
            self.search_all(self._opener.document)

    def search_all(self, document: OpenDocument) -> None:
        """Search all videos of `document` for what is not found in them."""
        prefer = self._preferences.value
        wish = SearchRequest(0, prefer.preview, prefer.model, prefer.device)
        job = self._search.project_job(document, wish)
        job.returned.connect(self._told)
        job.failed.connect(self._opener.failed)
        self._runner.start(job)

    def _refused(self, refusals: Sequence[Refusal]) -> list[str]:
        told = [translated(each.reason.message) for each in refusals[:_SAID]]
        if len(refusals) > _SAID:
            told.append(self.tr("{0} more rows were not taken.").format(len(refusals) - _SAID))
        return told

    def _told(self, failures: Sequence[VideoFailure] | None) -> None:
        if failures is None:
            self._opener.told.emit(self.tr("Nothing is left to be found in any video."))
        for each in (failures or ())[:_SAID]:
            self._opener.failed.emit(each.reason)
