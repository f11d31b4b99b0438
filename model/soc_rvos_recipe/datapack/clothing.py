"""Photographs of clothes, cut out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.colour_names import dominant_colours
from soc_rvos_recipe.datapack.pack import Credit, Object, View
from soc_rvos_recipe.datapack.pictures import fitted, read_picture, write_webp
from soc_rvos_recipe.datapack.saliency import Teacher, cut_out, largest_piece

CREDIT = Credit(
    "clothing-dataset-small",
    "Alexey Grigorev and contributors",
    "CC0 1.0",
    "GitHub repository alexeygrigorev/clothing-dataset-small",
)
LONGEST = 160
KEPT_OF_A_CLASS = 28
# The class in the file name: its noun, its kinds, other names.
_NOUNS = {
    "dress": ("dress", ("clothing",), ("gown",)),
    "hat": ("hat", ("clothing",), ("cap",)),
    "longsleeve": ("sweater", ("shirt", "clothing"), ("long-sleeved shirt", "jumper")),
    "outwear": ("jacket", ("clothing",), ("coat",)),
    "pants": ("trousers", ("clothing",), ("pants",)),
    "shirt": ("shirt", ("clothing",), ("blouse",)),
    "shoes": ("shoes", ("footwear", "clothing"), ("sneakers", "pair of shoes")),
    "shorts": ("shorts", ("clothing",), ()),
    "skirt": ("skirt", ("clothing",), ()),
    "t-shirt": ("t-shirt", ("shirt", "clothing"), ("tee", "tee shirt")),
}


def cut(folder: Path, teacher: Teacher, out: Path) -> Iterator[Object]:
    """Yield the clothes that come out cleanly, the best of each class. Splits are left to the
    caller."""
    by_class: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.jpg")):
        by_class[path.stem.rpartition("-")[0]].append(path)
    for name, paths in by_class.items():
        marked = []
        for path in paths:
            picture = read_picture(path)
            saliency = teacher.saliency(picture, path.stem)
            marked.append((cleanness(saliency), path))
        best = sorted((mark for mark in marked if mark[0] > 0), key=lambda mark: -mark[0])
        for _, path in sorted(best[:KEPT_OF_A_CLASS], key=lambda mark: mark[1]):
            yield _object(path, name, teacher, out)


def cleanness(saliency: NDArray[np.uint8]) -> float:
    """Return how well an object would come out, 0 (not at all) to 1: sure of every pixel, in one
    piece, of middling size, inside the picture."""
    inside = saliency > 127
    share = float(inside.mean())
    if not 0.06 < share < 0.75:
        return 0.0
    piece = float(largest_piece(inside).sum() / inside.sum())
    # The band that every soft edge has is forgiven: it is as long as the outline.
    outline = cv2.morphologyEx(
        inside.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((5, 5), dtype=np.uint8)
    )
    unsure = float((((saliency > 40) & (saliency < 215)) & (outline == 0)).sum() / inside.sum())
    border = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    touching = float(border.mean())
    if piece < 0.95 or touching > 0.1:
        return 0.0
    return max(0.0, 1.0 - 2.5 * unsure) * (1.0 - 3 * touching)


def _object(path: Path, name: str, teacher: Teacher, out: Path) -> Object:
    noun, general, synonyms = _NOUNS[name]
    file = f"objects/clothing-{path.stem}.webp"
    if not (out / file).exists():
        picture = read_picture(path)
        alone = cut_out(picture, teacher.saliency(picture, path.stem))
        write_webp(out / file, fitted(alone, LONGEST))
    return Object(
        id=f"clothing-{path.stem}",
        name=noun,
        group="clothing",
        split="train",
        credit="clothing",
        views=(View(file),),
        general=general,
        synonyms=synonyms,
        colours=dominant_colours([read_picture(out / file, "RGBA")]),
        model=f"clothing-{path.stem}",
    )
