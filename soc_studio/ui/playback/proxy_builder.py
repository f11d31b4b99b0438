"""Builds the proxy of the open video while the program is otherwise idle."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.media.proxy import Proxy, is_worth_copying, make_proxy, open_proxy
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback

_LATER = (
    1.0  # seconds after which copying begins: the first frame and the small pictures come first
)
_QUIET = 400  # milliseconds after the playhead's last move
_TOLD_EVERY = 0.3  # seconds


class ProxyBuilder(QObject):
    """Has a copy of the open video made where that helps, and lets the frames come from it.

    Copying pauses while the video plays, while the user scrubs, while a search runs, and while
    something else has precedence. An unfinished copy resumes when the video opens the next time.
    """

    progressed = Signal(object)  # Progress

    def __init__(
        self, searching: JobRunner, precedence: Precedence, parent: QObject | None = None
    ) -> None:
        """Rest while `searching` has something to do, and while `precedence` is claimed."""
        super().__init__(parent)
        self.copying = JobRunner(self)
        self.proxy: Proxy | None = None
        self._searching = searching
        self._precedence = precedence
        self._is_allowed = True
        self._video: tuple[VideoReader, str, FrameSupplier, Playback] | None = None
        self._job: Job | None = None
        self._quiet = threading.Event()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_QUIET)
        self._calm.timeout.connect(self._look_around)
        searching.changed.connect(self._look_around)
        precedence.changed.connect(self._look_around)

    def allow(self, is_allowed: bool) -> None:
        """Set whether copies are made and used."""
        if is_allowed != self._is_allowed:
            self._is_allowed = is_allowed
            if self._video is not None:
                video = self._video
                self._stop()
                self.open(*video)

    def open(
        self, reader: VideoReader, fingerprint: str, supplier: FrameSupplier, playback: Playback
    ) -> None:
        """Make a copy of a video, and let `supplier` use it."""
        self._video = (reader, fingerprint, supplier, playback)
        playback.moved.connect(self._disturbed)
        playback.playing_changed.connect(self._disturbed)
        if not self._is_allowed or not is_worth_copying(reader):
            return
        name = self.tr("Making a light copy for smooth playing")
        opening = Job(name, once(lambda: open_proxy(reader, fingerprint)), minor=True)
        opening.returned.connect(self._opened)
        self._start(opening)

    def picture(self, frame: int) -> NDArray[np.uint8] | None:
        """Return the copy of a frame, RGB uint8 [H, W, 3], None where there is none; any thread may
        ask."""
        proxy = self.proxy
        return None if proxy is None or not proxy.has(frame) else proxy.picture(frame)

    def close(self) -> None:
        """Stop copying; the frames copied so far stay."""
        if self._video is not None:
            self._stop()
            self._video = None

    def _stop(self) -> None:
        assert self._video is not None
        _, _, supplier, playback = self._video
        playback.moved.disconnect(self._disturbed)
        playback.playing_changed.disconnect(self._disturbed)
        supplier.set_proxy(None)
        self.copying.finish()
        self._job = None
        if self.proxy is not None:
            self.proxy.close()
            self.proxy = None

    def _start(self, job: Job) -> None:
        self._job = job
        job.failed.connect(self._fail)
        self.copying.start(job)

    def _opened(self, proxy: Proxy | None) -> None:
        """Use a copy, and make its missing frames."""
        if proxy is None:
            return
        if self._video is None or self.sender() is not self._job:
            proxy.close()  # of a video that is not open any more
            return
        reader, _, supplier, playback = self._video
        self.proxy = proxy
        supplier.set_proxy(proxy)
        if not proxy.is_complete:
            self._calm.start()

            def steps() -> Generator[Any, None, None]:
                yield from self._steps(proxy, reader, supplier, playback)

            job = Job(self.tr("Making a light copy for smooth playing"), steps, harmless=True)
            job.icon = "film"
            job.stepped.connect(self._show)
            self._start(job)

    def _steps(
        self, proxy: Proxy, reader: VideoReader, supplier: FrameSupplier, playback: Playback
    ) -> Generator[Any, None, None]:
        began = time.monotonic()
        while time.monotonic() - began < _LATER:
            time.sleep(0.05)
            yield None
        told = 0.0

        def is_quiet() -> bool:
            return self._quiet.is_set() and not supplier.is_busy

        for progress in make_proxy(proxy, reader, playback.frame, is_quiet):
            if (now := time.monotonic()) - told > _TOLD_EVERY:
                told = now
                yield progress
            else:
                yield None

    def _show(self, step: object) -> None:
        if isinstance(step, Progress):
            self.progressed.emit(step)

    def _fail(self, error: Exception) -> None:
        """One can do without a copy; anything but a full disk is a bug."""
        if not isinstance(error, StudioError):
            raise error

    def _disturbed(self, _: object) -> None:
        self._quiet.clear()
        self._calm.start()

    def _look_around(self) -> None:
        playing = self._video is not None and self._video[3].is_playing
        if playing or self._searching.jobs or self._precedence.is_claimed:
            self._quiet.clear()
        elif not self._calm.isActive():
            self._quiet.set()
