"""Controller of the transport: the keys and buttons that move the playhead, and what they show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStyle

from soc_studio.core.media.time_code import TimeCodeError, TimeCodes
from soc_studio.core.system.settings import Settings
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.commands.held_key import HeldKey
from soc_studio.ui.controllers.video_codes import video_codes
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.transport import Transport


class TransportController(QObject):
    """Moves the playhead of a document's video, and shows where it is."""

    refused = Signal(str)  # why what the person typed leads nowhere

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        transport: Transport,
        actions: Actions,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self.transport = transport
        self._actions = actions
        self._codes = self._codes_by(preferences.value)
        self._stop_held = HeldKey(actions["shuttle_stop"], self)
        actions.call_methods(
            start=self._go_start,
            back=self._step_back,
            play=self._toggle,
            next=self._step_on,
            end=self._go_end,
            shuttle_back=self._shuttle_back,
            shuttle_stop=self._stop,
            shuttle_on=self._shuttle_on,
            loop=self._set_loop,
        )
        playback.moved.connect(self._moved)
        playback.playing_changed.connect(self._playing_changed)
        playback.dropped_changed.connect(transport.show_dropped)
        document.changed.connect(self._document_changed)
        transport.typed.connect(self._go_to)
        preferences.changed.connect(self._prefer)
        transport.set_codes(self._codes)
        self._set_loop()
        self._moved(playback.frame)

    def close(self) -> None:
        """Move nothing any more."""
        self._show_icon(playing=False)

    def refresh_icon(self) -> None:
        """Redraw the play icon in the colours of the present theme."""
        self._show_icon(self._playback.is_playing)

    def _go_start(self) -> None:
        self._playback.go(self._playback.span.start)

    def _go_end(self) -> None:
        self._playback.go(self._playback.span.stop - 1)

    def _step_back(self) -> None:
        self._playback.step(-1)

    def _step_on(self) -> None:
        self._playback.step(1)

    def _toggle(self) -> None:
        self._playback.toggle()

    def _stop(self) -> None:
        self._playback.stop()

    def _shuttle_on(self) -> None:
        self._shuttle(1)

    def _shuttle_back(self) -> None:
        self._shuttle(-1)

    def _shuttle(self, direction: int) -> None:
        """Play in a direction, faster each time; a frame at a time while the stop key is held."""
        if self._stop_held.is_held:
            self._playback.step(direction)
        else:
            self._playback.shuttle(direction)

    def _set_loop(self) -> None:
        self._playback.loop = self._actions["loop"].isChecked()

    def _document_changed(self) -> None:
        video = self._document.video
        if video is not None:
            self._playback.span = video.span

    def _moved(self, frame: int) -> None:
        self.transport.show_frame(self._codes, frame)
        if not self._playback.is_playing:
            self.transport.show_dropped(0)

    def _playing_changed(self, speed: float) -> None:
        if not speed:
            self.transport.show_dropped(0)
        self._show_icon(playing=bool(speed))

    def _go_to(self, text: str) -> None:
        """Go where the person wrote; what names no frame moves nothing, and says so."""
        try:
            frame = self._codes.read(text, self._playback.frame)
        except TimeCodeError as error:
            self.refused.emit(f"{error} {error.advice}")
        else:
            self._playback.go(frame)

    def _prefer(self, before: Settings, now: Settings) -> None:
        """Begin time codes elsewhere."""
        if now.file_time_code != before.file_time_code:
            self._codes = self._codes_by(now)
            self.transport.set_codes(self._codes)
            self._moved(self._playback.frame)

    def _codes_by(self, settings: Settings) -> TimeCodes:
        reader = self._document.reader
        if reader is None:
            return TimeCodes(self._playback.timing)
        return video_codes(reader, settings)

    def _show_icon(self, playing: bool) -> None:
        kinds, widget = QStyle.StandardPixmap, self.transport
        pixmap = kinds.SP_MediaPause if playing else kinds.SP_MediaPlay
        self._actions["play"].setIcon(QIcon(widget.style().standardIcon(pixmap, None, widget)))
