"""The variants that the paper of SOC compares can be built, trained, kept and read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.config import CLUSTERS, FUSIONS, SocConfig, SocPlusConfig
from soc_rvos.networks.parts.cluster_variants import KMeansCluster
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_plus import SocPlus

VARIANTS = [
    *((each, "both") for each in CLUSTERS),
    *(("transformer", each) for each in FUSIONS[1:]),
]


def tiny(config: SocConfig, cluster: str, fusion: str) -> SocConfig:
    """Return the configuration of a variant."""
    return replace(config, cluster=cluster, fusion=fusion, queries=4)


@pytest.mark.parametrize(("cluster", "fusion"), VARIANTS)
def test_every_variant_answers_and_gets_gradients(
    cluster: str, fusion: str, small_soc: SocConfig
) -> None:
    torch.manual_seed(1)
    network = Soc(tiny(small_soc, cluster, fusion)).train()
    frames = torch.randn(1, 3, 3, 32, 48)
    ids = torch.tensor([[0, 5, 6, 2]])
    answers = network(frames, ids, torch.ones_like(ids))
    assert answers.sentence is not None
    assert answers.objects[0].shape == (1, 4, 128)
    loss = sum(level.masks.mean() + level.scores.mean() for level in answers.levels)
    (loss + (answers.objects[-1] @ answers.sentence[..., None]).mean()).backward()
    without = [
        name
        for name, value in network.named_parameters()
        if value.requires_grad and value.grad is None
    ]
    # No loss of boxes was asked for; the sentence is where only the cluster's decoder starts.
    assert all("box_heads" in name or "pooler" in name for name in without)
    assert cluster not in ("transformer", "decoder") or not any("pooler" in n for n in without)
    assert network.pixels_to_words.attention.out_proj.weight.requires_grad == (
        fusion in ("both", "pixels-to-words")
    )


def test_a_variant_is_kept_with_its_file(
    small_soc: SocConfig, word_tokenizer: Tokenizer, tmp_path: Path
) -> None:
    torch.manual_seed(2)
    network = Soc(tiny(small_soc, "convolution", "words-to-pixels")).eval()
    checkpoint.save(tmp_path / "variant.safetensors", network, word_tokenizer.to_str())
    again = checkpoint.load(tmp_path / "variant.safetensors").network.eval()
    assert again.config == network.config
    inputs = torch.randn(1, 2, 3, 32, 48), torch.tensor([[0, 7, 2]]), torch.ones(1, 3, dtype=int)
    with torch.inference_mode():
        assert torch.allclose(network(*inputs).masks, again(*inputs).masks, atol=1e-5)


def test_without_the_contrast_there_is_no_sentence_to_compare_with(small_soc: SocConfig) -> None:
    network = Soc(replace(small_soc, contrast="none")).train()
    ids = torch.tensor([[0, 5, 2]])
    assert network(torch.randn(1, 2, 3, 32, 48), ids, torch.ones_like(ids)).sentence is None


def test_k_means_finds_groups() -> None:
    centres = torch.tensor([[0.0, 0.0], [10.0, 0.0]])
    queries = centres + torch.randn(1, 6, 2, 2, generator=torch.manual_seed(3)) * 0.1
    found = KMeansCluster()(queries, torch.zeros(1, 2))
    assert torch.allclose(found[0], centres, atol=0.2)


def test_what_is_no_variant_is_refused(small_soc: SocConfig, small_soc_plus: SocPlusConfig) -> None:
    with pytest.raises(ValueError, match="no object cluster 'magic'"):
        Soc(replace(small_soc, cluster="magic"))
    with pytest.raises(ValueError, match="no contrast 'magic'"):
        Soc(replace(small_soc, contrast="magic"))
    with pytest.raises(ValueError, match="no fusion 'magic'"):
        Soc(replace(small_soc, fusion="magic"))
    with pytest.raises(ValueError, match="no variants"):
        SocPlus(replace(small_soc_plus, cluster="average"))
