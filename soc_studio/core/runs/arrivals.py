"""Videos that arrive in a folder: each is told when it is complete."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import psutil

from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.runs.clips import ListedClip
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.run_list import Row
from soc_studio.core.storage.media_linker import looks_like_video
from soc_studio.core.system.messages import message

_State: TypeAlias = tuple[int, int, int]
"""Files, bytes, and when the newest was changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class _Look:
    state: _State
    since: float  # that it is so


class Arrivals:
    """Tells the videos of a folder that are complete, each once; one that changes is told again.

    A video counts as complete when it has stayed as it is for a while, and no program of this
    computer has it open for writing, as far as we are told of that. Hidden files are no videos.
    """

    def __init__(
        self,
        folder: Path,
        expressions: Sequence[str],
        settle: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look into `folder` for videos, in each of which `expressions` are to be found.

        Args:
            folder: it may be empty, but has to be there.
            expressions: what is to be found.
            settle: seconds for which a video has to stay as it is.
            now: a clock, in seconds.

        Raises:
            ListError: there is no such folder.
        """
        if not folder.is_dir():
            raise ListError(message("'{path}' is not a folder.", path=folder))
        self._folder = folder
        self._expressions = tuple(expressions)
        self._settle = settle
        self._now = now
        self._looks: dict[str, _Look] = {}
        self._told: dict[str, _State] = {}
        self._lines: dict[str, int] = {}

    @property
    def waiting(self) -> list[str]:
        """What is there and was not told yet, as it was seen last."""
        return [name for name, each in self._looks.items() if self._told.get(name) != each.state]

    def look(self) -> list[ListedClip]:
        """Look into the folder, and return the videos that are complete now and were not told.

        Raises:
            ListError: the folder cannot be read.
        """
        try:
            names = sorted(each.name for each in self._folder.iterdir())
        except OSError as error:
            reason = error.strerror or error
            raise ListError(
                message("'{path}' cannot be read: {reason}.", path=self._folder, reason=reason)
            ) from error
        now, looks = self._now(), {}
        for name in names:
            path = self._folder / name
            if name.startswith(".") or not looks_like_video(path):
                continue
            with suppress(OSError):  # gone in this moment
                state, last = _state(path), self._looks.get(name)
                same = last is not None and last.state == state
                looks[name] = last if same and last is not None else _Look(state, now)
        self._looks = looks
        due = [name for name in self.waiting if now - looks[name].since >= self._settle]
        found = []
        for name in due:
            if not is_written(self._folder / name):
                self._told[name] = looks[name].state
                found.append(self._clip(name))
        return found

    def _clip(self, name: str) -> ListedClip:
        # The rows of a video are numbered once, so that one that comes again has the same.
        first = self._lines.setdefault(name, 1 + len(self._lines) * len(self._expressions))
        rows = tuple(Row(first + at, name, each) for at, each in enumerate(self._expressions))
        return ListedClip(name, rows, "")


def is_written(path: Path) -> bool:
    """Return whether a program has a file open for writing, or one of a folder of frames.

    Windows says it of every program, Linux of the programs of the same person; else it is not
    known, and False.
    """
    if sys.platform == "win32":
        try:
            with path.open("r+b"):
                return False
        except PermissionError:
            return path.is_file()
        except OSError:
            return False
    if not sys.platform.startswith("linux"):
        return False
    place, is_folder = str(path.resolve()), path.is_dir()
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            for each in process.open_files():
                inside = is_folder and each.path.startswith(place + os.sep)
                if (each.path == place or inside) and each.mode != "r":
                    return True
    return False


def _state(path: Path) -> _State:
    files = frame_files(path) if path.is_dir() else [path]
    states = [each.stat() for each in files]
    newest = max((each.st_mtime_ns for each in states), default=0)
    return len(states), sum(each.st_size for each in states), newest
