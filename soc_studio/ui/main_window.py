"""The window: puts the parts together and connects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QMargins, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QImage
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.formats.export_plan import Part
from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer, LayerId, Video
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.system.errors import ModelError, StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.resources import resource
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.candidates import CandidateController
from soc_studio.ui.controllers.close_document import DocumentCloser
from soc_studio.ui.controllers.corrections import CorrectionController
from soc_studio.ui.controllers.estimate import EstimateController
from soc_studio.ui.controllers.export import ExportController
from soc_studio.ui.controllers.jobs import JobController
from soc_studio.ui.controllers.layers import LayerController
from soc_studio.ui.controllers.matte import MatteController
from soc_studio.ui.controllers.models import ModelController
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.controllers.playback import HeldKey, PlaybackController
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.controllers.search import SearchController, SearchRequest, Unknown
from soc_studio.ui.controllers.timeline import TimelineController
from soc_studio.ui.controllers.workspaces import LabelController, Workspaces
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.opening import OpenAnswers, Opened
from soc_studio.ui.playback.frame_supplier import FrameSupplier, Request
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.shell.manners import Manners
from soc_studio.ui.text import model_text
from soc_studio.ui.text.unsaved_text import age, contents
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.candidates import CandidateTray
from soc_studio.ui.widgets.device_chip import DeviceChip
from soc_studio.ui.widgets.empty_state import EmptyState
from soc_studio.ui.widgets.estimate_chip import EstimateChip
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.inspector import Inspector
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.message_bar import MessageBar
from soc_studio.ui.widgets.missing_video import MissingVideo
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.transport import Transport
from soc_studio.ui.widgets.viewer import Viewer
from soc_studio.ui.widgets.volume import Volume

_LOOKS = {each.value: each for each in ViewMode if each is not ViewMode.SOURCE}
_LONGEST_TITLE = 60  # letters; what tells long names apart is often at their end
_FRAME = QMargins(4, 36, 4, 4)  # pixels around a window, as systems draw them
_TOLD = 4000  # milliseconds after playing for which it is said how many frames were left out
_TRANSPORT = ("start", "back", "play", "next", "end", "loop")


class MainWindow(QMainWindow):
    """SOC Studio. What it shows is in `document`, which is None while nothing is open."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.preferences = Preferences(settings, self)
        self.document: OpenDocument | None = None
        self.playback: Playback | None = None
        self.supplier: FrameSupplier | None = None
        self.look = ViewMode.OVERLAY
        self.wipe = 0.5
        self.finding = JobRunner(self)
        self.working = JobRunner(self)
        self.opening = JobRunner(self, stays=True)
        self.document_closer = DocumentCloser(self, self.opening, self.ask_save_as)
        self.opener = DocumentOpener(
            self, self.opening, self.document_closer, lambda: self.document
        )
        self._closes = False  # whether the person was asked what becomes of unsaved work
        self.search_controller = SearchController(self.finding, self)
        self.search_controller.progressed.connect(self._show_progress)
        self.search_controller.unknown.connect(self._tell_unknown)
        self.search_controller.loading.connect(self._show_loading)
        self._showing_source = False
        self._explained: tuple[LayerId, str] | None = None  # a layer, and what is said of it
        self._counted = QTimer(self)  # how long it is said that frames were left out
        self._counted.setSingleShot(True)
        self._counted.setInterval(_TOLD)
        self._counted.timeout.connect(lambda: self.transport.show_dropped(0))
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self._build()
        self._connect()
        self.manners = Manners(self, self.preferences)
        self._show_document()
        self._restore()

    # What the window is made of

    def _build(self) -> None:
        self.actions_ = Actions(self)
        self._menus()
        self.expression_bar = ExpressionBar()
        self.message_bar = MessageBar()
        self.viewer = Viewer()
        self.empty_state = EmptyState()
        self.missing_video = MissingVideo()
        self.stack = QStackedWidget()
        for page in (self.empty_state, self.viewer, self.missing_video):
            self.stack.addWidget(page)
        volume = Volume(self.actions_["mute"])
        self.transport = Transport([self.actions_[each] for each in _TRANSPORT], volume)
        stop = self.actions_["shuttle_stop"]
        self.playback_controller = PlaybackController(
            volume, stop, self.finding, self.preferences, self.settings, self
        )
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.expression_bar, self.message_bar):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.transport)
        self.setCentralWidget(middle)
        self.propagation_bar = PropagationBar()
        column.insertWidget(2, self.propagation_bar)
        self.propagation_controller = PropagationController(self.propagation_bar, self)
        self.correction_controller = CorrectionController(
            self.viewer, self.actions_, self.propagation_controller, self.settings, self
        )
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.correction_controller.strip)
        names = ("find", "rename", "hide", "solo", "lock", "duplicate", "layer_up", "layer_down")
        self.layers = LayerList([self.actions_[each] for each in (*names, "remove")])
        self.layer_controller = LayerController(self.layers, self)
        self.layers_dock = self._dock(
            "layers", self.tr("Layers"), self.layers, Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.candidates = CandidateTray()
        self.candidate_controller = CandidateController(self.candidates, self)
        self.candidates_dock = self._dock(
            "candidates",
            self.tr("Candidates"),
            self.candidates,
            Qt.DockWidgetArea.RightDockWidgetArea,
        )
        self._build_desks()
        self.resizeDocks(
            [self.layers_dock, self.candidates_dock], [200, 200], Qt.Orientation.Vertical
        )
        self.timeline = Timeline()
        self.timeline.set_zoom_actions(
            *(self.actions_[each] for each in ("time_out", "time_all", "time_in"))
        )
        menu = ("accept", "reject", "forget_review", "absent", "first_choice", "most_uncertain")
        self.timeline.set_menu([self.actions_[each] for each in menu])
        self.timeline_controller = TimelineController(self.timeline, self.finding, self)
        self.timeline_dock = self._dock(
            "timeline", self.tr("Timeline"), self.timeline, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.label_table = LabelTable()
        self.label_controller = LabelController(self.label_table, self)
        self._dock(
            "labels", self.tr("Labels"), self.label_table, Qt.DockWidgetArea.RightDockWidgetArea
        )
        enlarged = (self.expression_bar, self.transport, self.message_bar)
        self.workspaces = Workspaces(self, self.actions_, self.preferences, enlarged)
        column.addWidget(self.workspaces.bar)
        self.probe = QLabel("")
        self.saved = QLabel("")
        self.statusBar().addWidget(self.probe, 1)
        self.statusBar().addPermanentWidget(self.saved)
        self.estimate_chip = EstimateChip()
        self.estimate_controller = EstimateController(
            self.estimate_chip,
            self.expression_bar,
            self.search_controller,
            self.finding,
            self.preferences,
            self,
        )
        self.statusBar().addPermanentWidget(self.estimate_chip)
        self.statusBar().addPermanentWidget(self.device_chip)

    def _build_desks(self) -> None:
        self.inspector = Inspector()
        self.matte_controller = MatteController(self.inspector, self)
        self.job_list, self.device_chip = JobList(), DeviceChip()
        self.model_controller = ModelController(
            self.preferences, self.message_bar, self.settings, self
        )
        copying = self.playback_controller.proxy_builder.copying
        runners = (self.finding, self.working, copying, self.model_controller.working)
        self.job_controller = JobController(self.job_list, self.device_chip, runners, self)
        self.search_controller.device_used.connect(self.job_controller.tell_device)
        self.job_controller.stopped.connect(self.close, Qt.ConnectionType.QueuedConnection)
        self.job_controller.told.connect(self.statusBar().showMessage)
        self.export_controller = ExportController(self.working, self.settings, self)
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self.inspector_dock = self._dock("inspector", self.tr("Matte"), self.inspector, right)
        self.jobs_dock = self._dock("jobs", self.tr("Tasks"), self.job_list, right)
        self.tabifyDockWidget(self.candidates_dock, self.inspector_dock)
        self.tabifyDockWidget(self.inspector_dock, self.jobs_dock)
        self.candidates_dock.raise_()

    def _menus(self) -> None:
        self.actions_.fill(self.menuBar())
        for name in _LOOKS:
            self.actions_[name].setChecked(name == self.look.value)

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        self.actions_.call(
            open=self.ask_open,
            open_folder=self.ask_open_folder,
            sample=self.open_sample,
            save=self.save,
            save_as=self.ask_save_as,
            import_masks=self.ask_import,
            export=self.export_controller.ask,
            quit=self.close,
            models=self.model_controller.ask,
            undo=self._undo,
            redo=self._redo,
            describe=self._describe,
            find=lambda: self._find_again(preview=False),
            stop_search=self.finding.cancel_all,
            rename=self.layers.edit_name,
            remove=lambda: self._edit(edits.remove),
            hide=self.layer_controller.toggle_shown,
            solo=self.layer_controller.toggle_alone,
            lock=self.layer_controller.toggle_locked,
            duplicate=self.layer_controller.duplicate,
            layer_up=self.layer_controller.move_up,
            layer_down=self.layer_controller.move_down,
            absent=self.timeline_controller.mark_absent,
            first_choice=self.timeline_controller.take_first_choice,
            candidate_back=self.candidate_controller.pick_previous,
            candidate_next=self.candidate_controller.pick_next,
            accept=self.timeline_controller.accept,
            reject=self.timeline_controller.reject,
            forget_review=self.timeline_controller.forget_review,
            most_uncertain=self.timeline_controller.go_next_uncertain,
            less_uncertain=self.timeline_controller.go_previous_uncertain,
            corrected_back=self.timeline_controller.go_previous_corrected,
            corrected_next=self.timeline_controller.go_next_corrected,
            time_all=self.timeline.show_all,
            time_in=self.timeline.zoom_in,
            time_out=self.timeline.zoom_out,
            source=self._show_source,
            fit=self.viewer.fit,
            actual=lambda: self.viewer.zoom_to(1 / self.devicePixelRatioF()),
            zoom_in=self.viewer.zoom_in,
            zoom_out=self.viewer.zoom_out,
        )
        for name, look in _LOOKS.items():
            self.actions_.call(**{name: lambda look=look: self.set_look(look)})
        self._connect_playback()
        self.finding.changed.connect(self._show_finding)
        self._show_finding()
        self.playback_controller.failed.connect(self.tell_failure)
        self.estimate_controller.too_large.connect(self._tell_too_large)
        self.model_controller.changed.connect(self.estimate_controller.refresh)
        self.expression_bar.find_asked.connect(self.search)
        self.expression_bar.stop_asked.connect(self.finding.cancel_all)
        self.opener.opened.connect(self._show_opened)
        self.opener.video_read.connect(self._show_video)
        self.opener.failed.connect(self.tell_failure)
        self.opener.told.connect(self.statusBar().showMessage)
        self.missing_video.locate_asked.connect(self.opener.locate_video)
        self.empty_state.open_asked.connect(self.ask_open)
        self.empty_state.sample_asked.connect(self.open_sample)
        self.viewer.pixels_wanted.connect(self.refresh_picture)
        self.viewer.wiped.connect(self._set_wipe)
        self.viewer.probed.connect(lambda x, y: self.probe.setText(f"{x}, {y}"))
        self.timeline.frame_asked.connect(self.go)
        for desk in (
            self.timeline_controller,
            self.label_controller,
            self.candidate_controller,
            self.correction_controller,
            self.propagation_controller,
        ):
            desk.told.connect(self.statusBar().showMessage)
            desk.failed.connect(self.tell_failure)
        self.propagation_controller.frame_changed.connect(self._proposal_changed)
        for other in (
            self.layer_controller,
            self.matte_controller,
            self.export_controller,
            self.model_controller,
        ):
            other.failed.connect(self.tell_failure)
        self.export_controller.told.connect(self.statusBar().showMessage)
        self.layer_controller.alone_changed.connect(self.refresh_picture)
        self.layer_controller.alone_changed.connect(self.timeline_controller.refresh)
        self.timeline.solo_asked.connect(self.layer_controller.set_alone)
        self.timeline_controller.tell_solo(self.layer_controller.is_alone)

    def _connect_playback(self) -> None:
        self._source_key = HeldKey(self.actions_["source"], self)
        self._source_key.released.connect(self._show_look_again)

        def on(method: Callable[[Playback], object]) -> Callable[[], object]:
            return lambda: self.playback and method(self.playback)

        self.actions_.call(
            start=on(lambda play: play.go(play.span.start)),
            back=on(lambda play: play.step(-1)),
            play=on(Playback.toggle),
            next=on(lambda play: play.step(1)),
            end=on(lambda play: play.go(play.span.stop - 1)),
            shuttle_back=self.playback_controller.shuttle_back,
            shuttle_stop=on(Playback.stop),
            shuttle_on=self.playback_controller.shuttle_on,
            loop=on(lambda play: setattr(play, "loop", self.actions_["loop"].isChecked())),
            mark_in=on(lambda play: self._mark(play.frame, None)),
            mark_out=on(lambda play: self._mark(None, play.frame + 1)),
            clear_marks=on(lambda play: self._mark(0, play.timing.frame_count)),
        )

    # Opening, saving, closing

    def ask_open(self) -> None:
        """Ask for a video, a folder of frames or a project, and open it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a video or a project"))
        if name:
            self.open(Path(name))

    def ask_open_folder(self) -> None:
        """Ask for a folder of frames, and open it."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of frames"))
        if name:
            self.open(Path(name))

    def open_sample(self) -> None:
        """Open the sample with a sentence typed in, ready for Enter."""
        self.open(resource("sample", "sample.mp4"), "the woman in the yellow dress")

    def open(self, path: Path, sentence: str = "") -> None:
        """Open whatever is at `path`, in the place of what is open; with `sentence` typed in."""
        self.opener.open(path, sentence)

    def _show_opened(self, opened: Opened, path: Path, sentence: str) -> None:
        self.close_document()
        self.document = OpenDocument(opened.document, opened.reader, opened.video)
        self._show_document()
        self.expression_bar.line.setText(sentence)
        self.expression_bar.line.setFocus()
        self.manners.opened(path)
        if opened.document.read_only is not None:
            reason = opened.document.read_only
            self.message_bar.tell(f"{translated(reason.reason)} {translated(reason.advice)}")
        elif opened.resumed is not None:
            self.message_bar.tell(
                self.tr("This is your unsaved work on “{0}”, last changed {1}: {2}.").format(
                    path.name, age(opened.resumed), contents(opened.resumed)
                ),
                (
                    self.tr("Start over"),
                    lambda: self.opener.open(path, "", OpenAnswers(afresh=True)),
                ),
            )
        elif opened.reader is not None and opened.reader.info.hurt:
            hurt = opened.reader.info.hurt
            self.message_bar.tell(
                self.tr(
                    "Data is missing in “{0}” at frame {1}: frames up to {2} may be wrong."
                ).format(path.name, hurt[0].start, hurt[-1].stop - 1)
            )

    def _show_video(self, reader: VideoReader) -> None:
        """Show a document that was open without its video with it."""
        document = self.document
        assert document is not None
        assert document.video is not None
        self._close_parts()
        self.document = OpenDocument(document.core, reader, document.video.id)
        self._show_document()

    def close_document(self) -> None:
        """Stop what goes on, save, and show nothing."""
        self._close_parts()
        if self.document is not None:
            document, self.document = self.document, None
            self._try(document.close)

    def _close_parts(self) -> None:
        """Stop what goes on, and show nothing."""
        self.workspaces.save()
        self.label_controller.close()
        for desk in (
            self.propagation_controller,
            self.correction_controller,
            self.candidate_controller,
            self.timeline_controller,
        ):
            desk.close()
        for other in (
            self.layer_controller,
            self.matte_controller,
            self.export_controller,
            self.estimate_controller,
        ):
            other.close()
        self.finding.finish()
        self.working.finish()
        self.job_controller.close_document()
        self.playback_controller.close()
        self.supplier = None
        self.playback = None

    def save(self) -> None:
        """Have everything in the file; a project without a name is given one."""
        if self.document is None:
            return
        if self.document.core.is_draft:
            self.ask_save_as()
            return
        self._try(self.document.core.save)
        self.saved.setText(self.tr("Saved"))

    def save_quietly(self) -> None:
        """Have everything in the file, also where it has no name yet; raises StudioError."""
        if self.document is not None:
            self.document.core.save()

    def ask_save_as(self) -> bool:
        """Ask for a name and go on in a project of that name; return whether that was done."""
        if self.document is None:
            return False
        video = self.document.video
        start = "" if video is None else str(Path(video.absolute).with_suffix(SUFFIX))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the project as"), start, f"SOC Studio (*{SUFFIX})"
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix != SUFFIX:  # whoever asked for the name has not asked about this one
            path = path.with_name(path.name + SUFFIX)
            if path.exists() and not self._may_replace(path):
                return False
        core = self.document.core
        if not self._try(lambda: core.save_as(path)):
            return False
        self.manners.opened(path)
        self._show_title()
        return True

    def _may_replace(self, path: Path) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("“{0}” already exists. Replace it?").format(path.name))
        replace_ = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        box.deleteLater()
        return box.clickedButton() is replace_

    def ask_import(self) -> None:
        """Ask for a folder of masks, and add them as layers."""
        if self.document is None or self.document.video is None:
            return
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of masks"))
        if not name:
            return
        from soc_studio.core.formats.import_layers import import_layers

        document, video, path = self.document, self.document.video, Path(name)
        notes: list[str] = []

        def add(layers: list[tuple[str, int]]) -> None:
            edit = edits.add_imported(document.project, video.id, layers, path.name)
            if self._try(lambda: document.do(*edit)) and notes:
                self.message_bar.tell(" ".join(map(translated, notes)))

        steps = partial(import_layers, document.core, video, path, notes.append)
        job = Job(self.tr("Importing masks"), steps)
        job.failed.connect(self.tell_failure)
        job.returned.connect(add)
        self.working.start(job)

    def export(self, folder: Path, overlay: bool = True) -> Job | None:
        """Write masks, tracks and, with `overlay`, a video that marks the objects."""
        plan = self.export_controller.first_plan()
        if plan is None:
            return None
        formats = ("masks", "tracks", "overlay") if overlay else ("masks", "tracks")
        place, name = str(folder.parent), folder.name
        return self.export_controller.export(
            replace(plan, place=place, name=name, part=Part.MARKED, formats=formats, opens=False)
        )

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self.job_controller.may_close(self):
            event.ignore()
            return
        document = self.document
        if document is not None and not self._closes:
            event.ignore()
            self.document_closer.leave(document, self._close, lambda: None, self._cannot_save)
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.hide()  # what is to end ends soon
        self.opening.finish()
        self.model_controller.finish()
        self.estimate_controller.finish()
        self.close_document()
        event.accept()

    def _close(self) -> None:
        self._closes = True
        self.close()
        self._closes = False

    def _cannot_save(self, error: Exception) -> None:
        """Leave it to the person whether to close what cannot be saved."""
        if not isinstance(error, StudioError):
            raise error
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("The last changes cannot be saved."))
        box.setInformativeText(model_text.failure(error))
        close = box.addButton(
            self.tr("&Close without them"), QMessageBox.ButtonRole.DestructiveRole
        )
        close.clicked.connect(self._close)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.finished.connect(box.deleteLater)
        box.open()

    def _restore(self) -> None:
        geometry = self.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        # The screen may be another one by now; the frame, of unknown size yet, has to fit as well.
        screen = self.screen().availableGeometry()
        room = screen.marginsRemoved(_FRAME)
        self.resize(self.size().boundedTo(room.size()))
        if isinstance(geometry, QByteArray) and not room.contains(self.geometry()):
            right, bottom = room.right() + 1 - self.width(), room.bottom() + 1 - self.height()
            left = max(room.left(), min(self.geometry().left(), right))
            top = max(room.top(), min(self.geometry().top(), bottom))
            self.move(left - _FRAME.left(), top - _FRAME.top())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.open(Path(local[0]))

    # Showing

    def _show_document(self) -> None:
        """Show what is open, from the beginning."""
        document = self.document
        reader = document.reader if document is not None else None
        video = document.video if document is not None else None
        self._clear()
        self.expression_bar.set_ready(reader is not None)
        self.transport.setEnabled(reader is not None)
        self.stack.setCurrentWidget(self.viewer if reader is not None else self.empty_state)
        self.workspaces.show_open(video is not None)
        if document is None or reader is None or video is None:
            self._show_title()
            self._show_edits()
            if document is not None and video is not None:
                self._show_without_video(document, video)
            return
        self.supplier, self.playback = self.playback_controller.open(document)
        self.playback.loop = self.actions_["loop"].isChecked()
        self.supplier.ready.connect(self._show_frame)
        self.playback.moved.connect(self._moved)
        self.playback.playing_changed.connect(self._show_playing)
        self.playback.dropped_changed.connect(self.transport.show_dropped)
        document.changed.connect(self._document_changed)
        document.views_changed.connect(self._views_changed)
        document.trouble_changed.connect(self._show_trouble)
        self.viewer.set_picture_size(reader.width, reader.height)
        self.timeline_controller.open(document, self.playback)
        self.label_controller.open(document, self.playback)
        self.layer_controller.open(document)
        self.matte_controller.open(document, self.playback)
        self.export_controller.open(document)
        self.estimate_controller.open(document)
        self.candidate_controller.open(document, self.playback, self._marked_stretch)
        self.propagation_controller.open(
            document, self.playback, lambda: self.timeline_controller.cuts
        )
        self.correction_controller.open(document, self.playback)
        self._document_changed()
        self._moved(self.playback.frame)

    def _show_without_video(self, document: OpenDocument, video: Video) -> None:
        """Show the layers of a document whose video cannot be read."""
        self.missing_video.show_video(video.name, video.absolute)
        self.stack.setCurrentWidget(self.missing_video)
        document.changed.connect(self._document_changed)
        document.trouble_changed.connect(self._show_trouble)
        self.layer_controller.open(document)
        self._document_changed()

    def _clear(self) -> None:
        """Leave nothing in sight that is of the document before."""
        self.viewer.clear()
        self.message_bar.hide()
        self.expression_bar.line.clear()
        self.expression_bar.set_idle()
        self.transport.show_dropped(0)
        self.probe.clear()
        self.saved.clear()
        self.statusBar().clearMessage()

    def _document_changed(self) -> None:
        document, video = self.document, self.document.video if self.document else None
        if document is None or video is None:
            return
        unread = document.track_cache.unread(document.project, video.id)
        if unread:
            self._read(unread)
        if self.playback is not None:
            self.playback.span = video.span
        self._forget_explained()
        self._show_title()
        self._show_edits()
        self.refresh_picture()

    def _read(self, unread: list[LayerId]) -> None:
        """Read what is known of layers, off the GUI thread."""
        document = self.document
        assert document is not None

        def read() -> None:
            for each in unread:
                if any(one.id == each for one in document.layers):
                    document.track_cache.refresh(each)
                    document.refreshed(each)

        job = Job(self.tr("Reading the project"), once(read), minor=True)
        job.failed.connect(self.tell_failure)
        self.working.start(job)

    def _views_changed(self) -> None:
        self.refresh_picture()

    def _show_edits(self) -> None:
        core = self.document.core if self.document is not None else None
        for command, name in (
            ("undo", core.undo_name if core else None),
            ("redo", core.redo_name if core else None),
        ):
            action = self.actions_[command]
            action.setEnabled(name is not None)
            text = self.tr("&Undo") if command == "undo" else self.tr("&Redo")
            action.setText(f"{text}: {translated(name)}" if name else text)
        for command in ("save", "save_as", "import_masks", "rename", "remove"):
            self.actions_[command].setEnabled(core is not None)
        for command in ("export", "find"):
            self.actions_[command].setEnabled(self.playback is not None)

    def _show_title(self) -> None:
        title = self.document.title if self.document is not None else ""
        if len(title) > _LONGEST_TITLE:
            title = f"{title[: _LONGEST_TITLE - 20]}…{title[-19:]}"
        self.setWindowTitle(f"{title} — SOC Studio" if title else "SOC Studio")

    def _moved(self, frame: int) -> None:
        assert self.playback is not None
        self.transport.show_frame(self.playback.timing, frame)
        if not self.playback.is_playing:
            self.transport.show_dropped(0)
        self.refresh_picture()

    def _proposal_changed(self, frame: int) -> None:
        if self.playback is not None and frame == self.playback.frame:
            self.refresh_picture()

    def _marked_stretch(self, layer: LayerId) -> tuple[int, int] | None:
        marked = self.timeline.selection
        if marked is None or marked.layer != layer:
            return None
        return marked.start, marked.stop

    def refresh_picture(self) -> None:
        """Have the frame under the playhead made anew."""
        if self.supplier is None or self.playback is None:
            return
        look = ViewMode.SOURCE if self._showing_source else self.look
        height, width = self.viewer.wanted_pixels()
        self.supplier.ask(Request(self.playback.frame, look, height, width, wipe=self.wipe))

    def _show_frame(self, request: Request, image: QImage) -> None:
        self.viewer.show_image(image)

    def set_look(self, look: ViewMode) -> None:
        """Look at frames in another manner."""
        self.look = look
        for name, each in _LOOKS.items():
            self.actions_[name].setChecked(each is look)
        self.viewer.splits = look is ViewMode.SPLIT
        self.refresh_picture()

    def _show_source(self) -> None:
        self._showing_source = self.actions_["source"].isChecked()
        self.refresh_picture()

    def _show_look_again(self) -> None:
        self.actions_["source"].setChecked(False)
        self._show_source()

    def _set_wipe(self, wipe: float) -> None:
        self.wipe = wipe
        self.refresh_picture()

    def _show_playing(self, speed: float) -> None:
        self._counted.stop() if speed else self._counted.start()
        pixmap = (
            QStyle.StandardPixmap.SP_MediaPause if speed else QStyle.StandardPixmap.SP_MediaPlay
        )
        self.actions_["play"].setIcon(QIcon(self.style().standardIcon(pixmap, None, self)))

    def go(self, frame: int) -> None:
        """Put the playhead on a frame."""
        if self.playback is not None:
            self.playback.go(frame)

    # Finding

    def search(self, text: str, preview: bool) -> None:
        """Search for `text` from the playhead on, as a layer of its own if it is not one yet."""
        document = self.document
        if document is None or document.video is None:
            return
        same = [each for each in document.layers if each.expression == text]
        if not same:
            edit, given = edits.add_layers(document.project, document.video.id, [text])
            if not self._try(lambda: document.do(*edit)):
                return
            same = [document.project.layer(given[0])]
        document.select(same[0].id)
        self.viewer.setFocus()  # so that the keys that follow are commands
        self._start_finding(same, preview)

    def _find_again(self, preview: bool) -> None:
        if self.playback is not None and self.document is not None and self.document.selection:
            self._start_finding([self.document.selection], preview)

    def _start_finding(self, layers: list[Layer], preview: bool) -> None:
        assert self.document is not None
        assert self.playback is not None
        from_frame, prefer = self.playback.frame, self.preferences.value
        wish = SearchRequest(from_frame, preview, prefer.model, prefer.device)
        job = self.search_controller.find(self.document, layers, wish)
        job.failed.connect(self.tell_failure)
        job.ended.connect(self._search_ended)
        self.message_bar.hide()
        self.expression_bar.set_loading()

    def _show_progress(self, _: Job, progress: Progress) -> None:
        self.expression_bar.set_progress(progress)

    def _show_finding(self) -> None:
        self.actions_["stop_search"].setEnabled(bool(self.finding.jobs))

    def _show_loading(self, loads: bool) -> None:
        if loads:
            self.expression_bar.set_loading()

    def _search_ended(self) -> None:
        if not self.finding.jobs or all(each.over for each in self.finding.jobs):
            self.expression_bar.set_idle()
            self._explain()

    def _explain(self) -> None:
        """Say why nothing is marked, where nothing is."""
        document = self.document
        selected = document.selection if document is not None else None
        view = document.view(selected.id) if document is not None and selected else None
        if view is None or view.layer.imported is not None:
            return
        best = view.best_score()
        if best is not None and not view.present_anywhere():
            text = self.tr(
                "“{0}” does not seem to be in this clip: the best match scores "
                "{1:.2f}, below {2:.2f}."
            ).format(view.layer.label, best, view.threshold)
            self._explained = view.layer.id, text
            self.message_bar.tell(
                text,
                (
                    self.tr("Take the closest"),
                    lambda: self._lower_threshold(view.layer.id, best),
                ),
                (self.tr("Change the words"), self._describe),
            )

    def _forget_explained(self) -> None:
        """Hide why nothing is marked, once the layer is gone or is marked."""
        document = self.document
        if self._explained is None or document is None:
            return
        one, text = self._explained
        view = document.view(one)
        if view is None or view.present_anywhere():
            self._explained = None
            if self.message_bar.label.text() == text:
                self.message_bar.hide()

    def _lower_threshold(self, one: LayerId, score: float) -> None:
        """Have a layer shown where it scored `score`, whichever layer is worked on by now."""
        document = self.document
        if document is None or all(each.id != one for each in document.layers):
            return
        threshold = round(max(0.0, score * 0.8), 3)
        self._try(
            lambda: document.do(*edits.set_matte(document.project, [one], threshold=threshold))
        )

    def _tell_unknown(self, unknown: Unknown) -> None:
        words = ", ".join(f"“{word}”" for word in unknown.words)
        self.message_bar.tell(
            self.tr("The model does not know {0}: it guesses from the other words.").format(words)
        )

    def _tell_too_large(self, text: str) -> None:
        self.message_bar.tell(text, (self.tr("Models…"), self.model_controller.ask))

    def _describe(self) -> None:
        self.expression_bar.line.setFocus()
        self.expression_bar.line.selectAll()

    # Decisions

    def _undo(self) -> None:
        if self.document is not None and (name := self.document.core.undo_name):
            self.document.undo()
            self.statusBar().showMessage(self.tr("Undone: {0}").format(translated(name)))

    def _redo(self) -> None:
        if self.document is not None and (name := self.document.core.redo_name):
            self.document.redo()
            self.statusBar().showMessage(self.tr("Redone: {0}").format(translated(name)))

    def _edit(self, edit: Callable[..., edits.Edit]) -> None:
        """Make an edit of the layer that is worked on."""
        document = self.document
        if document is None or document.selection is None:
            return
        one = document.selection.id

        def act() -> None:
            name, after = edit(document.project, one)
            document.do(name, after)
            self.statusBar().showMessage(translated(name))

        self._try(act)

    def _mark(self, in_point: int | None, out_point: int | None) -> None:
        document = self.document
        if document is None or document.video is None:
            return
        span = document.video.span
        start = span.start if in_point is None else in_point
        stop = span.stop if out_point is None else out_point
        if start >= stop:
            start, stop = (start, document.video.frame_count) if out_point is None else (0, stop)
        video = document.video.id
        self._try(lambda: document.do(*edits.set_points(document.project, video, start, stop)))

    # Trouble

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something; tell why where it cannot be done, and return whether it was."""
        try:
            act()
        except StudioError as error:
            self.tell_failure(error)
            return False
        return True

    def tell_failure(self, error: Exception) -> None:
        """Tell a failure in its own words; what is no failure but a bug goes on as such."""
        from soc_rvos.errors import RvosError

        self.statusBar().clearMessage()
        if isinstance(error, ModelError):
            ask = (self.tr("Models…"), self.model_controller.ask)
            self.message_bar.tell(model_text.failure(error), ask)
        elif isinstance(error, StudioError):
            self.message_bar.tell(model_text.failure(error))
        elif isinstance(error, RvosError):
            self.message_bar.tell(str(error))
        else:
            raise error

    def _show_trouble(self, trouble: StudioError | None) -> None:
        if self.sender() is not self.document:
            return  # it was of the document before
        if trouble is not None:
            self.tell_failure(trouble)
        self.saved.setText(self.tr("Not saved") if trouble is not None else "")

    def refresh_icons(self) -> None:
        """Draw the icons of the commands anew, in the colours that things have now."""
        self.actions_.refresh_icons(self)
        self._show_playing(self.playback.speed if self.playback is not None else 0.0)
