"""Results go to the file as they come, off the thread that computes."""

from __future__ import annotations

import queue
import threading
from types import TracebackType
from typing import Self

from soc_rvos.inference.candidates import WindowResult
from soc_studio.core.errors import StudioError
from soc_studio.core.results import Results

_WAITING = 64  # results that may wait for the disk; then the search waits, too


class ResultWriter:
    """Writes what it is given in the order it comes; to be used in a `with`.

    All that waits is written together, so that a slow disk is asked less often, and a fast one has
    every window at once. At the end of the block everything is written.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._queue: queue.Queue[tuple[int, WindowResult] | None] = queue.Queue(_WAITING)
        self._trouble: StudioError | None = None
        self._thread = threading.Thread(target=self._work, name="results", daemon=True)

    def put(self, answers: int, result: WindowResult) -> None:
        """Have a result written that belongs to the answers of this number.

        Raises:
            StudioError: an earlier one could not be written.
        """
        self._check()
        self._queue.put((answers, result))

    def _check(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def _work(self) -> None:
        going_on = True
        while going_on:
            batch = [self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            going_on = None not in batch
            if self._trouble is None:
                try:
                    self._results.add([each for each in batch if each is not None])
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
