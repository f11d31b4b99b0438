"""Adds many videos to a project: files, folders of frames, and folders with clips in them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.frame_files import SUFFIXES, looks_like_masks, natural
from soc_studio.core.media.frame_rates import remember
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.limits import EditError
from soc_studio.core.project.video import Video
from soc_studio.core.project.video_edits import add_videos
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import VIDEO_SUFFIXES
from soc_studio.core.storage.project_videos import new_video
from soc_studio.core.system.errors import StudioError, VideoError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

_MOST_CLIPS = 10_000  # of what is named at once
_MOST_FOLDERS = 50_000  # that are looked through for them
_DEEPEST = 12  # folders within one another


@dataclass(frozen=True, slots=True)
class NewVideo:
    """A video that can be added; its rate `is_assumed` where nothing says it."""

    path: Path
    video: Video
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was taken for a video and is none, and the sentence that says why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ReadVideos:
    """What was found of the clips that are to be added.

    Attributes:
        new: those that can be added, in the order in which they were named.
        known: how many are part of the project already.
        unreadable: those that cannot be read.
    """

    new: tuple[NewVideo, ...] = ()
    known: int = 0
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def assumed(self) -> list[NewVideo]:
        """Those whose rate nothing says."""
        return [each for each in self.new if each.is_assumed]


def clips_in(paths: Iterable[Path]) -> list[Path]:
    """Return the videos that are meant by files and folders, those of a folder in natural order.

    A folder with pictures in it is a video, its frames; in any other all videos count, however
    deep. Links to folders are not followed there, and folders of masks beside footage are left out.
    Files that are named themselves are taken whatever they are called.

    Raises:
        VideoError: there are too many.
    """
    found: list[Path] = []
    for path in paths:
        found += _walk(path) if path.is_dir() else [path]
        if len(found) > _MOST_CLIPS:
            raise VideoError(
                message("There are more than {most} videos in it.", most=_MOST_CLIPS),
                message("Add them in smaller parts."),
            )
    return list(dict.fromkeys(found))


def read_videos(document: Document, clips: Sequence[Path]) -> Generator[Progress, None, ReadVideos]:
    """Look at clips that are to be added to a project; changes nothing. For any thread.

    Returns what was found; what cannot be read keeps the others from nothing.
    """
    marks = {mark for video in document.project.videos for mark in video.fingerprints}
    new, unreadable, known = list[NewVideo](), list[Unreadable](), 0
    for number, path in enumerate(clips):
        yield Progress(number, len(clips), what=path.name)
        try:
            mark = fingerprint(path)
            if mark in marks:
                known += 1
                continue
            with open_video(path) as reader:
                video = new_video(path, reader, document.file.path, mark)
                new.append(NewVideo(path, video, reader.info.rate_is_assumed))
            marks.add(mark)
        except (StudioError, EditError) as error:
            unreadable.append(Unreadable(path, error.message))
    yield Progress(len(clips), len(clips))
    return ReadVideos(tuple(new), known, tuple(unreadable))


def at_rate(found: ReadVideos, rate: Fraction | None) -> ReadVideos:
    """Return `found` with `rate` for those whose rate nothing says, or, for None, without them.

    The rate is remembered for each of them.

    Raises:
        WriteError: it cannot be remembered.
    """
    kept = []
    for each in found.new:
        if not each.is_assumed:
            kept.append(each)
        elif rate is not None:
            remember(each.path, rate)
            kept.append(NewVideo(each.path, replace(each.video, rate=rate)))
    return replace(found, new=tuple(kept))


def allow_new(document: Document, found: ReadVideos) -> None:
    """Let the project read the videos that are to be added to it: a person named them.

    Raises:
        WriteError: that cannot be kept.
    """
    FilePermissions().give(document.file.id, *(each.path for each in found.new))


def put_videos(document: Document, found: ReadVideos) -> list[Video]:
    """Add what was read to a project, and return the videos; those that were added meanwhile are
    left out. It is no step to undo.

    Raises:
        WriteError: the project is open for reading only.
    """
    marks = {mark for video in document.project.videos for mark in video.fingerprints}
    new = [each.video for each in found.new if each.video.fingerprint not in marks]
    if not new:
        return []
    edit, given = add_videos(document.project, new)
    document.do(*edit)
    return [document.project.video(each) for each in given]


def _walk(folder: Path) -> list[Path]:
    """Return the clips in a folder, or the folder itself where it holds pictures."""
    found: list[Path] = []
    seen = 0
    waiting = [(folder, 0)]
    while waiting and len(found) <= _MOST_CLIPS and seen < _MOST_FOLDERS:
        here, depth = waiting.pop()
        seen += 1
        try:
            with os.scandir(here) as listed:
                entries = sorted(
                    (each for each in listed if not each.name.startswith(".")),
                    key=lambda each: natural(each.name),
                )
            kinds = [(each, Path(each.name).suffix.lower()) for each in entries]
            if any(suffix in SUFFIXES and each.is_file() for each, suffix in kinds):
                found.append(here)
                continue
            found += [
                here / each.name
                for each, suffix in kinds
                if suffix in VIDEO_SUFFIXES and each.is_file()
            ]
            if depth < _DEEPEST:
                inner = [each for each in entries if each.is_dir(follow_symlinks=False)]
                waiting += [(here / each.name, depth + 1) for each in reversed(inner)]
        except OSError:  # a closed folder has no clips
            continue
    footage = [each for each in found if not (each.is_dir() and looks_like_masks(each))]
    return footage or found
