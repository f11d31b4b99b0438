"""Plays the video's sound during playback at normal speed."""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal

from soc_studio.core.media.audio import BYTES_A_SAMPLE, CHANNELS, SoundAhead
from soc_studio.core.media.timing import Timing
from soc_studio.core.system.libraries import load_library
from soc_studio.ui.jobs.job import Job, JobRunner, once

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink, QMediaDevices

_RATE = 48_000
_BUFFER = 0.25  # seconds that are handed over before they are heard: as long may the window pause
_FEED = 20  # milliseconds


class Sound(QObject):
    """Plays the sound of a video; where there is no device, or no sound, nothing is heard and
    nothing is wrong."""

    available_changed = Signal(bool)  # whether something can be heard

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.volume = 1.0
        self.muted = False
        self._video: tuple[Path, Timing] | None = None
        self._has_device = False
        self._devices: QMediaDevices | None = None
        self._loading = JobRunner(self)
        self._ahead: SoundAhead | None = None
        self._start = 0.0
        self._sink: QAudioSink | None = None
        self._into: QIODevice | None = None
        self._feeding = QTimer(self)
        self._feeding.setInterval(_FEED)
        self._feeding.timeout.connect(self._feed)

    @property
    def is_available(self) -> bool:
        """Whether something can be heard."""
        return self._video is not None and self._has_device

    def open(self, path: Path, timing: Timing, has_sound: bool) -> None:
        """Play the sound of the video at `path` from now on."""
        self.close()
        self._video = (path, timing) if has_sound else None
        if has_sound and self._devices is None:
            # It takes a while to load, and may be missing: what it needs of the system is.
            job = Job("sound", once(_load))
            job.returned.connect(self._loaded)
            self._loading.start(job)
        self.available_changed.emit(self.is_available)

    def close(self) -> None:
        """Play nothing."""
        self.end()
        self._video = None
        self._loading.finish()
        self.available_changed.emit(False)

    def set_volume(self, volume: float, muted: bool) -> None:
        """Set how loud it is, 0 to 1."""
        self.volume, self.muted = volume, muted
        if self._sink is not None:
            self._sink.setVolume(self._loudness())

    def prepare(self, start: Fraction) -> None:
        """Decode the sound from `start` seconds on."""
        self.end()
        if self._video is not None and self._has_device:
            self._start = float(start)
            self._ahead = SoundAhead(*self._video, start, _RATE)

    def begin(self) -> None:
        """Start the prepared sound."""
        if self._ahead is None or self._devices is None:
            return
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        device = self._devices.defaultAudioOutput()
        form = QAudioFormat()
        form.setSampleRate(_RATE)
        form.setChannelCount(CHANNELS)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isNull() or not device.isFormatSupported(form):
            return
        self._sink = QAudioSink(device, form, self)
        self._sink.setBufferSize(round(_BUFFER * _RATE) * BYTES_A_SAMPLE)
        self._sink.setVolume(self._loudness())
        self._into = self._sink.start()
        self._feed()
        self._feeding.start()

    def end(self) -> None:
        """Be silent."""
        self._feeding.stop()
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = self._into = None
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def now(self) -> float | None:
        """Return the time of the video that is heard, None where nothing is."""
        if self._sink is None:
            return None
        heard = self._sink.processedUSecs()
        return self._start + heard / 1e6 if heard > 0 else None

    def _feed(self) -> None:
        if self._ahead is None or self._sink is None or self._into is None:
            return
        data = self._ahead.read(self._sink.bytesFree())
        if data:
            self._into.write(data)
        if self._ahead.is_over:
            self._feeding.stop()

    def _loudness(self) -> float:
        return 0.0 if self.muted else self.volume

    def _loaded(self, is_there: bool) -> None:
        if not is_there:
            return
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:
            return
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._look_for_device)
        self._look_for_device()

    def _look_for_device(self) -> None:
        assert self._devices is not None
        self._has_device = not self._devices.defaultAudioOutput().isNull()
        self.available_changed.emit(self.is_available)


def _load() -> bool:
    """Load what the module consists of, on a thread, and return whether there is one.

    The import itself, which makes classes of Qt, is for the GUI thread. Up to Python 3.11 PySide
    keeps all those classes in one table without a lock, and Qt looks things up there without the
    interpreter whenever it paints: to put others in meanwhile on another thread is a crash.
    """
    found = find_spec("PySide6.QtMultimedia")
    if found is None or found.origin is None:
        return False
    load_library(Path(found.origin))
    return True
