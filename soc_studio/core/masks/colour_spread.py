"""Covariances of colours: six numbers each, since they are symmetric, in planes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
"""Row and column of each of the six."""
DIAGONAL = (0, 3, 5)
"""Those of the six that are on the diagonal."""


def inverse(spread: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the inverses of matrices with a positive determinant: [6, …], as `spread`.

    Those of colours that hardly differ are nearly singular: give these in double precision.
    """
    a, b, c, d, e, f = spread
    found = np.stack(
        [d * f - e * e, c * e - b * f, b * e - c * d, a * f - c * c, b * c - a * e, a * d - b * b]
    )
    determinant = a * found[0] + b * found[1] + c * found[2]
    return np.asarray(found / np.maximum(determinant, 1e-20), np.float32)


def times(matrix: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `matrix` [6, …] times `vector` [3, …]: [3, …]."""
    a, b, c, d, e, f = matrix
    x, y, z = vector
    return np.stack([a * x + b * y + c * z, b * x + d * y + e * z, c * x + e * y + f * z])
