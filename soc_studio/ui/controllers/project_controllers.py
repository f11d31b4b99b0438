"""The controllers that live as long as a project: made when it opens, deleted when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings

from soc_studio.core.tracks.project_doubts import DoubtCache
from soc_studio.ui.controllers.dataset_export import DatasetController
from soc_studio.ui.controllers.dataset_import import DatasetImporter
from soc_studio.ui.controllers.export_jobs import ExportJobs
from soc_studio.ui.controllers.fine_tune import FineTuneController
from soc_studio.ui.controllers.import_masks import MaskImportController
from soc_studio.ui.controllers.layers import LayerController
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.merge import MergeController
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.project import ProjectController
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.track_reader import TrackReader
from soc_studio.ui.controllers.videos import VideoListController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The window's parts that controllers of a document need; they live as long as the window."""

    frame: WindowFrame
    settings: QSettings
    preferences: Preferences
    looks: Looks
    search: SearchController
    finding: JobRunner
    working: JobRunner
    estimating: JobRunner
    propagating: JobRunner


class Closeable(Protocol):
    def close(self) -> None: ...


class ProjectControllers(QObject):
    """The controllers of a project, whether its video can be read or not."""

    def __init__(self, document: OpenDocument, around: Surroundings) -> None:
        super().__init__(around.frame)
        frame = around.frame
        self.operations = Operations(document, self)
        self.project = ProjectController(self.operations, frame, self)
        self.reader = TrackReader(self.operations, around.working, self)
        self.layers = LayerController(self.operations, frame.layers, frame.actions_, self)
        self.dataset = DatasetController(
            self.operations, around.working, around.settings, frame, frame.actions_, self
        )
        self.dataset_import = DatasetImporter(self.operations, frame, around.working, self)
        self.merging = MergeController(self.operations, frame, around.working, self)
        self.improving = FineTuneController(self.operations, around, self)
        self.doubts = DoubtCache()
        self.exports = ExportJobs(self.operations, around.working, self)
        self.imports = MaskImportController(self.operations, frame, around.working, self)
        self.videos = VideoListController(self.operations, frame, around.finding, self)

    def delete(self) -> None:
        """Close them, and delete them with all their connections, at once."""
        first = (self.videos, self.improving, self.merging, self.dataset, self.dataset_import)
        delete_group(self, (*first, self.layers, self.project))


def delete_group(group: QObject, controllers: Sequence[Closeable]) -> None:
    """Close controllers one after the other, then delete their group.

    Deleted at once, and here on the GUI thread: nothing that the next document does may reach
    controllers of the last one. Qt drops the signals that jobs still send them.
    """
    for each in controllers:
        each.close()
    group.deleteLater()
    QCoreApplication.sendPostedEvents(group, QEvent.Type.DeferredDelete.value)
