"""COCO's JSON, of videos and of images, as layers of a video."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError
from soc_studio.core.project.imported_object import ImportedObject
from tests.thoroughness import examples

HEIGHT, WIDTH, FRAMES = 24, 40, 3
CATEGORIES = [{"id": 1, "name": "person"}, {"id": 2, "name": "dog"}]


def pixels(left: int, top: int = 4) -> NDArray[np.bool_]:
    picture = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    picture[top : top + 8, left : left + 9] = True
    return picture


def compressed(picture: NDArray[np.bool_]) -> dict[str, Any]:
    mask = Mask.from_array(picture)
    return {"size": [HEIGHT, WIDTH], "counts": mask.counts.decode()}


def uncompressed(picture: NDArray[np.bool_]) -> dict[str, Any]:
    flat = picture.T.ravel()
    edges = np.flatnonzero(np.diff(flat)) + 1
    counts = np.diff([0, *edges, flat.size]).tolist()
    return {"size": [HEIGHT, WIDTH], "counts": [0, *counts] if flat[0] else counts}


def polygon(left: int, top: int, right: int, bottom: int) -> list[float]:
    return [left, top, right, top, right, bottom, left, bottom]


def video(number: int = 7, **changes: Any) -> dict[str, Any]:
    return {"id": number, "width": WIDTH, "height": HEIGHT, "length": FRAMES} | changes


def of_video(segmentations: Sequence[Any], **changes: Any) -> dict[str, Any]:
    annotation = {"id": 1, "video_id": 7, "category_id": 1, "segmentations": list(segmentations)}
    return annotation | changes


def images(names: Sequence[str] = ("a/0.jpg", "a/1.jpg", "a/2.jpg")) -> list[dict[str, Any]]:
    size = {"width": WIDTH, "height": HEIGHT}
    return [{"id": 10 + place, "file_name": name} | size for place, name in enumerate(names)]


def of_image(image: int, segmentation: Any, category: int = 1, **more: Any) -> dict[str, Any]:
    annotation = {"id": 5, "image_id": image, "category_id": category}
    return annotation | {"segmentation": segmentation} | more


def opened(folder: Path, name: str | None = None, **content: Any) -> list[ImportedLayer]:
    path = folder / "coco.json"
    path.write_text(json.dumps({"categories": CATEGORIES} | content), encoding="utf-8")
    return open_masks(path, HEIGHT, WIDTH, FRAMES, video=name)


def stacked(layer: ImportedLayer) -> NDArray[np.bool_]:
    assert layer.frames == tuple(range(FRAMES))
    return np.stack([mask.to_array() for _, mask in layer.masks()])


NOTHING = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
FULL = ~NOTHING


def test_a_category_is_no_sentence_and_a_phrase_is_one(tmp_path: Path) -> None:
    mask = compressed(pixels(3))
    annotations = [
        of_video([mask, None, None], noun_phrase="the tall person"),
        of_video([None, mask, None], id=2, category_id=2),
        of_video([None, mask, None], id=3, category_id=9, noun_phrase=7),
    ]
    said = [each.said for each in opened(tmp_path, videos=[video()], annotations=annotations)]
    assert said == [
        ImportedObject("the tall person", category="person"),
        ImportedObject("object 2", name="dog", category="dog"),
        ImportedObject("object 3", name="category 9"),
    ]
    annotations = [of_image(10, mask), of_image(11, mask, category=2)]
    of_images = opened(tmp_path, images=images(), annotations=annotations)
    assert [each.said and each.said.category for each in of_images] == ["person", "dog"]


@pytest.mark.parametrize("coded", [compressed, uncompressed])
def test_every_annotation_of_a_video_is_a_layer(tmp_path: Path, coded: Any) -> None:
    annotations = [
        of_video([coded(pixels(3)), None, coded(FULL)]),
        of_video([None, coded(pixels(0, top=0)), coded(NOTHING)], id=2),
        of_video([None, None, None], id=3, category_id=2),
        of_video([None, None, None], id=4, category_id=9),
    ]
    layers = opened(tmp_path, videos=[video()], annotations=annotations)
    assert [layer.name for layer in layers] == ["person", "person 2", "dog", "category 9"]
    assert (stacked(layers[0]) == [pixels(3), NOTHING, FULL]).all()
    assert (stacked(layers[1]) == [NOTHING, pixels(0, top=0), NOTHING]).all()
    assert not stacked(layers[2]).any()


def test_of_several_videos_the_one_of_this_size_and_length_is_taken(tmp_path: Path) -> None:
    videos = [video(6, length=9), video(7), video(8, width=80)]
    annotations = [
        of_video([None] * 9, id=1, video_id=6),
        of_video([None, None, compressed(pixels(1))], id=2, category_id=2),
    ]
    (layer,) = opened(tmp_path, videos=videos, annotations=annotations)
    assert layer.name == "dog"
    assert (stacked(layer)[2] == pixels(1)).all()


@pytest.mark.parametrize("name", ["the second", "003f", "8"])
def test_a_video_can_be_named_by_its_name_its_folder_or_its_number(
    tmp_path: Path, name: str
) -> None:
    files = [f"003f/{frame:05d}.jpg" for frame in range(FRAMES)]
    videos = [video(7, name="the first"), video(8, name="the second", file_names=files)]
    annotations = [
        of_video([None] * FRAMES),
        of_video([compressed(FULL)] * FRAMES, id=2, video_id=8),
    ]
    with pytest.raises(MaskImportError, match="2 videos, and 2 of them have 40x24 pixels and 3 fr"):
        opened(tmp_path, videos=videos, annotations=annotations)
    (layer,) = opened(tmp_path, name, videos=videos, annotations=annotations)
    assert stacked(layer).all()
    with pytest.raises(MaskImportError, match="contains 0 videos called 'third'"):
        opened(tmp_path, "third", videos=videos, annotations=annotations)


@pytest.mark.parametrize(
    ("videos", "sentence"),
    [
        ([video(width=640, height=360)], "the masks are 640x360 pixels, the video is 40x24"),
        ([video(length=90)], "has masks for 90 frames, but the video has 3"),
        ([video(length=90), video(8, length=91)], "describes 2 videos, and 0 of them"),
        ([video(length=None)], "is not valid COCO"),
        ([], "is not valid COCO"),
        ({}, "is not valid COCO"),
        ([5], "is not valid COCO"),
    ],
)
def test_videos_that_are_another_are_refused(
    tmp_path: Path, videos: list[Any], sentence: str
) -> None:
    with pytest.raises(MaskImportError, match=sentence):
        opened(tmp_path, videos=videos, annotations=[of_video([None] * FRAMES)])


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (of_video([None] * 4), "annotation 1 has masks for 4 frames, but the video has 3"),
        (of_video([None, 5, None]), "annotation 1, frame 1 has neither"),
        (of_video([{"size": [9, 9], "counts": "0"}, None, None]), "9x9 pixels, the video is 40x24"),
        (of_video([]) | {"segmentations": None}, "is not valid COCO"),
        (of_video([None] * 3, video_id=[]), "is not valid COCO"),
        (of_video([None] * 3, category_id={}), "is not valid COCO"),
        (of_video([None] * 3, video_id=9), "contains no masks"),
    ],
)
def test_an_annotation_that_is_not_of_the_video_is_refused(
    tmp_path: Path, annotation: Any, sentence: str
) -> None:
    with pytest.raises(MaskImportError, match=sentence):
        opened(tmp_path, videos=[video()], annotations=[annotation])


@pytest.mark.parametrize(
    "counts",
    [
        "",
        "0",
        "~~",
        "oooooooooooooooooooooo0",
        [],
        [959],
        [961],
        [-1, 961],
        [960.0],
        [True] * 960,
        [2**63, 960],
        ["960"],
        [0] * 5000,
    ],
    ids=range(13),
)
def test_a_damaged_code_is_refused_when_it_is_read(tmp_path: Path, counts: Any) -> None:
    bad = {"size": [HEIGHT, WIDTH], "counts": counts}
    annotations = [of_video([compressed(FULL), bad, None])]
    (layer,) = opened(tmp_path, videos=[video()], annotations=annotations)
    masks = layer.masks()
    assert next(masks)[1].area == HEIGHT * WIDTH
    with pytest.raises(MaskImportError, match=r"'coco\.json', annotation 1, frame 1 is damaged"):
        next(masks)


def test_images_are_frames_and_a_category_is_a_layer(tmp_path: Path) -> None:
    annotations = [
        of_image(10, compressed(pixels(3))),
        of_image(12, uncompressed(pixels(5)), category=2),
        of_image(10, compressed(pixels(20))),
        of_image(11, None),
    ]
    person, dog = opened(tmp_path, images=images(), annotations=annotations)
    assert (person.name, dog.name) == ("person", "dog")
    assert (stacked(person) == [pixels(3) | pixels(20), NOTHING, NOTHING]).all()
    assert (stacked(dog) == [NOTHING, NOTHING, pixels(5)]).all()


@pytest.mark.parametrize("entry", ["track_id", "instance_id", "attributes"])
def test_a_track_is_a_layer_where_the_file_has_tracks(tmp_path: Path, entry: str) -> None:
    def track(number: int) -> dict[str, Any]:
        return {entry: {"track_id": number} if entry == "attributes" else number}

    annotations = [
        of_image(10, compressed(pixels(3)), **track(4)),
        of_image(10, compressed(pixels(20)), **track(2)),
        of_image(11, compressed(pixels(4)), **track(4)),
        of_image(11, compressed(FULL), category=2),
    ]
    first, second, dog = opened(tmp_path, images=images(), annotations=annotations)
    assert [first.name, second.name, dog.name] == ["person", "person 2", "dog"]
    assert (stacked(first) == [pixels(3), pixels(4), NOTHING]).all()
    assert (stacked(second) == [pixels(20), NOTHING, NOTHING]).all()
    assert (stacked(dog) == [NOTHING, FULL, NOTHING]).all()


@pytest.mark.parametrize(
    "names",
    [
        ["f10.png", "f9.png", "f100.png"],  # the numbers of the files
        ["a\\2.png", "a\\1.png", "b\\3.png"],
        ["2_a.png", "1_a.png", "3_a.png"],  # not at the end, but the only ones
    ],
)
def test_images_come_in_the_order_of_their_numbers(tmp_path: Path, names: list[str]) -> None:
    listed = images(names)
    second, first, third = (image["id"] for image in listed)
    annotations = [
        of_image(number, compressed(pixels(left)))
        for left, number in enumerate((first, second, third))
    ]
    (layer,) = opened(tmp_path, images=listed, annotations=annotations)
    assert (stacked(layer) == [pixels(0), pixels(1), pixels(2)]).all()


def test_polygons_are_filled_and_joined(tmp_path: Path) -> None:
    both = [polygon(3, 4, 12, 12), polygon(20, 4, 29, 12)]
    annotations = [
        of_image(10, both),
        of_image(11, [polygon(-50, -50, 90, 90)]),
        of_image(12, []),
    ]
    (layer,) = opened(tmp_path, images=images(), annotations=annotations)
    assert (stacked(layer) == [pixels(3) | pixels(20), FULL, NOTHING]).all()


@pytest.mark.parametrize(
    "polygons",
    [
        [[1, 2, 3, 4]],
        [[1, 2, 3, 4, 5, 6, 7]],
        [[1, 2, 3, 4, 5, "6"]],
        [[1, 2, 3, 4, 5, None]],
        [[1, 2, 3, 4, 5, 1e9]],
        [[1, 2, 3, 4, 5, float("1e400")]],
        [[1, 2, 3, 4, 5, 2**4000]],
        [[0, 0, 40, 24] * 200],
        [[0, 0] * 20000],
        [5],
        [{"counts": [1, 2]}],
    ],
    ids=range(11),
)
def test_polygons_that_are_none_or_too_long_to_draw_are_refused(
    tmp_path: Path, polygons: list[Any]
) -> None:
    text = json.dumps({"images": images(), "annotations": [of_image(10, polygons)]})
    (tmp_path / "coco.json").write_text(text.replace("Infinity", "1e400"))
    (layer,) = open_masks(tmp_path / "coco.json", HEIGHT, WIDTH, FRAMES)
    with pytest.raises(MaskImportError, match="annotation 5 is damaged"):
        list(layer.masks())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"images": images(["a/1.png", "b/1.png", "c/1.png"])}, "to the same frame"),
        (
            {"images": [*images()[:2], images()[2] | {"width": 9}]},
            "image 12: .* 9x24 pixels, the vid",
        ),
        ({"images": [*images()[:2], images()[2] | {"width": "x"}]}, "is not valid COCO"),
        ({"images": [*images()[:2], images()[0]]}, "is not valid COCO"),
        ({"images": [*images(["a", "b"]), images()[2] | {"id": "c"}]}, "order of its images"),
        ({"annotations": [of_image(5, compressed(FULL))]}, "to image 5, which"),
        (
            {"annotations": [of_image(10, compressed(FULL)) | {"image_id": None}]},
            "is not valid COCO",
        ),
        ({"annotations": [of_image(10, "0")]}, "annotation 5 has neither"),
        ({"annotations": []}, "contains no masks"),
        ({"annotations": {}}, "is not valid COCO"),
        ({"categories": 5}, "is not valid COCO"),
    ],
)
def test_images_that_are_not_those_of_the_video_are_refused(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    content = {"images": images(), "annotations": [of_image(10, compressed(FULL))]}
    with pytest.raises(MaskImportError, match=sentence):
        opened(tmp_path, **(content | changes))


def test_a_file_of_very_many_objects_is_refused(tmp_path: Path) -> None:
    annotations = [of_image(10, None, track_id=number) for number in range(1001)]
    with pytest.raises(MaskImportError, match="more than 1000 objects"):
        opened(tmp_path, images=images(), annotations=annotations)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["size"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@examples(150)
@given(st.data(), st.booleans(), values)
def test_a_file_with_anything_in_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, is_video: bool, value: Any
) -> None:
    content: dict[str, Any] = {"categories": json.loads(json.dumps(CATEGORIES))}
    if is_video:
        segmentations = [compressed(pixels(3)), None, uncompressed(FULL)]
        content |= {"videos": [video()], "annotations": [of_video(segmentations)]}
    else:
        annotation = of_image(10, [polygon(1, 2, 9, 9)], attributes={"track_id": 3})
        content |= {"images": images(), "annotations": [annotation]}
    place: Any = content
    while True:  # go down to somewhere
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or data.draw(st.integers(0, 5)) == 0:
            break
        place = place[key]
    place[key] = value
    with suppress(MaskImportError):
        for layer in opened(tmp_path_factory.mktemp("any"), **content):
            for frame, mask in layer.masks():
                assert 0 <= frame < FRAMES
                assert mask.to_array().shape == (HEIGHT, WIDTH)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_mark_of_the_encoding_is_understood(tmp_path: Path, encoding: str) -> None:
    content = {
        "images": images(),
        "annotations": [of_image(10, [polygon(4, 4, 13, 12)])],
        "categories": [{"id": 1, "name": "Bär"}],
    }
    text = json.dumps(content, ensure_ascii=False)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / "coco.json").write_bytes((mark + text).encode(encoding))
    (layer,) = open_masks(tmp_path / "coco.json", HEIGHT, WIDTH, FRAMES)
    assert layer.name == "Bär"
    assert (stacked(layer) == [pixels(4), NOTHING, NOTHING]).all()


def test_nan_and_null_that_no_mask_needs_are_passed_over(tmp_path: Path) -> None:
    shown = images()
    shown[1] |= {"width": None, "height": None}
    nan = float("nan")
    said = of_image(10, [polygon(4, 4, 13, 12)], area=nan, bbox=[4, 4, nan, 8])
    (layer,) = opened(tmp_path, images=shown, annotations=[said])
    assert (stacked(layer) == [pixels(4), NOTHING, NOTHING]).all()


def test_nan_in_a_polygon_is_told_with_its_annotation(tmp_path: Path) -> None:
    said = of_image(10, [[4, 4, 13, float("nan"), 13, 12]])
    (layer,) = opened(tmp_path, images=images(), annotations=[said])
    with pytest.raises(MaskImportError, match="annotation 5 is damaged"):
        list(layer.masks())
