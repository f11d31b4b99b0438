"""COCO's JSON as tables and detectors write it: numbers as floats, sizes left out, boxes alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError

HEIGHT, WIDTH, FRAMES = 24, 40, 3
BOX = [3, 4, 9, 8]


def polygon(left: int) -> list[list[int]]:
    return [[left, 0, left + 6, 0, left + 6, HEIGHT, left, HEIGHT]]


def images(**changes: Any) -> list[dict[str, Any]]:
    size = {"width": WIDTH, "height": HEIGHT}
    return [{"id": n, "file_name": f"{n}.jpg"} | size | changes for n in range(FRAMES)]


def annotation(image: float, segmentation: Any, **more: Any) -> dict[str, Any]:
    return {"image_id": image, "category_id": 1, "segmentation": segmentation} | more


def opened(
    folder: Path, said: list[str], annotations: list[Any], **content: Any
) -> list[ImportedLayer]:
    path = folder / "coco.json"
    whole = {"images": images(), "categories": [{"id": 1, "name": "dog"}]} | content
    path.write_text(json.dumps(whole | {"annotations": annotations}), encoding="utf-8")
    return open_masks(path, HEIGHT, WIDTH, FRAMES, tell=said.append)


def areas(layer: ImportedLayer) -> dict[int, int]:
    return {frame: mask.area for frame, mask in layer.masks()}


def test_numbers_that_became_floats_are_the_same_numbers(tmp_path: Path) -> None:
    listed = [each | {"id": float(each["id"]), "width": float(WIDTH)} for each in images()]
    annotations = [
        annotation(float(frame), polygon(9 * track), category_id=1.0, track_id=float(track))
        for frame in range(FRAMES)
        for track in (0, 1)
    ]
    categories = [{"id": 1.0, "name": "dog"}]
    layers = opened(tmp_path, [], annotations, images=listed, categories=categories)
    assert [layer.name for layer in layers] == ["dog", "dog 2"]
    for place, layer in enumerate(layers):
        assert [int(mask.to_array().any(0).argmax()) for _, mask in layer.masks()] == [
            9 * place
        ] * 3


@pytest.mark.parametrize("id", [1.5, None, [1], {}])
def test_what_tells_nothing_apart_is_refused(tmp_path: Path, id: Any) -> None:
    with pytest.raises(MaskImportError, match="is not valid COCO JSON"):
        opened(tmp_path, [], [annotation(0, polygon(0), category_id=id)])


def test_images_without_their_size_are_those_of_the_video(tmp_path: Path) -> None:
    listed = [{"id": each["id"], "file_name": each["file_name"]} for each in images()]
    (layer,) = opened(tmp_path, [], [annotation(1, polygon(3))], images=listed)
    assert areas(layer) == {0: 0, 1: 6 * HEIGHT, 2: 0}


@pytest.mark.parametrize("segmentation", [[], None])
def test_where_an_object_has_a_box_alone_nothing_is_known_of_it(
    tmp_path: Path, segmentation: Any
) -> None:
    said: list[str] = []
    annotations = [
        annotation(0, polygon(3), bbox=BOX),
        annotation(1, segmentation, bbox=BOX),
        annotation(1, polygon(3), bbox=BOX, category_id=2),
        annotation(2, segmentation, bbox=BOX, category_id=3),
    ]
    dog, other = opened(tmp_path, said, annotations)
    assert areas(dog) == {0: 6 * HEIGHT, 2: 0}
    assert areas(other) == {0: 0, 1: 6 * HEIGHT, 2: 0}
    (sentence,) = said
    assert sentence.startswith("'coco.json' has boxes without a mask, which are left out.")
    assert sentence.endswith("Frames with such boxes: 2.")


def test_a_file_of_boxes_has_no_masks(tmp_path: Path) -> None:
    with pytest.raises(MaskImportError, match="contains no masks"):
        opened(tmp_path, [], [annotation(frame, [], bbox=BOX) for frame in range(FRAMES)])


def test_an_empty_box_is_an_object_that_is_not_there(tmp_path: Path) -> None:
    said: list[str] = []
    annotations = [annotation(0, polygon(3)), annotation(1, [], bbox=[0, 0, 0, 0])]
    (layer,) = opened(tmp_path, said, annotations)
    assert areas(layer) == {0: 6 * HEIGHT, 1: 0, 2: 0}
    assert not said
