"""A data pack of plates and noise, so small that clips of it are made in no time."""

from __future__ import annotations

import numpy as np
import pytest

from soc_rvos_recipe.datapack.pack import (
    Background,
    Credit,
    Footage,
    FootageObject,
    Object,
    Pack,
    View,
)
from soc_rvos_recipe.datapack.pictures import write_grey, write_webp


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A data pack of coloured plates that are called women, dogs, cars, bicycles, cups and trees,
    before two photographs of noise, and a film of a square that goes to the right."""
    folder = tmp_path_factory.mktemp("pack")
    rng = np.random.default_rng(0)
    objects = []
    for split in ("train", "test"):
        for name, group, general, tall in (
            ("woman", "person", ("person", "adult"), 1.7),
            ("dog", "animal", ("animal", "pet"), 0.5),
            ("car", "vehicle", ("vehicle",), 1.4),
            ("bicycle", "vehicle", ("vehicle",), 1.1),
            ("cup", "household", (), 0.1),
            ("palm tree", "plant", ("tree", "plant"), 4.0),
        ):
            for colour, value in (("red", (210, 25, 30)), ("blue", (30, 60, 200))):
                identity = f"{split}-{name}-{colour}"
                turns = 24 if group == "person" else 5
                views = []
                for turn in range(turns):
                    plate = np.zeros((60, 30 + turn % 5 * 6, 4), dtype=np.uint8)
                    plate[2:-2, 2:-2] = (*value, 255)
                    file = f"objects/{identity}-{turn}.webp"
                    write_webp(folder / file, plate)
                    views.append(View(file, 360.0 * turn / turns, 5.0))
                person = group == "person"
                objects.append(
                    Object(
                        id=identity,
                        name=name,
                        group=group,
                        split=split,
                        credit="me",
                        views=tuple(views),
                        general=general,
                        synonyms=("lady",) if person else (),
                        colours=() if person else (colour,),
                        wears=(colour,) if person else (),
                        clothes=("dress",) if person else (),
                        height=tall,
                        pose="standing" if person else None,
                        model=identity,
                    )
                )
    backgrounds = []
    for split in ("train", "test"):
        file = f"backgrounds/{split}.webp"
        write_webp(folder / file, rng.integers(90, 150, (144, 256, 3), dtype=np.uint8))
        backgrounds.append(Background(file, split, "me"))
    frames, masks = [], []
    for number in range(9):
        picture = np.full((72, 128, 3), 120, dtype=np.uint8)
        mask = np.zeros((72, 128), dtype=np.uint8)
        where = np.s_[20:60, 8 + 3 * number : 38 + 3 * number]
        picture[where], mask[where] = (230, 200, 40), 255
        frames.append(f"footage/a-{number}.webp")
        masks.append(f"footage/a-{number}.png")
        write_webp(folder / frames[-1], picture)
        write_grey(folder / masks[-1], mask)
    told = ("the girl", "the girl on the left", "the girl on the right")
    film = Footage(
        "a",
        "train",
        "me",
        tuple(frames),
        tuple(masks),
        (FootageObject("girl", told, tuple(masks)),),
    )
    credits = {"me": Credit("Plates", "nobody", "CC0 1.0", "here")}
    return Pack(folder, tuple(objects), tuple(backgrounds), (film,), credits)
