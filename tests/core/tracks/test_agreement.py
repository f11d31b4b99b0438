"""Two sentences on the same pixels are a doubt, whoever made their masks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Correction, LayerId
from soc_studio.core.tracks.agreement import agreements
from soc_studio.core.tracks.resolved_track import ResolvedTrack

FRAMES = 12


def box(left: int, width: int = 20) -> NDArray[np.bool_]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[4:24, left : left + width] = True
    return pixels


def seen(documents: Any, number: int, left: int, frames: range = range(FRAMES)) -> ResolvedTrack:
    text = f"thing {number}"
    view = documents.view(text, dict.fromkeys(frames, (0.9, box(left))), frames=FRAMES)
    return changed(view, id=LayerId(number))


def changed(view: ResolvedTrack, **changes: Any) -> ResolvedTrack:
    layer = replace(view.layer, **changes)
    return ResolvedTrack(layer, view.video, view.data, view._results, view._imports)


def test_layers_on_the_same_pixels_are_named_those_that_overlap_most_first(documents: Any) -> None:
    views = [seen(documents, at, left) for at, left in ((7, 1), (3, 0), (4, 20), (5, 0))]
    found = agreements(views, range(FRAMES))
    assert [(each.first, each.second) for each in found] == [(3, 5), (3, 7), (5, 7)]
    assert [each.overlap for each in found] == pytest.approx([1.0, 19 / 21, 19 / 21], abs=0.01)


def test_only_frames_that_both_were_searched_on_count_and_absence_is_a_difference(
    documents: Any,
) -> None:
    whole, half = seen(documents, 3, 0), seen(documents, 4, 0, range(6))
    assert [each.overlap for each in agreements([whole, half], range(FRAMES))] == [1.0]
    assert agreements([whole, half], range(6, FRAMES)) == []
    gone = changed(whole, id=LayerId(5), absent=True)
    assert agreements([whole, gone], range(FRAMES)) == []
    assert agreements([gone, changed(gone, id=LayerId(6))], range(FRAMES)) == []


def test_masks_of_another_size_are_compared_with_the_networks(documents: Any) -> None:
    found = seen(documents, 3, 0)
    for left, expected in ((0, 1), (40, 0)):
        pixels = np.zeros((64, 96), dtype=np.bool_)
        pixels[8:48, left : left + 40] = True
        drawn = dict.fromkeys(range(FRAMES), Correction(Mask.from_array(pixels)))
        by_hand = changed(found, id=LayerId(9), corrections=drawn)
        assert len(agreements([found, by_hand], range(FRAMES))) == expected
