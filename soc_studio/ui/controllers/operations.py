"""Operations: make the user's edits of the open document, and tell their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.project import Project
from soc_studio.core.project.video_edits import videos_of_edit
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Told

MakeEdit: TypeAlias = Callable[[Project], Edit]
"""Returns the name of an edit and the project after it; raises StudioError where it cannot be."""


class Operations(QObject):
    """Does to one document what the user asks for: the only place that reports on it.

    An edit is one step to undo. Long work runs off the GUI thread. Either way, `told` says what
    was done and `failed` why it was not. Whatever shows the document follows the document's own
    signals.
    """

    told = Signal(str)  # a sentence for the status bar
    reported = Signal(object)  # Told: an event with something that can be done about it
    failed = Signal(object)  # the exception; any but StudioError and RvosError is a bug
    elsewhere = Signal(object, str)  # a video that something was undone in, and what is said then
    spot_asked = Signal(object, object, int, str)  # a video, a layer and a frame of it, and a word

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document

    def edit(self, make: MakeEdit, gesture: str | None = None, said: str = "{0}") -> bool:
        """Make an edit, and tell its name in the words of `said`, if any.

        Edits of one `gesture` are one step to undo. Returns whether anything was changed: False
        after a failure, and where the document is as wanted already.
        """
        document = self.document
        try:
            name, after = make(document.project)
            if after == document.project:
                return False
            document.do(name, after, gesture)
        except StudioError as error:
            self.failed.emit(error)
            return False
        if said:
            self.told.emit(said.format(translated(name)))
        return True

    def visible(self) -> tuple[VideoReader, list[ResolvedTrack]] | None:
        """Return the video and what its visible layers show; tell why, where nothing is seen."""
        document, reader = self.document, self.document.reader
        shown = [document.view(each.id) for each in document.layers if each.visible]
        views = [each for each in shown if each is not None]
        if reader is None or not views:
            self.failed.emit(StudioError(self.tr("Show a layer first.")))
            return None
        return reader, views

    def undo(self) -> None:
        """Take the last edit back."""
        if name := self.document.core.undo_name:
            self._step(self.document.undo, self.tr("Undone: {0}").format(translated(name)))

    def redo(self) -> None:
        """Redo the step undone last."""
        if name := self.document.core.redo_name:
            self._step(self.document.redo, self.tr("Redone: {0}").format(translated(name)))

    def _step(self, step: Callable[[], None], said: str) -> None:
        """Undo or redo; where it is not of the video that is shown, have the first of it shown."""
        document = self.document
        before = document.project
        step()
        changed = videos_of_edit(before, document.project)
        known = {each.id for each in document.project.videos}
        there = [each for each in changed if each in known]
        if not there or document.shown_id in changed:
            self.told.emit(said)
        else:
            self.elsewhere.emit(there[0], said)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that is no edit, such as saving; return whether it could be done."""
        try:
            act()
        except StudioError as error:
            self.failed.emit(error)
            return False
        return True

    def start(self, job: Job, runner: JobRunner) -> None:
        """Have a job done off the GUI thread; connect to the job first."""
        job.failed.connect(self.failed)
        runner.start(job)

    def tell(self, sentence: str) -> None:
        """Say something about the user's request, such as why it is refused."""
        self.told.emit(sentence)

    def report(self, told: Told) -> None:
        """Tell an event with something that can be done about it."""
        self.reported.emit(told)
