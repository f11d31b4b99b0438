"""Named edits of which videos a project has; of which video an edit was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.project import Project, Video, VideoId
from soc_studio.core.system.messages import message


def add_videos(project: Project, videos: Sequence[Video]) -> tuple[Edit, list[VideoId]]:
    """Add videos to the end; also return their ids. It is no step that could be undone."""
    given = []
    for video in videos:
        project, one = project.add_video(video)
        given.append(one)
    name = message("Add {count} videos", count=len(videos))
    if len(videos) == 1:
        name = message("Add '{name}'", name=videos[0].name)
    return (name, project), given


def remove_video(project: Project, video: VideoId) -> Edit:
    """Remove a video with its layers; its file and what was found in it stay."""
    name = message("Remove the video '{name}'", name=project.video(video).name)
    return name, project.remove_video(video)


def videos_of_edit(before: Project, after: Project) -> tuple[VideoId, ...]:
    """Return the videos that differ between two projects, each once; none where nothing does."""
    if before is after:
        return ()
    found = [each.id for each in _changed(before.videos, after.videos)]
    found += [each.video for each in _changed(before.layers, after.layers)]
    found += [each.video for each in _changed(before.expressions, after.expressions)]
    return tuple(dict.fromkeys(found))


class _Part(Protocol):
    """What has an id of its own among its kind."""

    @property
    def id(self) -> int: ...


_AnyPart = TypeVar("_AnyPart", bound=_Part)


def _changed(before: Sequence[_AnyPart], after: Sequence[_AnyPart]) -> list[_AnyPart]:
    """Return the parts that are new, gone, or others; else the first that is in another place."""
    if before is after:
        return []
    was = {each.id: each for each in before}
    now = {each.id: each for each in after}
    found = []
    for each in {each.id: each for each in (*before, *after)}.values():
        one, other = was.get(each.id), now.get(each.id)
        if one is not other and one != other:
            found.append(each)
    if found:
        return found
    return [new for old, new in zip(before, after, strict=True) if old.id != new.id][:1]
