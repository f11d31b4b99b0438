"""Weights files: whole, damaged, foreign and hostile."""

from __future__ import annotations

import collections
import json
import pickle
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from soc_rvos import checkpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.networks.parts.video_swin import relative_position_index
from soc_rvos.networks.soc import Soc
from tests.published import SMALL, TINY, made, weights_of

Weights = dict[str, torch.Tensor]


@pytest.fixture(autouse=True)
def small_is_published(publish: Callable[..., None]) -> None:
    publish(TINY)


@pytest.fixture(scope="module")
def network() -> Soc:
    return made(TINY)


@pytest.fixture
def weights(network: Soc) -> Weights:
    """The network's weights as its trainer would have saved them."""
    published = weights_of(network)
    for name in list(published):
        if name.startswith("bbox_embed."):
            published[f"transformer.decoder.{name}"] = published[name]
    published["backbone.0.body.layers.0.blocks.0.attn.relative_position_index"] = (
        relative_position_index(TINY.backbone.window)
    )
    published["text_encoder.embeddings.position_ids"] = torch.arange(20)[None]
    published["backbone.total_ops"] = torch.zeros(1)
    return published


def assert_same(path: Path, network: Soc) -> None:
    loaded = checkpoint.load(path).network.state_dict()
    for name, value in network.state_dict().items():
        assert torch.equal(loaded[name], value), name


@pytest.mark.slow
@pytest.mark.parametrize("name", ["soc.pth", "soc.tar", "soc.pth.tar"])
def test_a_trainers_file_loads_with_all_that_it_keeps_beside_the_weights(
    tmp_path: Path, network: Soc, weights: Weights, name: str
) -> None:
    torch.save(
        {
            "epoch": 3,
            "total_epochs": 30,
            "model_state_dict": collections.OrderedDict(weights),
            "optimizer_state_dict": {"state": {}, "param_groups": [{"lr": 1e-4}]},
            "scheduler_state_dict": {"milestones": collections.Counter([20])},
            "grad_scaler_state_dict": {},
            "best_mAP": np.float64(0.57),
        },
        tmp_path / name,
    )
    assert_same(tmp_path / name, network)


@pytest.mark.slow
def test_bare_weights_load_and_so_do_those_of_a_parallel_trainer(
    tmp_path: Path, network: Soc, weights: Weights
) -> None:
    torch.save(weights, tmp_path / "bare.pth")
    assert_same(tmp_path / "bare.pth", network)
    torch.save({f"module.{name}": value for name, value in weights.items()}, tmp_path / "p.pth")
    assert_same(tmp_path / "p.pth", network)
    torch.save(weights, tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    assert_same(tmp_path / "old.pth", network)


@pytest.mark.slow
def test_what_is_saved_loads_again_with_configuration_tokenizer_and_notes(
    tmp_path: Path, network: Soc
) -> None:
    path = tmp_path / "soc.safetensors"
    checkpoint.save(path, network, "{}", {"licence": "Apache-2.0"})
    found = checkpoint.load(path)
    assert_same(path, network)
    assert found.config == TINY
    assert found.tokenizer == "{}"
    assert found.about["licence"] == "Apache-2.0"
    assert [file.name for file in tmp_path.iterdir()] == ["soc.safetensors"]


def test_published_weights_in_safetensors_load(
    tmp_path: Path, network: Soc, weights: Weights
) -> None:
    from safetensors.torch import save_file

    save_file({name: value.clone() for name, value in weights.items()}, tmp_path / "p.safetensors")
    assert_same(tmp_path / "p.safetensors", network)


def remove(weights: Weights) -> None:
    del weights["voc.fq_pos.weight"]


def add(weights: Weights) -> None:
    weights["voc.extra.weight"] = torch.zeros(2)


def misshape(weights: Weights) -> None:
    weights["controller.layers.2.bias"] = torch.zeros(168)


def differ(weights: Weights) -> None:
    name = "transformer.decoder.bbox_embed.0.layers.0.weight"
    weights[name] = weights[name] + 1


def shuffle(weights: Weights) -> None:
    name = "backbone.0.body.layers.0.blocks.0.attn.relative_position_index"
    weights[name] = weights[name].flip(0)


def spoil(weights: Weights) -> None:
    weights["lvf.multihead_attn.in_proj_bias"] = torch.full((384,), torch.nan)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (remove, ["lacks", "voc.fq_pos.weight"]),
        (add, ["no place", "voc.extra.weight"]),
        (misshape, ["wrong shape", "controller.layers.2.bias is 168, not 169"]),
        (differ, ["transformer.decoder.bbox_embed.0.layers.0.weight", "differ"]),
        (shuffle, ["relative_position_index"]),
        (spoil, ["not finite", "lvf.multihead_attn.in_proj_bias"]),
    ],
)
def test_a_name_too_few_too_many_or_misshapen_is_named(
    tmp_path: Path, weights: Weights, change: Any, named: list[str]
) -> None:
    change(weights)
    torch.save({"model_state_dict": weights}, tmp_path / "soc.pth")
    with pytest.raises(CheckpointError) as caught:
        checkpoint.load(tmp_path / "soc.pth")
    for words in ["soc.pth", *named]:
        assert words in str(caught.value)


class Hostile:
    """Pickles as a call that makes a file."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Path.touch, (self.proof,)  # type: ignore[return-value]


@pytest.mark.parametrize("new_format", [True, False])
def test_a_pickle_that_wants_to_run_code_is_refused_and_nothing_happens(
    tmp_path: Path, weights: Weights, new_format: bool
) -> None:
    proof = tmp_path / "it-ran"
    path = tmp_path / "soc.pth"
    torch.save(
        {"model_state_dict": weights, "epoch": Hostile(proof)},
        path,
        _use_new_zipfile_serialization=new_format,
    )
    with pytest.raises(CheckpointError, match=r"soc\.pth was not opened: it asks to run code"):
        checkpoint.load(path)
    assert not proof.exists()


def test_a_bare_pickle_of_any_age_is_refused_and_nothing_happens(tmp_path: Path) -> None:
    proof, path = tmp_path / "it-ran", tmp_path / "soc.pth"
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        path.write_bytes(pickle.dumps({"epoch": Hostile(proof)}, protocol))
        with pytest.raises(CheckpointError, match="asks to run code"):
            checkpoint.load(path)
    assert not proof.exists()


def test_a_file_cut_short_anywhere_is_an_error_of_ours(tmp_path: Path, weights: Weights) -> None:
    whole, cut = tmp_path / "whole.pth", tmp_path / "cut.pth"
    torch.save({"model_state_dict": weights}, whole)
    content = whole.read_bytes()
    for share in (0.0, 0.001, 0.3, 0.5, 0.999):
        cut.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(CheckpointError, match=r"cut\.pth"):
            checkpoint.load(cut)


@pytest.mark.slow
def test_a_safetensors_file_cut_short_or_lying_about_itself_is_an_error_of_ours(
    tmp_path: Path, network: Soc
) -> None:
    path = tmp_path / "soc.safetensors"
    checkpoint.save(path, network)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(CheckpointError, match="damaged or cut short"):
        checkpoint.load(path)
    length = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8 : 8 + length])
    for changed in (
        {"width": 10**12},
        {"decoder_layers": 10**6},
        {"heads": "x"},
        {"queries": 7},
        {"answer_level": 2},
        {"backbone": {"channels": 96, "depths": [1, 1, [6], 1], "heads": [3, 6, 12, 24]}},
        {"backbone": {"channels": 96, "depths": [1, 1, 6, 1], "heads": [3, 6, 12]}},
    ):
        config = {**json.loads(header["__metadata__"]["config"]), **changed}
        lying = {**header, "__metadata__": {"format": "soc-studio-1", "config": json.dumps(config)}}
        text = json.dumps(lying).encode()
        path.write_bytes(struct.pack("<Q", len(text)) + text + content[8 + length :])
        with pytest.raises(CheckpointError, match=r"soc\.safetensors"):
            checkpoint.load(path)


@pytest.mark.slow
def test_other_things_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "it.pth"
    path.write_text("not weights at all")
    with pytest.raises(CheckpointError, match="does not hold the weights"):
        checkpoint.load(path)
    torch.save([1, 2, 3], path)
    with pytest.raises(CheckpointError, match="does not hold the weights"):
        checkpoint.load(path)
    weights = weights_of(made(SMALL))
    torch.save({**weights, "proxy_embed.weight": torch.zeros(20, 128)}, path)
    with pytest.raises(CheckpointError, match=r"it\.pth lacks what soc-plus-swin-t needs"):
        checkpoint.load(path)
    with pytest.raises(CheckpointError, match=r"absent\.pth could not be read"):
        checkpoint.load(tmp_path / "absent.pth")
