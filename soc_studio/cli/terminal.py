"""Output of the command line."""

from __future__ import annotations

import io
import logging
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.file_names import on_one_line
from soc_studio.core.system.progress import Progress

_IN_PLACE = 0.2  # seconds between two states of a line that is written over
_IN_LINES = 5.0  # seconds between two lines in a file or a pipe


class Terminal:
    """Results go to `out`; progress, warnings and failures to `err`.

    A reader that goes away, or was never there (None), does not stop the work. `failure` is what
    kept lines of the result from being written otherwise, as on a full disk.
    """

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        self.failure: OSError | None = None
        self._out = out
        self._err = err
        self._rewrites = err is not None and err.isatty()
        self._pause = _IN_PLACE if self._rewrites else _IN_LINES
        self._next = 0.0
        self._line = ""  # what stands in the line that is written over
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a console may lack a letter of a sentence

    def say(self, line: str) -> None:
        """Print a line of the result."""
        self._clear()
        self._write(self._out, on_one_line(line) + "\n")

    def tell(self, line: str) -> None:
        """Print a line about the work."""
        self._clear()
        self._write(self._err, on_one_line(line) + "\n")

    def show(self, what: str, progress: Progress) -> None:
        """Show how far work has come, at most every now and then, and at its end."""
        self.show_line(f"{what}: {describe(progress)}", progress.is_complete)

    def show_line(self, line: str, is_last: bool) -> None:
        """Show a line about how far work has come, as `show` does."""
        now = time.monotonic()
        if now < self._next and not is_last:
            return
        self._next = now + self._pause
        if not self._rewrites:
            self.tell(line)
            return
        line = on_one_line(line)[: shutil.get_terminal_size().columns - 1]
        self._write(self._err, "\r" + line.ljust(len(self._line)) + "\n" * is_last)
        self._line = "" if is_last else line

    @contextmanager
    def showing_warnings(self) -> Iterator[None]:
        """Print what the program logs as warnings, without breaking the line of progress."""
        handler = _Warnings(self)
        loggers = [logging.getLogger(name) for name in ("soc_rvos", "soc_studio")]
        for logger in loggers:
            logger.addHandler(handler)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(handler)
            self._clear()

    def _clear(self) -> None:
        if self._line:
            self._write(self._err, "\n")
            self._line = ""

    def _write(self, stream: TextIO | None, text: str) -> None:
        if stream is None:
            return
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            if stream is self._out and not isinstance(error, BrokenPipeError):
                self.failure = error
            # Python flushes the rest once more when it ends.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


class _Warnings(logging.Handler):
    def __init__(self, terminal: Terminal) -> None:
        super().__init__(logging.WARNING)
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        self._terminal.tell(record.getMessage())


def describe(progress: Progress) -> str:
    """Return `progress` in words."""
    said = f"{progress.done} of {progress.total} frames"
    if progress.done:
        said += f", {progress.per_second:.1f} frames a second"
    left = progress.seconds_left
    if left:
        said += f", {clock(left)} left"
    return said


def clock(seconds: float) -> str:
    """Return `seconds` as minutes and seconds, with hours where there are any."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def sentences(error: Exception) -> str:
    """Return what went wrong, and the way out where there is one."""
    return f"{error} {error.advice}".rstrip() if isinstance(error, StudioError) else str(error)
