"""Reads EXR files without the library that writes them: the head by hand, the pixels by FFmpeg."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray


def head_of(path: Path) -> dict[str, str]:
    """Return what the head of an EXR says in words."""
    content, place, said = path.read_bytes(), 8, {}
    while content[place]:
        name, kind, _ = content[place : place + 512].split(b"\0", 2)
        place += len(name) + len(kind) + 2
        (size,) = struct.unpack_from("<I", content, place)
        if kind == b"string":
            said[name.decode()] = content[place + 4 : place + 4 + size].decode()
        place += 4 + size
    return said


def channel_names(path: Path) -> list[str]:
    """Return the names of the channels of an EXR, from its head."""
    content = path.read_bytes()
    place = content.index(b"channels\0chlist\0") + 20
    names = []
    while content[place]:
        name = content[place : place + 256].split(b"\0", 1)[0]
        names.append(name.decode())
        place += len(name) + 17
    return names


def layer_of(path: Path, layer: str) -> dict[str, NDArray[np.float32]]:
    """Return R, G, B and, where it has one, A of a layer of an EXR; that without a name is ""."""
    decoder = av.CodecContext.create("exr", "r")
    decoder.options = {"layer": layer}
    (frame,) = [*decoder.decode(av.Packet(path.read_bytes())), *decoder.decode(None)]
    assert isinstance(frame, av.VideoFrame)
    kind = np.dtype("<f2" if "f16" in frame.format.name else "<f4")
    return {
        letter: np.frombuffer(plane, kind)
        .reshape(plane.height, -1)[:, : plane.width]
        .astype(np.float32)
        for letter, plane in zip("GBRA", frame.planes, strict=False)
    }
