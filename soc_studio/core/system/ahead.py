"""Does work on threads a little ahead of what takes it, in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_MOST_THREADS = 4

One = TypeVar("One")
Done = TypeVar("Done")


def done_ahead(
    each: Iterable[One], work: Callable[[One], Done], most: int = _MOST_THREADS
) -> Generator[Done, None, None]:
    """Yield `work` of every one, in their order, done on threads before it is asked for.

    What is iterated over is read on the caller's thread. At most as many are in work or waiting as
    the machine has processors, 4 and `most`. An exception of `work`, or of what is iterated over,
    is raised in its turn; then, and where the generator is closed, no more work is begun, and what
    was begun is waited for. It pays where the work is done outside Python, as that of arrays is.
    """
    threads = max(1, min(most, _MOST_THREADS, os.cpu_count() or 1))
    waiting: deque[Future[Done]] = deque()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="ahead")
    try:
        for one in each:
            waiting.append(pool.submit(work, one))
            del one
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
