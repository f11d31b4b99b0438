from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from soc_rvos import checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.networks.unfilled import Unfilled
from soc_rvos.weights_file import read, write


def test_nothing_is_drawn_within_and_all_is_drawn_after() -> None:
    before = torch.random.get_rng_state()
    with Unfilled():
        layer = nn.MultiheadAttention(8, 2)
        embedding, convolution = nn.Embedding(5, 3), nn.Conv2d(3, 4, 3)
    assert torch.equal(torch.random.get_rng_state(), before)
    assert [tuple(each.shape) for each in (embedding.weight, convolution.weight)] == [
        (5, 3),
        (4, 3, 3, 3),
    ]
    assert tuple(layer.in_proj_weight.shape) == (24, 8)
    assert float(nn.Linear(64, 64).weight.detach().std()) > 0.01
    assert not torch.equal(torch.random.get_rng_state(), before)


def test_a_file_fills_all_that_was_left_open(
    small_mini: tuple[SocMini, SentenceReader], tmp_path: Path
) -> None:
    network, reader = small_mini
    file = tmp_path / "small.safetensors"
    checkpoint.save(file, network, reader, precision=torch.float32)
    found = checkpoint.load(file)
    assert isinstance(found, MiniCheckpoint)
    own = {name: each for name, each in network.state_dict().items() if "text." not in name}
    assert own
    other: dict[str, Tensor] = found.network.state_dict()
    assert [name for name, each in own.items() if not torch.equal(each, other[name])] == []


def test_a_weight_that_a_file_lacks_is_never_left_open(
    small_mini: tuple[SocMini, SentenceReader], tmp_path: Path
) -> None:
    network, reader = small_mini
    file = tmp_path / "small.safetensors"
    checkpoint.save(file, network, reader)
    content, metadata = read(file)
    left = {name: each for name, each in content.items() if name != "kernel_head.layers.0.weight"}
    assert len(left) == len(content) - 1
    write(file, left, metadata)
    with pytest.raises(CheckpointError, match="lacks what"):
        checkpoint.load(file)
