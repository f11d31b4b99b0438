"""Weights files with random changes: each is loaded or refused with a sentence, nothing else."""

from __future__ import annotations

import collections
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from soc_rvos import checkpoint
from soc_rvos.config import SocPlusConfig
from soc_rvos.errors import CheckpointError
from soc_rvos.networks.soc_plus import SocPlus
from soc_rvos.published_names import SOC_PLUS, published_name
from tests.thoroughness import times

pytestmark = pytest.mark.slow

CHANGES = times(
    60
)  # of each layout; thousands were tried, and what they found has a test of its own
LAYOUTS = ("trainer", "old trainer", "ours")

Weights = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def network(small_soc_plus: SocPlusConfig) -> SocPlus:
    torch.manual_seed(12)
    swin = replace(small_soc_plus.backbone, depths=(1, 1, 1, 1))
    return SocPlus(replace(small_soc_plus, backbone=swin, decoder_layers=1)).eval()


@pytest.fixture
def weights(network: SocPlus, publish: Callable[..., None]) -> Weights:
    publish(network.config)
    state = network.state_dict()
    return {published_name(name, SOC_PLUS): value.clone() for name, value in state.items()}


def write(path: Path, layout: str, network: SocPlus, weights: Weights) -> None:
    if layout == "ours":
        checkpoint.save(path, network)
        return
    trainer = {"epoch": 3, "model_state_dict": collections.OrderedDict(weights), "best_loss": 0.5}
    torch.save(trainer, path, _use_new_zipfile_serialization=layout == "trainer")


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 50)):
        content[chance.randrange(len(content))] = chance.randrange(256)


def flip_what_says_where_things_are(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(4096)
        content[place if chance.random() < 0.5 else -1 - place] = chance.randrange(256)


def cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def insert(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(4096)
    content[place:place] = chance.randbytes(chance.randrange(1, 40))


def ask_for_code(content: bytearray, chance: random.Random) -> None:
    harmless = (b"collections\nOrderedDict", b"torch._utils\n_rebuild_tensor_v2")
    content[:] = bytes(content).replace(chance.choice(harmless), b"os\nsystem")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_changed_at_random_is_loaded_or_refused_with_a_sentence(
    tmp_path: Path, network: SocPlus, weights: Weights, layout: str
) -> None:
    whole, path = tmp_path / "whole", tmp_path / "changed"
    write(whole, layout, network, weights)
    changes: list[Callable[[bytearray, random.Random], None]]
    changes = [flip, flip_what_says_where_things_are, cut, insert, ask_for_code]
    said = []
    for seed in range(CHANGES):
        chance = random.Random(seed)
        content = bytearray(whole.read_bytes())
        chance.choice(changes)(content, chance)
        path.write_bytes(content)
        try:
            found = checkpoint.load(path)
        except CheckpointError as error:
            said.append(str(error))
        else:
            assert found.config == network.config, seed
    assert len(said) > CHANGES // 3
    assert all(path.name in sentence and "\n" not in sentence for sentence in said)
    assert checkpoint.load(whole).config == network.config


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda value: torch.zeros(1).expand(10**12), "does not hold the weights"),
        (lambda value: torch.zeros(1).expand_as(value), "does not hold the weights"),
        (lambda value: torch.empty_like(value, device="meta"), "does not hold the weights"),
        (lambda value: value.to_sparse(), "does not hold the weights"),
        (lambda value: value.to(torch.complex64), "not finite numbers"),
        (lambda value: value > 0, "not finite numbers"),
        (lambda value: value[None], "wrong shape"),
        (lambda value: value.sum(), "wrong shape"),
        (lambda value: "hello", "does not hold the weights"),
        (lambda value: {"more": value}, "does not hold the weights"),
    ],
)
def test_what_stands_in_the_place_of_a_weight_is_refused_before_it_takes_memory(
    tmp_path: Path, weights: Weights, change: Callable[[torch.Tensor], object], said: str
) -> None:
    path = tmp_path / "soc.pth"
    torch.save({**weights, "proxy_embed.weight": change(weights["proxy_embed.weight"])}, path)
    with pytest.raises(CheckpointError, match=rf"soc\.pth .*{said}"):
        checkpoint.load(path)
