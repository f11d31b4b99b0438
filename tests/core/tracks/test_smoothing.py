"""Masks smoothed in time."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Correction, MatteSettings
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.smoothing import shown_mask, vote

HEIGHT, WIDTH = 32, 48


def square(left: int, top: int = 8, side: int = 8) -> NDArray[np.bool_]:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[top : top + side, left : left + side] = True
    return pixels


def masks_of(*pixels: NDArray[np.bool_]) -> list[Mask]:
    return [Mask.from_array(each) for each in pixels]


def smoothed(view: ResolvedTrack, frames: int, **changes: Any) -> ResolvedTrack:
    expression = replace(view.layer, matte=MatteSettings(smooth=frames), **changes)
    return ResolvedTrack(expression, view.video, view.data, view._results, view._imports)


def test_a_part_that_is_missing_on_one_frame_comes_back() -> None:
    torn = square(10)
    torn[8:12] = False
    assert vote(masks_of(square(10), torn, square(10))).iou(Mask.from_array(square(10))) == 1


def test_a_speck_of_one_frame_goes() -> None:
    dirty = square(10)
    dirty[25, 40] = True
    assert vote(masks_of(square(10), dirty, square(10))).iou(Mask.from_array(square(10))) == 1


def test_an_object_that_moves_further_than_it_is_wide_stays_whole_where_it_is() -> None:
    steps = masks_of(*(square(2 + 9 * step) for step in range(5)))
    assert vote(steps).iou(steps[2]) == 1


def test_a_torn_mask_of_a_moving_object_does_not_drag_it_along() -> None:
    pixels = [square(2 + 5 * step) for step in range(5)]
    pixels[2][8:13] = False
    assert vote(masks_of(*pixels)).iou(Mask.from_array(square(12))) == 1


def test_the_size_is_that_of_the_frame_in_the_middle() -> None:
    large = Mask.from_array(square(10).repeat(2, axis=0).repeat(2, axis=1))
    small = Mask.from_array(square(10))
    found = vote([large, small, large])
    assert (found.height, found.width) == (HEIGHT, WIDTH)
    assert found.iou(small) > 0.7


def test_it_comes_and_goes_when_it_did_before(documents: Any) -> None:
    found = {frame: (0.1 if frame == 4 else 0.9, square(10 + frame)) for frame in range(10)}
    plain = documents.view("a", found)
    view = smoothed(plain, 3)
    for frame in range(12):
        before, after = plain.mask(frame), shown_mask(view, frame)
        assert (before is None) == (after is None)
        assert before is None or after is None or bool(before.area) == bool(after.area)
    # Frame 3 has no neighbour after it that shows the object: it is as it was.
    assert shown_mask(view, 3) == plain.mask(3)


def test_a_corrected_frame_stays_as_it_was_corrected(documents: Any) -> None:
    view = documents.view("a", {frame: (0.9, square(10)) for frame in range(5)})
    drawn = Mask.from_array(square(20, 2, 5))
    corrections = MappingProxyType({2: Correction(drawn)})
    assert shown_mask(smoothed(view, 2, corrections=corrections), 2) == drawn


def test_without_smoothing_masks_are_as_they_were(documents: Any) -> None:
    torn = square(10)
    torn[8:12] = False
    view = documents.view("a", {0: (0.9, square(10)), 1: (0.9, torn), 2: (0.9, square(10))})
    assert shown_mask(view, 1) == view.mask(1)
    assert shown_mask(smoothed(view, 1), 1) == view.mask(0)
