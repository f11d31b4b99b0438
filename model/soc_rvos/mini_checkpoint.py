"""The network that ships in one file: weights, vocabulary, knowledge of nouns, configuration."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from soc_rvos import quantised
from soc_rvos.config import MiniConfig, SentenceConfig
from soc_rvos.errors import CheckpointError
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.tokenizer import from_json
from soc_rvos.weights import bounded, check

FORMAT = "soc-studio-mini-1"
_BRIDGE = "bridge."
_TEXT = "text."


@dataclass(frozen=True, slots=True)
class MiniCheckpoint:
    """The network that ships, what reads its expressions, and what the file says of itself."""

    network: SocMini
    reader: SentenceReader
    about: Mapping[str, str]

    @property
    def config(self) -> MiniConfig:
        """The network's configuration."""
        return self.network.config


def save_mini(
    path: Path, network: SocMini, reader: SentenceReader, about: Mapping[str, str] | None = None
) -> None:
    """Write `network` to `path` as safetensors: the text encoder in 8 bits, the rest in 16.

    `about` are more entries of metadata.
    """
    metadata = {
        **(about or {}),
        "format": FORMAT,
        "config": json.dumps(dataclasses.asdict(network.config)),
        "tokenizer": reader.tokenizer.to_str(),
    }
    state = network.state_dict()
    text = {name: value for name, value in state.items() if name.startswith(_TEXT)}
    kept = {
        name: value.detach().to("cpu", torch.float16).contiguous()
        for name, value in state.items()
        if name not in text
    }
    kept |= quantised.pack({name: value.detach().cpu().float() for name, value in text.items()})
    kept |= {
        _BRIDGE + name: torch.from_numpy(values.copy())
        for name, values in reader.bridge.to_arrays().items()
    }
    beside = path.with_name(path.name + ".part")
    try:
        save_file(kept, beside, metadata)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load_mini(
    path: Path, weights: Mapping[str, Tensor], metadata: Mapping[str, str]
) -> MiniCheckpoint:
    """Return the network of the tensors and metadata in the file `path`.

    Raises:
        CheckpointError: they are not exactly those of a network we know.
    """
    config = _config(path, metadata.get("config", ""))
    tokenizer = from_json(metadata.get("tokenizer", ""), path.name)
    largest = max(tokenizer.get_vocab().values(), default=0)
    if largest >= config.text.vocabulary or tokenizer.padding is None:
        raise CheckpointError(f"{path.name} carries a tokenizer that is not of {config.name}.")
    reader = SentenceReader(tokenizer, _bridge(path, weights))
    text = {name: value for name, value in weights.items() if name.startswith(_TEXT)}
    others = {
        name: value
        for name, value in weights.items()
        if name not in text and not name.startswith(_BRIDGE)
    }
    held = sum(value.numel() for value in weights.values())
    if _least_numbers(config) > held:
        raise CheckpointError(_NOT_OURS.format(path.name))
    try:
        network = SocMini(config)
    except (ValueError, RuntimeError, AssertionError, ZeroDivisionError) as error:
        raise CheckpointError(_NOT_OURS.format(path.name)) from error
    others |= _unpacked(path, text)
    filled = check(path.name, config.name, network.state_dict(), others)
    network.load_state_dict(filled, assign=True)
    about = {name: said for name, said in metadata.items() if name not in ("config", "tokenizer")}
    return MiniCheckpoint(network.eval().requires_grad_(False), reader, about)


_NOT_OURS = "{} carries a configuration that is not of a network we know."


def _bridge(path: Path, weights: Mapping[str, Tensor]) -> Bridge:
    try:
        return Bridge.from_arrays(
            {
                name.removeprefix(_BRIDGE): value.numpy()
                for name, value in weights.items()
                if name.startswith(_BRIDGE)
            }
        )
    except (CheckpointError, TypeError) as error:  # of a type of number that numpy has not
        raise CheckpointError(
            f"{path.name}: its table of words is damaged. Fetch it again."
        ) from error


def _unpacked(path: Path, text: Mapping[str, Tensor]) -> dict[str, Tensor]:
    try:
        return quantised.unpack(dict(text))
    except ValueError as error:
        raise CheckpointError(f"{path.name} is damaged: fetch it again.") from error


def _least_numbers(config: MiniConfig) -> int:
    """Return how many weights a network of `config` has at the least.

    It is asked before one is built: a made-up configuration must not take the memory. (Building on
    torch's "meta" device would take none, but loads seconds' worth of compiler.)
    """
    text, width = config.text, config.width
    in_text = text.vocabulary + text.positions + text.layers * (4 * text.width + text.feed_forward)
    layers = config.encoder_layers + config.decoder_layers + config.cluster_layers
    in_head = 1000 + config.concepts + config.queries + layers * (4 * width + config.feed_forward)
    return text.width * in_text + width * in_head


def _config(path: Path, text: str) -> MiniConfig:
    try:
        values = json.loads(text)
        values["text"] = bounded(SentenceConfig(), values["text"])
        return bounded(MiniConfig(), values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CheckpointError(_NOT_OURS.format(path.name)) from error
