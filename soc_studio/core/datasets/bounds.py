"""How many values a file may have, so that reading it takes no more memory than there is."""

from __future__ import annotations

from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.memory import free_memory
from soc_studio.core.system.messages import message

MOST_VALUES = 24 * 10**6
"""Values in a file that is still read, where there is memory for them."""
_VALUE_BYTES = 200  # that a value takes at most: an empty list with its place
_ALWAYS = 2**28  # bytes that any computer has


def check_values(values: int, path: str) -> None:
    """Raise DatasetError where so many values, numbers and texts and lists, are too many."""
    if values > MOST_VALUES:
        raise DatasetError(
            message(
                "'{path}' contains more than {most} million values.",
                path=shown(path),
                most=MOST_VALUES // 10**6,
            ),
            message("Split it into files with fewer videos."),
        )
    free = free_memory("cpu")
    if free is not None and values * _VALUE_BYTES > max(free // 2, _ALWAYS):
        raise DatasetError(
            message(
                "'{path}' contains {count} million values, for which there is not enough memory.",
                path=shown(path),
                count=values // 10**6,
            ),
            message("Close other programs, or split it into files with fewer videos."),
        )
