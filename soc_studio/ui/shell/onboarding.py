"""Help › First steps: the list of them, and the way to see them again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize

from soc_studio.core.tracks.first_steps import steps_named
from soc_studio.ui.dialogs.first_steps import FirstStepsSheet
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class FirstSteps(QObject):
    """Shows which first steps there are; a controller of the video points at each."""

    def __init__(self, frame: WindowFrame, preferences: Preferences) -> None:
        super().__init__(frame)
        self._frame = frame
        self._preferences = preferences
        frame.hint.keep_clear(frame.stage, self._needed)
        frame.actions_.call(first_steps=self.ask)

    def begin(self) -> None:
        """Point at steps from now on."""
        self._frame.hint.begin()

    def _needed(self) -> list[QRect]:
        """Return the places of the window that a person works with, the picture left out."""
        frame, view = self._frame, self._frame.timeline.view
        notices = (frame.next_bar, frame.search_pill, frame.propagation_bar, frame.pill)
        rows = (frame.app_bar, frame.expression_bar, frame.transport, frame.footer)
        panels = (frame.tool_strip, frame.side_panel, frame.timeline_panel.head, frame.near_badge)
        demo = (frame.demo_panel, frame.demo_bar, frame.label_table)
        needed = [
            QRect(each.mapTo(frame, QPoint()), each.size())
            for each in (*notices, *rows, *panels, *demo, *frame.toasts.shown)
            if each.isVisible()
        ]
        lanes = frame.timeline.viewport()
        if lanes.isVisible():
            high = min(lanes.height(), view.lanes_top + len(view.lanes) * view.lane)
            needed.append(QRect(lanes.mapTo(frame, QPoint()), QSize(lanes.width(), high)))
        return needed

    def ask(self) -> None:
        """Show the list of the first steps."""
        keys = self._frame.actions_["most_uncertain"].shortcuts()
        key = keys[0].toString() if keys else ""
        passed = steps_named(self._preferences.value.passed_steps)
        sheet = FirstStepsSheet(passed, key, self._frame)
        sheet.again_asked.connect(self.show_again)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def show_again(self) -> None:
        """Point at the first steps once more, from the first one on."""
        self._preferences.change(hints=True, passed_steps=())
