"""Frames a second of SOC, SOC++ and SgMg on one machine, for one sentence and for several.

    python benchmarks/paper_speed.py --device cpu --sentences 1 2 5 10

Weights are random: the time does not depend on them. A clip of 8 frames of 360 x 640 goes through
backbone, words and heads, as in `soc-studio evaluate`; with several sentences it is encoded once.
SgMg for several answers them at once. Beside the clock it tells the processor's seconds of all
threads for a frame, which other programs change little.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import numpy as np
import torch

from soc_rvos.config import SGMG_SWIN_T, SOC_PLUS_SWIN_T, SOC_SWIN_T
from soc_rvos.inference.device import choose_device
from soc_rvos.inference.preprocess import normalise, pad
from soc_rvos.networks.network import Network
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.sgmg_together import SgMgTogether
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_plus import SocPlus

WORDS = 9  # of an ordinary sentence, with its start and end
NETWORKS = {
    "soc-swin-t": (Soc, SOC_SWIN_T),
    "soc-plus-swin-t": (SocPlus, SOC_PLUS_SWIN_T),
    "sgmg-swin-t": (SgMg, SGMG_SWIN_T),
    "sgmg-together": (SgMgTogether, SGMG_SWIN_T),
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="auto")
    parser.add_argument("--frames", type=int, default=8)
    parser.add_argument("--size", type=int, nargs=2, default=(360, 640))
    parser.add_argument("--sentences", type=int, nargs="+", default=[1, 2, 5, 10])
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    device = choose_device(arguments.device)
    height, width = arguments.size
    write = sys.stdout.write
    write(f"{arguments.frames} frames of {height} x {width}, {device}, float32, ")
    write(f"{torch.get_num_threads()} threads; median of {arguments.runs}\n")
    write("| network | sentences | frames a second | processor's seconds a frame |\n")
    write("| --- | --- | --- | --- |\n")
    random = np.random.default_rng(0)
    frames = random.integers(0, 256, (arguments.frames, height, width, 3), dtype=np.uint8)
    clip = normalise(torch.from_numpy(frames))[None].to(device)
    for name in arguments.networks:
        build, config = NETWORKS[name]
        torch.manual_seed(0)
        network = build(config).to(device).eval()
        network.complete()
        _seconds(network, clip, 1, device)  # warm
        for count in arguments.sentences:
            taken = [_seconds(network, clip, count, device) for _ in range(arguments.runs)]
            clock, processor = (statistics.median(each) for each in zip(*taken, strict=True))
            rate, share = arguments.frames / clock, processor / arguments.frames
            write(f"| {name} | {count} | {rate:.2f} | {share:.2f} |\n")
            sys.stdout.flush()


def _seconds(
    network: Network, clip: torch.Tensor, count: int, device: torch.device
) -> tuple[float, float]:
    """Return the seconds by the clock, and those of the processor, for a clip."""
    ids = torch.randint(4, 1000, (count, WORDS), device=device)
    at_once = count if isinstance(network, SgMgTogether) else 1
    began, worked = time.perf_counter(), time.process_time()
    with torch.inference_mode():
        if isinstance(network, SgMg):
            extents = torch.tensor([[clip.shape[-1], clip.shape[-2]]], device=device)
            visual = network.encode_frames(pad(clip, 16), extents)
        else:
            visual = network.encode_frames(clip)
        for own in ids.split(at_once):
            text = network.encode_text(own, torch.ones_like(own))
            network.decode(visual, text, best=1).masks.sum().item()
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main()
