"""Ref-YouTube-VOS and MeViS to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco

from soc_studio.core.datasets.categories import REF_YOUTUBE_VOS
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.mask_picture import PALETTE
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

YOUTUBE, MEVIS = by_id("ref-youtube-vos"), by_id("mevis")


def said_by(folder: Path, path: str) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads((folder / path).read_bytes())
    return found


def save(path: Path, said: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(said), encoding="utf-8")


def test_the_palette_is_that_of_davis() -> None:
    assert PALETTE[:8].tolist() == [
        [0, 0, 0],
        [128, 0, 0],
        [0, 128, 0],
        [128, 128, 0],
        [0, 0, 128],
        [128, 0, 128],
        [0, 128, 128],
        [128, 128, 128],
    ]
    assert PALETTE[22].tolist() == [0, 192, 128]
    assert PALETTE[255].tolist() == [224, 224, 192]


def test_the_categories_are_those_that_loaders_look_up() -> None:
    assert len(REF_YOUTUBE_VOS) == 65
    assert list(REF_YOUTUBE_VOS) == sorted(REF_YOUTUBE_VOS)
    assert {"others", "earless_seal", "zebra"} < set(REF_YOUTUBE_VOS)


def test_ref_youtube_vos_is_written_as_its_loaders_read_it(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    folder = tmp_path / "out"
    _, losses = written(rich, YOUTUBE, folder)
    said = said_by(folder, "meta_expressions/train/meta_expressions.json")
    assert said == {
        "videos": {
            "a1b2": {
                "expressions": {
                    "0": {"exp": "the dog on the left", "obj_id": "1"},
                    "1": {"exp": "a dog", "obj_id": "1"},
                    "4": {"exp": "the person in a “red” coat, sitting", "obj_id": "2"},
                },
                "frames": ["00000", "00005", "00010", "00015"],
            }
        }
    }
    assert said_by(folder, "train/meta.json")["videos"]["a1b2"] == {
        "objects": {
            "1": {"category": "dog", "frames": ["00000", "00005", "00010"]},
            "2": {"category": "person", "frames": ["00000", "00005", "00010"]},
        }
    }
    others = said_by(folder, "valid/meta.json")["videos"]["crowd 2"]["objects"]
    assert isinstance(others, dict)
    assert [each["category"] for each in others.values()] == ["others", "others", "cat"]
    with Image.open(folder / "train" / "Annotations" / "a1b2" / "00005.png") as picture:
        assert picture.mode == "P"
        assert picture.getpalette() == PALETTE.ravel().tolist()
        values = np.array(picture)
    assert sorted(np.unique(values).tolist()) == [0, 1, 2]
    assert (values == 1).sum() == 12
    assert values[1, 2] == 1
    assert values[6, 4] == 2
    sentences = [str(each.sentence) for each in losses]
    assert "Where objects overlap, the first of them keeps the pixels: 16; frames: 1." in sentences
    assert "Expressions that name several objects together are left out: 1." in sentences
    assert "Expressions without such an object in the video are left out: 1." in sentences


def test_mevis_is_written_as_its_loaders_read_it(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    folder = tmp_path / "out"
    _, losses = written(rich, MEVIS, folder)
    said = said_by(folder, "valid/meta_expressions.json")["videos"]["crowd 2"]
    assert said["expressions"] == {
        "7": {"exp": "both of them", "obj_id": [0, 1], "anno_id": [0, 1]},
        "8": {"exp": "the one in front", "obj_id": [0], "anno_id": [0]},
        "9": {"exp": "a purple goat", "obj_id": [], "anno_id": []},
        "10": {"exp": "what nobody looked for"},
        "11": {"exp": "the one behind", "obj_id": [1], "anno_id": [1]},
    }
    masks = json.loads((folder / "valid" / "mask_dict.json").read_bytes())
    assert list(masks) == ["0", "1"]
    assert [each is None for each in masks["0"]] == [False, True, False, True, True]
    code = masks["0"][2]
    assert code["size"] == [HEIGHT, WIDTH]
    pixels = coco.area({**code, "counts": code["counts"].encode()})
    assert pixels == 36  # whole, though another object overlaps it
    assert "Objects that no expression names are left out: 1." in [
        str(each.sentence) for each in losses
    ]


def test_the_vector_of_coco_is_read_from_mevis(tmp_path: Path) -> None:
    save(
        tmp_path / "meta_expressions.json",
        {
            "videos": {
                "v": {
                    "expressions": {
                        "0": {"exp": "all", "obj_id": [0, 2], "anno_id": [12, 14]},
                        "1": {"exp": "none", "obj_id": [], "anno_id": []},
                    },
                    "frames": ["00001", "00000"],
                }
            }
        },
    )
    code = {"size": [5, 4], "counts": "0152M04"}
    runs = {"size": [5, 4], "counts": [0, 1, 5, 3, 2, 3, 6]}
    save(tmp_path / "mask_dict.json", {"12": [None, code], "14": [runs, None]})
    format, dataset = open_dataset(tmp_path)
    assert format.id == "mevis"
    (video,) = dataset.videos
    assert video.frames == ("00000", "00001")
    assert (video.height, video.width) == (5, 4)
    assert [each.objects for each in video.expressions] == [("0", "2"), ()]
    wanted = np.zeros((5, 4), dtype=bool)
    wanted[0, 0] = True
    wanted[1:4, 1:3] = True
    one, other = (each.masks for each in video.objects)
    assert (one.read(1).to_array() == wanted).all()
    assert (other.read(0).to_array() == wanted).all()
    assert one.read(0).area == other.read(1).area == 0
    assert one.read(1).counts == b"0152M04"


def test_a_split_whose_answers_are_secret_is_read(tmp_path: Path) -> None:
    frames = ["00000", "00005", "00010"]
    save(
        tmp_path / "meta_expressions" / "valid" / "meta_expressions.json",
        {"videos": {"v": {"expressions": {"0": {"exp": "a cat"}}, "frames": frames}}},
    )
    pictures = tmp_path / "valid" / "JPEGImages" / "v"
    pictures.mkdir(parents=True)
    for frame in frames:
        cv2.imwrite(str(pictures / f"{frame}.jpg"), np.zeros((20, 30, 3), np.uint8))
    (video,) = open_dataset(tmp_path)[1].videos
    assert (video.height, video.width, video.rate) == (20, 30, 6)
    assert video.expressions[0].objects is None
    assert video.objects == ()
    assert video.pictures is not None
    assert video.pictures.files[2] == "valid/JPEGImages/v/00010.jpg"


def test_void_and_masks_of_every_fifth_frame_are_read(tmp_path: Path) -> None:
    save(
        tmp_path / "meta_expressions" / "train" / "meta_expressions.json",
        {
            "videos": {
                "v": {
                    "expressions": {"3": {"exp": "it", "obj_id": "2"}},
                    "frames": [f"{each:05d}" for each in range(11)],
                }
            }
        },
    )
    masks = tmp_path / "train" / "Annotations" / "v"
    masks.mkdir(parents=True)
    values = np.zeros((6, 8), np.uint8)
    values[1, 1:4], values[2] = 2, 255
    for frame in (0, 5, 10, 15):
        cv2.imwrite(str(masks / f"{frame:05d}.png"), values)
    dataset = open_dataset(tmp_path)[1]
    (video,) = dataset.videos
    assert [(each.id, each.category) for each in video.objects] == [("2", "")]
    assert video.annotated == (0, 5, 10)
    assert video.objects[0].masks.read(5).area == 3
    assert video.void is not None
    assert video.void.read(10).area == 8
    assert "00015" in dataset.notes[0]


@pytest.mark.parametrize(
    ("masks", "words"),
    [
        ({"1": [None]}, r"has 1 frames, but its video has 2"),
        ({"1": [{"size": [5, 4], "counts": "0152M0"}, None]}, r"is damaged"),
        ({"1": [{"size": [5, 4], "counts": "0152M04"}, {"size": [9, 9], "counts": "e2"}]}, r"9x9"),
        ({"1": [5, None]}, r"not as this format has it"),
        ({}, r"has no mask 1, which a sentence on 'v'"),
    ],
)
def test_a_damaged_mask_is_told_when_it_is_read(tmp_path: Path, masks: object, words: str) -> None:
    each = {"exp": "it", "obj_id": [0], "anno_id": [1]}
    said = {"videos": {"v": {"expressions": {"0": each}, "frames": ["0", "1"]}}}
    save(tmp_path / "meta_expressions.json", said)
    save(tmp_path / "mask_dict.json", masks)
    with pytest.raises(DatasetError, match=words):
        read_all(tmp_path)


def test_a_name_that_no_file_can_have_gets_another(tmp_path: Path) -> None:
    video = plain_video("../con?", "train")
    held, losses = written(Dataset((video, plain_video("..-CON-"))), MEVIS, tmp_path / "out")
    assert len({each.name.casefold() for each in held.videos}) == 2
    assert all("/" not in each.name and each.name[:2] != ".." for each in held.videos)
    assert any("other names" in each.sentence for each in losses)
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
