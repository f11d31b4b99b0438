"""Where a network begins: weights as published for a start, of pretrained parts, or of a file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from soc_rvos import checkpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message
from soc_rvos.networks.network import Network, SwinNetwork
from soc_rvos.networks.parts.deformable_attention import DeformableAttention
from soc_rvos.networks.parts.layers import Perceptron
from soc_rvos.networks.parts.transformer import DeformableTransformer
from soc_rvos.weights_file import bare, read

_DOUBTFUL = -math.log(99)  # the logit of a chance of one in a hundred
_SWIN = {
    "patch_embed.proj": "patches",
    "patch_embed.norm": "patch_norm",
    "attn.relative_position_bias_table": "attention.position_bias",
    "attn.qkv": "attention.qkv",
    "attn.proj": "attention.project",
    "mlp.fc1": "expand",
    "mlp.fc2": "contract",
}


@torch.no_grad()
def start_from_nothing(network: Network) -> None:
    """Set the weights with which Deformable DETR, and what is built on it, begins.

    Every query is doubtful, boxes are small and where the references are, matrices of the
    transformer are Xavier's. What other parts begin with they say themselves.
    """
    for head in getattr(network, "class_heads", ()):
        nn.init.constant_(head.bias, _DOUBTFUL)
    projections = getattr(network, "projections", ())
    for part in projections:
        if isinstance(part, nn.Sequential) and isinstance(part[0], nn.Conv2d):
            nn.init.xavier_uniform_(part[0].weight)
            _zero(part[0].bias)
    for part in network.modules():
        if isinstance(part, DeformableTransformer):
            _start_transformer(part)
    kernels = getattr(network, "kernel_head", None)
    if isinstance(kernels, Perceptron):
        for layer in kernels.layers:
            assert isinstance(layer, nn.Linear)
            nn.init.xavier_uniform_(layer.weight)
            _zero(layer.bias)


def _start_transformer(transformer: DeformableTransformer) -> None:
    for layers in (transformer.encoder, transformer.decoder):
        for value in layers.parameters():
            if value.dim() > 1:
                nn.init.xavier_uniform_(value)
    for part in transformer.modules():
        if isinstance(part, DeformableAttention):
            part._start()
    nn.init.normal_(transformer.level_codes)
    nn.init.xavier_uniform_(transformer.reference_points.weight)
    _zero(transformer.reference_points.bias)
    for number, head in enumerate(transformer.box_heads):
        assert isinstance(head, Perceptron)
        last = head.layers[-1]
        assert isinstance(last, nn.Linear)
        _zero(last.weight, last.bias)
        if number == 0:
            last.bias[2:] = -2.0


def _zero(*values: Tensor | None) -> None:
    for each in values:
        if each is not None:
            nn.init.zeros_(each)


@torch.no_grad()
def take_file(network: Network, path: Path, dropped: Sequence[str] = ()) -> None:
    """Take the weights of a file of the same kind of network, published or ours.

    Args:
        network: whose weights are replaced.
        path: the file.
        dropped: how the names of weights begin that stay as they are, as "class_heads".

    Raises:
        CheckpointError: the file cannot be read, or its weights are not those of `network`.
    """
    take_weights(network, checkpoint.load(path).network.state_dict(), path.name, dropped)


@torch.no_grad()
def take_weights(
    network: Network, weights: Mapping[str, Tensor], name: str, dropped: Sequence[str] = ()
) -> None:
    """Take `weights` but those that are `dropped`; see `take_file`."""
    own = network.state_dict()
    for key, value in own.items():
        if key.startswith(tuple(dropped)):
            continue
        given = weights.get(key)
        if given is None or given.shape != value.shape:
            raise CheckpointError(
                message(
                    "{file} does not hold what '{network}' begins with: '{part}' is missing or of "
                    "another size. Name its beginning in `drop`, or take another file.",
                    file=name,
                    network=network.config.name,
                    part=key,
                )
            )
        value.copy_(given)


@torch.no_grad()
def take_backbone(network: Network, path: Path) -> None:
    """Take the backbone of a file of Video Swin, as trained on Kinetics.

    Patches of several frames are summed over time, as published.

    Raises:
        CheckpointError: the file cannot be read, or is of another backbone.
    """
    if not isinstance(network, SwinNetwork):
        raise _no_part(path, network)
    content, _ = read(path)
    given = {
        name.removeprefix("module.").removeprefix("backbone."): value
        for name, value in bare(path, content).items()
    }
    for key, value in network.backbone.state_dict().items():
        found = given.get(_published(key))
        if found is not None and key == "patches.weight" and found.ndim == 5:
            found = found.sum(2, keepdim=True)
        if found is None or found.shape != value.shape:
            raise _no_part(path, network)
        value.copy_(found)


def _published(key: str) -> str:
    """Return what Video Swin's own files call a weight of our backbone."""
    parts = key.split(".")
    if parts[0] == "stages":
        rest = ".".join(parts[3:])
        for theirs, ours in _SWIN.items():
            if rest.startswith(ours):
                rest = theirs + rest.removeprefix(ours)
                break
        return f"layers.{parts[1]}.blocks.{parts[2]}.{rest}"
    if parts[0] == "mergings":
        rest = ".".join(parts[2:]).replace("reduce", "reduction")
        return f"layers.{parts[1]}.downsample.{rest}"
    names = {"patches": "patch_embed.proj", "patch_norm": "patch_embed.norm"}
    return ".".join((names[parts[0]], *parts[1:]))


@torch.no_grad()
def take_roberta(network: Network, folder: Path) -> None:
    """Take RoBERTa's weights of a folder of Hugging Face's layout.

    Raises:
        CheckpointError: there is no such file in the folder, or it is of another RoBERTa.
    """
    names = ("model.safetensors", "pytorch_model.bin")
    path = next((folder / name for name in names if (folder / name).is_file()), None)
    if path is None:
        raise CheckpointError(
            message(
                "'{folder}' holds no RoBERTa: neither {first} nor {other} is there.",
                folder=folder.name,
                first=names[0],
                other=names[1],
            )
        )
    if not isinstance(network, SwinNetwork):
        raise _no_part(path, network)
    content, _ = read(path)
    given = {name.removeprefix("roberta."): value for name, value in bare(path, content).items()}
    for key, value in network.text.roberta.state_dict().items():
        found = given.get(key)
        if found is None and key.startswith(("pooler.", "embeddings.position_ids")):
            continue  # a language model is saved without a pooler: it begins at random
        if found is None or found.shape != value.shape:
            raise _no_part(path, network)
        value.copy_(found)


def _no_part(path: Path, network: Network) -> CheckpointError:
    return CheckpointError(
        message(
            "{file} is not of the kind that '{network}' begins with.",
            file=path.name,
            network=network.config.name,
        )
    )
