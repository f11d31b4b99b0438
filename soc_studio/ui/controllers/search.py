"""Controller of searches: the jobs that find expressions, and the network between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from soc_studio.core.models.measurements import machine
from soc_studio.core.project.project import Layer, Pick, Video
from soc_studio.core.search.speeds import Speedometer
from soc_studio.core.system.device_facts import facts_of_device
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.system.libraries import load_pytorch
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.frame_states import State
from soc_studio.ui.controllers.search_jobs import SearchJob, SearchRequest, Unknown
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, Steps

if TYPE_CHECKING:
    from soc_rvos.settings import FrameSource
    from soc_studio.core.media.video_reader import VideoReader
    from soc_studio.core.models.loading import LoadedModel
    from soc_studio.core.search.estimate import Estimate, FallbackStep
    from soc_studio.core.tracks.nearest_answer import NearestAnswer

_SHOWN_EVERY = 0.3  # seconds between two updates of the results shown
_STEP = 0.02  # of a video's frames, from one time they are told to the next
_FIRST_ANSWERS = 2  # layers that are answered on one frame before the search begins
_SHARE = 4  # and as many times what a look takes: it takes long in a long video


class SearchController(QObject):
    """Finds expressions of documents; outlives them, to keep the network between searches."""

    progressed = Signal(object, object)  # Job, Progress
    unknown = Signal(object)  # Unknown
    loading = Signal(bool)  # the network is being loaded, or is there
    device_used = Signal(object)  # DeviceFacts
    tried = Signal()  # it is known roughly how long the network takes here

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.playhead = 0
        """Frame near which the search under way goes on; set by the GUI thread."""
        self._lock = threading.Lock()
        self._tried: dict[tuple[str, str, Path | None], float] = {}  # seconds for a pixel
        self._wanted = False  # whether somebody but `warm` asked for the network
        self._model: tuple[tuple[str, str, Path | None], LoadedModel] | None = None  # on the thread

    def job(
        self, document: OpenDocument, expressions: Sequence[Layer], wish: SearchRequest
    ) -> SearchJob:
        """Return a job, not started yet, that searches the document's video for expressions; it
        skips frames that have answers."""
        video, reader = document.video, document.reader
        assert video is not None
        assert reader is not None
        wanted = tuple(expressions)
        names = ", ".join(self.tr("“{0}”").format(each.label) for each in wanted)

        def steps() -> Generator[Any, None, None]:
            yield from self._steps(document, video, reader, wanted, wish)

        return self._made(self.tr("Find {0}").format(names), steps, document, wanted)

    def steadying_job(self, document: OpenDocument, layer: Layer, wish: SearchRequest) -> SearchJob:
        """Return a job, not started yet, that steadies what was found for a layer."""
        video, reader = document.video, document.reader
        assert video is not None
        assert reader is not None

        def steps() -> Generator[Any, None, None]:
            yield from self._steadied(document, video, reader, (layer,), wish)

        return self._made(self.tr("Steady “{0}”").format(layer.label), steps, document, (layer,))

    def _made(
        self, name: str, steps: Steps, document: OpenDocument, layers: Sequence[Layer]
    ) -> SearchJob:
        job = SearchJob(name, steps)
        assert document.video is not None
        job.video, job.layers = document.video.id, frozenset(each.id for each in layers)
        job.about = document.one_of_several
        job.icon = "search"
        job.stepped.connect(self._show)
        return job

    def project_job(self, document: OpenDocument, wish: SearchRequest) -> Job:
        """Return a job, not started yet, that searches all videos of a project for all that is not
        found in them; it returns the videos that could not be searched, None where nothing was
        left."""

        def steps() -> Generator[Any, None, Any]:
            load_pytorch()
            from soc_studio.core.runs.project_search import search_project, unsearched

            if not unsearched(document.core):
                return None
            if self._model is None or self._model[0] != wish.network:
                yield Progress(what=self.tr("Loading the model…"))
            told = (frozenset[int](), 0.0)

            def tell(layers: Sequence[Layer], share: float) -> None:
                nonlocal told
                ids = frozenset(each.id for each in layers)
                if ids != told[0] or share in (0.0, 1.0) or abs(share - told[1]) >= _STEP:
                    told = ids, share
                    document.answering.emit(ids, share)

            steps = search_project(document.core, self._loaded(wish), wish.preview, tell)
            due = 0.0
            try:
                while True:
                    try:
                        yield next(steps)
                    except StopIteration as end:
                        return end.value
                    due = self._refresh_when(due, document)
            finally:
                steps.close()
                document.answering.emit(frozenset(), 1.0)
                self._refresh(document, document.project.layers)

        job = Job(self.tr("Find everything in all videos"), steps)
        job.icon = "search"
        job.stepped.connect(self._show)
        return job

    def estimate_search(
        self, reader: FrameSource, span: range, wish: SearchRequest
    ) -> tuple[Estimate, list[FallbackStep]]:
        """Return what a search for one expression takes; for another thread than the GUI's.

        Raises StudioError or RvosError if the model or the device is missing.
        """
        load_pytorch()
        from soc_rvos.settings import RunSettings
        from soc_studio.core.search.preparation import estimate_search, estimate_unloaded

        settings = RunSettings(start=span.start, stop=span.stop, preview=wish.preview)
        loaded = self._model
        if loaded is not None and loaded[0] == wish.network:
            tried = self._tried.get(wish.network)
            return estimate_search(loaded[1], reader, settings, 1, tried)
        return estimate_unloaded(wish.model, wish.device, reader, settings, 1)

    def warm(self, model: str, device: str) -> Job:
        """Return the job that loads a model before anybody searches, to be started.

        Why it cannot be loaded is said by the search itself, in its place.
        """

        def steps() -> Generator[Any, None, None]:
            from soc_studio.core.search.first_answer import warm_up

            before, wish = self._model, SearchRequest(0, True, model, device)
            with suppress(*SPOKEN):
                loaded = self._loaded(wish, ahead=True)
                yield None
                with self._lock:
                    # A search answers for itself, and does not wait.
                    if self._model is not before and not self._wanted:
                        took = warm_up(loaded, lambda: self._wanted)
                        if took is not None:
                            self._tried[wish.network] = took
                            self.tried.emit()
                yield None
                if not self._wanted:
                    loaded.predictor.get_ready()

        return Job(self.tr("Loading the model"), steps, minor=True, harmless=True)

    def looks_like(self, reader: VideoReader, nearest: NearestAnswer, wish: SearchRequest) -> str:
        """Return a wide word for the nearest answer, such as "animal"; empty where none is sure.

        For the thread of the searches, which has the model.

        Raises StudioError or RvosError where the model cannot be loaded or the frame not read.
        """
        from soc_studio.core.search.naming import name_nearest

        likeness = name_nearest(self._loaded(wish), reader, nearest)
        return "" if likeness is None else likeness.noun

    def other_kinds(
        self, reader: VideoReader, sentence: str, wish: SearchRequest
    ) -> Callable[[Pick, float], bool]:
        """Return what tells whether an answer to a sentence is rather a thing of another kind.

        For the thread of the searches, which has the model; it may have to be loaded then.
        """
        from soc_studio.core.search.other_kinds import is_of_other_kind

        return is_of_other_kind(lambda: self._loaded(wish), reader, sentence)

    def _steps(
        self,
        document: OpenDocument,
        video: Video,
        reader: VideoReader,
        wanted: tuple[Layer, ...],
        wish: SearchRequest,
    ) -> Generator[Any, None, None]:
        # The networks take a second to import: they are, here, on a thread that may take it.
        load_pytorch()
        from soc_rvos.settings import RunSettings
        from soc_studio.core.search.first_answer import first_answer
        from soc_studio.core.search.preparation import prepare_search
        from soc_studio.core.search.search import Task, search_outward
        from soc_studio.core.search.speeds import Speed, remember_speed
        from soc_studio.core.search.steadying import PAYS_FOR

        if self._model is None or self._model[0] != wish.network:
            yield Progress(what=self.tr("Loading the model…"))
        model = self._loaded(wish)
        yield Progress()
        self.device_used.emit(facts_of_device(model.name, wish.device))
        span = video.span
        settings = RunSettings(start=span.start, stop=span.stop, preview=wish.preview)
        texts = tuple(dict.fromkeys(each.searched for each in wanted))
        for expression, words in prepare_search(model, reader, settings, texts).unknown.items():
            self.unknown.emit(Unknown(expression, words))
        task = Task(video.fingerprint, texts)
        results = document.core.file.results
        due = 0.0
        self.playhead = wish.playhead
        found = search_outward(task, reader, model, settings, results, lambda: self.playhead)
        try:
            self._refresh(document, wanted)
            for each in wanted[:_FIRST_ANSWERS]:
                view = document.view(each.id)
                if view is not None and view.states[wish.playhead] == State.NOT_COMPUTED:
                    answer = first_answer(model, reader, wish.playhead, each.searched)
                    if answer.present:
                        document.track_cache.answer_provisionally(
                            each.id, answer.frame, answer.mask
                        )
                        document.refreshed(each.id)
                yield Progress()
            speed = Speedometer()
            encoded, reused = model.predictor.encoded, model.predictor.reused
            with closing(found) as steps:
                for step in steps:
                    speed.note(step)
                    yield step
                    due = self._refresh_when(due, document, wanted)
            seconds = speed.seconds_per_frame()
            began = time.monotonic()
            if not wish.preview and model.name in PAYS_FOR:
                even = [each for each in wanted if each.steadied]
                yield from self._steadied(document, video, reader, even, wish)
            if seconds is not None:
                seconds += (time.monotonic() - began) / len(span)
            encoded = model.predictor.encoded - encoded
            reused = model.predictor.reused - reused
            # A second sentence on the same frames is far faster than the next search elsewhere.
            if seconds is not None and reused <= encoded:
                here = machine(model.device)
                remember_speed(Speed(model.name, here, wish.preview, seconds / len(texts)))
        finally:
            for each in wanted:
                document.track_cache.forget_provisional(each.id)
            self._refresh(document, wanted)
            self.device_used.emit(facts_of_device(model.name, wish.device))

    def _steadied(
        self,
        document: OpenDocument,
        video: Video,
        reader: VideoReader,
        layers: Sequence[Layer],
        wish: SearchRequest,
    ) -> Generator[Any, None, None]:
        from soc_rvos.settings import RunSettings
        from soc_studio.core.search.search import Task
        from soc_studio.core.search.steadying import steady

        span = video.span
        task = Task(video.fingerprint, tuple(dict.fromkeys(each.searched for each in layers)))
        settings = RunSettings(start=span.start, stop=span.stop)
        results = document.core.file.results
        try:
            with closing(steady(task, reader, self._loaded(wish), settings, results)) as steps:
                yield from steps
        finally:
            self._refresh(document, layers)

    def _loaded(self, wish: SearchRequest, ahead: bool = False) -> LoadedModel:
        from soc_studio.core.models.loading import load_model

        self._wanted = self._wanted or not ahead
        key = wish.network
        with self._lock:  # a search waits for the load that began before it
            if self._model is None or self._model[0] != key:
                self.loading.emit(True)
                try:
                    model = load_model(wish.model, wish.device, wish.tokenizer, reuses=True)
                    self._model = (key, model)
                finally:
                    self.loading.emit(False)
            return self._model[1]

    def _refresh_when(
        self, due: float, document: OpenDocument, wanted: Sequence[Layer] | None = None
    ) -> float:
        """Show what was found, of the layers in sight where none are `wanted`, if it is `due`;
        return when it is due again."""
        if (began := time.monotonic()) <= due:
            return due
        self._refresh(document, document.layers if wanted is None else wanted)
        ended = time.monotonic()
        return ended + max(_SHOWN_EVERY, _SHARE * (ended - began))

    def _refresh(self, document: OpenDocument, wanted: Sequence[Layer]) -> None:
        known = {each.id for each in document.project.layers}
        for each in wanted:
            if each.id in known:
                document.track_cache.refresh(each.id)
                document.refreshed(each.id)

    def _show(self, step: object) -> None:
        job = self.sender()
        if isinstance(step, Progress) and isinstance(job, Job):
            self.progressed.emit(job, step)
