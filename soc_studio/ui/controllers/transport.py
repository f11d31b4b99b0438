"""Controller of the transport: the keys and buttons that move the playhead, and what they show."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStyle

from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.commands.held_key import HeldKey
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.transport import Transport

_TOLD = 4000  # milliseconds for which the count of skipped frames shows after playing


class TransportController(QObject):
    """Moves the playhead of a document's video, and shows where it is."""

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        transport: Transport,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._transport = transport
        self._actions = actions
        self._stop_held = HeldKey(actions["shuttle_stop"], self)
        self.telling = QTimer(self)  # shows the count of skipped frames
        self.telling.setSingleShot(True)
        self.telling.setInterval(_TOLD)
        self.telling.timeout.connect(self._tell_no_more)
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
        self._set_loop()
        self._moved(playback.frame)

    def close(self) -> None:
        """Move nothing any more."""
        self.telling.stop()
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
        self._transport.show_frame(self._playback.timing, frame)
        if not self._playback.is_playing:
            self._transport.show_dropped(0)

    def _playing_changed(self, speed: float) -> None:
        if speed:
            self.telling.stop()
        else:
            self.telling.start()
        self._show_icon(playing=bool(speed))

    def _tell_no_more(self) -> None:
        self._transport.show_dropped(0)

    def _show_icon(self, playing: bool) -> None:
        kinds, widget = QStyle.StandardPixmap, self._transport
        pixmap = kinds.SP_MediaPause if playing else kinds.SP_MediaPlay
        self._actions["play"].setIcon(QIcon(widget.style().standardIcon(pixmap, None, widget)))
