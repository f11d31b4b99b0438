"""The table of nouns as it lies in a file: compressed bytes, checked when they are read."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.errors import CheckpointError
from soc_rvos.language.bridge import CLASSES, FULL, LEVELS, Bridge
from soc_rvos.messages import message

_MOST_NOUNS = 65_535
_MOST_BYTES = 8 << 20  # of one array, unpacked
_BROKEN = message("The word table of this model file is damaged. Fetch the model again.")
_WORDS = ("nouns", "concepts", "irregular", "verbs", "adjectives", "class_names")
_NUMBERS: dict[str, np.dtype[Any]] = {
    "levels": np.dtype("u1"),
    "lists": np.dtype("<u2"),
    "concept_bits": np.dtype("<u4"),
    "list_stops": np.dtype("<u4"),
    "list_classes": np.dtype("<u2"),
    "list_weights": np.dtype("u1"),
}


def bridge_to_arrays(bridge: Bridge) -> dict[str, NDArray[np.uint8]]:
    """Return the bridge as compressed bytes, uint8 arrays by name, for `bridge_from_arrays`."""
    words = {
        "nouns": bridge.nouns,
        "concepts": bridge.concepts,
        "irregular": [f"{plural}\t{single}" for plural, single in bridge.irregular.items()],
        "verbs": sorted(bridge.verbs),
        "adjectives": sorted(bridge.adjectives),
        "class_names": bridge.class_names,
    }
    packed = {name: _pack("\n".join(lines).encode()) for name, lines in words.items()}
    for name, kind in _NUMBERS.items():
        packed[name] = _pack(getattr(bridge, name).astype(kind).tobytes())
    return packed


def bridge_from_arrays(arrays: Mapping[str, NDArray[np.uint8]]) -> Bridge:
    """Return the bridge that `bridge_to_arrays` packed, after checking every number of it.

    Raises:
        CheckpointError: the arrays are no such bridge.
    """
    try:
        words = {name: _unpack(arrays[name]).decode().split("\n") for name in _WORDS}
        numbers = {
            name: np.frombuffer(_unpack(arrays[name]), kind) for name, kind in _NUMBERS.items()
        }
        irregular = {
            plural: single
            for plural, _, single in (line.partition("\t") for line in words["irregular"])
        }
    except (KeyError, ValueError, zlib.error) as error:
        raise CheckpointError(_BROKEN) from error
    bridge = Bridge(
        nouns=tuple(words["nouns"]),
        concepts=tuple(words["concepts"]),
        irregular=irregular,
        verbs=frozenset(words["verbs"]),
        adjectives=frozenset(words["adjectives"]),
        class_names=tuple(words["class_names"]),
        **numbers,
    )
    if not _is_sound(bridge):
        raise CheckpointError(_BROKEN)
    return bridge


def _is_sound(bridge: Bridge) -> bool:
    count = len(bridge.nouns)
    stops = bridge.list_stops.astype(np.int64)
    return (
        0 < count <= _MOST_NOUNS
        and len(set(bridge.nouns)) == count
        and len(bridge.levels) == len(bridge.lists) == len(bridge.concept_bits) == count
        and len(stops) > 0
        and bool((np.diff(stops, prepend=0) >= 0).all())
        and stops[-1] == len(bridge.list_classes) == len(bridge.list_weights)
        and bool((bridge.list_classes < CLASSES).all())
        and bool((bridge.levels < len(LEVELS)).all())
        and bool((bridge.lists < len(stops)).all())
        and len(bridge.concepts) <= 32
        and len(bridge.class_names) == CLASSES
    )


def _pack(data: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(zlib.compress(data, 9), np.uint8)


def _unpack(array: NDArray[np.uint8]) -> bytes:
    """Return what `_pack` packed; a file may be made to unpack to any size, so that is bounded."""
    if array.dtype != np.uint8 or array.ndim != 1:
        raise ValueError(array.dtype)
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(array.tobytes(), _MOST_BYTES)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError(len(data))
    return data


def joined_lists(
    lists: Sequence[Mapping[int, float]],
) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return `list_stops`, `list_classes` and `list_weights` of classes with weights in (0, 1]."""
    classes = [number for each in lists for number in sorted(each)]
    weights = [each[number] for each in lists for number in sorted(each)]
    return (
        np.cumsum([len(each) for each in lists]).astype(np.uint32),
        np.array(classes, np.uint16),
        np.maximum(1, np.round(np.array(weights) * FULL)).astype(np.uint8),
    )
