"""The window: its parts, how they are connected, and which document is open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import VideoId
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.controllers.close_document import DocumentCloser
from soc_studio.ui.controllers.failures import Failures
from soc_studio.ui.controllers.graphics_offer import GraphicsOffer
from soc_studio.ui.controllers.home import Home
from soc_studio.ui.controllers.jobs import JobController
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.models import ModelController
from soc_studio.ui.controllers.open_dataset import DatasetOpener
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.controllers.opened_list import OpenedList
from soc_studio.ui.controllers.opened_message import OpenedMessage
from soc_studio.ui.controllers.playback import PlaybackController
from soc_studio.ui.controllers.playheads import videos_seen_last
from soc_studio.ui.controllers.project_controllers import ProjectControllers, Surroundings
from soc_studio.ui.controllers.search import SearchController, stop_searches
from soc_studio.ui.controllers.start_page import StartPageController, StartPageNeeds
from soc_studio.ui.controllers.video_controllers import VideoControllers
from soc_studio.ui.controllers.video_dock import VideoDock
from soc_studio.ui.controllers.video_room import VideoRoom, VideoRoomNeeds
from soc_studio.ui.controllers.warm_model import WarmModel
from soc_studio.ui.controllers.workspaces import Workspaces
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.opening import OpenAnswers, Opened
from soc_studio.ui.open_window import OpenWindow
from soc_studio.ui.shell.shell import Shell, ShellNeeds
from soc_studio.ui.shell.window_place import keep_place, restore_place
from soc_studio.ui.toolkit.in_steps import InSteps, unpainted


class MainWindow(OpenWindow):
    """SOC Studio."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__(settings)
        self._showing = InSteps(self)  # what was opened, which is `_coming` until it is there
        self._coming: OpenDocument | None = None
        self._closes = False  # whether the person was asked what becomes of unsaved work
        self._make_parts()
        self._connect()
        self.start_page = self._make_start_page()
        self.home = Home(
            self,
            self.workspaces,
            self.playback_controller,
            lambda: self._coming or self.document,
            self.start_page.refresh,
        )
        self.shell = Shell(
            self,
            self.preferences,
            ShellNeeds(
                current=lambda: self.document,
                open=self.open,
                tell_failure=self.failures.tell,
                refresh_icons=self.refresh_icons,
                opening=self.opening,
            ),
        )
        self.search_controller.device_used.connect(self.shell.help_menu.know_device)
        self._show_place(None)
        restore_place(self, settings)

    # Parts that outlive documents

    def _make_parts(self) -> None:
        preferences, settings = self.preferences, self.settings
        self.looks = Looks(self.actions_, self.viewer, self)
        self.search_controller = SearchController(self)
        self.warm_model = WarmModel(
            self.search_controller, preferences, self.opening, self.finding, self
        )
        self.playback_controller = PlaybackController(
            self.volume, self.finding, preferences, settings, self
        )
        self.model_controller = ModelController(preferences, self.toasts, settings, self)
        self.failures = Failures(self.toasts, self.model_controller.ask, self)
        models = self.model_controller
        self.graphics_offer = GraphicsOffer(
            models.looking, models.working, self.toasts, settings, self
        )
        self.graphics_offer.failed.connect(self.failures.tell)
        copying = self.playback_controller.proxy_builder.copying
        runners = (
            self.finding,
            self.working,
            self.propagating,
            self.importing,
            copying,
            self.model_controller.working,
        )
        self.job_controller = JobController(
            self.job_list, self.footer.device, self.tasks_button, self.toasts, runners, self
        )
        self.workspaces = Workspaces(self, self.actions_, preferences, self.panel_sizes)
        self.document_closer = DocumentCloser(
            self, self.opening, self.ask_save_as, self.viewer.pixmap
        )
        self.opener = DocumentOpener(
            self,
            self.opening,
            self.document_closer,
            lambda: self.document,
            lambda: videos_seen_last(settings),
        )
        self.video_room = VideoRoom(
            self,
            VideoRoomNeeds(
                lambda: self.document,
                lambda: self.video,
                self._switch,
                self.go,
                self.opener,
                going_on=(self.finding, self.working),
                ending=(self.propagating, self.estimating, copying),
            ),
            VideoDock(self, self.workspaces, preferences, self.panel_sizes),
        )
        self.dataset_opener = DatasetOpener(self, self.importing, self.opener, self.failures)
        self._message = OpenedMessage(self.toasts, self)
        self._around = Surroundings(
            self,
            settings,
            preferences,
            self.looks,
            self.search_controller,
            self.finding,
            self.working,
            self.estimating,
            self.propagating,
        )

    def _connect(self) -> None:
        self.actions_.call(
            open=self.opener.ask_file,
            open_folder=self.opener.ask_folder,
            open_dataset=self.dataset_opener.ask,
            sample=self.opener.open_sample,
            quit=self.close,
            models=self.model_controller.ask,
            describe=self.expression_bar.edit,
            stop_search=self._stop_search,
            time_all=self.timeline.show_all,
            time_in=self.timeline.zoom_in,
            time_out=self.timeline.zoom_out,
            fit=self.viewer.fit,
            actual=lambda: self.viewer.zoom_to(1 / self.devicePixelRatioF()),
            zoom_in=self.viewer.zoom_in,
            zoom_out=self.viewer.zoom_out,
        )
        self.app_bar.models_asked.connect(self.model_controller.ask)
        self.finding.changed.connect(self._show_finding)
        self._show_finding()
        self.expression_bar.stop_asked.connect(self._stop_search)
        self.search_controller.device_used.connect(self.job_controller.tell_device)
        self.job_controller.stopped.connect(self.close, Qt.ConnectionType.QueuedConnection)
        self.job_controller.told.connect(self.say)
        self.playback_controller.failed.connect(self.failures.tell)
        self.model_controller.failed.connect(self.failures.tell)
        self.opener.opened.connect(self._show_opened)
        OpenedList(self, self.opener, self.search_controller, self.finding, self.preferences)
        self.opener.video_read.connect(self._show_read)
        self.video_room.failed.connect(self.failures.tell)
        self.video_room.told.connect(self.say)
        self.opener.failed.connect(self.failures.tell)
        self.opener.told.connect(self.say)
        self.missing_video.locate_asked.connect(self.opener.locate_video)

    # The start page

    def _make_start_page(self) -> StartPageController:
        needs = StartPageNeeds(
            lambda: self.document, lambda: self.home.show(False), self.ask_save_as
        )
        start_page = StartPageController(self, self.preferences, self.opener, needs)
        start_page.failed.connect(self.failures.tell)
        return start_page

    def begin(self) -> None:
        """Offer what somebody may want first, when the program starts."""
        self.warm_model.begin()
        self.shell.begin()
        self.model_controller.offer()
        self.graphics_offer.look()

    # The open document

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

    def _stop_search(self) -> None:
        """Stop what is searched in this video; other videos' searches go on."""
        stop_searches(self.finding, None if self.document is None else self.document.shown_id)

    def _show_finding(self) -> None:
        self.actions_["stop_search"].setEnabled(bool(self.finding.jobs))

    # Events of the window

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._showing.finish()
        if not self.job_controller.may_close(self):
            event.ignore()
            return
        document = self.document
        if document is not None and not self._closes:
            event.ignore()
            ask = partial(self.document_closer.ask_close_anyway, self._close)
            self.document_closer.leave(document, self._close, lambda: None, ask)
            return
        keep_place(self, self.settings)
        self.hide()  # the jobs still running end soon
        for runner in (self.opening, self.importing, self.estimating, self.warm_model):
            runner.finish()
        self.start_page.finish()
        self.shell.finish()
        self.model_controller.finish()
        self.close_document()
        event.accept()

    def _close(self) -> None:
        self._closes = True
        self.close()
        self._closes = False
