"""What the controllers of answers share: they look at answers off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.project.project import LayerId
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob


class AnswerController(QObject):
    """Looks at one answer at a time, on the thread of a runner that others use, too."""

    def __init__(
        self, operations: Operations, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._latest = LatestJob(self, runner)
        self._latest.failed.connect(operations.failed)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being looked at, or what came of it is still to be told."""
        return self._latest.is_awaited

    def close(self) -> None:
        """Say nothing more."""
        self._latest.drop()

    def _is_there(self, layer: LayerId) -> bool:
        return any(each.id == layer for each in self._document.layers)
