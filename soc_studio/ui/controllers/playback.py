"""Controller of playback: what plays the video of a document, with its sound and its proxy."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.system.settings import Settings
from soc_studio.ui.controllers.playheads import Playheads
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.playback.proxy_builder import ProxyBuilder
from soc_studio.ui.playback.sound import Sound
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.volume import Volume

_VOLUME, _MUTED = "sound/volume", "sound/muted"


@dataclass(frozen=True, slots=True)
class Playing:
    """What makes the frames of a video, its key pictures, its playhead, and where that is
    remembered; what its copy is made by, and what that rests for."""

    supplier: FrameSupplier
    keys: KeyPictures
    playback: Playback
    playheads: Playheads
    copies: ProxyBuilder
    precedence: Precedence


class PlaybackController(QObject):
    """Puts together what plays the video of a document.

    It outlives documents: sound, volume and proxies are set up once. `playing` is None while no
    video is open.
    """

    failed = Signal(object)  # StudioError

    def __init__(
        self,
        volume: Volume,
        searching: JobRunner,
        preferences: Preferences,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        """Set how loud it is with `volume`; make no proxy while `searching` has jobs."""
        super().__init__(parent)
        self.sound = Sound(self)
        self.precedence = Precedence(self)
        self.proxy_builder = ProxyBuilder(searching, self.precedence, self)
        self.proxy_builder.allow(preferences.value.proxies)
        preferences.changed.connect(self._prefer)
        self.playing: Playing | None = None
        self._settings = settings
        volume.set_volume(*self._stored_volume())
        self.sound.set_volume(*self._stored_volume())
        volume.changed.connect(self._set_volume)
        self.sound.available_changed.connect(volume.set_available)

    def open(self, document: OpenDocument) -> Playing:
        """Play the video of a document; return what makes its frames, and its playhead."""
        reader, video = document.reader, document.video
        assert reader is not None
        assert video is not None
        keys = KeyPictures(reader)
        supplier = FrameSupplier(reader, keys, document.track_cache, video.id)
        supplier.failed.connect(self._fail)
        playback = Playback(reader.timing, video.span.start, supplier, self.sound)
        playback.span = video.span
        playheads = Playheads(document, playback, self._settings, self)
        self.playing = Playing(
            supplier, keys, playback, playheads, self.proxy_builder, self.precedence
        )
        self.sound.open(reader.path, reader.timing, bool(reader.info.audio_streams))
        self.proxy_builder.open(reader, video.fingerprint, supplier, playback)
        return self.playing

    def close(self) -> None:
        """Play nothing."""
        playing, self.playing = self.playing, None
        if playing is not None:
            playing.playback.stop()
            playing.playheads.close()
            playing.playheads.deleteLater()
        self.sound.close()
        if playing is not None:
            playing.supplier.close()
        self.precedence.release()
        self.proxy_builder.close()

    def _fail(self, error: Exception) -> None:
        if self.playing is not None:
            self.playing.playback.stop()
        self.failed.emit(error)

    def _prefer(self, _: Settings, settings: Settings) -> None:
        self.proxy_builder.allow(settings.proxies)

    def _stored_volume(self) -> tuple[float, bool]:
        try:
            volume = float(str(self._settings.value(_VOLUME, "1")))
        except ValueError:
            volume = 1.0
        return min(1.0, max(0.0, volume)), self._settings.value(_MUTED, "false") == "true"

    def _set_volume(self, volume: float, muted: bool) -> None:
        self.sound.set_volume(volume, muted)
        self._settings.setValue(_VOLUME, str(volume))
        self._settings.setValue(_MUTED, "true" if muted else "false")
