"""A frame as an export will show it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Format
from soc_studio.core.formats.material import Material


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
    draw = next((each.written.picture for each in formats if each.written.picture), None)
    if draw is None or not material.span:
        return None
    shown = min(max(number, material.span.start), material.span.stop - 1)
    return shown, draw(material, shown)
