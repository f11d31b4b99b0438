"""What the timeline shows of the video itself: small pictures, sound and cuts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.scene_cuts import find_cuts, worth_reading
from soc_studio.core.media.thumbnails import Thumbnails, make_thumbnails
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.media.waveform import Peaks, Waveform, find_peaks
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.settings import Settings
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.video_codes import video_codes
from soc_studio.ui.jobs.job import Job, JobRunner, resting
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.timeline.timeline import Timeline

_SHOWN = 200  # milliseconds until the window is drawn: threads that work hold it up
_SETTLING = 60  # milliseconds for which the view rests before its thumbnails are made
_QUIET = 400  # milliseconds after the last move of a playhead that is dragged
_REDRAW = 80  # milliseconds between two looks at pictures and sound that came


class TimelineMedia(QObject):
    """Makes what the timeline shows of a video, in the background, as far as people want it."""

    def __init__(
        self,
        operations: Operations,
        reader: VideoReader,
        keys: KeyPictures,
        playback: Playback,
        timeline: Timeline,
        finding: JobRunner,
        precedence: Precedence,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """Make it for `timeline`; what can wait waits while `finding` has jobs, and while
        `precedence` is claimed."""
        super().__init__(parent)
        self.quiet = threading.Event()  # whether finding cuts may use the processor
        self.quiet.set()
        self.picturing = JobRunner(self)
        self.listening = JobRunner(self)
        self._cuts: list[int] = []
        self._operations = operations
        self._reader = reader
        self._keys = keys
        self._playback = playback
        self._timeline = timeline
        self._finding = finding
        self._precedence = precedence
        self._thumbnails = Thumbnails()
        self._waveform = Waveform(reader.timing)
        self._has_sound = bool(reader.info.audio_streams)
        self._wants_pictures = preferences.value.thumbnails
        self._wants_sound = preferences.value.waveform
        self._settled = self._timer(_SETTLING, self._make_pictures)
        self._shown = self._timer(_SHOWN, self._begin)
        self._calm = self._timer(_QUIET, self._rest)
        self._came = self._timer(_REDRAW, timeline.pictures_changed)
        self._pictures = self._latest(self.picturing, self._add_picture)
        self._sound = self._latest(self.listening, self._add_peaks)
        self._shots = self._latest(self.listening, self._add_cuts)
        timeline.set_video(video_codes(reader, preferences.value))
        timeline.pictures_wanted.connect(self._settled.start)
        preferences.changed.connect(self._prefer)
        playback.playing_changed.connect(self._rest)
        playback.moved.connect(self._moved)
        finding.changed.connect(self._rest)
        precedence.changed.connect(self._rest)
        self._show()
        self._rest()

    def begin(self) -> None:
        """Begin to listen to the sound and to look for cuts, when the window shows the video."""
        self._shown.start()

    def _begin(self) -> None:
        reader, path, timing = self._reader, self._reader.path, self._reader.timing
        if self._has_sound:
            self._sound.start(Job("sound", partial(find_peaks, path, timing)))
        if worth_reading(reader):
            self._shots.start(Job("cuts", partial(find_cuts, reader, self.quiet)))

    def found_cuts(self) -> list[int]:
        """Return the first frames of the shots found so far."""
        return list(self._cuts)

    def close(self) -> None:
        """Stop, and show nothing."""
        self._shown.stop()
        self._settled.stop()
        self._calm.stop()
        self._came.stop()
        for each in (self._pictures, self._sound, self._shots):
            each.finish()
        self._timeline.set_video(None)

    def _prefer(self, before: Settings, now: Settings) -> None:
        """Show small pictures and the sound, or do without; begin time codes elsewhere."""
        if now.file_time_code != before.file_time_code:
            self._timeline.set_codes(video_codes(self._reader, now))
        wanted = (now.thumbnails, now.waveform)
        if wanted != (self._wants_pictures, self._wants_sound):
            self._wants_pictures, self._wants_sound = wanted
            self._show()

    def _show(self) -> None:
        reader = self._reader
        thumbnails = self._thumbnails if self._wants_pictures else None
        self._timeline.set_thumbnails(thumbnails, reader.width / reader.height)
        shows_sound = self._wants_sound and self._has_sound
        self._timeline.set_waveform(self._waveform if shows_sound else None)

    def _make_pictures(self) -> None:
        """Request thumbnails for the visible frames, and drop the requests for others."""
        if not self._wants_pictures:
            return
        starts, step = self._timeline.slots()
        missing = [each for each in starts if self._thumbnails.find(each, each + step) is None]
        self._pictures.drop()
        if missing:
            pictures = partial(make_thumbnails, self._reader, self._keys, missing, step)
            self._pictures.start(Job("pictures", lambda: resting(pictures(), self.quiet)))

    def _add_picture(self, step: object) -> None:
        if isinstance(step, tuple):
            self._thumbnails.put(*step)
            self._show_soon()

    def _add_peaks(self, step: object) -> None:
        if isinstance(step, Peaks):
            self._waveform.put(step)
            self._show_soon()

    def _show_soon(self) -> None:
        """Show what came; not each time, where much comes at once."""
        if not self._came.isActive():
            self._came.start()

    def _add_cuts(self, step: object) -> None:
        if isinstance(step, list) and step:
            self._cuts += step
            self._timeline.set_cuts(self._cuts)

    def _moved(self, _: int) -> None:
        if self._playback.scrubs:
            self.quiet.clear()
            self._calm.start()

    def _rest(self, *_: object) -> None:
        busy = self._playback.is_playing or self._finding.jobs or self._precedence.is_claimed
        if busy or self._calm.isActive():
            self.quiet.clear()
        else:
            self.quiet.set()

    def _fail(self, error: Exception) -> None:
        """A video that is broken says so where it is looked at; anything else is a bug."""
        if not isinstance(error, StudioError):
            self._operations.failed.emit(error)

    def _latest(self, runner: JobRunner, stepped: Callable[[object], None]) -> LatestJob:
        latest = LatestJob(self, runner)
        latest.stepped.connect(stepped)
        latest.failed.connect(self._fail)
        return latest

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
