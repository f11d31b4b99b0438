"""Measures the tracker against flow alone on clips with true masks: J and F of frames not given.

`python benchmarks/tracking.py CLIPS` compares both in one run: from the first frame, from the
middle one, and with 2, 3 and 5 frames given, spread evenly; then by distance from what is given,
and the processor's seconds a frame. `--away` puts another clip between the first frame of each and
its frames 6 to 9: on how many of its frames something is found that is not there, and whether the
object is found again. `--proposed` begins with the middle frame, has the program propose the next
frame to correct, gives its true mask, and so on: J of the frames not given after k corrections,
against k frames spread evenly; `--base` is that of the rule, `--begin 2` begins with the first of
two spread evenly. It ends with J by trust.
`--clips bus camel --most 8 --ways first` is a smaller run.
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
from soc_studio.core.tracks.next_correction import BASE, next_correction

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
    parser.add_argument("--proposed", action="store_true", help="only frames that are proposed")
    parser.add_argument("--corrections", type=int, default=5, help="how many are proposed at most")
    parser.add_argument("--begin", choices=WAYS, default="middle", help="given first: of these")
    parser.add_argument("--base", type=float, nargs="*", default=[BASE], help="doubt everywhere")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    tracker = load_tracker(options.weights)
    if options.away:
        away(tracker, [clip for clip in read_clips(options.folder) if len(clip.objects) == 1])
        return
    scores = []
    if options.proposed:
        proposed(tracker, wanted(options), options)
        return
    for clip in wanted(options):
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


def wanted(options: argparse.Namespace) -> list[Clip]:
    """Return the clips that were named; without names, all of one object."""
    clips = read_clips(options.folder)
    if options.clips:
        return [clip for clip in clips if clip.name in options.clips]
    return [clip for clip in clips if len(clip.objects) == 1]


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


def proposed(tracker: MemoryTracker, clips: list[Clip], options: argparse.Namespace) -> None:
    """Print J over all frames after 1 to `--corrections`: proposed by each rule, spread evenly.

    A frame that was given counts as 1, so that all means are over the same frames.
    """
    most, bases, count = options.most, options.base, options.corrections
    kinds = ["even", *(f"base {base:g}" for base in bases)]
    found: dict[str, list[list[float]]] = {kind: [] for kind in kinds}
    trusts: list[tuple[float, float]] = []
    for clip in clips:
        pictures = [*clip.frames(0, min(clip.frame_count, most))]
        true = [clip.labels(number) == clip.objects[0].value for number in range(len(pictures))]
        known: dict[tuple[int, ...], tuple[NDArray[np.float64], NDArray[np.float32]]] = {}

        def run(
            given: list[int],
            pictures: list[Picture] = pictures,
            true: list[Bools] = true,
            known: dict = known,
        ) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
            key = tuple(sorted(given))
            if key not in known:
                known[key] = trusted(tracker, pictures, true, key)
            return known[key]

        ways = ("middle", *(str(each) for each in range(2, count + 1)))
        found["even"].append(
            [float(run(given_frames(way, len(true), true))[0].mean()) for way in ways]
        )
        for base in bases:
            given, values = given_frames(options.begin, len(true), true)[:1], []
            for _ in range(count):
                j, trust = run(given)
                values.append(float(j.mean()))
                place = next_correction(trust, given, base)
                given = given if place is None else [*given, place]
            found[f"base {base:g}"].append(values)
        j, trust = run(given_frames("middle", len(true), true))
        trusts += zip(trust.tolist(), j.tolist(), strict=True)
        for kind in kinds:
            values = found[kind][-1]
            told = " ".join(f"{each:.3f}" for each in values)
            sys.stdout.write(f"{clip.name:16s} {kind:10s} {told}\n")
        sys.stdout.flush()
    for kind in kinds:
        told = " ".join(f"{each:.4f}" for each in np.mean(found[kind], axis=0))
        sys.stdout.write(f"{'all':16s} {kind:10s} {told}\n")
    for low in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.3, 0.3: 0.5}.get(low, low + 0.1)
        own = [j for trust, j in trusts if low <= trust < high]
        if own:
            sys.stdout.write(
                f"trust {low:.1f} to {high:.1f}: {len(own)} frames, J {np.mean(own):.3f}, "
                f"under 0.75 on {np.mean(np.array(own) < 0.75):.0%}\n"
            )


def trusted(
    tracker: MemoryTracker, pictures: list[Picture], true: list[Bools], given: tuple[int, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return J of all frames, given ones as 1, and the tracker's trust in each.

    Where the mask is empty its trust says nothing: as in the program it is 1 there.
    """
    corrections = {number: {1: Given(true[number])} for number in given}
    trust = np.ones(len(pictures), dtype=np.float32)
    scores = np.ones(len(pictures))
    for numbers in (range(given[0], len(pictures)), range(given[0] - 1, -1, -1)):
        if not numbers:
            continue
        for each in tracker.track(pictures.__getitem__, corrections, numbers):
            if each.number not in given:
                mask = each.masks[1] >= 0.5
                trust[each.number] = each.trust[1] if mask.any() else 1
                scores[each.number] = region_similarity(mask, true[each.number])
    return scores, trust


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
