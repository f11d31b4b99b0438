"""Saves decisions to the project file as they are made, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from soc_studio.core.project.history import Trail
from soc_studio.core.project.project import Project
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.errors import StudioError

_AGAIN = 2.0  # seconds until a save that failed is tried again


@dataclass(frozen=True, slots=True)
class _State:
    project: Project
    trail: Trail | None = None
    decided: frozenset[str] = frozenset()  # ids of propagated masks, all so far


class Autosave:
    """Keeps the newest project in a file; close it, or the file may lack the last one.

    Attributes:
        trouble: why the newest project could not be saved; None where it was, or will be.
    """

    def __init__(
        self,
        file: ProjectFile,
        saved: Project,
        told: Callable[[StudioError | None], None] | None = None,
    ) -> None:
        """Begin with `saved` in `file`.

        `told` is called with a new trouble, or None when it is over, on a thread of its own.
        """
        self.trouble: StudioError | None = None
        self._file = file
        self._saved = self._wanted = _State(saved)
        self._told = told
        self._changed = threading.Condition()
        self._saving = threading.Lock()
        self._is_told = False  # of the trouble
        self._tried = 0  # how many times saving was tried
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="autosave", daemon=True)
        self._thread.start()

    def want(self, project: Project, trail: Trail | None = None, decided: str = "") -> None:
        """Save `project` soon, with the steps that led to it; of propagated masks that were
        `decided`, by their id, nothing is left then."""
        with self._changed:
            known = self._wanted.decided
            self._wanted = _State(project, trail, known | {decided} if decided else known)
            self._changed.notify_all()

    def tell_to(self, told: Callable[[StudioError | None], None]) -> None:
        """Call `told` from now on, and at once if saving already fails."""
        with self._changed:
            self._told = told
            trouble = self.trouble
        if trouble is not None:
            told(trouble)

    def flush(self) -> None:
        """Wait until the newest project is saved.

        Raises:
            StudioError: it cannot be saved; it stays wanted.
        """
        with self._changed:
            tried = self._tried
            self._changed.notify_all()
            while self._saved is not self._wanted:
                if self.trouble is not None and (self._tried > tried or self._closing):
                    raise self.trouble
                self._changed.wait()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Save nothing inside the block, in which the newest project is saved by other means."""
        with self._saving:
            wanted = self._wanted
            yield
            with self._changed:
                known = self._saved.decided
                self._saved = wanted if wanted.decided == known else replace(wanted, decided=known)
                self.trouble = None
                self._changed.notify_all()
        self._tell(None)

    def close(self) -> None:
        """Save the newest project, if that can be done, and end; `trouble` says if it was not."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()
        self._told = None

    def _work(self) -> None:
        while True:
            with self._changed:
                while self._saved is self._wanted and not self._closing:
                    self._changed.wait()
                if self._saved is self._wanted:
                    return
            with self._saving:
                trouble = self._try()
            self._tell(trouble)
            if trouble is not None:
                with self._changed:
                    if self._closing:
                        return
                    self._changed.wait(_AGAIN)

    def _try(self) -> StudioError | None:
        with self._changed:
            before, wanted = self._saved, self._wanted
        trouble: StudioError | None = None
        try:
            decided = wanted.decided - before.decided
            self._file.save(before.project, wanted.project, wanted.trail, decided)
        except StudioError as error:
            trouble = error
        with self._changed:
            self.trouble = trouble
            self._tried += 1
            if trouble is None:
                self._saved = wanted
            self._changed.notify_all()
        return trouble

    def _tell(self, trouble: StudioError | None) -> None:
        """Report a change: saving fails now, or works again."""
        with self._changed:
            was, self._is_told = self._is_told, trouble is not None
        if self._told is not None and was != self._is_told:
            self._told(trouble)
