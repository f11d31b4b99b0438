"""The panel beside the picture: the layers, and sections of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.theme import is_in_new_theme, weighted
from soc_studio.ui.widgets.candidates import CandidateTray
from soc_studio.ui.widgets.correct_panel import CorrectPanel
from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.inspector import Inspector
from soc_studio.ui.widgets.layer_list import ROW, LayerList
from soc_studio.ui.widgets.propagation_panel import PropagationPanel
from soc_studio.ui.widgets.scroll_bars import keep_place_for_bar
from soc_studio.ui.widgets.section import Section

WIDTH, NARROW = 344, 300
_LEAST, _MOST = 280, 460
_HEAD = 40
_LEAST_ROWS, _SHARE = 2, 0.45  # of the panel that the layers may take
_SINGLE_BELOW = 800  # pixels of the window's height


class SidePanel(QWidget):
    """The list of layers is as high as its rows; the sections below take the rest, and scroll.

    In a window that is not high, only one section is open at a time.
    """

    def __init__(
        self,
        layers: LayerList,
        candidates: CandidateTray,
        inspector: Inspector,
        correct: CorrectPanel,
        propagation: PropagationPanel,
        describe: QAction,
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """Offer `describe` to add a layer, and `actions` for the chosen one in a menu."""
        super().__init__(parent)
        self.setObjectName("side_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)
        self.layers = layers
        self.right_one = Section(self.tr("The right one?"), candidates)
        self.right_one.corner.addWidget(candidates.scope)
        self.right_one.toggled.connect(candidates.scope.setVisible)
        tools = QWidget()
        column = QVBoxLayout(tools)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(correct)
        column.addWidget(propagation)
        self.correct = Section(self.tr("Correct"), tools)
        self.correct.set_open(False)
        self.correct.hide()
        correct.wanted.connect(self._show_correct)
        self.sections = (self.right_one, *inspector.sections, self.correct)
        self._single: bool | None = None
        for section in self.sections:
            section.toggled.connect(self._keep_single)
        below = QWidget()
        below.setObjectName("side_sections")
        sections = QVBoxLayout(below)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(0)
        sections.addWidget(self.correct)
        sections.addWidget(self.right_one)
        sections.addWidget(inspector)
        sections.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_place_for_bar(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(describe, actions))
        column.addWidget(layers)
        column.addWidget(self._scroll, 1)
        model = layers.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit_layers)
        self._fit_layers()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDTH, 600)

    def fit(self, height: int) -> None:
        """Be in a window of `height`."""
        single = height < _SINGLE_BELOW
        if single == self._single:
            return
        self._single = single
        opened = [section for section in self.sections if section.is_open]
        if single:
            for section in opened[1:]:
                section.set_open(False)
        else:
            for section in self.sections[:2]:
                section.set_open(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_layers()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            for section in getattr(self, "sections", ()):
                section.refresh_icon()

    def _head(self, describe: QAction, actions: Sequence[QAction]) -> QWidget:
        head = QWidget()
        head.setFixedHeight(_HEAD)
        title = QLabel(self.tr("Layers"))
        title.setFont(weighted(title.font(), QFont.Weight.DemiBold))
        self.count = QLabel()
        self.count.setProperty("tone", "caption")
        add = IconButton(Picture.PLUS, describe.toolTip())
        add.clicked.connect(describe.trigger)
        describe.changed.connect(lambda: add.setToolTip(describe.toolTip()))
        more = IconButton(Picture.MORE, self.tr("More for the selected layer"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addActions(list(actions))
        more.setMenu(menu)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(add)
        row.addWidget(more)
        return head

    def _fit_layers(self, *_: object) -> None:
        count = self.layers.count()
        self.count.setText(str(count) if count else "")
        most = max(_LEAST_ROWS * ROW, int(self.height() * _SHARE))
        self.layers.setFixedHeight(min(max(_LEAST_ROWS, count) * ROW, most))

    def _show_correct(self, wanted: bool) -> None:
        if wanted == (not self.correct.isHidden()):
            return
        self.correct.setVisible(wanted)
        self.correct.set_open(wanted)
        if not wanted and self._single and not any(each.is_open for each in self.sections):
            self.right_one.set_open(True)

    def _keep_single(self, is_open: bool) -> None:
        opened = self.sender()
        if is_open and isinstance(opened, Section):
            self._leave_open(opened)

    def _leave_open(self, opened: Section) -> None:
        """Close the others, where only one is open at a time."""
        for section in self.sections if self._single else ():
            if section is not opened:
                section.set_open(False)
