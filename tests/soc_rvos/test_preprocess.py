"""Frames become what the published code made of them, and logits the masks it made."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
import torch.nn.functional as functional
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.inference.preprocess import (
    KEPT_AREA,
    kept_size,
    logits_to_masks,
    normalise,
    resize,
    resize_size,
)
from tests.soc_rvos import golden

KIT = golden.KIT / "soc_prepost"


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(720, 1280, (360, 640)), (480, 854, (360, 640)), (360, 1000, (230, 638)),
     (360, 641, (359, 639)), (1280, 720, (640, 360)), (100, 100, (360, 360))],
)  # fmt: skip
def test_sizes_are_rounded_as_published(height: int, width: int, size: tuple[int, int]) -> None:
    assert resize_size(height, width, 360, 640) == size


def test_every_size_of_the_kit_is_met() -> None:
    rows = json.loads((KIT / "resize_sizes.json").read_text())["rows"]
    assert len(rows) > 20
    for width, height, short, maximum, new_width, new_height in rows:
        assert resize_size(height, width, short, maximum) == (new_height, new_width)


@pytest.mark.parametrize("case", ["down", "up"])
def test_frames_are_resized_and_normalised_to_the_same_bits(case: str) -> None:
    with np.load(KIT / "prepost.npz") as kit:
        frame, (short, maximum) = kit[f"resize.{case}.input"], kit[f"resize.{case}.rule"]
        size = resize_size(*frame.shape[:2], int(short), int(maximum))
        small = resize(frame, size)
        np.testing.assert_array_equal(small, kit[f"resize.{case}.output"])
        normal = normalise(torch.from_numpy(small.copy()))
        np.testing.assert_array_equal(normal.numpy(), kit[f"resize.{case}.normalised"])


def test_masks_of_the_kit_are_met_in_every_pixel() -> None:
    with np.load(KIT / "prepost.npz") as kit:
        logits = kit["post.pred_masks"][:, 0, int(kit["post.infer.query"])]
        height, width = (int(side) for side in kit["post.original_size"])
        true = np.unpackbits(kit["post.infer.masks"], axis=-1, count=width).astype(np.bool_)
        np.testing.assert_array_equal(logits_to_masks(logits[None], (height, width))[0], true)


def test_normalising_puts_channels_first_and_keeps_leading_axes() -> None:
    frames = torch.zeros((2, 5, 4, 6, 3), dtype=torch.uint8)
    frames[..., 0] = 255
    normal = normalise(frames)
    assert normal.shape == (2, 5, 3, 4, 6)
    assert normal[1, 2, 0, 0, 0].item() == pytest.approx((1 - 0.485) / 0.229)
    assert normal[1, 2, 2, 0, 0].item() == pytest.approx(-0.406 / 0.225)


def test_a_frame_of_the_right_size_is_left_as_it_is() -> None:
    frame = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    assert resize(frame, (2, 4)) is frame


@pytest.mark.parametrize("size", [(72, 128), (50, 83), (9, 7), (18, 32)])
def test_masks_are_where_the_interpolated_probability_is_above_one_half(
    size: tuple[int, int],
) -> None:
    logits = np.random.default_rng(0).normal(size=(2, 3, 18, 32)).astype(np.float32)
    wide = functional.interpolate(
        torch.from_numpy(logits), size=size, mode="bilinear", align_corners=False
    )
    masks = logits_to_masks(logits, size)
    certain = wide.abs().numpy() > 1e-5  # where rounding of the last bit cannot decide
    np.testing.assert_array_equal(masks[certain], (wide.sigmoid() > 0.5).numpy()[certain])
    assert certain.mean() > 0.99


@pytest.mark.parametrize(
    ("size", "kept"),
    [((720, 1280), (720, 1280)), ((1080, 1920), (720, 1280)), ((2160, 3840), (720, 1280)),
     ((1920, 1080), (1280, 720)), ((360, 640), (360, 640)), ((1000, 1000), (960, 960))],
)  # fmt: skip
def test_masks_of_large_frames_are_kept_smaller(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert kept_size(*size) == kept


@pytest.mark.slow
@given(st.integers(16, 5000), st.integers(16, 5000))
def test_kept_masks_have_the_aspect_of_the_frame_and_at_most_the_area(
    height: int, width: int
) -> None:
    kept_height, kept_width = kept_size(height, width)
    assert kept_height * kept_width <= max(KEPT_AREA, 1)
    if height * width > KEPT_AREA:
        scale = (KEPT_AREA / (height * width)) ** 0.5
        assert abs(kept_height - height * scale) <= 1
        assert abs(kept_width - width * scale) <= 1
