"""Settings for the pictures of an export: their size, their bits, and the edge of the objects."""

from __future__ import annotations

import copy
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.matte_ranges import AUTOMATIC
from soc_studio.core.media.colour import Levels
from soc_studio.core.project.project import MOST_BAND
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.resolved_track import ResolvedTrack

LEAST_SIDE, MOST_SIDE = 16, 16384
"""Pixels that the longer side of a picture can be limited to."""
PARTS = ("longest_side", "bits", "edge_band", "edge_softness")
"""The parts of an `ExportPlan` that are such settings."""
BITS = (0, 8, 16)
"""Bits of a level that a person can ask for; 0 for those that the format usually has."""


def picture_mistake(
    longest_side: int = 0,
    bits: int = 0,
    edge_band: int | None = None,
    edge_softness: int | None = None,
) -> str:
    """Return a sentence on what is wrong with these `PARTS` of a plan, empty where nothing is."""
    if longest_side and not LEAST_SIDE <= longest_side <= MOST_SIDE:
        return message(
            "Choose a size of {least} to {most} pixels.", least=LEAST_SIDE, most=MOST_SIDE
        )
    if bits not in BITS:
        return message("Choose 8 or 16 bits.")
    if edge_band not in (None, AUTOMATIC) and not 0 <= (edge_band or 0) <= MOST_BAND:
        return message("An edge band can have {most} pixels at most.", most=MOST_BAND)
    if edge_softness is not None and not 0 <= edge_softness <= 100:
        return message("The softness of an edge band is between 0 and 100 percent.")
    return ""


def written_size(width: int, height: int, longest_side: int) -> tuple[int, int]:
    """Return width and height of the pictures of a video whose longer side is limited.

    Those of the video where it is not larger, or `longest_side` is 0; else they are even, as
    players ask for.
    """
    if not longest_side or max(width, height) <= longest_side:
        return width, height
    share = longest_side / max(width, height)
    return max(2, 2 * round(width * share / 2)), max(2, 2 * round(height * share / 2))


def smaller(picture: Levels, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return `picture`, RGB or straight RGBA [H, W, 3 or 4], at a width and height: uint8.

    Colours count as far as they are seen, so that nothing comes in over the edge.
    """
    if picture.dtype == np.uint8 and (picture.shape[1], picture.shape[0]) == size:
        return np.asarray(picture, dtype=np.uint8)
    if picture.dtype == np.uint8 and picture.shape[2] == 3:
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    shares: NDArray[Any] = picture.astype(np.float32) / np.float32(np.iinfo(picture.dtype).max)
    shares[..., :3] *= shares[..., 3:]
    shares = np.asarray(cv2.resize(shares, size, interpolation=cv2.INTER_AREA))
    shares[..., :3] /= np.maximum(shares[..., 3:], 1e-6)
    small: NDArray[np.uint8] = np.rint(np.clip(shares, 0, 1) * 255).astype(np.uint8)
    small[small[..., 3] == 0] = 0  # what is not seen takes no room
    return small


def at_bits(picture: Levels, bits: int, possible: Collection[int]) -> Levels:
    """Return `picture` with levels of `bits`, 8 or 16; as it is where these are not `possible`."""
    if bits not in possible or picture.dtype.itemsize * 8 == bits:
        return picture
    if bits == 8:
        return np.asarray((picture.astype(np.uint32) + 128) // 257, dtype=np.uint8)
    return np.asarray(picture.astype(np.uint16) * np.uint16(257), dtype=np.uint16)


def with_edge(view: ResolvedTrack, band: int | None, softness: int | None) -> ResolvedTrack:
    """Return the track with another edge band and softness than its layer says; None keeps that
    of the layer, and a band can be `AUTOMATIC`."""
    matte = view.layer.matte
    width = None if band == AUTOMATIC else band
    wanted = replace(
        matte,
        edge_band=matte.edge_band if band is None else width,
        edge_softness=matte.edge_softness if softness is None else softness,
    )
    if wanted == matte:
        return view
    other = copy.copy(view)
    other.layer = replace(view.layer, matte=wanted)
    return other
