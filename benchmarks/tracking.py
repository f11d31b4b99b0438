"""Measures the tracker against flow alone on clips with true masks: J and F of frames not given.

`python benchmarks/tracking.py CLIPS` compares both in one run: from the first frame, from the
middle one, and with 2, 3 and 5 frames given, spread evenly; then by distance from what is given,
and the processor's seconds a frame. `--away` puts another clip between the first frame of each and
its frames 6 to 9: on how many of its frames something is found that is not there, and whether the
object is found again. `--clips bus camel --most 8 --ways first` is a smaller run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.inference.flow_mask import FlowMask, Motion, compared_picture, grey_picture
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Given
from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_rvos.tracking import load_tracker

Picture = NDArray[np.uint8]
Bools = NDArray[np.bool_]
WAYS = ("first", "middle", "2", "3", "5")
STEPS = ((1, 2), (3, 5), (6, 9), (10, 14), (15, 19), (20, 29), (30, 49), (50, 89))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of clips with a manifest.json")
    parser.add_argument("--clips", nargs="*", help="names of clips; else those of one object")
    parser.add_argument("--most", type=int, default=200, help="frames of each clip")
    parser.add_argument("--ways", nargs="*", default=WAYS, choices=WAYS)
    parser.add_argument("--weights", type=Path, help="the tracker's weights; else those that ship")
    parser.add_argument("--output", type=Path, help="where scores of every frame go, as JSON")
    parser.add_argument("--away", action="store_true", help="only what is found where it is not")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    tracker = load_tracker(options.weights)
    if options.away:
        away(tracker, [clip for clip in read_clips(options.folder) if len(clip.objects) == 1])
        return
    scores = []
    for clip in read_clips(options.folder):
        if options.clips and clip.name not in options.clips:
            continue
        if not options.clips and len(clip.objects) > 1:
            continue
        pictures = [*clip.frames(0, min(clip.frame_count, options.most))]
        true = [clip.labels(number) == clip.objects[0].value for number in range(len(pictures))]
        for way in options.ways:
            given = given_frames(way, len(pictures), true)
            for name, follow in (("flow", by_flow), ("tracker", by_tracker(tracker))):
                began = time.process_time()
                masks = dict(follow(pictures, {number: true[number] for number in given}))
                seconds = (time.process_time() - began) / max(1, len(masks))
                for number, mask in masks.items():
                    scores.append(
                        {
                            "clip": clip.name, "way": way, "by": name, "frame": number,
                            "apart": min(abs(number - each) for each in given),
                            "j": region_similarity(mask, true[number]),
                            "f": contour_accuracy(mask, true[number]),
                            "seconds": seconds,
                        }
                    )  # fmt: skip
            sys.stdout.write(line(scores, clip.name, way) + "\n")
            sys.stdout.flush()
    if options.output:
        options.output.write_text(json.dumps(scores), encoding="utf-8")
    summary(scores)


def given_frames(way: str, count: int, true: list[Bools]) -> list[int]:
    """Return the frames that are given; one without the object is put off to one that has it."""
    if way in ("first", "middle"):
        found = [0 if way == "first" else count // 2]
    else:
        found = np.linspace(0, count - 1, int(way) * 2 + 1).round().astype(int)[1::2].tolist()
    return [
        min((k for k in range(count) if true[k].any()), key=lambda k: abs(k - n)) for n in found
    ]


def by_flow(pictures: list[Picture], given: dict[int, Bools]) -> Iterator[tuple[int, Bools]]:
    """Yield masks carried along flow from the nearest frame given, empty where it is lost."""
    for start, mask in given.items():
        for step in (1, -1):
            picture = compared_picture(pictures[start])
            carried, grey, lost = FlowMask(picture, mask), grey_picture(picture), False
            number = start + step
            while 0 <= number < len(pictures) and nearest(number, given) == start:
                picture = compared_picture(pictures[number])
                new = grey_picture(picture)
                lost = lost or carried.step(picture, Motion.of(grey, new)) is not None
                grey = new
                size = mask.shape[::-1]
                yield (
                    number,
                    (np.zeros_like(mask) if lost else cv2.resize(carried.distance, size) > 0),
                )
                number += step


def nearest(number: int, given: dict[int, Bools]) -> int:
    return min(given, key=lambda each: (abs(each - number), each > number))


def by_tracker(tracker: MemoryTracker):
    """Return what follows with the tracker."""

    def follow(pictures: list[Picture], given: dict[int, Bools]) -> Iterator[tuple[int, Bools]]:
        corrections = {number: {1: Given(mask)} for number, mask in given.items()}
        first = min(given)
        for numbers in (range(first, len(pictures)), range(first - 1, -1, -1)):
            if not numbers:
                continue
            for each in tracker.track(pictures.__getitem__, corrections, numbers):
                if each.number not in given:
                    yield each.number, each.masks[1] >= 0.5

    return follow


def away(tracker: MemoryTracker, clips: list[Clip]) -> None:
    """Print what is found on five frames of another clip, and overlaps when it is back."""
    wrong, back = [], []
    for place, clip in enumerate(clips):
        size = clip.width, clip.height
        other = [cv2.resize(each, size) for each in clips[(place + 3) % len(clips)].frames(0, 5)]
        pictures = [*clip.frames(0, 1), *other, *clip.frames(6, 10)]
        value = clip.objects[0].value
        given = {0: {1: Given(clip.labels(0) == value)}}
        for each in tracker.track(pictures.__getitem__, given, range(10)):
            mask = each.masks[1] >= 0.5
            if 1 <= each.number <= 5:
                wrong.append(bool(mask.any()))
            elif each.number > 5:
                back.append(region_similarity(mask, clip.labels(each.number) == value))
    sys.stdout.write(
        f"something is found on {sum(wrong)} of {len(wrong)} frames without the object; "
        f"J {np.mean(back):.3f} when it is back\n"
    )


def mean(scores: list[dict], key: str) -> float:
    return float(np.mean([each[key] for each in scores])) if scores else float("nan")


def line(scores: list[dict], clip: str, way: str) -> str:
    told = [f"{clip:16s} {way:7s}"]
    for name in ("flow", "tracker"):
        own = [s for s in scores if s["clip"] == clip and s["way"] == way and s["by"] == name]
        told.append(
            f"{name} J {mean(own, 'j'):.3f} F {mean(own, 'f'):.3f} {mean(own, 'seconds'):.2f} s"
        )
    return "  ".join(told)


def summary(scores: list[dict]) -> None:
    """Print means over clips, and by distance."""
    for way in dict.fromkeys(each["way"] for each in scores):
        for name in ("flow", "tracker"):
            own = [s for s in scores if s["way"] == way and s["by"] == name]
            clips = defaultdict(list)
            for each in own:
                clips[each["clip"]].append(each)
            values = [[mean(each, key) for each in clips.values()] for key in ("j", "f", "seconds")]
            j, f, seconds = (float(np.mean(each)) for each in values)
            near = [
                f"{low}-{high} {mean([s for s in own if low <= s['apart'] <= high], 'j'):.3f}"
                for low, high in STEPS
            ]
            sys.stdout.write(
                f"{way:7s} {name:8s} J {j:.3f} F {f:.3f} J&F {(j + f) / 2:.3f} {seconds:.2f} s  "
                + "  ".join(each for each in near if "nan" not in each) + "\n"
            )  # fmt: skip


if __name__ == "__main__":
    main()
