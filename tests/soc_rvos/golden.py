"""The golden numbers of the published networks, and the weights that they were computed with.

All of them where SOC_GOLDEN_DIR names their folder; else those of `tests/data/golden`, whose
README.md says what they are.
"""

from __future__ import annotations

import json
import math
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from soc_rvos.checkpoint import convert_published

_FEW = Path(__file__).resolve().parents[1] / "data" / "golden"
KIT = Path(os.environ.get("SOC_GOLDEN_DIR") or _FEW).resolve()

# Means and deviations by how a name ends, the first that fits; matrices have 1 / sqrt(inputs),
# gains 1 and 0.1, biases 0 and 0.05.
_BY_ENDING = (
    (("running_var",), 1.0, 0.1),
    (("running_mean",), 0.0, 0.05),
    (("relative_position_bias_table",), 0.0, 0.3),
    (("query_embed.weight", "proxy_embed.weight", "fq_pos.weight", "level_embed"), 0.0, 1.0),
    (
        ("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight"),
        *(0.0, 0.1),
    ),
    (("sampling_offsets.bias",), 0.0, 1.5),
)
# These keep the logits of masks in their range.
_LOUDER = {"spatial_decoder.out_lay.weight": 16.0, "controller.layers.2.weight": 0.4}
_TWIN = "transformer.decoder.bbox_embed."  # the same tensors as those without its first two words
_DEVIATION = math.sqrt(4 * (2.0**32 - 1) / 12)  # of the sum of four numbers below 65536
_AT_ONCE = 2**22


def cases(pattern: str, is_wanted: Callable[[str], bool] = lambda name: True) -> list[Any]:
    """Return the cases whose path in the kit fits `pattern`, by `network/case`, as parameters."""
    named = {f"{path.parents[1].name}/{path.stem}": path for path in sorted(KIT.glob(pattern))}
    return [
        pytest.param(path, id=name.replace("/", "-"))
        for name, path in named.items()
        if is_wanted(name)
    ]


@contextmanager
def networks() -> Iterator[Callable[[Path], nn.Module]]:
    """What builds the network that a case is of, through the converter; the last one is kept."""

    @lru_cache(maxsize=1)
    def build(folder: Path) -> nn.Module:
        spec = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
        weights = {
            key: made_weights(key, shape) for key, shape, kind in spec["keys"] if "float" in kind
        }
        assert _checksum(weights) == spec["fill_checksum"]
        published = {key: torch.from_numpy(value) for key, value in weights.items()}
        return convert_published(published, folder.name).network

    yield lambda case: build(case.parents[1])
    build.cache_clear()


def made_weights(key: str, shape: Sequence[int]) -> NDArray[np.float32]:
    """Return the weights of a tensor, which follow from its name and shape alone.

    Each is the sum of the four quarters of a 64-bit word of PCG64: nearly normal, bounded, and the
    same to the bit on every machine.
    """
    key = key.removeprefix("transformer.decoder.") if key.startswith(_TWIN) else key
    mean, deviation = _spread(key, shape)
    stream = np.random.PCG64(zlib.crc32(key.encode()))
    made = np.empty(math.prod(shape), dtype=np.float32)
    for start in range(0, len(made), _AT_ONCE):
        part = made[start : start + _AT_ONCE]
        words = np.atleast_1d(stream.random_raw(len(part))).astype("<u8", copy=False)
        quarters = words.view("<u2").reshape(-1, 4)
        part[:] = quarters.sum(axis=1, dtype=np.int32) - 2 * 65535
        part *= np.float32(deviation / _DEVIATION)
        if mean:
            part += np.float32(mean)
    return made.reshape(shape)


def _spread(key: str, shape: Sequence[int]) -> tuple[float, float]:
    for endings, mean, deviation in _BY_ENDING:
        if key.endswith(endings):
            return mean, deviation
    if len(shape) <= 1:
        return (1.0, 0.1) if key.endswith("weight") else (0.0, 0.05)
    louder = next((gain for ending, gain in _LOUDER.items() if key.endswith(ending)), 1.0)
    return 0.0, louder / math.sqrt(math.prod(shape[1:]))


def _checksum(weights: dict[str, NDArray[np.float32]]) -> str:
    """Return the CRC-32 of names and values, in the order of names."""
    check = 0
    for key in sorted(weights):
        check = zlib.crc32(key.encode(), check)
        check = zlib.crc32(weights[key].astype("<f4", copy=False).reshape(-1).view(np.uint8), check)
    return f"{check:08x}"
