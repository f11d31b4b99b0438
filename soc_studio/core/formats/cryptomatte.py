"""Cryptomatte, version 1.2: ids of names, what a file says of them, and ranked coverage.

Friedman and Jones, "Fully Automatic ID Mattes with Support for Motion Blur and Transparency",
SIGGRAPH 2015 (posters), and the specification in github.com/Psyop/Cryptomatte.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TYPE = "CryptoObject"
"""What the program's Cryptomatte is called in a file."""
_FEWEST, _MOST = 2, 6  # levels, each with two ranks; Nuke reads up to 12
_WORD = 0xFFFFFFFF


def murmur3(data: bytes) -> int:
    """Return MurmurHash3_x86_32 of `data` with seed 0."""
    value = 0
    whole = len(data) // 4 * 4
    for at in range(0, whole, 4):
        value ^= _scrambled(int.from_bytes(data[at : at + 4], "little"))
        value = (_turned(value, 13) * 5 + 0xE6546B64) & _WORD
    if whole < len(data):
        value ^= _scrambled(int.from_bytes(data[whole:], "little"))
    value ^= len(data)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = ((value ^ value >> shift) * factor) & _WORD
    return value ^ value >> 16


def _scrambled(word: int) -> int:
    return _turned(word * 0xCC9E2D51 & _WORD, 15) * 0x1B873593 & _WORD


def _turned(word: int, bits: int) -> int:
    return (word << bits | word >> 32 - bits) & _WORD


def id_bits(name: str) -> int:
    """Return the 32 bits of the id of `name`.

    They are those of its hash; where these make a float that is not a normal number, one bit of
    the exponent is the other way round.
    """
    bits = murmur3(name.encode(errors="surrogatepass"))
    return bits ^ 1 << 23 if bits >> 23 & 255 in (0, 255) else bits


def id_value(name: str) -> np.float32:
    """Return the id of `name` as pixels hold it."""
    return np.float32(np.uint32(id_bits(name)).view(np.float32))


def metadata(names: Sequence[str], kind: str = TYPE) -> dict[str, str]:
    """Return what the head of a file says of the Cryptomatte `kind` with ids of `names`.

    The manifest is JSON in UTF-8 without escapes of letters, which Blender does not read.
    """
    key = f"cryptomatte/{id_bits(kind):08x}"[:-1]
    manifest = {name: f"{id_bits(name):08x}" for name in names}
    return {
        f"{key}/name": kind,
        f"{key}/hash": "MurmurHash3_32",
        f"{key}/conversion": "uint32_to_float32",
        f"{key}/manifest": json.dumps(manifest, ensure_ascii=False, separators=(",", ":")),
    }


def level_count(layers: int) -> int:
    """Return how many levels hold the coverage of so many layers."""
    return min(_MOST, max(_FEWEST, -(-layers // 2)))


def ranked_channels(
    names: Sequence[str], mattes: Sequence[NDArray[np.uint8]], kind: str = TYPE
) -> dict[str, NDArray[np.float32]]:
    """Return the channels of the Cryptomatte `kind`, by name, float32 [H, W].

    `CryptoObject00` holds the ids of the two layers that cover most of a pixel in R and B, and what
    part of it they cover in G and A; `CryptoObject01` the next two, and so on. Where nothing
    covers it, they are 0. A layer covers only what those above it leave, so that the parts of a
    pixel come to no more than 1.

    Args:
        names: of the layers, the uppermost first.
        mattes: of each layer, uint8 [H, W], 255 where it covers a pixel.
        kind: what the channels are called.
    """
    height, width = mattes[0].shape
    shown = np.flatnonzero(np.maximum.reduce(list(mattes)))
    coverage = np.empty((len(mattes), len(shown)), dtype=np.float32)
    left = np.ones(len(shown), dtype=np.float32)
    for layer, matte in zip(coverage, mattes, strict=True):
        part = matte.reshape(-1)[shown].astype(np.float32) / np.float32(255)
        layer[:] = left * part
        left *= 1 - part
    order = np.argsort(-coverage, axis=0, kind="stable")
    ids = np.array([id_value(name) for name in names], dtype=np.float32)
    channels = {}
    for rank in range(2 * level_count(len(names))):
        id_plane, part_plane = (np.zeros(height * width, dtype=np.float32) for _ in range(2))
        if rank < len(names):
            part = np.take_along_axis(coverage, order[rank : rank + 1], axis=0)[0]
            part_plane[shown] = part
            id_plane[shown] = np.where(part > 0, ids[order[rank]], np.float32(0))
        level, letters = f"{kind}{rank // 2:02d}", "RG" if rank % 2 == 0 else "BA"
        channels[f"{level}.{letters[0]}"] = id_plane.reshape(height, width)
        channels[f"{level}.{letters[1]}"] = part_plane.reshape(height, width)
    return channels
