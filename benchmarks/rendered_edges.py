"""Measures the edge band on pictures of 3D models: opacities, colours, trembling, and the cost.

    python benchmarks/rendered_scenes.py FOLDER
    python benchmarks/rendered_edges.py --scenes FOLDER

The objects that `rendered_scenes.py` rendered, with their known opacities and colours, are laid on
frames of the sample clip, which pan. Masks are what is left of the opacity at 90 rows, with a
trembling edge. Without `--scenes` only the cost is measured: of a frame of 1920 x 1080, one thread.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from edges import SAMPLE, SOFTNESS, Levels, Picture, coarse, grabbed, scene, slopes
from numpy.typing import NDArray

from soc_studio.core.masks.automatic_band import automatic_band
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.masks.soft_edge import soft_edge
from soc_studio.core.masks.steady_edge import small_picture, steady_edge

TREMBLING = 0.5
PAN = 4  # pixels from frame to frame, at 720 rows
WAYS = ("mask", "feather", "automatic", "steady")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=Path, help="folder of rendered pictures")
    parser.add_argument(
        "--rows", type=int, default=1080, help="of the frame whose cost is measured"
    )
    parser.add_argument("--runs", type=int, default=5, help="of which the median is taken")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    if options.scenes:
        found = [each for each in options.scenes.glob("*-*.png") if _PICTURE.fullmatch(each.name)]
        for name in sorted({each.name.rpartition("-")[0] for each in found}):
            _say(measured(name, sorted(each for each in found if each.name.startswith(f"{name}-"))))
    for kind in ("body", "hair"):
        _say(cost(kind, options.rows, options.runs))


_PICTURE = re.compile(r"[a-z]+-[0-9]+\.png")


def read(path: Path) -> tuple[Levels, Levels]:
    """Return the colours of a rendered object, 0 to 255, and its opacity."""
    levels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert levels is not None
    shares = cv2.cvtColor(levels, cv2.COLOR_BGRA2RGBA).astype(np.float32) / 65535
    return 255 * shares[..., :3], shares[..., 3]


def measured(name: str, paths: list[Path]) -> str:
    """Return what is wrong with an object's edges, each way, and with its colours."""
    objects = [read(each) for each in paths]
    rows = objects[0][1].shape[0]
    grounds = grabbed([SAMPLE], rows)[::2]
    sums = {way: np.zeros(4) for way in WAYS}
    colours: list[tuple[float, float]] = []
    for number, ground in enumerate(grounds):
        frames, masks = [], []
        for at, (own, share) in enumerate(objects):
            behind = np.roll(ground, round(PAN * rows / 720) * at, 1)
            frames.append(laid(own, share, behind, 10 * number + at))
            masks.append(coarse(share, 10 * number + at, 90, TREMBLING))
        soft = [
            soft_edge(frame, mask, automatic_band(*mask.shape), SOFTNESS)
            for frame, mask in zip(frames, masks, strict=True)
        ]
        told = {
            "mask": [255 * each.astype(np.uint8) for each in masks],
            "feather": [cv2.GaussianBlur(255 * each.astype(np.uint8), (0, 0), 2) for each in masks],
            "automatic": soft,
            "steady": steadied(frames, soft),
        }
        shares = [share for _, share in objects]
        for way, found in told.items():
            sums[way] += wrong([each.astype(np.float32) / 255 for each in found], shares)
        for frame, (own, share) in zip(frames, objects, strict=True):
            colours.append(colour_errors(frame, own, share))
    lines = [
        f"{name}: SAD in thousands, gradient error, dtSSD in thousandths, |change| in thousands"
    ]
    for way, each in sums.items():
        lines.append("  {}: {:.2f} / {:.2f} / {:.1f} / {:.2f}".format(way, *each / len(grounds)))
    before, after = np.mean(colours, axis=0)
    lines.append(
        f"  colours of soft pixels: wrong by {before:.1f} in the frame, {after:.1f} cut out"
    )
    return "\n".join(lines)


def laid(own: Levels, share: Levels, ground: Picture, seed: int) -> Picture:
    mixed = share[..., None] * own + (1 - share[..., None]) * ground
    mixed = mixed + np.random.default_rng(seed).normal(0, 2, mixed.shape)
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def steadied(frames: list[Picture], mattes: list[Picture]) -> list[Picture]:
    both = [(small_picture(frame), matte) for frame, matte in zip(frames, mattes, strict=True)]
    inner = [steady_edge(*both[at], both[at - 1], both[at + 1]) for at in range(1, len(both) - 1)]
    return [mattes[0], *inner, mattes[-1]]


def wrong(found: list[Levels], true: list[Levels]) -> NDArray[np.float64]:
    """Return SAD, gradient error, and how much more they change than they should: dtSSD, SAD."""
    pairs = list(zip(found, true, strict=True))
    sad = np.mean([np.abs(each - share).sum() / 1000 for each, share in pairs])
    slope = np.mean([((slopes(each) - slopes(share)) ** 2).sum() / 100 for each, share in pairs])
    steps = [
        (after - before) - (true_after - true_before)
        for (before, true_before), (after, true_after) in pairwise(pairs)
    ]
    squares = np.mean([1000 * np.sqrt((each**2).mean()) for each in steps]) if steps else 0.0
    change = np.mean([np.abs(each).sum() / 1000 for each in steps]) if steps else 0.0
    return np.array([sad, slope, squares, change])


def colour_errors(frame: Picture, own: Levels, share: Levels) -> tuple[float, float]:
    """Return by how much colours of soft pixels are wrong, as they are and cut out; of 255,
    weighted by the opacity."""
    alpha = np.rint(255 * share).astype(np.uint8)
    soft = (alpha > 0) & (alpha < 255)
    weights = share[soft] / share[soft].sum()
    ways = (frame, cut_out(frame, alpha)[..., :3])
    first, second = (
        float((np.abs(each[soft] - own[soft]).mean(axis=1) * weights).sum()) for each in ways
    )
    return first, second


def cost(kind: str, rows: int, runs: int) -> str:
    """Return the milliseconds of the processor that a frame's edge takes."""
    pictures = grabbed([SAMPLE], rows)
    frames, masks = [], []
    for at in range(3):
        picture, share, _ = scene(kind, 1, at, pictures)
        frames.append(picture)
        masks.append(coarse(share, at, 90, TREMBLING))
    band = automatic_band(*masks[0].shape)
    soft = [soft_edge(*each, band, SOFTNESS) for each in zip(frames, masks, strict=True)]
    edge, steady = [], []
    for _ in range(runs):
        start = time.process_time()
        soft_edge(frames[1], masks[1], band, SOFTNESS)
        middle = time.process_time()
        own = small_picture(frames[1]), soft[1]
        others = [(small_picture(frames[at]), soft[at]) for at in (0, 2)]
        late = time.process_time()
        steady_edge(*own, *others)
        edge.append(1000 * (middle - start))
        steady.append(1000 * (time.process_time() - late + (late - middle) / 3))
    high = np.ptp(np.flatnonzero(masks[1].any(axis=1))) / rows
    return (
        f"{kind} of {high:.0%} of {rows} rows, band of {band}: {np.median(edge):.0f} ms, "
        f"steadied {np.median(steady):.0f} ms, of one thread of the processor"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
