"""Weights from files nobody vouches for: read without running them, every name accounted for."""

from __future__ import annotations

import argparse
import dataclasses
import json
import pickle
import pickletools
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import torch
from numpy._core import multiarray
from safetensors.torch import save_file
from torch import Tensor

from soc_rvos import published_names
from soc_rvos.config import (
    PUBLISHED,
    PUBLISHED_PLUS,
    PUBLISHED_SGMG,
    SGMG_SWIN_T,
    SOC_PLUS_SWIN_T,
    SOC_SWIN_T,
    SgMgConfig,
    SocConfig,
    SocPlusConfig,
    with_classes,
)
from soc_rvos.errors import CheckpointError
from soc_rvos.mini_checkpoint import FORMAT as MINI_FORMAT
from soc_rvos.mini_checkpoint import MiniCheckpoint, load_mini
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.soc import Soc, SocNetwork
from soc_rvos.networks.soc_plus import SocPlus
from soc_rvos.networks.video_swin import relative_position_index
from soc_rvos.weights import bounded, check

# What a file of ours is called, and a configuration like the one it holds.
_FORMATS: dict[str, SocConfig | SgMgConfig] = {
    "soc-studio-1": SOC_SWIN_T,
    "soc-studio-plus-1": SOC_PLUS_SWIN_T,
    "soc-studio-sgmg-1": SGMG_SWIN_T,
}
_SGMG_NAMES = ("input_fft.", "mask_refine.")  # what only SgMg's names begin with
_WRAPPERS = ("model_state_dict", "state_dict", "model")

Weights = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network with its weights, and what the file says of its words.

    `tokenizer` is the JSON of a `tokenizers.Tokenizer` where the file carries one.
    """

    network: SocNetwork | SgMg
    config: SocConfig | SgMgConfig
    tokenizer: str | None
    about: Mapping[str, str]


def load(path: Path) -> Checkpoint | MiniCheckpoint:
    """Read the network in `path`: a published file of SOC, SOC++ or SgMg, or one written by us.

    Raises:
        CheckpointError: the file cannot be read, would run code, or is not exactly the weights of
            a network we know.
    """
    weights, metadata = _read(path)
    if metadata.get("format") == MINI_FORMAT:
        return load_mini(path, weights, metadata)
    example = _FORMATS.get(metadata.get("format", ""))
    if example is not None:
        config = _config_from_json(path, metadata.get("config", ""), example)
        network = _filled(path, config, dict(weights), str)
    else:
        bare = _bare(path, weights)
        config = _recognise(path, bare)
        network = _from_published(path, bare, config)
    about = {name: text for name, text in metadata.items() if name not in ("config", "tokenizer")}
    return Checkpoint(network, config, metadata.get("tokenizer"), about)


def save(
    path: Path,
    network: SocNetwork | SgMg,
    tokenizer: str | None = None,
    about: Mapping[str, str] | None = None,
    precision: torch.dtype = torch.float32,
) -> None:
    """Write `network` to `path` as safetensors, its configuration in the metadata.

    `tokenizer` is the JSON of a `tokenizers.Tokenizer`; `about` are more entries of metadata;
    `precision` is the type in which the weights are kept, float16 for half the size.
    """
    kind = type(network.config)
    (form,) = [name for name, example in _FORMATS.items() if type(example) is kind]
    metadata = {**(about or {}), "format": form}
    metadata["config"] = json.dumps(dataclasses.asdict(network.config))
    if tokenizer is not None:
        metadata["tokenizer"] = tokenizer
    beside = path.with_name(path.name + ".part")
    try:
        state = {
            name: value.detach().to("cpu", precision).contiguous()
            for name, value in network.state_dict().items()
        }
        save_file(state, beside, metadata)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def convert_published(weights: Mapping[str, Tensor], name: str = "the weights") -> Checkpoint:
    """Build the network of `weights` that carry the published names; `name` is for messages.

    Raises:
        CheckpointError: they are not exactly the weights of a network we know.
    """
    path = Path(name)
    bare = _bare(path, weights)
    config = _recognise(path, bare)
    return Checkpoint(_from_published(path, bare, config), config, None, {})


def _read(path: Path) -> tuple[Mapping[str, Any], dict[str, str]]:
    """Return what the file holds, and its metadata where it is safetensors."""
    try:
        with path.open("rb") as file:
            start = file.read(9)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise CheckpointError(f"{path.name} could not be read: {reason}.") from error
    if not start:
        raise CheckpointError(f"{path.name} is empty: it holds no weights.")
    if start[8:9] == b"{":
        return _read_safetensors(path)
    return _read_torch(path), {}


def _read_safetensors(path: Path) -> tuple[Weights, dict[str, str]]:
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            names = list(file.keys())
            return {name: file.get_tensor(name) for name in names}, dict(file.metadata() or {})
    except (safetensors.SafetensorError, OSError) as error:
        raise CheckpointError(f"{path.name} is damaged or cut short: fetch it again.") from error
    except (RuntimeError, MemoryError) as error:  # torch could not map it
        raise CheckpointError(
            f"{path.name} does not fit the memory: close other programs."
        ) from error


def _read_torch(path: Path) -> Mapping[str, Any]:
    scalar = (multiarray.scalar, "numpy.core.multiarray.scalar")
    # A published file may keep its best score as a numpy number; these can only hold a value.
    harmless: list[Any] = [np.dtype, type(np.dtype("float64")), type(np.dtype("float32"))]
    harmless += [multiarray.scalar, scalar]
    harmless.append(argparse.Namespace)  # SgMg's options, which are not used
    try:
        with (
            path.open("rb") as file,  # by its content: of a name torch would believe the suffix
            torch.serialization.safe_globals(harmless),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")  # about the pickle's age: what is wrong is said below
            content = torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if "GLOBAL" in str(error) or _calls(path):
            raise CheckpointError(
                f"{path.name} was not opened: it asks to run code, which weights never need. "
                "Do not use this file."
            ) from error
        raise CheckpointError(_NOT_WEIGHTS.format(path.name)) from error
    except (RuntimeError, EOFError, zipfile.BadZipFile, OSError) as error:
        raise CheckpointError(f"{path.name} is damaged or cut short: fetch it again.") from error
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        MemoryError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:
        # What torch's reader raises where bytes are not the pickle they claim to be.
        raise CheckpointError(_NOT_WEIGHTS.format(path.name)) from error
    if not isinstance(content, Mapping):
        raise CheckpointError(_NOT_WEIGHTS.format(path.name))
    return content


_NOT_OURS = "{} carries a configuration that is not of a network we know."
_NOT_WEIGHTS = "{} does not hold the weights of a network, or is damaged."


def _calls(path: Path) -> bool:
    """Return whether the file is a pickle that calls something; it is read, not run."""
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in its strings
            return any(
                operation.name in ("REDUCE", "INST", "OBJ", "NEWOBJ", "NEWOBJ_EX", "BUILD")
                for operation, _, _ in pickletools.genops(file)
            )
    except (ValueError, OSError):  # no pickle
        return False


def _bare(path: Path, content: Mapping[str, Any]) -> Weights:
    """Take off the trainer's wrapper and drop what is no weight."""
    for wrapper in _WRAPPERS:
        if isinstance(content.get(wrapper), Mapping):
            content = content[wrapper]
            break
    weights: Weights = {}
    for name, value in content.items():
        if not isinstance(name, str):
            raise CheckpointError(_NOT_WEIGHTS.format(path.name))
        name = name.removeprefix("module.")
        if published_names.is_ignored(name):
            continue
        if not isinstance(value, Tensor) or not _held(value):
            raise CheckpointError(_NOT_WEIGHTS.format(path.name))
        weights[name] = value
    if not weights:
        raise CheckpointError(_NOT_WEIGHTS.format(path.name))
    return weights


def _held(value: Tensor) -> bool:
    """Return whether the file holds all numbers of `value`: a few bytes can claim to be many."""
    if value.layout is not torch.strided or value.device.type != "cpu":
        return False
    return value.numel() * value.element_size() <= value.untyped_storage().nbytes()


def _recognise(path: Path, weights: Weights) -> SocConfig | SgMgConfig:
    """Tell which published network the weights are of, by names and shapes alone."""
    patches = weights.get("backbone.0.body.patch_embed.proj.weight")
    classes = weights.get("class_embed.0.weight")
    system: str
    known: tuple[SocConfig | SgMgConfig, ...]
    if "proxy_embed.weight" in weights or "voc.video_query_embed.weight" in weights:
        system, known = "SOC++", PUBLISHED_PLUS
    elif any(name.startswith(_SGMG_NAMES) for name in weights):
        system, known = "SgMg", PUBLISHED_SGMG
    else:
        system, known = "SOC", PUBLISHED
    if patches is None:
        raise CheckpointError(
            f"{path.name} does not hold a {system} network with a Video Swin backbone: "
            "backbone.0.body.patch_embed.proj.weight is missing."
        )
    blocks = re.compile(r"backbone\.0\.body\.layers\.2\.blocks\.(\d+)\.")
    depth = len({found[1] for name in weights if (found := blocks.match(name))})
    channels = patches.shape[0] if patches.ndim else 0
    for config in known:
        if (config.backbone.channels, config.backbone.depths[2]) == (channels, depth):
            several = classes is not None and classes.ndim == 2 and classes.shape[0] > 0
            if classes is not None and several and isinstance(config, SocConfig):
                return with_classes(config, classes.shape[0])
            return config
    raise CheckpointError(
        f"{path.name} holds a Video Swin backbone of {channels} channels and {depth} blocks in its "
        f"third stage, which no published {system} network has."
    )


def _from_published(
    path: Path, weights: Weights, config: SocConfig | SgMgConfig
) -> SocNetwork | SgMg:
    """Return the network of weights under their published names."""
    left = dict(weights)
    for name, value in weights.items():
        if name.endswith(published_names.POSITION_INDEX):
            constant = relative_position_index(config.backbone.window)
            if value.shape != constant.shape or not torch.equal(value.long(), constant):
                raise CheckpointError(f"{path.name}: {name} is not the index this network uses.")
            del left[name]
    first, second = published_names.BOX_HEADS
    for name in [name for name in left if name.startswith(second)]:
        twin = first + name.removeprefix(second)
        value = left.pop(name)
        if not torch.equal(left.setdefault(twin, value), value):
            raise CheckpointError(f"{path.name}: {name} and {twin} differ, but are one tensor.")
    table = published_names.SOC
    if isinstance(config, SgMgConfig):
        table = published_names.SGMG
    elif isinstance(config, SocPlusConfig):
        table = published_names.SOC_PLUS
    return _filled(path, config, left, lambda name: published_names.published_name(name, table))


def _filled(
    path: Path,
    config: SocConfig | SgMgConfig,
    weights: Weights,
    name_in_file: Callable[[str], str],
) -> SocNetwork | SgMg:
    """Return the network with `weights`, in evaluation mode, after checking every one of them."""
    try:
        with torch.device("meta"):
            network = _untrained(config)
    except (ValueError, RuntimeError, AssertionError, ZeroDivisionError) as error:
        raise CheckpointError(_NOT_OURS.format(path.name)) from error
    filled = check(path.name, config.name, network.state_dict(), weights, name_in_file)
    network.load_state_dict(filled, assign=True)
    network.text.make_constants()
    return network.eval().requires_grad_(False)


def _untrained(config: SocConfig | SgMgConfig) -> SocNetwork | SgMg:
    if isinstance(config, SgMgConfig):
        return SgMg(config)
    return SocPlus(config) if isinstance(config, SocPlusConfig) else Soc(config)


def _config_from_json(
    path: Path, text: str, example: SocConfig | SgMgConfig
) -> SocConfig | SgMgConfig:
    """Read a configuration like `example`; what it claims is checked against the weights later."""
    try:
        values = json.loads(text)
        values["backbone"] = bounded(example.backbone, values["backbone"])
        values["text"] = bounded(example.text, values["text"])
        return bounded(example, values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CheckpointError(_NOT_OURS.format(path.name)) from error
