"""How wide the band along an edge is where nobody has said it: as wide as the mask's steps."""

from __future__ import annotations

from soc_rvos.masks import Mask

_ROWS = 90  # of the networks' masks, at least: their steps are as large as such a row
_LEAST = 2  # pixels: an edge that is exact is as sharp as the picture, no sharper
_SHARP = 540  # rows of a frame for each pixel of an exact edge's band


def automatic_band(height: int, width: int, fine: Mask | None = None) -> int:
    """Return the pixels of a band to either side of an edge, for a matte of `height` x `width`.

    `fine` is the mask where its own pixels are its steps, as of one that is drawn or imported; None
    for one of a network, which is coarser than the pixels that it is kept in.
    """
    rows = min(height, width)
    if fine is None:
        return max(_LEAST, round(rows / _ROWS))
    steps = min(height / fine.height, width / fine.width)
    return max(_LEAST, round(rows / _SHARP), round(steps))
