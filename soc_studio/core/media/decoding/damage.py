"""Sentences for a video whose frames cannot be decoded any further."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells that a file was written to: its bytes, and when they changed, in nanoseconds."""

    size: int
    changed: int


def state_of(path: Path) -> FileState | None:
    """Return the state of the file at `path` now, None where it is not there."""
    with suppress(OSError):
        found = path.stat()
        return FileState(found.st_size, found.st_mtime_ns)
    return None


def change_error(path: Path, opened: FileState | None) -> VideoError | None:
    """Return the sentence for the file at `path` where it was written to since it was in the state
    `opened`; None where it was not, or is gone."""
    if state_of(path) in (opened, None):
        return None
    return VideoError(
        message("{path} has changed on the disk since it was opened.", path=path.name),
        message("Put the former file back in its place, or open the new one as another video."),
    )


def damage_error(path: Path, frame: int, time: Fraction, reason: str) -> VideoError:
    """Return the sentence for the file at `path`, which gives no `frame`, shown at `time` in
    seconds, for a `reason`."""
    return VideoError(
        message(
            "{path} is damaged at frame {frame} ({time:.2f} s){because}.",
            path=path.name,
            frame=frame,
            time=float(time),
            because=because(reason),
        ),
        message("The frames before it can be used. Record or export the video again for the rest."),
    )


def because(reason: str) -> str:
    """Return a `reason` as it follows on a sentence; empty where it is."""
    return message(": {reason}", reason=reason) if reason else ""
