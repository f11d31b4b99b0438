"""The main window without what it does: its widgets, and where they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
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
from soc_studio.ui.widgets.app_bar import AppBar
from soc_studio.ui.widgets.badge import Badge
from soc_studio.ui.widgets.candidates import CandidateTray
from soc_studio.ui.widgets.empty_state import EmptyState
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.footer import Footer
from soc_studio.ui.widgets.inspector import Inspector
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.message_bar import MessageBar
from soc_studio.ui.widgets.missing_video import MissingVideo
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.stage import Stage
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.tool_strip import ToolStrip
from soc_studio.ui.widgets.transport import Transport
from soc_studio.ui.widgets.viewer import Viewer
from soc_studio.ui.widgets.volume import Volume

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_TOOLS = ("pointer", "brush", "eraser", "box", "lasso")
_CORRECTIONS = (
    "absent",
    "forget_correction",
    "propagate_backwards",
    "propagate_both_ways",
    "propagate_forwards",
)
_LAYER = ("find", "rename", "hide", "solo", "lock", "duplicate", "layer_up", "layer_down", "remove")
_LANE = ("accept", "reject", "forget_review", "absent", "first_choice", "most_uncertain")
_TRANSPORT = ("start", "back", "play", "next", "end", "loop")
_OF_PROJECT = ("save", "save_as", "import_masks", "rename", "remove")
_OF_VIDEO = ("export", "find")
_ZOOM = ("time_out", "time_all", "time_in")
_WORKSPACES = ("workspace_edit", "workspace_label", "workspace_demo")
_PART = ("mark_in", "mark_out")
_LEAST = QSize(1024, 680)  # of the window, in pixels
_BORDER = QSize(8, 40)  # around it, as systems draw that
_EVENT_SHOWN = 8000  # milliseconds
_RIGHT_GAP = 12  # between the stage and the panel beside it


class WindowFrame(QMainWindow):
    """All widgets of the main window, as public attributes, in their docks and bars.

    They draw what controllers give them, and say what the user asks for. `actions_` are the
    commands, in the menus already; what each does is connected elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.actions_ = Actions(self)
        self.app_bar = AppBar(
            self.actions_["home"],
            [self.actions_[each] for each in _WORKSPACES],
            self.actions_["export"],
        )
        self.setMenuWidget(self.app_bar)
        self.actions_.fill(self.menuBar())
        self._build_middle()
        self._build_docks()
        self._build_footer()
        self.show_page(self.empty_state)
        self.enable(project=False, video=False)
        for command in ("undo", "redo"):
            self.actions_[command].setEnabled(False)
        room = self.screen().availableSize() - _BORDER
        self.setMinimumSize(_LEAST.boundedTo(room))

    def menuBar(self) -> QMenuBar:  # noqa: N802
        """Return the menus, which the app bar holds."""
        return self.app_bar.menus

    def enable(self, project: bool, video: bool) -> None:
        """Let the user do what needs an open project, and what needs its video."""
        for command in _OF_PROJECT:
            self.actions_[command].setEnabled(project)
        for command in _OF_VIDEO:
            self.actions_[command].setEnabled(video)
        self.expression_bar.set_ready(video)
        self.transport.setEnabled(video)

    def show_page(self, page: QWidget) -> None:
        """Show a page on the stage; what belongs to a video only with the viewer."""
        self.stack.setCurrentWidget(page)
        has_video = page is self.viewer
        for widget in (self.expression_bar, self.transport):
            widget.setVisible(has_video)
        self.app_bar.show_open(page is not self.empty_state)
        self._row.setContentsMargins(0, 0, _RIGHT_GAP if has_video else 0, 0)

    def add_at_bottom(self, widget: QWidget) -> None:
        """Put a widget below the picture and the transport."""
        self._column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Tell an event in a sentence, nothing where it is empty."""
        self.statusBar().showMessage(sentence, _EVENT_SHOWN)

    def clear(self) -> None:
        """Leave nothing in sight that is of the document before."""
        self.viewer.clear()
        self.message_bar.hide()
        self.expression_bar.empty()
        self.transport.show_dropped(0)
        self.footer.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        width = event.size().width()
        self.app_bar.fit(width)
        self.expression_bar.fit(width)
        super().resizeEvent(event)

    def _build_middle(self) -> None:
        """Make the tools, the picture, and the rows above and below it."""
        self.expression_bar = ExpressionBar([self.actions_[each] for each in _PART])
        self.estimate_chip = self.expression_bar.estimate
        self.message_bar = MessageBar()
        self.propagation_bar = PropagationBar()
        self.viewer = Viewer()
        self.badge = Badge(self.viewer)
        self.empty_state = EmptyState()
        self.missing_video = MissingVideo()
        self.stack = QStackedWidget()
        for page in (self.empty_state, self.viewer, self.missing_video):
            self.stack.addWidget(page)
        self.stage = Stage(self.stack)
        self.stage.float_over(self.message_bar, Qt.AlignmentFlag.AlignTop)
        self.stage.float_over(self.propagation_bar, Qt.AlignmentFlag.AlignBottom)
        self.volume = Volume(self.actions_["mute"])
        self.transport = Transport([self.actions_[each] for each in _TRANSPORT], self.volume)
        self.tool_strip = ToolStrip(
            [self.actions_[each] for each in _TOOLS], [self.actions_[each] for each in _CORRECTIONS]
        )
        self.tool_strip.hide()
        middle = QWidget()
        self._row = QHBoxLayout(middle)
        self._row.setSpacing(0)
        self._row.addWidget(self.tool_strip)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.expression_bar)
        self._column.addWidget(self.stage, 1)
        self._column.addWidget(self.transport)
        self._row.addLayout(self._column, 1)
        self.setCentralWidget(middle)

    def _build_docks(self) -> None:
        """Make the panels around the picture."""
        self.layers = LayerList([self.actions_[each] for each in _LAYER])
        self.layers_dock = self._dock("layers", self.tr("Layers"), self.layers)
        self.candidates = CandidateTray()
        self.candidates_dock = self._dock("candidates", self.tr("Candidates"), self.candidates)
        self.inspector = Inspector()
        self.inspector_dock = self._dock("inspector", self.tr("Matte"), self.inspector)
        self.job_list = JobList()
        self.jobs_dock = self._dock("jobs", self.tr("Tasks"), self.job_list)
        self.tabifyDockWidget(self.candidates_dock, self.inspector_dock)
        self.tabifyDockWidget(self.inspector_dock, self.jobs_dock)
        self.candidates_dock.raise_()
        self.resizeDocks(
            [self.layers_dock, self.candidates_dock], [200, 200], Qt.Orientation.Vertical
        )
        self.timeline = Timeline()
        self.timeline.set_zoom_actions(*(self.actions_[each] for each in _ZOOM))
        self.timeline.set_menu([self.actions_[each] for each in _LANE])
        self.timeline_dock = self._dock(
            "timeline", self.tr("Timeline"), self.timeline, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.label_table = LabelTable()
        self._dock("labels", self.tr("Labels"), self.label_table)

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
        self.actions_["pixel_probe"].toggled.connect(self.footer.probe.setVisible)

    def _show_probe(self, column: int, row: int) -> None:
        self.footer.probe.setText(f"{column}, {row}")
