"""The sample clip says the truth about itself."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace
from numpy.typing import NDArray

from soc_rvos.masks import Mask

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"

# Slivers of fewer pixels take on their neighbours' colours: video keeps colour at half size.
SLIVER = 500

# Hues in degrees, as far apart as people name them.
HUES = {"red": (-20, 20), "brown": (10, 40), "yellow": (35, 65), "green": (90, 160)}
HUES["blue"] = (205, 250)

# What of an object has its colour: much of a person is skin, hair, shoes and other clothes, and a
# car has windows and wheels.
SHARE = {"person": 0.25, "car": 0.4, "van": 0.35, "animal": 0.7}
GROUP = {"woman": "person", "man": "person", "car": "car", "van": "van", "dog": "animal"}


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLE / "sample.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def pictures(truth: dict[str, Any]) -> list[NDArray[np.uint8]]:
    with av.open(SAMPLE / truth["video"]) as container:
        return [
            frame.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU709)
            for frame in container.decode(video=0)
        ]


def masks_of(thing: dict[str, Any], truth: dict[str, Any]) -> list[Mask]:
    return [
        Mask(truth["height"], truth["width"], counts.encode("ascii")) for counts in thing["masks"]
    ]


def share_of_colour(pixels: NDArray[np.uint8], colour: str) -> float:
    """Return the share of `pixels`, uint8 [N, 3] RGB, that anyone would call `colour`."""
    red, green, blue = pixels.astype(np.float64).T
    hue = np.degrees(np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue))
    saturation = np.ptp(pixels.astype(np.float64), axis=1) / np.maximum(pixels.max(axis=1), 1)
    if colour == "white":
        return float(np.mean((saturation < 0.15) & (pixels.min(axis=1) > 140)))
    first, last = HUES[colour]
    inside = (hue - first) % 360 <= last - first
    return float(np.mean(inside & (saturation > 0.3)))


def test_the_video_is_the_one_described(
    truth: dict[str, Any], pictures: list[NDArray[np.uint8]]
) -> None:
    with av.open(SAMPLE / truth["video"]) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == Fraction(truth["rate"])
        codec = stream.codec_context
        assert (codec.name, codec.pix_fmt) == ("h264", "yuv420p")
        tags = (codec.colorspace, codec.color_primaries, codec.color_trc, codec.color_range)
        assert tags == (1, 1, 1, 1), "not tagged as BT.709 in limited range"
    assert len(pictures) == truth["frames"]
    assert {picture.shape for picture in pictures} == {(truth["height"], truth["width"], 3)}
    assert (SAMPLE / truth["video"]).stat().st_size < 700_000


def test_every_object_has_a_mask_of_the_frame_size_on_every_frame(truth: dict[str, Any]) -> None:
    for thing in truth["objects"]:
        masks = masks_of(thing, truth)
        assert len(masks) == truth["frames"], thing["name"]
        for mask in masks:
            pixels = mask.to_array()
            assert pixels.shape == (truth["height"], truth["width"])
            assert pixels.sum() == mask.area


@pytest.mark.slow
def test_no_pixel_belongs_to_two_objects(truth: dict[str, Any]) -> None:
    for frame in zip(*(masks_of(thing, truth) for thing in truth["objects"]), strict=True):
        assert sum(mask.to_array().astype(np.int64) for mask in frame).max() == 1


def test_an_expression_names_one_object(truth: dict[str, Any]) -> None:
    expressions = [text for thing in truth["objects"] for text in thing["expressions"]]
    assert len(expressions + truth["absent"]) == len({*expressions, *truth["absent"]})
    assert len({thing["id"] for thing in truth["objects"]}) == len(truth["objects"])
    for thing in truth["objects"]:
        assert 3 <= len(thing["expressions"]) <= 5
        assert f"the {thing['name']}" in thing["expressions"]


@pytest.mark.slow
def test_under_its_mask_an_object_has_the_colour_of_its_name(
    truth: dict[str, Any], pictures: list[NDArray[np.uint8]]
) -> None:
    for thing in truth["objects"]:
        shares = [
            share_of_colour(picture[mask.to_array()], thing["colour"])
            for picture, mask in zip(pictures, masks_of(thing, truth), strict=True)
            if mask.area >= SLIVER
        ]
        assert len(shares) > 0.9 * truth["frames"], thing["name"]
        assert min(shares) > SHARE[GROUP[thing["kind"]]], (thing["name"], int(np.argmin(shares)))


def test_objects_are_large_enough_to_be_found_in_a_thumbnail(truth: dict[str, Any]) -> None:
    for thing in truth["objects"]:
        heights = [mask.box[3] for mask in masks_of(thing, truth)]
        assert max(heights) > 0.15 * truth["height"], thing["name"]


def middles(masks: list[Mask]) -> list[float]:
    """Return where the middle of each mask is across the picture, 0 to 1."""
    return [(mask.box[0] + mask.box[2] / 2) / mask.width for mask in masks]


def test_the_red_car_comes_in_and_drives_to_the_right(truth: dict[str, Any]) -> None:
    things = {thing["id"]: masks_of(thing, truth) for thing in truth["objects"]}
    assert things["red-car"][0].area < 0.05 * max(mask.area for mask in things["red-car"])
    seen = [mask for mask in things["red-car"] if mask.area >= SLIVER]
    across = middles(seen)
    assert across[0] < 0.1
    assert across[-1] > 0.8
    for parked in ("blue-car", "white-van", "woman", "man", "dog"):
        still = middles([mask for mask in things[parked] if mask.area >= SLIVER])
        assert max(still) - min(still) < 0.3, parked


def test_things_on_the_left_and_right_stay_on_their_side(truth: dict[str, Any]) -> None:
    things = {thing["id"]: masks_of(thing, truth) for thing in truth["objects"]}
    for left in ("blue-car", "woman"):
        assert max(middles(things[left])) < 0.5, left
    for right in ("white-van", "man"):
        assert min(middles(things[right])) > 0.5, right


def test_the_blue_car_is_hidden_by_the_red_one_and_seen_again(truth: dict[str, Any]) -> None:
    (car,) = (thing for thing in truth["objects"] if thing["id"] == "blue-car")
    areas = [mask.area for mask in masks_of(car, truth)]
    hidden = int(np.argmin(areas))
    assert areas[hidden] < 0.5 * areas[0]
    assert max(areas[hidden:]) > 0.8 * areas[0]
