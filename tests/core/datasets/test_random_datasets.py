"""Datasets of any kind through every format: what comes back is what was said before writing."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
)
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.datasets.writing import fitted_to
from soc_studio.core.system.errors import WriteError
from tests.core.datasets.made_datasets import WRITTEN, check_equal, read_as, written
from tests.thoroughness import times

TEXTS = (
    "a dog",
    "a dog",
    "",
    "  spaces  around ",
    'quotes "in" it',
    '"',
    "a, b; c & <d>",
    "two\nlines\r\n",
    "café 狗 🐕",
    "a\x07b\ud800c",
    "-1",
    "]]>",
)
NAMES = ("a", "A", "b c", "../up", "con", ".hidden", "été", "x" * 150, "1", "a/b", "void", "frames")
CATEGORIES = ("", "dog", "person", "a <b>", "x\ny", "object")


def masks(chance: random.Random, frames: tuple[int, ...], height: int, width: int) -> FrameMasks:
    seed = chance.randrange(2**30)
    share = chance.choice((0.0, 0.1, 0.5, 1.0))

    def read(place: int) -> Mask:
        values = np.random.default_rng([seed, place]).random((height, width))
        return Mask.from_array(values < share)

    return FrameMasks(frames, read)


def some(chance: random.Random, count: int) -> tuple[int, ...]:
    kept = [place for place in range(count) if chance.random() < 0.7]
    return tuple(kept if chance.random() < 0.5 else range(count))


def video(chance: random.Random) -> DatasetVideo:
    height, width, count = chance.randint(1, 9), chance.randint(1, 9), chance.randint(1, 4)
    start, step = chance.choice(((0, 1), (0, 5), (998, 1), (9, 1)))
    template = chance.choice(("{:05d}", "{}", "frame {}", "{}_x"))
    frames = tuple(template.format(start + step * place) for place in range(count))
    ids = chance.sample(
        ("1", "2", "7", "01", "0", "a b", "x/y", "void", "300"), chance.randint(0, 4)
    )
    objects = tuple(
        DatasetObject(
            id,
            chance.choice(CATEGORIES),
            masks(chance, some(chance, count), height, width),
        )
        for id in ids
    )
    expressions = tuple(
        DatasetExpression(
            str(place * 2),
            chance.choice(TEXTS),
            chance.choice((None, (), *(tuple(chance.sample(ids, n)) for n in range(len(ids) + 1)))),
            chance.choice(("", "", "Ada", "1", "2 full video", "Zoë")),
        )
        for place in range(chance.randint(0, 4))
    )
    void = masks(chance, some(chance, count), height, width) if chance.random() < 0.4 else None
    return DatasetVideo(
        chance.choice(NAMES),
        frames,
        height,
        width,
        objects,
        expressions,
        chance.choice((None, Fraction(6), Fraction(25), Fraction(30000, 1001))),
        chance.choice(("", "train", "valid", "te:st")),
        void,
    )


def dataset(seed: int) -> Dataset:
    chance = random.Random(seed)
    videos: dict[tuple[str, str], DatasetVideo] = {}
    for _ in range(chance.randint(0, 4)):
        made = video(chance)
        videos.setdefault((made.split, made.name), made)
    return Dataset(tuple(videos.values()))


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.id)
def test_any_dataset_comes_back_as_was_said(format: DatasetFormat, tmp_path: Path) -> None:
    for seed in range(times(3)):
        made = dataset(seed)
        out = tmp_path / str(seed)
        if not fitted_to(made, format, FrameFiles.COPY)[0].videos:
            with pytest.raises(WriteError, match="nothing that"):
                written(made, format, out)
            continue
        held, _ = written(made, format, out)
        if any(each.expressions for each in held.videos):
            read = read_as(format, out)
        else:  # nothing tells these formats from the same without expressions
            recognised, read = open_dataset(out)
            silent = {"ref-davis": "ref-youtube-vos", "veval": "youtube-vis"}
            assert recognised.id == silent.get(format.id, format.id)
        check_equal(held, read)
        again, lost = fitted_to(read, format, FrameFiles.COPY)
        assert [each.sentence for each in lost] == [], seed
        check_equal(again, read)
