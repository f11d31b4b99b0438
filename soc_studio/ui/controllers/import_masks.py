"""Controller of mask import: adds masks from a folder as layers of the open project."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.project import label_edits
from soc_studio.core.project.imported_object import ImportedLabels
from soc_studio.core.project.project import VideoId
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame


class MaskImportController(QObject):
    """Asks for a folder, reads it off the GUI thread, and adds its masks as layers."""

    def __init__(
        self,
        operations: Operations,
        frame: WindowFrame,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._frame = frame
        self._runner = runner
        self._begun: dict[Job, tuple[VideoId, str, list[str]]] = {}  # video, folder and notes
        frame.actions_.call_methods(import_masks=self.ask)

    def ask(self) -> None:
        """Ask for a folder of masks, and add them as layers."""
        video = self._document.video
        if video is None:
            return
        title, place = self.tr("Folder of masks"), self._document.folder
        name = QFileDialog.getExistingDirectory(self._frame, title, place)
        if not name:
            return
        from soc_studio.core.formats.import_layers import import_layers

        path, notes = Path(name), list[str]()
        steps = partial(import_layers, self._document.core, video, path, notes.append)
        job = Job(self.tr("Importing masks"), steps)
        job.icon, job.about = "import", self._document.one_of_several
        job.returned.connect(self._add)
        self._begun[job] = (video.id, path.name, notes)
        self._operations.start(job, self._runner)

    def _add(self, labels: ImportedLabels) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        video_id, folder, notes = self._begun.pop(job)
        done = self._operations.edit(
            lambda project: label_edits.add_imported(project, video_id, labels, folder), said=""
        )
        if done and notes:
            self._frame.toasts.tell_sentences(Kind.QUESTION, " ".join(map(translated, notes)))
