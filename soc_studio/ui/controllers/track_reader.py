"""Reads the tracks of new layers from the project file."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.project.project import LayerId
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner, once


class TrackReader(QObject):
    """Keeps the tracks of a document in step with its layers, off the GUI thread."""

    def __init__(
        self, operations: Operations, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._runner = runner
        self._document.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the tracks that are not read yet."""
        document = self._document
        if document.video is not None:
            unread = document.track_cache.unread(document.project, document.video.id)
            if unread:
                self._read(unread)

    def _read(self, unread: list[LayerId]) -> None:
        document = self._document

        def read() -> None:
            for each in unread:
                if any(one.id == each for one in document.layers):
                    document.track_cache.refresh(each)
                    document.refreshed(each)

        job = Job(self.tr("Reading the project"), once(read), minor=True)
        self._operations.start(job, self._runner)
