"""Controller of exports: a dialog that remembers its settings, and a job that writes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_plan import (
    ExportPlan,
    Outlook,
    Part,
    material_of,
    mistake,
    recalled,
    remembered,
    survey,
    write_export,
)
from soc_studio.core.formats.format import Purpose
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.export import ExportDialog, FormatText
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Kind, Told

_SETTLING = 150  # milliseconds without a change before the outlook of a plan is computed
_REMEMBERED = "export/last"


def format_texts() -> list[FormatText]:
    """Return the formats in the user's language, as they are offered: by what they are for."""
    purposes = list(Purpose)
    return [
        FormatText(
            each.id,
            translated(each.name),
            translated(each.description),
            translated(each.purpose.value),
        )
        for each in sorted(
            EXPORTS, key=lambda each: (purposes.index(each.purpose), not each.written.spare)
        )
    ]


class ExportController(QObject):
    """Asks what to export of the open document, and writes it."""

    def __init__(
        self,
        operations: Operations,
        runner: JobRunner,
        settings: QSettings,
        window: QWidget,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        """Write on the thread of `runner`, remember in `settings`, ask above `window`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._window = window
        self._runner = runner
        self._settings = settings
        self._looking = LatestJob(self)
        self._looking.returned.connect(self._looked)
        self._looking.failed.connect(operations.failed)
        self.dialog: ExportDialog | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self._look)
        actions.call_methods(export=self.ask)

    def close(self) -> None:
        """Close the dialog."""
        self._settled.stop()
        if self.dialog is not None:
            self.dialog.reject()
        self._looking.finish()

    def first_plan(self) -> ExportPlan | None:
        """Return the plan that the dialog starts with, None without a video."""
        document = self._document
        if document.video is None:
            return None
        video = document.video
        layers = tuple(each.id for each in document.layers if each.visible)
        kinds = QStandardPaths.StandardLocation
        home = QStandardPaths.writableLocation(kinds.MoviesLocation) or str(Path.home())
        name = self.tr("{0} export").format(document.title or Path(video.name).stem)
        span = video.span
        plan = ExportPlan(
            home, name, layers, first=span.start, last=span.stop - 1, formats=("cutout",)
        )
        plan = recalled(plan, str(self._settings.value(_REMEMBERED, "")))
        return plan if Path(plan.place).is_dir() else replace(plan, place=home)

    def ask(self) -> None:
        """Ask what to export, and export it."""
        document, plan = self._document, self.first_plan()
        if document.video is None or plan is None or self.dialog is not None:
            return
        dialog = ExportDialog(plan, document.video, document.layers, format_texts(), self._window)
        self.dialog = dialog
        dialog.changed.connect(self._plan_changed)
        dialog.accepted.connect(self._accepted)
        dialog.finished.connect(self._finished)
        dialog.open()
        self._look()

    def export(self, plan: ExportPlan) -> Job | None:
        """Write the result of a plan; tell why, and return None, where that is impossible."""
        document, material = self._document, self._material(plan)
        if isinstance(material, str):
            self._operations.failed.emit(StudioError(material))
            return None
        assert document is not None
        job = Job(
            self.tr("Export “{0}”").format(plan.name),
            lambda: write_export(plan, material, sources_of(document.core)),
        )
        job.icon = "upload"
        job.returned.connect(self._show_folder if plan.opens else self._tell_folder)
        self._operations.start(job, self._runner)
        return job

    def export_marked(self, folder: Path, overlay: bool = True) -> Job | None:
        """Write masks, tracks and, with `overlay`, a video that marks the objects into `folder`."""
        plan = self.first_plan()
        if plan is None:
            return None
        formats = ("masks", "tracks", "overlay") if overlay else ("masks", "tracks")
        place, name = str(folder.parent), folder.name
        return self.export(
            replace(plan, place=place, name=name, part=Part.MARKED, formats=formats, opens=False)
        )

    def _material(self, plan: ExportPlan) -> Material | str:
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
        return material_of(plan, video, document.reader, found)

    # The dialog

    def _plan_changed(self) -> None:
        assert self.dialog is not None
        material = self._material(self.dialog.plan)
        if isinstance(material, str):
            self._settled.stop()
            self._looking.drop()
            self.dialog.show_outlook(Outlook(problem=material))
        else:
            self.dialog.show_looking()
            self._settled.start()

    def _look(self) -> None:
        """Compute the plan's outlook off the GUI thread."""
        document = self._document
        if self.dialog is None:
            return
        plan = self.dialog.plan
        material = self._material(plan)
        if isinstance(material, str):
            self.dialog.show_outlook(Outlook(problem=material))
            return
        self.dialog.show_looking()
        look = once(lambda: (plan, survey(plan, material, sources_of(document.core))))
        self._looking.start(Job("outlook", look, minor=True))

    def _looked(self, found: tuple[ExportPlan, Outlook]) -> None:
        plan, outlook = found
        if self.dialog is not None and plan == self.dialog.plan:
            self.dialog.show_outlook(outlook)

    def _accepted(self) -> None:
        assert self.dialog is not None
        plan = self.dialog.plan
        self._settings.setValue(_REMEMBERED, remembered(plan))
        self.export(plan)

    def _finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _tell_folder(self, folder: Path) -> None:
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(folder)))
        action = self.tr("Show in folder")
        job = self.sender()
        if isinstance(job, Job):
            job.result = JobResult(str(folder.parent), action, show)
        self._operations.report(
            Told(
                Kind.DONE,
                self.tr("Exported {0}").format(folder.name),
                str(folder.parent),
                ((action, show),),
            )
        )

    def _show_folder(self, folder: Path) -> None:
        self._tell_folder(folder)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
