"""The data pack on disk, and the pictures in it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.clothing import cleanness
from soc_rvos_recipe.datapack.fetch import FetchError, Package, check, fetch
from soc_rvos_recipe.datapack.furniture_names import kind_of
from soc_rvos_recipe.datapack.meshes import read_model
from soc_rvos_recipe.datapack.outfits import DYES, Outfit, dressed
from soc_rvos_recipe.datapack.pack import (
    Background,
    Credit,
    Footage,
    FootageObject,
    Object,
    Pack,
    PackError,
    View,
    load_pack,
    save_pack,
    split_of_objects,
)
from soc_rvos_recipe.datapack.pictures import fitted, write_grey, write_webp
from soc_rvos_recipe.datapack.saliency import cut_out


def _disc(side: int, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """A disc on nothing; the hidden pixels are black."""
    rows, columns = np.indices((side, side)) - side / 2 + 0.5
    inside = np.hypot(rows, columns) < side * 0.4
    picture = np.zeros((side, side, 4), dtype=np.uint8)
    picture[inside] = (*colour, 255)
    return picture


def _pack(folder: Path) -> Pack:
    write_webp(folder / "objects/ball-00.webp", _disc(64, (210, 30, 30)))
    write_webp(folder / "backgrounds/wall.webp", np.full((36, 64, 3), 180, dtype=np.uint8))
    write_webp(folder / "footage/a-0000.webp", np.full((36, 64, 3), 90, dtype=np.uint8))
    write_grey(folder / "footage/a-0000-saliency.png", np.full((36, 64), 7, dtype=np.uint8))
    return Pack(
        folder,
        (
            Object(
                id="ball",
                name="ball",
                group="household",
                split="train",
                credit="me",
                views=(View("objects/ball-00.webp", 15.0, 4.5),),
                colours=("red",),
                height=0.22,
            ),
        ),
        (Background("backgrounds/wall.webp", "test", "me"),),
        (
            Footage(
                "a",
                "train",
                "me",
                ("footage/a-0000.webp",),
                ("footage/a-0000-saliency.png",),
                (FootageObject("dog", ("the dog",), (None,)),),
            ),
        ),
        {"me": Credit("Things", "Somebody", "CC0 1.0", "here")},
    )


def test_a_pack_read_back_is_the_pack_that_was_written(tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    save_pack(pack)
    assert load_pack(tmp_path) == pack
    assert all((tmp_path / file).is_file() for file in pack.files())
    assert len(pack.files()) == 4


def test_views_keep_their_colour_up_to_the_edge(tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    view = pack.view(pack.objects[0].views[0])
    assert view.shape == (64, 64, 4)
    edge = view[(view[..., 3] > 200)]
    assert (np.abs(edge[:, :3].astype(int) - (210, 30, 30)).max(axis=1) < 40).mean() > 0.98
    assert pack.picture("backgrounds/wall.webp").shape == (36, 64, 3)
    assert np.unique(pack.grey("footage/a-0000-saliency.png")).tolist() == [7]


def test_a_folder_without_a_pack_or_with_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.json"):
        load_pack(tmp_path)
    (tmp_path / "pack.json").write_text(json.dumps({"version": 2}), encoding="utf-8")
    with pytest.raises(PackError, match="version 2"):
        load_pack(tmp_path)


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.webp"):
        Pack(tmp_path).view(View("objects/gone.webp"))


def test_splits_are_stable_and_leave_most_of_a_name_for_training() -> None:
    names = {f"chair-{number}": "chair" for number in range(20)}
    names |= {f"thing-{number}": f"name {number}" for number in range(300)}
    splits = split_of_objects(names)
    assert splits == split_of_objects(dict(reversed(names.items())))
    chairs = [splits[name] for name in names if name.startswith("chair")]
    assert 1 <= chairs.count("test") <= 4
    single = [splits[name] for name in names if name.startswith("thing")]
    assert 5 <= single.count("test") <= 45


def test_a_fitted_cut_out_is_cropped_and_has_no_dark_fringe() -> None:
    picture = np.zeros((300, 200, 4), dtype=np.uint8)
    picture[100:300, 40:160] = (250, 250, 250, 255)
    small = fitted(picture, 50)
    assert small.shape == (50, 30, 4)
    visible = small[small[..., 3] > 10]
    assert visible[:, :3].min() > 240


def test_what_stands_out_clearly_is_cut_out_and_what_does_not_is_left() -> None:
    saliency = np.zeros((80, 80), dtype=np.uint8)
    saliency[20:60, 25:55] = 250
    saliency[5:8, 5:8] = 250
    assert cleanness(saliency) > 0.9
    alpha = cut_out(np.full((80, 80, 3), 100, dtype=np.uint8), saliency)[..., 3]
    assert alpha[40, 40] == 255
    assert alpha[6, 6] == 0
    assert cleanness(np.full((80, 80), 120, dtype=np.uint8)) == 0
    saliency[:, :40] = 250
    assert cleanness(saliency) == 0


def test_models_of_the_catalogues_get_ordinary_names() -> None:
    woman = kind_of("Reallusion#sitFemale01", "Sitting female")
    assert woman is not None
    assert (woman.name, woman.pose, woman.group) == ("woman", "sitting", "person")
    sofa = kind_of("Scopia#any", "Sofa 3 seats")
    assert sofa is not None
    assert (sofa.name, sofa.synonyms) == ("sofa", ("couch",))
    assert kind_of("Scopia#plug", "Square type A plug") is None


def test_a_model_is_read_with_its_materials(tmp_path: Path) -> None:
    (tmp_path / "Box.mtl").write_text(
        "newmtl Shirt\nKd 0.2 0.4 0.6\nNs 20\nd 0.5\nnewmtl Pants\nKd 1 1 1\n", encoding="utf-8"
    )
    (tmp_path / "box.obj").write_text(
        "mtllib box.mtl\nv 0 0 0\nv 1 0 0\nv 1 2 0\nv 0 2 0\nvt 0 0\nvt 1 0\nvt 1 1\n"
        "usemtl Shirt\nf 1/1 2/2 3/3\nusemtl Pants\nf -4 -3 -2 -1\n",
        encoding="utf-8",
    )
    shirt, pants = read_model(tmp_path / "box.obj")
    assert shirt.material.colour == (0.2, 0.4, 0.6)
    assert shirt.material.opacity == 0.5
    assert shirt.faces.tolist() == [3, 0, 1, 2]
    assert shirt.places is not None
    assert pants.places is None
    assert (shirt.area(), pants.area()) == (1.0, 2.0)

    red, blue = dressed([shirt, pants], Outfit("shirt", "trousers"), "red", "blue")
    assert red.material.colour == tuple(value / 255 for value in DYES["red"])
    assert blue.material.colour == tuple(value / 255 for value in DYES["blue"])


def test_packages_are_checked_and_unpacked_once(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    wheel = downloads / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("thing/data.txt", "here")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    package = Package(wheel.name, "pip", "thing==1.0", wheel.stat().st_size, digest, "thing")
    fetch(tmp_path, [package])
    assert (tmp_path / "thing/thing/data.txt").read_text(encoding="utf-8") == "here"
    wheel.write_bytes(b"broken")
    fetch(tmp_path, [package])  # unpacked already: the archive is not looked at again
    with pytest.raises(FetchError, match="not the file"):
        check(wheel, package)
