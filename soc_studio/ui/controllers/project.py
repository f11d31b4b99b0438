"""Controller of the project as a whole: its title, what can be undone, and its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.formats.export_names import next_name
from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.project.video_names import video_names
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.storage.project_place import proposed_place
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.window_frame import WindowFrame

_LONGEST_TITLE = 60  # letters; what tells long names apart is often at their end


class ProjectController(QObject):
    """Names the open project in the window, saves it, and undoes its edits."""

    named = Signal(object)  # Path of the file under which it is saved from now on

    def __init__(
        self, operations: Operations, frame: WindowFrame, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = document = operations.document
        self._frame = frame
        self._named: tuple[tuple[Video, ...], dict[VideoId, str]] = ((), {})
        frame.actions_.call_methods(
            save=self.save, save_as=self.ask_save_as, undo=self.undo, redo=operations.redo
        )
        document.changed.connect(self.refresh)
        document.trouble_changed.connect(self._show_trouble)
        self.refresh()

    def close(self) -> None:
        """Show that there is nothing to name or undo."""
        self._show_step("undo", None)
        self._show_step("redo", None)
        self._show_title("")

    def refresh(self) -> None:
        """Show what the project is called now, and what can be undone."""
        self._show_title(self._title())
        self._show_step("undo", self._document.core.undo_name)
        self._show_step("redo", self._document.core.redo_name)
        if self._document.core.trouble is None:
            self._show_saved()

    def undo(self) -> None:
        """Take back the stroke that is being drawn; without one, the last edit."""
        if not self._frame.viewer.drop_stroke():
            self._operations.undo()

    def save(self) -> None:
        """Have everything in the file; a project without a name, or not to be changed, gets one."""
        if self._document.core.is_draft or self._document.core.read_only is not None:
            self.ask_save_as()
            return
        if self._operations.attempt(self._document.core.save):
            self._show_saved()

    def ask_save_as(self) -> bool:
        """Ask for a name and save under it; return whether the project has that name now."""
        core = self._document.core
        name, _ = QFileDialog.getSaveFileName(
            self._frame, self.tr("Save the project as"), self._proposed(), f"SOC Studio (*{SUFFIX})"
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix != SUFFIX:  # the file dialog asked about the name without the suffix
            path = path.with_name(path.name + SUFFIX)
            if path.exists() and not self._may_replace(path):
                return False
        if not self._operations.attempt(lambda: core.save_as(path)):
            return False
        self.named.emit(path)
        self.refresh()
        return True

    def _proposed(self) -> str:
        """Return the file that is proposed: beside the project where that has a name, else beside
        the video or its dataset."""
        core, video = self._document.core, self._document.video
        if core.read_only is not None:  # its own name is taken
            path = core.file.path
            return str(path.with_stem(next_name(path.stem)))
        if not core.is_draft:
            return str(core.file.path)
        return "" if video is None else str(proposed_place(Path(video.absolute)))

    def _title(self) -> str:
        """Return what the window is called; of several videos the one that is shown comes first."""
        document = self._document
        video = document.video
        if video is None or len(document.project.videos) < 2:
            return document.title
        if self._named[0] is not document.project.videos:
            self._named = (document.project.videos, video_names(document.project.videos))
        name = self._named[1][video.id]
        return name if document.core.is_draft else f"{name} · {document.title}"

    def _may_replace(self, path: Path) -> bool:
        """Ask, and wait for the answer, as the dialog before does."""
        loop = QEventLoop(self)
        question = Question(
            self._frame,
            self.tr("Replace “{0}”?").format(path.name),
            self.tr("A project of this name already exists there."),
            icon="triangle-alert",
        )
        question.offer(self.tr("Replace"), lambda: loop.exit(1), "destructive")
        question.offer(self.tr("Cancel"), loop.quit, "primary", at_the_end=True)
        question.refused.connect(loop.quit)
        question.open()
        return bool(loop.exec())

    def _show_step(self, command: str, name: str | None) -> None:
        action = self._frame.actions_[command]
        action.setEnabled(name is not None)
        text = self.tr("&Undo") if command == "undo" else self.tr("&Redo")
        action.setText(f"{text}: {translated(name)}" if name else text)

    def _show_title(self, title: str) -> None:
        if len(title) > _LONGEST_TITLE:
            title = f"{title[: _LONGEST_TITLE - 20]}…{title[-19:]}"
        self._frame.setWindowTitle(f"{title} — SOC Studio" if title else "SOC Studio")

    def _show_trouble(self, trouble: StudioError | None) -> None:
        if trouble is not None:
            self._operations.failed.emit(trouble)
            self._frame.app_bar.saved.show_trouble(translated(trouble.message))
        else:
            self._show_saved()

    def _show_saved(self) -> None:
        read_only = self._document.core.read_only
        if read_only is not None:
            told = f"{translated(read_only.reason)} {translated(read_only.advice)}"
            self._frame.app_bar.saved.show_read_only(told)
            return
        told = self.tr("Every change is saved at once.")
        if self._document.core.is_draft:
            told += " " + self.tr("“Save” gives the work a name and a place.")
        self._frame.app_bar.saved.show_saved(told)
