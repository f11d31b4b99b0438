"""The window that shows one document after another, and one video of it after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import VideoId
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.controllers.failures import Failures
from soc_studio.ui.controllers.home import Home
from soc_studio.ui.controllers.jobs import JobController
from soc_studio.ui.controllers.models import ModelController
from soc_studio.ui.controllers.open_dataset import DatasetOpener
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.controllers.opened_message import OpenedMessage
from soc_studio.ui.controllers.project_controllers import ProjectControllers, Surroundings
from soc_studio.ui.controllers.start_page import StartPageController
from soc_studio.ui.controllers.video_controllers import VideoControllers
from soc_studio.ui.controllers.video_room import VideoRoom
from soc_studio.ui.controllers.warm_model import WarmModel
from soc_studio.ui.controllers.workspaces import Workspaces
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.opening import OpenAnswers, Opened
from soc_studio.ui.open_window import OpenWindow
from soc_studio.ui.shell.shell import Shell
from soc_studio.ui.toolkit.in_steps import InSteps, unpainted


class DocumentWindow(OpenWindow):
    """Opens what it is asked to, with the controllers of it, and deletes those of what it closes.

    Its parts are made by the main window.
    """

    failures: Failures
    home: Home
    job_controller: JobController
    model_controller: ModelController
    dataset_opener: DatasetOpener
    opener: DocumentOpener
    shell: Shell
    start_page: StartPageController
    video_room: VideoRoom
    warm_model: WarmModel
    workspaces: Workspaces
    _around: Surroundings
    _message: OpenedMessage

    def __init__(self, settings: QSettings) -> None:
        super().__init__(settings)
        self._showing = InSteps(self)  # what was opened, which is `_coming` until it is there
        self._coming: OpenDocument | None = None

    def open(self, path: Path, sentence: str = "") -> None:
        """Open a video or project in place of the open one; type `sentence` in."""
        self.opener.open(path, sentence)

    def open_sample(self) -> None:
        """Open the sample with a sentence typed in, ready for Enter."""
        self.opener.open_sample()

    def close_document(self) -> None:
        """Stop all jobs, save, and show the empty window."""
        self._delete_controllers()
        if self.document is not None:
            document, self.document = self.document, None
            try:
                document.close()
            except StudioError as error:
                self.failures.tell(error)

    def _show_opened(self, opened: Opened, path: Path, sentence: str) -> None:
        self._showing.finish()
        self._showing.begin(unpainted(self, self._opened_steps(opened, path, sentence)))

    def _opened_steps(self, opened: Opened, path: Path, sentence: str) -> Iterator[None]:
        former = self.document
        self.close_document()
        self.clear()
        if former is not None:
            self.start_page.make_picture(former.core.file.path)
        yield
        coming = self._coming = OpenDocument(opened.document, opened.reader, opened.video)
        self._show_place(coming)
        yield
        self.document, self._coming = coming, None
        self._show_project(coming)
        self._show_video(coming)
        self.expression_bar.line.setText(sentence)
        # Where there is a list, its keys come first; else one wants to write.
        listed = self.videos.isVisible() and self.document.video is not None
        (self.videos.list if listed else self.expression_bar.line).setFocus()
        self.shell.recent_files.note(path)
        self._message.tell(
            opened, path, lambda: self.opener.open(path, "", OpenAnswers(afresh=True))
        )
        self.start_page.name_opened(path)
        self.opener.document_shown.emit(opened)

    def _show_read(self, reader: VideoReader) -> None:
        """Show the video that the document was open without."""
        assert self.document is not None
        assert self.document.shown_id is not None
        self._switch(self.document.shown_id, reader)
        self.video_room.look_again(self.document.shown_id)

    def _switch(self, video: VideoId, reader: VideoReader | None) -> None:
        """Show another video of the document, or this one with its picture."""
        document = self.document
        assert document is not None
        listed = self.videos.isAncestorOf(self.focusWidget())
        self._delete_video()
        self.video_room.switcher.retire(document.show_video(video, reader))
        self._show_place(document)
        self._show_video(document)
        if listed:
            self.videos.list.setFocus()

    def _show_place(self, document: OpenDocument | None) -> None:
        """Show where a document will be, with nothing of it or of another."""
        video = document.video if document is not None else None
        self.clear()
        if document is not None and document.reader is None and video is not None:
            self.missing_video.show_video(video.name, video.absolute)
        self.home.show(video is None)

    def _show_project(self, document: OpenDocument) -> None:
        """Show what the open document has besides the video that is shown of it."""
        self.project = ProjectControllers(document, self._around)
        self.project.operations.told.connect(self.say)
        self.project.operations.failed.connect(self.failures.tell)
        self.project.operations.reported.connect(self.toasts.show_told)
        for asked in (self.dataset_opener.add_asked, self.video_room.adder.dataset_asked):
            asked.connect(self.project.dataset_import.add)
        self.project.project.named.connect(self.shell.recent_files.note)
        self.project.project.named.connect(self.start_page.make_picture)
        self.project.project.named.connect(self._message.take_back)
        self.video_room.open(self.project, document)

    def _show_video(self, document: OpenDocument) -> None:
        """Show the video of the document, where it can be read."""
        reader, video = document.reader, document.video
        if reader is not None and video is not None:
            assert self.project is not None
            playing = self.playback_controller.open(document)
            # Before anybody asks for a picture: the first one may be there at once.
            self.warm_model.follow(playing.supplier, reader.height, reader.width)
            self.video = VideoControllers(self.project, playing, self._around)
            self.video.estimate.too_large.connect(self.failures.tell_too_large)
            self.model_controller.changed.connect(self.video.estimate.refresh)

    def _delete_controllers(self) -> None:
        """Stop all jobs, and show the empty window."""
        self.workspaces.save()
        self.finding.finish()
        self.working.finish()
        self._delete_video()
        self.video_room.close()
        project, self.project = self.project, None
        if project is not None:
            project.delete()
        self.job_controller.close_document()

    def _delete_video(self) -> None:
        """Stop what is about the video that is shown."""
        video, self.video = self.video, None
        if video is not None:
            video.delete()
        self.playback_controller.close()
