"""PNG for each object, with tables and without."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset
from tests.core.datasets.made_datasets import by_id, check_equal, rich_dataset, written


def put(path: Path, number: int, value: int = 255) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = np.zeros((6, 8), np.uint8)
    picture[2, :number] = value
    cv2.imwrite(str(path), picture)


def test_nothing_of_a_dataset_is_lost(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    _, losses = written(rich, by_id("png"), tmp_path / "out")
    assert [str(each.sentence) for each in losses] == [
        "The size of videos without masks and pictures is left out: 1."
    ]
    format, read = open_dataset(tmp_path / "out")
    assert format.id == "png"
    assert read.videos[1] != rich.videos[1]  # where masks are read differs
    check_equal(type(rich)(rich.videos[:2]), type(rich)(read.videos[:2]))
    assert (tmp_path / "out" / "frames" / "crowd 2" / "1001.png").is_file()
    mask = cv2.imread(str(tmp_path / "out/masks/crowd 2/front/1001.png"), cv2.IMREAD_UNCHANGED)
    assert np.unique(mask).tolist() == [0, 255]


@pytest.mark.parametrize("root", ["", "masks", "Annotations"])
def test_folders_for_each_object_are_read_without_tables(tmp_path: Path, root: str) -> None:
    for video in ("a", "b"):
        for number, name in enumerate(("001", "002"), 1):
            put(tmp_path / root / video / name / "00000.png", number, number)
    format, dataset = open_dataset(tmp_path)
    assert format.id == "png"
    assert [each.name for each in dataset.videos] == ["a", "b"]
    first, second = dataset.videos[1].objects
    assert (first.id, second.id) == ("001", "002")
    assert (first.masks.read(0).area, second.masks.read(0).area) == (1, 2)


def test_folders_of_one_video_are_its_objects(tmp_path: Path) -> None:
    for number, name in enumerate(("01-the-red-car", "02-the-dog"), 1):
        for frame in ("1001", "1002"):
            put(tmp_path / name / f"{frame}.png", number)
    (video,) = open_dataset(tmp_path)[1].videos
    assert video.frames == ("1001", "1002")
    assert [each.id for each in video.objects] == ["01-the-red-car", "02-the-dog"]


def test_folders_of_labels_are_videos(tmp_path: Path) -> None:
    put(tmp_path / "a" / "00000.png", 2, 3)
    put(tmp_path / "b" / "00000.png", 4, 7)
    videos = open_dataset(tmp_path)[1].videos
    assert [(each.name, each.objects[0].id) for each in videos] == [("a", "3"), ("b", "7")]
    (video,) = open_dataset(tmp_path / "a")[1].videos
    assert (video.name, video.objects[0].id) == ("a", "3")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("video,split\na,b\n", "is not the table"),
        ('video,split,rate,frames\na,"b', "is not the table"),
        ("video,split,rate,frames\na,,1/0,0\n", "rate of '1/0'"),
        ("video,split,rate,frames\n../a,,,0\n", "leads outside"),
    ],
)
def test_a_table_that_is_wrong_is_told(tmp_path: Path, table: str, words: str) -> None:
    (tmp_path / "videos.csv").write_text(table, encoding="utf-8")
    with pytest.raises(DatasetError, match=words):
        open_dataset(tmp_path)
