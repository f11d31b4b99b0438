"""SOC++: what it adds to SOC, by definition, and the files it comes in.

Its numbers are compared in test_parity, its answers to a predictor in test_predictor.
"""

from __future__ import annotations

import collections
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from soc_rvos import checkpoint
from soc_rvos.checkpoint import Checkpoint
from soc_rvos.config import (
    SOC_PLUS_SWIN_B,
    SOC_PLUS_SWIN_T,
    SocConfig,
    SocPlusConfig,
)
from soc_rvos.errors import CheckpointError
from soc_rvos.networks.outputs import parameter_count
from soc_rvos.networks.parts.query_fusion import random_walk
from soc_rvos.networks.parts.weighted_cluster import WeightedCluster, match_scores
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_plus import SocPlus, published_order
from soc_rvos.published_names import SOC_PLUS, published_name

pytestmark = pytest.mark.slow  # whole networks

Weights = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def network(small_soc_plus: SocPlusConfig) -> SocPlus:
    torch.manual_seed(4)
    return SocPlus(small_soc_plus).eval().requires_grad_(False)


@pytest.fixture
def small_is_published(
    publish: Callable[..., None], small_soc: SocConfig, small_soc_plus: SocPlusConfig
) -> None:
    publish(small_soc, small_soc_plus)


def published(network: SocPlus) -> Weights:
    """The network's weights as its trainer would have saved them."""
    named = {published_name(name, SOC_PLUS): each for name, each in network.state_dict().items()}
    twins = [name for name in named if name.startswith("bbox_embed.")]
    return named | {f"transformer.decoder.{name}": named[name] for name in twins}


@pytest.mark.parametrize(
    ("config", "parameters"), [(SOC_PLUS_SWIN_T, 216_648_666), (SOC_PLUS_SWIN_B, 277_140_668)]
)
def test_a_published_network_has_as_many_parameters_as_published(
    config: SocPlusConfig, parameters: int
) -> None:
    with torch.device("meta"):
        assert parameter_count(SocPlus(config)) == parameters


def test_the_random_walk_ends_where_many_single_steps_end() -> None:
    generator = torch.Generator().manual_seed(6)
    objects = torch.randn(2, 4, 16, generator=generator)
    queries = torch.randn(2, 12, 16, generator=generator)
    for sample in range(2):
        unit = torch.nn.functional.normalize
        to_objects = (5 * unit(queries[sample]) @ unit(objects[sample]).T).softmax(0)
        to_queries = to_objects / to_objects.sum(1, keepdim=True)
        walked = objects[sample]
        for _ in range(40):
            met = 0.5 * to_queries @ walked + 0.5 * queries[sample]
            walked = 0.5 * to_objects.T @ met + 0.5 * objects[sample]
        torch.testing.assert_close(random_walk(objects, queries)[sample], walked)


def test_match_scores_are_listed_by_frame_and_read_by_level() -> None:
    frames = torch.arange(4.0)
    levels = [torch.stack((frames, 50 + frames)) + 10 * level for level in range(3)]
    first, second, third = published_order(levels)
    assert first[0].tolist() == [0, 10, 20, 1]
    assert second[0].tolist() == [11, 21, 2, 12]
    assert third[0].tolist() == [22, 3, 13, 23]
    assert first[1].tolist() == [50, 60, 70, 51]


def test_a_frame_that_shows_the_sentence_matches_best() -> None:
    sentence = torch.tensor([[1.0, 0.0]])
    queries = torch.tensor([[[[2.0, 0.0]], [[0.0, 3.0]], [[-1.0, 0.0]]]])
    expected = torch.tensor([[1.0, 0.0, -1.0]]).sigmoid()
    torch.testing.assert_close(match_scores(queries, sentence), expected)


def test_objects_depend_on_the_order_of_frames_and_on_how_well_they_match() -> None:
    torch.manual_seed(8)
    cluster = WeightedCluster(16, 2, 32, layers=1, queries=3).eval()
    queries, sentence = torch.randn(1, 4, 3, 16), torch.randn(1, 16)
    even = torch.full((1, 4), 0.5)
    with torch.inference_mode():
        objects = cluster(queries, sentence, even)
        turned = cluster(queries.flip(1), sentence, even)
        matched = cluster(queries, sentence, torch.tensor([[1.0, 0.0, 0.0, 0.0]]))
    assert objects.shape == (1, 3, 16)
    assert not torch.allclose(objects, turned, atol=1e-4)
    assert not torch.allclose(objects, matched, atol=1e-4)


def test_each_of_a_padded_pair_is_answered_as_alone(network: SocPlus) -> None:
    generator = torch.Generator().manual_seed(9)
    extents = torch.tensor([[64, 40], [48, 48]])
    frames = torch.zeros(2, 3, 3, 48, 64)
    for row, (width, height) in enumerate(extents.tolist()):
        frames[row, :, :, :height, :width] = torch.randn(3, 3, height, width, generator=generator)
    ids = torch.tensor([[0, 4, 5, 6, 2], [0, 7, 2, 1, 1]])
    present = (ids != 1).long()
    with torch.inference_mode():
        both = network(frames, ids, present, extents)
        for row, words in enumerate((5, 3)):
            one = slice(row, row + 1)
            alone = network(frames[one], ids[one, :words], present[one, :words], extents[one])
            for together, apart in zip(both.levels, alone.levels, strict=True):
                torch.testing.assert_close(together.masks[one], apart.masks, rtol=0, atol=1e-3)
                torch.testing.assert_close(together.scores[one], apart.scores, rtol=0, atol=1e-4)


def test_in_training_every_level_answers_and_every_weight_learns(
    small_soc_plus: SocPlusConfig,
) -> None:
    torch.manual_seed(10)
    network = SocPlus(small_soc_plus).train()
    ids = torch.tensor([[0, 4, 5, 2]])
    answers = network(torch.randn(1, 3, 3, 48, 64), ids, torch.ones_like(ids))
    assert len(answers.levels) == len(answers.objects) == small_soc_plus.decoder_layers
    parts = [part for level in answers.levels for part in (level.scores, level.boxes, level.masks)]
    torch.stack([part.square().sum() for part in parts]).sum().backward()
    # The last box head moves references that no later layer reads, but its boxes are answers; the
    # pooled sentence of RoBERTa is no longer read.
    idle = [name for name, each in network.named_parameters() if each.grad is None]
    assert all(name.startswith("text.roberta.pooler") for name in idle)


@pytest.mark.usefixtures("small_is_published")
@pytest.mark.parametrize(
    "wrapped",
    ["trainer", *(pytest.param(each, marks=pytest.mark.slow) for each in ("parallel", "bare"))],
)
def test_a_published_file_is_recognised_however_it_is_wrapped_and_named(
    tmp_path: Path, network: SocPlus, wrapped: str
) -> None:
    weights = published(network)
    path = tmp_path / "soc_swin_tiny.tar"
    if wrapped == "trainer":
        content = {
            "epoch": 3,
            "total_epochs": 30,
            "model_state_dict": collections.OrderedDict(weights),
            "optimizer_state_dict": {"state": {}, "param_groups": [{"lr": 1e-4}]},
            "scheduler_state_dict": {"milestones": collections.Counter([20])},
            "grad_scaler_state_dict": {},
            "best_mAP": np.float64(0.57),
        }
    elif wrapped == "parallel":
        content = {f"module.{name}": value for name, value in weights.items()}
    else:
        content = dict(weights)
    torch.save(content, path)
    found = checkpoint.load(path)
    assert isinstance(found, Checkpoint)
    assert isinstance(found.network, SocPlus)
    for name, value in network.state_dict().items():
        assert torch.equal(found.network.state_dict()[name], value), name


def test_what_is_saved_loads_again_as_soc_plus(tmp_path: Path, network: SocPlus) -> None:
    path = tmp_path / "plus.safetensors"
    checkpoint.save(path, network, "{}")
    found = checkpoint.load(path)
    assert isinstance(found.network, SocPlus)
    assert found.config == network.config
    for name, value in network.state_dict().items():
        assert torch.equal(found.network.state_dict()[name], value), name


@pytest.mark.usefixtures("small_is_published")
def test_parts_of_soc_and_of_soc_plus_in_one_file_are_refused_with_a_sentence(
    tmp_path: Path, network: SocPlus, small_soc: SocConfig
) -> None:
    path = tmp_path / "soc.pth"
    both = {published_name(name): value for name, value in Soc(small_soc).state_dict().items()}
    both["proxy_embed.weight"] = published(network)["proxy_embed.weight"]
    torch.save(both, path)
    with pytest.raises(CheckpointError, match=r"soc\.pth lacks what small-plus needs"):
        checkpoint.load(path)
    lacking = {
        name: value
        for name, value in published(network).items()
        if name not in ("proxy_embed.weight", "voc.video_query_embed.weight")
    }
    torch.save(lacking, path)
    with pytest.raises(CheckpointError, match=r"soc\.pth lacks what small needs"):
        checkpoint.load(path)
