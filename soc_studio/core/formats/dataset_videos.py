"""Finds the videos of a dataset on the disk, or in the project that it is imported into."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path, PurePosixPath

from soc_studio.core.datasets.dataset import ClipFile, DatasetVideo, FramePictures
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.datasets.writing import refuse_all
from soc_studio.core.formats.frame_matching import VideoFrames, frames_of
from soc_studio.core.formats.project_labels import dataset_names
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.frame_files import frame_files, places_by_name
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import looks_like_video
from soc_studio.core.storage.project_videos import frame_names, new_video, picture_of
from soc_studio.core.system.atomic_file import replacing_contents
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class FoundVideo:
    """Where a video of a dataset is.

    Attributes:
        video: what it is in the project; with the id 0 where it is no part of it yet.
        path: its file, or the folder of its frames; None where only the project says so.
        picture: a small picture of it, JPEG, where a new project will be known by it.
    """

    video: Video
    path: Path | None = None
    picture: bytes | None = None


@dataclass
class DatasetVideos:
    """Finds the videos of a dataset for a project, which is not changed by it.

    Attributes:
        document: the project.
        folder: where a person says the videos are, as files or folders called as in the dataset;
            None for nowhere.
        unpacked: the folder for frames that lie in an archive, or not in a folder of their own;
            where there is something already, it gets a number.
        rate: frames a second of videos of which the dataset does not say it.
        tell: called with a sentence for what is left out or was not certain.
    """

    document: Document
    folder: Path | None
    unpacked: Path
    rate: Fraction | None
    tell: Callable[[str], None]
    _made: list[Path] = field(default_factory=list, init=False)
    _has_picture: bool = field(default=False, init=False)

    def find(self, video: DatasetVideo) -> FoundVideo | None:
        """Return where `video` is; None where it is nowhere.

        Its file or its pictures are looked for first, then what a person named, then the videos
        that the project has. What lies in an archive is written to the disk.

        Raises:
            VideoError: it is there, and cannot be read.
            DatasetError: a picture cannot be read from an archive.
            WriteError: pictures from an archive cannot be written.
        """
        path = self._path(video)
        if path is None:
            known = self._known(video)
            return None if known is None else FoundVideo(known)
        with open_video(path, video.rate or self.rate) as reader:
            name = shown(video.name) if path.is_dir() else ""
            mark = fingerprint(path)
            if (known := self._in_place(mark)) is not None:
                return FoundVideo(known, path)
            found = new_video(path, reader, self.document.file.path, mark, name)
            picture = None
            if not self._has_picture and not self.document.project.videos:
                self._has_picture, picture = True, picture_of(reader)
            return FoundVideo(found, path, picture)

    def places(self, video: DatasetVideo, found: FoundVideo) -> list[int | None]:
        """Return the frame of the project's video that each frame of the dataset's is; None where
        it has no such frame.

        Raises:
            MaskImportError: names leave open which frames are meant.
            VideoError: its frames cannot be listed.
        """
        known = found.video
        if video.clip is not None:  # whose frames have numbers, from 0 or from 1
            return [each if each < known.frame_count else None for each in range(len(video.frames))]
        names = frame_names(self.document, known) if found.path is None else _names_at(found.path)
        if names is not None and video.pictures is not None:
            files = [each and PurePosixPath(each).stem for each in video.pictures.files]
            places = places_by_name([each or "" for each in files], names)
            own = places_by_name(video.frames, names)
            return [one if one is not None else two for one, two in zip(places, own, strict=True)]
        if names is not None:
            return places_by_name(video.frames, names)
        called = shown(video.name)
        frames = VideoFrames(known.frame_count, None, self.tell)
        if all(each.isascii() and each.isdecimal() for each in video.frames):
            numbers = [int(each[:12]) for each in video.frames]
            if max(numbers, default=0) < known.frame_count:
                return list(numbers)
        return list(frames_of([f"{each}.png" for each in video.frames], f"'{called}'", frames))

    def _path(self, video: DatasetVideo) -> Path | None:
        if video.clip is not None:
            folder, file = video.clip.folder, video.clip.file
            return self._unpack_clip(video, video.clip) if folder is None else folder / file
        if video.pictures is not None and any(video.pictures.files):
            return _own_folder(video.pictures, video.frames) or self._unpack(video, video.pictures)
        return None if self.folder is None else _called(self.folder, video)

    def _unpack_clip(self, video: DatasetVideo, clip: ClipFile) -> Path:
        """Write the file of a video to the disk, into a folder of its own, and return its place."""
        target = self._new_folder(video)
        with replacing_contents(target, refuse_all) as new:
            (new / PurePosixPath(clip.file).name).write_bytes(clip.read(clip.file))
        self._made.append(target)
        return target / PurePosixPath(clip.file).name

    def _unpack(self, video: DatasetVideo, pictures: FramePictures) -> Path:
        """Write the pictures of a video to the disk, and return their folder."""
        target = self._new_folder(video)
        with replacing_contents(target, refuse_all) as new:
            for frame, file in zip(video.frames, pictures.files, strict=True):
                if file is not None:
                    suffix = PurePosixPath(file).suffix.lower()
                    (new / f"{PurePosixPath(frame).name}{suffix}").write_bytes(pictures.read(file))
        self._made.append(target)
        return target

    def _new_folder(self, video: DatasetVideo) -> Path:
        """Return where what lies in an archive of a video is written to."""
        target = self._root
        for part in (video.split, video.name):
            name = "".join("-" if sign in '<>:"/\\|?*' or sign < " " else sign for sign in part)
            target = target / (name.strip(". ") or "video") if part else target
        while target in self._made:  # of names that differ in signs that no folder has
            target = target.with_name(f"{target.name}-2")
        return target

    @cached_property
    def _root(self) -> Path:
        """A folder for what is unpacked that is not there, or empty."""
        folder, number = self.unpacked, 1
        while folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            number += 1
            folder = self.unpacked.with_name(f"{self.unpacked.name} {number}")
        return folder

    def remove_unpacked(self) -> None:
        """Remove the frames that were written to the disk, and their folders."""
        for folder in self._made:
            self._remove(folder)

    def remove_unneeded(self, found: FoundVideo) -> None:
        """Remove the frames of a video that were written to the disk, where it stays elsewhere."""
        path = found.path
        if path is None or Path(found.video.absolute) == path.resolve():
            return
        folder = path if path in self._made else path.parent
        if folder in self._made:
            self._made.remove(folder)
            self._remove(folder)

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for each in (folder.parent, self._root):
            with suppress(OSError):  # there is something else in it
                each.rmdir()

    def _known(self, video: DatasetVideo) -> Video | None:
        """Return the video that the project has under the name of `video`, if it can be it."""
        own = self._by_name.get(video.name)
        if own is None:
            self.tell(
                message(
                    "'{video}' is left out: the dataset has no frames of it, and the project no "
                    "video of its name.",
                    video=shown(video.name),
                )
            )
            return None
        if video.annotated and (video.height, video.width) != (own.height, own.width):
            self.tell(
                message(
                    "'{video}' is left out: its masks are of another size than the video.",
                    video=shown(video.name),
                )
            )
            return None
        return own

    def _in_place(self, mark: str) -> Video | None:
        """Return the video of the project with a fingerprint, where it still is as it says; such a
        one stays there."""
        for video in self.document.project.videos:
            if mark in video.fingerprints:
                place = Path(video.absolute)
                is_allowed = FilePermissions().given(self.document.file.id, place)
                return video if is_allowed and place.exists() else None
        return None

    @cached_property
    def _by_name(self) -> dict[str, Video]:
        videos = self.document.project.videos
        names = dataset_names(videos)
        return {names[each.id]: each for each in videos}


def _names_at(path: Path) -> list[str] | None:
    """Return what the frames of a folder are called; None for a file, whose frames have numbers."""
    return [each.stem for each in frame_files(path)] if path.is_dir() else None


def _own_folder(pictures: FramePictures, frames: Sequence[str]) -> Path | None:
    """Return the folder whose pictures are the frames of a video and of no other."""
    if pictures.folder is None:
        return None
    files = [pictures.folder / each for each in pictures.files if each is not None]
    folders = {each.parent for each in files}
    if len(folders) != 1:
        return None
    (folder,) = folders
    try:
        own = {each.name for each in frame_files(folder)}
    except (OSError, VideoError):
        return None
    # A video may be listed by some of its frames, as where only every fifth is annotated.
    return folder if {each.name for each in files} <= own else None


def _called(folder: Path, video: DatasetVideo) -> Path | None:
    """Return the file or the folder of frames in `folder` that is called as a video."""
    split, name = (PurePosixPath(each.replace("\\", "/")) for each in (video.split, video.name))
    if any(each.is_absolute() or ".." in each.parts for each in (split, name)):
        return None  # it leads elsewhere than the person said
    for place in (folder / split, folder) if video.split else (folder,):
        if (place / name).is_dir():
            return place / name
        try:
            entries = sorted((place / name).parent.iterdir())
        except OSError:
            continue
        for entry in entries:
            if name.name in (entry.stem, entry.name) and looks_like_video(entry):
                return entry
    return None
