"""Finds how opaque an object is along its edge by the colours of the picture: hair, fur, blur."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.closed_form import least_cost
from soc_studio.core.masks.colour_spread import DIAGONAL, PAIRS, inverse, times
from soc_studio.core.masks.local_colours import share_by_colours

SURROUNDING = 3
"""How far around an object, in bands, its colours and those beside it are looked at."""
_NARROW = 6  # pixels of the widest band that is computed at the size of the picture
_WORKED = 6  # pixels of a wider one, at the size at which it is computed
_SURE = 0.99  # share of a smaller pixel that has to be sure for the pixel to be
_COLOURS, _PRIOR = 0.02, 0.01  # weights of what colours say, and of the mask where they say little
_NOISE = 1e-5  # variance of colours, 0 to 1, below which they say nothing
_MIDDLE, _THIN = 0.8, 0.7  # of the largest distance around, and of the band: surely the object
_LOOKED_AT = 2.5  # bands, up to which distances are told apart: more than there are around a pixel
_DEVIATION = 0.4  # of the edge that the mask is taken for, in bands
_NEAR = 0.25  # bands around a pixel in which something has to be seen
_FAINT, _PLAIN = 0.25, 0.40  # opacities: of what may be haze, and of what is none
_BELIEVED = np.clip((np.arange(256) / 255 - _FAINT) / (_PLAIN - _FAINT), 0, 1).astype(np.float32)
_LEAST, _WHOLE = 0.03, 0.10  # opacities: of what is hardly seen, and from which on all is left
_LEVELS = np.arange(256, dtype=np.float32)
_LEFT = np.rint(
    np.minimum(_LEVELS, np.maximum(_LEVELS - 255 * _LEAST, 0) * (_WHOLE / (_WHOLE - _LEAST)))
).astype(np.uint8)
"""What is left of an opacity, in steps of 8 bits: nothing of the faintest."""

_Levels = NDArray[np.float32]


def soft_edge(
    picture: NDArray[np.uint8], pixels: NDArray[np.bool_], band: int, softness: float = 1.0
) -> NDArray[np.uint8]:
    """Return how opaque the object is: uint8 [H, W], 255 inside, 0 outside, between in the band.

    Pixels farther than `band` from the edge of `pixels` stay as they are, and so does the middle of
    what is thinner. Within the band, local
    models of the colours inside and outside say how much of each pixel is the object, and
    closed-form matting (Levin, Lischinski and Weiss, "A Closed Form Solution to Natural Image
    Matting", PAMI 2008) lays an opacity through that which changes only where the picture does. A
    wide band is computed at a smaller size and brought to the full one along the picture's edges
    (He and Sun, "Fast Guided Filter", 2015).

    Args:
        picture: RGB, uint8 [H, W, 3], or any unsigned integers of their full range.
        pixels: bool [H, W], True on the object.
        band: pixels, from 1.
        softness: 0 for a hard edge where the object's share is one half, 1 for the share itself.
    """
    result = pixels.astype(np.uint8) * np.uint8(255)
    left, top, wide, high = cv2.boundingRect(result)
    margin = SURROUNDING * band
    near = np.s_[
        max(0, top - margin) : top + high + margin, max(0, left - margin) : left + wide + margin
    ]
    part = pixels[near]
    inside, outside = _sure(part, band)
    unsure = ~(inside | outside)
    if not unsure.any():
        return result
    found = _share(picture[near], part, inside, outside, band)
    levels = inside.view(np.uint8) * np.uint8(255)
    levels[unsure] = np.rint(255 * np.clip(found, 0, 1))
    found *= _seen(levels, band)[unsure]
    found = np.clip((found - 0.5) / max(softness, 1 / 256) + 0.5, 0, 1)
    result[near][unsure] = seen_levels(np.rint(255 * found).astype(np.uint8))
    return result


def seen_levels(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return opacities of an edge without those that are hardly seen, which would be a haze."""
    return np.asarray(_LEFT[levels], np.uint8)


def _seen(levels: NDArray[np.uint8], band: int) -> _Levels:
    """Return a weight for each pixel, 0 to 1: 0 where all around is faint. There a colour of the
    background is like one of the object by chance, and would be a haze beside it."""
    reach = 2 * max(1, round(_NEAR * band)) + 1
    most = cv2.dilate(levels, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.LUT(most, _BELIEVED), np.float32)


def _share(
    picture: NDArray[np.uint8],
    pixels: NDArray[np.bool_],
    inside: NDArray[np.bool_],
    outside: NDArray[np.bool_],
    band: int,
) -> _Levels:
    """Return the object's share of each pixel that is neither `inside` nor `outside`: float32 [N],
    0 to 1."""
    height, width = pixels.shape
    scale = 1.0 if band <= _NARROW else _WORKED / band
    size = max(1, round(width * scale)), max(1, round(height * scale))

    def smaller(levels: NDArray[np.uint8] | _Levels) -> _Levels:
        if scale == 1:
            return np.asarray(levels, np.float32)
        return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.float32)

    small = smaller(picture) / np.float32(np.iinfo(picture.dtype).max)
    prior = cv2.GaussianBlur(smaller(pixels.astype(np.float32)), (0, 0), _DEVIATION * band * scale)
    sure_inside = smaller(inside.astype(np.float32)) > _SURE
    sure_outside = smaller(outside.astype(np.float32)) > _SURE
    told, trust = share_by_colours(small, sure_inside, sure_outside, round(band * scale))
    guess = np.asarray(trust * told + (1 - trust) * prior, np.float32)
    weight = trust * _COLOURS + (1 - trust) * _PRIOR
    share = least_cost(small, sure_inside, sure_outside, guess, weight)
    unsure = ~(inside | outside)
    if scale == 1:
        return np.asarray(share[unsure])
    return _enlarged(share, small, picture, unsure)


def _enlarged(
    share: _Levels, small: _Levels, picture: NDArray[np.uint8], where: NDArray[np.bool_]
) -> _Levels:
    """Return `share` of the picture `small` at the size of `picture`, along the edges in that one:
    float32 [N], for the pixels of `where`.

    Around each pixel it is a linear function of the colours, which is fitted in the small picture.
    """
    height, width = where.shape

    def mean(levels: NDArray[np.float32]) -> _Levels:
        return np.asarray(cv2.blur(levels, (3, 3), borderType=cv2.BORDER_REPLICATE), np.float32)

    size = small.shape[1], small.shape[0]
    looked_up = cv2.resize(where.view(np.uint8) * np.uint8(255), size, interpolation=cv2.INTER_AREA)
    used = np.flatnonzero(cv2.dilate(looked_up, np.ones((5, 5), np.uint8)))
    planes = [np.asarray(each, np.float32) for each in cv2.split(small)]
    middle = np.stack([mean(each).ravel()[used] for each in planes])
    level = mean(share).ravel()[used]
    spread = np.stack([mean(planes[row] * planes[at]).ravel()[used] for row, at in PAIRS])
    for place, (row, column) in enumerate(PAIRS):
        spread[place] -= middle[row] * middle[column]
    spread[DIAGONAL, ...] += _NOISE
    shared = np.stack([mean(each * share).ravel()[used] for each in planes]) - middle * level
    slope = times(inverse(spread.astype(np.float64)), shared)
    offset = level - (slope * middle).sum(axis=0)
    whole = np.float32(1 / np.iinfo(picture.dtype).max)
    found = np.zeros((height, width), np.float32)
    line = np.zeros_like(share)
    for values, colour in zip((*slope, offset), (*cv2.split(picture), None), strict=True):
        line.ravel()[used] = values if colour is None else values * whole
        fitted = cv2.resize(mean(line), (width, height))
        found += fitted if colour is None else cv2.multiply(fitted, colour, dtype=cv2.CV_32F)
    return found[where]


def _sure(pixels: NDArray[np.bool_], band: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which pixels are on the object and farther than `band` from all others, and which are
    so far from the object. In the middle of what is thinner, as of an arm, they count too, unless
    it is as thin as a strand."""
    if pixels.all():
        return pixels, ~pixels
    outside = _distance(~pixels) > band
    distance = _distance(pixels)
    inside = distance > band
    near = cv2.convertScaleAbs(distance, alpha=255 / (_LOOKED_AT * band))  # at most 255
    most = cv2.dilate(near, np.ones((2 * band + 1, 2 * band + 1), np.uint8))
    inside |= (near >= _MIDDLE * most) & (distance >= _THIN * band)
    return inside, outside


def _distance(pixels: NDArray[np.bool_]) -> _Levels:
    """Return how far each of `pixels` is from the others, 0 for these."""
    found = cv2.distanceTransform(pixels.view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(found, np.float32)
