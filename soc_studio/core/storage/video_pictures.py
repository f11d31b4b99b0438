"""Small pictures of a project's videos, kept by what is in the videos; which cannot be read."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import cv2

from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.video import Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import VideoUnavailable, find_video, readable_places
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.user_folders import cache_folder

HEIGHT, WIDTH = 80, 144
"""Pixels of a picture, at most: twice what the list shows, for fine screens."""
_QUALITY = 86  # of the JPEG, of 100
_MOST_KEPT = 4000  # some 12 MiB
_TIDY_EVERY = 256  # pictures that are made


@dataclass(frozen=True, slots=True)
class VideoPicture:
    """A JPEG of a frame, None where none can be had; `is_missing` where the file is not there, is
    another one, or may not be read without asking."""

    jpeg: bytes | None = None
    is_missing: bool = False


class VideoPictures:
    """Makes the pictures of a document's videos. For another thread than that of the window."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._permissions = FilePermissions()
        self._made = 0

    def picture(self, video: Video) -> VideoPicture:
        """Return the picture of a video, which is looked for first: it may be gone though its
        picture is known."""
        file, known = self._document.file, _known(video)
        try:
            if known is not None and self._is_there(video):
                return VideoPicture(known)
            place = find_video(video, file.path, file.id, self._permissions)
        except VideoUnavailable:
            return VideoPicture(known, is_missing=True)
        except StudioError:
            return VideoPicture(is_missing=True)
        if known is not None:
            return VideoPicture(known)
        try:
            with open_video(place.path, video.rate) as reader:
                number = reader.entry_before(min(reader.frame_count, video.frame_count) // 3)
                small = fit_within(reader.frame(number), HEIGHT, WIDTH)
        except StudioError:  # told where the video itself is looked at
            return VideoPicture()
        bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
        jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
        with suppress(StudioError), replacing_file(_place(video)) as unfinished:
            unfinished.write_bytes(jpeg)
        self._made += 1
        if self._made % _TIDY_EVERY == 0:
            _tidy()
        return VideoPicture(jpeg)

    def _is_there(self, video: Video) -> bool:
        """Return whether there is a file where the video is said to be; which, is not looked at:
        that would read all of it."""
        file = self._document.file
        places = readable_places(video, file.path, file.id, self._permissions)
        return any(os.path.lexists(each) for each in places)


def _known(video: Video) -> bytes | None:
    try:
        return _place(video).read_bytes()
    except OSError:
        return None


def _place(video: Video) -> Path:
    key = hashlib.sha256(video.fingerprint.encode(errors="surrogatepass")).hexdigest()
    return _folder() / f"{key[:40]}.jpg"


def _tidy() -> None:
    """Remove the pictures that were made longest ago, beyond the number that is kept."""
    with suppress(OSError):
        found = sorted(_folder().glob("*.jpg"), key=lambda each: -each.stat().st_mtime_ns)
        for each in found[_MOST_KEPT:]:
            each.unlink(missing_ok=True)


def _folder() -> Path:
    return cache_folder() / "videos"
