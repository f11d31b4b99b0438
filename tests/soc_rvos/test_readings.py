"""Several readings of a sentence make one answer; one that looks like something else is doubted."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.inference.fine_pass import with_pieces
from soc_rvos.inference.look_alikes import DOUBTED, LookAlikes
from soc_rvos.inference.readings import joined, ordered, readings
from soc_rvos.language.wording import worded
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers
from soc_rvos.networks.parts.mini_features import MiniVisual
from soc_rvos.vocabulary_file import shipped_vocabulary

BRIDGE = shipped_vocabulary().bridge


def box(left: int, right: int) -> Tensor:
    """A mask of 1 frame, 8 x 20 places, that shows the columns from `left` to before `right`."""
    logits = torch.full((1, 8, 20), -4.0)
    logits[:, 2:6, left:right] = 4.0
    return logits


def answers(*rows: list[tuple[Tensor, float]]) -> SocAnswers:
    masks = torch.stack([torch.stack([mask for mask, _ in row], dim=1) for row in rows])
    scores = torch.tensor([[[[chance] for _, chance in row]] for row in rows]).logit()
    queries = torch.arange(len(rows[0])).expand(len(rows), -1)
    boxes = torch.zeros(len(rows), 1, len(rows[0]), 4)
    objects = torch.zeros(len(rows), len(rows[0]), 6)
    return SocAnswers((LevelAnswers(scores, boxes, masks),), queries, (objects,), None)


def test_an_answer_gains_where_the_bare_noun_shows_the_same_thing() -> None:
    asked = readings(["the swan on dark water", "the dog"], BRIDGE, with_bare=True)
    assert asked.sentences == ("the swan on dark water", "the dog", "the swan")
    found = answers(
        [(box(0, 4), 0.4), (box(10, 16), 0.3)],
        [(box(0, 4), 0.4), (box(10, 16), 0.3)],
        [(box(10, 18), 0.9), (box(6, 7), 0.8)],
    )
    both = joined(found, asked)
    chances = both.scores.sigmoid()[:, 0, :, 0]
    np.testing.assert_allclose(chances[0], [0.4, 0.6], atol=1e-5)  # the other answer: now the best
    np.testing.assert_allclose(chances[1], [0.4, 0.3], atol=1e-5)
    first = ordered(both, torch.ones(2, 2), 2)
    assert first.chosen.tolist() == [[1, 0], [0, 1]]
    assert (first.masks[0, 0, 0, 3] > 0).nonzero().flatten().tolist() == list(range(10, 16))
    quick = readings(["the swan on dark water"], BRIDGE, with_bare=False)
    assert quick.sentences == ("the swan on dark water",)


def test_what_belongs_to_a_thing_is_added_where_it_touches_it() -> None:
    asked = readings(["the scooter with its rider"], BRIDGE, with_bare=False)
    assert asked.sentences == ("the scooter", "the rider")
    found = answers(
        [(box(4, 8), 0.6), (box(14, 16), 0.2)],
        [(box(18, 20), 0.9), (box(8, 11), 0.4)],
    )
    masks = joined(found, asked).masks[0, 0] > 0
    assert masks[0, 3].nonzero().flatten().tolist() == list(range(4, 11))


def test_a_doubted_answer_comes_later_and_stays_to_be_chosen() -> None:
    found = answers([(box(0, 4), 0.6), (box(10, 14), 0.5)])
    then = ordered(found, torch.tensor([[DOUBTED, 1.0]]), 2)
    assert then.chosen.tolist() == [[1, 0]]
    np.testing.assert_allclose(then.scores.sigmoid()[0, 0, :, 0], [0.5, 0.6 * DOUBTED], atol=1e-5)


@pytest.fixture
def dog_and_sofa(shipped: MiniCheckpoint) -> tuple[LookAlikes, MiniVisual, Tensor]:
    """A picture whose left half has the classes of a brown dog, its right half those of a sofa."""
    names = shipped.reader.bridge.class_names
    logits = torch.zeros(1, 1, 1000, 4, 8)
    logits[0, 0, names.index("beagle"), :, :4] = 20
    logits[0, 0, names.index("studio couch"), :, 4:] = 20
    colours = torch.zeros(1, 1, 11, 16, 32)
    colours[0, 0, 7] = 1.0
    network = shipped.network
    nothing = torch.zeros(1, 1, 1, 1, 1)
    naming = torch.zeros(1, 1, 64, 8, 16)
    visual = MiniVisual(
        nothing, nothing, nothing, nothing, logits, nothing, nothing, colours, naming
    )
    masks = torch.zeros(1, 2, 32, 64, dtype=torch.bool)
    masks[0, 0, :, :32] = True
    masks[0, 1, :, 32:] = True
    return LookAlikes(network, shipped.reader), visual, masks


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("the dog", [False, True]),  # a sofa is no animal
        ("the man", [True, False]),  # a dog is no man
        ("the brown dog", [False, True]),
        ("the red dog", [True, True]),
        ("the blonde dog", [False, True]),
        ("the dog that is not brown", [True, True]),
        ("the dog, not the red one", [False, True]),
        ("the dog with a red collar", [False, True]),
        ("the man on a horse", [True, True]),  # no horse at either
        ("blorf", [False, False]),
    ],
)
def test_what_looks_like_something_else_is_doubted(
    sentence: str, doubted: list[bool], dog_and_sofa: tuple[LookAlikes, MiniVisual, Tensor]
) -> None:
    looks, visual, masks = dog_and_sofa
    with torch.inference_mode():
        factors = looks.factors(worded(sentence, BRIDGE), visual, masks)
    assert [each < 1 for each in factors.tolist()] == doubted


def test_an_answer_takes_the_whole_of_a_piece_that_it_covers_in_part() -> None:
    saliency: NDArray[np.float32] = np.zeros((1, 10, 20), dtype=np.float32)
    saliency[0, 2:8, 2:8] = 0.9
    saliency[0, 2:8, 12:18] = 0.9
    logits = np.full((2, 1, 10, 20), -3.0, dtype=np.float32)
    logits[0, 0, 2:8, 2:5] = 3.0  # half of the first piece
    logits[0, 0, 2:4, 12:14] = 3.0  # a ninth of the second
    whole = with_pieces(logits, saliency)
    assert (whole[0, 0, 2:8, 2:8] > 0).all()
    assert (whole[0, 0] > 0).sum() == 36 + 4
    assert not (whole[1] > 0).any()
