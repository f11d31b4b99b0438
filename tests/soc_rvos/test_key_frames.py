"""Key frames, and the fine pass that looks at them."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor, nn

from soc_rvos.inference.features import BoundedCache
from soc_rvos.inference.fine_pass import FinePass, finely_settled
from soc_rvos.inference.key_frames import KeyFrames, key_frames
from soc_rvos.inference.pipeline import run
from soc_rvos.inference.windows import plan
from soc_rvos.settings import RunSettings


@pytest.mark.parametrize(("length", "stride"), [(64, 4), (70, 4), (21, 2), (5, 4), (1, 1), (9, 3)])
def test_all_windows_of_a_block_have_the_same_key_frames_among_their_own(
    length: int, stride: int
) -> None:
    for block in plan([(100, 100 + length)], 8, stride):
        (looked,) = {key_frames(window) for window in block}
        for window in block:
            assert window.frames[0] <= looked[0]
            assert looked[-1] <= window.frames[-1]
            step = window.frames[1] - window.frames[0] if len(window.frames) > 1 else 1
            for frame in window.frames:
                assert min(abs(frame - each) for each in looked) < 3 * step


class Red(nn.Module):
    """Takes for what stands out what is red; counts the pictures that it sees."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def forward(self, pictures: Tensor) -> Tensor:
        self.seen += len(pictures)
        return 8 * (pictures[:, :1] - pictures[:, 1:2] - 1)


def test_the_fine_pass_looks_at_every_fourth_frame_and_carries_what_it_sees() -> None:
    rng = np.random.default_rng(0)
    wall = cv2.resize(rng.integers(0, 120, (30, 50, 3), dtype=np.uint8), (160, 96))
    thing = cv2.resize(rng.integers(40, 90, (8, 8, 3), dtype=np.uint8), (40, 40))
    thing[..., 0] += 150
    clip = np.repeat(wall[None], 8, axis=0)
    for number, frame in enumerate(clip):
        frame[28:68, 20 + 4 * number : 60 + 4 * number] = thing
    red = Red()
    fine = FinePass(red, torch.device("cpu"))  # type: ignore[arg-type]
    seen = fine.of_clip(clip)
    assert red.seen == 2
    assert fine.of_clip(clip) is seen  # for a second expression it is known
    for number, looked in ((0, 2), (1, 2), (4, 6), (7, 6)):
        there = np.zeros((96, 160), dtype=np.uint8)
        there[28:68, 20 + 4 * number : 60 + 4 * number] = 1
        wanted = cv2.resize(there, (320, 320)) > 0
        carried, stayed = (
            (shown & wanted).sum() / (shown | wanted).sum()
            for shown in (seen[number] > 127, seen[looked] > 127)
        )
        assert carried > stayed + 0.03


def test_expressions_asked_together_share_what_is_seen_where_nothing_is_kept() -> None:
    clip = np.random.default_rng(2).integers(0, 255, (8, 40, 64, 3), dtype=np.uint8)
    red = Red()
    fine = FinePass(red, torch.device("cpu"))  # type: ignore[arg-type]
    looked = KeyFrames.of_clip(clip)
    seen = fine.saliency(looked)
    assert fine.saliency(looked) is seen
    assert red.seen == 2
    assert np.array_equal(fine.saliency(KeyFrames.of_clip(clip)), seen)


def test_a_block_is_looked_at_once_and_a_second_sentence_finds_it_known(
    array_source: Any, bright_predictor: Any
) -> None:
    pictures = np.random.default_rng(0).integers(0, 255, (48, 40, 64, 3), dtype=np.uint8)
    red = Red()
    fine = FinePass(red, torch.device("cpu"))  # type: ignore[arg-type]
    seen: dict[tuple[int, ...], Any] = {}

    class Looking(bright_predictor):
        kept: BoundedCache[Any] = BoundedCache(1 << 28)

        def predict(
            self,
            clips: Any,
            expressions: Any,
            count: int,
            keys: Any = None,
            looked: list[KeyFrames] | None = None,
        ) -> Any:
            for each in looked or []:
                planes = fine.saliency(each)
                earlier = seen.setdefault(each.numbers, planes)
                np.testing.assert_array_equal(planes, earlier)
            return super().predict(clips, expressions, count, keys, looked)

    class Keyed(array_source):
        key: Hashable = "a video"

    source = Keyed(pictures, rate=Fraction(24))
    list(run(source, ["red"], Looking(), RunSettings()))
    assert len(seen) == 8  # two blocks of four windows, the second of the last 32 frames
    assert red.seen == 4
    list(run(source, ["blue"], Looking(), RunSettings()))
    assert red.seen == 4
    # From the middle on, the same frames are looked at: what was kept is left aside.
    Looking.kept = BoundedCache(0)
    list(run(source, ["red"], Looking(), RunSettings(start=32, seen_from=0)))


def test_what_stands_out_beside_a_mask_does_not_become_part_of_it() -> None:
    rng = np.random.default_rng(1)
    frames = rng.integers(90, 110, (1, 80, 160, 3), dtype=np.uint8)
    frames[:, 16:64, 16:64] = (200, 40, 40)
    frames[:, 16:64, 74:90] = (200, 40, 40)  # alike, and near
    fine = np.zeros((1, 20, 40), dtype=np.float32)
    fine[0, 4:16, 4:16] = fine[0, 4:16, 18:23] = 1
    logits = np.full((1, 1, 20, 40), -3.0, dtype=np.float32)
    logits[0, 0, 4:16, 4:13] = 3.0
    settled = finely_settled(logits, frames, np.zeros_like(fine), fine)[0, 0] > 0
    assert settled[4:16, 4:16].mean() > 0.95
    assert not settled[:, 18:].any()
