"""First steps: a hint that points somebody new from one step to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.system.settings import Settings
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.hint import Hint
from soc_studio.ui.widgets.window_frame import WindowFrame


class FirstSteps(QObject):
    """Points at what comes next, until the first search begins or the hint is closed."""

    def __init__(
        self,
        frame: WindowFrame,
        preferences: Preferences,
        current: Callable[[], OpenDocument | None],
    ) -> None:
        """`current` returns the document that is open."""
        super().__init__(frame)
        self.hint = Hint(frame)
        self._frame = frame
        self._preferences = preferences
        self._current = current
        self._finding: JobRunner | None = None
        self.hint.closed.connect(self._know)
        preferences.changed.connect(self._prefer)
        frame.expression_bar.line.textChanged.connect(self._typed)
        frame.actions_.call(first_steps=self.show)

    def begin(self, finding: JobRunner, opening: JobRunner, working: JobRunner) -> None:
        """Point at the first step, and at the next ones as jobs of these runners come and go."""
        self._finding = finding
        for runner in (working, opening):
            runner.changed.connect(self.point)
        finding.changed.connect(self._searched)
        self.point()

    def show(self) -> None:
        """Point at the first step, from the beginning."""
        self._preferences.change(hints=True)
        self.point()

    def point(self) -> None:
        """Point a new user at the next step."""
        bar, document = self._frame.expression_bar, self._current()
        is_away = document is not None and document.reader is None
        if not self._preferences.value.hints or is_away:
            self.hint.dismiss()
        elif document is None:
            self.hint.point_at(
                self._frame.empty_state.sample_button,
                self.tr("Start with the sample: a street with objects to find."),
            )
        elif bar.line.text().strip():
            self.hint.point_at(
                bar.find_button,
                self.tr("Press Find or Enter to search every frame for the object."),
            )
        else:
            self.hint.point_at(
                bar.line,
                self.tr("Describe an object in the video in your own words, then press Enter."),
            )

    def _typed(self) -> None:
        if self.hint.isVisible():
            self.point()

    def _searched(self) -> None:
        if self._finding is not None and self._finding.jobs:
            self._know()

    def _know(self) -> None:
        self._preferences.change(hints=False)

    def _prefer(self, before: Settings, now: Settings) -> None:
        if before.hints != now.hints:
            self.point()
