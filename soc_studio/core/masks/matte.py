"""Makes masks and mattes at the size of the frames from masks of a run."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask
from soc_studio.core.masks.soft_edge import SURROUNDING, soft_edge
from soc_studio.core.project.project import MatteSettings

__all__ = ["full_size", "matte"]

_REACH = 4  # deviations beyond which a softened edge is as good as hard


def matte(
    mask: Mask,
    settings: MatteSettings,
    height: int,
    width: int,
    picture: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Return the matte of a mask: uint8 [height, width], 255 on the object, 0 elsewhere, between
    them where the edge is soft.

    Specks go first, then holes are filled, the edge is moved, the band around it follows the
    picture, and at last the edge is softened; without a band one half stays where the moved edge
    is. Pixels beyond the picture's border count as those at the border, so a mask that touches it
    is not eaten away there.

    Args:
        mask: of any size.
        settings: lengths in pixels of the matte; an automatic band is none, see
            `core.tracks.rendering.matte_at`.
        height: rows of the matte.
        width: columns of the matte.
        picture: the frame, RGB uint8 [height, width, 3]; None leaves out the edge band.
    """
    pixels = full_size(mask, height, width)
    if settings.remove_specks:
        pixels = _without_small(pixels, settings.remove_specks, 8)
    if settings.fill_holes:
        pixels = ~_without_small(~pixels, settings.fill_holes, 4, at_border=True)
    band = (settings.edge_band or 0) if picture is not None else 0
    if not settings.grow and not settings.feather and not band:
        return pixels.astype(np.uint8) * np.uint8(255)
    result = np.zeros((height, width), dtype=np.uint8)
    reach = abs(settings.grow) + int(np.ceil(_REACH * settings.feather)) + SURROUNDING * band + 2
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    if not len(rows):
        return result
    near = np.s_[
        max(0, rows[0] - reach) : rows[-1] + 1 + reach,
        max(0, columns[0] - reach) : columns[-1] + 1 + reach,
    ]
    part = pixels[near]
    if settings.grow > 0:
        part = _distance(~part) <= settings.grow
    elif settings.grow < 0:
        part = _distance(part) > -settings.grow
    if picture is not None and band:
        levels = soft_edge(picture[near], part, band, settings.edge_softness / 100)
    else:
        levels = part.astype(np.uint8) * np.uint8(255)
    if settings.feather:
        soft = settings.feather
        levels = cv2.GaussianBlur(levels, (0, 0), soft, borderType=cv2.BORDER_REPLICATE).astype(
            np.uint8, copy=False
        )
    result[near] = levels
    return result


def _distance(pixels: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the distance of each pixel to the nearest that is not set."""
    if pixels.all():
        return np.full(pixels.shape, np.inf, dtype=np.float32)
    measured = cv2.distanceTransform(pixels.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(measured, dtype=np.float32)


def _without_small(
    pixels: NDArray[np.bool_], most: int, neighbours: int, at_border: bool = False
) -> NDArray[np.bool_]:
    """Return `pixels` without pieces of at most `most` pixels.

    Pieces hang together by 4 or 8 `neighbours`. With `at_border`, pieces that touch the picture's
    border stay: they may continue beyond it.
    """
    _, labels, facts, _ = cv2.connectedComponentsWithStats(
        pixels.astype(np.uint8), connectivity=neighbours
    )
    small = facts[:, cv2.CC_STAT_AREA] <= most
    if at_border:
        edges = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
        small[np.unique(np.concatenate(edges))] = False
    small[0] = False
    return np.asarray(pixels & ~small[labels])
