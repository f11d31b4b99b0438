"""Controller of merging: takes over what another person decided and found in a project."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.project.conflicts import Conflict, Whose
from soc_studio.core.project.project import LayerId
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.tracks.conflict_pictures import ConflictPictures, conflict_pictures
from soc_studio.core.tracks.project_merge import (
    MergePlan,
    allow_videos,
    merge_edit,
    merge_plan,
    opened_other,
    take_results,
)
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.merge import PICTURE, MergeSheet
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.widgets.window_frame import WindowFrame


class MergeController(QObject):
    """Asks for a project and what holds in conflicts, and merges it as one step to undo."""

    def __init__(
        self,
        operations: Operations,
        frame: WindowFrame,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet: MergeSheet | None = None
        self._operations = operations
        self._document = operations.document
        self._frame = frame
        self._runner = runner
        self._drawing = LatestJob(self)
        self._drawing.returned.connect(self._show_pictures)
        self._drawing.failed.connect(operations.failed)
        frame.actions_.call_methods(merge_project=self.ask)

    def close(self) -> None:
        """Ask nothing more."""
        self._drawing.finish()
        if self.sheet is not None:
            self.sheet.dismiss()

    def ask(self) -> None:
        """Ask for a project, and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self._frame, self.tr("Project to merge"), "", f"SOC Studio (*{SUFFIX})"
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Compare the project at `path` with the open one, and show what merging would bring."""
        name = self.tr("Reading “{0}”").format(path.name)
        job = Job(name, once(partial(_plan, self._document, path)), minor=True)
        job.returned.connect(self._show)
        self._operations.start(job, self._runner)

    def _show(self, plan: MergePlan) -> None:
        if self.sheet is not None:
            self.sheet.dismiss()
        sheet = self.sheet = MergeSheet(self._frame, plan.path.name, plan)
        sheet.pictures_asked.connect(partial(self._draw, plan))
        sheet.merge_asked.connect(partial(self._merge, plan))
        sheet.closed.connect(self._forget)
        sheet.open()
        sheet.begin()

    def _forget(self) -> None:
        sheet, self.sheet = self.sheet, None
        self._drawing.drop()
        if sheet is not None:
            sheet.deleteLater()

    def _draw(self, plan: MergePlan, conflict: Conflict) -> None:
        ratio = self._frame.devicePixelRatioF()
        room = round(PICTURE.height() * ratio), round(PICTURE.width() * ratio)
        draw = partial(_pictures, self._document, plan, conflict, room)
        self._drawing.start(Job(self.tr("Comparing masks"), once(draw), minor=True))

    def _show_pictures(self, shown: ConflictPictures | None) -> None:
        if self.sheet is not None and shown is not None:
            self.sheet.show_pictures(shown)

    def _merge(self, plan: MergePlan, choices: Mapping[Conflict, Whose]) -> None:
        job = Job(
            self.tr("Merging “{0}”").format(plan.path.name),
            lambda: _taken(self._document, plan, choices),
        )
        job.icon = "import"
        job.returned.connect(partial(self._finish, plan, choices))
        self._operations.start(job, self._runner)

    def _finish(
        self, plan: MergePlan, choices: Mapping[Conflict, Whose], read: list[LayerId]
    ) -> None:
        document = self._document
        if not self._operations.edit(lambda project: merge_edit(project, plan, choices)):
            self._operations.tell(self.tr("No decision in it was new."))
        self._operations.attempt(lambda: allow_videos(document.core, plan))
        for each in read:
            document.refreshed(each)


def _plan(document: OpenDocument, path: Path) -> MergePlan:
    with opened_other(path, document.core.file.path) as other:
        return merge_plan(document.core, other)


def _taken(
    document: OpenDocument, plan: MergePlan, choices: Mapping[Conflict, Whose]
) -> Generator[int, None, list[LayerId]]:
    """Take the results over, and read the layers again whose masks may be others."""
    with opened_other(plan.path, document.core.file.path, check=False) as other:
        yield from take_results(document.core, other, plan, choices)
    own = {each.id for each in document.layers}
    changed = [each for each in plan.matching.layers.values() if each in own]
    for each in changed:
        document.track_cache.refresh(each)
    return changed


def _pictures(
    document: OpenDocument, plan: MergePlan, conflict: Conflict, room: tuple[int, int]
) -> ConflictPictures | None:
    video, reader = document.video, document.reader
    shown = reader if video is not None and video.id == conflict.video else None
    with opened_other(plan.path, document.core.file.path, check=False) as other:
        mine, theirs = (document.project, document.core.file), (plan.theirs, other)
        return conflict_pictures(conflict, mine, theirs, shown, *room)
