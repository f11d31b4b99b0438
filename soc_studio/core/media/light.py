"""The light that the levels of a picture stand for, and the primaries they are of.

Light is scene-linear, and 1 is the white of paper: of a high dynamic range the reference white of
ITU-R BT.2408, which is 203 candelas a square metre.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

PQ, HLG = 16, 18
"""Transfers of a high dynamic range, in the numbers of ITU-T H.273."""
REFERENCE_WHITE = 203.0
"""Candelas a square metre that 1 stands for, where a transfer says how many a level is."""

_PEAK = 10_000.0  # candelas a square metre of the largest level of PQ
_HLG_WHITE = 0.75  # of all levels: what BT.2408 gives to reference white
_D65, _DCI_WHITE = (0.3127, 0.3290), (0.314, 0.351)
CHROMATICITIES: Mapping[int, tuple[float, ...]] = {
    1: (0.640, 0.330, 0.300, 0.600, 0.150, 0.060, *_D65),
    5: (0.640, 0.330, 0.290, 0.600, 0.150, 0.060, *_D65),
    6: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *_D65),
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_DCI_WHITE),
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_D65),
}
"""Places of red, green, blue and white in CIE 1931 x and y, by the primaries of ITU-T H.273."""


def light_of(levels: NDArray[Any], transfer: int) -> NDArray[np.float32]:
    """Return the light of `levels`, float32 in their shape.

    Args:
        levels: uint8 or uint16, from 0 to all that their type holds.
        transfer: of ITU-T H.273. PQ is up to 49, HLG up to 3.8; everything else is taken for the
            curve of sRGB, by which screens show it: up to 1.
    """
    curve = transfer if transfer in (PQ, HLG) else 0
    light: NDArray[np.float32] = _table(8 * levels.dtype.itemsize, curve)[levels]
    return light


@cache
def _table(bits: int, curve: int) -> NDArray[np.float32]:
    shares = np.linspace(0, 1, 1 << bits)
    if curve == PQ:  # SMPTE ST 2084
        power = shares ** (1 / 78.84375)
        light = np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)
        light = light ** (1 / 0.1593017578125) * (_PEAK / REFERENCE_WHITE)
    elif curve == HLG:  # ARIB STD-B67, as in ITU-R BT.2100
        light = _of_hlg(shares) / _of_hlg(np.array(_HLG_WHITE))
    else:
        light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return light.astype(np.float32)


def _of_hlg(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    high = (np.exp((shares - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return np.asarray(np.where(shares <= 0.5, shares**2 / 3, high), dtype=np.float64)
