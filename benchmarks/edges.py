"""Measures the edge band: opacities against known ones, contours against true masks, and its cost.

Composites have a known opacity: a body with a gap between arm and body, long thin hair and short
dense fur, drawn as strands (not rendered from models), over frames of videos. Masks are what is
left of that opacity at the size at which networks answer. With `--clips`, contours are compared on
clips with true masks. `--size 180 --seeds 1` is a smaller run. pymatting is compared if it is
installed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from math import hypot
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

import soc_rvos
from soc_rvos.metrics import TOLERANCE, contour_accuracy
from soc_studio.core.masks.automatic_band import automatic_band
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.masks.soft_edge import soft_edge
from soc_studio.core.media.video_reader import open_video

SAMPLE = Path(__file__).parents[1] / "resources" / "sample" / "sample.mp4"
BANDS = {"body": 8, "hair": 24, "fur": 12}  # pixels, for 720 rows
STRANDS = {"hair": (900, 55, 1.0), "fur": (3500, 16, 1.2)}  # how many, length, thickness
SOFTNESS = 0.9
TIMES = 3  # frames of a scene

Picture = NDArray[np.uint8]
Levels = NDArray[np.float32]
Method = Callable[[Picture, NDArray[np.bool_], int], Levels]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=720, help="rows of the composites")
    parser.add_argument("--seeds", type=int, default=3, help="composites of each kind")
    parser.add_argument("--pictures", type=Path, nargs="*", default=[SAMPLE], help="videos")
    parser.add_argument("--clips", type=Path, help="folder of clips with a manifest.json")
    parser.add_argument("--model", help="also measure this model's masks of the clips")
    parser.add_argument("--frames", type=int, default=24, help="frames of each clip")
    options = parser.parse_args()
    composites(options.size, options.seeds, grabbed(options.pictures, options.size))
    if options.clips:
        contours(options.clips, options.model, options.frames)


def grabbed(paths: list[Path], rows: int) -> list[Picture]:
    """Return pictures of videos, [rows, rows * 16 / 9, 3] each, and at least four."""
    pictures = []
    for path in paths:
        with open_video(path) as reader:
            for place in range(1, max(2, 5 - len(paths))):
                frame = reader.frame(reader.frame_count * place // 6)
                size = rows * 16 // 9, rows
                pictures.append(cv2.resize(frame, size, interpolation=cv2.INTER_CUBIC))
    return pictures


def opacity(kind: str, seed: int, at: int, rows: int, columns: int) -> Levels:
    """Draw the opacity of an object at time `at`, at twice the size."""
    rng, unit, double = np.random.default_rng(seed), rows / 720, 2
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    radius = 1 + sum(
        rng.normal(0, 0.12 / each) * np.cos(each * angles + rng.uniform(0, 6))
        for each in range(1, 7)
    )
    outline = np.stack(
        [
            columns * 0.5 + at * 6 * unit + rows * 0.28 * radius * np.cos(angles),
            rows * 0.52 + at * 2 * unit + rows * 0.30 * radius * np.sin(angles),
        ],
        axis=1,
    )

    def fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
        return np.rint(points * double * 16).astype(np.int32)

    drawn = np.zeros((rows * double, columns * double), np.uint8)
    cv2.fillPoly(drawn, [fixed(outline)], 255, cv2.LINE_AA, 4)
    if kind == "body":
        elbow = np.rint((outline.mean(0) + np.array([rows * 0.3, 0])) * double).astype(int).tolist()
        axes = int(rows * 0.14 * double), int(rows * 0.24 * double)
        thick = int(16 * unit * double)
        cv2.ellipse(drawn, elbow, axes, 10, 0, 360, 255, thick, cv2.LINE_AA)
    levels = cv2.GaussianBlur(drawn.astype(np.float32) / 255, (0, 0), double * 0.7)
    if kind in STRANDS:
        count, length, thickness = STRANDS[kind]
        strands = np.zeros_like(levels)
        steps = np.linspace(0, 1, 12)[:, None]
        for each in rng.integers(0, len(outline), count):
            along = outline[(each + 1) % len(outline)] - outline[each - 1]
            along /= np.linalg.norm(along) + 1e-9
            away = np.array([along[1], -along[0]])
            far = length * unit * rng.uniform(0.3, 1)
            bend = rng.normal(0, 0.5) + 0.1 * np.sin(at * 0.7 + each)
            line = outline[each] + rng.normal(0, 2, 2) * unit - away * 6 * unit
            line = line + away * far * steps + along * far * bend * steps**2
            level = float(rng.uniform(0.5, 1))
            wide = max(1, round(thickness * double * rng.uniform(0.5, 1)))
            cv2.polylines(strands, [fixed(line)], False, level, wide, cv2.LINE_AA, 4)
        levels = np.maximum(levels, cv2.GaussianBlur(strands, (0, 0), double * 0.35))
    return cv2.resize(levels, (columns, rows), interpolation=cv2.INTER_AREA)


def scene(kind: str, seed: int, at: int, pictures: list[Picture]) -> tuple[Picture, Levels, Levels]:
    """Return a composite, the opacity of its object, and the object's own colours."""
    rows, columns = pictures[0].shape[:2]
    rng = np.random.default_rng(seed + 99)
    behind, before = rng.choice(len(pictures), 2, replace=False)
    ground = np.roll(pictures[behind], (at, 3 * at), (0, 1)).astype(np.float32)
    own = np.roll(pictures[before], (2 * at, 6 * at), (0, 1)).astype(np.float32)
    if kind in STRANDS:  # one colour, with a grain as of hair
        own = rng.uniform(20, 160, 3) + 0.25 * (own - own.mean((0, 1)))
        grain = rng.normal(0, 40, (rows, columns)).astype(np.float32)
        own += 1.5 * cv2.GaussianBlur(grain, (0, 0), 1.2)[..., None]
    own = np.clip(own, 0, 255).astype(np.float32)
    share = opacity(kind, seed, at, rows, columns)
    mixed = share[..., None] * own + (1 - share[..., None]) * ground
    mixed = mixed + np.random.default_rng(seed * 100 + at).normal(0, 2, mixed.shape)
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8), share, own


def coarse(share: Levels, seed: int, rows: int, trembling: float = 0.9) -> NDArray[np.bool_]:
    """Return the mask that is left of an opacity at a height of `rows`, enlarged again."""
    height, width = share.shape
    size = round(width * rows / height), rows
    blurred = cv2.GaussianBlur(share, (0, 0), height / rows * 0.7)
    small = cv2.resize(blurred, size, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(seed).normal(0, 1, small.shape).astype(np.float32)
    small = small + trembling * cv2.GaussianBlur(noise, (0, 0), 2)
    marked = (small > 0.5).astype(np.float32)
    return np.asarray(cv2.resize(marked, (width, height), interpolation=cv2.INTER_LINEAR) >= 0.5)


def hard(_: Picture, mask: NDArray[np.bool_], __: int) -> Levels:
    return mask.astype(np.float32)


def feathered(picture: Picture, mask: NDArray[np.bool_], band: int) -> Levels:
    return cv2.GaussianBlur(hard(picture, mask, band), (0, 0), 2)


def banded(picture: Picture, mask: NDArray[np.bool_], band: int) -> Levels:
    return soft_edge(picture, mask, band, SOFTNESS).astype(np.float32) / 255


def by_pymatting(picture: Picture, mask: NDArray[np.bool_], band: int) -> Levels:
    import pymatting

    inside, outside = (
        cv2.distanceTransform(each.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE) > band
        for each in (mask, ~mask)
    )
    known = np.where(inside, 1.0, np.where(outside, 0.0, 0.5))
    left, top, wide, high = cv2.boundingRect((known == 0.5).astype(np.uint8))
    near = np.s_[max(0, top - 8) : top + high + 8, max(0, left - 8) : left + wide + 8]
    found = inside.astype(np.float32)
    found[near] = pymatting.estimate_alpha_cf(picture[near] / 255.0, known[near])
    return found


def slopes(levels: Levels) -> Levels:
    across, down = cv2.Sobel(levels, cv2.CV_32F, 1, 0), cv2.Sobel(levels, cv2.CV_32F, 0, 1)
    return np.hypot(*(cv2.GaussianBlur(each, (0, 0), 1.4) for each in (across, down))) / 8


def composites(rows: int, seeds: int, pictures: list[Picture]) -> None:
    methods: dict[str, Method] = {"hard": hard, "feather 2": feathered, "edge band": banded}
    if find_spec("pymatting"):
        methods["pymatting, closed form"] = by_pymatting
    _say(f"composites of {rows} rows; SAD in thousands, gradient error, flicker in thousands")
    colours: dict[str, list[float]] = {}
    for name, method in methods.items():
        told, seconds = [name], 0.0
        for kind, wide in BANDS.items():
            band, sums = max(1, round(wide * rows / 720)), np.zeros(3)
            for seed in range(1, seeds + 1):
                before: Levels | None = None
                for at in range(TIMES):
                    picture, share, own = scene(kind, seed, at, pictures)
                    mask = coarse(share, 100 * seed + at, rows * 2 // 9)
                    start = time.perf_counter()
                    found = method(picture, mask, band)
                    seconds += time.perf_counter() - start
                    wrong = found - share
                    sums[0] += np.abs(wrong).sum() / 1000 / TIMES
                    sums[1] += ((slopes(found) - slopes(share)) ** 2).sum() / 100 / TIMES
                    if before is not None:
                        sums[2] += np.abs(wrong - before).sum() / 1000 / (TIMES - 1)
                    before = wrong
                    if method is banded and not at:
                        compare_colours(picture, share, own, colours)
            told.append("{} {:.2f} {:.2f} {:.2f}".format(kind, *(sums / seeds)))
        each = seconds / (seeds * TIMES * len(BANDS))
        _say(" | ".join([*told, f"{each:.2f} s a frame"]))
    for name, errors in colours.items():
        _say(f"colours of soft pixels, {name}: wrong by {np.mean(errors):.2f} of 255")


def compare_colours(
    picture: Picture, share: Levels, own: Levels, told: dict[str, list[float]]
) -> None:
    """Note how far estimated colours are from the object's own, weighted by its true opacity."""
    alpha = np.rint(share * 255).astype(np.uint8)
    soft = (alpha > 0) & (alpha < 255)
    ways = {"as they are": picture, "cut-out": cut_out(picture, alpha)[..., :3]}
    if find_spec("pymatting"):
        import pymatting

        known = pymatting.estimate_foreground_ml(picture / 255.0, share.astype(np.float64))
        ways["pymatting"] = known * 255
    for name, found in ways.items():
        wrong = np.abs(found[soft] - own[soft]).mean(axis=1) * share[soft]
        told.setdefault(name, []).append(float(wrong.sum() / share[soft].sum()))


def contours(folder: Path, model: str | None, count: int) -> None:
    """Print the contour accuracy F on clips with true masks, at 2 pixels and as DAVIS has it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    network = soc_rvos.load(model) if model else None
    sums: dict[str, list[tuple[float, float]]] = {}
    for clip in manifest["clips"]:
        there = folder / clip["name"]
        names = sorted((there / "frames").glob("*.jpg"))[:count]
        frames = np.stack([cv2.imread(str(each))[..., ::-1] for each in names])
        one = clip["objects"][0]
        labels = [Image.open(there / "masks" / f"{each.stem}.png") for each in names]
        true = [np.asarray(each) == one["id"] for each in labels]
        degraded = [coarse(each.astype(np.float32), at, 90) for at, each in enumerate(true)]
        sources = {"degraded": degraded}
        if network is not None:
            (track,) = network.segment(frames, one["expressions"][0]["text"])
            sources[str(model)] = list(track.masks)
        for source, masks in sources.items():
            for frame, mask, wanted in zip(frames, masks, true, strict=True):
                if not mask.any() or not wanted.any():
                    continue
                automatic = automatic_band(*mask.shape)
                for band in (0, 2, automatic, 8):
                    made = banded(frame, mask, band) >= 0.5 if band else mask
                    two = contour_accuracy(made, wanted, 1.99 / hypot(*mask.shape))
                    davis = contour_accuracy(made, wanted, TOLERANCE)
                    name = "automatic" if band == automatic else band
                    sums.setdefault(f"{source}, band {name}", []).append((two, davis))
    for name, found in sums.items():
        two, davis = np.mean(found, axis=0)
        _say(f"{name}: F {100 * two:.1f} at 2 pixels, {100 * davis:.1f} at DAVIS's tolerance")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
