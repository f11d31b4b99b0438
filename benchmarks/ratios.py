"""Whether the program is still as fast as it was: each figure as a ratio to a reference.

    python benchmarks/ratios.py            # `make bench`
    python benchmarks/ratios.py --keep     # have the ratios of now compared with later ones
    python benchmarks/ratios.py --only decode masks --runs 1

Ours and the reference run in turn in one process, so that a slower machine changes both. Both are
seconds of the processor, of all threads, and the least of some runs: what else the machine does
hardly changes them. The references are what anybody would write without this program: the published
procedure in plain PyTorch, PyAV's own loop, FFmpeg's encoder alone, pycocotools, a product of
matrices. Kept ratios are in `ratios.json`; the exit code is 1 where one grew by more than 10 %.
"""

from __future__ import annotations

import soc_rvos  # isort: skip  # before torch, whose threads sleep then

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import torch
from cutout_encoding import encode_again, export, write_source
from pycocotools import mask as coco

from soc_rvos.config import SOC_SWIN_T
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.engines import lower
from soc_rvos.inference.pipeline import RunSettings, run
from soc_rvos.masks import Mask
from soc_rvos.networks.soc import Soc
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.loading import load_model
from soc_studio.resources import resource

KEPT = Path(__file__).with_name("ratios.json")
WORSE = 1.10
_ENOUGH = 6.0  # seconds: of a tenth of a second, three runs beside other programs say little
_SAMPLE = resource("sample", "sample.mp4")
Work = Callable[[], object]
Pair = tuple[Work, Work]  # ours, and the reference


def main() -> int:
    """Measure what the options say; print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PAIRS, default=list(PAIRS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="keep the ratios of now")
    options = parser.parse_args()
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    write, worse = sys.stdout.write, []
    write("                ours s  reference s   ratio  before  ours / reference\n")
    for name in options.only:
        with PAIRS[name]() as pair:
            ours, reference = compare(*pair, options.runs)
        ratio, before = ours / reference, kept.get(name)
        said = (PAIRS[name].__doc__ or "").splitlines()[0]
        write(f"{name:12} {ours:9.3f} {reference:12.3f} {ratio:7.3f} {before or '':>7}  {said}\n")
        sys.stdout.flush()
        if before is not None and ratio > WORSE * before:
            worse.append(f"{name}: {ratio:.3f} instead of {before:.3f}, {ratio / before - 1:.0%}")
        kept[name] = round(ratio, 3)
    if options.keep:
        KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if worse:
        write("Slower than kept:\n" + "".join(f"  {each}\n" for each in worse))
    return int(bool(worse))


def compare(ours: Work, reference: Work, runs: int) -> tuple[float, float]:
    """Return the least seconds of both, which run in turn, quick ones oftener.

    What they took when they first ran does not count.
    """
    taken = [(spent(ours), spent(reference))]
    while len(taken) <= runs or sum(map(sum, taken)) < _ENOUGH:
        taken.append((spent(ours), spent(reference)))
    least, other = (min(each) for each in zip(*taken[1:], strict=True))
    return least, other


def spent(work: Work) -> float:
    """Return the processor's seconds that `work` takes, or those that it returns."""
    began = time.process_time()
    told = work()
    return told if isinstance(told, float) else time.process_time() - began


@contextmanager
def window() -> Iterator[Pair]:
    """A window of SOC Swin-T / the same network in plain PyTorch, float32."""
    torch.manual_seed(0)
    network = Soc(SOC_SWIN_T).eval().requires_grad_(False)
    network.complete()
    plain = Soc(SOC_SWIN_T).eval().requires_grad_(False)
    plain.complete()
    precision = backbone_precision(torch.device("cpu"))
    lower(network.lowered(), precision)
    frames, words = torch.randn(1, 8, 3, 192, 320), torch.arange(9)[None]
    words[0, -1] = 2

    def ours() -> None:
        is_half = precision != torch.float32
        with torch.inference_mode():
            with torch.autocast("cpu", precision, enabled=is_half):
                visual = network.encode_frames(frames)
            text = network.encode_text(words, torch.ones_like(words))
            network.decode(visual, text, best=5)

    def reference() -> None:
        # With gradients, of which there are none, nothing is cut to fit a processor's cache.
        with torch.enable_grad():
            plain(frames, words, torch.ones_like(words))

    yield ours, reference


@contextmanager
def search() -> Iterator[Pair]:
    """48 frames of the sample with soc-mini / 256 products of matrices of 1024 x 1024."""
    model = load_model("soc-mini")
    one, other = torch.randn(1024, 1024), torch.randn(1024, 1024)

    def ours() -> None:
        with open_video(_SAMPLE) as reader:
            list(run(reader, ["the dog"], model.predictor, RunSettings(stop=48)))

    yield ours, lambda: [one @ other for _ in range(256)]


@contextmanager
def quick() -> Iterator[Pair]:
    """The same in quick quality, 96 frames / the same products."""
    model = load_model("soc-mini")
    one, other = torch.randn(1024, 1024), torch.randn(1024, 1024)
    settings = RunSettings(stop=96, preview=True)

    def ours() -> None:
        with open_video(_SAMPLE) as reader:
            list(run(reader, ["the dog"], model.predictor, settings))

    yield ours, lambda: [one @ other for _ in range(256)]


@contextmanager
def three() -> Iterator[Pair]:
    """48 frames with three sentences / with one."""
    model = load_model("soc-mini")

    def find(*sentences: str) -> None:
        with open_video(_SAMPLE) as reader:
            list(run(reader, sentences, model.predictor, RunSettings(stop=48)))

    yield lambda: find("the car", "the woman", "the dog"), lambda: find("the dog")


@contextmanager
def loading() -> Iterator[Pair]:
    """A process that loads soc-mini / a process that imports torch."""

    def begun(script: str) -> float:
        said = subprocess.run(
            [sys.executable, "-c", f"{script}; import time; print(time.process_time())"],
            check=True,
            capture_output=True,
            text=True,
        )
        return float(said.stdout)

    ours = "import soc_rvos; soc_rvos.load('soc-mini', 'cpu')"
    yield lambda: begun(ours), lambda: begun("import torch")


@contextmanager
def tracking() -> Iterator[Pair]:
    """16 frames followed from the first / their optical flow, at half the size."""
    with open_video(_SAMPLE) as reader:
        frames = np.stack([frame for _, frame in zip(range(16), reader.frames(), strict=False)])
    first = np.zeros(frames.shape[1:3], dtype=bool)
    first[200:280, 350:400] = True
    small = [cv2.cvtColor(cv2.pyrDown(each), cv2.COLOR_RGB2GRAY) for each in frames]

    def reference() -> None:
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        for before, after in pairwise(small):
            flow.calc(before, after, None)

    yield lambda: soc_rvos.track(frames, {0: first}), reference


@contextmanager
def decode() -> Iterator[Pair]:
    """Frames of the sample as the program reads them / PyAV's own loop, to RGB."""

    reader = open_video(_SAMPLE)  # which goes through its only group of frames once, too

    def ours() -> None:
        for _ in reader.frames():
            pass

    def reference() -> None:
        with av.open(_SAMPLE) as container:
            container.streams.video[0].thread_type = "AUTO"
            for frame in container.decode(video=0):
                frame.to_ndarray(format="rgb24")

    with reader:
        yield ours, reference


@contextmanager
def cutout() -> Iterator[Pair]:
    """A cut-out as ProRes 4444 / FFmpeg's encoder alone on the same pictures."""
    sizes = argparse.Namespace(width=640, height=360, frames=48)
    with tempfile.TemporaryDirectory() as folder:
        source = write_source(Path(folder) / "source.mp4", "yuv420p", sizes)
        written = Path(folder) / "cutout.mov"

        def ours() -> float:
            with open_video(source) as reader:
                return export(reader, written).processor

        yield ours, lambda: encode_again(written, sizes.frames).processor


@contextmanager
def masks() -> Iterator[Pair]:
    """96 masks of 1280 x 720 to run lengths and back / by pycocotools."""
    mask = np.zeros((720, 1280), dtype=np.uint8)
    cv2.circle(mask, (640, 360), 250, 1, -1)
    mask[::7] = 0
    flags, turned = mask.astype(bool), np.asfortranarray(mask)

    def ours() -> None:
        for _ in range(96):
            Mask.from_array(flags).to_array()

    def reference() -> None:
        for _ in range(96):
            coco.decode(coco.encode(turned))

    yield ours, reference


PAIRS = {
    each.__name__: each
    for each in (window, search, quick, three, loading, tracking, decode, cutout, masks)
}


if __name__ == "__main__":
    raise SystemExit(main())
