"""Objects cut out of frames: their colours, their edges, and what is left of the background."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.masks.cutout import MARGIN, cut_out

RED, GREEN = (220, 30, 40), (20, 190, 60)


def scene(soft: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return a red disc before a green wall, and its opacity; `soft` pixels of it are soft."""
    alpha = np.zeros((120, 160), dtype=np.uint8)
    cv2.circle(alpha, (80, 60), 30, 255, -1)
    alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), soft), dtype=np.uint8)
    part = alpha[..., None] / 255
    frame = np.rint(part * np.array(RED) + (1 - part) * np.array(GREEN)).astype(np.uint8)
    return frame, alpha


@pytest.mark.parametrize("soft", [0.6, 2.0, 5.0])
def test_nothing_of_the_background_is_in_a_soft_edge(soft: float) -> None:
    frame, alpha = scene(soft)
    result = cut_out(frame, alpha)
    assert (result[..., 3] == alpha).all()
    edge = (alpha > 12) & (alpha < 243)
    assert edge.sum() > 100
    found = np.abs(result[..., :3][edge].astype(int) - RED).mean()
    seen = np.abs(frame[edge].astype(int) - RED).mean()
    assert found < seen / 8
    inside = alpha == 255
    assert (result[..., :3][inside] == frame[inside]).all()


def test_colours_go_on_a_little_and_the_rest_is_erased() -> None:
    frame, alpha = scene(0.6)
    result = cut_out(frame, alpha)
    distance = cv2.distanceTransform((alpha == 0).astype(np.uint8), cv2.DIST_L2, 5)
    beside = (distance > 1) & (distance < MARGIN - 2)
    assert np.abs(result[..., :3][beside].astype(int) - RED).mean() < 12
    assert not result[distance > 2 * MARGIN].any()


def test_premultiplied_colours_laid_over_the_background_are_the_frame() -> None:
    frame, alpha = scene(3.0)
    result = cut_out(frame, alpha, premultiplied=True).astype(float)
    over = result[..., :3] + (1 - result[..., 3:] / 255) * np.array(GREEN)
    assert np.abs(over - frame).max() <= 6
    assert not cut_out(frame, alpha, premultiplied=True)[alpha == 0].any()


def test_an_absent_object_is_nothing_and_one_at_the_border_is_whole() -> None:
    frame, alpha = scene(0.6)
    assert not cut_out(frame, np.zeros_like(alpha)).any()
    full = cut_out(frame, np.full_like(alpha, 255))
    assert (full[..., :3] == frame).all()
