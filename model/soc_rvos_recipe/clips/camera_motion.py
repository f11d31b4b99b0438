"""How the camera of a made clip pans, zooms and shakes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrices = NDArray[np.float64]


def camera(
    rng: np.random.Generator, count: int, height: int, width: int, follow: Matrices | None = None
) -> Matrices:
    """Return [T, 3, 3], where places of the scene (pixels as the camera first stands) are seen.

    `follow` float [T, 2], pixels, is a place that a following camera keeps nearly still.
    """
    steps = np.arange(count)
    pan = np.zeros((count, 2))
    size = np.array((width, height))
    kind = rng.random()
    if follow is not None and rng.random() < 0.45:
        pan = (follow[0] - follow) * rng.uniform(0.6, 1.05)
    elif kind < 0.45:
        # Pixels between frames: a slow hand to a quick turn.
        speed = size * rng.normal(0, 1, 2) * (0.012, 0.006) * rng.choice((0.4, 1.0, 2.2))
        pan = steps[:, None] * speed[None]
    zoom = np.ones(count)
    if rng.random() < 0.25:
        zoom = np.exp(steps * rng.normal(0, 0.02))
    roll = np.zeros(count)
    if rng.random() < 0.4:
        shake = rng.uniform(0.001, 0.006)
        pan = pan + np.cumsum(rng.normal(0, 1, (count, 2)), axis=0) * shake * width
        roll = np.cumsum(rng.normal(0, 0.25, count)) * shake
    matrices = np.zeros((count, 3, 3))
    cosine, sine = np.cos(roll) * zoom, np.sin(roll) * zoom
    matrices[:, 0, 0], matrices[:, 0, 1] = cosine, -sine
    matrices[:, 1, 0], matrices[:, 1, 1] = sine, cosine
    matrices[:, 2, 2] = 1
    # Zoom and roll are about the middle of the picture.
    middle = size / 2
    matrices[:, 0, 2] = middle[0] - cosine * middle[0] + sine * middle[1] + pan[:, 0]
    matrices[:, 1, 2] = middle[1] - sine * middle[0] - cosine * middle[1] + pan[:, 1]
    return matrices
