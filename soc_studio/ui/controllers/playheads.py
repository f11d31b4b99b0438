"""Remembers each project's playhead between sessions."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QSettings, QTimer

from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback

_KEY = "playheads"
_MOST = 2000  # videos; the newest are kept
_SETTLING = 500  # milliseconds that the playhead rests before its place is written down


def videos_seen_last(settings: QSettings) -> dict[str, int]:
    """Return the video that was shown last of each project, by the ids of both."""
    found: dict[str, int] = {}
    for name in stored_playheads(settings):  # the newest last
        project, _, video = name.partition("/")
        if video.isdecimal() and len(video) < 17:
            found[project] = int(video)
    return found


def stored_playheads(settings: QSettings) -> dict[str, int]:
    """Return the frames of the playheads by the names that they are stored under."""
    try:
        stored = json.loads(str(settings.value(_KEY, "")))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {name: frame for name, frame in stored.items() if type(frame) is int and frame >= 0}


class Playheads(QObject):
    """Puts the playhead of a document back, and writes its place down whenever it rests."""

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        """Go where the playhead of the document was last."""
        super().__init__(parent)
        self._document = document
        self._video = document.shown_id or 0  # the document may show another one by the end
        self._playback = playback
        self._settings = settings
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self.save)
        frame = self._stored().get(self._name)
        if frame is not None:
            playback.go(frame)
        playback.moved.connect(self._moved)

    @property
    def _name(self) -> str:
        """What the place is written down under; saving under another name changes it."""
        return f"{self._document.core.file.id}/{self._video}"

    def close(self) -> None:
        """Write the place down for the last time."""
        self._settled.stop()
        self.save()

    def save(self) -> None:
        """Write the place down now."""
        stored = self._stored()
        stored.pop(self._name, None)
        stored[self._name] = self._playback.frame
        newest = dict(list(stored.items())[-_MOST:])
        self._settings.setValue(_KEY, json.dumps(newest))

    def _moved(self, _: int) -> None:
        self._settled.start()

    def _stored(self) -> dict[str, int]:
        return stored_playheads(self._settings)
