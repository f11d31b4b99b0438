"""The main window without what it does: its widgets, and where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.widgets.advice_popover import AdvicePopover
from soc_studio.ui.widgets.badge import Badge
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


class WindowFrame(QMainWindow):
    """All widgets of the main window, as public attributes, in their docks and bars.

    They draw what controllers give them, and say what the user asks for. `actions_` are the
    commands, in the menus already; what each does is connected elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar())
        self._build_middle()
        self._build_docks()
        self._build_status_bar()
        self.enable(project=False, video=False)
        for command in ("undo", "redo"):
            self.actions_[command].setEnabled(False)

    def enable(self, project: bool, video: bool) -> None:
        """Let the user do what needs an open project, and what needs its video."""
        for command in _OF_PROJECT:
            self.actions_[command].setEnabled(project)
        for command in _OF_VIDEO:
            self.actions_[command].setEnabled(video)
        self.expression_bar.set_ready(video)
        self.transport.setEnabled(video)

    def add_at_bottom(self, widget: QWidget) -> None:
        """Put a widget below the picture and the transport."""
        self._column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar, nothing where it is empty."""
        self.statusBar().showMessage(sentence)

    def clear(self) -> None:
        """Leave nothing in sight that is of the document before."""
        self.viewer.clear()
        self.message_bar.hide()
        self.advice.forget()
        self.expression_bar.line.clear()
        self.expression_bar.set_idle()
        self.transport.show_dropped(0)
        self.probe.clear()
        self.saved.clear()
        self.statusBar().clearMessage()

    def _build_middle(self) -> None:
        """Make the picture and the bars above and below it."""
        self.expression_bar = ExpressionBar()
        self.message_bar = MessageBar()
        self.advice = AdvicePopover(self.expression_bar.line)
        self.propagation_bar = PropagationBar()
        self.viewer = Viewer()
        self.badge = Badge(self.viewer)
        self.empty_state = EmptyState()
        self.missing_video = MissingVideo()
        self.stack = QStackedWidget()
        for page in (self.empty_state, self.viewer, self.missing_video):
            self.stack.addWidget(page)
        self.volume = Volume(self.actions_["mute"])
        self.transport = Transport([self.actions_[each] for each in _TRANSPORT], self.volume)
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self.expression_bar, self.message_bar, self.propagation_bar):
            self._column.addWidget(widget)
        self._column.addWidget(self.stack, 1)
        self._column.addWidget(self.transport)
        self.setCentralWidget(middle)
        self.tool_strip = ToolStrip(
            [self.actions_[each] for each in _TOOLS], [self.actions_[each] for each in _CORRECTIONS]
        )
        self.tool_strip.hide()
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tool_strip)

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

    def _build_status_bar(self) -> None:
        self.probe = QLabel("")  # the pixel of the video under the pointer
        self.saved = QLabel("")  # whether everything is in the file, where that is worth a word
        self.estimate_chip = EstimateChip()
        self.device_chip = DeviceChip()
        self.statusBar().addWidget(self.probe, 1)
        for widget in (self.saved, self.estimate_chip, self.device_chip):
            self.statusBar().addPermanentWidget(widget)
        self.viewer.probed.connect(self._show_probe)

    def _show_probe(self, column: int, row: int) -> None:
        self.probe.setText(f"{column}, {row}")
