"""What the window does with the videos of its project beside showing one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import LayerId, VideoId
from soc_studio.ui.controllers.add_videos import VideoAdder
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.controllers.project_controllers import ProjectControllers
from soc_studio.ui.controllers.switch_video import SwitchNeeds, VideoSwitcher
from soc_studio.ui.controllers.video_controllers import VideoControllers
from soc_studio.ui.controllers.video_dock import VideoDock
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.widgets.window_frame import WindowFrame


@dataclass(frozen=True, slots=True)
class VideoRoomNeeds:
    """What the room needs of the window: what is open in it, and its runners.

    Attributes:
        going_on: runners whose jobs are not ended by another video.
        ending: those of the window whose jobs are.
    """

    current: Callable[[], OpenDocument | None]
    shown: Callable[[], VideoControllers | None]
    put: Callable[[VideoId, VideoReader | None], None]
    go: Callable[[int], None]
    opener: DocumentOpener
    going_on: Sequence[JobRunner]
    ending: Sequence[JobRunner]


class VideoRoom(QObject):
    """Lives as long as the window: shows another video, adds some, and the list of all."""

    failed = Signal(object)
    told = Signal(str)

    def __init__(self, frame: WindowFrame, needs: VideoRoomNeeds, dock: VideoDock) -> None:
        super().__init__(frame)
        self._frame = frame
        self._needs = needs
        self.dock = dock
        self._project: ProjectControllers | None = None
        self._sought: VideoId | None = None  # whose file is asked for when it is shown
        self._spot: tuple[VideoId, LayerId, int] | None = None  # where to go when it is shown
        self.switcher = VideoSwitcher(
            SwitchNeeds(
                needs.current, self._refusal, self._ending, needs.put, needs.opener.find_video
            ),
            needs.going_on,
            self,
        )
        self.adder = VideoAdder(frame, needs.current, needs.opener, self)
        self.switcher.ended.connect(self._know_shown)
        self.adder.added.connect(self._show_added)
        self.adder.known.connect(self.switcher.switch)
        frame.dropped.connect(self._drop)
        for part in (self.switcher, self.adder):
            part.failed.connect(self.failed)
            part.told.connect(self.told)

    def open(self, project: ProjectControllers, document: OpenDocument) -> None:
        """Follow an open project."""
        self._project = project
        project.videos.switch_asked.connect(self.switcher.switch)
        project.videos.find_asked.connect(self._find)
        project.operations.elsewhere.connect(self.switcher.switch)
        project.operations.spot_asked.connect(self._go)
        document.changed.connect(self._fit_dock)
        self._fit_dock()

    def close(self) -> None:
        """Follow nothing; the jobs of the project are over."""
        self._project = self._spot = None
        self.switcher.close()
        self.adder.close()

    def look_again(self, video: VideoId) -> None:
        """Look again whether a video, and others that were missing, can be read."""
        if self._project is not None:
            self._project.videos.look_again(video)

    def _drop(self, paths: Sequence[Path]) -> None:
        self.adder.take(paths)

    def _refusal(self) -> str:
        """Return why another video cannot be shown now; empty where it can."""
        shown = self._needs.shown()
        if shown is not None and shown.propagation.is_open:
            return self.tr("Keep or discard the carried masks first.")
        return ""

    def _ending(self) -> list[JobRunner]:
        """Return the runners whose jobs end with the video that is shown."""
        shown = self._needs.shown()
        own = [] if shown is None else shown.findChildren(JobRunner)
        return [*own, *self._needs.ending]

    def _go(self, video: VideoId, layer: LayerId, frame: int, said: str) -> None:
        """Show a frame of a layer in another video."""
        self._spot = video, layer, frame
        self.switcher.switch(video, said)

    def _know_shown(self) -> None:
        if self._project is not None:
            self._project.videos.know_shown()
        spot, self._spot = self._spot, None
        document = self._needs.current()
        if spot is not None and document is not None:
            video, layer, frame = spot
            if document.shown_id == video and document.reader is not None:
                document.select(layer)
                self._needs.go(frame)

    def _show_added(self, first: object) -> None:
        """Show the list with the new videos; the first of them where nothing else is shown."""
        document = self._needs.current()
        self._fit_dock()
        self.dock.open()
        if document is not None and document.video is None and isinstance(first, int):
            self.switcher.switch(VideoId(first))

    def _find(self, video: VideoId) -> None:
        """Show a video that is missing, then ask where it is."""
        document = self._needs.current()
        if document is not None and document.shown_id == video:
            self._needs.opener.locate_video()
        else:
            self._sought = video
            self.switcher.ended.connect(self._ask_place)
            self.switcher.switch(video)

    def _ask_place(self) -> None:
        self.switcher.ended.disconnect(self._ask_place)
        document = self._needs.current()
        if document is not None and document.shown_id == self._sought and document.reader is None:
            self._needs.opener.locate_video()

    def _fit_dock(self) -> None:
        document = self._needs.current()
        self.dock.show_for(0 if document is None else len(document.project.videos))
