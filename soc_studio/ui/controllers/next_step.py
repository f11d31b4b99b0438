"""Controller of the Next bar: says what came out of a search, and offers what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.project.project import LayerId
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.tracks.next_step import NextStep, WorkStage, next_step
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchRequest
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.time_text import length
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.drawing import Tool
from soc_studio.ui.widgets.next_bar import Choice, NextBar, Offer
from soc_studio.ui.widgets.viewer import Viewer

_SETTLING = 250  # milliseconds without a change after which the next step is worked out


class NextStepController(QObject):
    """Keeps the Next bar in step with the document.

    The bar is away while something moves, and while a tool is taken that means the picture below
    it, unless what is drawn is to be carried.

    It is shown again after it was closed once the document says something else.
    """

    stepped = Signal(object)  # NextStep or None, whenever that changes
    known = Signal()  # how long full quality takes
    finish_asked = Signal(object)  # ids of the layers to find in full quality, a tuple

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        bar: NextBar,
        viewer: Viewer,
        actions: Actions,
        search: SearchController,
        finding: JobRunner,
        looking: JobRunner,
        preferences: Preferences,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Work out times on the thread of `looking`. `is_busy` returns whether something else
        needs the bottom of the stage."""
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._bar = bar
        self._viewer = viewer
        self._actions = actions
        self._search = search
        self._finding = finding
        self._preferences = preferences
        self._is_busy = is_busy
        self.step: NextStep | None = None
        self._closed: NextStep | None = None
        self._draws = False
        self._seconds: dict[tuple[LayerId, ...], float | None] = {}
        self._latest = LatestJob(self, looking)
        self._latest.returned.connect(self._know_seconds)
        self._latest.failed.connect(self._fail)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLING)
        self._pause.timeout.connect(self.refresh)
        bar.asked.connect(self._do)
        bar.closed.connect(self._close_bar)
        for signal in (
            document.changed,
            document.views_changed,
            document.selected,
            finding.changed,
        ):
            signal.connect(self._soon)
        playback.playing_changed.connect(self.show)
        viewer.drawing_began.connect(self._begin_drawing)
        viewer.drawing_ended.connect(self._end_drawing)
        viewer.tool_changed.connect(self.show)
        self._soon()

    def close(self) -> None:
        """Show nothing."""
        self._pause.stop()
        self._latest.drop()
        self.step = None
        self._bar.hide()
        self.stepped.emit(None)

    def refresh(self) -> None:
        """Work out the next step now, and show it."""
        document = self._document
        video = document.video
        found = None
        if video is not None and not self._finding.jobs:
            views = [view for view in map(document.view, _ids(document)) if view is not None]
            selected = document.selection
            latest = None if selected is None else selected.id
            found = next_step(views, latest, video.span)
        if found != self.step:
            self.step = found
            self.stepped.emit(found)
        if found is not None and found.quick and found.quick not in self._seconds:
            self._look(found.quick)
        self.show()

    def offer(self, step: NextStep) -> Offer:
        """Return the words of a step, in the language of the window."""
        words, short = self.tr("Finish in full quality"), self.tr("Finish")
        finish = Choice("finish", words, self.time(step.quick), short)
        export = Choice("export", self.tr("Export"))
        if step.step is WorkStage.PROPAGATE:
            words, key = self.tr("Carry it"), self._key("propagate_both_ways")
            carry = Choice("propagate_both_ways", words, key)
            more = self.tr("Carry it to the others.")
            return Offer("circle-check", "ok", self._found(step), more, carry, export)
        if step.step is WorkStage.CHECK:
            words, spots = self.tr("Check it"), self.tr("1 spot looks uncertain.")
            if step.spots > 1:
                words = self.tr("Check them")
                spots = self.tr("{0} spots look uncertain.").format(step.spots)
            check = Choice("check", words, self._key("most_uncertain"))
            other = finish if step.quick else export
            if step.doubtful:
                doubt = self.tr("Most of it looks uncertain.")
                return Offer("triangle-alert", "warn", self._found(step), doubt, check, other)
            return Offer("circle-check", "ok", self._found(step), spots, check, other)
        if step.step is WorkStage.FINISH:
            said, more = self._found(step), self.tr("Nothing looks uncertain.")
            if step.reviewed:
                said, more = self.tr("All spots checked."), ""
            return Offer("circle-check", "ok", said, more, finish, export)
        another = Choice("another", self.tr("Find another"), self._key("describe"))
        said = self.tr("In full quality.") if step.searched else self._found(step)
        return Offer("circle-check", "ok", said, "", export, another)

    def _found(self, step: NextStep) -> str:
        if step.doubtful:
            said = self.tr("Perhaps found on {0} of {1} frames.")
            return said.format(step.found, step.frames)
        if step.found == step.frames == 1:
            return self.tr("Found on the only frame.")
        if step.found == step.frames:
            return self.tr("Found on all {0} frames.").format(step.frames)
        return self.tr("Found on {0} of {1} frames.").format(step.found, step.frames)

    def time(self, layers: tuple[LayerId, ...]) -> str:
        """Return how long full quality of `layers` takes, "" where that is not known."""
        seconds = self._seconds.get(layers)
        return "" if seconds is None else length(max(1.0, float(round(seconds))))

    def seconds(self, layers: Sequence[LayerId]) -> float | None:
        """Return how long full quality of `layers` takes, None where nobody knows: as long for
        each layer as for those whose time is known."""
        known = [(len(each), time) for each, time in self._seconds.items() if time is not None]
        return known[-1][1] / known[-1][0] * len(layers) if known and layers else None

    def _key(self, command: str) -> str:
        keys = self._actions[command].shortcuts()
        return keys[0].toString() if keys else ""

    def _soon(self, *_: object) -> None:
        self._pause.start()
        self.show()

    def show(self, *_: object) -> None:
        """Show the step known last, or nothing while the bar has to be away."""
        step = self.step
        away = self._playback.is_playing or self._draws or bool(self._finding.jobs)
        if step is not None and step.step is not WorkStage.PROPAGATE:  # a tool needs the picture
            away = away or self._viewer.tool is not Tool.POINTER
        if step is None or step == self._closed or step.of_others or away or self._is_busy():
            if not self._bar.isHidden():
                self._bar.vanish()
            return
        self._bar.show_offer(self.offer(step))

    def _begin_drawing(self) -> None:
        self._draws = True
        self.show()

    def _end_drawing(self) -> None:
        self._draws = False
        self.show()

    def _close_bar(self) -> None:
        self._closed = self.step

    def _do(self, name: str) -> None:
        if name == "finish":
            if self.step is not None:
                self.finish_asked.emit(self.step.quick)
            return
        if name == "check":
            self.check()
        else:
            self._actions["describe" if name == "another" else name].trigger()

    def check(self, step: int = 1) -> None:
        """Go to the next spot to check, or to the one before where `step` is -1."""
        self._actions["most_uncertain" if step > 0 else "less_uncertain"].trigger()

    # How long full quality takes

    def _look(self, layers: tuple[LayerId, ...]) -> None:
        document, prefer = self._document, self._preferences.value
        video, reader = document.video, document.reader
        assert video is not None
        if reader is None:
            return
        span = video.span
        wish = SearchRequest(span.start, False, prefer.model, prefer.device)

        def look() -> tuple[tuple[LayerId, ...], float | None]:
            estimate, _ = self._search.estimate_search(reader, span, wish)
            seconds = estimate.seconds
            return layers, None if seconds is None else seconds * len(layers)

        self._latest.start(Job(self.tr("Estimating"), once(look), minor=True))

    def _know_seconds(self, known: tuple[tuple[LayerId, ...], float | None]) -> None:
        layers, seconds = known
        self._seconds[layers] = seconds
        self.known.emit()
        self.show()

    def _fail(self, error: Exception) -> None:
        # Why a model cannot be had is said by the search itself.
        if not isinstance(error, SPOKEN):
            raise error


def _ids(document: OpenDocument) -> Sequence[LayerId]:
    return [each.id for each in document.layers]
