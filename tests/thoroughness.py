"""How often tests try what they try at random: ten times as often with `--thorough`."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import HealthCheck, settings

TIMES = 10  # as many seeds, examples, steps and kills as an ordinary run has
EXAMPLES = 100  # of a property test that names no number

Value = TypeVar("Value")

_times = 1


def set_up(thorough: bool) -> None:
    """Say how often to try, before the tests are imported."""
    global _times
    _times = TIMES if thorough else 1
    # How long an example takes says more of the machine than of us. No file is kept of them: the
    # folder may be for reading only. An ordinary run tries the same ones every time.
    everywhere = settings(
        deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    settings.register_profile("ordinary", everywhere, max_examples=EXAMPLES, derandomize=True)
    settings.register_profile("thorough", everywhere, max_examples=EXAMPLES * TIMES)
    settings.load_profile("thorough" if thorough else "ordinary")


def times(ordinary: int) -> int:
    """Return how often to try what an ordinary run tries `ordinary` times."""
    return ordinary * _times


def only_thorough(*values: Value) -> tuple[Value, ...]:
    """Return `values` in a thorough run and nothing in an ordinary one."""
    return values if _times > 1 else ()


def examples(ordinary: int) -> settings:
    """Return the settings of a property test that an ordinary run gives `ordinary` examples."""
    return settings(max_examples=times(ordinary))
