"""Finds a project's videos, and reads nothing outside its folder without consent.

A project may come from someone else, and what it says of its videos with it. Paths are therefore
followed link by link, and what lies behind one that leads out of the folder is not even looked at:
on Windows a look at `\\\\server\\share` signs us in there.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath

from soc_studio.core.media.fingerprint import fingerprint, size_of
from soc_studio.core.media.frame_files import pictures_in
from soc_studio.core.project.project import Video
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_MOST_LINKS = 40  # on the way to one file, as Linux has it
_LONGEST_PATH = 32_767  # characters, as Windows has it
_MOST_ENTRIES = 20_000  # of the project's folder that are looked at
_MOST_TRIED = 200  # of those files, how many are compared
_JUNCTION = 0xA0000003  # Windows: a folder that stands for another one
# fmt: off
VIDEO_SUFFIXES = frozenset({
    ".3gp", ".asf", ".avi", ".dv", ".flv", ".gif", ".m2ts", ".m2v", ".m4v", ".mj2", ".mkv", ".mov",
    ".mp4", ".mpeg", ".mpg", ".mts", ".mxf", ".ogv", ".ts", ".vob", ".webm", ".wmv", ".y4m",
})
# fmt: on


class VideoUnavailable(VideoError):  # noqa: N818
    """A video of a project cannot be read until a person says where it is, or that it may be read.

    Attributes:
        video: the one that is looked for.
        path: where it was expected; of another system where the project is from there.
    """

    def __init__(self, message: str, advice: str, video: Video, path: Path) -> None:
        super().__init__(message, advice)
        self.video = video
        self.path = path


class VideoChanged(VideoUnavailable):
    """There is another video at `path`; it `fits` where size and number of frames are the same.

    One that fits can be taken all the same (`project_videos.locate`). `frame_count` is the number
    of its frames, None where they were not looked at.
    """

    def __init__(
        self,
        message: str,
        advice: str,
        video: Video,
        path: Path,
        fits: bool = False,
        frame_count: int | None = None,
    ) -> None:
        super().__init__(message, advice, video, path)
        self.fits = fits
        self.frame_count = frame_count


class VideoMissing(VideoUnavailable):
    """A video is not where the project says, nor beside the project."""


class PermissionNeeded(VideoUnavailable):
    """The project asks to read `path`, which is outside of its folder."""

    def __init__(self, project: Path, video: Video, path: Path) -> None:
        super().__init__(
            message(
                "The project '{project}' asks to read '{path}', which is outside its folder.",
                project=_shown(project.name),
                path=_shown(str(path)),
            ),
            message(
                "If that is the video you expect, allow it in the window. On the "
                "command line, name it with --video."
            ),
            video,
            path,
        )


@dataclass(frozen=True, slots=True)
class VideoPlace:
    """Where a video is; `moved` tells that it was found elsewhere than the project says."""

    path: Path
    moved: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A path without links, as far as it is `inside` of the project's folder."""

    path: Path
    inside: bool


def looks_like_video(path: Path) -> bool:
    """Return whether there is a video at `path`, by its name, or a folder with images in it."""
    try:
        if path.is_dir():
            return bool(pictures_in(path))
        return path.suffix.lower() in VIDEO_SUFFIXES and path.is_file()
    except (OSError, ValueError):  # a closed folder; a name that cannot be one
        return False


def relative_to_project(video: Path, project: Path) -> PurePosixPath | None:
    """Return the way from the folder of `project` to `video`; None where that is another drive."""
    try:
        way = os.path.relpath(video.resolve(), project.resolve().parent)
    except ValueError:
        return None
    return PurePosixPath(Path(way).as_posix())


def moved_with_project(
    video: Video, project: Path, project_id: str, target: Path, consents: FilePermissions
) -> tuple[Video, Path | None]:
    """Return a video of `project` as the copy of the project at `target` says where it is, and its
    place, as far as we may look there without asking."""
    for place in readable_places(video, project, project_id, consents):
        if os.path.lexists(place):
            relative = relative_to_project(place, target)
            return replace(video, relative=relative, absolute=str(place)), place
    if video.relative is None:
        return video, None
    said = os.path.normpath(project.resolve().parent / str(video.relative))
    try:
        way = os.path.relpath(said, target.resolve().parent)
    except ValueError:  # another drive, or a name that cannot be one
        return replace(video, relative=None), None
    return replace(video, relative=PurePosixPath(Path(way).as_posix())), None


def find_video(
    video: Video, project: Path, project_id: str, consents: FilePermissions
) -> VideoPlace:
    """Return where the video is whose content `video` tells.

    That is where the project says, or a file beside the project, by its name or else by its content
    alone. Outside of the project's folder only a path is read that `consents` has for `project_id`.

    Raises:
        VideoChanged: there is only another video under its name.
        ConsentNeeded: it may be outside of the folder, where we were not allowed to look yet.
        VideoMissing: it is in none of these places.
        VideoError: the file of that name cannot be read.
    """
    folder = project.resolve().parent
    said = _said_places(video, folder)
    beside = _places_beside(video, folder)
    refusal: VideoError | None = None  # the first says most
    for number, place in enumerate(dict.fromkeys([*said, *beside])):
        try:
            if _is_closed(place, folder, project_id, consents):
                raise PermissionNeeded(project, video, place.path)
            if _is_video(place.path, video):
                return VideoPlace(place.path, moved=number >= len(said))
        except VideoError as error:
            refusal = refusal or error
    for known in video.fingerprints:
        for path in _files_of_size(folder, size_of(known)):
            with suppress(VideoError):
                if fingerprint(path) == known:
                    return VideoPlace(path, moved=True)
    if refusal is not None:
        raise refusal
    former = said[0].path.parent if said else PureWindowsPath(video.absolute).parent
    raise VideoMissing(
        message(
            "The video '{name}' is neither in '{folder}' nor beside the project.",
            name=_shown(video.name),
            folder=_shown(str(former)),
        ),
        message("Put it beside the project. On the command line, name it with --video."),
        video,
        said[0].path if said else Path(video.absolute),
    )


def changed(
    video: Video, path: Path, fits: bool = False, frame_count: int | None = None
) -> VideoChanged:
    """Return what to say where `path` is another video than `video`."""
    return VideoChanged(
        message(
            "'{path}' is not the video this project was made with: its content differs.",
            path=_shown(str(path)),
        ),
        message(
            "Put the original video back, or start a new project for this one. "
            "If the original is elsewhere, name it with --video."
        ),
        *(video, path, fits, frame_count),
    )


def readable_places(
    video: Video, project: Path, project_id: str, consents: FilePermissions
) -> list[Path]:
    """Return where the video may be, as far as we may look there without asking."""
    folder = project.resolve().parent
    places = dict.fromkeys([*_said_places(video, folder), *_places_beside(video, folder)])
    return [place.path for place in places if not _is_closed(place, folder, project_id, consents)]


def said_paths(video: Video, project: Path) -> list[Path]:
    """Return where `project` says the video is, from its own place on and from the root on; that is
    not looked at."""
    return [each.path for each in _said_places(video, project.resolve().parent)]


def _said_places(video: Video, folder: Path) -> list[_Place]:
    """Return where the project says the video is, as far as that can be on this system."""
    said = [] if video.relative is None else [folder / str(video.relative)]
    if Path(video.absolute).is_absolute():  # it may be from another system
        said.append(Path(video.absolute))
    return _places(said, folder)


def _places_beside(video: Video, folder: Path) -> list[_Place]:
    """Return the places in `folder` itself that have the name of the video."""
    names = [video.name, PureWindowsPath(video.absolute).name]
    if video.relative is not None:
        names.append(video.relative.name)
    plain = [name for name in names if PureWindowsPath(name).name == name not in ("", "..")]
    return _places([folder / name for name in plain], folder)


def _places(paths: list[Path], folder: Path) -> list[_Place]:
    found = [_followed(path, folder) for path in paths if len(str(path)) <= _LONGEST_PATH]
    return list(dict.fromkeys(place for place in found if place is not None))


def _followed(path: Path, folder: Path) -> _Place | None:
    """Follow the links in `path`, until it leaves `folder`, which is free of them.

    None where they lead in a circle, or to a device of Windows.
    """
    for _ in range(_MOST_LINKS):
        path = Path(os.path.abspath(path))  # noqa: PTH100 (`resolve` would look outside)
        if str(path).startswith(("\\\\.\\", "\\\\?\\")):
            return None
        if not path.is_relative_to(folder):
            return _Place(path, inside=False)
        link = _first_link(path, folder)
        if link is None:
            return _Place(path, inside=True)
        at, target = link
        path = at.parent / target / path.relative_to(at)
    return None


def _first_link(path: Path, folder: Path) -> tuple[Path, str] | None:
    """Return the first link on the way from `folder` to `path`, and what it says."""
    at = folder
    for part in path.relative_to(folder).parts:
        at = at / part
        try:
            state = at.lstat()
            if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == _JUNCTION:
                return at, str(at.readlink()).removeprefix("\\\\?\\")
        except (OSError, ValueError):  # there is nothing, or nothing could have that name
            return None
    return None


def _is_closed(place: _Place, folder: Path, project_id: str, consents: FilePermissions) -> bool:
    """Return whether `place` may not be read without asking."""
    outside = not place.inside or _images_lead_out(place.path, folder)
    return outside and not consents.given(project_id, place.path)


def _images_lead_out(path: Path, folder: Path) -> bool:
    """Return whether `path`, inside of `folder`, is a folder with links as images that lead out."""
    try:
        images = pictures_in(path)
    except (OSError, ValueError):  # no folder, or none that we can read
        return False
    places = (_followed(image, folder) for image in images)
    return any(place is None or not place.inside for place in places)


def _is_video(path: Path, video: Video) -> bool:
    """Return whether `path` is the video, False where there is nothing; else raise why not."""
    try:
        path.stat()
    except PermissionError:
        pass  # the fingerprint reports the error
    except (OSError, ValueError):
        return False
    if fingerprint(path) not in video.fingerprints:
        raise changed(video, path)
    return True


def _files_of_size(folder: Path, size: int | None) -> list[Path]:
    """Return the video files in `folder` that have `size` bytes; links are none."""
    if size is None:
        return []
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, _MOST_ENTRIES):
            is_video = Path(entry.name).suffix.lower() in VIDEO_SUFFIXES
            if not is_video or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat(follow_symlinks=False).st_size == size:
                found.append(folder / entry.name)
    return found[:_MOST_TRIED]


def _shown(text: str) -> str:
    """Return a text from a project so that it can neither steer a terminal nor turn a line over."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
