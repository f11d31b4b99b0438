"""Undo and redo of decisions. What was computed is no part of it, nor which videos there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from soc_studio.core.project import Project, Video


@dataclass(frozen=True, slots=True)
class Step:
    """An edit, named as the user would say it, with the project before and after."""

    name: str
    before: Project
    after: Project
    gesture: str | None = None


class History:
    """The edits of a session, without limit: projects share what an edit leaves as it is.

    All projects of a history have the same videos in the same places: who has a video open relies
    on it. A video that is added, moved or removed is so in all of them, which is no step. What is
    decided about a video, its in and out point, is undone as everything else.
    """

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
        if not _same_videos(after, self.project):
            self._carry(after)
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

    def _carry(self, newest: Project) -> None:
        """Have the videos of `newest` in all projects, each project with its own points of them."""
        carried: dict[int, Project] = {}  # neighbouring steps share a project

        def with_videos(project: Project) -> Project:
            if id(project) not in carried:
                carried[id(project)] = _with_videos(project, newest)
            return carried[id(project)]

        for steps in (self._done, self._undone):
            steps[:] = [
                replace(step, before=with_videos(step.before), after=with_videos(step.after))
                for step in steps
            ]
            steps[:] = [step for step in steps if step.before != step.after]
        self.project = with_videos(self.project)

    def _kept(self, project: Project) -> Project:
        """Return `project`, its next id no smaller than any that was given: ids name results."""
        if project.next_id >= self.project.next_id:
            return project
        return Project(project.videos, project.expressions, self.project.next_id)


def _same_videos(one: Project, other: Project) -> bool:
    if one.videos is other.videos:
        return True
    return [_without_points(each) for each in one.videos] == [
        _without_points(each) for each in other.videos
    ]


def _without_points(video: Video) -> Video:
    return replace(video, in_point=0, out_point=None)


def _with_videos(project: Project, newest: Project) -> Project:
    own = {video.id: video for video in project.videos}
    videos = tuple(
        replace(each, in_point=own[each.id].in_point, out_point=own[each.id].out_point)
        if each.id in own
        else each
        for each in newest.videos
    )
    there = {video.id for video in videos}
    expressions = tuple(each for each in project.expressions if each.video in there)
    return Project(videos, expressions, max(project.next_id, newest.next_id))
