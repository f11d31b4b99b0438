"""Masks settle on what looks like their own inside, near them and nowhere else."""

from __future__ import annotations

import cv2
import numpy as np

from soc_rvos.inference.appearance import keep_coloured, settle


def overlap(first: np.ndarray, second: np.ndarray) -> float:
    return float((first & second).sum() / (first | second).sum())


def picture(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return two frames of an orange disc on grey, with another far away, and the true mask."""
    true = np.zeros((160, 240), dtype=np.uint8)
    cv2.circle(true, (80, 80), 40, 1, -1)
    frame = rng.integers(90, 110, (160, 240, 3), dtype=np.uint8)
    twin = np.zeros_like(true)
    cv2.circle(twin, (215, 30), 18, 1, -1)
    frame[(true | twin) > 0] = (230, 120, 20)
    return np.stack((frame, frame)), true > 0


def test_a_mask_that_misses_a_part_and_spills_over_becomes_the_object() -> None:
    frames, true = picture(np.random.default_rng(2))
    rough = np.zeros((160, 240), dtype=np.uint8)
    cv2.ellipse(rough, (90, 88), (34, 34), 0, 0, 360, 1, -1)
    logits = cv2.resize((rough * 8.0 - 4.0).astype(np.float32), (60, 40))[None, None].repeat(2, 1)
    settled = settle(logits, frames, np.zeros((2, 40, 60), dtype=np.float32))
    assert settled.shape == logits.shape
    assert settled.dtype == np.float32
    small = cv2.resize(true.astype(np.uint8), (60, 40)) > 0
    before, after = overlap(logits[0, 1] > 0, small), overlap(settled[0, 1] > 0, small)
    assert before < 0.7
    assert after > 0.9  # and so the twin far away is not in it


def test_a_mask_of_nothing_stays_so_even_where_something_stands_out() -> None:
    frames, _ = picture(np.random.default_rng(3))
    nothing = np.full((1, 2, 40, 60), -3.0, dtype=np.float32)
    settled = settle(nothing, frames, np.ones((2, 40, 60), dtype=np.float32))
    assert np.isfinite(settled).all()
    assert not (settled > 0).any()


def test_sure_logits_and_a_mask_of_everything_do_not_overflow() -> None:
    frames, _ = picture(np.random.default_rng(4))
    everything = np.full((1, 2, 40, 60), 1e4, dtype=np.float32)
    settled = settle(everything, frames, np.zeros((2, 40, 60), dtype=np.float32))
    assert np.isfinite(settled).all()
    assert (settled > 0).all()


def test_of_a_mask_of_two_things_the_one_of_the_named_colour_is_kept() -> None:
    logits = np.full((1, 2, 40, 60), -5.0, dtype=np.float32)
    logits[:, :, 5:20, 5:25] = 6.0
    logits[:, :, 10:25, 35:55] = 6.0
    shares = np.zeros((2, 20, 30), dtype=np.float32)
    shares[:, 2:10, 2:13] = 0.8
    kept = keep_coloured(logits, shares)[0] > 0
    assert kept[:, 5:20, 5:25].all()
    assert not kept[:, :, 30:].any()
    assert (logits[0] > 0)[:, 10:25, 35:55].all()  # what was given is as it was


def test_a_colour_that_nothing_has_drops_nothing() -> None:
    logits = np.where(np.arange(60) % 20 < 10, 4.0, -4.0).astype(np.float32)
    logits = np.broadcast_to(logits, (1, 2, 40, 60)).copy()
    kept = keep_coloured(logits, np.full((2, 20, 30), 0.05, dtype=np.float32))
    np.testing.assert_array_equal(kept, logits)
