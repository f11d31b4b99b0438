"""Controller of the first steps: points a new person at each when its moment comes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from soc_studio.core.tracks.first_steps import FirstStep, Moment, Tour, steps_named
from soc_studio.core.tracks.next_step import NextStep
from soc_studio.ui.controllers.next_step import NextStepController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text import first_step_text
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.hint import Side
from soc_studio.ui.widgets.window_frame import WindowFrame

_Target = tuple[QWidget, Side, QRect | None]


class FirstStepsController(QObject):
    """Keeps the bubble in step with the document, for as long as the person wants hints.

    Which step is due, `Tour` decides.
    """

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        next_step: NextStepController,
        frame: WindowFrame,
        finding: JobRunner,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._next_step = next_step
        self._frame = frame
        self._finding = finding
        self._preferences = preferences
        self._tour = Tour(steps_named(preferences.value.passed_steps))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        for signal in (
            document.changed,
            document.views_changed,
            document.selected,
            playback.moved,
            playback.playing_changed,
            finding.changed,
            next_step.stepped,
            next_step.known,
            frame.toasts.arranged,  # a step makes room for them
        ):
            signal.connect(self._wait)
        preferences.changed.connect(self._prefer)
        frame.hint.skipped.connect(self._skip)
        frame.hint.displaced.connect(self._wait)
        frame.actions_["export"].triggered.connect(self._pass_export)
        for floating in (frame.advice, frame.next_bar):
            floating.installEventFilter(self)
        self._wait()

    def close(self) -> None:
        """Point at nothing."""
        self._soon.stop()
        for floating in (self._frame.advice, self._frame.next_bar):
            floating.removeEventFilter(self)
        self._frame.hint.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._wait()
        return False

    def refresh(self) -> None:
        """Point at the step whose moment it is."""
        hint = self._frame.hint
        if not self._preferences.value.hints:
            hint.dismiss()
            return
        due = self._tour.look(self._moment())
        self._keep()
        target = None if due is None else self._target(due)
        if due is None or target is None or self._is_busy():
            hint.dismiss()
            return
        widget, side, part = target
        said = first_step_text.sentence(due, self._check_key(), self._time())
        hint.point_at(widget, first_step_text.heading(due), said, side, part)

    def _wait(self, *_: object) -> None:
        if self._preferences.value.hints:
            self._soon.start()

    def _is_busy(self) -> bool:
        """Whether something else speaks of the same place, or the person watches."""
        return self._frame.advice.isVisible() or self._playback.is_playing

    def _moment(self) -> Moment:
        layers = self._document.layers
        return Moment(
            is_searching=bool(self._finding.jobs),
            layers=len(layers),
            step=self._next_step.step,
            spot=None if self._playback.is_playing else self._spot(),
            corrections=sum(len(each.corrections) for each in layers),
        )

    def _spot(self) -> int | None:
        """Return the first frame of the uncertain stretch that the playhead is in."""
        selected, frame = self._document.selection, self._playback.frame
        view = None if selected is None else self._document.view(selected.id)
        for each in () if view is None else view.uncertain_spans():
            if each.start <= frame < each.stop:
                return each.start
        return None

    def _target(self, step: FirstStep) -> _Target | None:
        frame = self._frame
        match step:
            case FirstStep.FIND:
                return frame.expression_bar.field, Side.BELOW, None
            case FirstStep.CHECK:
                lane = self._lane()
                return None if lane is None else (frame.timeline.viewport(), Side.BELOW, lane)
            case FirstStep.FIX:
                strip = frame.tool_strip
                tool = strip.widgetForAction(frame.actions_["points"]).geometry()
                return strip, Side.RIGHT, QRect(0, tool.y(), strip.width(), tool.height())
            case FirstStep.FINISH:
                for button in frame.next_bar.buttons:
                    if button.objectName() == "finish" and button.isVisible():
                        return button, Side.ABOVE, None
                bar = frame.expression_bar
                shown = bar.quality if bar.quality.isVisible() else bar.quality_button
                return shown, Side.BELOW, None
            case FirstStep.EXPORT:
                return frame.app_bar.export_button, Side.BELOW, None

    def _lane(self) -> QRect | None:
        """Return where the selected layer's lane is, at the first stretch to look at."""
        view = self._frame.timeline.view
        selected = self._document.selection
        if selected is None or all(each.id != selected.id for each in view.lanes):
            return None
        left, right = view.names, view.right
        shown = self._document.view(selected.id)
        spots = [] if shown is None else shown.uncertain_spans()
        if spots:
            left = max(left, min(round(view.to_x(spots[0].start)), right - 1))
            right = max(left + 1, min(round(view.to_x(spots[0].stop)), right))
        return QRect(left, view.lane_top(selected.id), right - left, view.lane)

    def _check_key(self) -> str:
        step = self._next_step.step
        if step is None or not step.spots:
            return ""  # it would go nowhere
        keys = self._frame.actions_["most_uncertain"].shortcuts()
        return keys[0].toString() if keys else ""

    def _time(self) -> str:
        step: NextStep | None = self._next_step.step
        return "" if step is None else self._next_step.time(step.quick)

    def _skip(self) -> None:
        self._tour.skip()
        self._keep()
        self.refresh()

    def _pass_export(self) -> None:
        if self._preferences.value.hints:
            self._tour.pass_over(FirstStep.EXPORT)
            self._keep()
            self.refresh()

    def _keep(self) -> None:
        """Remember what need not be said again."""
        passed = tuple(each.value for each in FirstStep if each in self._tour.passed)
        self._preferences.change(passed_steps=passed)

    def _prefer(self) -> None:
        passed = steps_named(self._preferences.value.passed_steps)
        if frozenset(passed) != self._tour.passed:
            self._tour = Tour(passed)
        self._soon.start()
