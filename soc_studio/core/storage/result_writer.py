"""Writes results to the project file as they arrive, on a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from soc_rvos.inference.candidates import WindowResult
from soc_studio.core.storage.results import Dropped, Results
from soc_studio.core.system.errors import StudioError

_WAITING = 64  # results that may wait for the disk; then the search waits, too


@dataclass(frozen=True, slots=True)
class _Pack:
    """Results to write together, in the place of the dropped ones."""

    results: tuple[tuple[int, WindowResult], ...]
    dropped: tuple[Dropped, ...] = ()


class ResultWriter:
    """Writes what it is given in the order it comes; to be used in a `with`.

    All that waits is written together, so that a slow disk is asked less often, and a fast one has
    every window at once. At the end of the block everything is written.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._queue: queue.Queue[_Pack | None] = queue.Queue(_WAITING)
        self._written: deque[tuple[int, WindowResult]] = deque()
        self._trouble: StudioError | None = None
        self._thread = threading.Thread(target=self._work, name="results", daemon=True)

    def put(self, answers: int, result: WindowResult) -> None:
        """Queue a result to write, for the answers of this number.

        Raises:
            StudioError: an earlier one could not be written.
        """
        self._put(_Pack(((answers, result),)))

    def replace(
        self, dropped: Sequence[Dropped], results: Sequence[tuple[int, WindowResult]]
    ) -> None:
        """Queue results to write, each with its answers' number, in place of the `dropped` ones.

        Raises:
            StudioError: an earlier one could not be written.
        """
        self._put(_Pack(tuple(results), tuple(dropped)))

    def take_written(self, wait: bool = False) -> Iterator[tuple[int, WindowResult]]:
        """Yield the results written since the last call, each with its answers' number.

        Raises:
            StudioError: something could not be written.
        """
        if wait:
            self.flush()
        self._check()
        while self._written:
            yield self._written.popleft()

    def flush(self) -> None:
        """Wait until everything is written, or failed to be."""
        self._queue.join()

    def _put(self, pack: _Pack) -> None:
        self._check()
        self._queue.put(pack)

    def _check(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def _work(self) -> None:
        going_on = True
        while going_on:
            batch = [self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            packs = [each for each in batch if each is not None]
            going_on = len(packs) == len(batch)
            self._write(packs)
            for _ in batch:
                self._queue.task_done()

    def _write(self, packs: Sequence[_Pack]) -> None:
        if self._trouble is not None:
            return
        try:
            # Dropped results go before their replacements are written, and after earlier results.
            for own in _apart(packs):
                results = [each for pack in own for each in pack.results]
                self._results.add(results, own[0].dropped, retire=True)
                self._written += results
        except StudioError as error:
            self._trouble = error

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._queue.put(None)
        self._thread.join()
        if error is None:
            self._check()


def _apart(packs: Sequence[_Pack]) -> list[list[_Pack]]:
    """Return `packs` in runs, each beginning with one that drops something, but for the first."""
    runs: list[list[_Pack]] = []
    for pack in packs:
        if pack.dropped or not runs:
            runs.append([])
        runs[-1].append(pack)
    return runs
