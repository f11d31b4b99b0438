"""The same person in other clothes, the same car in another paint, the same animal in another coat.

Few models wear few colours; "the woman in the red dress" can only be learned where clothes change
and nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.meshes import Material, Part
from soc_rvos_recipe.datapack.rendering import texture_pixels

DYES: dict[str, tuple[int, int, int]] = {
    "red": (186, 26, 30),
    "orange": (228, 108, 24),
    "yellow": (226, 188, 40),
    "green": (38, 122, 58),
    "blue": (34, 72, 172),
    "purple": (104, 46, 142),
    "pink": (232, 132, 170),
    "brown": (104, 68, 42),
    "black": (30, 30, 32),
    "white": (226, 226, 222),
    "grey": (128, 129, 132),
}


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a person wears: a garment for the upper body, or for all of it where `lower` is "".

    The colours are those of the model as it comes; "" where they have no plain name.
    """

    upper: str
    lower: str = ""
    upper_colour: str = ""
    lower_colour: str = ""


# By the part of the catalogue's id after "#".
OUTFITS = {
    "female01": Outfit("shirt", "jeans", "orange", "blue"),
    "female02": Outfit("dress", "", "black"),
    "female03": Outfit("jacket", "jeans", "brown", "blue"),
    "male01": Outfit("jacket", "jeans", "blue", "blue"),
    "male02": Outfit("suit", "", "black"),
    "male03": Outfit("shirt", "jeans", "red", "blue"),
    "holdingMale01": Outfit("jacket", "trousers", "", "black"),
    "holdingFemale01": Outfit("dress", "", "grey"),
    "holdingFemale02": Outfit("dress"),
    "holdingFemale03": Outfit("coat", "trousers", "pink", "black"),
    "sitMale03": Outfit("sweater", "jeans", "", "blue"),
    "lyingDownFemale01": Outfit("dress", "", "pink"),
    "lyingDownMale01": Outfit("jacket", "trousers", "black", "brown"),
    "lyingDownMale02": Outfit("sweater", "jeans", "grey", "blue"),
    "sitFemale01": Outfit("shirt", "jeans", "", "blue"),
    "sitFemale02": Outfit("shirt", "trousers", "pink", "brown"),
    "sitFemale03": Outfit("suit", "", "black"),
    "sitMale01": Outfit("suit", "", "black"),
    "sitMale02": Outfit("shirt", "trousers", "orange", "brown"),
    "boyLying": Outfit("sweater", "trousers", "green", "brown"),
    "boySitting": Outfit("sweater", "trousers", "blue", "grey"),
    "boyStanding": Outfit("sweater", "trousers", "brown", "grey"),
    "girlSittingGround": Outfit("sweater", "skirt", "", "black"),
    "girlSittingTable": Outfit("sweater", "skirt", "pink", "blue"),
    "girlStanding": Outfit("sweater", "skirt", "blue", "blue"),
    "female-01-casual-clothing": Outfit("shirt", "skirt", "pink", "blue"),
    "male-01-suit": Outfit("suit", "", "blue"),
    "mannequinMale": Outfit("shirt", "trousers", "white", "blue"),
    "mannequinBrunette": Outfit("shirt", "trousers"),
}
_UPPER = ("RL_Upper", "Steph_shirt", "suit", "Shirt", "ShirtSleeve")
_LOWER = ("RL_Lower", "Steph_skirt", "Pants", "PantsShorts")
_PAINTS = {
    "body",
    "bodyTrailer",
    "carPaint",
    "PAINT_lt_blue",
    "PAINT_yellow",
    "Yellow",
    "color-beige-green",
    "white-container",
    "red-cabin",
    "firstcolor",
    "first-color",
    "whiteBase",
    "accentColor",
}
# Coats that animals of the name have.
COATS = {
    "horse": ("white", "black", "grey", "brown"),
    "dog": ("black", "white", "brown"),
    "cat": ("black", "white", "orange", "grey"),
    "rabbit": ("brown", "grey", "black"),
    "hen": ("white", "black"),
}


def dressed(parts: Sequence[Part], outfit: Outfit, upper: str, lower: str) -> list[Part]:
    """Return the person in clothes of the named colours; `lower` counts only where the outfit has
    a lower garment."""
    whole = outfit.lower == ""
    body = max(
        (part for part in parts if part.material.texture is not None),
        key=lambda part: part.area(),
        default=None,
    )
    named = any(part.material.name.split(".")[0] in _UPPER for part in parts)

    def wear(part: Part) -> Part:
        name = part.material.name.split(".")[0]
        if name in _UPPER:
            return _with(part, _dyed(part.material, DYES[upper], _everywhere))
        if name in _LOWER:
            return _with(part, _dyed(part.material, DYES[upper if whole else lower], _everywhere))
        if part is not body or named:
            return part
        material = _dyed(part.material, DYES[upper], _upper_body)
        if outfit.upper != "dress":
            material = _dyed(material, DYES[upper if whole else lower], _lower_body)
        return _with(part, material)

    return [wear(part) for part in parts]


def painted(parts: Sequence[Part], colour: str) -> list[Part]:
    """Return the vehicle with its paint of the colour; where no material is known to be the paint,
    it is the opaque one of the largest area."""
    areas: dict[str, float] = {}
    for part in parts:
        if part.material.opacity > 0.9:
            name = part.material.name
            areas[name] = areas.get(name, 0.0) + part.area()
    paints = _PAINTS & areas.keys() or {max(areas, key=lambda name: areas[name], default="")}
    return [
        _with(part, _dyed(part.material, DYES[colour], _everywhere))
        if part.material.name in paints
        else part
        for part in parts
    ]


def coated(parts: Sequence[Part], colour: str) -> list[Part]:
    """Return the animal with a coat of the colour; what is much darker or lighter stays so."""
    largest = max(parts, key=lambda part: part.area())
    return [
        _with(part, _dyed(part.material, DYES[colour], _everywhere)) if part is largest else part
        for part in parts
    ]


_Region = Callable[[NDArray[np.uint8]], NDArray[np.bool_]]


def _with(part: Part, material: Material) -> Part:
    return replace(part, material=material)


def _dyed(material: Material, dye: tuple[int, int, int], region: _Region) -> Material:
    """The material with the region of its texture, or all its plain colour, dyed: folds, seams and
    stripes stay as they are lighter or darker than their surrounding."""
    pixels = material.pixels if material.pixels is not None else texture_pixels(material)
    target = np.array(dye, dtype=np.float32)
    if pixels is None:
        red, green, blue = (float(value) / 255 for value in dye)
        return replace(material, colour=(red, green, blue))
    where = region(pixels)
    if not where.any():
        return material
    light = cv2.cvtColor(np.ascontiguousarray(pixels[..., :3]), cv2.COLOR_RGB2GRAY)
    light = light.astype(np.float32)
    shade = (light + 40) / (float(np.median(light[where])) + 40)
    shade = np.clip(shade, 0.35, 1.5)[..., None]
    result = pixels.copy()
    result[..., :3][where] = np.clip(target * shade, 0, 255).astype(np.uint8)[where]
    return replace(material, pixels=result)


def _everywhere(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.ones(pixels.shape[:2], dtype=np.bool_)


# The grown-up models share one layout of their texture: the upper garment in the upper half, the
# lower one below it on the left, hands and shoes on the right.
def _upper_body(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    height = pixels.shape[0]
    where = np.zeros(pixels.shape[:2], dtype=np.bool_)
    where[: height // 2] = True
    neck = _skin(pixels)
    neck[round(height * 0.16) :] = False
    return where & ~neck


def _lower_body(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    height, width = pixels.shape[:2]
    where = np.zeros((height, width), dtype=np.bool_)
    where[height // 2 : round(height * 0.95), : round(width * 0.575)] = True
    return where


def _skin(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    colour = np.ascontiguousarray(pixels[..., :3]).astype(np.float32) / 255
    lab = cv2.cvtColor(colour, cv2.COLOR_RGB2LAB)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    found = (hue > 25) & (hue < 78) & (chroma > 12) & (chroma < 48) & (lab[..., 0] > 45)
    return np.asarray(found, dtype=np.bool_)
