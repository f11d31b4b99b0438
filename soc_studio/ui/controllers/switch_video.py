"""Shows another video of the open document: reads it off the GUI thread, then takes its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import VideoId
from soc_studio.core.storage.media_linker import (
    PermissionNeeded,
    VideoChanged,
    VideoUnavailable,
)
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once

_LOOK = 10  # milliseconds between two looks whether the jobs of the former video ended


@dataclass(frozen=True, slots=True)
class SwitchNeeds:
    """What switching needs of the window.

    Attributes:
        current: the open document.
        refusal: why the video cannot be left now; empty where it can.
        ending: the runners whose jobs are about the video that is shown, and end with it.
        put: shows a video with its reader, None where it cannot be read.
        ask: asks how a video can be read that is shown without its picture.
    """

    current: Callable[[], OpenDocument | None]
    refusal: Callable[[], str]
    ending: Callable[[], Sequence[JobRunner]]
    put: Callable[[VideoId, VideoReader | None], None]
    ask: Callable[[], None]


class VideoSwitcher(QObject):
    """Of several videos that are asked for, one after the other, the last is shown.

    Searches, exports and imports of the former video go on: its reader is closed when they are
    over.
    """

    ended = Signal()  # what was asked for is shown, or is not
    failed = Signal(object)
    told = Signal(str)

    def __init__(
        self, needs: SwitchNeeds, going_on: Sequence[JobRunner], parent: QObject | None = None
    ) -> None:
        """The jobs of the runners `going_on` are not ended by another video."""
        super().__init__(parent)
        self._needs = needs
        self._going_on = going_on
        self._reading = JobRunner(self, stays=True)
        self._wanted: tuple[OpenDocument, VideoId, str] | None = None
        self._job: Job | None = None
        self._read: tuple[VideoReader | None, Exception | None] | None = None
        self._retired: list[tuple[VideoReader, frozenset[Job]]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        for runner in going_on:
            runner.changed.connect(self._close_retired)

    @property
    def is_busy(self) -> bool:
        """Whether another video is about to be shown."""
        return self._wanted is not None

    def switch(self, video: VideoId, said: str = "") -> None:
        """Show a video of the open document, and then say a sentence."""
        document = self._needs.current()
        if document is None:
            return
        if refusal := self._needs.refusal():
            self.told.emit(refusal)
            self._end()
            return
        self._drop()
        own = [each for each in document.project.videos if each.id == video]
        if not own or (document.shown_id == video and document.video is not None):
            if said:
                self.told.emit(said)
            self._end()
            return
        self._wanted = (document, video, said)
        core, one = document.core, own[0]
        job = Job(
            self.tr("Opening “{0}”").format(one.name),
            once(lambda: open_project_video(core, one)),
            minor=True,
        )
        self._job = job
        job.returned.connect(self._take)
        job.failed.connect(self._fail)
        self._reading.start(job)

    def retire(self, reader: VideoReader | None) -> None:
        """Close the reader of a video that is shown no more, as soon as no job needs it."""
        if reader is not None:
            jobs = frozenset(job for runner in self._going_on for job in runner.jobs)
            self._retired.append((reader, jobs))
            self._close_retired()

    def close(self) -> None:
        """Show no other video any more, and close all readers; their jobs are over."""
        self._drop()
        self._reading.finish()
        for reader, _ in self._retired:
            reader.close()
        self._retired.clear()

    def _drop(self) -> None:
        """Show what was asked for before no more."""
        self._timer.stop()
        self._wanted = None
        if self._job is not None and self._job in self._reading.jobs:
            self._reading.cancel(self._job)
        self._job = None
        read, self._read = self._read, None
        if read is not None and read[0] is not None:
            read[0].close()

    def _take(self, reader: VideoReader) -> None:
        if self._job is None or self.sender() is not self._job:
            reader.close()  # another one is wanted by now
            return
        self._begin(reader, None)

    def _fail(self, error: Exception) -> None:
        if self._job is not None and self.sender() is self._job:
            self._begin(None, error)

    def _begin(self, reader: VideoReader | None, error: Exception | None) -> None:
        """End what is about the video that is shown; the window answers meanwhile."""
        self._read = (reader, error)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        runners = self._needs.ending()
        for runner in runners:
            runner.cancel_all()
        if any(runner.jobs for runner in runners) or self._wanted is None or self._read is None:
            return
        self._timer.stop()
        (document, video, said), (reader, error) = self._wanted, self._read
        self._wanted = self._read = self._job = None
        there = any(each.id == video for each in document.project.videos)
        if document is not self._needs.current() or not there:
            if reader is not None:
                reader.close()
            self._end()
            return
        self._needs.put(video, reader)
        self._end()
        if said:
            self.told.emit(said)
        if isinstance(error, (PermissionNeeded, VideoChanged)):
            self._needs.ask()
        elif error is not None and not isinstance(error, VideoUnavailable):
            self.failed.emit(error)

    def _end(self) -> None:
        self.ended.emit()

    def _close_retired(self) -> None:
        running = {job for runner in self._going_on for job in runner.jobs}
        for entry in [each for each in self._retired if not each[1] & running]:
            self._retired.remove(entry)
            entry[0].close()
