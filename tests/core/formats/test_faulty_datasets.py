"""Datasets with a fault that is easily made: what is lost is said, with the file, or nothing is
read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.formats.dataset_opening import project_of
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from tests.published_layouts import (
    HEIGHT,
    WIDTH,
    a2d_sentences,
    code,
    labels,
    mevis,
    ref_youtube_vos,
    write_frames,
    write_json,
    write_labels,
)

pytestmark = pytest.mark.usefixtures("data_of_the_test")
NAMES = [f"{place:05d}" for place in range(4)]
Change = Callable[[Path], object]


def opened(path: Path) -> tuple[list[list[int]], list[str]]:
    """Open a dataset as a project; return where each layer is, and what is said."""
    told: list[str] = []
    _, dataset = open_dataset(path)
    steps = project_of(path, dataset, Fraction(6), told.append)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            document: Document = end.value
            break
    found = []
    for layer in document.project.layers:
        seen: list[int] = []
        if layer.imported is not None:
            count = document.project.video(layer.video).frame_count
            frames, areas = document.file.imports.areas(layer.imported, count)
            seen = frames[areas > 0].tolist()
        found.append(seen)
    document.discard()
    return found, [str(each) for each in told]


def pictures(folder: Path, change: Change | None = None) -> Path:
    """Return a dataset of label pictures with two objects, changed by `change`."""
    write_frames(folder / "JPEGImages" / "vid", NAMES)
    write_labels(folder / "Annotations" / "vid", NAMES)
    if change is not None:
        change(folder / "Annotations" / "vid")
    return folder


def coco(folder: Path, change: Callable[[Any], object] | None = None) -> Path:
    """Return images with two objects each in COCO's JSON, changed by `change`."""
    write_frames(folder / "images", NAMES)
    said = {
        "images": [
            {"id": at, "height": HEIGHT, "width": WIDTH, "file_name": f"{name}.jpg"}
            for at, name in enumerate(NAMES)
        ],
        "categories": [{"id": 1, "name": "dog"}, {"id": 2, "name": "cat"}],
        "annotations": [
            {"id": 2 * at + id, "image_id": at, "category_id": id, "segmentation": _code(at, id)}
            for at in range(len(NAMES))
            for id in (1, 2)
        ],
    }
    if change is not None:
        change(said)
    write_json(folder / "ann.json", said)
    return folder


def youtube_vis(folder: Path, ids: tuple[int, int]) -> Path:
    """Return a video with two annotations of these ids in YouTube-VIS's JSON."""
    write_frames(folder / "JPEGImages" / "vid", NAMES)
    files = [f"vid/{name}.jpg" for name in NAMES]
    said = {
        "videos": [{"id": 1, "height": HEIGHT, "width": WIDTH, "length": 4, "file_names": files}],
        "categories": [{"id": 1, "name": "dog"}],
        "annotations": [
            {
                "id": id,
                "video_id": 1,
                "category_id": 1,
                "segmentations": [_code(at, number) for at in range(len(NAMES))],
            }
            for number, id in enumerate(ids, 1)
        ],
    }
    write_json(folder / "ann.json", said)
    return folder


def _code(at: int, number: int) -> dict[str, Any]:
    return code(labels(at) == number)


def edited(path: Path, change: Callable[[Any], object]) -> None:
    """Change a file of JSON."""
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    write_json(path, said)


EVERYWHERE = [0, 1, 2, 3]


@pytest.mark.parametrize(
    "rename",
    [
        lambda folder: folder.rename(folder.with_name("VID")),
        lambda folder: [each.rename(each.with_suffix(".PNG")) for each in folder.iterdir()],
        lambda folder: (
            [
                each.rename(folder.parents[1] / "JPEGImages" / "vid" / f"Img{each.name}")
                for each in (folder.parents[1] / "JPEGImages" / "vid").iterdir()
            ]
            and [each.rename(each.with_name(f"IMG{each.name}")) for each in folder.iterdir()]
        ),
    ],
)
def test_names_that_differ_in_case_alone_are_one(rename: Change, tmp_path: Path) -> None:
    """As they are where the system tells no cases apart, on which many datasets are made."""
    assert opened(pictures(tmp_path / "set", rename)) == ([EVERYWHERE] * 2, [])


def test_files_of_a_list_whose_names_differ_in_case_are_found(tmp_path: Path) -> None:
    def loud(said: Any) -> None:
        for each in said["images"]:
            each["file_name"] = each["file_name"].upper()

    assert opened(coco(tmp_path / "set", loud)) == ([EVERYWHERE] * 2, [])


def test_of_two_names_that_differ_in_case_each_keeps_its_file(tmp_path: Path) -> None:
    folder = pictures(tmp_path / "set")
    shutil.copytree(folder / "JPEGImages" / "vid", folder / "JPEGImages" / "VID")
    empty = folder / "Annotations" / "VID"
    shutil.copytree(folder / "Annotations" / "vid", empty)
    if len(list((folder / "Annotations").iterdir())) == 1:
        pytest.skip("this system tells no cases apart")
    for each in empty.iterdir():
        Image.fromarray((labels(0) == 1).astype(np.uint8)).save(each)
    _, dataset = open_dataset(folder)
    assert {each.name: len(each.objects) for each in dataset.videos} == {"VID": 1, "vid": 2}


def unclear(folder: Path) -> None:
    for at, name in enumerate(NAMES):
        shades = ((labels(at) == 1) * 255).astype(np.uint8)
        shades[8:12, 8:12] = 130
        Image.fromarray(shades).save(folder / f"{name}.png")


def black_and_white(folder: Path) -> None:
    Image.fromarray(((labels(2) == 1) * 255).astype(np.uint8)).save(folder / "00002.png")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (unclear, "'Annotations/vid/00000.png' has white and areas of grey"),
        (black_and_white, "'Annotations/vid/00002.png' is black and white, but others"),
    ],
)
def test_white_is_not_taken_for_void(change: Change, words: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=words):
        opened(pictures(tmp_path / "set", change))


def test_white_beside_numbers_is_void_where_all_pictures_are_alike(tmp_path: Path) -> None:
    def with_void(folder: Path) -> None:
        for at, name in enumerate(NAMES):
            numbers = labels(at) * (at != 2)
            numbers[:4, :4] = 255
            Image.fromarray(numbers).save(folder / f"{name}.png")

    assert opened(pictures(tmp_path / "set", with_void)) == ([[0, 1, 3]] * 2, [])


def test_two_things_of_one_id_are_refused(tmp_path: Path) -> None:
    """Else the masks of the second are lost, or get the category of the other."""
    with pytest.raises(DatasetError, match=r"'ann.json' has two entries with the id 7"):
        opened(youtube_vis(tmp_path / "a", (7, 7)))
    assert opened(youtube_vis(tmp_path / "b", (7, 8))) == ([EVERYWHERE] * 2, [])
    with pytest.raises(DatasetError, match=r"'ann.json' has two entries with the id 1"):
        opened(coco(tmp_path / "c", lambda said: said["categories"][1].update(id=1)))


def test_an_object_with_a_key_twice_is_refused_with_file_and_key(tmp_path: Path) -> None:
    """Else the first is lost, and nothing is said."""
    folder = coco(tmp_path / "set")
    path = folder / "ann.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-1] + ', "annotations": []}', encoding="utf-8")
    for read in (
        open_dataset,
        lambda path: open_masks(path / "ann.json", HEIGHT, WIDTH, len(NAMES)),
    ):
        with pytest.raises(
            StudioError, match=r"'ann\.json' has an object with the key 'annotations'"
        ):
            read(folder)


def test_a_category_that_is_not_listed_is_told(tmp_path: Path) -> None:
    folder = coco(tmp_path / "set", lambda said: said["annotations"][0].update(category_id=77))
    _, told = opened(folder)
    assert told == ["'ann.json' has labels of a category 77 that it does not list: they get none."]


def test_masks_that_are_missing_are_told(tmp_path: Path) -> None:
    gone, hole = ref_youtube_vos(tmp_path / "a"), ref_youtube_vos(tmp_path / "b")
    _, usual = opened(ref_youtube_vos(tmp_path / "c"))
    shutil.rmtree(gone / "train" / "Annotations" / "0a1b")
    assert set(opened(gone)[1]) - set(usual) == {
        "Videos of 'train' that have no masks, though sentences name their objects: 1, such as "
        "'0a1b'."
    }
    (hole / "train" / "Annotations" / "0a1b" / "00005.png").unlink()
    assert set(opened(hole)[1]) - set(usual) == {
        "Frames of 'train' without masks, of which nothing is known: 1, such as '00005' of '0a1b'."
    }
    bare = mevis(tmp_path / "d")
    (bare / "valid_u" / "mask_dict.json").unlink()
    assert (
        "'valid_u/mask_dict.json' is missing: of the objects of its videos no mask is known."
        in (opened(bare)[1])
    )


def test_an_object_that_no_mask_shows_is_told(tmp_path: Path) -> None:
    folder = ref_youtube_vos(tmp_path / "set")
    path = folder / "meta_expressions" / "train" / "meta_expressions.json"
    edited(path, lambda said: said["videos"]["0a1b"]["expressions"]["0"].update(obj_id="7"))
    assert "Objects that are on no frame: 1, such as '7' of '0a1b'." in opened(folder)[1]


def test_a_frame_that_is_missing_is_named(tmp_path: Path) -> None:
    folder = pictures(tmp_path / "set")
    (folder / "JPEGImages" / "vid" / "00002.jpg").unlink()
    assert opened(folder)[1] == [
        "Frames that the videos do not have are left out: 1, such as '00002' of 'vid'."
    ]


def test_masks_behind_the_end_of_a_clip_are_told(tmp_path: Path) -> None:
    folder = a2d_sentences(tmp_path / "set")
    masks = folder / "text_annotations" / "a2d_annotation_with_instances" / "vid1"
    (masks / "00009.h5").rename(masks / "00099.h5")
    assert (
        "'vid1' has masks of frames that it does not list, such as '00099.h5': they are left out."
    ) in opened(folder)[1]


def test_a_mask_that_a_sentence_names_and_the_file_lacks_is_told(tmp_path: Path) -> None:
    folder = mevis(tmp_path / "set")
    edited(folder / "valid_u" / "mask_dict.json", lambda said: said.pop("12"))
    with pytest.raises(DatasetError, match="has no mask 12, which a sentence on 'abc' names"):
        opened(folder)
