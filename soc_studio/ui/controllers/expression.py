"""Controller of the expression bar: searches for the typed sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer, LayerId
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.steadied_answers import is_steadied
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchJob, SearchRequest, Unknown
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame

_UNKNOWN = "unknown words"


class ExpressionController(QObject):
    """Begins searches in a document, and shows their progress."""

    began = Signal(object)  # LayerId
    found = Signal(object)  # LayerId, of each layer whose search ran to its end
    finished = Signal(object)  # LayerId of the latest search, when no search is left to run
    searched = Signal(object)  # ids of the layers that are being searched for, a frozenset
    waits = Signal(object)  # ids of those whose searches have all to wait, a frozenset

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
        self._toasts = frame.toasts
        self._viewer = frame.viewer
        self._search = search
        self._finding = finding
        self._preferences = preferences
        self._layers: dict[Job, frozenset[LayerId]] = {}  # that each search is for
        self._waiting: frozenset[LayerId] = frozenset()
        self._latest: LayerId | None = None  # the layer that the latest search is for
        self._steadied = frame.actions_["steadied"]
        frame.actions_.call_methods(find=self.find_again, steadied=self.toggle_steadied)
        for signal in (self._document.changed, self._document.selected):
            signal.connect(self._show_steadied)
        self._document.changed.connect(self._stop_removed)
        self._show_steadied()
        self._bar.find_asked.connect(self.search)
        search.progressed.connect(self._show_progress)
        finding.added.connect(self._follow_search)
        finding.begun.connect(self._show_begins)
        finding.changed.connect(self._tell_waiting)
        playback.moved.connect(self._follow)
        search.loading.connect(self._show_loading)
        search.unknown.connect(self._tell_unknown)

    def resume(self) -> None:
        """Show the searches of this video that began before another one was looked at."""
        for job in self._finding.jobs:
            self._follow_search(job)

    def _follow_search(self, job: Job) -> None:
        """Show a search of this video that began elsewhere: before, or because it failed."""
        video = self._document.video
        if not isinstance(job, SearchJob) or job in self._layers:
            return
        if video is None or job.video != video.id:
            return
        job.ended.connect(self._ended)
        self._layers[job] = job.layers
        self._latest = min(job.layers)
        self._tell_searched()
        self._show_begun()

    def search(self, text: str, preview: bool) -> None:
        """Search for `text` from the playhead on, as a layer of its own if it is not one yet."""
        document = self._document
        if document.video is None:
            return
        same = [each for each in document.layers if each.searched == text]
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

    def toggle_steadied(self) -> None:
        """Show the selected layer steadied along the motion, or the model's own answer.

        What was not steadied yet is.
        """
        self._show_steadied()  # the tick is the document's, not the menu's
        one = self._document.selection
        view = None if one is None else self._document.view(one.id)
        if one is None or view is None or one.imported is not None:
            return
        is_seen = any(is_steadied(each.search) for each in view.used_answers())
        if is_seen or not one.steadied:
            self._operations.edit(
                lambda project: edits.set_steadied(project, one.id, not one.steadied)
            )
        if not is_seen:  # what is steadied already takes no time
            self._steady(one)

    def _show_steadied(self, *_: object) -> None:
        one = self._document.selection
        self._steadied.setChecked(one is not None and one.steadied)

    def _steady(self, layer: Layer) -> None:
        prefer = self._preferences.value
        wish = SearchRequest(self._playback.frame, False, prefer.model, prefer.device)
        self._run(self._search.steadying_job(self._document, layer, wish), [layer])

    def finish(self, layers: Sequence[LayerId]) -> None:
        """Search for layers in full quality, one after the other."""
        for each in self._document.layers:
            if each.id in layers:
                self._start([each], preview=False)

    def searches_for(self, layer: LayerId) -> int:
        """Return how many searches for a layer run or wait."""
        return sum(layer in each for each in self._layers.values())

    def _follow(self, frame: int) -> None:
        """Have the search go on where the person looks; playing alone does not lead it."""
        if self._layers and not self._playback.is_playing:
            self._search.playhead = frame

    def _start(self, layers: Sequence[Layer], preview: bool) -> None:
        prefer = self._preferences.value
        wish = SearchRequest(self._playback.frame, preview, prefer.model, prefer.device)
        self._run(self._search.job(self._document, layers, wish), layers)

    def _run(self, job: Job, layers: Sequence[Layer]) -> None:
        job.ended.connect(self._ended)
        self._layers[job] = frozenset(each.id for each in layers)
        self._latest = layers[0].id
        self._tell_searched()
        self.began.emit(layers[0].id)
        self._operations.start(job, self._finding)
        self._toasts.withdraw(_UNKNOWN)
        self._show_begun()

    def _stop_removed(self) -> None:
        """Stop the searches for layers that are all removed; what was found is kept for Undo."""
        there = {each.id for each in self._document.project.layers}
        for job, layers in list(self._layers.items()):
            if layers.isdisjoint(there):
                self._finding.cancel(job)

    def _ended(self, complete: bool) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        job.ended.disconnect(self._ended)  # it may be tried again
        layers = self._layers.pop(job, frozenset())
        self._tell_searched()
        for each in sorted(layers) if complete else ():
            self.found.emit(each)
        if not self._layers:  # what is looked at afterwards, on the same thread, is no search
            self._bar.set_idle()
            if self._latest is not None:
                self.finished.emit(self._latest)

    def _tell_searched(self) -> None:
        self.searched.emit(frozenset().union(*self._layers.values()))
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        begun = [job for job in self._layers if job not in self._finding.waiting]
        under_way = frozenset[LayerId]().union(*map(self._layers.__getitem__, begun))
        waiting = frozenset[LayerId]().union(*self._layers.values()) - under_way
        if waiting != self._waiting:
            self._waiting = waiting
            self.waits.emit(waiting)

    def _show_begun(self, *_: object) -> None:
        """Show that a search begins, or that all of this video wait for others."""
        if not self._layers:
            return
        waiting = self._finding.waiting
        if all(job in waiting for job in self._layers):
            self._bar.set_progress(Progress(what=self.tr("Waits for another search…")))
        else:
            self._bar.set_loading()

    def _show_begins(self, job: Job) -> None:
        if job in self._layers:  # a job that begins is not yet told from those that wait
            self._bar.set_loading()

    def _show_progress(self, job: Job, progress: Progress) -> None:
        if job in self._layers:  # else it is of another video
            self._bar.set_progress(progress)

    def _show_loading(self, loads: bool) -> None:
        if loads:  # ahead, where nothing is searched
            self._show_begun()

    def _tell_unknown(self, unknown: Unknown) -> None:
        words = ", ".join(self.tr("“{0}”").format(word) for word in unknown.words)
        self._toasts.tell(
            Kind.QUESTION,
            self.tr("The model was not taught {0}: what it finds is a guess.").format(words),
            subject=_UNKNOWN,
        )
