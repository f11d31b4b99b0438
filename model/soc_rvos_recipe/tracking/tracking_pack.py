"""The data pack of the tracker: things cut out of photographs, drawings, and photographs alone.

What a thing is called does not matter here, so many more photographs can be used than for words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference.preprocess import normalise
from soc_rvos.networks.parts.picture_maps import FrozenEyes
from soc_rvos_recipe.datapack import clothing
from soc_rvos_recipe.datapack.backgrounds import HEIGHT, WIDTH
from soc_rvos_recipe.datapack.footage_videos import CREDITS as FOOTAGE_CREDITS
from soc_rvos_recipe.datapack.pack import INDEX, Background, Credit, Object, Pack, View, save_pack
from soc_rvos_recipe.datapack.pack import load_pack as load_pack
from soc_rvos_recipe.datapack.pictures import fitted, read_picture, write_webp
from soc_rvos_recipe.datapack.saliency import cut_out
from soc_rvos_recipe.datapack.unpacked import unpacked

CREDIT = Credit(
    "Caltech-101",
    "Fei-Fei Li, Marco Andreeto, Marc'Aurelio Ranzato and Pietro Perona",
    "CC BY 4.0",
    "CaltechDATA record 20086",
)
_EVERY = {"caltech101": 7, "clothing": 4}
"""Of each folder's photographs every so manieth is looked at."""
_LONGEST = 208
_CLEAN = 0.15
_SEEN_AT = 320
_PLAIN = 5
"""Every so manieth photograph is a background too, with what is in it: look-alikes to tell from."""
_FILM_EVERY = 45


def build_tracking_pack(out: Path, packages: Path, pictures: Path, eyes: FrozenEyes) -> Pack:
    """Make the pack in `out` and return it; one that is there is kept.

    `packages` is the folder into which `fetch` unpacked the registries' packages; `pictures` holds
    `caltech101`, `clothing` and `video`. `eyes` says what stands out in a photograph.
    """
    if (out / INDEX).exists():
        return load_pack(out)
    things = list(_photographed(out, pictures, eyes))
    shared = unpacked(packages, out)
    things += shared.drawings
    credits = {"caltech101": CREDIT, "clothing": clothing.CREDIT}
    credits |= FOOTAGE_CREDITS | shared.credits
    grounds = [*_plain(out, pictures), *shared.grounds]
    grounds = [Background(each.file, "train", each.credit) for each in grounds]
    pack = Pack(out, tuple(things), tuple(grounds), (), credits)
    save_pack(pack)
    return pack


def salient(picture: NDArray[np.uint8], eyes: FrozenEyes) -> NDArray[np.uint8]:
    """Return how much each pixel of an RGB picture stands out, uint8 of its size."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (_SEEN_AT, _SEEN_AT), interpolation=cv2.INTER_LINEAR)
    with torch.inference_mode():
        maps = eyes(normalise(torch.from_numpy(np.ascontiguousarray(small))[None]))
        logits = eyes.saliency.last(maps.joined[-1])[0, 0].numpy()
    grown = cv2.resize(logits, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.rint(255 / (1 + np.exp(-grown))), dtype=np.uint8)


def _photographed(out: Path, pictures: Path, eyes: FrozenEyes) -> Iterator[Object]:
    """Yield the things that come out cleanly of photographs."""
    for folder, every in _EVERY.items():
        for path in sorted((pictures / folder).glob("*.jpg"))[::every]:
            name = path.stem.rpartition("-")[0]
            identity = f"{folder}-{path.stem}"
            file = f"objects/{identity}.webp"
            if not (out / file).exists():
                picture = read_picture(path)
                saliency = salient(picture, eyes)
                if clothing.cleanness(saliency) < _CLEAN:
                    continue
                write_webp(out / file, fitted(cut_out(picture, saliency), _LONGEST))
            group = "clothing" if folder == "clothing" else "household"
            yield Object(identity, name, group, "train", folder, (View(file),), model=identity)


def _plain(out: Path, pictures: Path) -> Iterator[Background]:
    """Yield photographs as they are, and frames of films."""
    for path in sorted((pictures / "caltech101").glob("*.jpg"))[3 :: _EVERY["caltech101"] * _PLAIN]:
        file = f"backgrounds/caltech101-{path.stem}.webp"
        if not (out / file).exists():
            write_webp(out / file, _filling(read_picture(path)), 80)
        yield Background(file, "train", "caltech101")
    for path in sorted((pictures / "video").glob("*.mp4")):
        film = cv2.VideoCapture(str(path.absolute()))
        try:
            number = 0
            while film.grab():
                if number % _FILM_EVERY == 0:
                    file = f"backgrounds/film-{path.stem}-{number:04d}.webp"
                    _, picture = film.retrieve()
                    if not (out / file).exists():
                        frame = np.ascontiguousarray(picture[..., ::-1], dtype=np.uint8)
                        write_webp(out / file, _filling(frame), 80)
                    yield Background(file, "train", next(iter(FOOTAGE_CREDITS)))
                number += 1
        finally:
            film.release()


def _filling(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the middle of a picture at the size of a background."""
    height, width = picture.shape[:2]
    scale = max(HEIGHT / height, WIDTH / width)
    size = (max(WIDTH, round(width * scale)), max(HEIGHT, round(height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    grown = cv2.resize(picture, size, interpolation=way)
    top, left = (size[1] - HEIGHT) // 2, (size[0] - WIDTH) // 2
    return np.ascontiguousarray(grown[top : top + HEIGHT, left : left + WIDTH], dtype=np.uint8)
