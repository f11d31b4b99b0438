"""Undo and redo of decisions. What was computed is no part of it."""

from __future__ import annotations

from dataclasses import dataclass

from soc_studio.core.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """An edit, named as the user would say it, with the project before and after."""

    name: str
    before: Project
    after: Project
    gesture: str | None = None


class History:
    """The edits of a session, without limit: projects share what an edit leaves as it is."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back, None where there is nothing."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What `redo` would do again, None where there is nothing."""
        return self._undone[-1].name if self._undone else None

    def do(self, name: str, after: Project, gesture: str | None = None) -> None:
        """Go on to the project `after`, by an edit called `name`.

        Edits of one `gesture`, such as a drag of a slider, are one step. One that changes nothing
        is none. What was undone can then no longer be done again.
        """
        if after == self.project:
            return
        before, after = self.project, self._kept(after)
        if gesture is not None and self._done and self._done[-1].gesture == gesture:
            before = self._done.pop().before
        self._undone.clear()
        self.project = after
        if after != before:
            self._done.append(Step(name, before, after, gesture))

    def undo(self) -> str | None:
        """Take the last edit back and return its name, None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self.project = self._kept(step.before)
        return step.name

    def redo(self) -> str | None:
        """Do again what was undone last and return its name, None where there is nothing."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self.project = self._kept(step.after)
        return step.name

    def _kept(self, project: Project) -> Project:
        """Return `project`, its next id no smaller than any that was given: ids name results."""
        if project.next_id >= self.project.next_id:
            return project
        return Project(project.videos, project.expressions, self.project.next_id)
