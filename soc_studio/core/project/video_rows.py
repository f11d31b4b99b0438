"""Rows of the list of videos: what each video is called, and how far it is; which are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from soc_studio.core.project.layer import LayerId
from soc_studio.core.project.progress import VideoProgress, progress_of_videos
from soc_studio.core.project.project import Project
from soc_studio.core.project.video import VideoId


@dataclass(frozen=True, slots=True)
class VideoRow:
    """A video as the list shows it.

    Attributes:
        name: what it is called, as no other video of the project.
        seconds: how long it is.
        frames: how many frames that are.
        place: its place in the project, from 0.
        words: all that a search looks at: its name and the sentences about it, in small letters.
        is_missing: whether its file cannot be read, as far as that is known.
    """

    id: VideoId
    name: str
    seconds: float
    frames: int
    progress: VideoProgress
    place: int = 0
    words: str = ""
    is_missing: bool = False


class VideoChoice(StrEnum):
    """Which videos are shown: all, those with something left, with something wrong, or finished."""

    ALL = "all"
    OPEN = "open"
    FLAGGED = "flagged"
    DONE = "done"


_SHOWN: dict[VideoChoice, Callable[[VideoRow], bool]] = {
    VideoChoice.ALL: lambda row: True,
    VideoChoice.OPEN: lambda row: not row.progress.is_done,
    VideoChoice.FLAGGED: lambda row: row.progress.rejected > 0 or row.is_missing,
    VideoChoice.DONE: lambda row: row.progress.is_done,
}


def video_rows(
    project: Project,
    names: Mapping[VideoId, str],
    found: Collection[LayerId] = (),
    missing: Collection[VideoId] = (),
    answered: Mapping[LayerId, float] | None = None,
) -> list[VideoRow]:
    """Return the rows of all videos in their order.

    Args:
        project: whose videos they are.
        names: what each is called (`video_names`, which takes a while for many).
        found: layers that have masks.
        missing: videos that cannot be read.
        answered: the shares of frames, 0 to 1, of layers that a search is at.
    """
    progress = progress_of_videos(project, found, answered)
    said: dict[VideoId, list[str]] = {video.id: [names[video.id]] for video in project.videos}
    for layer in project.layers:
        said[layer.video] += (layer.expression, layer.name, layer.category)
    for each in project.expressions:
        said[each.video].append(each.text)
    return [
        VideoRow(
            video.id,
            names[video.id],
            float(video.frame_count / video.rate),
            video.frame_count,
            progress[video.id],
            place,
            "\n".join(said[video.id]).casefold(),
            video.id in missing,
        )
        for place, video in enumerate(project.videos)
    ]


def chosen_rows(
    rows: Sequence[VideoRow], words: str = "", shown: VideoChoice = VideoChoice.ALL
) -> list[VideoRow]:
    """Return the rows that are `shown` and have every one of `words` in what is said of them."""
    wanted, is_shown = words.casefold().split(), _SHOWN[shown]
    return [row for row in rows if is_shown(row) and all(word in row.words for word in wanted)]


def counts(rows: Sequence[VideoRow]) -> dict[VideoChoice, int]:
    """Return how many rows each choice shows."""
    return {choice: sum(map(is_shown, rows)) for choice, is_shown in _SHOWN.items()}


def row_beside(
    rows: Sequence[VideoRow], listed: Sequence[VideoRow], video: VideoId | None, step: int
) -> VideoRow | None:
    """Return the next of the rows that are `listed` after a video, which need not be among them, or
    with a `step` of -1 the one before; None where there is none."""
    place = next((row.place for row in rows if row.id == video), -1 if step > 0 else len(rows))
    if step > 0:
        return next((row for row in listed if row.place > place), None)
    return next((row for row in reversed(listed) if row.place < place), None)
