"""YouTube-VIS, SA-Co/VEval and COCO: lists of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset
from tests.core.datasets.made_datasets import (
    HEIGHT,
    WIDTH,
    by_id,
    plain_video,
    read_all,
    rich_dataset,
    written,
)

CODE = {"size": [5, 4], "counts": "0152M04"}
RUNS = {"size": [5, 4], "counts": [0, 1, 5, 3, 2, 3, 6]}


def save(path: Path, said: object) -> Path:
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_youtube_vis_is_written_as_its_api_reads_it(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    written(rich, by_id("youtube-vis"), tmp_path / "out")
    said = json.loads((tmp_path / "out" / "train.json").read_bytes())
    assert said["videos"] == [
        {
            "id": 1,
            "name": "a1b2",
            "width": WIDTH,
            "height": HEIGHT,
            "length": 4,
            "file_names": [f"a1b2/{each:05d}.jpg" for each in (0, 5, 10, 15)],
        }
    ]
    assert [each["name"] for each in said["categories"]] == [
        "cat",
        "dog",
        "object",
        "person",
        "zeppelin",
    ]
    one, _ = said["annotations"]
    assert (one["id"], one["video_id"], one["category_id"], one["iscrowd"]) == (1, 1, 2, 0)
    assert (one["width"], one["height"]) == (WIDTH, HEIGHT)
    assert one["segmentations"][3] is one["bboxes"][3] is one["areas"][3] is None
    assert one["bboxes"][1] == [2, 1, 4, 3]
    assert one["areas"][:3] == [12, 12, 12]
    assert (tmp_path / "out" / "train" / "JPEGImages" / "a1b2" / "00005.jpg").is_file()


def test_veval_says_which_phrases_are_of_nothing(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    written(rich, by_id("veval"), tmp_path / "out")
    said = json.loads((tmp_path / "out" / "valid.json").read_bytes())
    pairs = {each["noun_phrase"]: each["num_masklets"] for each in said["video_np_pairs"]}
    assert pairs == {
        "both of them": 2,
        "the one in front": 1,
        "a purple goat": 0,
        "the one behind": 1,
    }
    assert len(said["annotations"]) == 4
    names = {each["id"]: each["name"] for each in said["categories"]}
    assert all(names[each["category_id"]] == each["noun_phrase"] for each in said["annotations"])


def test_veval_of_others_is_read(tmp_path: Path) -> None:
    video = {"id": 4, "video_name": "x", "width": 4, "height": 5, "length": 2}
    pairs = [
        {"id": 1, "video_id": 4, "category_id": 9, "noun_phrase": "a cat", "num_masklets": 1},
        {"id": 2, "video_id": 4, "category_id": 8, "noun_phrase": "a cow", "num_masklets": 0},
    ]
    one = {"id": 7, "video_id": 4, "category_id": 9, "noun_phrase": "a cat"}
    content: dict[str, Any] = {
        "videos": [{**video, "file_names": ["x/00000.jpg", "x/00001.jpg"]}],
        "annotations": [{**one, "segmentations": [RUNS, None]}],
        "categories": [{"id": 9, "name": "a cat"}, {"id": 8, "name": "a cow"}],
        "video_np_pairs": pairs,
    }
    path = save(tmp_path / "saco_veval.json", content)
    for place in (path, tmp_path):
        format, dataset = open_dataset(place)
        assert format.id == "veval"
        (read,) = dataset.videos
        assert [(each.text, each.objects) for each in read.expressions] == [
            ("a cat", ("7",)),
            ("a cow", ()),
        ]
        assert read.objects[0].masks.read(0).area == 7
        assert read.objects[0].masks.read(1).area == 0
    content["annotations"][0]["segmentations"] = [RUNS]
    save(path, content)
    with pytest.raises(DatasetError, match="has 1 frames, but its video has 2"):
        read_all(path)


def test_results_are_read_beside_the_videos(tmp_path: Path) -> None:
    video = {"id": 1, "width": 4, "height": 5, "length": 2, "file_names": ["v/0.jpg", "v/1.jpg"]}
    save(tmp_path / "valid.json", {"videos": [video], "categories": [{"id": 3, "name": "cat"}]})
    one = {"video_id": 1, "category_id": 3, "score": 0.5, "segmentations": [None, CODE]}
    save(tmp_path / "results.json", [one, {**one, "score": 0.4}])
    format, dataset = open_dataset(tmp_path)
    assert format.id == "youtube-vis"
    assert [each.category for each in dataset.videos[0].objects] == ["cat", "cat"]
    assert dataset.videos[0].objects[1].masks.read(1).area == 7


def test_coco_is_written_as_its_api_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(Dataset((plain_video(),)), by_id("coco"), tmp_path / "out")
    path = tmp_path / "out" / "annotations" / "instances_train.json"
    api = COCO(str(path))
    capsys.readouterr()
    assert [each["file_name"] for each in api.dataset["images"]] == [
        f"a1b2/{each:05d}.jpg" for each in (0, 5, 10, 15)
    ]
    first, *_ = api.loadAnns(api.getAnnIds(imgIds=[1]))
    assert first["bbox"] == [1, 1, 4, 3]
    assert first["area"] == 12
    assert set(first) >= {"image_id", "category_id", "iscrowd", "segmentation", "track_id"}


def test_coco_of_others_is_read_by_the_names_of_files(tmp_path: Path) -> None:
    images = [
        {"id": 3, "width": 4, "height": 5, "file_name": "v/2.png"},
        {"id": 1, "width": 4, "height": 5, "file_name": "v/10.png"},
    ]
    own = {"category_id": 1, "iscrowd": 0}
    annotations = [
        {"id": 1, "image_id": 3, **own, "segmentation": CODE, "attributes": {"track_id": 5}},
        {"id": 2, "image_id": 1, **own, "segmentation": [[0, 0, 2, 0, 2, 3, 0, 3]], "track_id": 5},
        {"id": 3, "image_id": 1, **own},
    ]
    content: dict[str, Any] = {"images": images, "annotations": annotations}
    content["categories"] = [{"id": 1, "name": "dog"}]
    path = save(tmp_path / "instances.json", content)
    format, dataset = open_dataset(path)
    assert format.id == "coco"
    (video,) = dataset.videos
    assert (video.name, video.frames, video.split) == ("v", ("2", "10"), "")
    assert [(each.id, each.category) for each in video.objects] == [
        ("5", "dog"),
        ("category 1", "dog"),
    ]
    assert [video.objects[0].masks.read(place).area for place in (0, 1)] == [7, 6]
    content["images"][1]["height"] = 6
    save(path, content)
    with pytest.raises(DatasetError, match="several sizes"):
        open_dataset(path)


@pytest.mark.parametrize("nothing", [{}, {"segmentation": []}, {"segmentation": None}])
def test_where_an_object_has_a_box_alone_nothing_is_known_of_it(
    tmp_path: Path, nothing: dict[str, Any]
) -> None:
    images = [{"id": n, "width": 4, "height": 5, "file_name": f"{n}.png"} for n in range(3)]
    own = {"category_id": 1, "bbox": [1, 1, 2, 3]}
    annotations = [
        {"id": 1, "image_id": 0, **own, "segmentation": CODE},
        {"id": 2, "image_id": 1, **own, **nothing},
        {"id": 3, "image_id": 2, **own, **nothing, "bbox": [0, 0, 0, 0]},
        {"id": 4, "image_id": 2, **own, **nothing, "category_id": 2},
    ]
    save(tmp_path / "instances.json", {"images": images, "annotations": annotations})
    _, dataset = open_dataset(tmp_path)
    ((known,),) = [video.objects for video in dataset.videos]
    assert known.masks.frames == (0, 2)
    assert [known.masks.read(place).area for place in (0, 2)] == [7, 0]
    assert any("boxes without a mask, which are left out: 2" in note for note in dataset.notes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"images": [{"id": 1, "width": 4, "height": 5, "file_name": "../../x.png"}]}, "leads out"),
        ({"annotations": [{"image_id": 9, "category_id": 1}]}, "does not list"),
        ({"images": [{"id": 1, "width": 0, "height": 5, "file_name": "x.png"}]}, "size of 0x5"),
        ({"images": [{"id": 1, "width": 4, "height": 5, "file_name": "x.png"}] * 2}, "the id 1"),
        (
            {"annotations": [{"image_id": 1, "category_id": 1, "segmentation": [[1, 2]]}]},
            "is damaged",
        ),
        (
            {"annotations": [{"image_id": 1, "category_id": 1, "segmentation": {"size": 3}}]},
            "not as this format has it",
        ),
        (
            {"annotations": [{"image_id": 1, "category_id": 1, "segmentation": [[1e9] * 6]}]},
            "is damaged",
        ),
    ],
)
def test_lists_that_are_wrong_are_told(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    image = {"id": 1, "width": 4, "height": 5, "file_name": "x.png"}
    save(tmp_path / "a.json", {"images": [image], "annotations": [], "categories": [], **change})
    with pytest.raises(DatasetError, match=words):
        read_all(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_coco_with_a_mark_nan_and_sizes_that_are_null_is_read(
    tmp_path: Path, encoding: str
) -> None:
    names = ("v/00000.jpg", "v/00001.jpg")
    square = [2, 1, 6, 1, 6, 5, 2, 5]
    content = {
        "info": {"description": 'NaN, "NaN" and -Infinity'},
        "images": [
            {"id": place, "file_name": name, "width": None, "height": None}
            for place, name in enumerate(names)
        ],
        "annotations": [
            {
                "id": 1,
                "image_id": 0,
                "category_id": 1,
                "area": float("nan"),
                "segmentation": [square],
            }
        ],
        "categories": [{"id": 1, "name": "NaN"}],
    }
    (tmp_path / "annotations").mkdir()
    file = tmp_path / "annotations" / "instances.json"
    file.write_text(json.dumps(content), encoding=encoding)
    with pytest.raises(DatasetError, match="without a size"):
        open_dataset(tmp_path)
    (tmp_path / "v").mkdir()
    for name in names:
        Image.fromarray(np.zeros((6, 8, 3), np.uint8)).save(tmp_path / name)
    _, dataset = open_dataset(tmp_path)
    (video,) = dataset.videos
    assert (video.height, video.width) == (6, 8)
    assert [each.category for each in video.objects] == ["NaN"]
    assert video.objects[0].masks.read(0).area == 16
