"""Where a person goes next: uncertain frames, corrected frames, and what an opinion is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Correction, Origin, Review, Verdict
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.tracks.resolved_track import ResolvedTrack, UncertaintyReason
from soc_studio.core.tracks.review_order import next_uncertain

FULL = Mask.from_array(np.ones((64, 96), dtype=np.bool_))


def box() -> NDArray[np.bool_]:
    mask = np.zeros((32, 48), dtype=np.bool_)
    mask[8:20, 10:22] = True
    return mask


def seen(documents: Any, **changes: Any) -> ResolvedTrack:
    """Certain but for frames 5 (0.55), 20 and 21 (0.52), and 30 (0.6); absent from 35 on."""
    scores = dict.fromkeys(range(40), 0.95) | {5: 0.55, 20: 0.52, 21: 0.53, 30: 0.6}
    scores |= dict.fromkeys(range(35, 40), 0.02)
    view = documents.view("cat", {frame: (score, box()) for frame, score in scores.items()})
    expression = replace(view.layer, **changes)
    return ResolvedTrack(expression, view.video, view.data, view._results, view._imports)


def test_weak_stretches_are_gone_through_the_weakest_first_and_back(documents: Any) -> None:
    view = seen(documents)
    order = [each.frame for each in view.uncertain_spans()]
    assert order == [20, 5, 30]
    there = [next_uncertain(view, frame, 1) for frame in (0, 21, 5, 30)]
    assert [each.frame for each in there if each] == [20, 5, 30, 20]
    back = [next_uncertain(view, frame, -1) for frame in (0, 5, 20)]
    assert [each.frame for each in back if each] == [20, 20, 30]


def test_what_was_reviewed_asks_no_more_and_the_last_one_leads_nowhere(documents: Any) -> None:
    verdicts = (
        ValuedSpans().put(20, 22, Verdict(Review.ACCEPTED)).put(30, 31, Verdict(Review.REJECTED))
    )
    view = seen(documents, verdicts=verdicts)
    first = next_uncertain(view, 20, 1)
    assert first is not None
    assert first.frame == 5
    assert next_uncertain(view, 5, 1) is None
    assert next_uncertain(view, 5, -1) is None


def test_a_frame_says_why_it_should_be_looked_at(documents: Any) -> None:
    view = seen(documents)
    assert view.uncertainty_reason(20) is UncertaintyReason.SCORE
    assert view.uncertainty_reason(10) is None


def test_an_opinion_is_about_the_weak_stretch_else_about_the_run(documents: Any) -> None:
    view = seen(documents)
    assert view.stretch_to_review(21) == (20, 22)
    assert view.stretch_to_review(10) == (0, 35)
    assert view.stretch_to_review(39) == (35, 40)
    assert view.run_at(0) == (0, 35)


def test_corrected_frames_are_gone_through_without_those_carried_there(documents: Any) -> None:
    corrections = {
        8: Correction(FULL),
        9: Correction(FULL, Origin.PROPAGATED, 8),
        20: Correction(FULL, Origin.IMPORTED),
    }
    view = seen(documents, corrections=corrections)
    assert [view.corrected_beside(at, 1) for at in (0, 8, 9, 20)] == [8, 20, 20, None]
    assert [view.corrected_beside(at, -1) for at in (39, 20, 9, 8)] == [20, 8, 8, None]


def test_a_seam_is_where_a_window_begins_that_hardly_agrees_with_the_one_before(
    documents: Any,
) -> None:
    view = seen(documents)
    assert len(view.window_ious) == 40
    assert not len(view.seams())
    # Every frame is a window here; what is propagated on to another place has no overlap.
    overlaps = view.window_ious
    overlaps[1:] = 1.0
    overlaps[[12, 25, 37]] = 0.1
    assert view.seams().tolist() == [12, 25]  # on 37 it is absent
