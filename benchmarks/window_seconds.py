"""Seconds that a network takes for one window, by device, precision and number of expressions.

    python benchmarks/window_seconds.py --network soc-swin-t --device cpu --expressions 1 8

Weights are random unless `--checkpoint` names a file; the time does not depend on them. With a
checkpoint the masks of each precision are also compared with those of float32. With
`--compiled`, `torch.compile` makes code of the backbone's blocks and the encoder's layers, for the
lower precision alone, which needs a C++ compiler; it says how long the first window took.
"""

from __future__ import annotations

import soc_rvos  # isort: skip  # noqa: F401  # before torch, whose threads sleep then

import argparse
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from soc_rvos import checkpoint
from soc_rvos.config import PUBLISHED, SocConfig
from soc_rvos.inference.device import backbone_precision, choose_device
from soc_rvos.inference.engines import lower
from soc_rvos.inference.preprocess import normalise
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts.transformer import EncoderLayer
from soc_rvos.networks.parts.video_swin import SwinBlock
from soc_rvos.networks.soc import Soc, SocNetwork

WORDS = 9  # of an ordinary expression, with its start and end


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = {config.name: config for config in PUBLISHED}
    parser.add_argument("--network", choices=names, default="soc-swin-t")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--size", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"))
    parser.add_argument("--frames", type=Path, help="a folder of pictures, the window's frames")
    parser.add_argument("--expressions", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--compiled", action="store_true")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    device = choose_device(arguments.device)
    network = _network(arguments.checkpoint, names[arguments.network])
    if not isinstance(network, SocNetwork):
        parser.error(f"{arguments.checkpoint} has no weights of SOC or SOC++")
    network = network.to(device).eval()
    config = network.config
    height, width = arguments.size or (config.short_side, config.long_side)
    clip = normalise(_frames(arguments.frames, config.window_length, height, width).to(device))
    precisions = list(dict.fromkeys((torch.float32, backbone_precision(device))))
    if arguments.compiled:
        precisions = precisions[-1:]  # code is made for so many cases alone
    write = sys.stdout.write
    write(f"{config.name}, {clip.shape[1]} frames of {height} x {width}, {device}, ")
    write(f"{torch.get_num_threads()} threads; median of {arguments.runs} runs, seconds\n")
    exact: SocAnswers | None = None
    for precision in precisions:
        lower(network.lowered(), precision)
        if arguments.compiled:
            for part in (*network.backbone.modules(), *network.transformer.encoder):
                if isinstance(part, SwinBlock | EncoderLayer):
                    part.compile(dynamic=False)
            start = time.perf_counter()
            _timed(network, clip, arguments.expressions[0], precision, 0)
            write(f"  compiled, the first window {time.perf_counter() - start:.0f}\n")
        for count in arguments.expressions:
            seconds, answers = _timed(network, clip, count, precision, arguments.runs)
            row = f"  {str(precision).removeprefix('torch.'):9} {count} expressions {seconds:8.2f}"
            if arguments.checkpoint and count == arguments.expressions[0]:
                exact = exact or answers
                row += f"   masks as in float32: IoU {_agreement(answers, exact):.4f}"
            write(row + "\n")


def _network(path: Path | None, config: SocConfig) -> nn.Module:
    torch.manual_seed(0)
    return checkpoint.load(path).network if path else Soc(config)


def _frames(folder: Path | None, count: int, height: int, width: int) -> torch.Tensor:
    """Return uint8 [1, T, H, W, 3]: pictures of `folder`, else noise."""
    if folder is None:
        noise = np.random.default_rng(0).integers(0, 256, (1, count, height, width, 3))
        return torch.from_numpy(noise.astype(np.uint8))
    from PIL import Image

    from soc_rvos.inference.preprocess import resize

    pictures = [np.asarray(Image.open(path)) for path in sorted(folder.iterdir())[:count]]
    return torch.from_numpy(np.stack([resize(one, (height, width)) for one in pictures]))[None]


def _timed(
    network: SocNetwork, clip: torch.Tensor, count: int, precision: torch.dtype, runs: int
) -> tuple[float, SocAnswers]:
    """Return the median seconds of a window with `count` expressions, and its answers."""
    device = clip.device
    generator = torch.Generator().manual_seed(1)
    vocabulary = network.config.text.vocabulary
    ids = torch.randint(4, vocabulary, (count, WORDS), generator=generator).to(device)
    ids[:, 0], ids[:, -1] = 0, 2
    half = torch.autocast(device.type, precision, enabled=precision != torch.float32)
    taken = []
    with torch.inference_mode():
        for _ in range(runs + 1):
            start = time.perf_counter()
            with half:
                visual = network.encode_frames(clip)
            parts = [
                network.decode(visual, network.encode_text(some, torch.ones_like(some)), best=5)
                for some in ids.split(4)
            ]
            if device.type == "cuda":
                torch.cuda.synchronize()
            taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:] or taken), parts[0]


def _agreement(answers: SocAnswers, exact: SocAnswers) -> float:
    """Return the IoU of the best query's masks with those of the same query in `exact`."""
    one, other = (found.levels[0].masks[0, :, 0] > 0 for found in (answers, exact))
    return float((one & other).sum() / (one | other).sum().clamp(min=1))


if __name__ == "__main__":
    main()
