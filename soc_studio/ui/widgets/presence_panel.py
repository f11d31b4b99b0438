"""When an object counts as present: how sure the model has to be, and what a person says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from soc_studio.core.tracks.confidence_bounds import FAIRLY_SURE, SURE
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.confidence import Confidence, confidence_word

_LEVELS = {Confidence.UNSURE: None, Confidence.FAIRLY_SURE: FAIRLY_SURE, Confidence.SURE: SURE}


class PresencePanel(QWidget):
    """Chooses from which confidence on the object is shown; None leaves that to the model."""

    set_asked = Signal(str, float, int)  # "threshold", its value, the gesture
    reset_asked = Signal(str)  # "threshold"

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Offer `actions` for the frame under the playhead."""
        super().__init__(parent)
        self._gesture = 0
        self.title = QLabel(self.tr("Show it from"))
        self.title.setProperty("tone", "second")
        self.levels = Choice(height=28)
        self.levels.setProperty("compact", True)
        self.levels.setAccessibleName(self.title.text())
        for level in _LEVELS:
            self.levels.add(level, confidence_word(level))
        self.levels.chosen.connect(self._choose)
        self.score = QLabel()
        self.score.setTextFormat(Qt.TextFormat.PlainText)
        self.score.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(8)
        for widget in (self.title, self.levels, self.score):
            column.addWidget(widget)
        for action in actions:
            column.addWidget(_button(action))

    def show_threshold(self, decided: float | None, in_force: float) -> None:
        """Show the threshold that a person decided on, None where it is the model's own."""
        level = Confidence.UNSURE
        if decided is not None and decided >= FAIRLY_SURE:
            level = Confidence.SURE if decided >= SURE else Confidence.FAIRLY_SURE
        self.levels.set_value(level)
        told = self.tr("Shown from a score of {0} on; “Details” sets it exactly.")
        self.levels.setToolTip(told.format(f"{in_force:.2f}"))

    def show_found(self, found: bool) -> None:
        """Show what only concerns objects that a model found, or hide it."""
        for widget in (self.title, self.levels, self.score):
            widget.setVisible(found)

    def _choose(self, level: Confidence) -> None:
        threshold = _LEVELS[level]
        if threshold is None:
            self.reset_asked.emit("threshold")
        else:
            self._gesture -= 1  # each choice is a step of its own
            self.set_asked.emit("threshold", threshold, self._gesture)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    action.changed.connect(lambda: button.setToolTip(action.toolTip()))
    return button
