"""Writes exports one after the other, as jobs, and tells what comes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_names import next_name
from soc_studio.core.formats.export_plan import ExportPlan, mistake
from soc_studio.core.formats.export_queue import ExportQueue, QueuedExport
from soc_studio.core.formats.export_speeds import measured
from soc_studio.core.formats.export_writing import material_of
from soc_studio.core.formats.material import Material
from soc_studio.core.project.objects import labels_of
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.controllers.export_end import ExportEnd, show_in_folder
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.text.model_text import failure


class ExportJobs(QObject):
    """The exports of the open document; `changed` says that one began, or is over."""

    changed = Signal()

    def __init__(self, operations: Operations, runner: JobRunner, parent: QObject) -> None:
        """Write on the thread of `runner`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._runner = runner
        self._end = ExportEnd(operations, self)
        self._queue = ExportQueue()
        self._entries: dict[Job, QueuedExport] = {}

    @property
    def count(self) -> int:
        """How many exports wait or run."""
        return sum(not each.is_over for each in self._queue.entries)

    def export(self, plan: ExportPlan) -> Job | None:
        """Write the result of a plan; tell why, and return None, where that is impossible."""
        document, material = self._document, self.material_of(plan)
        if isinstance(material, str):
            self._operations.failed.emit(StudioError(material))
            return None
        try:
            entry = self._queue.add(plan, material, sources_of(document.core))
        except StudioError as error:
            self._operations.failed.emit(error)
            return None
        job = Job(
            self.tr("Export “{0}”").format(plan.name),
            lambda: measured(plan, material, self._queue.steps(entry)),
        )
        job.icon, job.about = "upload", document.one_of_several
        job.returned.connect(self._tell_end)
        job.ended.connect(self._forget)
        self._entries[job] = entry
        self._operations.start(job, self._runner)
        self.changed.emit()
        return job

    def beside_others(self, plan: ExportPlan) -> ExportPlan:
        """Return a plan with a name that no export has which waits or runs."""
        names = {each.plan.name for each in self._queue.entries if not each.is_over}
        while plan.name in names:
            plan = replace(plan, name=next_name(plan.name))
        return plan

    def material_of(self, plan: ExportPlan) -> Material | str:
        """Return the material of a plan's export, or why there is none."""
        document = self._document
        if document.video is None or document.reader is None:
            return self.tr("Open a video first.")
        video = document.video
        views: dict[LayerId, ResolvedTrack | None] = {
            each.id: document.view(each.id) for each in document.layers
        }
        if problem := mistake(plan, video, views):
            return problem
        span = plan.span(video)
        chosen = [view for each, view in views.items() if each in plan.layers]
        found = [view for view in chosen if view is not None and view.span(span)]
        waiting = [
            view
            for view in chosen
            if view is not None and not view.span(span) and view.layer.expression
        ]
        labels = labels_of(document.project, video.id)
        material = material_of(plan, video, document.reader, found, labels)
        try:
            self._queue.refuse(plan, material)
        except StudioError as error:
            return failure(error)
        return replace(material, waiting=tuple(waiting))

    def _tell_end(self, folder: Path | None) -> None:
        job = self.sender()
        if folder is None or not isinstance(job, Job):
            return
        self._end.tell(job, folder)
        if self._entries[job].plan.opens:
            show_in_folder(folder)

    def _forget(self, complete: bool) -> None:
        """Let the next export have the folder of one that was stopped before it began."""
        job = self.sender()
        if isinstance(job, Job) and not complete:
            self._queue.cancel(self._entries[job])
        self.changed.emit()
