"""CVAT, LabelMe, Label Studio; SA-V, and arrays of numpy."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.datasets.brush_codes import packed, unpacked
from soc_studio.core.datasets.cvat_codes import mask_in_box, runs_in_box
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset
from tests.core.datasets.made_datasets import (
    by_id,
    plain_video,
    read_all,
    written,
)

VECTOR = np.zeros((5, 4), dtype=bool)
VECTOR[0, 0] = True
VECTOR[1:4, 1:3] = True

CVAT = """<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><task><size>4</size>
<original_size><width>4</width><height>5</height></original_size></task></meta>
{}</annotations>"""


def test_the_vector_of_cvat() -> None:
    runs, box = runs_in_box(Mask.from_array(VECTOR))
    assert (runs, box) == ("0, 1, 3, 2, 1, 2, 1, 2", (0, 0, 3, 4))
    assert (mask_in_box(runs, box, 5, 4, "it").to_array() == VECTOR).all()


def test_cvat_is_written_with_a_track_for_each_mask(tmp_path: Path) -> None:
    written(Dataset((plain_video(),)), by_id("cvat-video"), tmp_path / "out")
    root = ElementTree.parse(tmp_path / "out" / "a1b2" / "annotations.xml").getroot()
    assert root.findtext("version") == "1.1"
    assert root.findtext("meta/task/mode") == "interpolation"
    assert [each.findtext("name") for each in root.iter("label")] == ["dog", "person"]
    tracks = root.findall("track")
    assert len(tracks) == 6
    first, second = tracks[0].findall("mask")
    assert (first.get("frame"), first.get("outside")) == ("0", "0")
    assert (second.get("frame"), second.get("outside")) == ("1", "1")
    assert [first.get(side) for side in ("left", "top", "width", "height")] == ["1", "1", "4", "3"]
    said = {each.get("name"): each.text for each in first.findall("attribute")}
    assert said == {"object_id": "1", "expression": "the dog on the left\na dog"}


def test_tracks_of_cvat_itself_are_read(tmp_path: Path) -> None:
    tracks = """
    <track id="0" label="car">
      <polygon frame="0" outside="0" keyframe="1" points="0,0;2,0;2,3;0,3"/>
      <polygon frame="2" outside="1" keyframe="1" points="0,0;2,0;2,3;0,3"/>
    </track>
    <track id="1" label="dog">
      <mask frame="1" outside="0" rle="0, 1, 3, 2, 1, 2, 1, 2" left="0" top="0"
       width="3" height="4"/>
    </track>
    <track id="2" label="box"><box frame="3" outside="0" xtl="1" ytl="1" xbr="3" ybr="4"/></track>
    """
    (tmp_path / "annotations.xml").write_text(CVAT.format(tracks), encoding="utf-8")
    format, dataset = open_dataset(tmp_path)
    assert format.id == "cvat-video"
    (video,) = dataset.videos
    assert video.frames == tuple(f"frame_{each:06d}" for each in range(4))
    areas = [[each.masks.read(place).area for place in range(4)] for each in video.objects]
    assert areas == [[6, 6, 0, 0], [0, 7, 0, 0], [0, 0, 0, 6]]
    assert [each.category for each in video.objects] == ["car", "dog", "box"]
    assert len(open_dataset(tmp_path / "annotations.xml")[1].videos) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<annotations><track>", "not as CVAT"),
        ("<annotations></annotations>", "not as CVAT"),
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><annotations>&a;</annotations>',
            "not as CVAT",
        ),
        (CVAT.format('<track><mask frame="0" rle="99" left="0"/></track>'), "cannot be read"),
        (
            CVAT.format(
                '<track><mask frame="0" rle="7" left="0" top="0" width="2" height="2"/></track>'
            ),
            "is damaged",
        ),
        (
            CVAT.format(
                '<track><mask frame="0" rle="4" left="9" top="0" width="2" height="2"/></track>'
            ),
            "is damaged",
        ),
        (CVAT.format('<track><polygon frame="0" points="a,b"/></track>'), "cannot be read"),
        (CVAT.format('<track><box frame="99999999999"/></track>'), "not as CVAT"),
    ],
)
def test_xml_that_is_wrong_or_hostile_is_told(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "annotations.xml").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match=words):
        read_all(tmp_path)


def test_the_vector_of_label_studio() -> None:
    code = [0, 0, 0, 80, 57, 27, 252, 127, 247, 192, 39, 255, 156, 2, 127, 249, 192, 39, 255]
    code += [194, 96, 0]
    assert packed(VECTOR) == code
    assert (unpacked(code, 5, 4) == VECTOR).all()
    literal = "".join(
        (f"{80:032b}", "00111", "0010", "0011", "0111", "1111", "0", "10", f"{79:08b}")
    )
    literal += "".join("11111111" if each else "00000000" for each in VECTOR.ravel().repeat(4))
    literal += "0" * (-len(literal) % 8)
    plain = list(int(literal, 2).to_bytes(len(literal) // 8, "big"))
    assert (unpacked(plain, 5, 4) == VECTOR).all()
    large = np.zeros((300, 400), dtype=bool)
    large[100:] = True
    assert (unpacked(packed(large), 300, 400) == large).all()
    for wrong in ([], code[:9], [*code[:3], 79, *code[4:]], [300], [0] * 99):
        with pytest.raises((ValueError, OverflowError)):
            unpacked(wrong, 5, 4)


def test_label_studio_is_written_as_tasks(tmp_path: Path) -> None:
    written(Dataset((plain_video(),)), by_id("label-studio"), tmp_path / "out")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_bytes())
    assert len(tasks) == 4
    assert tasks[1]["data"]["image"] == "images/train/a1b2/00005.jpg"
    region, _ = tasks[1]["annotations"][0]["result"]
    assert region["type"] == "brushlabels"
    assert (region["original_width"], region["original_height"]) == (16, 12)
    assert region["value"]["brushlabels"] == ["dog"]
    assert region["meta"]["text"] == ["1", "the dog on the left", "a dog"]
    config = ElementTree.parse(tmp_path / "out" / "config.xml").getroot()
    assert [each.get("value") for each in config.iter("Label")] == ["dog", "person"]


def test_tasks_of_label_studio_itself_are_read(tmp_path: Path) -> None:
    own = {"original_width": 4, "original_height": 5}
    polygon = {"points": [[0, 0], [50, 0], [50, 60], [0, 60]], "polygonlabels": ["car"]}
    box = {"x": 25, "y": 20, "width": 50, "height": 60, "rectanglelabels": ["dog"]}
    result = [
        {"type": "polygonlabels", **own, "value": polygon},
        {"type": "rectanglelabels", **own, "value": box},
        {"type": "choices", "value": {"choices": ["good"]}},
    ]
    tasks = [
        {
            "id": 5,
            "data": {"img": "/data/upload/1/0a1b2c3d-frame_7.jpg"},
            "annotations": [{"result": result}],
        },
        {"id": 6, "data": {"img": "/data/upload/1/0a1b2c3e-frame_8.jpg"}, "annotations": []},
    ]
    path = tmp_path / "project-1.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    format, dataset = open_dataset(path)
    assert format.id == "label-studio"
    (video,) = dataset.videos
    assert video.frames == ("frame_7", "frame_8")
    assert [(each.id, each.masks.read(0).area) for each in video.objects] == [
        ("car", 6),
        ("dog", 6),
    ]
    assert video.annotated == (0,)


def test_labelme_is_written_beside_the_pictures(tmp_path: Path) -> None:
    written(Dataset((plain_video(),)), by_id("labelme"), tmp_path / "out")
    said = json.loads((tmp_path / "out" / "train" / "a1b2" / "00005.json").read_bytes())
    assert (said["imagePath"], said["imageData"]) == ("00005.jpg", None)
    assert (said["imageHeight"], said["imageWidth"]) == (12, 16)
    shape, _ = said["shapes"]
    assert (shape["label"], shape["group_id"], shape["shape_type"]) == ("dog", 1, "mask")
    assert shape["description"] == "the dog on the left\na dog"
    assert shape["points"] == [[2, 1], [5, 3]]
    content = base64.b64decode(shape["mask"])
    crop = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert crop.shape == (3, 4)
    assert (crop == 255).all()


@pytest.mark.parametrize(
    ("shape", "area", "words"),
    [
        ({"points": [[0, 0], [2, 0], [2, 3], [0, 3]]}, 6, ""),
        ({"points": [[1, 1], [3, 4]], "shape_type": "rectangle"}, 6, ""),
        ({"points": [[1, 1], [3, 4]], "shape_type": "line"}, 0, "kind 'line'"),
        ({"points": [[1]], "shape_type": "polygon"}, 0, "cannot be read"),
        ({"points": [[0, 0], [1, 1]], "shape_type": "mask", "mask": "!"}, 0, "cannot be read"),
        ({"points": [[9, 0], [1, 1]], "shape_type": "mask", "mask": "PNG"}, 0, "cannot be read"),
        ({"points": [[0, 0], [1, 1]], "shape_type": "mask", "mask": "AAAA"}, 0, "as a picture"),
    ],
)
def test_shapes_of_labelme_itself_are_read(
    tmp_path: Path, shape: dict[str, object], area: int, words: str
) -> None:
    if shape.get("mask") == "PNG":
        content = cv2.imencode(".png", np.full((2, 2), 255, np.uint8))[1].tobytes()
        shape = {**shape, "mask": base64.b64encode(content).decode()}
    said = {"imagePath": "x.jpg", "imageHeight": 5, "imageWidth": 4}
    said["shapes"] = [{"label": "car", **shape}]
    (tmp_path / "x.json").write_text(json.dumps(said), encoding="utf-8")
    if words:
        with pytest.raises(DatasetError, match=words):
            read_all(tmp_path)
        return
    format, dataset = open_dataset(tmp_path)
    assert format.id == "labelme"
    (video,) = dataset.videos
    assert (video.objects[0].id, video.objects[0].masks.read(0).area) == ("car", area)


def test_sa_v_is_read(tmp_path: Path) -> None:
    code, nothing = {"size": [5, 4], "counts": "0152M04"}, {"size": [5, 4], "counts": "d0"}
    said = {
        "video_id": "sav_1",
        "video_height": 5.0,
        "video_width": 4.0,
        "video_frame_count": 7.0,
        "masklet_id": [3, 8],
        "masklet": [[code, nothing], [nothing, code]],
    }
    path = tmp_path / "sav_1_manual.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    format, dataset = open_dataset(path)
    assert format.id == "sa-v"
    (video,) = dataset.videos
    assert (video.name, video.frames, video.rate) == ("sav_1_manual", ("00000", "00004"), 6)
    assert [[each.masks.read(p).area for p in (0, 1)] for each in video.objects] == [[7, 0], [0, 7]]
    said["masklet"] = [[code]]
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(DatasetError, match="lacks masks"):
        read_all(path)


def test_arrays_of_numpy_are_read(tmp_path: Path) -> None:
    numbers = np.zeros((2, 5, 4), np.int64)
    numbers[0, 0, :3], numbers[1, 1] = 2, 7
    np.savez_compressed(tmp_path / "labels.npz", masks=numbers, score=np.array([1]))
    np.savez(tmp_path / "named.npz", dog=numbers == 2, cat=numbers == 7)
    np.savez(tmp_path / "stack.npz", np.stack([numbers == 7, numbers == 2]))
    format, dataset = open_dataset(tmp_path)
    assert format.id == "npz"
    found = {
        video.name: {each.id: [each.masks.read(p).area for p in (0, 1)] for each in video.objects}
        for video in dataset.videos
    }
    assert found == {
        "labels": {"2": [3, 0], "7": [0, 4]},
        "named": {"dog": [3, 0], "cat": [0, 4]},
        "stack": {"0": [0, 4], "1": [3, 0]},
    }


@pytest.mark.parametrize("kind", ["text", "objects", "sizes", "huge", "cut", "none"])
def test_arrays_that_are_wrong_are_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.npz"
    array = np.zeros((1, 5, 4), bool)
    match kind:
        case "text":
            path.write_text("no archive", encoding="utf-8")
        case "objects":
            np.savez(path, a=np.array([{}], dtype=object), allow_pickle=True)
        case "sizes":
            np.savez(path, a=array, b=np.zeros((1, 5, 5), bool))
        case "huge":
            file = io.BytesIO()
            head = {"descr": "|u1", "fortran_order": False, "shape": (2**20, 2**20, 2**20)}
            np.lib.format.write_array_header_1_0(file, head)
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("a.npy", file.getvalue())
        case "cut":
            np.savez(path, a=array)
            path.write_bytes(path.read_bytes()[:-30])
        case "none":
            np.savez(path, a=np.zeros(3))
    with pytest.raises(DatasetError, match="no arrays of masks"):
        read_all(path)
