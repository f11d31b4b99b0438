"""Checks every file of weights, for any network."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from torch import Tensor, bfloat16, float16, float32, float64

from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message

_NAMED = 5  # names listed in a message; the rest is counted
_KINDS = (float16, bfloat16, float32, float64)
_BOUNDS = (1, 1_000_000)  # of any number in a configuration but these, and fields with "bounds"
_OWN_BOUNDS = {
    "answer_level": (-1, 100),
    "window": (1, 16),  # attention among its tokens takes memory by their number's square
    "threshold": (0, 1),
    "window_length": (1, 64),
    "depths": (1, 100),
    "layers": (1, 100),
    "encoder_layers": (1, 100),
    "decoder_layers": (1, 100),
    "cluster_layers": (1, 100),
}

_Config = TypeVar("_Config")


def check(
    file: str,
    network: str,
    expected: Mapping[str, Tensor],
    weights: Mapping[str, Tensor],
    name_in_file: Callable[[str], str] = str,
) -> dict[str, Tensor]:
    """Return `weights` under the names of `expected`, float32, after checking every one of them.

    Args:
        file, network: their names in messages.
        expected: the network's state, for names and shapes.
        weights: the file's tensors.
        name_in_file: returns the file's name for a name of `expected`.

    Raises:
        CheckpointError: a weight is missing, unexpected, of the wrong shape, or not finite.
    """
    places = {name: (name_in_file(name), value) for name, value in expected.items()}
    known = {name for name, _ in places.values()}
    for problem, names in (
        (
            message("lacks what {network} needs", network=network),
            (name for name in known if name not in weights),
        ),
        (
            message("holds what {network} has no place for", network=network),
            (name for name in weights if name not in known),
        ),
        (
            message("has weights of the wrong shape"),
            (
                message(
                    "{name} is {shape}, not {expected}",
                    name=name,
                    shape=_shape(weights[name]),
                    expected=_shape(value),
                )
                for name, value in places.values()
                if name in weights and weights[name].shape != value.shape
            ),
        ),
        (
            message("has weights that are not finite numbers"),
            (
                name
                for name, value in weights.items()
                if value.dtype not in _KINDS or not _is_finite(value)
            ),
        ),
    ):
        if found := sorted(names):  # a generator: later checks rely on earlier ones
            raise CheckpointError(
                message(
                    "{file} {problem}: {names}.", file=file, problem=problem, names=_some(found)
                )
            )
    return {ours: weights[name].to(float32) for ours, (name, _) in places.items()}


def _is_finite(values: Tensor) -> bool:
    """Return whether all `values` are finite, without a copy of them: it saves a second."""
    if not values.numel():
        return True
    least, most = values.aminmax()  # NaN where any value is
    return bool(least.isfinite() and most.isfinite())


def bounded(example: _Config, values: Mapping[str, Any]) -> _Config:
    """Make a configuration like `example` whose numbers are of its kinds and of a sane range.

    Raises:
        ValueError, TypeError: a value is out of range, or not of the example's type.
    """
    checked: dict[str, Any] = {}
    bounds = dict(_OWN_BOUNDS)
    for field in dataclasses.fields(example):  # type: ignore[arg-type]
        if "bounds" in field.metadata:
            bounds[field.name] = field.metadata["bounds"]
    for name, value in values.items():
        value = tuple(value) if isinstance(value, list) else value
        least, most = bounds.get(name, _BOUNDS)
        for number in value if isinstance(value, tuple) else (value,):
            if isinstance(number, bool | int | float) and not least <= number <= most:
                raise ValueError(name)
        checked[name] = value
    config = type(example)(**checked)
    for field in dataclasses.fields(example):  # type: ignore[arg-type]
        if _kind(getattr(config, field.name)) != _kind(getattr(example, field.name)):
            raise TypeError(field.name)
    return config


def _kind(value: object) -> tuple[type, ...]:
    """Return the type of `value`, and those of its parts where it is a tuple."""
    parts = value if isinstance(value, tuple) else ()
    return (type(value), *(type(part) for part in parts))


def _some(names: list[str]) -> str:
    said = names[0]
    for each in names[1:_NAMED]:
        said = message("{first}, {other}", first=said, other=each)
    more = len(names) - _NAMED
    return message("{names} and {more} more", names=said, more=more) if more > 0 else said


def _shape(value: Tensor) -> str:
    return " x ".join(str(side) for side in value.shape) or message("a single number")
