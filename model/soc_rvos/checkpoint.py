"""Reads and writes files of networks, ours and published ones, and accounts for every name."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from soc_rvos import published_names, quantised
from soc_rvos.architectures import Architecture, Published, of_format, of_network, of_published
from soc_rvos.config import NetworkConfig, SwinConfig
from soc_rvos.errors import CheckpointError
from soc_rvos.language.bridge_arrays import bridge_from_arrays, bridge_to_arrays
from soc_rvos.language.reader import SentenceReader
from soc_rvos.messages import Message, message
from soc_rvos.networks.network import Network
from soc_rvos.networks.parts.video_swin import relative_position_index
from soc_rvos.networks.unfilled import Unfilled
from soc_rvos.tokenizer import from_folder, from_json
from soc_rvos.weights import bounded, check
from soc_rvos.weights_file import Weights, bare, read, write

TRACKER_FORMAT = "soc-studio-prompted-1"
"""What our files of trackers state as their format; see `prompted_file`."""
_BRIDGE = "bridge."  # how the names of a bridge's arrays begin, beside the weights
_PATCHES = "backbone.0.body.patch_embed.proj.weight"  # in published files with a Video Swin


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network with its weights, and the file's tokenizer.

    `tokenizer` is the JSON of a `tokenizers.Tokenizer` where the file carries one, `about` the rest
    of its metadata.
    """

    network: Network
    tokenizer: str | None
    about: Mapping[str, str]

    @property
    def config(self) -> NetworkConfig:
        """The network's configuration."""
        return self.network.config

    @property
    def architecture(self) -> Architecture:
        """What kind of network it is."""
        return of_network(self.network)

    def words(self, path: Path, folder: Path) -> Tokenizer | SentenceReader:
        """Return the reader of expressions for the network of the file `path`.

        For a file without a tokenizer, look for the tokenizer's files in `folder`.

        Raises:
            CheckpointError: the tokenizer is missing, or is not the network's.
        """
        if self.tokenizer is not None:
            return from_json(self.tokenizer, path.name)
        return from_folder(folder)


@dataclass(frozen=True, slots=True)
class MiniCheckpoint(Checkpoint):
    """A network whose file is complete: `reader` has the tokenizer, and knows the nouns."""

    reader: SentenceReader

    def words(self, path: Path, folder: Path) -> SentenceReader:
        """See `Checkpoint.words`."""
        return self.reader


def load(path: Path) -> Checkpoint:
    """Read the network in `path`: a published file of a network we know, or one written by us.

    Raises:
        CheckpointError: the file cannot be read, would run code, or is not exactly the weights of
            a network we know.
    """
    content, metadata = read(path)
    architecture = of_format(metadata.get("format", ""))
    if architecture is not None:
        return _load_ours(path, architecture, content, metadata)
    if metadata.get("format") == TRACKER_FORMAT:
        raise CheckpointError(
            message("{file} holds a tracker, which cannot read sentences.", file=path.name)
        )
    network = _from_published(path, bare(path, content))
    return Checkpoint(network, metadata.get("tokenizer"), _about(metadata))


def save(
    path: Path,
    network: Network,
    words: str | SentenceReader | None = None,
    about: Mapping[str, str] | None = None,
    precision: torch.dtype | None = None,
) -> None:
    """Write `network` to `path` as safetensors, its configuration in the metadata.

    Args:
        path: replaced once the file is complete.
        network: one of any architecture.
        words: the JSON of a `tokenizers.Tokenizer`, or a `SentenceReader` where the architecture
            has nouns; None leaves the tokenizer out.
        about: more entries of metadata.
        precision: the type in which the weights are kept, such as float16 for half the size; None
            is the architecture's own.
    """
    architecture = of_network(network)
    metadata = {**(about or {}), "format": architecture.format}
    metadata["config"] = json.dumps(dataclasses.asdict(network.config))
    if isinstance(words, str):
        metadata["tokenizer"] = words
    elif words is not None:
        metadata["tokenizer"] = words.tokenizer.to_str()
    kept: Weights = {}
    small: Weights = {}
    for name, value in network.state_dict().items():
        value = value.detach().cpu()
        if name.startswith(architecture.quantised):
            small[name] = value.float()
        else:
            kept[name] = value.to(precision or architecture.precision).contiguous()
    kept |= quantised.pack(small)
    if isinstance(words, SentenceReader):
        arrays = bridge_to_arrays(words.bridge)
        kept |= {_BRIDGE + name: torch.from_numpy(each.copy()) for name, each in arrays.items()}
    write(path, kept, metadata)


def convert_published(weights: Mapping[str, Tensor], name: str = "the weights") -> Checkpoint:
    """Build the network of `weights` that carry the published names; `name` is for messages.

    Raises:
        CheckpointError: they are not exactly the weights of a network we know.
    """
    path = Path(name)
    return Checkpoint(_from_published(path, bare(path, weights)), None, {})


def _load_ours(
    path: Path, architecture: Architecture, content: Mapping[str, Tensor], metadata: dict[str, str]
) -> Checkpoint:
    """Return the network of a file that we wrote."""
    config = _config(path, metadata.get("config", ""), architecture.example)
    tokenizer, about = metadata.get("tokenizer"), _about(metadata)
    if not architecture.has_nouns:
        network = _untrained(path, architecture, config)
        return Checkpoint(_filled(path, network, dict(content)), tokenizer, about)
    reader = _reader(path, config, tokenizer or "", content)
    weights = {name: each for name, each in content.items() if not name.startswith(_BRIDGE)}
    network = _untrained(path, architecture, config, sum(each.numel() for each in content.values()))
    weights = _unpacked(path, architecture, weights)
    return MiniCheckpoint(_filled(path, network, weights), tokenizer, about, reader)


def _about(metadata: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in metadata.items() if name not in ("config", "tokenizer")}


def _config(path: Path, text: str, example: NetworkConfig) -> NetworkConfig:
    """Read a configuration like `example`; what it claims is checked against the weights later."""
    try:
        values = json.loads(text)
        for field in dataclasses.fields(example):
            part = getattr(example, field.name)
            if dataclasses.is_dataclass(part):
                values[field.name] = bounded(part, values[field.name])
        return bounded(example, values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CheckpointError(_not_ours(path)) from error


def _not_ours(path: Path) -> Message:
    return message(
        "{file} carries a configuration that is not of a network we know.", file=path.name
    )


def _reader(
    path: Path, config: Any, tokenizer: str, content: Mapping[str, Tensor]
) -> SentenceReader:
    """Return the reader of expressions for a network with nouns and a `SentenceConfig`."""
    words = from_json(tokenizer, path.name)
    largest = max(words.get_vocab().values(), default=0)
    if largest >= config.text.vocabulary or words.padding is None:
        raise CheckpointError(
            message(
                "{file} carries a tokenizer that is not of {network}.",
                file=path.name,
                network=config.name,
            )
        )
    arrays = {name: each for name, each in content.items() if name.startswith(_BRIDGE)}
    try:
        bridge = bridge_from_arrays(
            {name.removeprefix(_BRIDGE): each.numpy() for name, each in arrays.items()}
        )
    except (CheckpointError, TypeError) as error:  # of a type of number that numpy has not
        raise CheckpointError(
            message("{file}: its table of words is damaged. Fetch it again.", file=path.name)
        ) from error
    return SentenceReader(words, bridge)


def _unpacked(path: Path, architecture: Architecture, weights: Weights) -> Weights:
    """Return `weights`, those that are kept in eight bits as float32."""
    small = {n: each for n, each in weights.items() if n.startswith(architecture.quantised)}
    others = {name: each for name, each in weights.items() if name not in small}
    try:
        return others | quantised.unpack(small)
    except ValueError as error:
        raise CheckpointError(
            message("{file} is damaged: fetch it again.", file=path.name)
        ) from error


def _untrained(
    path: Path, architecture: Architecture, config: NetworkConfig, held: int = 0
) -> Network:
    """Build the network of a configuration that may be made up; `held` weights are in the file."""
    least = architecture.least_numbers
    if least is not None and least(config) > held:
        raise CheckpointError(_not_ours(path))
    try:
        if least is not None:
            with Unfilled():
                return architecture.build(config)
        with torch.device("meta"):
            return architecture.build(config)
    except (ValueError, RuntimeError, AssertionError, ZeroDivisionError) as error:
        raise CheckpointError(_not_ours(path)) from error


def _filled(
    path: Path, network: Network, weights: Weights, name_in_file: Callable[[str], str] = str
) -> Network:
    """Return the network with `weights`, in evaluation mode, after checking every one of them."""
    filled = check(path.name, network.config.name, network.state_dict(), weights, name_in_file)
    network.load_state_dict(filled, assign=True)
    network.complete()
    return network.eval().requires_grad_(False)


def _from_published(path: Path, weights: Weights) -> Network:
    """Return the network of weights under their published names."""
    architecture, published = of_published(weights)
    config = _recognise(path, weights, architecture.system, published)
    left = dict(weights)
    backbone = getattr(config, "backbone", None)
    if isinstance(backbone, SwinConfig):
        left = _without_repetitions(path, left, backbone)
    return _filled(
        path,
        _untrained(path, architecture, config),
        left,
        lambda name: published_names.published_name(name, published.names),
    )


def _without_repetitions(path: Path, weights: Weights, backbone: SwinConfig) -> Weights:
    """Return published `weights` without the backbone's constant and the second box heads."""
    left = dict(weights)
    for name, value in weights.items():
        if name.endswith(published_names.POSITION_INDEX):
            constant = relative_position_index(backbone.window)
            if value.shape != constant.shape or not torch.equal(value.long(), constant):
                raise CheckpointError(
                    message(
                        "{file}: {name} is not the index this network uses.",
                        file=path.name,
                        name=name,
                    )
                )
            del left[name]
    first, second = published_names.BOX_HEADS
    for name in [name for name in left if name.startswith(second)]:
        twin = first + name.removeprefix(second)
        value = left.pop(name)
        if not torch.equal(left.setdefault(twin, value), value):
            raise CheckpointError(
                message(
                    "{file}: {name} and {twin} differ, but are one tensor.",
                    file=path.name,
                    name=name,
                    twin=twin,
                )
            )
    return left


def _recognise(path: Path, weights: Weights, system: str, published: Published) -> NetworkConfig:
    """Return the published variant of the weights, by names and shapes alone."""
    if published.recognise is None:
        return _recognise_by_backbone(path, weights, system, published)
    config = published.recognise(weights)
    if config is None:
        raise CheckpointError(
            message(
                "{file} holds no {system} network that was published.",
                file=path.name,
                system=system,
            )
        )
    return config


def _recognise_by_backbone(
    path: Path, weights: Weights, system: str, published: Published
) -> NetworkConfig:
    """Return the variant by its Video Swin backbone, under the names of the published SOC code."""
    patches = weights.get("backbone.0.body.patch_embed.proj.weight")
    classes = weights.get("class_embed.0.weight")
    if patches is None:
        raise CheckpointError(
            message(
                "{file} does not hold a {system} network with a Video Swin backbone: {name} is "
                "missing.",
                file=path.name,
                system=system,
                name=_PATCHES,
            )
        )
    blocks = re.compile(r"backbone\.0\.body\.layers\.2\.blocks\.(\d+)\.")
    depth = len({found[1] for name in weights if (found := blocks.match(name))})
    channels = patches.shape[0] if patches.ndim else 0
    for config in published.variants:
        backbone = getattr(config, "backbone", None)
        if not isinstance(backbone, SwinConfig):
            continue
        if (backbone.channels, backbone.depths[2]) == (channels, depth):
            several = classes is not None and classes.ndim == 2 and classes.shape[0] > 0
            if classes is not None and several and published.with_classes is not None:
                return published.with_classes(config, classes.shape[0])
            return config
    raise CheckpointError(
        message(
            "{file} holds a Video Swin backbone of {channels} channels and {depth} blocks in its "
            "third stage, which no published {system} network has.",
            file=path.name,
            channels=channels,
            depth=depth,
            system=system,
        )
    )
