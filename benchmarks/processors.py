"""Whether older processors find the same masks as this one, and what they take.

    python benchmarks/processors.py [--checkpoint FILE]

PyTorch and oneDNN are told to use no more than AVX2, or SSE 4.1, and the program that the processor
multiplies no bfloat16; and everything once more where no program, and so no compiler, can be found.
Each kind is a process of its own on one thread. It searches a window of the sample with soc-mini,
follows an object with the tracker, and answers a window of noise with the SOC of `--checkpoint`,
small. Masks are compared with those of this processor as it is; seconds are the processor's.
"""

from __future__ import annotations

import soc_rvos  # isort: skip  # before torch, whose threads sleep then

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos import checkpoint
from soc_rvos.inference import device
from soc_rvos.inference.engines import lower
from soc_rvos.networks.soc import SocNetwork
from soc_studio.core.media.video_reader import open_video
from soc_studio.resources import resource

KINDS: dict[str, dict[str, str]] = {
    "as it is": {},
    "no bfloat16": {},
    "AVX2": {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2"},
    "SSE 4.1": {"ATEN_CPU_CAPABILITY": "default", "ONEDNN_MAX_CPU_ISA": "SSE41"},
    "no compiler": {"PATH": "", "CC": "", "CXX": ""},
}
_WITH_BFLOAT16 = ("as it is", "no compiler")
_FRAMES = 8
_SIZE = 96, 160


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, help="of a SOC or SOC++")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--one", nargs=2, metavar=("KIND", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, file = options.one
        has = kind in _WITH_BFLOAT16
        with mock.patch.object(device, "_cpu_multiplies_bfloat16", return_value=has):
            np.savez(file, **_found(options.checkpoint))
        return
    write = sys.stdout.write
    write("                          load, s   answer, s   again, s   IoU least   boxes, pixels\n")
    first: dict[str, NDArray[np.float64]] = {}
    for kind in options.kinds:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "found.npz"
            command = [sys.executable, __file__, "--one", kind, str(file)]
            if options.checkpoint:
                command += ["--checkpoint", str(options.checkpoint)]
            environment = {**os.environ, "OMP_NUM_THREADS": "1", **KINDS[kind]}
            subprocess.run(command, check=True, env=environment)
            found = dict(np.load(file))
        first = first or found
        for name in (name.removesuffix(".seconds") for name in found if name.endswith(".seconds")):
            seconds = "".join(f"{each:11.2f}" for each in found[f"{name}.seconds"])
            best = int(first[f"{name}.scores"].argmax()) if f"{name}.scores" in first else ...
            overlap = _overlap(*(each[f"{name}.masks"][best] > 0 for each in (first, found)))
            away = ""
            if f"{name}.boxes" in found:
                away = f"{np.abs(first[f'{name}.boxes'] - found[f'{name}.boxes']).max():16.2f}"
            write(f"{kind:12} {name:10} {seconds} {overlap:11.4f}{away}\n")
            sys.stdout.flush()


def _overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Return the least IoU of masks [T, H, W] that show anything."""
    both, either = ((join.sum((1, 2))) for join in (one & other, one | other))
    return float((both[either > 0] / either[either > 0]).min(initial=1.0))


def _found(file: Path | None) -> dict[str, NDArray[np.generic]]:
    """Return masks, boxes in pixels and seconds of each network."""
    with open_video(resource("sample", "sample.mp4")) as reader:
        frames = np.stack([f for _, f in zip(range(_FRAMES), reader.frames(), strict=False)])
    found: dict[str, NDArray[np.generic]] = {}

    def keep(name: str, load: float, *answers: tuple[float, NDArray[np.generic]]) -> None:
        found[f"{name}.seconds"] = np.array([load, *(seconds for seconds, _ in answers)])
        found[f"{name}.masks"] = answers[-1][1]

    began = time.process_time()
    model = soc_rvos.load("soc-mini", "cpu")
    load = time.process_time() - began

    def segment() -> tuple[float, NDArray[np.generic]]:
        began = time.process_time()
        (track,) = model.segment(frames, "the dog", threshold=0)
        return time.process_time() - began, track.masks

    answers = segment(), segment()
    keep("soc-mini", load, *answers)
    first = answers[-1][1][0]  # by itself on each kind, so that differences add up as in use

    def follow() -> tuple[float, NDArray[np.generic]]:
        began = time.process_time()
        masks = soc_rvos.track(frames, {0: first > 0}).masks
        return time.process_time() - began, masks

    began = time.process_time()
    from soc_rvos.tracking import load_tracker

    load_tracker()
    load = time.process_time() - began
    keep("tracker", load, follow(), follow())
    if file is not None:
        found |= _soc(file)
    return found


def _soc(file: Path) -> dict[str, NDArray[np.generic]]:
    """Return the same of the SOC in `file`, all its queries, for a made-up window and sentence."""
    began = time.process_time()
    network = checkpoint.load(file).network
    assert isinstance(network, SocNetwork)
    precision = device.backbone_precision(torch.device("cpu"))
    lower(network.lowered(), precision)
    seconds = [time.process_time() - began]
    made = torch.Generator().manual_seed(0)
    coarse = torch.randn(1, _FRAMES, 3, _SIZE[0] // 8, _SIZE[1] // 8, generator=made)
    clip = torch.nn.functional.interpolate(coarse[0], size=_SIZE, mode="bicubic")[None]
    most = min(1000, network.config.text.vocabulary)
    words = torch.randint(4, most, (1, 12), generator=made)
    words[:, 0], words[:, -1] = 0, 2
    for _ in range(2):
        began = time.process_time()
        with torch.inference_mode():
            with torch.autocast("cpu", precision, enabled=precision != torch.float32):
                visual = network.encode_frames(clip)
            text = network.encode_text(words, torch.ones_like(words))
            answers = network.decode(visual, text)
        seconds.append(time.process_time() - began)
    return {
        "SOC.seconds": np.array(seconds),
        "SOC.scores": answers.scores[0, ..., 0].mean(0).numpy(),
        "SOC.masks": answers.masks[0].transpose(0, 1).numpy(),
        "SOC.boxes": answers.boxes[0].numpy() * [_SIZE[1], _SIZE[0], _SIZE[1], _SIZE[0]],
    }


if __name__ == "__main__":
    main()
