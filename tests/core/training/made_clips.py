"""Small datasets to train on: coloured shapes that move, with sentences, in a published layout."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
)
from tests.core.datasets.made_datasets import by_id, written

HEIGHT, WIDTH = 64, 96
_COLOURS = {"red": (200, 40, 30), "green": (40, 180, 60), "blue": (40, 60, 210)}

SMALL = """
about = "A small network on made clips."
seed = 7

[network]
system = "{system}"
name = "small"

[network.numbers]
width = 128
heads = 2
feed_forward = 32
encoder_layers = 1
decoder_layers = 2
queries = 4
short_side = {side}
long_side = 200
{more}

[network.numbers.backbone]
channels = 16
depths = [1, 1, 1, 1]
heads = [1, 1, 2, 2]

[network.numbers.text]
vocabulary = 40
width = 16
layers = 1
heads = 2
feed_forward = 16
positions = 40

[begin]
tokenizer = "words.json"

[[data]]
dataset = "clips"
split = "train"
frames = 4

[[evaluation]]
dataset = "clips"
split = "valid"
clips = "whole"
optional = true

[augmentation]
short_side = {side}
long_side = 200

[optimiser]
rate = 1e-3
backbone = 1e-3

[schedule]
epochs = 2
drops = [1]

[batch]
clips = 1
step = 2

[machine]
threads = 0
save_every = 1
report_every = 1
"""


def small_recipe(
    folder: Path, tokenizer: Tokenizer, system: str = "SOC", more: str = "", side: int = 64
) -> Path:
    """Write a recipe of a small network into `folder`, and its tokenizer; return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.json").write_text(tokenizer.to_str(), encoding="utf-8")
    path = folder / "small.toml"
    path.write_text(SMALL.format(system=system, more=more, side=side), encoding="utf-8")
    return path


def made_clips(folder: Path, videos: int = 3, frames: int = 8, size: int = HEIGHT) -> Path:
    """Write a dataset of `videos` in the layout of Ref-YouTube-VOS; the last is of valid."""
    made = [
        _video(
            folder / "pictures", number, frames, "valid" if number == videos - 1 else "train", size
        )
        for number in range(videos)
    ]
    written(Dataset(tuple(made)), by_id("ref-youtube-vos"), folder / "clips")
    return folder / "clips"


def mend(dataset: Path, split: str, change: str, by: str) -> None:
    """Change the text of the expressions of a split."""
    path = dataset / "meta_expressions" / split / "meta_expressions.json"
    text = path.read_text(encoding="utf-8")
    assert change in text
    path.write_text(text.replace(change, by), encoding="utf-8")
    json.loads(path.read_text(encoding="utf-8"))


def _video(folder: Path, number: int, count: int, split: str, height: int) -> DatasetVideo:
    width = height * 3 // 2
    rng = np.random.default_rng(number)
    colours = rng.permutation(list(_COLOURS))[:2]
    names = tuple(f"{5 * place:05d}" for place in range(count))
    places = [(height // 4, width // 4), (3 * height // 4, 3 * width // 4)]
    moves = [rng.integers(-2, 3, 2) for _ in places]
    ground = cv2.resize(
        rng.integers(60, 140, (height // 8, width // 8, 3), dtype=np.uint8), (width, height)
    )

    def mask(which: int, place: int) -> NDArray[np.bool_]:
        row, column = np.array(places[which]) + moves[which] * place
        drawn = np.zeros((height, width), dtype=np.uint8)
        cv2.circle(drawn, (int(column), int(row)), height // 6, 1, -1)
        return drawn > 0

    def picture(place: int) -> NDArray[np.uint8]:
        seen = ground.copy()
        for which, colour in enumerate(colours):
            seen[mask(which, place)] = _COLOURS[str(colour)]
        return seen

    own = folder / f"video{number}"
    own.mkdir(parents=True)
    for place, name in enumerate(names):
        cv2.imwrite(str(own / f"{name}.jpg"), cv2.cvtColor(picture(place), cv2.COLOR_RGB2BGR))

    def packed(which: int, place: int) -> Mask:
        return Mask.from_array(mask(which, place))

    return DatasetVideo(
        f"video{number}",
        names,
        height,
        width,
        tuple(
            DatasetObject(
                str(which + 1), "others", FrameMasks(tuple(range(count)), partial(packed, which))
            )
            for which in range(2)
        ),
        tuple(
            DatasetExpression(str(which), f"the {colour} ball", (str(which + 1),))
            for which, colour in enumerate(colours)
        ),
        Fraction(6),
        split,
        pictures=FramePictures(
            tuple(f"{name}.jpg" for name in names), lambda name: (own / name).read_bytes(), own
        ),
    )
