"""Coarse masks move to the picture's edges, and stay where it has none."""

from __future__ import annotations

import cv2
import numpy as np

from soc_rvos.inference.edges import sharpen


def iou(first: np.ndarray, second: np.ndarray) -> float:
    return float((first & second).sum() / (first | second).sum())


def test_a_coarse_mask_of_a_disc_comes_closer_to_the_disc() -> None:
    rng = np.random.default_rng(1)
    disc = np.zeros((120, 200), dtype=np.uint8)
    cv2.circle(disc, (90, 62), 33, 1, -1)
    frame = rng.integers(60, 75, (120, 200, 3), dtype=np.uint8)
    frame[disc > 0] += 90
    share = cv2.resize(disc.astype(np.float32), (25, 15), interpolation=cv2.INTER_AREA)
    logits = ((share - 0.5) * 8).astype(np.float32)
    plain = cv2.resize(logits, (200, 120)) > 0
    sharp = sharpen(logits[None, None], frame[None])
    assert sharp.shape == (1, 1, 120, 200)
    assert sharp.dtype == np.float32
    assert iou(sharp[0, 0] > 0, disc > 0) > iou(plain, disc > 0) + 0.01


def test_without_edges_a_mask_stays_as_it_is_and_sure_logits_do_not_overflow() -> None:
    frame = np.full((2, 96, 160, 3), 128, dtype=np.uint8)
    logits = np.full((1, 2, 12, 20), -1e4, dtype=np.float32)
    logits[..., 3:9, 5:14] = 1e4
    plain = cv2.resize(logits[0, 0], (160, 96)) > 0
    sharp = sharpen(logits, frame)
    assert np.isfinite(sharp).all()
    assert iou(sharp[0, 1] > 0, plain) > 0.9
