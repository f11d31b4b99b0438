"""Measures masks made by pointing, on true masks: overlap (J) after 1, 3, 5 and 10 clicks.

`python benchmarks/clicks.py CLIPS` clicks as interactive segmentation is measured: first in the
middle of the object, then in the middle of the largest error. It begins with nothing, or with
soc-mini's answer to each clip's first sentence (`--prior`), and draws boxes around the true mask
that are off by up to a twentieth of its sides. Beside it stands plain GrabCut with the same clicks.
Then the processor's seconds: to look at a frame once, and for each answer, at the frames' own size
and at 1080 lines.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import soc_rvos
from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.inference.click_marks import Box, Prompts
from soc_rvos.inference.clicks import Clicks
from soc_rvos.inference.tracking import Point
from soc_rvos.metrics import region_similarity
from soc_rvos.tracking import load_clicks

Picture = NDArray[np.uint8]
Bools = NDArray[np.bool_]
COUNTS = (1, 3, 5, 10)
Answer = Callable[[Sequence[Point]], Bools]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of clips with a manifest.json")
    parser.add_argument("--clips", nargs="*", help="names of clips; else all")
    parser.add_argument("--frames", nargs="*", type=int, default=[2, 12, 20])
    parser.add_argument("--most", type=int, default=10, help="clicks on each object")
    parser.add_argument("--prior", action="store_true", help="begin with soc-mini's answers, too")
    parser.add_argument("--grabcut", action="store_true", help="measure GrabCut, too")
    parser.add_argument("--output", type=Path, help="where all figures go, as JSON")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    clicks = load_clicks()
    rows: list[dict[str, object]] = []
    for clip in read_clips(options.folder):
        if options.clips and clip.name not in options.clips:
            continue
        priors = answers_of(clip) if options.prior else {}
        for number in options.frames:
            frame, labels = next(clip.frames(number, number + 1)), clip.labels(number)
            for thing in clip.objects:
                true = labels == thing.value
                if not true.any():
                    continue
                facts = {"clip": clip.name, "frame": number, "object": thing.value}
                prior = priors[thing.value][number] if priors else None
                for row in measured(clicks, frame, true, prior, options.most, options.grabcut):
                    rows.append({**facts, **row})
        sys.stdout.write(f"{clip.name}: {summary([r for r in rows if r['clip'] == clip.name])}\n")
        sys.stdout.flush()
    if options.output:
        options.output.write_text(json.dumps(rows), encoding="utf-8")
    sys.stdout.write(f"all: {summary(rows)}\n")


def measured(
    clicks: Clicks, frame: Picture, true: Bools, prior: Bools | None, most: int, grabcut: bool
) -> Iterator[dict[str, object]]:
    """Yield figures of one object on one frame."""
    began = time.process_time()
    sight = clicks.look(frame)
    yield {"way": "look", "seconds": time.process_time() - began}

    def ours(points: Sequence[Point], base: Bools | None = None) -> Bools:
        return clicks.answer(sight, Prompts(tuple(points), prior=base)) >= 0.5

    yield from clicked("points", ours, true, most)
    if prior is not None:
        yield {"way": "prior", "clicks": 0, "j": region_similarity(prior, true)}
        yield from clicked("prior", lambda points: ours(points, prior), true, most, prior)
    box = around(true)
    yield {"way": "box", "clicks": 0, "j": region_similarity(boxed(clicks, sight, box), true)}
    yield from clicked(
        "box",
        lambda points: clicks.answer(sight, Prompts(tuple(points), box)) >= 0.5,
        true, most, boxed(clicks, sight, box),
    )  # fmt: skip
    if grabcut:
        yield from clicked("GrabCut", lambda points: cut(frame, points, None), true, most)
        yield {"way": "GrabCut box", "clicks": 0, "j": region_similarity(cut(frame, (), box), true)}


def clicked(
    way: str, answer: Answer, true: Bools, most: int, base: Bools | None = None
) -> Iterator[dict[str, object]]:
    """Yield figures after each click."""
    mask = np.zeros_like(true) if base is None else base
    points: list[Point] = []
    for count in range(1, most + 1):
        points.append(next_click(mask, true))
        began = time.process_time()
        mask = answer(points)
        seconds = time.process_time() - began
        j = region_similarity(mask, true)
        yield {"way": way, "clicks": count, "j": j, "seconds": seconds}


def next_click(mask: Bools, true: Bools) -> Point:
    """Return a point in the middle of the largest error."""
    found = []
    for error, positive in ((true & ~mask, True), (mask & ~true, False)):
        depth = cv2.distanceTransform(np.pad(error, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
        row, column = np.unravel_index(int(depth.argmax()), depth.shape)
        found.append((float(depth[row, column]), Point(column + 0.5, row + 0.5, positive)))
    return max(found, key=lambda each: each[0])[1]


def around(true: Bools) -> Box:
    """Return a box around a mask, each side off by up to a twentieth, the same in every run."""
    rows, columns = np.flatnonzero(true.any(1)), np.flatnonzero(true.any(0))
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    off = np.random.default_rng(int(true.sum())).uniform(-0.05, 0.05, 4)
    across, down = right - left, bottom - top
    return (
        float(left + off[0] * across), float(top + off[1] * down),
        float(right + off[2] * across), float(bottom + off[3] * down),
    )  # fmt: skip


def boxed(clicks: Clicks, sight: object, box: Box) -> Bools:
    return clicks.answer(sight, Prompts(box=box)) >= 0.5


def cut(frame: Picture, points: Sequence[Point], box: Box | None) -> Bools:
    """Return what OpenCV's GrabCut makes of the same: around points of the object it may be."""
    height, width = frame.shape[:2]
    mask = np.full((height, width), cv2.GC_PR_BGD, dtype=np.uint8)
    if box is not None:
        mask[:] = cv2.GC_BGD
        left, top, right, bottom = (max(0, round(side)) for side in box)
        mask[top:bottom, left:right] = cv2.GC_PR_FGD
    for radius, kinds in ((round(height * 0.12), (cv2.GC_PR_FGD, None)), (4, (1, 0))):
        for point in points:
            kind = kinds[0 if point.positive else 1]
            if kind is not None:
                cv2.circle(mask, (int(point.x), int(point.y)), radius, kind, cv2.FILLED)
    cv2.setRNGSeed(0)
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(frame, mask, None, back, front, 3, cv2.GC_INIT_WITH_MASK)
    return (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def answers_of(clip: Clip) -> dict[int, NDArray[np.bool_]]:
    """Return soc-mini's masks [T, H, W] for the first sentence of each object."""
    model = soc_rvos.load("soc-mini")
    sentences = [thing.expressions[0] for thing in clip.objects]
    tracks = [model.segment(clip, sentence)[0] for sentence in sentences]
    return {
        thing.value: track.full_masks if hasattr(track, "full_masks") else track.masks
        for thing, track in zip(clip.objects, tracks, strict=True)
    }


def summary(rows: Sequence[dict[str, object]]) -> str:
    """Return the mean of each figure in one line."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if "j" in row and row["clicks"] in (0, *COUNTS):
            found[f"{row['way']} {row['clicks']}"].append(float(str(row["j"])))
        if "seconds" in row:
            found[f"{row['way']} s"].append(float(str(row["seconds"])))
    return ", ".join(f"{name}: {np.mean(each):.3f}" for name, each in found.items())


if __name__ == "__main__":
    main()
