"""Array pyramids: summarises a long array for each column of pixels at a cost set by the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FINER = 4  # levels; a column is then of 16 values or more, and its borders as exact


class ArrayPyramid:
    """An array at ever coarser steps: every value of a level joins two of the level before.

    Together they take twice the memory of the array.
    """

    def __init__(self, values: NDArray[Any], join: np.ufunc) -> None:
        """Join `values` [N], at least one, with what may join a value twice: a largest or smallest
        value, or bits that any of them has."""
        self._join = join
        self._levels = [values]
        while len(values) > 1:
            if len(values) % 2:
                values = np.append(values, values[-1:])
            values = join(values[0::2], values[1::2])
            self._levels.append(values)

    def columns(self, edges: NDArray[np.float64]) -> NDArray[Any]:
        """Return the values between every two of `edges`, [W + 1], rising evenly, in places of the
        array; [W].

        Columns narrower than a value have the one at their middle; a value is in one column only.
        """
        each = float(edges[-1] - edges[0]) / (len(edges) - 1)
        if each < 1:
            middles = ((edges[:-1] + edges[1:]) / 2).astype(np.int64)
            return np.asarray(self._levels[0][middles.clip(0, len(self._levels[0]) - 1)])
        level = min(max(0, int(np.log2(each)) - _FINER), len(self._levels) - 1)
        values = self._levels[level]
        places = (edges / 2**level).astype(np.int64).clip(0, len(values))
        starts = np.minimum(places[:-1], len(values) - 1)
        return np.asarray(self._join.reduceat(values[: max(int(places[-1]), 1)], starts))
