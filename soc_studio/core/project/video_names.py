"""Unique names for the videos of a project."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from soc_studio.core.project.project import Video, VideoId


def video_names(videos: Sequence[Video]) -> dict[VideoId, str]:
    """Return what each video is called: its name, with as many of the folders above it as it takes
    to tell it from the others, as in "a/clip.mp4"; with a number where they are in one place."""
    depth = dict.fromkeys((video.id for video in videos), 1)
    while True:
        names = {video.id: _name(video, depth[video.id]) for video in videos}
        counts = Counter(name.casefold() for name in names.values())
        deeper = [
            video
            for video in videos
            if counts[names[video.id].casefold()] > 1 and depth[video.id] < len(_parts(video))
        ]
        if not deeper:
            break
        for video in deeper:
            depth[video.id] += 1
    taken = Counter(name.casefold() for name in names.values())
    for video in videos:
        base, number = names[video.id], 1
        taken[base.casefold()] -= 1
        while taken[names[video.id].casefold()]:
            number += 1
            names[video.id] = f"{base} ({number})"
        taken[names[video.id].casefold()] += 1
    return names


def videos_called(videos: Sequence[Video], said: str) -> list[Video]:
    """Return the videos that a person may mean by `said`: what they are called, their number from
    1, or the end of the path to them. Nothing is looked at on the disk."""
    names = video_names(videos)
    if exact := [video for video in videos if names[video.id] == said]:
        return exact
    if named := [video for video in videos if video.name == said]:
        return named
    if said.isascii() and said.isdecimal() and 0 < int(said[:9]) <= len(videos):
        return [videos[int(said[:9]) - 1]]
    wanted = [part for part in PurePosixPath(said.replace("\\", "/")).parts if part != "."]
    full = os.path.normcase(os.path.abspath(said))  # noqa: PTH100 (`resolve` would look at it)
    return [
        video
        for video in videos
        if os.path.normcase(video.absolute) == full
        or (wanted and ".." not in wanted and _ends_with(video, wanted))
    ]


def _name(video: Video, depth: int) -> str:
    return "/".join([*_parts(video)[-depth:-1], video.name])


def _ends_with(video: Video, wanted: Sequence[str]) -> bool:
    parts = [part.casefold() for part in _parts(video)]
    return parts[-len(wanted) :] == [part.casefold() for part in wanted]


def _parts(video: Video) -> list[str]:
    """Return the folders above a video and its name; where it was may be said as Windows does."""
    path: PurePosixPath | PureWindowsPath = PurePosixPath(video.absolute)
    if "\\" in video.absolute and not path.is_absolute():
        path = PureWindowsPath(video.absolute)
    return [*(part for part in path.parts[:-1] if part != path.anchor), path.name or video.name]
