"""Controller of playback: frames, sound, proxy, and their keys and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSettings, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from soc_studio.core.system.settings import Settings
from soc_studio.ui.controllers.playheads import Playheads
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.playback.proxy_builder import ProxyBuilder
from soc_studio.ui.playback.sound import Sound
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.volume import Volume

_VOLUME, _MUTED = "sound/volume", "sound/muted"


class PlaybackController(QObject):
    """Puts together what plays the video of a document."""

    failed = Signal(object)  # StudioError

    def __init__(
        self,
        volume: Volume,
        stop: QAction,
        searching: JobRunner,
        preferences: Preferences,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        """Set how loud it is with `volume`; the keys of `stop`, held, make frame steps of those
        that play on and back."""
        super().__init__(parent)
        self.sound = Sound(self)
        self.proxy_builder = ProxyBuilder(searching, self)
        self.proxy_builder.allow(preferences.value.proxies)
        preferences.changed.connect(self._prefer)
        self.playback: Playback | None = None
        self.supplier: FrameSupplier | None = None
        self._settings = settings
        self._playheads = Playheads(settings, self)
        self._stop_held = HeldKey(stop, self)
        volume.set_volume(*self._stored_volume())
        self.sound.set_volume(*self._stored_volume())
        volume.changed.connect(self._set_volume)
        self.sound.available_changed.connect(volume.set_available)

    def open(self, document: OpenDocument) -> tuple[FrameSupplier, Playback]:
        """Play the video of a document; return what makes its frames, and its playhead."""
        reader, video = document.reader, document.video
        assert reader is not None
        assert video is not None
        self.supplier = FrameSupplier(reader, document.track_cache, video.id)
        self.supplier.failed.connect(self._fail)
        self.playback = Playback(reader.timing, video.span.start, self.supplier, self.sound)
        self.playback.span = video.span
        self._playheads.open(document, self.playback)
        self.sound.open(reader.path, reader.timing, bool(reader.info.audio_streams))
        self.proxy_builder.open(reader, video.fingerprint, self.supplier, self.playback)
        return self.supplier, self.playback

    def close(self) -> None:
        """Play nothing."""
        if self.playback is not None:
            self.playback.stop()
            self._playheads.close()
            self.playback = None
        self.sound.close()
        if self.supplier is not None:
            self.supplier.close()
            self.supplier = None
        self.proxy_builder.close()

    def shuttle_on(self) -> None:
        """Play on, faster with each call; a frame at a time while the key to stop is held."""
        self._shuttle(1)

    def shuttle_back(self) -> None:
        """Play back, faster with each call; a frame at a time while the key to stop is held."""
        self._shuttle(-1)

    def _shuttle(self, direction: int) -> None:
        if self.playback is None:
            return
        if self._stop_held.is_held:
            self.playback.step(direction)
        else:
            self.playback.shuttle(direction)

    def _fail(self, error: Exception) -> None:
        if self.playback is not None:
            self.playback.stop()
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


class HeldKey(QObject):
    """Whether a key of an action is held down, wherever the focus is."""

    released = Signal()

    def __init__(self, action: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self.is_held = False
        self._action = action
        self._key = 0
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if QKeySequence(event.keyCombination()) in self._action.shortcuts():
                self.is_held, self._key = True, event.key()
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == self._key and not event.isAutoRepeat():
                self._release()
        elif kind == QEvent.Type.ApplicationDeactivate:  # its release goes elsewhere
            self._release()
        return False

    def _release(self) -> None:
        if self.is_held:
            self.is_held = False
            self.released.emit()
