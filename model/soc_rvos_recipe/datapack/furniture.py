"""Rendered views of the Sweet Home 3D furniture models: people, animals, vehicles, things."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.colour_names import dominant_colours
from soc_rvos_recipe.datapack.furniture_names import Kind, kind_of
from soc_rvos_recipe.datapack.meshes import Part, read_model
from soc_rvos_recipe.datapack.outfits import COATS, DYES, OUTFITS, coated, dressed, painted
from soc_rvos_recipe.datapack.pack import Credit, Object, View
from soc_rvos_recipe.datapack.pictures import read_picture, write_webp
from soc_rvos_recipe.datapack.rendering import Stage

CREDITS = {
    "BlendSwap-CC-0": Credit(
        "Sweet Home 3D models: BlendSwap CC-0",
        "the BlendSwap contributors",
        "CC0 1.0",
        "Debian package sweethome3d-furniture 1.8",
    ),
    "BlendSwap-CC-BY": Credit(
        "Sweet Home 3D models: BlendSwap CC-BY",
        "the BlendSwap contributors",
        "CC BY 3.0",
        "Debian package sweethome3d-furniture 1.8",
    ),
    "KatorLegaz": Credit(
        "Sweet Home 3D models: Kator Legaz",
        "Andrew Kator and Jennifer Legaz",
        "CC BY 3.0 US",
        "Debian package sweethome3d-furniture 1.8",
    ),
    "Reallusion": Credit(
        "Sweet Home 3D models: Reallusion",
        "Reallusion",
        "CC BY 3.0 US",
        "Debian package sweethome3d-furniture 1.8",
    ),
    "Scopia": Credit(
        "Sweet Home 3D models: Scopia",
        "Scopia Visual Interfaces Systems, s.l.",
        "CC BY 3.0",
        "Debian package sweethome3d-furniture 1.8",
    ),
}
LIVELY = ("person", "animal", "vehicle")
# No more models than this of one name among the things: thirty-six chairs would crowd out the rest.
MOST_OF_A_NAME = 10
LONGEST = {"person": 224, "animal": 208, "vehicle": 208}
LONGEST_THING = 160
_PAINTABLE = (
    "car",
    "SUV",
    "sports car",
    "convertible",
    "van",
    "bus",
    "truck",
    "motorbike",
    "scooter",
)
_PAINTS = ("red", "blue", "white", "black", "green", "yellow", "grey", "orange")
_CLOTHES_COLOURS = tuple(DYES)


@dataclass(frozen=True, slots=True)
class Model:
    """An entry of a catalogue; sizes in metres: width, height, depth."""

    id: str
    name: str
    path: Path
    rotation: NDArray[np.float64]
    size: tuple[float, float, float]
    author: str
    credit: str


@dataclass(frozen=True, slots=True)
class _Look:
    """One appearance of a model, and from how many sides it is shown."""

    suffix: str
    change: Callable[[Sequence[Part]], Sequence[Part]]
    views: int
    colours: tuple[str, ...] = ()
    wears: tuple[str, ...] = ()
    clothes: tuple[str, ...] = ()


def catalogue(folder: Path) -> list[Model]:
    """Return all models below `folder`, which holds one unpacked folder a catalogue."""
    models = []
    for root in sorted(folder.iterdir()):
        entries: dict[int, dict[str, str]] = defaultdict(dict)
        text = (root / "PluginFurnitureCatalog.properties").read_text(encoding="latin-1")
        for key, number, value in re.findall(
            r"^\s*(\w+)#(\d+)\s*=\s*(.*?)\s*$", text, re.MULTILINE
        ):
            entries[int(number)][key] = value
        models += [_model(entry, root) for _, entry in sorted(entries.items())]
    return models


def _model(entry: dict[str, str], root: Path) -> Model:
    rotation = np.array(entry.get("modelRotation", "1 0 0 0 1 0 0 0 1").split(), dtype=np.float64)
    width, height, depth = (float(entry[key]) / 100 for key in ("width", "height", "depth"))
    return Model(
        entry["id"],
        entry["name"],
        root / entry["model"].lstrip("/"),
        rotation.reshape(3, 3),
        (width, height, depth),
        entry["creator"],
        root.name,
    )


def chosen(models: Sequence[Model]) -> list[tuple[Model, Kind]]:
    """Return the models that are worth showing, with their names; the lively ones come first."""
    named = [(model, kind) for model in models if (kind := kind_of(model.id, model.name))]
    lively = [pair for pair in named if pair[1].group in LIVELY]
    things: list[tuple[Model, Kind]] = []
    counts: Counter[str] = Counter()
    for model, kind in named:
        counts[kind.name] += 1
        if kind.group not in LIVELY and counts[kind.name] <= MOST_OF_A_NAME:
            things.append((model, kind))
    return lively + things


def render(folder: Path, out: Path, every: int = 1) -> Iterator[Object]:
    """Yield the objects of the catalogues below `folder`, their views written below `out`; views
    that are there are kept. Of the models every so manieth is taken. Splits are left to the
    caller."""
    for model, kind in chosen(catalogue(folder))[::every]:
        yield from _rendered(model, kind, out)


def authors(folder: Path) -> dict[str, list[str]]:
    """Return who made the models of each catalogue, by its credit's key."""
    found: dict[str, set[str]] = defaultdict(set)
    for model, _ in chosen(catalogue(folder)):
        found[model.credit].add(model.author)
    return {key: sorted(names) for key, names in found.items()}


def _rendered(model: Model, kind: Kind, out: Path) -> Iterator[Object]:
    identity = re.sub(r"[^a-z0-9]+", "-", f"{model.credit} {model.path.stem}".lower()).strip("-")
    parts: list[Part] = []
    for look in _looks(model, kind):
        own = identity + look.suffix
        record = out / "records" / f"{own}.json"
        if not record.exists():
            parts = parts or read_model(model.path)
            made = _views(model, kind, look, look.change(parts), own, out)
            record.parent.mkdir(parents=True, exist_ok=True)
            part = record.with_name(record.name + ".part")
            part.write_text(
                json.dumps({"views": [asdict(view) for view in made]}), encoding="utf-8"
            )
            part.replace(record)
        stored = json.loads(record.read_text(encoding="utf-8"))
        views = tuple(View(**view) for view in stored["views"])
        if kind.group == "person" or look.colours:
            colours = look.colours
        else:
            shown = [read_picture(out / view.file, "RGBA") for view in views[::4]]
            colours = dominant_colours(shown)
        yield Object(
            id=own,
            name=kind.name,
            group=kind.group,
            split="train",
            credit=model.credit,
            views=views,
            general=kind.general,
            synonyms=kind.synonyms,
            colours=colours,
            wears=look.wears,
            clothes=look.clothes,
            height=round(model.size[1], 3),
            pose=kind.pose,
            model=identity,
        )


def _views(
    model: Model, kind: Kind, look: _Look, parts: Sequence[Part], own: str, out: Path
) -> list[View]:
    rng = np.random.default_rng(zlib.crc32(own.encode()))
    first = 0.0 if look.suffix == "" and kind.group in LIVELY else float(rng.integers(0, 360))
    longest = LONGEST.get(kind.group, LONGEST_THING)
    # What is flat lies on a table or the floor, and is seen from above.
    width, height, depth = model.size
    flat = kind.group not in LIVELY and height < 0.3 * max(width, depth)
    rises = (15, 35, 65) if flat else (0, 6, 26)
    views = []
    with Stage(parts, model.rotation, model.size) as stage:
        for number in range(look.views):
            azimuth = (first + number * 360 / look.views) % 360
            elevation = round(float(rng.triangular(*rises)), 1)
            view = View(f"objects/{own}-{number:02d}.webp", round(azimuth, 1), elevation)
            picture = stage.view(azimuth + kind.turn, elevation, longest, rng)
            if min(picture.shape[:2]) >= 8:
                write_webp(out / view.file, picture)
                views.append(view)
    return views


def _looks(model: Model, kind: Kind) -> list[_Look]:
    """The model as it comes, and dyed; which colours is drawn, but always the same for a model."""
    rng = np.random.default_rng(zlib.crc32(model.id.encode()))
    name = model.id.partition("#")[2]
    if kind.group == "person":
        outfit = OUTFITS[name]
        own = [(outfit.upper_colour, outfit.upper), (outfit.lower_colour, outfit.lower)]
        looks = [_look("", list, 24, [pair for pair in own if pair[0] and pair[1]])]
        uppers = rng.permutation(_CLOTHES_COLOURS)[:5].tolist()
        lowers = rng.permutation(_CLOTHES_COLOURS)[:5].tolist()
        for number, (upper, lower) in enumerate(zip(uppers, lowers, strict=True)):
            garments = [(upper, outfit.upper)]
            if outfit.lower:
                # Jeans are blue; of another colour they are trousers.
                lower_noun = (
                    "trousers" if outfit.lower == "jeans" and lower != "blue" else outfit.lower
                )
                garments.append((lower, lower_noun))
            looks.append(
                _look(
                    f"-dyed{number}",
                    partial(dressed, outfit=outfit, upper=upper, lower=lower),
                    8,
                    garments,
                )
            )
        return looks
    if kind.group == "animal":
        coats = COATS.get(kind.name, ())
        return [
            _Look("", list, 24),
            *(_Look(f"-{coat}", partial(coated, colour=coat), 8, (coat,)) for coat in coats),
        ]
    if kind.group == "vehicle":
        paints = rng.permutation(_PAINTS)[:3].tolist() if kind.name in _PAINTABLE else []
        return [
            _Look("", list, 24),
            *(_Look(f"-{paint}", partial(painted, colour=paint), 8, (paint,)) for paint in paints),
        ]
    return [_Look("", list, 5)]


def _look(
    suffix: str,
    change: Callable[[Sequence[Part]], Sequence[Part]],
    views: int,
    garments: Sequence[tuple[str, str]],
) -> _Look:
    look = _Look(suffix, change, views)
    return replace(
        look,
        wears=tuple(colour for colour, _ in garments),
        clothes=tuple(garment for _, garment in garments),
    )
