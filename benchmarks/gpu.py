"""The table of a graphics card: windows of every published network, beside plain PyTorch.

    python benchmarks/gpu.py [--device cuda] [--seconds 30]
    python benchmarks/gpu.py --launches

For each network, with random weights, which take the same time as trained ones: frames a second of
the procedure as published in plain float32, one window at a time; ours in half precision, one
window and as many at once as the program takes; how many times the price of one expression eight
have; and the most memory of the card. `--seconds` bounds each measurement, so that a card is
done in less than eight minutes. `--device cpu --networks soc-swin-t --size 64 96` tries the script;
SgMg needs 129 pixels to a side.

`--launches` needs no card: it counts what PyTorch would have one do for a window, on its device
without numbers, and says how many frames a second starting all of that would allow.
"""

import soc_rvos  # isort: skip  # noqa: F401  # before torch, whose threads sleep then

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from soc_rvos.architectures import ARCHITECTURES
from soc_rvos.config import (
    SGMG_SWIN_B,
    SGMG_SWIN_T,
    SOC_PLUS_SWIN_T,
    SOC_SWIN_B,
    SOC_SWIN_T,
    SgMgConfig,
    SocConfig,
)
from soc_rvos.inference.device import backbone_precision, choose_device
from soc_rvos.inference.engines import lower
from soc_rvos.networks.network import SwinNetwork
from soc_rvos.networks.parts.text import TextFeatures
from soc_rvos.settings import GPU_BATCH

NETWORKS = {
    each.name: each for each in (SOC_SWIN_T, SOC_SWIN_B, SOC_PLUS_SWIN_T, SGMG_SWIN_T, SGMG_SWIN_B)
}
WORDS = 12  # of an ordinary expression, with its start and end
EXPRESSIONS = 8
_LEAST_RUNS = 3
_START = (5, 10)  # microseconds to start something on a card
_NOTHING = {"_unsafe_view", "empty", "detach", "_reshape_alias"}  # starts nothing
_PRODUCTS = {"addmm", "mm", "bmm", "baddbmm", "convolution"}


def main() -> None:
    """Measure and print a row for each network."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="auto")
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--size", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"))
    parser.add_argument("--seconds", type=float, default=15, help="of each measurement")
    parser.add_argument("--launches", action="store_true", help="count what a card would start")
    options = parser.parse_args()
    if options.launches:
        _print_launches(options)
        return
    device = choose_device(options.device)
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
    write = sys.stdout.write
    write(f"{name}, torch {torch.__version__}; frames a second\n")
    write("network          plain float32   ours   together   times   8 expressions   memory GB\n")
    for each in options.networks:
        try:
            row = _row(each, device, options)
        except torch.OutOfMemoryError:
            row = "does not fit the memory that is free"
        write(f"{each:16} {row}\n")
        sys.stdout.flush()
        if device.type == "cuda":
            torch.cuda.empty_cache()


def _print_launches(options: argparse.Namespace) -> None:
    """Print what a window starts on a card, and the frames a second that this allows."""
    write = sys.stdout.write
    write("network          windows  expressions   calls   with conversions   frames/s at ")
    write("   ".join(f"{each} us" for each in _START) + "\n")
    for name in options.networks:
        with torch.device("meta"):
            network = _built(name)
        config = network.config
        size = options.size or _size(config)
        for clips, expressions in ((1, 1), (4, 1), (1, EXPRESSIONS)):
            counted = _Calls()
            frames, _ = _inputs(size, torch.device("meta"), clips, config.window_length, 1)
            text = _no_words(expressions, network.text.channels)
            for count in (nullcontext(), counted):  # what never changes is made once
                with torch.no_grad(), count:
                    visual = network.encode_frames(frames)
                    for number in range(clips):
                        network.decode(visual.clip(number), text, best=5)
            calls = counted.made / clips
            most = calls + 2 * counted.products / clips  # of what is multiplied, and of the product
            rates = [config.window_length / (most * each * 1e-6) for each in _START]
            write(f"{name:16} {clips:7} {expressions:12} {calls:7.0f} {most:18.0f}        ")
            write("  ".join(f"{rate:7.0f}" for rate in rates) + "\n")
            sys.stdout.flush()


class _Calls(TorchDispatchMode):
    """Counts the calls that compute or copy, and the products of matrices among them."""

    def __init__(self) -> None:
        super().__init__()
        self.made = self.products = 0

    def __torch_dispatch__(
        self, function: Any, types: Any, given: tuple[Any, ...] = (), named: Any = None
    ) -> Any:
        name = function._schema.name.removeprefix("aten::")
        self.made += not (function.is_view or name in _NOTHING)
        self.products += name in _PRODUCTS
        return function(*given, **(named or {}))


def _no_words(expressions: int, channels: int) -> TextFeatures:
    """Return as many expressions as a card without numbers would have read."""
    words = torch.empty(expressions, WORDS, channels, device="meta")
    return TextFeatures(words, words[:, 0], words, words[..., 0] > 0)


def _row(name: str, device: torch.device, options: argparse.Namespace) -> str:
    """Return what the table says of a network.

    Raises:
        torch.OutOfMemoryError: not even one window of it fits the device.
    """
    config = NETWORKS[name]
    size = options.size or _size(config)
    plain = _rate(_plain(_network(name, device), size, device), config.window_length, options)
    network = _network(name, device)
    precision = backbone_precision(device)
    lower(network.lowered(), precision)
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)

    def rate(clips: int, expressions: int) -> float:
        work = _window(network, size, device, clips, expressions, precision)
        return _rate(work, clips * config.window_length, options)

    one, clips = rate(1, 1), GPU_BATCH
    while True:  # as the program does
        try:
            together = rate(clips, 1)
            break
        except torch.OutOfMemoryError:
            if clips == 1:
                raise
            clips //= 2
            torch.cuda.empty_cache()
    eight = rate(1, EXPRESSIONS)
    used = torch.cuda.max_memory_allocated(device) / 1e9 if device.type == "cuda" else 0.0
    return (
        f"{plain:13.1f} {one:6.1f} {together:6.1f} ({clips}) {together / plain:7.1f} "
        f"{one / eight:14.1f}x {used:11.1f}"
    )


def _size(config: SocConfig | SgMgConfig) -> tuple[int, int]:
    """Return height and width of a wide video's frames as the network sees them.

    SgMg has no bound for the long side that a video reaches, and pads.
    """
    sides = config.short_side, min(config.long_side, config.short_side * 16 // 9)
    padded = config.padded_to if isinstance(config, SgMgConfig) else 1
    height, width = (-(-side // padded) * padded for side in sides)
    return height, width


def _network(name: str, device: torch.device) -> SwinNetwork:
    torch.manual_seed(0)
    network = _built(name)
    network.complete()
    return network.to(device)


def _built(name: str) -> SwinNetwork:
    config = NETWORKS[name]
    build = next(each.build for each in ARCHITECTURES if type(each.example) is type(config))
    network = build(config)  # type: ignore[call-arg]
    assert isinstance(network, SwinNetwork)
    return network.eval().requires_grad_(False)


def _inputs(
    size: tuple[int, int], device: torch.device, clips: int, length: int, expressions: int
) -> tuple[Tensor, Tensor]:
    """Return noise as frames [B, T, 3, H, W], and the ids of as many expressions, int64 [E, N]."""
    frames = torch.randn(clips, length, 3, *size, device=device)
    ids = torch.randint(4, 1000, (expressions, WORDS), device=device)
    ids[:, 0], ids[:, -1] = 0, 2
    return frames, ids


def _plain(
    network: SwinNetwork, size: tuple[int, int], device: torch.device
) -> Callable[[], object]:
    """Return one window as published: everything in float32, all queries' masks."""
    frames, ids = _inputs(size, device, 1, network.config.window_length, 1)
    present = torch.ones_like(ids)

    def run() -> object:
        # With gradients, of which there are none, every step is taken the plain way.
        with torch.enable_grad():
            return network.decode(network.encode_frames(frames), network.encode_text(ids, present))

    return run


def _window(
    network: SwinNetwork,
    size: tuple[int, int],
    device: torch.device,
    clips: int,
    expressions: int,
    precision: torch.dtype,
) -> Callable[[], object]:
    """Return `clips` windows at once, each with as many expressions."""
    frames, ids = _inputs(size, device, clips, network.config.window_length, expressions)
    present = torch.ones_like(ids)
    half = precision != torch.float32

    def run() -> None:
        with torch.inference_mode():
            with torch.autocast(device.type, precision) if half else nullcontext():
                visual = network.encode_frames(frames)
            text = network.encode_text(ids, present)
            for number in range(clips):
                network.decode(visual.clip(number) if clips > 1 else visual, text, best=5)

    return run


def _rate(work: Callable[[], object], frames: int, options: argparse.Namespace) -> float:
    """Return the frames a second of `work`, the median of some runs; the first is not counted."""
    taken: list[float] = []
    ends = time.perf_counter() + options.seconds
    while len(taken) <= _LEAST_RUNS or time.perf_counter() < ends:
        start = time.perf_counter()
        work()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        taken.append(time.perf_counter() - start)
    return frames / statistics.median(taken[1:])


if __name__ == "__main__":
    main()
