"""Small datasets in memory, with everything that a dataset can say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.comparing import differences
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
)
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import FORMATS, open_dataset
from soc_studio.core.datasets.survey import DatasetCounts, survey
from soc_studio.core.datasets.writing import fitted_to, write_dataset

HEIGHT, WIDTH = 12, 16
FIVES = ("00000", "00005", "00010", "00015")
WRITTEN = [each for each in FORMATS if each.writer is not None]


def by_id(id: str) -> DatasetFormat:
    """Return the format of an id."""
    (found,) = (each for each in FORMATS if each.id == id)
    return found


def box(left: int, top: int, width: int, height: int, place: int) -> Mask:
    """Return a mask of a box, a pixel to the right with every frame."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[top : top + height, left + place : left + place + width] = True
    return Mask.from_array(pixels)


def boxes(frames: Sequence[int], left: int, top: int, width: int, height: int) -> FrameMasks:
    """Return a box on frames; on the last of several it is gone."""

    def read(place: int) -> Mask:
        gone = len(frames) > 1 and place == frames[-1]
        return box(left, top, width * (not gone), height, place)

    return FrameMasks(tuple(frames), read)


def pictures(folder: Path, frames: Sequence[str], suffix: str = ".jpg") -> FramePictures:
    """Write a picture for each frame into `folder`."""
    folder.mkdir(parents=True)
    for place, frame in enumerate(frames):
        picture = np.full((HEIGHT, WIDTH, 3), 40 * place + 20, dtype=np.uint8)
        cv2.imwrite(str(folder / f"{frame}{suffix}"), picture)
    files = tuple(f"{frame}{suffix}" for frame in frames)
    return FramePictures(files, lambda name: (folder / name).read_bytes(), folder)


def plain_video(
    name: str = "a1b2", split: str = "train", shown: FramePictures | None = None
) -> DatasetVideo:
    """Return a video that every format of one object an expression holds as it is."""
    return DatasetVideo(
        name,
        FIVES,
        HEIGHT,
        WIDTH,
        (
            DatasetObject("1", "dog", boxes(range(4), 1, 1, 4, 3)),
            DatasetObject("2", "person", boxes(range(4), 3, 6, 5, 4)),
        ),
        (
            DatasetExpression("0", "the dog on the left", ("1",)),
            DatasetExpression("1", "a dog", ("1",)),
            DatasetExpression("4", "the person in a “red” coat, sitting", ("2",)),
        ),
        Fraction(6),
        split,
        pictures=shown,
    )


def rich_dataset(folder: Path) -> Dataset:
    """Return a dataset with all that the formats can and cannot hold; pictures go to `folder`."""
    names = ("1001", "1002", "1003", "1004", "1005")
    crowded = DatasetVideo(
        "crowd 2",
        names,
        HEIGHT,
        WIDTH,
        (
            DatasetObject("front", "zeppelin", boxes((0, 2, 4), 2, 2, 6, 6)),
            DatasetObject("behind", "", boxes((0, 2), 4, 4, 6, 6)),
            DatasetObject("unnamed", "cat", boxes((0, 4), 0, 0, 1, 1)),
        ),
        (
            DatasetExpression("7", "both of them", ("front", "behind"), "Ada"),
            DatasetExpression("8", "the one in front", ("front",), "Ben"),
            DatasetExpression("9", "a purple goat", ()),
            DatasetExpression("10", "what nobody looked for", None),
            DatasetExpression("11", "the one behind", ("behind",)),
        ),
        Fraction(24000, 1001),
        "valid",
        FrameMasks((0, 4), partial(box, 0, 10, 8, 2)),
        pictures(folder / "crowd", names, ".png"),
    )
    empty = DatasetVideo("nothing said", ("0", "1", "10"), HEIGHT, WIDTH, split="valid")
    return Dataset((plain_video(shown=pictures(folder / "plain", FIVES)), crowded, empty))


def written(
    dataset: Dataset, format: DatasetFormat, folder: Path, kept: FrameFiles = FrameFiles.COPY
) -> tuple[Dataset, list[DatasetLoss]]:
    """Write a dataset into `folder`; return it as the format holds it, and what that lost."""
    held, losses = fitted_to(dataset, format, kept)
    for _ in write_dataset(held, format, folder, kept):
        pass
    return held, losses


def check_equal(first: Dataset, second: Dataset) -> None:
    """Compare two datasets in every pixel."""
    assert [each for each in differences(first, second) if each] == []


def read_all(path: Path) -> DatasetCounts:
    """Open a dataset and read all of its masks; return the counts."""
    *_, counts = survey(open_dataset(path)[1])
    return counts


def read_as(format: DatasetFormat, folder: Path) -> Dataset:
    """Return the dataset in a folder, which has to be recognised as a format."""
    recognised, dataset = open_dataset(folder)
    assert recognised.id == format.id
    return dataset
