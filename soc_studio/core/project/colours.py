"""The colours of layers."""

from __future__ import annotations

from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

# Cyan, magenta, lime, violet, green, apricot, ochre, ice: far from each other for every kind of
# colour vision, and the first far from skin and yellow, on which masks often lie.
PALETTE: tuple[Rgb, ...] = (
    (0x35, 0xC8, 0xEA),
    (0xE6, 0x4C, 0x9E),
    (0xC4, 0xE6, 0x21),
    (0x8A, 0x70, 0xFC),
    (0x25, 0xA3, 0x7E),
    (0xFD, 0xA5, 0x78),
    (0xAE, 0x85, 0x23),
    (0xE9, 0xE2, 0xF7),
)


def colour_of(place: int) -> Rgb:
    """Return the colour of the layer at `place`, 0 for the first; they repeat after eight."""
    return PALETTE[place % len(PALETTE)]
