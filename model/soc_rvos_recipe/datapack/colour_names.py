"""The plain English names of the colours of things."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES
from soc_rvos.inference.colour_maps import named_pixels


def colour_shares(picture: NDArray[np.uint8]) -> dict[str, float]:
    """Return the share of every colour name, largest first, of RGB or RGBA uint8 [H, W, 3 or 4];
    pixels count by their alpha. Empty where nothing is visible."""
    names = named_pixels(picture).reshape(-1)
    weights = picture[..., 3].reshape(-1) / 255.0 if picture.shape[2] == 4 else None
    sums = np.bincount(names, weights=weights, minlength=len(NAMES)).astype(np.float64)
    if sums.sum() == 0:
        return {}
    order = np.argsort(-sums, kind="stable")
    return {NAMES[place]: float(sums[place] / sums.sum()) for place in order if sums[place] > 0}


def dominant_colours(pictures: list[NDArray[np.uint8]], least: float = 0.5) -> tuple[str, ...]:
    """Return the names that cover most of the pictures, strongest first: one that covers at least
    `least`, and with it one that covers at least 0.3; none where no colour stands out.

    Neutral shading is forgiven: grey next to a stronger white or black counts as that.
    """
    totals = dict.fromkeys(NAMES, 0.0)
    for picture in pictures:
        for name, share in colour_shares(picture).items():
            totals[name] += share / len(pictures)
    neutral = max(("white", "black"), key=lambda name: totals[name])
    if totals[neutral] > totals["grey"]:
        totals[neutral] += totals.pop("grey")
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    # What is grey to this table is often beige, washed out or finely patterned.
    if ranked[0][1] < (least if ranked[0][0] != "grey" else least + 0.2):
        return ()
    return tuple(name for name, share in ranked[:2] if name == ranked[0][0] or share >= 0.3)
