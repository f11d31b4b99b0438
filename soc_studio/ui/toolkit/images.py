"""Numpy pictures to Qt pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from soc_studio.core.project.colours import Rgb


def to_qimage(picture: NDArray[np.uint8]) -> QImage:
    """Return a copy of `picture`: RGB or RGBA (straight) uint8 [H, W, 3 or 4], or grey [H, W]."""
    picture = np.ascontiguousarray(picture)
    height, width = picture.shape[:2]
    kind = QImage.Format.Format_Grayscale8
    if picture.ndim == 3:
        formats = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888}
        kind = formats[picture.shape[2]]
    return QImage(picture.data, width, height, picture.strides[0], kind).copy()


def to_qcolor(colour: Rgb) -> QColor:
    """Return red, green and blue, 0 to 255 each, as Qt's colour."""
    return QColor(*colour)
