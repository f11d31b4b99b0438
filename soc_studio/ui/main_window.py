"""The window: its parts, how they are connected, and which document is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent

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
from soc_studio.ui.controllers.project_controllers import Surroundings
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import stop_searches
from soc_studio.ui.controllers.start_page import StartPageController, StartPageNeeds
from soc_studio.ui.controllers.video_dock import VideoDock
from soc_studio.ui.controllers.video_room import VideoRoom, VideoRoomNeeds
from soc_studio.ui.controllers.warm_model import WarmModel
from soc_studio.ui.controllers.workspaces import Workspaces
from soc_studio.ui.document_window import DocumentWindow
from soc_studio.ui.shell.shell import Shell, ShellNeeds
from soc_studio.ui.shell.window_place import keep_place, restore_place


class MainWindow(DocumentWindow):
    """SOC Studio."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__(settings)
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
        self.opener.finish()
        self.start_page.finish()
        self.shell.finish()
        self.model_controller.finish()
        self.close_document()
        event.accept()

    def _close(self) -> None:
        self._closes = True
        self.close()
        self._closes = False
