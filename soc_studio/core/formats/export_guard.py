"""Files that no export may replace: a project's videos and the project itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from soc_studio.core.formats.result_folder import stranger
from soc_studio.core.media.fingerprint import fingerprint, size_of
from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import readable_places
from soc_studio.core.system.errors import VideoError, WriteError
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class Sources:
    """What an export must leave alone.

    Attributes:
        project: the project's file.
        videos: where its videos may be, each a file or a folder of frames that may be looked at.
        fingerprints: of all its videos, wherever they are.
        background: the picture or video that is shown behind layers, None for none.
    """

    project: Path | None = None
    videos: tuple[Path, ...] = ()
    fingerprints: frozenset[str] = frozenset()
    background: Path | None = None

    def with_video(self, path: Path) -> Sources:
        """Return these and the video at `path`, which may be looked at."""
        return replace(self, videos=(path, *self.videos))

    def stranger(self, folder: Path, entries: Sequence[Path]) -> Path | None:
        """Return one of `entries` of `folder` that is no part of a result, None where there is
        none; see `result_folder.stranger`.

        Raises:
            WriteError: a result in `folder` would take the place of a source.
            OSError: the folder cannot be read.
        """
        self._refuse_places(folder)
        if (found := stranger(folder, entries)) is not None:
            return found
        # A video that the project may not look at, or that was moved here, is known by its content.
        for video in _videos_in(entries, self.fingerprints):
            raise _in_the_way(message("The video '{path}'", path=video), folder)
        return None

    def holds_file(self, path: Path) -> bool:
        """Return whether the file at `path` is one of these, by whatever name or content."""
        known = (*self.videos, *(each for each in (self.project, self.background) if each))
        for each in known:
            with suppress(OSError, ValueError):
                if path.samefile(each):
                    return True
        return path.exists() and any(_videos_in([path], self.fingerprints))

    def _refuse_places(self, folder: Path) -> None:
        if self.project is not None and _holds(folder, self.project):
            raise _in_the_way(message("The project '{path}'", path=self.project), folder)
        if self.background is not None and _holds(folder, self.background):
            raise _in_the_way(message("The background '{path}'", path=self.background), folder)
        for video in self.videos:
            if _holds(folder, video):
                raise _in_the_way(message("The video '{path}'", path=video), folder)
            if video.is_dir() and _holds(video, folder):
                raise WriteError(
                    message(
                        "'{folder}' is inside '{video}', the folder with the frames of the video.",
                        folder=folder,
                        video=video,
                    ),
                    message("Choose another folder for the result."),
                )


def sources_of(document: Document) -> Sources:
    """Return what an export of `document` must leave alone; looks at no file outside of the
    project's folder that the project may not read."""
    file, videos = document.file, document.project.videos
    consents = FilePermissions()
    places = [readable_places(each, file.path, file.id, consents) for each in videos]
    return Sources(
        file.path,
        tuple(dict.fromkeys(place for each in places for place in each)),
        frozenset(known for each in videos for known in each.fingerprints),
    )


def _in_the_way(what: str, folder: Path) -> WriteError:
    return WriteError(
        message(
            "{what} is in '{folder}', and the export would replace it.",
            what=what,
            folder=folder,
        ),
        message("Choose another folder for the result."),
    )


def _holds(folder: Path, path: Path) -> bool:
    """Return whether `path` is `folder` or in it, by whatever links and spellings."""
    try:
        own = folder.stat()
    except (OSError, ValueError):  # a missing folder holds nothing
        return False
    ways = [Path(os.path.abspath(path))]  # noqa: PTH100 (a link in the folder counts itself)
    with suppress(OSError, RuntimeError, ValueError):
        ways.append(path.resolve())
    for place in dict.fromkeys(each for way in ways for each in (way, *way.parents)):
        with suppress(OSError, ValueError):
            if os.path.samestat(place.stat(), own):
                return True
    return False


def _videos_in(entries: Iterable[Path], fingerprints: frozenset[str]) -> Iterator[Path]:
    """Yield the files and folders of frames in `entries` that are one of these videos."""
    sizes = {size_of(each) for each in fingerprints}
    for entry in entries:
        with suppress(OSError, VideoError):
            if _size(entry) in sizes and fingerprint(entry) in fingerprints:
                yield entry


def _size(entry: Path) -> int:
    """Return the bytes of a file, or of the images in a folder."""
    state = entry.lstat()
    if stat.S_ISDIR(state.st_mode):
        return sum(image.lstat().st_size for image in frame_files(entry))
    return state.st_size
