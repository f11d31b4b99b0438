"""Undo and redo of decisions. Results are no part of the history, nor is where videos are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from soc_studio.core.project.project import EditError, Project, Video
from soc_studio.core.project.project_codec import DecisionError, patched

Records: TypeAlias = tuple[Mapping[str, str], Collection[str]]
"""Pieces that are put in the place of others, and names of those that go."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit, named as the user would say it, with the project before and after."""

    name: str
    before: Project
    after: Project
    gesture: str | None = None


@dataclass(frozen=True, slots=True)
class StoredStep:
    """A step of an earlier session: pieces (`core.decisions`) that lead back, and forth again."""

    name: str
    back: Records
    forth: Records


AnyStep: TypeAlias = Step | StoredStep


@dataclass(frozen=True, slots=True)
class Trail:
    """The steps of a history from the oldest to the newest; those from `at` on are undone."""

    steps: tuple[AnyStep, ...] = ()
    at: int = 0


class History:
    """The edits of a project: projects share the parts that an edit does not change.

    A video that is added, or found in another place, is so in all projects of a history, which is
    no step: open videos rely on it. To remove one is a step: with undo it is back, and with it all
    that was decided about it. Its in and out point are undone as everything else.
    """

    def __init__(self, project: Project, trail: Trail = Trail()) -> None:
        """Begin with `project`, and the steps that led to it in earlier sessions."""
        self.project = project
        self._done = list(trail.steps[: trail.at])
        self._undone = list(reversed(trail.steps[trail.at :]))
        self._settle()

    @property
    def trail(self) -> Trail:
        """The steps, to be kept for another session."""
        return Trail((*self._done, *reversed(self._undone)), len(self._done))

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back, None where there is nothing."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What `redo` would do again, None where there is nothing."""
        return self._undone[-1].name if self._undone else None

    def do(self, name: str, after: Project, gesture: str | None = None) -> None:
        """Advance to the project `after`, by an edit called `name`.

        Edits of one `gesture`, such as a drag of a slider, are one step. One that changes nothing
        is none. Undone steps can then no longer be redone.
        """
        if not _same_videos(after, self.project):
            self._update_videos(after)
        if after == self.project:
            return
        before, after = self.project, self._kept(after)
        last = self._done[-1] if self._done else None
        if gesture is not None and isinstance(last, Step) and last.gesture == gesture:
            before = last.before
            self._done.pop()
        self._undone.clear()
        self.project = after
        if after != before:
            self._done.append(Step(name, before, after, gesture))
        self._settle()

    def amend(self, change: Callable[[Project], Project]) -> None:
        """Have `change` in the project and in those that all steps lead to: it is no step, and
        neither undo nor redo takes it back.

        `change` must not touch videos, and returns a project that it does not concern as it is.
        """
        self._in_all(change)

    def undo(self) -> str | None:
        """Undo the last edit and return its name, None where there is none."""
        step = self._done[-1] if self._done else None
        if not isinstance(step, Step):  # there is none: `_settle` left no other kind
            return None
        self._undone.append(self._done.pop())
        self.project = self._kept(step.before)
        self._settle()
        return step.name

    def redo(self) -> str | None:
        """Redo the step undone last and return its name, None where there is none."""
        step = self._undone[-1] if self._undone else None
        if not isinstance(step, Step):
            return None
        self._done.append(self._undone.pop())
        self.project = self._kept(step.after)
        self._settle()
        return step.name

    def _settle(self) -> None:
        """Rebuild the steps on either side of the project from their stored form.

        What cannot be made, or leads nowhere any more, is no step.
        """
        for steps, leads_back in ((self._done, True), (self._undone, False)):
            while steps and isinstance(stored := steps[-1], StoredStep):
                steps.pop()
                there = self._led(stored.back if leads_back else stored.forth)
                if there is None:
                    steps.clear()
                elif there != self.project:
                    ways = (there, self.project) if leads_back else (self.project, there)
                    steps.append(Step(stored.name, *ways))

    def _led(self, records: Records) -> Project | None:
        """Return where `records` lead from the project; None for nowhere.

        Of the videos only those come or go that the records name: others may have been added since.
        """
        put, gone = records
        here = {video.id: video for video in self.project.videos}
        gone_videos = {each for each in here if f"video/{each}" in gone}
        try:
            led = patched(self.project, put, gone)
            kept = [
                _at_place(video, here[video.id]) if video.id in here else video
                for video in led.videos
                if (video.id in here and video.id not in gone_videos)
                or (video.id not in here and f"video/{video.id}" in put)
            ]
            named = {video.id for video in kept} | gone_videos
            return _with_videos(led, [*kept, *(here[each] for each in here if each not in named)])
        except (DecisionError, EditError):
            return None

    def _update_videos(self, newest: Project) -> None:
        """Have in all projects where videos are in `newest`, and those that are new in it, each
        project with its own points of them."""
        known = {video.id for video in self.project.videos}
        places = {video.id: video for video in newest.videos}
        added = [video for video in newest.videos if video.id not in known]

        def updated(project: Project) -> Project:
            own = {video.id for video in project.videos}
            videos = [
                *(_at_place(video, places.get(video.id, video)) for video in project.videos),
                *(video for video in added if video.id not in own),
            ]
            if all(one is other for one, other in zip(videos, project.videos, strict=False)) and (
                len(videos) == len(own)
            ):
                return project
            return replace(
                _with_videos(project, videos), next_id=max(project.next_id, newest.next_id)
            )

        self._in_all(updated)

    def _in_all(self, change: Callable[[Project], Project]) -> None:
        """Put what `change` makes of it in the place of every project."""
        updated: dict[int, Project] = {}  # neighbouring steps share a project

        def changed(project: Project) -> Project:
            if id(project) not in updated:
                updated[id(project)] = change(project)
            return updated[id(project)]

        def moved(step: AnyStep) -> AnyStep:
            if not isinstance(step, Step):
                return step  # `_settle` has it propagated when it is made
            before, after = changed(step.before), changed(step.after)
            if before is step.before and after is step.after:
                return step
            return replace(step, before=before, after=after)

        for steps in (self._done, self._undone):
            steps[:] = [moved(step) for step in steps]
            steps[:] = [
                step for step in steps if not isinstance(step, Step) or step.before != step.after
            ]
        self.project = changed(self.project)
        self._settle()

    def _kept(self, project: Project) -> Project:
        """Return `project`, its next id no smaller than any that was given: ids name results."""
        if project.next_id >= self.project.next_id:
            return project
        return replace(project, next_id=self.project.next_id)


def _same_videos(one: Project, other: Project) -> bool:
    if one.videos is other.videos:
        return True
    return [_without_points(each) for each in one.videos] == [
        _without_points(each) for each in other.videos
    ]


def _without_points(video: Video) -> Video:
    return replace(video, in_point=0, out_point=None)


def _at_place(video: Video, place: Video) -> Video:
    """Return `place` with what is decided about `video`."""
    if video is place:
        return video
    there = replace(place, in_point=video.in_point, out_point=video.out_point)
    return video if there == video else there


def _with_videos(project: Project, videos: Sequence[Video]) -> Project:
    """Return a project with these videos, and what it has of them."""
    there = {video.id for video in videos}
    return replace(
        project,
        videos=tuple(videos),
        layers=tuple(each for each in project.layers if each.video in there),
        expressions=tuple(each for each in project.expressions if each.video in there),
    )
