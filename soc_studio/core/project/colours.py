"""The colours of layers."""

from __future__ import annotations

import re
from typing import TypeAlias

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

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


_FORM = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_NAMES: dict[str, Rgb] = {
    "green": (0, 177, 64),
    "blue": (0, 71, 187),
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
}


def parse_colour(text: str) -> Rgb:
    """Return the colour that `text` says: "#00b140", "#08f", or "green" and "blue" as of screens,
    "black", "white" or "grey".

    Raises:
        StudioError: it says none.
    """
    said = text.strip().lower()
    if said in _NAMES:
        return _NAMES[said]
    match = _FORM.fullmatch(said)
    if match is None:
        raise StudioError(
            message("'{text}' is not a colour.", text=text),
            message("Enter one such as #00b140, green, blue, black, white or grey."),
        )
    digits = match[1] if len(match[1]) == 6 else "".join(2 * each for each in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue
