"""Controller of the expression bar: searches for the typed sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer, LayerId
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.search import SearchController, SearchRequest, Unknown
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class ExpressionController(QObject):
    """Begins searches in a document, and shows their progress."""

    began = Signal(object)  # LayerId
    searched = Signal(object)  # LayerId, when no search is left to run

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        frame: WindowFrame,
        search: SearchController,
        finding: JobRunner,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """Search with `search`, on the thread of `finding`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._bar = frame.expression_bar
        self._messages = frame.message_bar
        self._viewer = frame.viewer
        self._search = search
        self._finding = finding
        self._preferences = preferences
        self._searched: LayerId | None = None  # the layer that the last search was for
        frame.actions_.call_methods(find=self.find_again)
        self._bar.find_asked.connect(self.search)
        search.progressed.connect(self._show_progress)
        search.loading.connect(self._show_loading)
        search.unknown.connect(self._tell_unknown)

    def search(self, text: str, preview: bool) -> None:
        """Search for `text` from the playhead on, as a layer of its own if it is not one yet."""
        document = self._document
        if document.video is None:
            return
        same = [each for each in document.layers if each.expression == text]
        if not same:
            edit, given = edits.add_layers(document.project, document.video.id, [text])
            if not self._operations.edit(lambda _: edit, said=""):
                return
            same = [document.project.layer(given[0])]
        document.select(same[0].id)
        self._viewer.setFocus()  # so that the keys that follow are commands
        self._start(same, preview)

    def find_again(self) -> None:
        """Search for the selected layer again."""
        if self._document.selection is not None:
            self._start([self._document.selection], preview=False)

    def _start(self, layers: Sequence[Layer], preview: bool) -> None:
        prefer = self._preferences.value
        wish = SearchRequest(self._playback.frame, preview, prefer.model, prefer.device)
        job = self._search.job(self._document, layers, wish)
        job.ended.connect(self._ended)
        self._searched = layers[0].id
        self.began.emit(layers[0].id)
        self._operations.start(job, self._finding)
        self._messages.hide()
        self._bar.set_loading()

    def _ended(self) -> None:
        if all(each.over for each in self._finding.jobs):
            self._bar.set_idle()
            if self._searched is not None:
                self.searched.emit(self._searched)

    def _show_progress(self, _: Job, progress: Progress) -> None:
        self._bar.set_progress(progress)

    def _show_loading(self, loads: bool) -> None:
        if loads:
            self._bar.set_loading()

    def _tell_unknown(self, unknown: Unknown) -> None:
        words = ", ".join(f"“{word}”" for word in unknown.words)
        self._messages.tell(
            self.tr("The model does not know {0}: it guesses from the other words.").format(words)
        )
