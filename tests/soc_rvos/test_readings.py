"""Several readings of a sentence make one answer; one that looks like something else is doubted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.inference.appearance import settle
from soc_rvos.inference.fine_pass import finely_settled
from soc_rvos.inference.look_alikes import DOUBTED, LookAlikes
from soc_rvos.inference.readings import by_rank, joined, ordered, readings
from soc_rvos.language.classed import is_classed
from soc_rvos.language.wording import worded
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers
from soc_rvos.networks.parts.mini_features import MiniVisual
from soc_rvos.places import shipped as shipped_files
from soc_rvos.saliency_file import WEIGHTS, load_saliency
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


def test_what_belongs_to_a_thing_is_added_where_it_touches_it() -> None:
    asked = readings(["the scooter with its rider"], BRIDGE)
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


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("the second dog from the left", 2),
        ("the leftmost dog", 1),
        ("the third dog from the right", 1),
        ("the largest dog", 0),
        ("the smaller dog", 2),
        ("the fourth dog from the left", 0),  # there are three
        ("the dog", 0),
        ("the dog larger than the cat", 0),
    ],
)
def test_the_right_one_of_several_alike_comes_first(sentence: str, first: int) -> None:
    found = answers([(box(12, 20), 0.6), (box(0, 5), 0.5), (box(7, 10), 0.4)])
    rank = worded(sentence, BRIDGE).rank
    chances = found.scores[0].sigmoid().amax(-1).mean(0)
    factors = torch.ones(3) if rank is None else by_rank(rank, found.masks[0] > 0, chances)
    then = ordered(found, factors[None], 3)
    assert then.chosen[0, 0] == first
    np.testing.assert_allclose(then.scores.sigmoid()[0, 0, 0, 0], 0.6, atol=1e-5)


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
        ("the sofa", [True, False]),
        ("the cat", [True, True]),  # which a beagle is none of
        ("the piano", [True, True]),
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


def test_a_noun_without_classes_is_doubted_where_another_one_fits_better(
    dog_and_sofa: tuple[LookAlikes, MiniVisual, Tensor], shipped: MiniCheckpoint
) -> None:
    looks, visual, masks = dog_and_sofa
    assert not BRIDGE.class_weights("ladder").any()
    ids, present = shipped.reader.pieces(["dog", "ladder"])
    with torch.inference_mode():
        concepts = torch.zeros(2, len(BRIDGE.concepts))
        dog, ladder = shipped.network.read_nouns(ids, present, concepts)
        visual.naming[0, 0, :, :, :8] = dog[:, None, None]
        visual.naming[0, 0, :, :, 8:] = ladder[:, None, None]
        factors = looks.factors(worded("the ladder", BRIDGE), visual, masks)
    assert factors[0] < 1
    assert factors[1] == 1


def test_only_a_mask_that_can_be_classified_is_doubted_for_its_class(
    dog_and_sofa: tuple[LookAlikes, MiniVisual, Tensor],
) -> None:
    looks, visual, masks = dog_and_sofa
    masks[0, 1] = False
    masks[0, 1, :2, 32:34] = True
    with torch.inference_mode():
        factors = looks.factors(worded("the piano", BRIDGE), visual, masks)
    assert factors[0] < 1
    assert factors[1] == 1


@pytest.mark.parametrize(
    ("noun", "is_so"),
    [
        ("zebra", True),
        ("Wolves", True),
        ("bear", True),
        ("polar bear", True),
        ("car", True),
        ("binoculars", True),
        ("stop sign", True),
        ("alarm clock", True),  # as clocks are
        ("electric guitar", True),
        ("freight train", False),  # the table's class is the bullet train
        ("mandolin", True),
        ("tuba", True),
        ("gramophone", False),
        ("goat", False),  # the class is the ibex
        ("kite", False),  # the class is the bird
        ("woman", False),
        ("statue", False),
        ("blorf", False),
    ],
)
def test_nouns_that_classes_stand_for(noun: str, is_so: bool) -> None:
    assert is_classed(noun, BRIDGE) == is_so


def test_a_mask_follows_what_stands_out_where_it_is_a_mask_of_that() -> None:
    rng = np.random.default_rng(0)
    frames = rng.integers(0, 256, (1, 20, 40, 3), dtype=np.uint8)
    fine: NDArray[np.float32] = np.zeros((1, 20, 40), dtype=np.float32)
    fine[0, 4:16, 4:16] = 1.0
    coarse = np.zeros_like(fine)
    logits = np.full((2, 1, 20, 40), -3.0, dtype=np.float32)
    logits[0, 0, 4:16, 4:13] = 3.0  # most of what stands out
    logits[1, 0, 4:16, 24:36] = 3.0  # something else
    settled = finely_settled(logits, frames, coarse, fine) > 0
    assert settled[0, 0, 4:16, 4:16].mean() > 0.95
    assert settled[1, 0, 4:16, 24:36].mean() > 0.9
    np.testing.assert_array_equal(settled[1:], settle(logits[1:], frames, coarse) > 0)


def test_the_saliency_network_ships_and_a_damaged_file_is_refused(tmp_path: Path) -> None:
    weights = shipped_files() / WEIGHTS
    network = load_saliency(weights)
    with torch.inference_mode():
        logits = network(torch.zeros(1, 3, 45, 64))
    assert logits.shape == (1, 1, 45, 64)
    assert torch.isfinite(logits).all()
    short = tmp_path / "short.safetensors"
    with weights.open("rb") as file:
        short.write_bytes(file.read(100_000))
    with pytest.raises(CheckpointError):
        load_saliency(short)
    with pytest.raises(CheckpointError, match="saliency"):
        load_saliency(shipped_files() / "trackers" / "soc-tracker.safetensors")
