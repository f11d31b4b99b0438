"""An open project: its decisions, their history, and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from soc_studio.core.project.history import History
from soc_studio.core.project.project import Project
from soc_studio.core.storage.autosave import Autosave
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import moved_with_project
from soc_studio.core.storage.project_file import ProjectFile, ReadOnly
from soc_studio.core.storage.unsaved import holds_work, is_draft, new_draft_path, remove_draft
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.file_lock import try_lock
from soc_studio.core.system.messages import message


class Document(Closeable):
    """The one owner of a project; edits go through `do`. Close it, or use it in a `with`.

    Every decision is on its way to the file when `do` returns. A new document is a file, too, in a
    folder of its own (`core.drafts`), until it is saved under a name.
    """

    def __init__(
        self, file: ProjectFile, told: Callable[[StudioError | None], None] | None = None
    ) -> None:
        """Open the project in `file`, which the document then owns.

        `told` is called, on another thread, when decisions cannot be saved, and with None when they
        can again.
        """
        project = file.load()
        self.file = file
        self._history = History(project, file.load_trail())
        self._autosave = Autosave(file, project, told)
        self.undecided = file.undecided.load()
        """Propagated masks that were neither kept nor discarded when the program ended."""
        there = {each.id for each in project.layers}
        for one in [each for each in self.undecided if each.layer not in there]:
            self.decide(one.id)

    @classmethod
    def new(cls, told: Callable[[StudioError | None], None] | None = None) -> Self:
        """Begin an empty document that has no name yet."""
        return cls(ProjectFile.create(new_draft_path()), told)

    @classmethod
    def open(cls, path: Path, told: Callable[[StudioError | None], None] | None = None) -> Self:
        """Open the project at `path`; raises what `ProjectFile.open` and `load` raise."""
        file = ProjectFile.open(path)
        try:
            return cls(file, told)
        except BaseException:
            file.close()
            raise

    @property
    def project(self) -> Project:
        """The decisions as they are now."""
        return self._history.project

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing can be changed; None where all is well."""
        return self.file.read_only

    @property
    def is_draft(self) -> bool:
        """Whether it was never saved under a name."""
        return is_draft(self.file.path)

    @property
    def trouble(self) -> StudioError | None:
        """Why the newest decisions are not in the file; None where they are, or soon will be."""
        return self._autosave.trouble

    def tell_trouble_to(self, told: Callable[[StudioError | None], None]) -> None:
        """Call `told` from now on, as in the constructor, and at once if saving already fails."""
        self._autosave.tell_to(told)

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back."""
        return self._history.undo_name

    @property
    def redo_name(self) -> str | None:
        """What `redo` would do again."""
        return self._history.redo_name

    def do(self, name: str, after: Project, gesture: str | None = None) -> None:
        """Make an edit; see `History.do`.

        Raises:
            WriteError: the document is open for reading only.
        """
        self._refuse_read_only()
        self._history.do(name, after, gesture)
        self._autosave.want(self.project, self._history.trail)

    def amend(self, change: Callable[[Project], Project]) -> None:
        """Change what is no step of the person's; see `History.amend`.

        Raises:
            WriteError: the document is open for reading only.
        """
        self._refuse_read_only()
        self._history.amend(change)
        self._autosave.want(self.project, self._history.trail)

    def decide(self, undecided: str) -> None:
        """Have propagated masks in the file no more, by their id: they were kept or discarded."""
        self.undecided = [each for each in self.undecided if each.id != undecided]
        if self.read_only is None:
            self._autosave.want(self.project, self._history.trail, undecided)

    def undo(self) -> str | None:
        """Undo the last edit; results stay. Returns its name, None where there is none."""
        name = self._history.undo()
        self._autosave.want(self.project, self._history.trail)
        return name

    def redo(self) -> str | None:
        """Redo the step undone last. Returns its name, None where there is none."""
        name = self._history.redo()
        self._autosave.want(self.project, self._history.trail)
        return name

    def save(self) -> None:
        """Wait until every decision is in the file.

        Raises:
            StudioError: that cannot be done now; it is tried again later.
        """
        self._autosave.flush()

    def save_as(self, path: Path) -> None:
        """Continue in a copy of the project at `path`; it replaces a file there.

        The history is kept, and a running search continues in the copy, which finds the
        videos from where it is and may read what this one may. A draft is gone then: the copy is
        the document.

        Raises:
            StudioError: the copy cannot be written; the document stays where it was.
        """
        if path.exists() and path.resolve() == self.file.path.resolve():
            self.save()
            return
        _refuse_in_use(path)
        former, former_id = self.file.path, self.file.id
        with suppress(StudioError):  # the former file, too, is to have all that was decided
            self.save()
        consents = FilePermissions()
        places = [
            moved_with_project(each, former, former_id, path, consents)
            for each in self.project.videos
        ]
        with self._autosave.paused():
            # With what could not be saved where it was.
            self.file.move(path, replace(self.project, videos=tuple(each for each, _ in places)))
        videos = tuple(each for each, _ in places)
        self._history.do(message("Move"), replace(self.project, videos=videos))
        self._autosave.want(self.project, self._history.trail)
        readable = [place for _, place in places if place is not None]
        with suppress(WriteError):  # then it is asked again
            _pass_on_consents(self.project, former_id, self.file.id, readable)
        if is_draft(former):
            remove_draft(former)

    @property
    def has_work(self) -> bool:
        """Whether there is more in it than videos: decisions about them, or masks found for them.

        Where that cannot be read there is said to be.
        """
        try:
            return holds_work(self.project, self.file.has_results)
        except StudioError:
            return True

    def close(self) -> None:
        """Save and close; a draft without work in it is removed."""
        self._autosave.close()
        if self._owns_draft and not self.has_work:
            with suppress(WriteError):  # it is offered to nobody
                self.file.close(remove_draft)
        else:
            self.file.close()

    def discard(self) -> None:
        """Close; a draft is removed for good, whatever work is in it.

        A document with a name is closed as by `close`.

        Raises:
            WriteError: the draft cannot be removed.
        """
        if not self._owns_draft:
            self.close()
            return
        self._autosave.close()
        self.file.close(remove_draft)

    @property
    def _owns_draft(self) -> bool:
        """Whether it is a draft that no other program has open."""
        return self.is_draft and self.read_only is None

    def _refuse_read_only(self) -> None:
        if self.read_only is not None:
            raise WriteError(self.read_only.reason, self.read_only.advice)


def _refuse_in_use(path: Path) -> None:
    """Raise where `path` is a project that another program, or another document, has open."""
    if not path.exists():
        return
    lock = try_lock(path)
    if lock is None:
        raise WriteError(
            message("'{path}' is open in another program.", path=path),
            message("Choose another name."),
        )
    lock.release()


def _pass_on_consents(project: Project, former: str, new: str, readable: Sequence[Path]) -> None:
    """Let a copy read what the project that it is of may read, `readable` among that."""
    consents = FilePermissions()
    asked = [Path(video.absolute) for video in project.videos]
    consents.give(new, *readable, *(each for each in asked if consents.given(former, each)))
