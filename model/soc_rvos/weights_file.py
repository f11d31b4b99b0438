"""Files of weights that nobody vouches for: read without running them, written whole or not at all.

What the weights are of is not known here; see `checkpoint`.
"""

from __future__ import annotations

import argparse
import pickle
import pickletools
import struct
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import torch
from numpy._core import multiarray
from safetensors.torch import save_file
from torch import Tensor

from soc_rvos import published_names
from soc_rvos.errors import CheckpointError
from soc_rvos.messages import Message, message

NOT_WEIGHTS = "{} does not hold the weights of a network, or is damaged."
_WRAPPERS = ("model_state_dict", "state_dict", "model")

Weights = dict[str, Tensor]


def read(path: Path) -> tuple[Mapping[str, Any], dict[str, str]]:
    """Return what the file holds, and its metadata where it is safetensors.

    Raises:
        CheckpointError: the file cannot be read, is damaged, or would run code.
    """
    try:
        with path.open("rb") as file:
            start = file.read(9)
    except OSError as error:
        reason = error.strerror or message("it cannot be opened")
        raise CheckpointError(
            message("{file} could not be read: {reason}.", file=path.name, reason=reason)
        ) from error
    if not start:
        raise CheckpointError(message("{file} is empty: it holds no weights.", file=path.name))
    if start[8:9] == b"{":
        return _read_safetensors(path)
    return _read_torch(path), {}


def _read_safetensors(path: Path) -> tuple[Weights, dict[str, str]]:
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            names = list(file.keys())
            return {name: file.get_tensor(name) for name in names}, dict(file.metadata() or {})
    except (safetensors.SafetensorError, OSError) as error:
        raise CheckpointError(
            message("{file} is damaged or cut short: fetch it again.", file=path.name)
        ) from error
    except (RuntimeError, MemoryError) as error:  # torch could not map it
        raise CheckpointError(
            message("{file} does not fit the memory: close other programs.", file=path.name)
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
            warnings.simplefilter(
                "ignore"
            )  # about the pickle's age: errors below say what is wrong
            content = torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if "GLOBAL" in str(error) or _calls(path):
            raise CheckpointError(
                message(
                    "{file} was not opened: it asks to run code, which weights never need. "
                    "Do not use this file.",
                    file=path.name,
                )
            ) from error
        raise CheckpointError(_not_weights(path)) from error
    except (RuntimeError, EOFError, zipfile.BadZipFile, OSError) as error:
        raise CheckpointError(
            message("{file} is damaged or cut short: fetch it again.", file=path.name)
        ) from error
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
        raise CheckpointError(_not_weights(path)) from error
    if not isinstance(content, Mapping):
        raise CheckpointError(_not_weights(path))
    return content


def _not_weights(path: Path) -> Message:
    return message("{file} does not hold the weights of a network, or is damaged.", file=path.name)


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


def bare(path: Path, content: Mapping[str, Any]) -> Weights:
    """Take off the trainer's wrapper and drop entries that are no weights.

    Raises:
        CheckpointError: the content has no weights, or more than weights.
    """
    for wrapper in _WRAPPERS:
        if isinstance(content.get(wrapper), Mapping):
            content = content[wrapper]
            break
    weights: Weights = {}
    for name, value in content.items():
        if not isinstance(name, str):
            raise CheckpointError(_not_weights(path))
        name = name.removeprefix("module.")
        if published_names.is_ignored(name):
            continue
        if not isinstance(value, Tensor) or not _held(value):
            raise CheckpointError(_not_weights(path))
        weights[name] = value
    if not weights:
        raise CheckpointError(_not_weights(path))
    return weights


def _held(value: Tensor) -> bool:
    """Return whether the file holds all numbers of `value`: a few bytes can claim to be many."""
    if value.layout is not torch.strided or value.device.type != "cpu":
        return False
    return value.numel() * value.element_size() <= value.untyped_storage().nbytes()


def write(path: Path, weights: Weights, metadata: Mapping[str, str]) -> None:
    """Write `weights` and `metadata` to `path` as safetensors."""
    beside = path.with_name(path.name + ".part")
    try:
        save_file(weights, beside, dict(metadata))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
