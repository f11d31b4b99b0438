"""DAVIS, Ref-DAVIS, YouTube-VOS: pictures of labels, and the texts beside them."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.mask_picture import PALETTE, read_labels
from soc_studio.core.datasets.registry import open_dataset
from tests.core.datasets.made_datasets import (
    by_id,
    plain_video,
    rich_dataset,
    written,
)

LABELS = np.zeros((6, 8), np.uint8)
LABELS[1, 1:4], LABELS[2, :2], LABELS[4, 4:] = 1, 2, 255


def put(path: Path, values: object, mode: str = "P") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(np.asarray(values))
    if mode == "P":
        picture.putpalette(PALETTE.tobytes())
    picture.save(path)


def test_ref_davis_is_read_as_it_is_published(tmp_path: Path) -> None:
    davis, texts = tmp_path / "DAVIS", tmp_path / "davis_text_annotations"
    for folder, value in (("Annotations", 3), ("Annotations_unsupervised", 1)):
        for frame in ("00000", "00001"):
            values = np.where(LABELS == 1, value, LABELS)
            put(davis / folder / "480p" / "classic-car" / f"{frame}.png", values.astype(np.uint8))
    frames = davis / "JPEGImages" / "480p" / "classic-car"
    frames.mkdir(parents=True)
    for frame in ("00000", "00001", "00002"):
        cv2.imwrite(str(frames / f"{frame}.jpg"), np.zeros((6, 8, 3), np.uint8))
    sets = davis / "ImageSets" / "2017"
    sets.mkdir(parents=True)
    (sets / "val.txt").write_text("classic-car\n", encoding="utf-8")
    texts.mkdir()
    lines = 'clasic-car 1 "a car"\nclasic-car 2 "a man"\n'
    (texts / "Davis17_annot1.txt").write_text(lines, encoding="utf-8")
    (texts / "Davis17_annot2_full_video.txt").write_bytes(
        b'classic-car 1 "a caf\xe9 car"\nno line\nclassic-car 7 "who?"\nno-such 1 "x"\n'
    )
    format, dataset = open_dataset(tmp_path)
    assert format.id == "davis"
    (video,) = dataset.videos
    assert (video.name, video.split) == ("classic-car", "val")
    assert video.frames == ("00000", "00001", "00002")
    assert [each.id for each in video.objects] == ["1", "2"]  # of the unsupervised labels
    assert video.annotated == (0, 1)
    assert video.void is not None
    assert video.void.read(1).area == 4
    assert [(each.text, each.objects, each.annotator) for each in video.expressions] == [
        ("a car", ("1",), "1"),
        ("a man", ("2",), "1"),
        ("a café car", ("1",), "2 full video"),
    ]
    assert len(dataset.notes) == 3


def test_davis_is_written_with_the_texts_of_two_annotators(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    out = tmp_path / "out"
    _, losses = written(rich, by_id("davis"), out)
    texts = out / "davis_text_annotations"
    assert (texts / "Davis17_annot1.txt").read_text(encoding="utf-8").splitlines() == [
        'a1b2 1 "the dog on the left"',
        'a1b2 1 "a dog"',
        'a1b2 2 "the person in a “red” coat, sitting"',
        'crowd_2 2 "the one behind"',
    ]
    assert (texts / "Davis17_annot2.txt").read_text(encoding="utf-8") == (
        'crowd_2 1 "the one in front"\n'
    )
    assert (out / "DAVIS/ImageSets/2017/train.txt").read_text(encoding="utf-8") == "a1b2\n"
    with Image.open(out / "DAVIS/Annotations/480p/crowd_2/1001.png") as picture:
        assert picture.mode == "P"
        assert 255 in np.array(picture)
    assert "Frames that have neither a mask nor a picture are left out: 3." in [
        str(each.sentence) for each in losses
    ]


def test_davis_without_expressions_is_its_own_root(tmp_path: Path) -> None:
    video = plain_video()
    written(Dataset((video,)), by_id("davis"), tmp_path / "with")
    silent = Dataset((type(video)("v", video.frames, 12, 16, video.objects),))
    written(silent, by_id("davis"), tmp_path / "out")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "Annotations",
        "ImageSets",
    ]


def test_ref_davis_has_four_expressions_of_every_object(tmp_path: Path) -> None:
    _, losses = written(Dataset((plain_video(split="valid"),)), by_id("ref-davis"), tmp_path / "a")
    path = tmp_path / "a" / "meta_expressions" / "valid" / "meta_expressions.json"
    said = json.loads(path.read_bytes())["videos"]["a1b2"]["expressions"]
    assert list(said) == [str(place) for place in range(8)]
    assert [each["obj_id"] for each in said.values()] == ["1"] * 4 + ["2"] * 4
    assert [said[str(place)]["exp"] for place in (0, 1, 2)] == [
        "the dog on the left",
        "a dog",
        "the dog on the left",
    ]
    assert "every object has four: 5." in str(losses[0].sentence)
    format, dataset = open_dataset(tmp_path / "a")
    assert format.id == "ref-davis"
    assert [each.annotator for each in dataset.videos[0].expressions[:4]] == [
        "1",
        "1 full video",
        "2",
        "2 full video",
    ]


def test_youtube_vos_is_read_with_its_categories(tmp_path: Path) -> None:
    put(tmp_path / "train" / "Annotations" / "v" / "00000.png", LABELS)
    put(tmp_path / "train" / "Annotations" / "v" / "00005.png", LABELS)
    meta = {"videos": {"v": {"objects": {"2": {"category": "cat", "frames": ["00000"]}}}}}
    (tmp_path / "train" / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    format, dataset = open_dataset(tmp_path)
    assert format.id == "youtube-vos"
    (video,) = dataset.videos
    assert (video.split, video.rate) == ("train", 6)
    assert [(each.id, each.category) for each in video.objects] == [("1", ""), ("2", "cat")]


def test_black_and_white_labels_are_one_object(tmp_path: Path) -> None:
    put(
        tmp_path / "Annotations" / "480p" / "bear" / "00000.png", (LABELS == 1) * np.uint8(255), "L"
    )
    (video,) = open_dataset(tmp_path)[1].videos
    assert [each.id for each in video.objects] == ["1"]
    assert video.objects[0].masks.read(0).area == 3
    assert video.void is None


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("palette", [0, 1, 2, 255]),
        ("grey", [0, 1, 2, 255]),
        ("bits", [0, 255]),
        ("deep", [0, 1, 2, 1007]),
        ("colours", [0, 1, 2, 255]),
        ("see-through", [0, 1, 2, 255]),
        ("own colours", [0, 0x0A141E]),
        ("alpha", [0, 255]),
    ],
)
def test_labels_of_every_kind_of_picture(tmp_path: Path, kind: str, numbers: list[int]) -> None:
    path = tmp_path / "one.png"
    colours = PALETTE[LABELS]
    match kind:
        case "palette" | "grey":
            put(path, LABELS, "P" if kind == "palette" else "L")
        case "bits":
            Image.fromarray(LABELS == 1).save(path)
        case "deep":
            cv2.imwrite(str(path), np.where(LABELS == 255, 1007, LABELS.astype(np.uint16)))
        case "colours":
            Image.fromarray(colours).save(path)
        case "see-through":
            alpha = np.where(LABELS > 0, 255, 0).astype(np.uint8)
            hidden = np.where(alpha[..., None] > 0, colours, 9).astype(np.uint8)
            Image.fromarray(np.dstack([hidden, alpha])).save(path)
        case "own colours":
            own = np.where((LABELS == 1)[..., None], [10, 20, 30], 0).astype(np.uint8)
            Image.fromarray(own).save(path)
        case "alpha":
            alpha = np.where(LABELS == 1, 255, 0).astype(np.uint8)
            Image.fromarray(np.dstack([np.full((6, 8, 3), 200, np.uint8), alpha])).save(path)
    labels = read_labels(path.read_bytes(), "it", 6, 8)
    assert np.unique(labels.values).tolist() == numbers
    assert (labels.values[1, 1:4] == numbers[1]).all()


def test_frames_in_the_place_of_labels_are_told(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (120, 120, 3), dtype=np.uint8)
    put(tmp_path / "Annotations" / "v" / "0.png", noise, "RGB")
    with pytest.raises(DatasetError, match="no picture of labels"):
        open_dataset(tmp_path)


def test_labels_whose_numbers_have_fewer_zeros_are_of_the_same_frames(tmp_path: Path) -> None:
    for frame in range(3):
        put(tmp_path / "Annotations" / "480p" / "car" / f"{frame}.png", LABELS)
        picture = tmp_path / "JPEGImages" / "480p" / "car" / f"{frame:05d}.jpg"
        put(picture, np.zeros((6, 8, 3), np.uint8), "RGB")
    _, dataset = open_dataset(tmp_path)
    (video,) = dataset.videos
    assert video.frames == ("00000", "00001", "00002")
    assert video.annotated == (0, 1, 2)
