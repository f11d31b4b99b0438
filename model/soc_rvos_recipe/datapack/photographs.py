"""Photographs of one thing each: whole, with the thing's mask, and cut out where it comes cleanly.

The masks are the saliency teacher's. Photographs of which it is not sure are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.clothing import cleanness
from soc_rvos_recipe.datapack.colour_names import dominant_colours
from soc_rvos_recipe.datapack.pack import Credit, Object, Photograph, View, split_of_objects
from soc_rvos_recipe.datapack.photograph_names import KINDS
from soc_rvos_recipe.datapack.pictures import fitted, read_picture, write_grey, write_webp
from soc_rvos_recipe.datapack.saliency import Teacher, cut_out, largest_piece

FOLDER = "caltech101"
CREDIT = Credit(
    "Caltech-101",
    "Fei-Fei Li, Marco Andreeto, Marc'Aurelio Ranzato and Pietro Perona",
    "CC BY 4.0",
    "CaltechDATA record 20086",
)
LONGEST = 224
_CLEAN = 0.15


def taken(
    folder: Path, teacher: Teacher, out: Path, count: int
) -> Iterator[tuple[Photograph, Object | None]]:
    """Yield those of the first `count` photographs that can be trusted, as they are and cut out.

    Photographs are taken from every kind in turn, so that more of them never change the ones
    before; files that are there are kept.
    """
    paths = in_turn(folder)
    splits = split_of_objects({path.stem: kind_of(path) for path in paths})
    for path in paths[:count]:
        picture = read_picture(path)
        saliency = teacher.saliency(picture, f"{FOLDER}-{path.stem}")
        solid = trusted(saliency)
        if solid is None:
            continue
        whole, mask = f"photographs/{path.stem}.webp", f"photographs/{path.stem}.png"
        if not (out / mask).exists():
            write_webp(out / whole, picture, 85)
            write_grey(out / mask, np.where(solid, 255, 0).astype(np.uint8))
        alone = np.dstack([picture, np.where(solid, 255, 0).astype(np.uint8)])
        colours = dominant_colours([alone[::2, ::2]])
        kind = KINDS[kind_of(path)]
        identity = f"{FOLDER}-{path.stem}"
        thing = Object(
            id=identity,
            name=kind.noun,
            group=kind.group,
            split=splits[path.stem],
            credit=FOLDER,
            views=(),
            general=kind.general,
            synonyms=kind.synonyms,
            colours=colours,
            model=identity,
        )
        yield Photograph(whole, mask, thing), _cut(picture, saliency, thing, out)


def in_turn(folder: Path) -> list[Path]:
    """Return the photographs of known kinds, the first of every kind, then the second, and on."""
    by_kind: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.jpg")):
        if kind_of(path) in KINDS:
            by_kind[kind_of(path)].append(path)
    rounds = [(place, path) for paths in by_kind.values() for place, path in enumerate(paths)]
    return [path for _, path in sorted(rounds, key=lambda pair: (pair[0], pair[1].name))]


def kind_of(path: Path) -> str:
    """Return the kind in the name of a file, `KIND-NUMBER.jpg`."""
    return path.stem.rpartition("-")[0]


def trusted(saliency: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Return where the thing is, bool [H, W]; None where the teacher is in doubt.

    It may touch the border, unlike what is cut out, but it must be nearly in one piece, of
    middling size, with few pixels of which the teacher is unsure beside those at its edge.
    """
    inside = saliency > 127
    share = float(inside.mean())
    if not 0.03 < share < 0.8:
        return None
    solid = largest_piece(inside)
    if solid.sum() < 0.92 * inside.sum():
        return None
    edge = cv2.morphologyEx(
        inside.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((5, 5), dtype=np.uint8)
    )
    unsure = ((saliency > 40) & (saliency < 215)) & (edge == 0)
    return solid if unsure.sum() < 0.25 * inside.sum() else None


def _cut(
    picture: NDArray[np.uint8], saliency: NDArray[np.uint8], thing: Object, out: Path
) -> Object | None:
    """Return the thing alone, None where it does not come out cleanly."""
    if cleanness(saliency) < _CLEAN:
        return None
    file = f"objects/{thing.id}.webp"
    if not (out / file).exists():
        write_webp(out / file, fitted(cut_out(picture, saliency), LONGEST))
    return replace(thing, views=(View(file),))
