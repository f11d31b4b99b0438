"""Long work on the command line: every step is told, and the end gives the result."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

Step = TypeVar("Step")
Result = TypeVar("Result")


def through(steps: Generator[Step, None, Result], tell: Callable[[Step], object]) -> Result:
    """Return what `steps` give at their end; `tell` hears of each, and what it raises ends them."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            tell(step)
