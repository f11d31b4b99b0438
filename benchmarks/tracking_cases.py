"""Measures how the tracker behaves where following is hard: on clips composed of real objects.

`python benchmarks/tracking_cases.py CLIPS CASE` cuts objects out of clips by their true masks and
moves them before a picture of another clip, along a camera that pans slowly, so that there is a
true mask of every frame at full rate. The cases:

- `crossing`: two objects pass each other, one before the other; also an object and its mirror image
- `returning`: an object leaves the picture and comes back, alone or while another one stays
- `cut`: another clip between two parts of one; on how many of its frames something is found
- `sizes`: seconds, memory and J at 640 x 360, in 4K, and upright
- `objects`: what one, two and three objects cost, of the tracker and of flow
- `long`: memory of `--frames` frames of a clip that runs to and fro

Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import psutil
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.inference.flow_mask import FlowMask, Motion, compared_picture, grey_picture
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Given
from soc_rvos.metrics import region_similarity
from soc_rvos.tracking import load_tracker

Picture = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Masks = dict[int, dict[int, Bools]]
"""Frame, then object, then its mask."""

HEIGHT, WIDTH = 360, 640
WHOLE = ("blackswan", "camel", "goat", "flamingo", "hike", "car-roundabout")
"""Clips whose object is whole on all frames."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of clips with a manifest.json")
    parser.add_argument("case", choices=list(CASES))
    parser.add_argument("--frames", type=int, default=10_000, help="of the case `long`")
    parser.add_argument("--most", type=int, default=99, help="clips or pairs at most")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    clips = {each.name: each for each in read_clips(options.folder)}
    CASES[options.case](load_tracker(), clips, options)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """An object cut out of a clip: pictures and masks, all of one size, in the clip's order."""

    pictures: list[Picture]
    masks: list[Bools]

    @classmethod
    def of(cls, clip: Clip, height: int, mirrored: bool = False) -> Actor:
        """Cut the object out of `clip`; it is about `height` pixels high."""
        value = clip.objects[0].value
        masks = [clip.labels(n) == value for n in range(clip.frame_count)]
        boxes = [cv2.boundingRect(mask.astype(np.uint8)) for mask in masks]
        wide, high = (max(box[side] for box in boxes) for side in (2, 3))
        scale = min(height / high, 0.55 * WIDTH / wide)
        pictures, cut = [], []
        for frame, mask, (left, top, width, rows) in zip(
            clip.frames(0, clip.frame_count), masks, boxes, strict=True
        ):
            middle = left + width / 2, top + rows / 2
            move = np.array(
                [
                    [scale, 0, scale * (wide / 2 - middle[0])],
                    [0, scale, scale * (high / 2 - middle[1])],
                ]
            )
            size = round(scale * wide), round(scale * high)
            picture = cv2.warpAffine(frame, move, size, flags=cv2.INTER_AREA)
            inside = cv2.warpAffine(mask.astype(np.float32), move, size, flags=cv2.INTER_LINEAR)
            step = -1 if mirrored else 1
            pictures.append(np.ascontiguousarray(picture[:, ::step]))
            cut.append(np.ascontiguousarray(inside[:, ::step] > 0.5))
        return cls(pictures, cut)

    def at(self, number: int) -> int:
        """Return which picture is shown on frame `number`: they go to and fro, two frames each."""
        there = (number // 2) % (2 * len(self.pictures) - 2)
        return min(there, 2 * len(self.pictures) - 2 - there)


def composed(
    ground: Picture, actors: list[tuple[Actor, Callable[[int], tuple[float, float]]]], count: int
) -> tuple[list[Picture], Masks]:
    """Return frames, and the mask of each object that is seen; the last actors are in front.

    An actor's path says where its middle is, in parts of the picture.
    """
    wide = cv2.resize(ground, (round(WIDTH * 1.4), round(HEIGHT * 1.4)))
    pictures, masks = [], {}
    for number in range(count):
        part = number / max(1, count - 1)
        left, top = int(part * (wide.shape[1] - WIDTH)), int(0.5 * (wide.shape[0] - HEIGHT))
        picture = wide[top : top + HEIGHT, left : left + WIDTH].copy()
        own: dict[int, Bools] = {}
        for name, (actor, path) in enumerate(actors, 1):
            where = actor.at(number)
            x, y = path(number)
            rows, columns = actor.masks[where].shape
            move = np.array([[1, 0, x * WIDTH - columns / 2], [0, 1, y * HEIGHT - rows / 2]])
            size = WIDTH, HEIGHT
            inside = cv2.warpAffine(actor.masks[where].astype(np.float32), move, size)
            pasted = cv2.warpAffine(actor.pictures[where], move, size)
            soft = cv2.GaussianBlur(inside, (0, 0), 0.7)[..., None]
            picture = (picture * (1 - soft) + pasted * soft).astype(np.uint8)
            for other in own.values():
                other &= inside <= 0.5
            own[name] = inside > 0.5
        pictures.append(picture)
        masks[number] = own
    return pictures, masks


def followed(
    tracker: MemoryTracker, pictures: list[Picture], first: dict[int, Bools]
) -> tuple[Masks, float]:
    """Return what the tracker finds of the objects of the `first` frame, and seconds a frame."""
    began = time.process_time()
    given = {0: {name: Given(mask) for name, mask in first.items()}}
    found = {
        each.number: {name: plane >= 0.5 for name, plane in each.masks.items()}
        for each in tracker.track(pictures.__getitem__, given, range(len(pictures)))
    }
    return found, (time.process_time() - began) / max(1, len(pictures) - 1)


def by_flow(pictures: list[Picture], first: dict[int, Bools]) -> tuple[Masks, float]:
    """Return the same along flow; the motion is computed once for all objects."""
    began = time.process_time()
    picture = compared_picture(pictures[0])
    grey = grey_picture(picture)
    carried = {name: FlowMask(picture, mask) for name, mask in first.items()}
    found: Masks = {0: first}
    for number, frame in enumerate(pictures[1:], 1):
        picture = compared_picture(frame)
        before, grey = grey, grey_picture(picture)
        motion = Motion.of(before, grey) if carried else None
        for name in list(carried):
            if carried[name].step(picture, motion) is not None:
                del carried[name]
        found[number] = {name: np.zeros_like(mask) for name, mask in first.items()}
        for name, each in carried.items():
            size = first[name].shape[::-1]
            found[number][name] = cv2.resize(each.distance, size) > 0
    return found, (time.process_time() - began) / max(1, len(pictures) - 1)


def j_of(found: Masks, true: Masks, name: int, numbers: range) -> float:
    return float(np.mean([region_similarity(found[n][name], true[n][name]) for n in numbers]))


def crossing(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print J before, while and after two objects pass each other, and how often they change."""
    count = 36
    different = [(one, other, False) for one, other in pairwise((*WHOLE, WHOLE[0]))]
    alike = [(name, name, True) for name in WHOLE[1:4]]
    pairs = different[: options.most] + alike[: (options.most + 1) // 2]
    sums: dict[tuple[str, str], list[list[float]]] = {}
    for one, other, mirrored in pairs:
        back, front = Actor.of(clips[one], 150), Actor.of(clips[other], 150, mirrored)
        paths = (
            lambda n: (0.25 + 0.5 * n / (count - 1), 0.5),
            lambda n: (0.75 - 0.5 * n / (count - 1), 0.55),
        )
        ground = next(iter(clips["tennis"].frames(0, 1)))
        pictures, true = composed(ground, [*zip((back, front), paths, strict=True)], count)
        for by, (found, _) in (
            ("flow", by_flow(pictures, true[0])),
            ("tracker", followed(tracker, pictures, true[0])),
        ):
            told = []
            for name in (1, 2):
                spans = (range(1, 11), range(11, 25), range(25, count))
                told.append([j_of(found, true, name, span) for span in spans])
            changed = sum(
                region_similarity(found[n][a], true[n][b])
                > region_similarity(found[n][a], true[n][a])
                for n in range(25, count)
                for a, b in ((1, 2), (2, 1))
            )
            kind = "mirrored" if mirrored else "different"
            sums.setdefault((kind, by), []).append([*told[0], *told[1], changed])
            numbers = " ".join(f"{value:.3f}" for each in told for value in each)
            say(
                f"{one:14s} {other:14s} {by:8s} {numbers}  taken for the other: {changed} of "
                f"{2 * (count - 25)}"
            )
    for (kind, by), values in sums.items():
        told = " ".join(f"{value:.3f}" for value in np.mean(values, axis=0))
        say(f"all {kind} {by}: {told}")


def returning(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print on how many frames something is found that is gone, and what is found afterwards."""
    count = 44

    def path(number: int) -> tuple[float, float]:
        # Out to the right, gone for a while, in again from the right.
        if number < 24:
            return 0.45 + 0.06 * number, 0.5
        return max(0.45, 1.6 - 0.06 * (number - 24)), 0.55

    totals: dict[str, list[list[float]]] = {}
    names = list(WHOLE)[: options.most]
    for place, name in enumerate(names):
        for kind in ("alone", "another stays", "its like stays"):
            actors: list = []
            if kind != "alone":
                like = kind.startswith("its")
                other = name if like else WHOLE[(place + 1) % len(WHOLE)]
                actors.append((Actor.of(clips[other], 130, like), lambda n: (0.2, 0.5)))
            actors.append((Actor.of(clips[name], 150), path))
            ground = next(iter(clips["hike" if name != "hike" else "tennis"].frames(0, 1)))
            pictures, every = composed(ground, actors, count)
            own = len(actors)
            true = {n: {1: each[own]} for n, each in every.items()}
            found, _ = followed(tracker, pictures, true[0])
            gone = [n for n in range(count) if not true[n][1].any()]
            false = [n for n in gone if found[n][1].any()]
            whole = true[0][1].sum()
            back = [n for n in range(gone[-1] + 1, count) if true[n][1].sum() > 0.3 * whole]
            good = [n for n in back if region_similarity(found[n][1], true[n][1]) > 0.5]
            wait = good[0] - back[0] if good else len(back)
            j = j_of(found, true, 1, range(back[0], count))
            before = j_of(found, true, 1, range(1, gone[0]))
            totals.setdefault(kind, []).append([len(false), len(gone), wait, j, before])
            say(
                f"{name:14s} {kind:14s} found on {len(false)} of {len(gone)} frames without it; "
                f"J {before:.3f} before; again after {wait} frames, J {j:.3f}"
            )
    for kind, values in totals.items():
        false, gone, wait, j, before = np.mean(values, axis=0)
        say(
            f"all {kind}: found on {false / gone:.1%} of frames without it; J {before:.3f} before, "
            f"{j:.3f} after; waits {wait:.1f}"
        )


def cut(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print what is found of one clip in another, and of itself after that."""
    single = [each for each in clips.values() if len(each.objects) == 1]
    wrong: list[bool] = []
    back: list[float] = []
    straight: list[float] = []
    for place, clip in enumerate(single[: options.most]):
        for further in (5,):
            size = clip.width, clip.height
            other = single[(place + further) % len(single)]
            between = [cv2.resize(each, size) for each in other.frames(0, 12)]
            own = [*clip.frames(0, 20)]
            value = clip.objects[0].value
            true = {n: {1: clip.labels(n) == value} for n in range(20)}
            found, _ = followed(tracker, [*own[:8], *between, *own[8:]], true[0])
            wrong += [bool(found[n][1].any()) for n in range(8, 20)]
            again = {n: found[n + 12] for n in range(8, 20)}
            back.append(j_of(again, true, 1, range(8, 20)))
            plain, _ = followed(tracker, own, true[0])
            straight.append(j_of(plain, true, 1, range(8, 20)))
            say(
                f"{clip.name:14s} {other.name:14s} found on {sum(wrong[-12:])} of 12 frames of the "
                f"other; J afterwards {back[-1]:.3f}, without the cut {straight[-1]:.3f}"
            )
    say(
        f"all: found on {sum(wrong)} of {len(wrong)} frames without the object; J afterwards "
        f"{np.mean(back):.3f}, without the cut {np.mean(straight):.3f}"
    )


def sizes(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print seconds, memory and J of one clip in several sizes."""
    process = psutil.Process()
    upright = slice(140, 140 + 202)
    for name in ("camel",):
        clip = clips[name]
        pictures = [*clip.frames(0, 9)]
        value = clip.objects[0].value
        masks = [clip.labels(n) == value for n in range(len(pictures))]
        for kind, across, (width, height) in (
            ("640 x 360", slice(None), (640, 360)),
            ("3840 x 2160", slice(None), (3840, 2160)),
            ("2160 x 3840", upright, (2160, 3840)),
        ):

            def shown(
                number: int,
                across: slice = across,
                size: tuple[int, int] = (width, height),
                pictures: list[Picture] = pictures,
            ) -> Picture:
                return cv2.resize(pictures[number][:, across], size, interpolation=cv2.INTER_CUBIC)

            def true(
                number: int,
                across: slice = across,
                size: tuple[int, int] = (width, height),
                masks: list[Bools] = masks,
            ) -> Bools:
                small = masks[number][:, across].astype(np.float32)
                return cv2.resize(small, size) > 0.5

            for by in ("tracker", "flow"):
                most, values = 0, []
                began = time.process_time()
                spent = 0.0
                for number, mask in steps(tracker, shown, true(0), len(pictures), by):
                    spent += time.process_time() - began
                    most = max(most, process.memory_info().rss)
                    values.append(region_similarity(mask, true(number)))
                    began = time.process_time()
                say(
                    f"{name:8s} {kind:12s} {by:8s} J {np.mean(values):.3f}  "
                    f"{spent / len(values):.2f} s a frame  {most / 1e6:.0f} MB"
                )


def steps(
    tracker: MemoryTracker, shown: Callable[[int], Picture], first: Bools, count: int, by: str
) -> Iterator[tuple[int, Bools]]:
    """Yield masks as they come; no picture is kept."""
    if by == "tracker":
        for each in tracker.track(shown, {0: {1: Given(first)}}, range(count)):
            if each.number:
                yield each.number, each.masks[1] >= 0.5
        return
    picture = compared_picture(shown(0))
    carried, grey = FlowMask(picture, first), grey_picture(picture)
    for number in range(1, count):
        picture = compared_picture(shown(number))
        before, grey = grey, grey_picture(picture)
        if carried.step(picture, Motion.of(before, grey)) is not None:
            return
        yield number, cv2.resize(carried.distance, first.shape[::-1]) > 0


def objects(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print seconds a frame for one, two and three objects of the same clip."""
    names = ("blackswan", "hike", "goat")
    actors = [
        (Actor.of(clips[name], 140), lambda n, x=x: (x + 0.001 * n, 0.5))
        for name, x in zip(names, (0.2, 0.5, 0.78), strict=True)
    ]
    ground = next(iter(clips["tennis"].frames(0, 1)))
    pictures, true = composed(ground, actors, min(16, options.frames))
    followed(tracker, pictures[:3], true[0])  # warms up
    for count in (1, 2, 3):
        first = {name: true[0][name] for name in range(1, count + 1)}
        flow, flow_seconds = by_flow(pictures, first)
        found, seconds = followed(tracker, pictures, first)
        span = range(1, len(pictures))
        say(
            f"{count} objects: flow {flow_seconds:.3f} s a frame, tracker {seconds:.3f}, "
            f"{seconds / flow_seconds:.2f} times; J "
            f"{np.mean([j_of(flow, true, n, span) for n in first]):.3f} and "
            f"{np.mean([j_of(found, true, n, span) for n in first]):.3f}"
        )


def long(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print memory and J of a clip that runs to and fro, small, for many frames."""
    clip = clips["camel"]
    size = 96, 54
    pictures = [cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in clip.frames(0, 24)]
    value = clip.objects[0].value
    masks = [
        cv2.resize((clip.labels(n) == value).astype(np.float32), size) > 0.5 for n in range(24)
    ]
    there = [*range(24), *range(22, 0, -1)]
    process = psutil.Process()
    given = {0: {1: Given(masks[0])}}
    values: list[float] = []
    every = max(1, options.frames // 20)
    began = time.process_time()
    for each in tracker.track(
        lambda n: pictures[there[n % len(there)]], given, range(options.frames)
    ):
        place = there[each.number % len(there)]
        values.append(region_similarity(each.masks[1] >= 0.5, masks[place]))
        if (each.number + 1) % every == 0 or each.number == every // 10:
            seconds = (time.process_time() - began) / len(values)
            say(
                f"frame {each.number + 1}: {process.memory_info().rss / 1e6:.1f} MB, "
                f"J {np.mean(values):.3f} since the last line, {seconds:.3f} s a frame"
            )
            values.clear()
            began = time.process_time()


CASES: dict[str, Callable[[MemoryTracker, dict[str, Clip], argparse.Namespace], None]] = {
    "crossing": crossing,
    "returning": returning,
    "cut": cut,
    "sizes": sizes,
    "objects": objects,
    "long": long,
}

if __name__ == "__main__":
    main()
