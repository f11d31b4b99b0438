"""The colours of layers."""

from __future__ import annotations

from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

# Okabe and Ito's colours, which stay apart for colour-blind eyes (black left out).
PALETTE: tuple[Rgb, ...] = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
)


def colour_of(place: int) -> Rgb:
    """Return the colour of the layer at `place`, 0 for the first; they repeat after seven."""
    return PALETTE[place % len(PALETTE)]
