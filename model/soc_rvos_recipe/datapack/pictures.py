"""Cut-outs as RGBA pictures: resized without fringes, cropped, written small."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Rgba = NDArray[np.uint8]


def resized(picture: Rgba, height: int, width: int) -> Rgba:
    """Return RGBA uint8 [height, width, 4]; colours are weighted by their alpha, so that what lies
    under transparent pixels does not bleed into the edges."""
    alpha = picture[..., 3:].astype(np.float32) / 255
    premultiplied = np.concatenate([picture[..., :3] * alpha, alpha], axis=2)
    smaller = height < picture.shape[0]
    scaled = cv2.resize(
        premultiplied, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    )
    alpha = np.clip(scaled[..., 3:], 0, 1)
    colour = np.clip(scaled[..., :3] / np.maximum(alpha, 1e-3), 0, 255)
    return np.asarray(np.rint(np.concatenate([colour, alpha * 255], axis=2)), dtype=np.uint8)


def fitted(picture: Rgba, longest: int) -> Rgba:
    """Return the picture cropped to what is visible, its longest side at most `longest`."""
    seen = picture[..., 3] > 8
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if rows.size == 0:
        return picture[:1, :1]
    cropped = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = cropped.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return cropped
    return resized(cropped, max(1, round(height * scale)), max(1, round(width * scale)))


def bled(picture: Rgba) -> Rgba:
    """Return the picture with the colours of its edge carried on under the transparent pixels:
    lossy compression halves the colour resolution and would mix black into the edge."""
    solid = picture[..., 3] > 127
    if solid.all() or not solid.any():
        return picture
    nearest = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    result = picture.copy()
    faint = picture[..., 3] < 32
    result[faint, :3] = picture[tuple(axis[faint] for axis in nearest)][:, :3]
    return result


def write_webp(path: Path, picture: NDArray[np.uint8], quality: int = 82) -> None:
    """Write RGB or RGBA uint8 [H, W, 3 or 4] as lossy WebP; the file appears whole or not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(bled(picture) if picture.shape[2] == 4 else picture)
    part = path.with_name(path.name + ".part")
    image.save(part, "WEBP", quality=quality, method=4, alpha_quality=90)
    part.replace(path)


def write_grey(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write uint8 [H, W] as PNG; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    Image.fromarray(picture).save(part, "PNG", optimize=True)
    part.replace(path)


def read_picture(path: Path, mode: str = "RGB") -> NDArray[np.uint8]:
    """Return the file's picture, uint8, in a Pillow mode: RGB, RGBA or L."""
    with Image.open(path) as image:
        return np.asarray(image.convert(mode), dtype=np.uint8)
