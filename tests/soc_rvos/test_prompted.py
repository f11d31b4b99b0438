"""Trackers of transformers answer as the library's own sessions do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from transformers import Sam2VideoProcessor

from soc_rvos.inference.prompted import NEAREST, PromptedTracker, nearest_corrections
from soc_rvos.inference.prompted_tensors import DEVIATION, MEAN
from soc_rvos.inference.tracking import Given, Point, Tracked
from tests.soc_rvos import tiny_trackers
from tests.soc_rvos.tiny_trackers import HEIGHT, KINDS, SIZE, WIDTH

FRAMES = 17  # more than the memory of these models reaches
VIDEO = tiny_trackers.video(FRAMES)
LEFT = np.zeros((HEIGHT, WIDTH), bool)
LEFT[10:35, 5:25] = True
ON_IT = Given(points=(Point(20, 15), Point(40, 30, positive=False)))
AROUND = Given(box=(8, 6, 44, 40))
BOTH = Given(box=(8, 6, 44, 40), points=(Point(9, 9, positive=False),))
WHOLE = Given(mask=LEFT)

pytestmark = pytest.mark.parametrize("kind", KINDS)


@cache
def network(kind: str) -> Any:
    return tiny_trackers.model(kind)


def session_of(kind: str) -> Callable[..., Any]:
    from transformers import EdgeTamVideoInferenceSession, Sam2VideoInferenceSession

    sessions = {
        "sam2_video": Sam2VideoInferenceSession,
        "edgetam_video": EdgeTamVideoInferenceSession,
    }
    return sessions[kind]


def tracker(kind: str) -> PromptedTracker:
    return PromptedTracker("tiny", network(kind), session_of(kind), torch.device("cpu"))


def processor() -> Any:
    """Return what the library turns prompts to tensors with, without its pictures' part."""
    made = object.__new__(Sam2VideoProcessor)
    made.target_size, made.point_pad_value = SIZE, -10
    return made


def by_library(
    kind: str, given: Mapping[int, Given], reverse: bool = False
) -> dict[int, NDArray[np.float32]]:
    """Return the masks of one object as the library has them for a whole video."""
    session = session_of(kind)(
        video=torch.stack([_seen(frame) for frame in VIDEO]),
        video_height=HEIGHT,
        video_width=WIDTH,
        dtype=torch.float32,
    )
    for number, correction in sorted(given.items()):
        _tell(session, number, correction)
        network(kind)(session, frame_idx=number)
    numbers = range(max(given), -1, -1) if reverse else range(min(given), FRAMES)
    steps = (network(kind)(session, frame_idx=number, reverse=reverse) for number in numbers)
    return {step.frame_idx: _probability(step.pred_masks) for step in steps}


def _seen(frame: NDArray[np.uint8]) -> torch.Tensor:
    picture = torch.from_numpy(frame).permute(2, 0, 1)[None]
    small = F.interpolate(picture, (SIZE, SIZE), mode="bilinear", antialias=True)[0].float() / 255
    return (small - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(DEVIATION).view(3, 1, 1)


def _tell(session: Any, number: int, correction: Given) -> None:
    places = [[[[point.x, point.y] for point in correction.points]]]
    labels = [[[int(point.positive) for point in correction.points]]]
    processor().add_inputs_to_inference_session(
        session,
        number,
        7,
        input_points=places if correction.points else None,
        input_labels=labels if correction.points else None,
        input_boxes=None if correction.box is None else [[list(correction.box)]],
        input_masks=correction.mask,
    )


def _probability(logits: torch.Tensor) -> NDArray[np.float32]:
    whole = F.interpolate(logits, (HEIGHT, WIDTH), mode="bilinear", align_corners=False)
    found: NDArray[np.float32] = torch.sigmoid(whole[0, 0]).numpy()
    return found


def tracked(
    kind: str, given: Mapping[int, Mapping[int, Given]], numbers: range
) -> dict[int, Tracked]:
    steps = tracker(kind).track(VIDEO.__getitem__, given, numbers)
    return {step.number: step for step in steps}


def same(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Return whether masks are equal, and their probabilities but for rounding."""
    return np.array_equal(one > 0.5, other > 0.5) and bool(np.abs(one - other).max() < 1e-6)


def changed(masks: Mapping[int, NDArray[np.float32]], others: Mapping[int, Any]) -> float:
    """Return the largest difference on frames that both have."""
    return max(float(np.abs(masks[each] - others[each]).max()) for each in masks if each in others)


@pytest.mark.parametrize(
    "given", [ON_IT, AROUND, BOTH, WHOLE], ids=["points", "box", "both", "mask"]
)
def test_masks_are_those_of_the_library(kind: str, given: Given) -> None:
    expected = by_library(kind, {0: given})
    found = tracked(kind, {0: {7: given}}, range(FRAMES))
    assert list(found) == list(range(FRAMES))
    if given.mask is not None:
        assert np.array_equal(found[0].masks[7], given.mask)  # it stays as it was drawn
        del expected[0]
    assert all(same(found[number].masks[7], mask) for number, mask in expected.items())
    other = by_library(kind, {0: Given(box=(30, 3, 58, 20))})
    assert changed(expected, other | {0: expected.get(0)}) > 2e-5  # the comparison can fail


def test_backwards_with_a_correction_in_the_middle(kind: str) -> None:
    given = {FRAMES - 1: ON_IT, 8: WHOLE}
    expected = by_library(kind, given, reverse=True)
    numbers = range(FRAMES - 1, -1, -1)
    found = tracked(kind, {number: {2: each} for number, each in given.items()}, numbers)
    assert list(found) == list(numbers)
    assert np.array_equal(found[8].masks[2], LEFT)
    del expected[8]
    assert all(same(found[number].masks[2], mask) for number, mask in expected.items())
    assert changed(expected, by_library(kind, {FRAMES - 1: ON_IT}, reverse=True)) > 2e-5
    assert changed(expected, by_library(kind, given)) > 2e-5


def test_objects_do_not_disturb_each_other(kind: str) -> None:
    both = tracked(kind, {0: {1: ON_IT, 2: WHOLE}, 9: {2: AROUND}}, range(FRAMES))
    first, second = by_library(kind, {0: ON_IT}), by_library(kind, {0: WHOLE, 9: AROUND})
    for number in range(1, FRAMES):
        assert same(both[number].masks[1], first[number]), number
        assert same(both[number].masks[2], second[number]), number


def test_memory_stays_the_same_however_long_the_video(kind: str) -> None:
    import gc

    def held(frames: int) -> int:
        steps = tracker(kind).track(
            lambda number: VIDEO[number % FRAMES], {0: {1: WHOLE, 2: ON_IT}}, range(frames)
        )
        last = [next(steps) for _ in range(frames)][-1]
        assert last.number == frames - 1
        tensors = [each for each in gc.get_objects() if type(each) is torch.Tensor]
        storages = {each.untyped_storage().data_ptr(): each for each in tensors}
        count = sum(each.untyped_storage().nbytes() for each in storages.values())
        steps.close()  # type: ignore[attr-defined]
        return count

    network(kind)
    assert held(40) <= held(20) + 4096


def test_only_the_nearest_corrections_are_held(kind: str) -> None:
    given = dict.fromkeys(range(0, 100, 5), ON_IT)
    assert nearest_corrections(52, given) == [35, 40, 45, 50, 55, 60, 65, 70]
    assert len(nearest_corrections(200, given)) == NEAREST
    assert nearest_corrections(50, {7: ON_IT}) == [7]
    reading: list[int] = []

    def frames(number: int) -> NDArray[np.uint8]:
        reading.append(number)
        return VIDEO[number % FRAMES]

    corrections = {number: {1: each} for number, each in given.items()}
    steps = list(tracker(kind).track(frames, corrections, range(52, 54)))
    assert [step.number for step in steps] == [52, 53]
    assert set(reading) == {52, 53, 35, 40, 45, 50, 55, 60, 65, 70}


def test_an_answer_is_what_tracking_starts_with(kind: str) -> None:
    given = {1: ON_IT, 2: AROUND, 3: Given(mask=LEFT, points=ON_IT.points), 4: WHOLE}
    one = tracker(kind)
    answers = one.answer(VIDEO[0], 0, given)
    again = one.answer(VIDEO[0], 0, {2: AROUND})  # by what is known of the frame
    assert np.array_equal(again[2], answers[2])
    other = one.answer(VIDEO[5], 5, {2: AROUND})
    assert np.array_equal(other[2], tracker(kind).answer(VIDEO[5], 5, {2: AROUND})[2])
    first = tracked(kind, {0: given}, range(2))[0]
    assert all(same(first.masks[each], answers[each]) for each in given)
    assert set(first.trust.values()) == {1.0}
    assert answers[1].shape == (HEIGHT, WIDTH)
    assert answers[1].dtype == np.float32
    assert np.abs(answers[3] - answers[1]).max() > 2e-5  # the mask before counts
    assert np.array_equal(answers[4] > 0.5, LEFT)


def test_where_nothing_is_found_trust_is_low(kind: str) -> None:
    network_there = tiny_trackers.model(kind)
    with torch.no_grad():
        network_there.mask_decoder.pred_obj_score_head.proj_out.bias.fill_(-9.0)
    gone = PromptedTracker("tiny", network_there, session_of(kind), torch.device("cpu"))
    steps = list(gone.track(VIDEO.__getitem__, {0: {1: WHOLE}}, range(2)))
    assert not (steps[1].masks[1] > 0.5).any()
    assert steps[1].trust[1] < 0.1
    there = tracked(kind, {0: {1: WHOLE}}, range(2))
    assert 0.5 < there[1].trust[1] <= 1


def test_what_cannot_be_tracked_is_refused(kind: str) -> None:
    for given, numbers in (({}, range(2)), ({0: {1: WHOLE}}, [0, 2]), ({0: {1: WHOLE}}, [0, 0])):
        with pytest.raises(ValueError, match="corrections"):
            next(iter(tracker(kind).track(VIDEO.__getitem__, given, numbers)))
