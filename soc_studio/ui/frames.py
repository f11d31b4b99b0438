"""Frames for the viewer: decoded, composed and made ready off the GUI thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from soc_studio.core.errors import StudioError
from soc_studio.core.overlay import Rgb
from soc_studio.core.project import VideoId
from soc_studio.core.session import Session
from soc_studio.core.video_reader import VideoReader
from soc_studio.core.viewing import Look, look_at, smaller
from soc_studio.ui.images import to_qimage


@dataclass(frozen=True, slots=True)
class Request:
    """A frame that is wanted: `height` and `width` are as many pixels as can be seen of it."""

    frame: int
    look: Look
    height: int
    width: int
    ground: Rgb = (0, 177, 64)
    wipe: float = 0.5


class FrameSupplier(QObject):
    """Makes the latest frame that was asked for; those asked for before it are passed over."""

    ready = Signal(object, QImage)  # the request, and the picture
    failed = Signal(object)  # StudioError

    def __init__(self, reader: VideoReader, session: Session, video: VideoId) -> None:
        super().__init__()
        self._reader = reader
        self._session = session
        self._video = video
        self._wanted: Request | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="frames", daemon=True)
        self._thread.start()

    def ask(self, request: Request) -> None:
        """Have a frame made; an earlier one that is not yet begun is not made any more."""
        with self._changed:
            self._wanted = request
            self._changed.notify()

    def close(self) -> None:
        """Stop; nothing comes after it."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                while self._wanted is None and not self._closing:
                    self._changed.wait()
                if self._closing:
                    return
                request, self._wanted = self._wanted, None
            assert request is not None
            try:
                picture = self._made(request)
            except StudioError as error:
                self.failed.emit(error)
                continue
            self.ready.emit(request, picture)

    def _made(self, request: Request) -> QImage:
        frame = smaller(self._reader.frame(request.frame), request.height, request.width)
        height, width = frame.shape[:2]
        if request.look is Look.SOURCE:
            return to_qimage(frame)
        shown = self._session.shown(self._video, request.frame, height, width)
        looked = look_at(frame, shown, request.look, request.ground, request.wipe)
        return to_qimage(np.asarray(looked))
