"""The main window without what it does: its widgets, and where they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.widgets.advice_popover import AdvicePopover
from soc_studio.ui.widgets.app_bar import AppBar
from soc_studio.ui.widgets.candidates import CandidateTray
from soc_studio.ui.widgets.correct_panel import CorrectPanel
from soc_studio.ui.widgets.demo.demo_bar import DemoBar
from soc_studio.ui.widgets.demo.demo_panel import DemoPanel
from soc_studio.ui.widgets.demo.wipe_handle import WipeHandle
from soc_studio.ui.widgets.drop_frame import DropFrame, accept_copy
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.footer import Footer
from soc_studio.ui.widgets.hint import Hint
from soc_studio.ui.widgets.inspector import Inspector
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.missing_video import MissingVideo
from soc_studio.ui.widgets.next_bar import NextBar
from soc_studio.ui.widgets.notice import Place
from soc_studio.ui.widgets.opening_picture import OpeningPicture
from soc_studio.ui.widgets.panel_sizes import PanelSizes
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.propagation_panel import PropagationPanel
from soc_studio.ui.widgets.scroll_bars import ScrolledDown
from soc_studio.ui.widgets.search_pill import SearchPill
from soc_studio.ui.widgets.side_panel import SidePanel
from soc_studio.ui.widgets.stage import Stage
from soc_studio.ui.widgets.start_page import StartPage
from soc_studio.ui.widgets.tasks_button import TasksButton
from soc_studio.ui.widgets.tasks_popover import TasksPopover
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_panel import TimelinePanel
from soc_studio.ui.widgets.toasts import Kind, Toasts
from soc_studio.ui.widgets.tool_options import ToolOptions
from soc_studio.ui.widgets.tool_strip import ToolStrip
from soc_studio.ui.widgets.transport import Transport
from soc_studio.ui.widgets.video_panel import VideoPanel
from soc_studio.ui.widgets.view_choice import ViewChoice
from soc_studio.ui.widgets.viewer import Viewer
from soc_studio.ui.widgets.volume import Volume
from soc_studio.ui.widgets.zoom_button import ZoomButton

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_TOOLS = (("pointer", "points", "box", "scribble"), ("brush", "eraser", "lasso"))
_LAYER = (
    *("find", "steadied", "rename", "hide", "solo", "lock", "duplicate"),
    *("layer_up", "layer_down", "remove"),
)
_LANE = ("accept", "reject", "forget_review", "absent", "first_choice", "most_uncertain")
_TRANSPORT = ("start", "back", "play", "next", "end", "loop")
_VIEWS = ("overlay", "outline", "matte", "cut-out", "colour", "split")
_SIZES = ("fit", "actual", "zoom_in", "zoom_out")
_OF_PROJECT = (
    *("save", "save_as", "import_masks", "add_dataset", "export_dataset", "merge_project"),
    *("rename", "remove", "improve_model", "find_all"),
)
_OF_SEVERAL = ("next_video", "previous_video", "remove_video", "videos")
_OF_VIDEO = (
    *("export", "save_cutout", "export_frame", "copy_frame", "find", "steadied", "next_doubt"),
)
_PRESENCE = ("absent", "first_choice")
_ZOOM = ("time_out", "time_in", "time_all")
_WORKSPACES = ("workspace_edit", "workspace_label", "workspace_demo")
_PART = ("mark_in", "mark_out")
_LEAST = QSize(1024, 680)  # of the window, in pixels
_BORDER = QSize(8, 40)  # around it, as systems draw that
EVENT = "event"
"""Subject of the toast that tells the latest event: undo takes its place."""
_LEAST_LABELS = 160  # pixels that the table of labels is high
_GAP = 12  # between the stage and what is beside it


class WindowFrame(QMainWindow):
    """All widgets of the main window, as public attributes, in their docks and bars.

    They draw what controllers give them, and say what the user asks for. `actions_` are the
    commands, in the menus already; what each does is connected elsewhere.
    """

    dropped = Signal(object)  # paths of files and folders that the person dropped on the window
    page_changed = Signal()  # another page is on the stage
    demo_changed = Signal()  # `in_demo` did

    def __init__(self) -> None:
        super().__init__()
        self.in_demo = False
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        self.app_bar = AppBar(
            self.actions_["home"],
            [self.actions_[each] for each in _WORKSPACES],
            self.actions_["export"],
            self.actions_["videos"],
        )
        self.setMenuWidget(self.app_bar)
        self.actions_.fill(self.menuBar())
        self._build_middle()
        self._build_docks()
        self._build_footer()
        self.hint = Hint(self)
        self.show_page(self.empty_state)
        self.enable(project=False, video=False)
        for command in ("undo", "redo", *_OF_SEVERAL):
            self.actions_[command].setEnabled(False)
        room = self.screen().availableSize() - _BORDER
        self.setMinimumSize(_LEAST.boundedTo(room))

    def menuBar(self) -> QMenuBar:  # noqa: N802
        """Return the menus, which the app bar holds."""
        return self.app_bar.menus

    def enable(self, project: bool, video: bool) -> None:
        """Let the user do what needs an open project, and what needs its video."""
        for ids, enabled in ((_OF_PROJECT, project), (_OF_VIDEO, video)):
            for each in ids:
                self.actions_[each].setEnabled(enabled)
        self.expression_bar.set_ready(video)
        self.transport.setEnabled(video)

    def show_page(self, page: QWidget) -> None:
        """Show a page on the stage; what belongs to a video only with the viewer."""
        self.stack.setCurrentWidget(page)
        has_video = page is self.viewer
        for widget in (self.expression_bar, self.transport):
            widget.setVisible(has_video)
        self.app_bar.show_open(page is not self.empty_state)
        self.footer.show_facts(has_video)
        self.fit_margins()
        self.panel_sizes.fit()
        self.page_changed.emit()

    def take_bar_back(self) -> None:
        """Have the prompt above the stage, after it was elsewhere."""
        self._column.insertWidget(0, self.expression_bar)

    def say(self, sentence: str) -> None:
        """Tell an event in a sentence, nothing where it is empty."""
        if sentence:
            self.toasts.tell(Kind.EVENT, sentence, subject=EVENT)
        else:
            self.toasts.withdraw(EVENT)

    def clear(self) -> None:
        """Leave nothing in sight that is of the document before."""
        self.viewer.clear()
        self.toasts.clear()
        self.advice.forget()
        self.expression_bar.empty()
        for popover in self.findChildren(Popover):
            popover.close_quietly()
        self.transport.show_dropped(0)
        self.footer.clear()

    def fit_margins(self) -> None:
        """Leave room beside the stage, where the tools do not; none beside other pages."""
        gap = _GAP if self.stack.currentWidget() is self.viewer and not self.in_demo else 0
        self._row.setContentsMargins(0 if self.tool_strip.isVisibleTo(self) else gap, 0, gap, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        width = event.size().width()
        self.app_bar.fit(width)
        self.demo_panel.fit(width)
        self.side_panel.fit(event.size().height())
        self.timeline_panel.fit(event.size().height())
        self.expression_bar.fit_height(event.size().height())
        super().resizeEvent(event)
        self.panel_sizes.fit()

    def _build_middle(self) -> None:
        """Make the tools, the picture, and the rows above and below it."""
        self.expression_bar = ExpressionBar([self.actions_[each] for each in _PART])
        self.estimate_chip = self.expression_bar.estimate
        self.advice = AdvicePopover(self.expression_bar.field)
        self.viewer = Viewer()
        self.tool_options = ToolOptions(self.viewer)
        self.pill = Pill(self.viewer)
        self.pill.stand_below(self.tool_options)
        self.near_badge = Pill(self.viewer, Place.TOP_RIGHT)
        self.propagation_bar = PropagationBar(self.viewer)
        self.search_pill = SearchPill(self.viewer)
        self.empty_state = StartPage()
        self.opening_picture = OpeningPicture()
        self.missing_video = MissingVideo()
        self.drop_frame = DropFrame(self)
        self.stack = QStackedWidget()
        for page in (self.empty_state, self.viewer, self.missing_video, self.opening_picture):
            self.stack.addWidget(page)
        self.stage = Stage(self.stack)
        self.toasts = Toasts(self.stage)
        self.next_bar = NextBar(self.viewer)
        self.toasts.keep_clear_of(self.propagation_bar, self.search_pill, self.next_bar)
        self.volume = Volume(self.actions_["mute"])
        icons = {each.id: each.icon for each in self.actions_.commands}
        self.zoom = ZoomButton(self.viewer, [self.actions_[each] for each in _SIZES])
        self.transport = Transport(
            [self.actions_[each] for each in _TRANSPORT],
            ViewChoice({self.actions_[each]: icons[each] for each in _VIEWS}),
            self.zoom,
            self.volume,
        )
        self._build_demo()
        groups = [[self.actions_[each] for each in group] for group in _TOOLS]
        self.tool_strip = ToolStrip(groups, [self.actions_["absent"]])
        self.tool_strip.hide()
        self.tool_strip.visibilityChanged.connect(self.fit_margins)
        middle = QWidget()
        self._row = QHBoxLayout(middle)
        self._row.setSpacing(0)
        self._row.addWidget(self.tool_strip)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.expression_bar)
        self._column.addWidget(self.stage, 1)
        self._column.addWidget(self.transport)
        self._column.addWidget(self.demo_panel)
        self._row.addLayout(self._column, 1)
        self.setCentralWidget(middle)

    def _build_demo(self) -> None:
        """Make what is there in Demo only."""
        actions = self.actions_
        self.demo_panel = DemoPanel(actions["play"], actions["loop"], actions["mute"])
        self.wipe_handle = WipeHandle(self.viewer)
        workspaces = [actions[each] for each in _WORKSPACES]
        self.demo_bar = DemoBar(
            self.viewer,
            workspaces,
            actions["source"],
            actions["save_cutout"],
            actions["full_screen"],
        )

    def _build_docks(self) -> None:
        """Make the panels around the picture."""
        actions = self.actions_
        self.layers = LayerList([actions[each] for each in _LAYER])
        self.candidates = CandidateTray()
        self.correct_panel = CorrectPanel([actions["forget_correction"]])
        self.propagation_panel = PropagationPanel(actions.by_id)
        self.inspector = Inspector([actions[each] for each in _PRESENCE])
        self.side_panel = SidePanel(
            self.layers,
            self.candidates,
            self.inspector,
            self.correct_panel,
            self.propagation_panel,
            actions["describe"],
            [actions[each] for each in _LAYER],
        )
        self.side_dock = self._dock("side", self.tr("Layers"), self.side_panel)
        self.job_list = JobList()
        self.tasks_button = TasksButton()
        self.app_bar.tasks_place.addWidget(self.tasks_button)
        self.tasks_popover = TasksPopover(self.tasks_button, self.job_list)
        self.timeline = Timeline()
        self.timeline.hover.stage = self.stage
        self.timeline.hover.keep_clear_of(self.propagation_bar, self.search_pill, self.next_bar)
        self.timeline_panel = TimelinePanel(self.timeline)
        self.timeline_panel.head.set_zoom_actions(*(actions[each] for each in _ZOOM))
        self.timeline.set_menu([actions[each] for each in _LANE])
        self.timeline_dock = self._dock(
            "timeline",
            self.tr("Timeline"),
            self.timeline_panel,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.label_table = LabelTable()
        labels = ScrolledDown(self.label_table, _LEAST_LABELS)
        labels_dock = self._dock("labels", self.tr("Labels"), labels)
        self.videos = VideoPanel(actions["add_videos"])
        self.videos_dock = self._dock("videos", self.tr("Videos"), self.videos, _LEFT)
        self.panel_sizes = PanelSizes(
            self, self.side_dock, labels_dock, self.timeline_dock, self.videos_dock
        )
        self.timeline.rows_changed.connect(self.panel_sizes.make_room)

    def _dock(
        self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea = _RIGHT
    ) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _build_footer(self) -> None:
        self.footer = Footer()
        self.setStatusBar(self.footer)
        self.viewer.probed.connect(self._show_probe)
        for name in (each for group in _TOOLS for each in group):
            self.actions_[name].toggled.connect(self._show_hint)
        self._show_hint()
        self.actions_["pixel_probe"].toggled.connect(self.footer.probe.setVisible)

    def _show_hint(self) -> None:
        """Say in the footer what the tool in hand does."""
        for command in self.actions_.commands:
            if command.hint and self.actions_[command.id].isChecked():
                self.footer.hint.setText(command.hint)

    def _show_probe(self, column: int, row: int) -> None:
        self.footer.probe.setText(f"{column}, {row}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            accept_copy(event)
            self.drop_frame.put()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        accept_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.drop_frame.hide()
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            accept_copy(event)
            self.dropped.emit([Path(each) for each in local])
