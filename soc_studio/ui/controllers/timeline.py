"""Controller of the timeline: feeds it from the document and turns gestures into edits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.media.scene_cuts import find_cuts, worth_reading
from soc_studio.core.media.thumbnails import Thumbnails, make_thumbnails
from soc_studio.core.media.waveform import Peaks, Waveform, find_peaks
from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer, LayerId, Project, Review
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, Steps, resting
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.frame_text import reason_text
from soc_studio.ui.widgets.timeline.lane_header import Lane
from soc_studio.ui.widgets.timeline.timeline import Timeline

_SETTLING = 60  # milliseconds that the view stays as it is before pictures are made for it
_REDRAW = 80  # milliseconds between two looks at pictures and sound that came

_Stretch: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The document, its playhead, and what was made of its video."""

    document: OpenDocument
    playback: Playback
    thumbnails: Thumbnails
    waveform: Waveform


class TimelineController(QObject):
    """Keeps the timeline in step with the document, makes its small pictures, its sound and its
    cuts in the background, and does what the user asks for on it."""

    told = Signal(str)  # a sentence for the status bar
    failed = Signal(object)  # StudioError

    def __init__(
        self, timeline: Timeline, finding: JobRunner, parent: QObject | None = None
    ) -> None:
        """Work at `timeline`; while `finding` has jobs, what can wait in the background waits."""
        super().__init__(parent)
        self._finding = finding
        finding.changed.connect(self._rest)
        self.timeline = timeline
        self.quiet = threading.Event()  # whether finding cuts may use the processor
        self.quiet.set()
        self.picturing = JobRunner(self)
        self.listening = JobRunner(self)
        self._shown: _Shown | None = None
        self._wants_pictures = self._wants_sound = True
        self._soloed: Callable[[LayerId], bool] | None = None
        self._cuts: list[int] = []
        self._jobs: dict[str, Job] = {}
        self._settled = self._timer(_SETTLING, self._make_pictures)
        self._came = self._timer(_REDRAW, timeline.pictures_changed)
        timeline.pictures_wanted.connect(self._settled.start)
        timeline.lane_chosen.connect(self._select)
        timeline.run_asked.connect(self._show_run)
        timeline.span_asked.connect(self._set_span)
        timeline.shown_asked.connect(self._set_shown)
        timeline.locked_asked.connect(self._set_locked)

    def open(self, document: OpenDocument, playback: Playback) -> None:
        """Show a document whose video can be read."""
        reader = document.reader
        assert reader is not None
        shown = _Shown(document, playback, Thumbnails(), Waveform(reader.timing))
        self._shown = shown
        self._cuts = []
        self.timeline.set_timing(reader.timing)
        self._show_extras()
        document.changed.connect(self.refresh)
        document.views_changed.connect(self._views_changed)
        document.selected.connect(self.refresh)
        playback.moved.connect(self.timeline.set_frame)
        playback.playing_changed.connect(self._rest)
        self.refresh()
        self.timeline.set_frame(playback.frame)
        if reader.info.audio_streams:
            path, timing = reader.path, reader.timing
            self._start("sound", self.listening, lambda: find_peaks(path, timing), self._add_peaks)
        if worth_reading(reader):
            self._start(
                "cuts", self.listening, lambda: find_cuts(reader, self.quiet), self._add_cuts
            )

    def close(self) -> None:
        """Stop what goes on in the background, and show nothing."""
        self._settled.stop()
        self._came.stop()
        self._jobs.clear()
        self.picturing.finish()
        self.listening.finish()
        if self._shown is not None:
            document, playback = self._shown.document, self._shown.playback
            document.changed.disconnect(self.refresh)
            document.views_changed.disconnect(self._views_changed)
            document.selected.disconnect(self.refresh)
            playback.moved.disconnect(self.timeline.set_frame)
            playback.playing_changed.disconnect(self._rest)
            self._shown = None
        self.timeline.set_lanes([])
        self.timeline.set_timing(None)

    def want(self, pictures: bool, sound: bool) -> None:
        """Show small pictures and the sound, or do without."""
        if (pictures, sound) != (self._wants_pictures, self._wants_sound):
            self._wants_pictures, self._wants_sound = pictures, sound
            self._show_extras()

    def _show_extras(self) -> None:
        reader = self._shown.document.reader if self._shown is not None else None
        if self._shown is None or reader is None:
            return
        thumbnails = self._shown.thumbnails if self._wants_pictures else None
        self.timeline.set_thumbnails(thumbnails, reader.width / reader.height)
        has_sound = self._wants_sound and bool(reader.info.audio_streams)
        self.timeline.set_waveform(self._shown.waveform if has_sound else None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now."""
        if self._shown is None:
            return
        document = self._shown.document
        self.timeline.set_lanes([self._lane(each) for each in document.layers])
        if document.video is not None:
            self.timeline.set_span(document.video.span)
        selected = document.selection
        self.timeline.set_selected(None if selected is None else selected.id)

    @property
    def cuts(self) -> list[int]:
        """The frames that shots begin with, as far as they are found."""
        return list(self._cuts)

    def tell_solo(self, soloed: Callable[[LayerId], bool]) -> None:
        """Ask `soloed` which layers are shown alone."""
        self._soloed = soloed
        self.refresh()

    # Going places

    def go_next_uncertain(self) -> None:
        """Go to the most uncertain frame without a review, or to the next in that order."""
        self._go_uncertain(1)

    def go_previous_uncertain(self) -> None:
        """Go back in the order of uncertainty."""
        self._go_uncertain(-1)

    def go_next_corrected(self) -> None:
        """Go to the next frame that was corrected."""
        self._go_corrected(1)

    def go_previous_corrected(self) -> None:
        """Go to the frame before that was corrected."""
        self._go_corrected(-1)

    def _go_uncertain(self, step: int) -> None:
        shown, view = self._shown, self._view()
        if shown is None or view is None:
            return
        uncertain = view.next_uncertain(shown.playback.frame, step)
        if uncertain is None:
            self.told.emit(self.tr("No more frames to check."))
            return
        shown.playback.go(uncertain.frame)
        count = len(view.uncertain_spans())
        self.told.emit(
            self.tr("Frame {0}: {1}. Spans to check: {2}. A accepts, X rejects.").format(
                uncertain.frame, reason_text(uncertain.reason), count
            )
        )

    def _go_corrected(self, step: int) -> None:
        shown, view = self._shown, self._view()
        if shown is None or view is None:
            return
        frame = view.corrected_beside(shown.playback.frame, step)
        if frame is None:
            self.told.emit(self.tr("No corrected frame on that side."))
        else:
            shown.playback.go(frame)

    # Deciding

    def accept(self) -> None:
        """Accept the marked stretch, or what is around the playhead."""
        self._review(Review.ACCEPTED)

    def reject(self) -> None:
        """Reject the marked stretch, or what is around the playhead."""
        self._review(Review.REJECTED)

    def forget_review(self) -> None:
        """Take the marked stretch, or the run around the playhead, as not looked at."""
        self._review(None)

    def mark_absent(self) -> None:
        """Say that the object is not on the marked stretch, or the frame under the playhead."""
        self._on_stretch(
            edits.mark_absent,
            lambda _, frame: (frame, frame + 1),
        )

    def take_first_choice(self) -> None:
        """Take what the network says on the marked stretch, or the choice under the playhead."""
        self._on_stretch(
            lambda project, one, start, stop: edits.choose(project, one, start, stop, None),
            _choice_around,
        )

    def _review(self, opinion: Review | None) -> None:
        self._on_stretch(
            lambda project, one, start, stop: edits.review(project, one, start, stop, opinion),
            _review_around if opinion is None else ResolvedTrack.stretch_to_review,
        )

    def _on_stretch(
        self,
        edit: Callable[[Project, LayerId, int, int], edits.Edit],
        around: Callable[[ResolvedTrack, int], _Stretch],
    ) -> None:
        """Make an edit of the marked stretch; where none is marked, of what is `around` the
        playhead."""
        shown, view = self._shown, self._view()
        if shown is None or view is None:
            return
        one = view.layer
        if one.locked:
            self.told.emit(self.tr("“{0}” is locked.").format(one.label))
            return
        marked = self.timeline.selection
        if marked is not None and marked.layer == one.id:
            start, stop = marked.start, marked.stop
        else:
            start, stop = around(view, shown.playback.frame)
        self._do(lambda project: edit(project, one.id, start, stop))

    def _do(self, edit: Callable[[Project], edits.Edit]) -> None:
        assert self._shown is not None
        document = self._shown.document
        try:
            name, after = edit(document.project)
            if after == document.project:
                return
            document.do(name, after)
        except StudioError as error:
            self.failed.emit(error)
            return
        self.told.emit(name)

    def _set_span(self, start: int, stop: int) -> None:
        if self._shown is not None and self._shown.document.video is not None:
            video = self._shown.document.video.id
            self._do(lambda project: edits.set_points(project, video, start, stop))

    def _set_shown(self, layer: int, shown: bool) -> None:
        self._do(lambda project: edits.set_visible(project, LayerId(layer), shown))

    def _set_locked(self, layer: int, locked: bool) -> None:
        self._do(lambda project: edits.set_locked(project, LayerId(layer), locked))

    def _select(self, layer: int) -> None:
        if self._shown is not None:
            self._shown.document.select(LayerId(layer))

    def _show_run(self, layer: int, frame: int) -> None:
        view = None if self._shown is None else self._shown.document.view(LayerId(layer))
        if view is not None:
            self.timeline.show_stretch(*view.run_at(frame))

    def _view(self) -> ResolvedTrack | None:
        """Return what is seen of the layer that is worked on."""
        if self._shown is None or self._shown.document.selection is None:
            return None
        return self._shown.document.view(self._shown.document.selection.id)

    def _lane(self, layer: Layer) -> Lane:
        assert self._shown is not None
        return Lane(
            layer.id,
            layer.label,
            layer.colour,
            self._shown.document.view(layer.id),
            layer.visible,
            layer.locked,
            None if self._soloed is None else self._soloed(layer.id),
        )

    def _views_changed(self, _: int) -> None:
        self.refresh()

    # In the background

    def _make_pictures(self) -> None:
        """Have pictures made for what is in sight now; those for what was are not any more."""
        shown = self._shown
        if shown is None or shown.document.reader is None or not self._wants_pictures:
            return
        starts, step = self.timeline.slots()
        missing = [each for each in starts if shown.thumbnails.find(each, each + step) is None]
        self.picturing.cancel_all()
        if missing:
            reader = shown.document.reader
            self._start(
                "pictures",
                self.picturing,
                lambda: resting(make_thumbnails(reader, missing, step), self.quiet),
                self._add_picture,
            )

    def _start(
        self,
        kind: str,
        runner: JobRunner,
        steps: Steps,
        stepped: Callable[[object], None],
    ) -> None:
        job = Job(kind, steps)
        self._jobs[kind] = job
        job.stepped.connect(stepped)
        job.failed.connect(self._tell_failure)
        runner.start(job)

    def _is_latest(self, *kinds: str) -> bool:
        """Return whether the signal that came is of a job that is still wanted."""
        return any(self.sender() is self._jobs.get(kind) for kind in kinds)

    def _add_picture(self, step: object) -> None:
        if self._shown is not None and self._is_latest("pictures") and isinstance(step, tuple):
            self._shown.thumbnails.put(*step)
            self._show_soon()

    def _add_peaks(self, step: object) -> None:
        if self._shown is not None and self._is_latest("sound") and isinstance(step, Peaks):
            self._shown.waveform.put(step)
            self._show_soon()

    def _show_soon(self) -> None:
        """Show what came; not each time, where much comes at once."""
        if not self._came.isActive():
            self._came.start()

    def _add_cuts(self, step: object) -> None:
        if self._is_latest("cuts") and isinstance(step, list) and step:
            self._cuts += step
            self.timeline.set_cuts(self._cuts)

    def _tell_failure(self, error: Exception) -> None:
        """A video that is broken says so where it is looked at; anything else is a bug."""
        if not isinstance(error, StudioError):
            self.failed.emit(error)

    def _rest(self, *_: object) -> None:
        playing = self._shown is not None and self._shown.playback.is_playing
        if playing or self._finding.jobs:
            self.quiet.clear()
        else:
            self.quiet.set()

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _choice_around(view: ResolvedTrack, frame: int) -> _Stretch:
    for each in view.layer.choices:
        if each.start <= frame < each.stop:
            return each.start, each.stop
    return frame, frame + 1


def _review_around(view: ResolvedTrack, frame: int) -> _Stretch:
    for each in view.layer.reviews:
        if each.start <= frame < each.stop:
            return each.start, each.stop
    return frame, frame + 1
