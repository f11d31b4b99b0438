"""Named colours: what counts as red, and which names people could argue about."""

from __future__ import annotations

import colorsys

import numpy as np
from numpy.typing import NDArray

# Hue in degrees, saturation and brightness in [0, 1]; each a span to draw from.
_SPANS: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    "red": ((-8, 7), (0.72, 1.0), (0.6, 1.0)),
    "orange": ((20, 31), (0.78, 1.0), (0.88, 1.0)),
    "yellow": ((48, 59), (0.65, 1.0), (0.85, 1.0)),
    "green": ((92, 150), (0.5, 1.0), (0.4, 0.9)),
    "blue": ((203, 238), (0.6, 1.0), (0.5, 1.0)),
    "purple": ((266, 288), (0.5, 0.9), (0.45, 0.85)),
    "pink": ((314, 345), (0.28, 0.6), (0.9, 1.0)),
    "brown": ((17, 28), (0.55, 0.8), (0.28, 0.47)),
    "black": ((0, 360), (0.0, 0.25), (0.03, 0.13)),
    "white": ((0, 360), (0.0, 0.05), (0.94, 1.0)),
    "grey": ((0, 360), (0.0, 0.06), (0.38, 0.62)),
}

COLOURS = tuple(_SPANS)

# Light and shade can turn one into the other: a sentence about one is not false of the other.
_DOUBTFUL = {
    frozenset(pair)
    for pair in (
        ("orange", "brown"),
        ("red", "brown"),
        ("red", "orange"),
        ("orange", "yellow"),
        ("pink", "purple"),
        ("grey", "white"),
        ("grey", "black"),
        ("brown", "black"),
    )
}
# Not told apart even side by side.
_NEVER_TOGETHER = {
    frozenset(pair)
    for pair in (("orange", "brown"), ("grey", "white"), ("grey", "black"), ("brown", "black"))
}


def sample_colour(rng: np.random.Generator, name: str) -> NDArray[np.float32]:
    """Return one of the colours called `name`: float32 [3], RGB, 0 to 255."""
    (hue, saturation, brightness) = (rng.uniform(*span) for span in _SPANS[name])
    rgb = colorsys.hsv_to_rgb(hue % 360 / 360, saturation, brightness)
    return np.asarray(rgb, dtype=np.float32) * np.float32(255)


def doubtful(first: str, second: str) -> bool:
    """Whether an object of one colour could pass for the other when seen alone."""
    return frozenset((first, second)) in _DOUBTFUL


def fit_together(first: str, second: str) -> bool:
    """Whether objects of the two colours in one clip can be told apart by colour."""
    return frozenset((first, second)) not in _NEVER_TOGETHER
