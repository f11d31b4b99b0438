"""The matte of a layer on a frame, as the window shows it and every export writes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.automatic_band import automatic_band
from soc_studio.core.masks.matte import matte
from soc_studio.core.project.project import MatteSettings
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source
from soc_studio.core.tracks.smoothing import shown_mask

HALF = 128
"""Level from which a pixel of a matte counts as on the object."""


def rendered_matte(
    track: ResolvedTrack,
    frame: int,
    height: int,
    width: int,
    picture: NDArray[np.uint8] | None = None,
    plain: bool = False,
) -> NDArray[np.uint8] | None:
    """Return the matte of `frame` at a size in pixels: uint8 [height, width], 255 on the object.

    None where nothing is computed, or the object is absent. `picture` is the frame at this size,
    RGB uint8 [height, width, 3], which the matte follows within the layer's edge band; without it,
    the edge is that of the mask. Of `plain` mattes, which measure or mark an object and cut nothing
    out, an automatic band is left out; `follows_picture` says whether they need the picture.

    Raises:
        DamageError: a mask cannot be read.
    """
    if isinstance(track, CombinedTrack):
        mattes = [
            rendered_matte(each, frame, height, width, picture, plain) for each in track.parts
        ]
        return _largest([each for each in mattes if each is not None])
    mask = shown_mask(track, frame)
    if mask is None:
        return None
    band = 0 if plain else automatic_width(track, frame, mask, height, width)
    return matte_at(mask, track.layer.matte, track.video.height, height, width, picture, band)


def automatic_width(track: ResolvedTrack, frame: int, mask: Mask, height: int, width: int) -> int:
    """Return the pixels of an automatic edge band for the mask of a frame in a matte of a size.

    Masks that are drawn by hand or imported are as exact as their pixels, others are not.
    """
    is_fine = track.sources[frame] in (Source.MANUAL, Source.IMPORTED)
    return automatic_band(height, width, mask if is_fine else None)


def follows_picture(track: ResolvedTrack, plain: bool = True) -> bool:
    """Return whether mattes of a layer, `plain` or not, depend on the pictures of the frames."""
    parts = track.parts if isinstance(track, CombinedTrack) else (track,)
    automatic = 0 if plain else 1
    bands = (each.layer.matte.edge_band for each in parts)
    return any(automatic if each is None else each for each in bands)


def matte_of_tracks(
    tracks: Iterable[ResolvedTrack],
    frame: int,
    picture: NDArray[np.uint8],
    plain: bool = False,
) -> NDArray[np.uint8]:
    """Return the matte of several objects together: uint8 [H, W], the larger opacity of each pixel.

    `picture` is the frame itself, RGB uint8 [H, W, 3]; `plain` is that of `rendered_matte`.

    Raises:
        DamageError: a mask cannot be read.
    """
    height, width = picture.shape[:2]
    together = np.zeros((height, width), dtype=np.uint8)
    for each in tracks:
        found = rendered_matte(each, frame, height, width, picture, plain)
        if found is not None:
            np.maximum(together, found, out=together)
    return together


def _largest(mattes: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8] | None:
    """Return the largest opacity of every pixel, None without a matte."""
    return np.maximum.reduce(mattes) if mattes else None


def matte_at(
    mask: Mask,
    settings: MatteSettings,
    video_height: int,
    height: int,
    width: int,
    picture: NDArray[np.uint8] | None = None,
    automatic: int = 0,
) -> NDArray[np.uint8] | None:
    """Return the matte of a mask at a size in pixels, None where the mask has no pixels.

    `settings` are meant for a video of `video_height`, and scaled to `height`; `picture` is that of
    `rendered_matte`, and `automatic` the width of an automatic band, in pixels of the matte.
    """
    if not mask.area:
        return None
    return matte(mask, _scaled(settings, height / video_height, automatic), height, width, picture)


def _scaled(settings: MatteSettings, scale: float, automatic: int) -> MatteSettings:
    """Return `settings` for pictures of another size; an automatic band is of the size already."""
    band = settings.edge_band
    return replace(
        settings,
        grow=round(settings.grow * scale),
        feather=settings.feather * scale,
        fill_holes=round(settings.fill_holes * scale**2),
        remove_specks=round(settings.remove_specks * scale**2),
        edge_band=automatic if band is None else max(round(band * scale), min(band, 1)),
    )
