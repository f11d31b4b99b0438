"""The colours that networks tell apart, by their plain English names."""

from __future__ import annotations

NAMES = (
    "red",
    "orange",
    "yellow",
    "green",
    "blue",
    "purple",
    "pink",
    "brown",
    "black",
    "white",
    "grey",
)
"""In the order of the channels of `soc_rvos.inference.colour_maps`, and of words in a network."""
