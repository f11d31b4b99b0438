"""SgMg for several objects at once, against SgMg itself and by what it should not depend on."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from soc_rvos import checkpoint
from soc_rvos.config import SgMgConfig, SocConfig
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.sgmg_together import SgMgTogether


@pytest.fixture(scope="module")
def config(small_soc: SocConfig) -> SgMgConfig:
    return SgMgConfig(
        "small-together",
        small_soc.backbone,
        small_soc.text,
        width=64,
        heads=4,
        feed_forward=64,
        encoder_layers=1,
        decoder_layers=2,
        queries=3,
    )


def inputs(expressions: int) -> tuple[Tensor, Tensor, Tensor]:
    """A clip of two frames, and expressions of five and fewer words."""
    made = torch.Generator().manual_seed(5)
    frames = torch.randn(1, 2, 3, 144, 160, generator=made)
    ids = torch.randint(4, 20, (expressions, 6), generator=made)
    present = torch.ones_like(ids)
    for row in range(expressions):
        present[row, 6 - row % 3 :] = 0
    return frames, ids, present


def test_one_expression_is_answered_as_by_sgmg(config: SgMgConfig) -> None:
    torch.manual_seed(0)
    plain = SgMg(config).eval()
    together = SgMgTogether(config).eval()
    together.load_state_dict(plain.state_dict(), strict=False)
    with torch.inference_mode():
        ours, theirs = together(*inputs(1)), plain(*inputs(1))
    torch.testing.assert_close(ours.masks, theirs.masks, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(ours.scores, theirs.scores, rtol=1e-4, atol=1e-5)


def test_expressions_have_answers_of_their_own_in_any_order(config: SgMgConfig) -> None:
    torch.manual_seed(1)
    network = SgMgTogether(config).eval()
    torch.nn.init.normal_(network.decoupling.attention.out_proj.weight, std=0.1)
    torch.nn.init.normal_(network.share.weight)
    frames, ids, present = inputs(3)
    order = torch.tensor([2, 0, 1])
    with torch.inference_mode():
        first = network(frames, ids, present)
        other = network(frames, ids[order], present[order])
    assert first.masks.shape == (3, 2, 3, 144, 160)
    torch.testing.assert_close(first.masks[order], other.masks, rtol=1e-3, atol=1e-3)
    assert not torch.allclose(first.masks[0], first.masks[1], atol=1e-2)


def test_all_of_it_learns_and_its_file_is_read_again(config: SgMgConfig, tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = SgMgTogether(config).train()
    answers = network(*inputs(2))
    assert len(answers.levels) == config.decoder_layers
    sum(level.masks.square().mean() + level.boxes.mean() for level in answers.levels).backward()
    without = {name for name, value in network.named_parameters() if value.grad is None}
    assert {name.split(".")[0] for name in without} <= {"class_heads", "text"}
    path = tmp_path / "together.safetensors"
    checkpoint.save(path, network)
    loaded = checkpoint.load(path)
    assert isinstance(loaded.network, SgMgTogether)
    assert loaded.architecture.system == "SgMg together"
