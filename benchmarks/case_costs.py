"""Cases of what tracking takes: large pictures, several objects, many frames."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import psutil
import torch
from case_clips import Actor, Bools, Picture, by_flow, composed, followed, j_of, say

from soc_rvos.evaluation.manifest import Clip
from soc_rvos.inference.flow_mask import FlowMask, Motion, compared_picture, grey_picture
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Given
from soc_rvos.metrics import region_similarity


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
    """Print memory and J of a clip that runs to and fro, for many frames.

    It is small, since frames count here; `--width 640` is its own size.
    """
    clip = clips["camel"]
    size = options.width, options.width * 9 // 16
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
    shot = tracker.track(lambda n: pictures[there[n % len(there)]], given, range(options.frames))
    for each in shot:
        place = there[each.number % len(there)]
        values.append(region_similarity(each.masks[1] >= 0.5, masks[place]))
        if (each.number + 1) % every == 0 or each.number == every // 10:
            seconds = (time.process_time() - began) / len(values)
            say(
                f"frame {each.number + 1}: {held(shot) / 1e6:.2f} MB held, the process "
                f"{process.memory_info().rss / 1e6:.1f} MB, J {np.mean(values):.3f} since the "
                f"last line, {seconds:.3f} s a frame"
            )
            values.clear()
            began = time.process_time()


def held(root: object) -> int:
    """Return the bytes of all arrays and tensors that `root` holds, however deep.

    Networks, functions and what they hold, as the pictures here, do not count.
    """
    parts: dict[tuple[str, int], int] = {}
    seen: set[int] = set()
    left = [root]
    while left:
        one = left.pop()
        apart = isinstance(one, (torch.nn.Module, type, type(gc), type(held)))
        if id(one) in seen or apart:
            continue
        seen.add(id(one))
        if isinstance(one, torch.Tensor):
            storage = one.untyped_storage()
            parts["tensor", storage.data_ptr()] = storage.nbytes()
        elif isinstance(one, np.ndarray):
            while isinstance(one.base, np.ndarray):
                one = one.base
            parts["array", one.__array_interface__["data"][0]] = one.nbytes
        elif isinstance(one, bytes):
            parts["bytes", id(one)] = len(one)
        else:
            left += gc.get_referents(one)
    return sum(parts.values())
