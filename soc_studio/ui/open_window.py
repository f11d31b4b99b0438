"""The window with what is open in it: what others read of it, and ask it for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from soc_studio.core.masks.compositing import ViewMode
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.playback import PlaybackController
from soc_studio.ui.controllers.project_controllers import ProjectControllers
from soc_studio.ui.controllers.video_controllers import VideoControllers
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class OpenWindow(WindowFrame):
    """What it shows is in `document`, which is None while nothing is open.

    What it does with a document is done by `project` and `video`: controllers that are made when a
    document opens, `video` for each video of it that is shown and can be read, and deleted when it
    closes.
    """

    looks: Looks
    playback_controller: PlaybackController

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.preferences = Preferences(settings, self)
        self.document: OpenDocument | None = None
        self.project: ProjectControllers | None = None
        self.video: VideoControllers | None = None
        self.finding = JobRunner(self)
        self.working = JobRunner(self)
        self.estimating = JobRunner(self)
        self.propagating = JobRunner(self)
        self.opening = JobRunner(self, stays=True)
        self.importing = JobRunner(self, stays=True)

    @property
    def playback(self) -> Playback | None:
        """The playhead of the video that is open."""
        playing = self.playback_controller.playing
        return None if playing is None else playing.playback

    @property
    def supplier(self) -> FrameSupplier | None:
        """What makes the frames of the video that is open."""
        playing = self.playback_controller.playing
        return None if playing is None else playing.supplier

    def go(self, frame: int) -> None:
        """Put the playhead on a frame."""
        if self.playback is not None:
            self.playback.go(frame)

    def set_look(self, look: ViewMode) -> None:
        """Look at frames in another manner."""
        self.looks.choose(look)

    def search(self, text: str, preview: bool) -> None:
        """Search for `text` from the playhead on, as a layer of its own if it is not one yet."""
        if self.video is not None:
            self.video.expression.search(text, preview)

    def export(self, folder: Path, overlay: bool = True) -> Job | None:
        """Write masks, tracks and, with `overlay`, a video that marks the objects."""
        return None if self.video is None else self.video.export.export_marked(folder, overlay)

    def save_quietly(self) -> None:
        """Have everything in the file, also where it has no name yet; raises StudioError."""
        if self.document is not None:
            self.document.core.save()

    def ask_save_as(self) -> bool:
        """Ask for a name and save under it; return whether the project has that name now."""
        return self.project is not None and self.project.project.ask_save_as()

    def refresh_icons(self) -> None:
        """Redraw the icons of the commands in the colours of the present theme."""
        self.actions_.refresh_icons(self)
        if self.video is not None:
            self.video.transport.refresh_icon()
