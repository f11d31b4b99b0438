"""The window: puts the parts together and connects them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QImage
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core import edits
from soc_studio.core.errors import StudioError
from soc_studio.core.progress import Progress
from soc_studio.core.project import Absent, Expression, ExpressionId
from soc_studio.core.project_file import SUFFIX
from soc_studio.core.viewing import Look
from soc_studio.resources import resource
from soc_studio.ui.actions import Actions
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.finder import Finder, Unknown, Wish
from soc_studio.ui.frames import FrameSupplier, Request
from soc_studio.ui.jobs import Job, JobRunner, once
from soc_studio.ui.opening import Opened, open_anything
from soc_studio.ui.playback import Playback
from soc_studio.ui.widgets.empty_state import EmptyState
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.message_bar import MessageBar
from soc_studio.ui.widgets.timeline import Timeline
from soc_studio.ui.widgets.transport import Transport
from soc_studio.ui.widgets.viewer import Viewer

_LOOKS = {each.value: each for each in Look if each is not Look.SOURCE}
_TRANSPORT = ("start", "back", "play", "next", "end", "loop")


class MainWindow(QMainWindow):
    """SOC Studio. What it shows is in `document`, which is None while nothing is open."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.document: OpenDocument | None = None
        self.playback: Playback | None = None
        self.supplier: FrameSupplier | None = None
        self.look = Look.OVERLAY
        self.wipe = 0.5
        self.finding = JobRunner(self)
        self.working = JobRunner(self)
        self.finder = Finder(self.finding, self)
        self.finder.progressed.connect(self._show_progress)
        self.finder.unknown.connect(self._tell_unknown)
        self.finder.loading.connect(self._show_loading)
        self._job: Job | None = None
        self._source_held = False
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self._build()
        self._connect()
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
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty_state)
        self.stack.addWidget(self.viewer)
        self.transport = Transport([self.actions_[each] for each in _TRANSPORT])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.expression_bar, self.message_bar):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.transport)
        self.setCentralWidget(middle)
        layer_actions = [self.actions_[each] for each in ("find", "hide", "rename", "remove")]
        self.layers = LayerList(layer_actions)
        self.layers_dock = self._dock(
            "layers", self.tr("Objects"), self.layers, Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.timeline = Timeline()
        self.timeline_dock = self._dock(
            "timeline", self.tr("Timeline"), self.timeline, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.probe = QLabel("")
        self.saved = QLabel("")
        self.statusBar().addWidget(self.probe, 1)
        self.statusBar().addPermanentWidget(self.saved)

    def _menus(self) -> None:
        menus = {}
        for command in self.actions_.commands:
            if command.menu not in menus:
                menus[command.menu] = self.menuBar().addMenu(command.menu)
            menus[command.menu].addAction(self.actions_[command.id])
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
            sample=self.open_sample,
            save=self.save,
            save_as=self.ask_save_as,
            import_masks=self.ask_import,
            export=self.ask_export,
            quit=self.close,
            undo=self._undo,
            redo=self._redo,
            describe=self._describe,
            find=lambda: self._find_again(preview=False),
            stop_search=self.finding.cancel_all,
            rename=self._ask_name,
            remove=lambda: self._edit(edits.remove),
            hide=self._hide,
            absent=self._mark_absent,
            weakest=self._go_weakest,
            fit=self.viewer.fit,
            actual=lambda: self.viewer.zoom_to(1 / self.devicePixelRatioF()),
            zoom_in=self.viewer.zoom_in,
            zoom_out=self.viewer.zoom_out,
            about=self._about,
        )
        for name, look in _LOOKS.items():
            self.actions_.call(**{name: lambda look=look: self.set_look(look)})
        self._connect_playback()
        self.expression_bar.find_asked.connect(self.search)
        self.expression_bar.stop_asked.connect(self.finding.cancel_all)
        self.empty_state.open_asked.connect(self.ask_open)
        self.empty_state.sample_asked.connect(self.open_sample)
        self.viewer.pixels_wanted.connect(self.refresh_picture)
        self.viewer.wiped.connect(self._set_wipe)
        self.viewer.probed.connect(lambda x, y: self.probe.setText(f"{x}, {y}"))
        self.timeline.frame_asked.connect(self.go)
        self.timeline.lane_chosen.connect(self._select)
        self.layers.chosen.connect(self._select)
        self.layers.shown_asked.connect(self._set_shown)
        self.layers.rename_asked.connect(self._rename)
        self.layers.moved.connect(self._move)

    def _connect_playback(self) -> None:
        def on(method: Callable[[Playback], object]) -> Callable[[], object]:
            return lambda: self.playback and method(self.playback)

        self.actions_.call(
            start=on(lambda play: play.go(play.span.start)),
            back=on(lambda play: play.step(-1)),
            play=on(Playback.toggle),
            next=on(lambda play: play.step(1)),
            end=on(lambda play: play.go(play.span.stop - 1)),
            shuttle_back=on(lambda play: play.shuttle(-1)),
            shuttle_stop=on(Playback.stop),
            shuttle_on=on(lambda play: play.shuttle(1)),
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

    def open_sample(self) -> None:
        """Open the sample with a sentence typed in, ready for Enter."""
        self.open(resource("sample", "sample.mp4"), "the woman in the yellow dress")

    def open(self, path: Path, sentence: str = "") -> None:
        """Open whatever is at `path`, in the place of what is open; with `sentence` typed in."""
        job = Job(self.tr("Opening “{0}”").format(path.name), once(lambda: open_anything(path)))
        job.returned.connect(lambda opened: self._opened(opened, sentence))
        job.failed.connect(self.tell_failure)
        self.statusBar().showMessage(self.tr("Opening “{0}”…").format(path.name))
        self.working.start(job)

    def _opened(self, opened: Opened, sentence: str) -> None:
        self.statusBar().clearMessage()
        self.close_document()
        self.document = OpenDocument(opened.document, opened.reader, opened.video)
        self._show_document()
        if sentence:
            self.expression_bar.line.setText(sentence)
        self.expression_bar.line.setFocus()
        if opened.document.read_only is not None:
            reason = opened.document.read_only
            self.message_bar.tell(f"{reason.reason} {reason.advice}")

    def close_document(self) -> None:
        """Stop what goes on, save, and show nothing."""
        self.finding.finish()
        self.working.finish()
        if self.supplier is not None:
            self.supplier.close()
            self.supplier = None
        if self.playback is not None:
            self.playback.stop()
            self.playback = None
        if self.document is not None:
            self.document.close()
            self.document = None

    def save(self) -> None:
        """Have everything in the file; a project without a name is given one."""
        if self.document is None:
            return
        if self.document.core.is_draft:
            self.ask_save_as()
            return
        self._try(self.document.core.save)
        self.saved.setText(self.tr("Saved"))

    def ask_save_as(self) -> None:
        """Ask for a name and go on in a project of that name."""
        if self.document is None:
            return
        video = self.document.video
        start = "" if video is None else str(Path(video.absolute).with_suffix(SUFFIX))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the project as"), start, f"SOC Studio (*{SUFFIX})"
        )
        if name:
            path = Path(name)
            path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
            core = self.document.core
            if self._try(lambda: core.save_as(path)):
                self._show_title()

    def ask_import(self) -> None:
        """Ask for a folder of masks, and add them as layers."""
        if self.document is None or self.document.video is None:
            return
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of masks"))
        if not name:
            return
        from soc_studio.core.layers import import_layers

        document, video, path = self.document, self.document.video, Path(name)
        job = Job(self.tr("Importing masks"), lambda: import_layers(document.core, video, path))
        job.failed.connect(self.tell_failure)
        job.returned.connect(
            lambda layers: self._try(
                lambda: document.do(
                    *edits.add_imported(document.project, video.id, layers, path.name)
                )
            )
        )
        self.working.start(job)

    def ask_export(self) -> None:
        """Ask for a folder, and write what is found into it."""
        if self.document is None or self.document.video is None:
            return
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for the result"))
        if name:
            self.export(Path(name))

    def export(self, folder: Path, overlay: bool = True) -> Job | None:
        """Write masks, tracks and, with `overlay`, a video that marks the objects."""
        if self.document is None or self.document.video is None:
            return None
        from soc_studio.ui.exporting import export_steps

        job = Job(
            self.tr("Export to “{0}”").format(folder.name),
            export_steps(self.document, folder, overlay),
        )
        job.stepped.connect(
            lambda step: self.statusBar().showMessage(
                self.tr("Writing: {0} of {1}").format(step.done, step.total)
            )
        )
        job.failed.connect(self.tell_failure)
        job.returned.connect(
            lambda _: self.statusBar().showMessage(self.tr("Written to {0}").format(folder))
        )
        self.working.start(job)
        return job

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.finding.jobs and not self._sure_to_stop():
            event.ignore()
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.setValue("window/state", self.saveState())
        self.close_document()
        event.accept()

    def _sure_to_stop(self) -> bool:
        answer = QMessageBox.question(
            self,
            self.tr("Still searching"),
            self.tr("A search is going on. What is found so far is kept. Stop it and close?"),
        )
        return bool(answer == QMessageBox.StandardButton.Yes)

    def _restore(self) -> None:
        geometry, state = (self.settings.value(f"window/{each}") for each in ("geometry", "state"))
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self.restoreState(state)

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
        self.expression_bar.set_ready(reader is not None)
        self.transport.setEnabled(reader is not None)
        self.stack.setCurrentWidget(self.viewer if reader is not None else self.empty_state)
        self.layers_dock.setVisible(reader is not None)
        self.timeline_dock.setVisible(reader is not None)
        if document is None or reader is None or video is None:
            self.viewer.clear()
            self.timeline.set_timing(None)
            self._show_title()
            self._show_edits()
            return
        self.supplier = FrameSupplier(reader, document.session, video.id)
        self.supplier.ready.connect(self._show_frame)
        self.supplier.failed.connect(self.tell_failure)
        self.playback = Playback(reader.timing, video.span.start)
        self.playback.moved.connect(self._moved)
        self.playback.playing_changed.connect(self._show_playing)
        self.playback.dropped_changed.connect(self.transport.show_dropped)
        document.changed.connect(self._document_changed)
        document.views_changed.connect(self._views_changed)
        document.selected.connect(self._show_layers)
        document.trouble_changed.connect(self._show_trouble)
        self.viewer.set_picture_size(reader.width, reader.height)
        self.timeline.set_timing(reader.timing)
        self.timeline_dock.setVisible(True)
        self._document_changed()
        self._moved(self.playback.frame)

    def _document_changed(self) -> None:
        document, video = self.document, self.document.video if self.document else None
        if document is None or video is None:
            return
        unread = document.session.unread(document.project, video.id)
        if unread:
            self._read(unread)
        self.timeline.set_span(video.span)
        if self.playback is not None:
            self.playback.span = video.span
        self._show_title()
        self._show_edits()
        self._show_layers()
        self.refresh_picture()

    def _read(self, unread: list[ExpressionId]) -> None:
        """Read what is known of expressions, off the GUI thread."""
        document = self.document
        assert document is not None

        def read() -> None:
            for each in unread:
                if any(one.id == each for one in document.expressions):
                    document.session.refresh(each)
                    document.refreshed(each)

        job = Job(self.tr("Reading the project"), once(read))
        job.failed.connect(self.tell_failure)
        self.working.start(job)

    def _views_changed(self) -> None:
        self._show_layers()
        self.refresh_picture()

    def _show_layers(self) -> None:
        document = self.document
        if document is None:
            return
        layers = [(each, document.view(each.id)) for each in document.expressions]
        selected = document.selection
        chosen = None if selected is None else selected.id
        self.layers.show_layers(layers, chosen)
        self.timeline.set_lanes([(each.id, each.label, each.colour, view) for each, view in layers])
        self.timeline.set_selected(chosen)

    def _show_edits(self) -> None:
        core = self.document.core if self.document is not None else None
        for command, name in (
            ("undo", core.undo_name if core else None),
            ("redo", core.redo_name if core else None),
        ):
            action = self.actions_[command]
            action.setEnabled(name is not None)
            text = self.tr("&Undo") if command == "undo" else self.tr("&Redo")
            action.setText(f"{text}: {name}" if name else text)
        for command in ("save", "save_as", "export", "import_masks", "find", "rename", "remove"):
            self.actions_[command].setEnabled(core is not None)

    def _show_title(self) -> None:
        title = self.document.title if self.document is not None else ""
        self.setWindowTitle(f"{title} — SOC Studio" if title else "SOC Studio")

    def _moved(self, frame: int) -> None:
        assert self.playback is not None
        self.timeline.set_frame(frame)
        self.transport.show_frame(self.playback.timing, frame)
        self.refresh_picture()

    def refresh_picture(self) -> None:
        """Have the frame under the playhead made anew."""
        if self.supplier is None or self.playback is None:
            return
        look = Look.SOURCE if self._source_held else self.look
        height, width = self.viewer.wanted_pixels()
        self.supplier.ask(Request(self.playback.frame, look, height, width, wipe=self.wipe))

    def _show_frame(self, request: Request, image: QImage) -> None:
        self.viewer.show_image(image)
        if self.playback is not None:
            self.playback.was_shown(request.frame)

    def set_look(self, look: Look) -> None:
        """Look at frames in another manner."""
        self.look = look
        for name, each in _LOOKS.items():
            self.actions_[name].setChecked(each is look)
        self.viewer.splits = look is Look.SPLIT
        self.refresh_picture()

    def _set_wipe(self, wipe: float) -> None:
        self.wipe = wipe
        self.refresh_picture()

    def _show_playing(self, speed: float) -> None:
        pixmap = (
            QStyle.StandardPixmap.SP_MediaPause if speed else QStyle.StandardPixmap.SP_MediaPlay
        )
        self.actions_["play"].setIcon(QIcon(self.style().standardIcon(pixmap)))

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
        same = [each for each in document.expressions if each.text == text]
        if not same:
            edit, given = edits.add_expressions(document.project, document.video.id, [text])
            if not self._try(lambda: document.do(*edit)):
                return
            same = [document.project.expression(given[0])]
        document.select(same[0].id)
        self._start_finding(same, preview)

    def _find_again(self, preview: bool) -> None:
        if self.document is not None and self.document.selection is not None:
            self._start_finding([self.document.selection], preview)

    def _start_finding(self, expressions: list[Expression], preview: bool) -> None:
        assert self.document is not None
        assert self.playback is not None
        from_frame = self.playback.frame
        wish = Wish(from_frame, preview, self._setting("model", "soc-mini"), "auto")
        job = self.finder.find(self.document, expressions, wish)
        job.failed.connect(self.tell_failure)
        job.ended.connect(self._search_ended)
        self.message_bar.hide()
        self.expression_bar.set_loading()
        self._job = job

    def _show_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self.expression_bar.set_progress(progress)

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
        if view is None or view.expression.imported is not None:
            return
        best = view.best_score()
        if best is not None and not view.present_anywhere():
            self.message_bar.tell(
                self.tr("“{0}” is on no frame: the best match is {1:.2f}, below {2:.2f}.").format(
                    view.expression.label, best, view.threshold
                ),
                (self.tr("Show it all the same"), lambda: self._lower_threshold(best)),
                (self.tr("Describe it otherwise"), self._describe),
            )

    def _lower_threshold(self, score: float) -> None:
        threshold = round(max(0.0, score * 0.8), 3)
        self._edit(lambda project, one: edits.set_matte(project, [one], threshold=threshold))

    def _tell_unknown(self, unknown: Unknown) -> None:
        words = ", ".join(f"“{word}”" for word in unknown.words)
        self.message_bar.tell(
            self.tr(
                "The network does not know {0}. What it finds is a guess from the other words."
            ).format(words)
        )

    def _describe(self) -> None:
        self.expression_bar.line.setFocus()
        self.expression_bar.line.selectAll()

    # Decisions

    def _undo(self) -> None:
        if self.document is not None:
            self.document.undo()

    def _redo(self) -> None:
        if self.document is not None:
            self.document.redo()

    def _edit(self, edit: Callable[..., edits.Edit]) -> None:
        """Make an edit of the layer that is worked on."""
        document = self.document
        if document is None or document.selection is None:
            return
        one = document.selection.id
        self._try(lambda: document.do(*edit(document.project, one)))

    def _select(self, expression: int) -> None:
        if self.document is not None:
            self.document.select(ExpressionId(expression))

    def _set_shown(self, expression: int, shown: bool) -> None:
        document = self.document
        if document is None:
            return
        one = document.project.expression(ExpressionId(expression))
        if one.visible != shown:
            self._try(lambda: document.do(*edits.set_visible(document.project, one.id, shown)))

    def _hide(self) -> None:
        if self.document is not None and self.document.selection is not None:
            one = self.document.selection
            self._set_shown(one.id, not one.visible)

    def _rename(self, expression: int, name: str) -> None:
        document = self.document
        if document is None:
            return
        one = document.project.expression(ExpressionId(expression))
        if one.label != name:
            self._try(lambda: document.do(*edits.rename(document.project, one.id, name)))

    def _ask_name(self) -> None:
        if self.document is None or self.document.selection is None:
            return
        one = self.document.selection
        name, agreed = QInputDialog.getText(
            self, self.tr("Rename"), self.tr("Name of the layer"), text=one.label
        )
        if agreed:
            self._rename(one.id, name)

    def _move(self, expression: int, place: int) -> None:
        document = self.document
        if document is None:
            return
        one = ExpressionId(expression)
        self._try(lambda: document.do(*edits.move(document.project, one, place)))

    def _mark_absent(self) -> None:
        if self.playback is not None:
            frame = self.playback.frame
            self._edit(lambda project, one: edits.choose(project, one, frame, frame + 1, Absent()))

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

    def _go_weakest(self) -> None:
        document = self.document
        if document is None or document.selection is None or self.playback is None:
            return
        view = document.view(document.selection.id)
        weak = view.weak_stretches() if view is not None else []
        here = self.playback.frame
        others = [each for each in weak if not each.start <= here < each.stop]
        if others:
            self.go(others[0].frame)
            self.statusBar().showMessage(str(others[0].reason))
        else:
            self.statusBar().showMessage(self.tr("No other frame asks to be looked at."))

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
        if isinstance(error, StudioError):
            self.message_bar.tell(f"{error} {error.advice}".strip())
        elif isinstance(error, RvosError):
            self.message_bar.tell(str(error))
        else:
            raise error

    def _show_trouble(self, trouble: StudioError | None) -> None:
        if trouble is not None:
            self.tell_failure(trouble)
        self.saved.setText(self.tr("Not saved") if trouble is not None else "")

    def _about(self) -> None:
        import platform

        from PySide6 import __version__ as qt

        QMessageBox.about(
            self,
            self.tr("About SOC Studio"),
            f"SOC Studio\n\nPython {platform.python_version()}, Qt {qt}\n\nApache License 2.0",
        )

    def _setting(self, name: str, default: str) -> str:
        return str(self.settings.value(name, default))
