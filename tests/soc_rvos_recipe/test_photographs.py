"""Photographs of one thing each: which are trusted, and the clips that are made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack, load_pack, save_pack
from soc_rvos_recipe.datapack.photographs import FOLDER, in_turn, taken, trusted
from soc_rvos_recipe.datapack.pictures import write_grey
from soc_rvos_recipe.datapack.saliency import Teacher
from soc_rvos_recipe.sentences.grammar import make_references

pytestmark = pytest.mark.slow  # training: nothing that the program does

SIZE = (4, 72, 120)


def _photograph(folder: Path, kept: Path, name: str, where: tuple[slice, slice]) -> None:
    """A red thing on green, and what the teacher sees of it."""
    picture = np.full((90, 130, 3), (40, 140, 60), dtype=np.uint8)
    seen = np.zeros((90, 130), dtype=np.uint8)
    picture[where], seen[where] = (220, 20, 30), 255
    Image.fromarray(picture).save(folder / f"{name}.jpg", quality=95)
    write_grey(kept / f"{FOLDER}-{name}.png", seen)


@pytest.fixture(scope="module")
def photographed(small_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The small pack with photographs of pandas and cups."""
    root = tmp_path_factory.mktemp("photographs")
    folder, kept = root / FOLDER, root / "saliency"
    folder.mkdir()
    for number in range(6):
        middle = (slice(20, 70), slice(30 + 4 * number, 90))
        _photograph(folder, kept, f"panda-{number:04d}", middle)
        _photograph(folder, kept, f"cup-{number:04d}", (slice(0, 60), slice(30, 80)))
    _photograph(folder, kept, "cup-0006", (slice(0, 2), slice(0, 2)))
    teacher = Teacher(root / "none.onnx", kept)
    both = list(taken(folder, teacher, small_pack.folder, 100))
    assert len(both) == 12  # the last shows too little
    assert [alone is None for _, alone in both] == [
        whole.thing.name == "cup" for whole, _ in both
    ]  # cups touch the border
    things = tuple(alone for _, alone in both if alone is not None)
    return replace(
        small_pack,
        objects=small_pack.objects + things,
        photographs=tuple(whole for whole, _ in both),
        footage=(),
    )


def test_kinds_come_in_turn_and_more_change_nothing_before(tmp_path: Path) -> None:
    for name in ("panda-0001", "panda-0002", "cup-0003", "cup-0007", "unknown-0001"):
        (tmp_path / f"{name}.jpg").touch()
    order = [path.stem for path in in_turn(tmp_path)]
    assert order == ["cup-0003", "panda-0001", "cup-0007", "panda-0002"]


def test_a_teacher_in_doubt_is_not_believed() -> None:
    sure = np.zeros((60, 60), dtype=np.uint8)
    sure[10:50, 0:30] = 250
    solid = trusted(sure)
    assert solid is not None
    assert solid.sum() == 40 * 30
    assert trusted(np.full((60, 60), 120, dtype=np.uint8)) is None
    pieces = sure.copy()
    pieces[10:50, 45:58] = 250
    assert trusted(pieces) is None
    hazy = sure.copy()
    hazy[:, 40:] = 100
    assert trusted(hazy) is None


def test_the_pack_keeps_its_photographs(photographed: Pack) -> None:
    save_pack(photographed)
    assert load_pack(photographed.folder) == photographed
    assert all((photographed.folder / file).is_file() for file in photographed.files())


def test_a_photograph_moves_with_its_mask(photographed: Pack) -> None:
    seen = 0
    for seed in range(60):
        clip = make_clip(photographed, "train", seed, *SIZE)
        if not clip.photographed:
            continue
        seen += 1
        assert clip.filmed
        number = next(k for k, one in enumerate(clip.actors) if one.object_id.startswith(FOLDER))
        actor, mask = clip.actors[number], clip.masks[number]
        assert actor.colours == ("red",)
        reds = [actor.shares.get(name, 0.0) for name in ("red", "pink", "brown", "orange")]
        assert sum(reds) > 0.6
        assert mask.any(axis=(1, 2)).all()
        for reference in make_references(clip, photographed, "train", seed, 4):
            if reference.target is not None:
                assert not reference.also
                assert reference.mask(clip).any()
    assert seen > 5
