"""A frame as an export will show it, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Format
from soc_studio.core.formats.material import Material
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.tracks.rendering import matte_of_tracks

_CUTOUTS = ("cutout", "layers-", "cryptomatte", "loop-")
"""What the ids of formats begin with that show cut-out objects."""


def export_picture(
    formats: Sequence[Format], material: Material, number: int
) -> tuple[int, NDArray[np.uint8]] | None:
    """Return a frame as it comes out of the first of `formats` that has pictures.

    It is the frame of the export that is nearest to `number`. The picture shows all layers of
    `material`: RGB uint8 [H, W, 3], or RGBA uint8 [H, W, 4] with straight opacity, at the size of
    the video. None where no frame is exported, or none of the formats has pictures.

    Raises:
        VideoError: the frame cannot be read.
        DamageError: a mask cannot be read.
    """
    draw = next((found for each in formats if (found := _drawing(each)) is not None), None)
    if draw is None or not material.span:
        return None
    shown = min(max(number, material.span.start), material.span.stop - 1)
    return shown, draw(material, shown)


def follows_edges(kind: Format) -> bool:
    """Return whether an automatic edge band is in what a format writes: not in what marks or
    measures objects."""
    return kind.id.startswith((*_CUTOUTS, "matte", "look"))


def has_alpha(kind: Format) -> bool:
    """Return whether the pictures of a format have an opacity."""
    return kind.written.alpha or _is_cutout(kind)


def has_pictures(kind: Format) -> bool:
    """Return whether a format has pictures at all."""
    return _drawing(kind) is not None


def _is_cutout(kind: Format) -> bool:
    """Return whether a format that does not say how it looks has cut-out objects."""
    return kind.written.picture is None and kind.id.startswith(_CUTOUTS)


def _drawing(kind: Format) -> Callable[[Material, int], NDArray[np.uint8]] | None:
    return _cutout if _is_cutout(kind) else kind.written.picture


def _cutout(material: Material, number: int) -> NDArray[np.uint8]:
    frame = material.reader.frame(number)
    return cut_out(frame, matte_of_tracks(material.views.values(), number, frame))
