"""Of which frames masks are: by name where frames have names, and never by a guess."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.formats.frame_matching import VideoFrames, frames_of
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.imported_layer import MaskImportError

HEIGHT, WIDTH = 24, 40
STEPS = [f"{5 * place:05d}" for place in range(36)]  # as in YouTube-VOS
HASH = "0123456789abcdef0123456789abcdef"


def matched(
    files: Sequence[str], count: int, names: Sequence[str] | None = None
) -> tuple[list[int], list[str]]:
    said: list[str] = []
    return frames_of(files, "'m'", VideoFrames(count, names, said.append)), said


def coco(folder: Path, files: Sequence[str], **more: Any) -> Path:
    """A file of COCO's whose mask of the image at place n is n + 1 columns wide."""
    size = {"width": WIDTH, "height": HEIGHT}
    content: dict[str, Any] = {
        "images": [{"id": 9 - n, "file_name": file} | size for n, file in enumerate(files)],
        "annotations": [
            {"id": n, "image_id": 9 - n, "category_id": 1, "segmentation": columns(n + 1)}
            for n in range(len(files))
        ],
    }
    (folder / "coco.json").write_text(json.dumps(content | more), encoding="utf-8")
    return folder / "coco.json"


def columns(count: int) -> dict[str, Any]:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[:, :count] = True
    return {"size": [HEIGHT, WIDTH], "counts": Mask.from_array(pixels).counts.decode()}


@pytest.mark.parametrize(
    "names",
    [
        STEPS,
        [f"{number}" for number in range(1001, 1037)],
        [f"{number:010d}" for number in range(42133, 42169)],
        [f"frame_{number:06d}" for number in range(66, 102)],
        [f"clip_mp4-{number:04d}_jpg.rf.{HASH[number % 9 :]}" for number in range(36)],
        [f"take {number} of 3" for number in range(36)],
        [chr(0x3B1 + number % 9) * (1 + number // 9) for number in range(36)],
    ],
    ids=["steps", "from 1001", "long", "from 66", "hashes", "in the middle", "no numbers"],
)
@pytest.mark.parametrize("chosen", [slice(None), slice(4), slice(7, 30, 5), slice(None, None, -1)])
def test_a_mask_is_of_the_picture_of_its_name(names: list[str], chosen: slice) -> None:
    frames = list(range(36))[chosen]
    own = names[chosen]
    assert matched([f"{name}.png" for name in own], 36, names) == (frames, [])
    assert matched([f"J/bear\\{name}.jpg" for name in own], 36, names) == (frames, [])
    assert matched([f"{name}.jpg.png" for name in own], 36, names) == (frames, [])
    assert matched([f"{name}_mask.png" for name in own], 36, names) == (frames, [])
    assert matched([f"mask-{name}.png" for name in own], 36, names) == (frames, [])


@pytest.mark.parametrize(
    "files",
    [
        [f"{number:05d}.png" for number in range(36)],  # 00005 is of the second picture, or sixth
        [f"{number:05d}.png" for number in range(6)],
        ["00005.png", "other.png"],
        [f"mask_{number}.png" for number in (0, 5, 10)],  # of pictures 0, 1, 2 or of 0, 5, 10
        [f"mask_{number}.png" for number in range(36)],
        ["7.png"],
        ["a.png", "b.png"],
        [f"{name}.png" for name in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"],
    ],
)
def test_names_that_leave_open_which_picture_is_meant_are_refused(files: list[str]) -> None:
    with pytest.raises(MaskImportError, match=r"no frame of the video is named like") as refusal:
        matched(files, 36, STEPS)
    assert "the name of its frame" in refusal.value.advice


def test_other_numbers_count_where_they_can_mean_one_thing_only() -> None:
    names = [f"frame_{number:06d}" for number in range(66, 76)]
    assert matched(["frame68.png", "frame71.png"], 10, names) == ([2, 5], [])
    assert matched(["m68.png", "m71.png"], 10, names)[0] == [2, 5]
    counted = [f"frame_{number:06d}" for number in range(10)]
    assert matched(["00003.png", "00008.png"], 10, counted) == ([3, 8], [])
    found, (said,) = matched([f"{number:05d}.png" for number in range(10)], 10, names)
    assert found == list(range(10))
    assert "number 0 is taken for the first frame" in said
    for files in (["00003.png"], [f"{number:05d}.png" for number in range(1, 10)]):
        with pytest.raises(MaskImportError, match="no frame of the video is named like"):
            matched(files, 10, names)


def test_names_are_the_same_however_their_accents_are_composed() -> None:
    name = "Tür"
    assert matched([f"{unicodedata.normalize('NFD', name)}.png"], 1, [name]) == ([0], [])


def test_frames_of_a_video_file_are_counted_from_0() -> None:
    assert matched(["frame_000003.PNG", "frame_000007.PNG"], 10) == ([3, 7], [])
    assert matched([f"{number}.png" for number in range(10)], 10) == (list(range(10)), [])
    assert matched(["clip_mp4-0003_jpg.rf.9f3c1.jpg"], 10) == ([3], [])
    assert matched(["a1b2c3d4-f_03.png", "99887766-f_05.png"], 10) == ([3, 5], [])


def test_as_many_masks_as_frames_are_in_order_and_the_first_is_named() -> None:
    files = [f"clip_mp4-{number:04d}_jpg.rf.{number}ab.jpg" for number in (3, 1, 2)]
    found, (said,) = matched(files, 3)
    assert found == [2, 0, 1]
    assert "number 1 is taken for the first frame" in said


@pytest.mark.parametrize(
    "files",
    [
        ["9f3c12.png", "a1b4.png", "77aa.png"],
        ["a.png", "b.png", "c.png"],
        ["task-1-annotation-4.png", "task-2-annotation-9.png"],
        ["cam1_000.png", "cam2_000.png"],
        ["frame-1-b7f2.png", "frame-2-cc03.png"],
        ["take 2 of 3, b.png"],
    ],
)
def test_names_that_do_not_say_the_order_are_refused(files: list[str]) -> None:
    with pytest.raises(MaskImportError, match="gives no order of its images"):
        matched(files, 3)


@pytest.mark.slow
@given(st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True), st.integers(1, 7))
def test_any_names_are_frames_of_the_video_or_refused(files: list[str], count: int) -> None:
    for names in (None, [f"{number}" for number in range(count)]):
        try:
            found, _ = matched(files, count, names)
        except MaskImportError:
            continue
        assert len(set(found)) == len(files)
        assert set(found) <= set(range(count))


def test_images_of_coco_are_found_by_the_names_of_their_files(tmp_path: Path) -> None:
    path = coco(tmp_path, ["x/00010.jpg", "x/00000.jpg", "x/00005.jpg"])
    (layer,) = open_masks(path, HEIGHT, WIDTH, 36, names=STEPS)
    areas = {frame: mask.area // HEIGHT for frame, mask in layer.masks()}
    assert areas == {0: 2, 1: 3, 2: 1}


def test_coco_of_some_frames_says_nothing_of_the_others(tmp_path: Path) -> None:
    path = coco(tmp_path, ["frame_000007.PNG", "frame_000003.PNG"])
    (layer,) = open_masks(path, HEIGHT, WIDTH, 10)
    assert {frame: mask.area // HEIGHT for frame, mask in layer.masks()} == {3: 2, 7: 1}


def test_images_of_coco_without_names_are_refused(tmp_path: Path) -> None:
    path = coco(tmp_path, ["a.png"], images=[{"id": 9, "width": WIDTH, "height": HEIGHT}])
    with pytest.raises(MaskImportError, match=r"gives no order of its images: .* no file name"):
        open_masks(path, HEIGHT, WIDTH, 1)


def test_a_video_of_coco_is_matched_by_its_file_names(tmp_path: Path) -> None:
    files = ["v/00010.jpg", "v/00005.jpg"]
    video = {"id": 1, "width": WIDTH, "height": HEIGHT, "length": 2, "file_names": files}
    one = {"id": 1, "video_id": 1, "category_id": 1, "segmentations": [columns(4), None]}
    path = tmp_path / "vis.json"
    path.write_text(json.dumps({"videos": [video], "annotations": [one]}))
    (layer,) = open_masks(path, HEIGHT, WIDTH, 36, names=STEPS)
    assert [(frame, mask.area // HEIGHT) for frame, mask in layer.masks()] == [(1, 0), (2, 4)]
    with pytest.raises(MaskImportError, match="for 2 frames, but the video has 36"):
        open_masks(path, HEIGHT, WIDTH, 36)


def test_masks_beside_the_pictures_are_read(tmp_path: Path) -> None:
    for place, name in enumerate(STEPS[:3]):
        Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / f"{name}.jpg")
        pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
        pixels[:, : place + 1] = 255
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    (layer,) = open_masks(tmp_path, HEIGHT, WIDTH, 3, names=STEPS[:3])
    assert [mask.area // HEIGHT for _, mask in layer.masks()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("mask", "picture", "is_told"),
    [
        ("beach_00005.png", "street_{:05d}", True),
        ("Pferd_00005.png", "собака_{:05d}", True),
        ("my%20clip_00005.png", "my clip_{:05d}", False),
        ("IMG_5.png", "img_{:05d}", False),
        ("00005.png", "street_{:05d}", False),
        ("mask_00005.png", "{:05d}", False),
    ],
)
def test_masks_that_may_be_of_another_clip_are_matched_with_a_word(
    mask: str, picture: str, is_told: bool
) -> None:
    told: list[str] = []
    names = [picture.format(5 * number) for number in range(4)]
    assert frames_of([mask], "Masks", VideoFrames(4, names, told.append)) == [1]
    assert bool(told) == is_told
    assert all(mask in each and names[0] in each for each in told)
