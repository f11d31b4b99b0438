"""Each loss against numbers worked out by hand."""

from __future__ import annotations

from math import exp, log

import pytest
import torch

from soc_rvos.training.losses import level_losses, losses
from soc_rvos.training.matcher import LevelOutput, Targets

# Focal loss at logit 0, where p = 0.5: alpha * 0.5^2 * ln 2.
POSITIVE = 0.25 * 0.25 * 0.693147  # 0.0433217
NEGATIVE = 0.75 * 0.25 * 0.693147  # 0.1299651
BOX = [0.5, 0.5, 0.2, 0.4]


def level(frames: int = 1, queries: int = 2) -> LevelOutput:
    """Query 0 answers: its box is nearly right, those of others are far away."""
    boxes = torch.tensor([0.1, 0.1, 0.1, 0.1]).repeat(1, frames, queries, 1)
    boxes[:, :, 0] = torch.tensor([0.6, 0.5, 0.2, 0.2])
    return LevelOutput(
        torch.zeros(1, frames, queries, 1),
        boxes,
        torch.zeros(1, frames, queries, 2, 2),
        torch.zeros(1, queries, 4),
    )


def wanted(visible: list[bool], present: bool = True) -> Targets:
    frames = len(visible)
    masks = torch.zeros(1, frames, 2, 2)
    masks[:, :, 0, 0] = 1
    return Targets(
        torch.tensor([present]),
        torch.tensor([visible]),
        torch.tensor(BOX).repeat(1, frames, 1),
        masks,
    )


def together(first: LevelOutput, second: LevelOutput) -> LevelOutput:
    names = ("logits", "boxes", "masks", "queries")
    return LevelOutput(*(torch.cat([getattr(o, n) for o in (first, second)]) for n in names))


def both(first: Targets, second: Targets) -> Targets:
    names = ("present", "visible", "boxes", "masks")
    return Targets(*(torch.cat([getattr(o, n) for o in (first, second)]) for n in names))


NO_TEXT = torch.zeros(1, 4)


def test_the_class_loss_is_positive_for_the_matched_query_where_the_object_shows() -> None:
    one = level_losses(level(), NO_TEXT, wanted([True]))
    # Frame 0: one positive and one negative; frame 1, hidden: two negatives; two target masks.
    two = level_losses(level(2), NO_TEXT, wanted([True, False]))

    assert one["class"].item() == pytest.approx(POSITIVE + NEGATIVE, abs=1e-6)
    assert two["class"].item() == pytest.approx((POSITIVE + 3 * NEGATIVE) / 2, abs=1e-6)


def test_the_class_loss_fades_for_what_is_already_right() -> None:
    made = level()
    # p = 0.8808 of logit 2: 0.25 * 0.1192^2 * 0.1269 = 0.000451;
    # other query at -2: 0.75 * 0.1192^2 * 0.1269 = 0.001352.
    made.logits[0, 0, :, 0] = torch.tensor([2.0, -2.0])

    assert level_losses(made, NO_TEXT, wanted([True]))["class"].item() == pytest.approx(
        0.000451 + 0.001352, abs=2e-6
    )


def test_the_mask_losses_of_an_undecided_mask() -> None:
    made = level_losses(level(), NO_TEXT, wanted([True]))

    # One pixel of four is the object; p is 0.5 everywhere.
    assert made["mask"].item() == pytest.approx((POSITIVE + 3 * NEGATIVE) / 4, abs=1e-6)
    # 1 - (2 * 0.5 + 1) / (4 * 0.5 + 1 + 1)
    assert made["dice"].item() == pytest.approx(0.5, abs=1e-6)


def test_masks_are_a_mean_over_all_frames_hidden_ones_too() -> None:
    target = wanted([True, False])
    target.masks[0, 1] = 0

    made = level_losses(level(2), NO_TEXT, target)

    # Hidden: four negatives; 1 - (0 + 1) / (2 + 0 + 1) = 2/3.
    assert made["mask"].item() == pytest.approx(
        ((POSITIVE + 3 * NEGATIVE) / 4 + NEGATIVE) / 2, abs=1e-6
    )
    assert made["dice"].item() == pytest.approx((1 / 2 + 2 / 3) / 2, abs=1e-6)


def test_masks_may_be_compared_at_the_size_of_the_logits() -> None:
    made = level()
    small = LevelOutput(made.logits, made.boxes, made.masks[..., :1, :1], made.queries)

    full = level_losses(small, NO_TEXT, wanted([True]), full_size=True)
    cheap = level_losses(small, NO_TEXT, wanted([True]), full_size=False)

    assert full["dice"].item() == pytest.approx(0.5, abs=1e-6)
    # A quarter of the only pixel: balance 0.25 * 0.25 + 0.75 * 0.75 = 0.625, then 0.5^2 * ln 2.
    assert cheap["mask"].item() == pytest.approx(0.625 * 0.25 * 0.693147, abs=1e-6)
    # 1 - (2 * 0.125 + 1) / (0.5 + 0.25 + 1) = 1 - 1.25 / 1.75
    assert cheap["dice"].item() == pytest.approx(0.285714, abs=1e-6)


def test_the_box_losses() -> None:
    made = level_losses(level(), NO_TEXT, wanted([True]))

    # Off by 0.1 across and 0.2 in height.
    assert made["box"].item() == pytest.approx(0.3, abs=1e-6)
    # 0.1 x 0.2 shared of 0.04 + 0.08 - 0.02 = 0.1: IoU 0.2; the hull 0.3 x 0.4 has 0.02 to spare,
    # a sixth: GIoU 0.2 - 0.1667 = 0.0333.
    assert made["giou"].item() == pytest.approx(1 - 0.033333, abs=1e-4)


def test_the_contrastive_loss_wants_the_matched_query_nearest_to_the_sentence() -> None:
    made = level()
    made.queries[0, 0] = torch.tensor([4.0, 0.0, 0.0, 0.0])
    text = torch.tensor([[1.0, 0.0, 0.0, 0.0]])

    # 4 * 1 / 4 channels = 1 against 0: -ln(e / (e + 1)).
    loss = level_losses(made, text, wanted([True]))["contrastive"].item()
    assert loss == pytest.approx(log(1 + exp(-1)), abs=1e-6)
    # Of 20 queries that are all the same each has a twentieth.
    even = level_losses(level(queries=20), text, wanted([True]))["contrastive"].item()
    assert even == pytest.approx(log(20), abs=1e-5)


def test_the_total_weighs_the_losses() -> None:
    made = level_losses(level(), NO_TEXT, wanted([True]))

    # 2 * 0.173287 + 2 * 0.108304 + 5 * 0.5 + 2 * 0.3 + 2 * 0.966667 + 1 * ln 2
    expected = 0.346574 + 0.216608 + 2.5 + 0.6 + 1.933333 + 0.693147
    assert made["total"].item() == pytest.approx(expected, abs=1e-4)


def test_an_absent_object_makes_every_query_negative_and_nothing_else() -> None:
    made = level()
    for part in (made.logits, made.boxes, made.masks, made.queries):
        part.requires_grad_()

    found = level_losses(made, NO_TEXT, wanted([True], present=False))
    found["total"].backward()

    # No target mask: divided by 1.
    assert found["class"].item() == pytest.approx(2 * NEGATIVE, abs=1e-6)
    assert found["total"].item() == pytest.approx(4 * NEGATIVE, abs=1e-6)
    for name in ("mask", "dice", "box", "giou", "contrastive"):
        assert found[name].item() == 0
    assert made.logits.grad is not None
    assert (made.logits.grad > 0).all()
    assert made.masks.grad is None or not made.masks.grad.any()


def test_every_clip_of_a_batch_is_held_against_its_own_target() -> None:
    # In the second clip query 1 answers, with a mask and box of its own.
    second = LevelOutput(*(torch.clone(part) for part in (
        level().logits, level().boxes.flip(2), level().masks, level().queries
    )))  # fmt: skip
    second.masks[0, 0, 1] = torch.tensor([[-30.0, -30.0], [-30.0, 30.0]])
    target = wanted([True])
    target.masks[0, 0] = torch.tensor([[0.0, 0.0], [0.0, 1.0]])

    found = level_losses(
        together(level(), second), NO_TEXT.repeat(2, 1), both(wanted([True]), target)
    )

    # The first clip as alone, the second has its mask right: half of the first.
    assert found["dice"].item() == pytest.approx(0.25, abs=1e-5)
    assert found["mask"].item() == pytest.approx((POSITIVE + 3 * NEGATIVE) / 8, abs=1e-6)
    assert found["box"].item() == pytest.approx(0.3, abs=1e-6)
    assert found["class"].item() == pytest.approx(POSITIVE + NEGATIVE, abs=1e-6)


def test_an_absent_clip_in_a_batch_adds_negatives_only() -> None:
    found = level_losses(
        together(level(), level()),
        NO_TEXT.repeat(2, 1),
        both(wanted([True]), wanted([True], present=False)),
    )

    assert found["class"].item() == pytest.approx(POSITIVE + 3 * NEGATIVE, abs=1e-6)
    assert found["dice"].item() == pytest.approx(0.5, abs=1e-6)
    assert found["contrastive"].item() == pytest.approx(log(2), abs=1e-6)


def test_levels_are_matched_one_by_one_and_summed() -> None:
    other = LevelOutput(
        level().logits, level().boxes.flip(2), level().masks, level().queries
    )  # here query 1 answers

    found = losses([level(), other], NO_TEXT, wanted([True]))

    assert found["box"].item() == pytest.approx(0.6, abs=1e-6)
    assert found["dice"].item() == pytest.approx(1.0, abs=1e-6)


@pytest.mark.slow
def test_training_on_the_losses_finds_the_object() -> None:
    torch.manual_seed(0)
    logits = torch.zeros(1, 2, 3, 1, requires_grad=True)
    boxes = torch.randn(1, 2, 3, 4).requires_grad_()
    masks = torch.randn(1, 2, 3, 2, 2).requires_grad_()
    queries = torch.randn(1, 3, 4).requires_grad_()
    text = torch.ones(1, 4)
    target = wanted([True, False])
    optimizer = torch.optim.Adam([logits, boxes, masks, queries], lr=0.2)
    for _ in range(80):
        optimizer.zero_grad()
        made = LevelOutput(logits, boxes.sigmoid(), masks, queries)
        losses([made], text, target)["total"].backward()
        optimizer.step()

    best = logits[0, 0, :, 0].argmax()
    assert logits[0, 0, best] > 0 > logits[0, 1, best]
    assert torch.equal(masks[0, 0, best] > 0, target.masks[0, 0] > 0)
    assert torch.allclose(boxes[0, 0, best].sigmoid(), torch.tensor(BOX), atol=0.03)
    assert (queries[0] @ text[0]).argmax() == best
