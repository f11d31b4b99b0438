"""Frames for the viewer: decoded, composed and converted off the GUI thread."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.prefetch import Prefetch, Run
from soc_studio.core.media.proxy import Proxy
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import VideoId
from soc_studio.core.system.errors import StudioError, VideoError
from soc_studio.core.tracks.track_cache import TrackCache
from soc_studio.ui.playback.frame_request import Request, bare, composed
from soc_studio.ui.playback.quick_pictures import QuickPictures
from soc_studio.ui.playback.run_buffer import Ready, RunBuffer
from soc_studio.ui.playback.source_choice import plays_from_proxy

_RESTING = 0.15  # seconds that a frame is looked at until its copy is replaced by the frame itself
_SOON = 0.01  # seconds to wait for a frame that is made ahead


class FrameSupplier(QObject):
    """Makes the latest frame that was asked for; those asked for before it are passed over.

    A frame that takes long is shown from the video's copy, where there is one, until the playhead
    rests. Where there is none and the playhead is dragged, the nearest key frame stands in for it,
    bare of masks. While a run is played, its frames are made before they are asked for.
    """

    ready = Signal(object, QImage)  # the request, and the picture
    stood_in = Signal(object, QImage, int)  # the request, another frame's picture, and which one
    failed = Signal(object)  # StudioError

    def __init__(
        self, reader: VideoReader, keys: KeyPictures, track_cache: TrackCache, video: VideoId
    ) -> None:
        super().__init__()
        self._reader = reader
        self._track_cache = track_cache
        self._video = video
        # Guarded by `_changed`:
        self._quick = QuickPictures(reader, keys)
        self._wanted: Request | None = None
        self._latest: Request | None = None
        self._resting: tuple[Request, float] | None = None  # shown from the copy, and until when
        self._exact = -1  # the frame on the screen, where it is no copy
        self._run: Run | None = None
        self._buffer = RunBuffer()
        self._closing = False
        self._changed = threading.Condition()
        self._playing: tuple[Run, Prefetch] | None = None  # continues when the paused run does
        self._from_copy = False
        self.is_busy = False
        """Whether a frame that was asked for is being made."""
        self._within = (0, 0)  # size of its pictures
        self._count = 0  # of requests, used by the GUI thread alone
        # Used by the frames thread alone:
        self._is_slow = False  # the video itself could not be played in time
        self._thread = threading.Thread(target=self._work, name="frames", daemon=True)
        self._thread.start()

    @property
    def shows_exact(self) -> bool:
        """Whether the last requested frame comes from the video itself, not from its proxy."""
        with self._changed:
            return self._latest is not None and self._exact == self._latest.frame

    def set_proxy(self, proxy: Proxy | None) -> None:
        """Use a copy of the video from now on, or none."""
        with self._changed:
            self._quick.proxy = proxy

    def ask(self, request: Request) -> None:
        """Have a frame made; an earlier one that is not yet begun is not made any more."""
        self._count += 1
        request = replace(request, revision=self._track_cache.revision, number=self._count)
        with self._changed:
            self._latest = request
            self._resting = None
            self._exact = -1
            found = self._buffer.find(request)
            self._wanted = request if found is None else None
            self._changed.notify_all()
        if found is not None:
            self._emit(request, found)

    def play(self, run: Run) -> None:
        """Make the frames of `run` before they are asked for."""
        with self._changed:
            if not self._resume(run):
                self._buffer.begin()
                self._run = run
            self._changed.notify_all()

    def pause(self) -> None:
        """Make only the requested frames."""
        with self._changed:
            self._run = None
            if self._latest is not None and self._wanted is None:
                self._resting = (self._latest, time.monotonic() + _RESTING)
            self._changed.notify_all()

    def has_begun(self) -> bool:
        """Return whether the first frames of the run are made."""
        with self._changed:
            playing = self._playing_now()
            return playing is not None and (
                len(self._buffer) >= 2 or (playing.is_over and not self._buffer.has_old)
            )

    def ready_at(self, turn: int, frame: int) -> int | None:
        """Return the frame to be shown when it is time for `frame`, in the `turn`-th time through
        the run: the last one up to it that is made; None where there is none."""
        with self._changed:
            playing = self._playing_now()
            if playing is None:
                return None
            turn = self._buffer.turn(turn)
            playing.tell_due(turn, frame)
            found = self._buffer.take(turn, frame, playing.run.direction)
            if found is not None:
                self._changed.notify_all()
            return found

    def close(self) -> None:
        """Stop; nothing comes after it."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _playing_now(self) -> Prefetch | None:
        """Return what makes the frames of the run, None where it is still of another one."""
        playing = self._playing
        return playing[1] if playing is not None and playing[0] is self._run else None

    def _resume(self, run: Run) -> bool:
        """Resume the paused prefetch, if `run` continues it; return whether it does."""
        playing = self._playing
        if playing is None or self._buffer.first != run.start:
            return False
        known, prefetch = playing
        if replace(known, start=run.start, rate=run.rate) != run or known.rate * run.rate < 0:
            return False
        if self._chooses_copy(run) != self._from_copy or self._within != self._size():
            return False
        self._buffer.resume()
        run = replace(known, rate=run.rate)
        prefetch.set_rate(run)
        self._playing = run, prefetch
        self._run = run
        return True

    def _size(self) -> tuple[int, int]:
        assert self._latest is not None
        return self._latest.height, self._latest.width

    def _chooses_copy(self, run: Run) -> bool:
        """Return whether a run is better played from the copy."""
        return plays_from_proxy(
            run, self._reader, self._quick.proxy, self._size()[0], self._is_slow
        )

    # What the thread does

    def _work(self) -> None:
        try:
            while not self._closing:
                try:
                    self._follow_run()
                    request, exact = self._next()
                    self.is_busy = request is not None
                    if request is not None:
                        self._show(request, exact)
                    elif self._playing is not None and self._run is not None:
                        self._make_ahead(*self._playing)
                except StudioError as error:
                    self.failed.emit(error)
                self.is_busy = False
        finally:
            self._end_run()

    def _next(self) -> tuple[Request | None, bool]:
        """Wait until there is something to do; return what is to be shown, if that is it, and
        whether from the video itself."""
        with self._changed:
            while not self._closing:
                if self._wanted is not None:
                    request, self._wanted = self._wanted, None
                    return request, False
                playing = self._playing_now()
                if self._run is not None and playing is None:
                    break
                if (
                    playing is not None
                    and not self._buffer.is_full
                    and (self._buffer.has_old or not playing.is_over)
                ):
                    break
                left = None
                if self._resting is not None:
                    request, until = self._resting
                    left = until - time.monotonic()
                    if left <= 0:
                        self._resting = None
                        return request, True
                self._changed.wait(left)
        return None, False

    def _show(self, request: Request, exact: bool) -> None:
        picture = self._from_run(request)
        is_exact = False
        if picture is None and not exact:
            picture = self._quick.copy(request.frame)
            if picture is None and self._stands_in(request):
                return
        if picture is None and (exact or self._run is None):
            picture = self._decoded(request, exact)
            is_exact = picture is not None
        if picture is None:
            return
        image = composed(picture, request, self._track_cache, self._video)
        with self._changed:
            if self._latest == request:
                self._exact = request.frame if is_exact else -1
                if not is_exact and self._run is None:
                    self._resting = (request, time.monotonic() + _RESTING)
        self._emit(request, image)

    def _stands_in(self, request: Request) -> bool:
        """Show the key frame nearest to a frame that takes long, or leave on the screen what is as
        near; return False where the frame is to be decoded now."""
        if self._run is not None or not self._quick.may_stand_in(request):
            return False
        key = self._quick.stand_in(request)
        if key is not None:
            picture = self._quick.picture(key)
            if picture is None:
                return False
            self._quick.tell_shown(key)
            self.stood_in.emit(request, bare(picture, request), key)
        with self._changed:
            until = self._quick.shown_at + _RESTING
            if self._latest == request:
                if until <= time.monotonic():
                    return False
                self._resting = (request, until)
        return True

    def _emit(self, request: Request, image: QImage) -> None:
        self._quick.tell_shown(request.frame)
        self.ready.emit(request, image)

    def _from_run(self, request: Request) -> NDArray[np.uint8] | None:
        """Return the run's rendered frame; where it is still to come, show it then."""
        with self._changed:
            if self._run is None:
                return None
            picture = self._buffer.picture(request.frame)
            if picture is None:
                self._buffer.unshown = request
            return picture

    def _decoded(self, request: Request, exact: bool) -> NDArray[np.uint8] | None:
        return self._reader.frame_if(request.frame, lambda: self._is_wanted(request, exact))

    def _is_wanted(self, request: Request, exact: bool) -> bool:
        """Return whether a frame is still worth being decoded."""
        with self._changed:
            newer = self._wanted
            if self._closing or self._run is not None:
                return False
        if newer is None:
            return True
        return not exact and self._quick.lets_finish(request.frame, newer)

    def _follow_run(self) -> None:
        """Begin and end what makes frames ahead, as is wanted now."""
        with self._changed:
            run, playing, proxy = self._run, self._playing, self._quick.proxy
        if playing is not None and run is not None:
            known, prefetch = playing
            if known is run and not self._from_copy and proxy is not None and proxy.is_complete:
                self._is_slow = prefetch.pace.stride > prefetch.pace.least
                if self._is_slow:
                    self._go_on_from_copy(known, prefetch, proxy)
            if known is not run:
                self._end_run()
        if run is None or self._playing is not None:
            return
        with self._changed:
            if self._run is run:
                self._from_copy = self._chooses_copy(run)
                source = proxy if self._from_copy and proxy is not None else self._reader
                self._within = self._size()
                self._playing = run, Prefetch(source, run, self._within)

    def _go_on_from_copy(self, run: Run, slow: Prefetch, proxy: Proxy) -> None:
        """Play what the video itself is too slow for from its copy."""
        turn, due = slow.due
        slow.close()
        start = min(max(due + run.direction, run.span.start), run.span.stop - 1)
        with self._changed:
            self._buffer.forget()
            self._from_copy = True
            self._within = self._size()
            rest = replace(run, start=start)
            self._playing = run, Prefetch(proxy, rest, self._within, turn)

    def _end_run(self) -> None:
        with self._changed:
            playing, self._playing = self._playing, None
        if playing is not None:
            playing[1].close()

    def _make_ahead(self, run: Run, prefetch: Prefetch) -> None:
        with self._changed:
            ahead = self._buffer.next_old()
        try:
            ahead = ahead or prefetch.take(_SOON)
        except VideoError:
            if not self._from_copy:
                raise
            self._end_run()  # it begins again from the video itself
            self.set_proxy(None)
            return
        latest = self._latest
        if ahead is None or latest is None:
            return
        request = replace(latest, frame=ahead.frame, revision=self._track_cache.revision)
        image = composed(ahead.picture, request, self._track_cache, self._video)
        prefetch.pace.shown(prefetch.is_past(ahead.turn, ahead.frame))
        with self._changed:
            if self._run is not run:
                return
            self._buffer.add(Ready(ahead, request, image))
            awaited = self._buffer.unshown
            if awaited is None or awaited.frame != request.frame:
                return
            self._buffer.unshown = None
            if awaited != request:  # something changed meanwhile: it is composed again
                self._wanted = awaited
                return
        self._emit(awaited, image)
