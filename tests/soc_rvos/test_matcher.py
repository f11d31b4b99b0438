"""The matched query: the cheapest trajectory, by costs worked out by hand."""

from __future__ import annotations

import pytest
import torch

from soc_rvos.training.matcher import (
    LevelOutput,
    Targets,
    generalized_iou,
    match,
    same_size,
)

SQUARE = (0.5, 0.5, 0.5, 0.5)


def output(
    logits: list[list[float]], boxes: list[list[tuple[float, ...]]] | None = None
) -> LevelOutput:
    """One clip: class logits and boxes by frame and query, masks all 0."""
    classes = torch.tensor(logits)[None, ..., None]
    _, frames, queries, _ = classes.shape
    where = torch.tensor(boxes or [[SQUARE] * queries] * frames)[None]
    masks = torch.zeros(1, frames, queries, 2, 2)
    return LevelOutput(classes, where, masks, torch.zeros(1, queries, 4))


def target(visible: list[bool], box: tuple[float, ...] = SQUARE) -> Targets:
    frames = len(visible)
    return Targets(
        torch.tensor([True]),
        torch.tensor([visible]),
        torch.tensor([[box] * frames]),
        torch.zeros(1, frames, 2, 2),
    )


def test_the_class_counts_in_visible_frames_only() -> None:
    # Query 0 is sure in the visible frame, query 1 is surer, but where nothing can be seen.
    made = output([[1.0, -1.0], [-9.0, 9.0]])

    assert match(made, target([True, False])).tolist() == [0]
    assert match(made, target([False, True])).tolist() == [1]


def test_a_trajectory_counts_as_a_whole() -> None:
    # L1 to the target: query 0 is off by 0 and 0.4 (mean 0.2), query 1 by 0.1 and 0.1 (mean 0.1).
    # Sharing (half - shift) / (half + shift) of the width 0.5: GIoU of a shift s is
    # (0.5 - s) / (0.5 + s): 1 and 1/9 (mean 0.556) against 2/3 twice. Query 1 wins on both.
    right, shifted, far = SQUARE, (0.6, 0.5, 0.5, 0.5), (0.9, 0.5, 0.5, 0.5)

    made = output([[0.0, 0.0], [0.0, 0.0]], [[right, shifted], [far, shifted]])

    assert match(made, target([True, True])).tolist() == [1]


def test_the_class_and_the_box_are_weighed_against_each_other() -> None:
    # Query 0: logit 0, box right. L1 0, GIoU 1. Focal class cost at 0.5:
    #   0.25 * 0.25 * ln 2 - 0.75 * 0.25 * ln 2 = -0.125 * 0.6931 = -0.0866.
    #   Cost: 2 * -0.0866 - 2 = -2.173 (masks are the same for both).
    # Query 1: box shifted by 0.1: L1 0.1, GIoU 2/3: 0.2 - 1.333 = -1.133 and 2 * class.
    #   Logit 1: p = 0.7311: 0.25 * 0.2689^2 * 0.3133 - 0.75 * 0.7311^2 * 1.3133 = -0.5208: -2.175.
    #   Logit 0.95: p = 0.7211: 0.25 * 0.0778 * 0.3270 - 0.75 * 0.5200 * 1.2770 = -0.4917: -2.117.
    boxes = [[SQUARE, (0.6, 0.5, 0.5, 0.5)]]

    assert match(output([[0.0, 1.0]], boxes), target([True])).tolist() == [1]
    assert match(output([[0.0, 0.95]], boxes), target([True])).tolist() == [0]


def test_the_mask_that_fits_wins_over_a_better_class() -> None:
    # Dice 5 * (1 - 1/3) = 3.3 is more than a logit of 1 against 0 can make up: 2 * (0.52 - 0.09).
    made = output([[0.0, 1.0]])
    made.masks[0, 0, 0] = torch.tensor([[20.0, -20.0], [-20.0, -20.0]])
    made.masks[0, 0, 1] = torch.tensor([[-20.0, 20.0], [-20.0, -20.0]])
    wanted = target([True])
    wanted.masks[0, 0] = torch.tensor([[1.0, 0.0], [0.0, 0.0]])

    assert match(made, wanted).tolist() == [0]


def test_masks_of_two_sizes_are_compared_either_way() -> None:
    made = output([[0.0, 0.0]])
    made.masks[0, 0, 1, 0] = 20.0
    wanted = target([True])
    large = torch.zeros(1, 1, 8, 8)
    large[..., :4, :] = 1
    wanted = Targets(wanted.present, wanted.visible, wanted.boxes, large)

    assert match(made, wanted, full_size=True).tolist() == [1]
    assert match(made, wanted, full_size=False).tolist() == [1]


def test_growing_logits_keeps_corners_where_they_are_and_shrinking_masks_gives_shares() -> None:
    logits = torch.tensor([[[[0.0, 4.0]]]])
    masks = torch.tensor([[[[1.0, 0.0, 1.0, 1.0]]]])

    grown, _ = same_size(logits, masks, full_size=True)
    _, shares = same_size(logits, masks, full_size=False)

    # Pixel centres: a quarter and three quarters of the way between the two logits.
    assert grown.flatten().tolist() == [0.0, 1.0, 3.0, 4.0]
    assert shares.flatten().tolist() == [0.5, 1.0]


def test_the_class_cost_reads_the_class_of_the_object() -> None:
    logits = torch.tensor([[[[2.0, -2.0], [-2.0, 2.0]]]])  # [1, 1, Q=2, K=2]
    made = LevelOutput(
        logits,
        torch.tensor([[[SQUARE, SQUARE]]]),
        torch.zeros(1, 1, 2, 2, 2),
        torch.zeros(1, 2, 4),
    )
    plain = target([True])
    second = Targets(
        plain.present, plain.visible, plain.boxes, plain.masks, classes=torch.tensor([1])
    )

    assert match(made, plain).tolist() == [0]
    assert match(made, second).tolist() == [1]


def test_clips_of_a_batch_are_matched_each_on_its_own_and_absent_ones_to_nothing() -> None:
    one, two = output([[0.0, 3.0]]), output([[3.0, 0.0]])
    both = LevelOutput(*(torch.cat([getattr(each, name) for each in (one, two, one)]) for name in (
        "logits", "boxes", "masks", "queries"
    )))  # fmt: skip
    wanted = target([True])
    three = Targets(
        torch.tensor([True, True, False]),
        *(torch.cat([part] * 3) for part in (wanted.visible, wanted.boxes, wanted.masks)),
    )

    assert match(both, three).tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (SQUARE, SQUARE, 1.0),
        # [0, 0.5] and [0.25, 0.75], one height: a third is shared, and the hull is the union.
        ((0.25, 0.25, 0.5, 0.5), (0.5, 0.25, 0.5, 0.5), 1 / 3),
        # Two corners of a quarter: union 1/8, hull 1: 0 - 7/8.
        ((0.125, 0.125, 0.25, 0.25), (0.875, 0.875, 0.25, 0.25), -0.875),
        # A quarter inside the whole.
        ((0.5, 0.5, 1.0, 1.0), SQUARE, 0.25),
        # [0.1, 0.3] and [0.4, 0.6], one height: nothing shared, a fifth of the hull is empty.
        ((0.2, 0.5, 0.2, 0.2), (0.5, 0.5, 0.2, 0.2), -0.2),
        # Two empty boxes in one place: 1e-6 / 1e-6 less the same.
        ((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0), 0.0),
    ],
)
def test_generalized_iou(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    both = generalized_iou(torch.tensor(first), torch.tensor(second))
    assert both.item() == pytest.approx(expected, abs=1e-4)
