"""The list of tasks below its button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout

from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.tasks_button import TasksButton

_WIDTH, _LEAST, _MOST = 440, 120, 420
_MARGINS = 16  # left and right together


class TasksPopover(Popover):
    """Shows every long task: what runs, what waits, and what is over."""

    _jobs: JobList | None = None  # events come before it is set

    def __init__(self, button: TasksButton, jobs: JobList) -> None:
        super().__init__(button)
        self.right_aligned = True
        self._jobs = jobs
        title = QLabel(self.tr("Tasks"))
        title.setFont(role_font("title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS // 2, 12, _MARGINS // 2, 4)
        column.setSpacing(4)
        row = QVBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(title)
        column.addLayout(row)
        column.addWidget(jobs, 1)
        button.clicked.connect(self.toggle)
        jobs.inside.installEventFilter(self)

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.isVisible():
            self.dismiss()
        else:
            self.open()
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_list = self._jobs is not None and watched is self._jobs.inside
        if is_list and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Be as high as the list, within the window."""
        window = self.window()
        assert self._jobs is not None
        wide = min(_WIDTH, window.width() - 32)
        high = self._jobs.wanted_height(wide - _MARGINS) + 48
        self.resize(wide, max(_LEAST, min(high, _MOST, window.height() - 120)))
        self.place()
