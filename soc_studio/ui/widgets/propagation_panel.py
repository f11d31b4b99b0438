"""Where a correction is carried to: back, both ways or on, and how far."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)
from PySide6.QtWidgets import QVBoxLayout as Column

from soc_studio.core.masks.propagation_run import PropagationRange
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme

_ICON, _GAP, _HEIGHT = 16, 6, 28
_ICONS = {
    "propagate_backwards": "arrow-left",
    "propagate_both_ways": "arrow-left-right",
    "propagate_forwards": "arrow-right",
}
_MOST = 100_000  # frames


class PropagationPanel(QWidget):
    """The directions as buttons, and the range below them."""

    chosen = Signal(str, int)  # a `PropagationRange`, and the number of frames
    together_chosen = Signal(bool)  # whether layers are carried together

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        """Show those of `actions`, by their id, that carry."""
        super().__init__(parent)
        self._actions = [actions[each] for each in _ICONS]
        titles = {
            "propagate_backwards": self.tr("Back"),
            "propagate_both_ways": self.tr("Both"),
            "propagate_forwards": self.tr("On"),
        }
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for action in self._actions:
            button = QToolButton()
            action.setIconText(titles[action.objectName()])
            button.setDefaultAction(action)
            button.setIconSize(QSize(_ICON + _GAP, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("kind", "button")
            button.setFixedHeight(_HEIGHT)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(action.toolTip())
            buttons.addWidget(button, 1)
        self.how_far = QComboBox()
        self.how_far.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.how_far.setMinimumContentsLength(5)
        self.how_far.setAccessibleName(self.tr("How far it is carried"))
        for each, text in (
            (PropagationRange.CORRECTION, self.tr("To the next correction")),
            (PropagationRange.SHOT, self.tr("To the end of the shot")),
            (PropagationRange.MARKED, self.tr("In the marked part")),
            (PropagationRange.CLIP, self.tr("Whole clip")),
            (PropagationRange.FRAMES, self.tr("Some frames")),
        ):
            self.how_far.addItem(text, each.value)
        self.frames = QSpinBox()
        self.frames.setRange(1, _MOST)
        self.frames.setKeyboardTracking(False)
        self.frames.setAccessibleName(self.tr("Frames it is carried to on each side"))
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("How far")))
        row.addWidget(self.how_far, 1)
        row.addWidget(self.frames)
        column = Column(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(6)
        title = QLabel(self.tr("Carry it to other frames"))
        title.setProperty("tone", "second")
        column.addWidget(title)
        column.addLayout(buttons)
        column.addLayout(row)
        self.together = QCheckBox(self.tr("All layers with corrections together"))
        self.together.clicked.connect(self.together_chosen)
        column.addWidget(self.together)
        self.how_far.activated.connect(self._choose)
        self.frames.valueChanged.connect(self._choose)
        self.show_choice(PropagationRange.CORRECTION, 25, False)
        self._draw_icons()

    def show_choice(self, how_far: PropagationRange, frames: int, together: bool) -> None:
        """Show how far is chosen, and whether layers are carried together."""
        self.together.setChecked(together)
        with QSignalBlocker(self.frames):
            self.frames.setValue(frames)
        self.how_far.setCurrentIndex(self.how_far.findData(how_far.value))
        self.frames.setVisible(how_far is PropagationRange.FRAMES)

    def set_ready(self, is_ready: bool) -> None:
        """Offer to carry, or not, where there is no layer."""
        for action in self._actions:
            action.setEnabled(is_ready)

    def offer_together(self, is_offered: bool, why_not: str) -> None:
        """Offer to carry layers together, or say why that cannot be."""
        self.together.setEnabled(is_offered)
        said = self.tr("One run, in which layers share what is seen: none takes another's pixels.")
        self.together.setToolTip(why_not or said)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _choose(self, _: int) -> None:
        how_far = str(self.how_far.currentData())
        self.frames.setVisible(how_far == PropagationRange.FRAMES)
        self.chosen.emit(how_far, self.frames.value())

    def _draw_icons(self) -> None:
        for action in getattr(self, "_actions", ()):
            action.setIcon(icon(_ICONS[action.objectName()], _ICON))
