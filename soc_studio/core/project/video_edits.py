"""Named edits of which videos a project has; of which video an edit was."""

from __future__ import annotations

from collections.abc import Sequence

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


def video_of_edit(before: Project, after: Project) -> VideoId | None:
    """Return the video that differs between two projects: the first of several, None for none."""
    if before is after:
        return None
    old = {video.id: video for video in before.videos}
    new = {video.id: video for video in after.videos}
    for one in (*new.values(), *old.values()):
        if old.get(one.id) is not new.get(one.id) and old.get(one.id) != new.get(one.id):
            return one.id
    for was, now in ((before.layers, after.layers), (before.expressions, after.expressions)):
        known = {each.id: each for each in was}
        there = {each.id: each for each in now}
        for each in (*now, *was):
            one, other = known.get(each.id), there.get(each.id)
            if one is not other and one != other:
                return each.video
        if known.keys() == there.keys() and [*known] != [*there]:  # in another order
            return next(b.video for a, b in zip(was, now, strict=True) if a.id != b.id)
    return None
