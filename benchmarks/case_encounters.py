"""Cases in which an object is not to be seen for a while: two cross, one leaves, there is a cut."""

from __future__ import annotations

import argparse
import tempfile
from itertools import pairwise

import av
import cv2
import numpy as np
from case_clips import WHOLE, Actor, Bools, Picture, by_flow, composed, followed, j_of, say

from soc_rvos.evaluation.manifest import Clip
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.metrics import region_similarity


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
    """Print what is found of one clip in another, of itself after that, and in another view."""
    single = [each for each in clips.values() if len(each.objects) == 1]
    wrong: list[bool] = []
    back: list[float] = []
    straight: list[float] = []
    closer: list[float] = []
    elsewhere: list[bool] = []
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
            views = [nearer(frame, true[n][1]) for n, frame in enumerate(own[8:], 8)]
            pictures = encoded([*own[:8], *(picture for picture, _ in views)])
            seen, _ = followed(tracker, pictures, true[0])
            shares, empty = [], 0
            for number, (_, mask) in enumerate(views, 8):
                its = seen[number][1]
                empty += not its.any()
                shares.append(region_similarity(its, mask))
                elsewhere.append(bool(its.any()) and (its & mask).sum() < 0.5 * its.sum())
            closer.append(float(np.mean(shares)))
            say(
                f"{clip.name:14s} {other.name:14s} found on {sum(wrong[-12:])} of 12 frames of the "
                f"other; J afterwards {back[-1]:.3f}, without the cut {straight[-1]:.3f}; another "
                f"view: J {closer[-1]:.3f}, empty on {empty} of 12, elsewhere on "
                f"{sum(elsewhere[-12:])}"
            )
    say(
        f"all: found on {sum(wrong)} of {len(wrong)} frames without the object; J afterwards "
        f"{np.mean(back):.3f}, without the cut {np.mean(straight):.3f}; another view: J "
        f"{np.mean(closer):.3f}, elsewhere on {sum(elsewhere)} of {len(elsewhere)}"
    )
    ground = next(iter(clips["tennis"].frames(0, 1)))
    for one, other in [*pairwise(WHOLE)][: options.most]:
        first, second = Actor.of(clips[one], 170), Actor.of(clips[other], 170)
        before, true = composed(ground, [(first, lambda n: (0.35 + 0.01 * n, 0.5))], 8)
        turned = np.ascontiguousarray(ground[:, ::-1])
        after, _ = composed(turned, [(second, lambda n: (0.45 + 0.01 * n, 0.5))], 12)
        found, _ = followed(tracker, encoded([*before, *after]), true[0])
        pixels = [int(found[n][1].sum()) for n in range(8, 20)]
        say(
            f"{one:14s} then {other} before the same ground: found on {np.count_nonzero(pixels)} "
            f"of 12 frames, {np.mean(pixels):.0f} pixels"
        )


FLASHES: dict[str, dict[int, float]] = {
    "one frame": {8: 1.0},
    "two frames": {8: 1.0, 9: 0.9},
    "lightning": {6: 0.95, 8: 1.0, 9: 0.9, 11: 1.0},
    "black": {6: -0.4, 7: -0.8, **dict.fromkeys(range(8, 14), -1.0), 14: -0.8, 15: -0.4},
}
"""By frame how far its picture goes to white, or to black."""


def flash(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print J before, during and after flashes and a fade through black, and without them."""
    single = [each for each in clips.values() if len(each.objects) == 1]
    sums: dict[str, list[list[float]]] = {}
    for clip in single[: options.most]:
        count = min(24, clip.frame_count)
        own = [*clip.frames(0, count)]
        true = {n: {1: clip.labels(n) == clip.objects[0].value} for n in range(count)}
        for name, shares in [("none", {}), *FLASHES.items()]:
            pictures = encoded([lit(each, shares.get(n, 0.0)) for n, each in enumerate(own)])
            found, _ = followed(tracker, pictures, true[0])
            first, last = min(shares, default=8), max(shares, default=8)
            spans = (range(1, first), range(first, last + 1), range(last + 1, count))
            told = [j_of(found, true, 1, span) for span in spans]
            sums.setdefault(name, []).append(told)
            say(f"{clip.name:14s} {name:10s} " + " ".join(f"{value:.3f}" for value in told))
    for name, values in sums.items():
        say(f"all {name}: " + " ".join(f"{value:.3f}" for value in np.mean(values, axis=0)))


def dark(tracker: MemoryTracker, clips: dict[str, Clip], options: argparse.Namespace) -> None:
    """Print what is found after the picture was black while the object left, or went on.

    Over six frames it fades to black, about the frame from which the object is gone or frame 20,
    stays so for eight and comes back over six.
    """
    gone: list[list[float]] = []
    here: list[list[float]] = []
    for clip in [*clips.values()][: options.most]:
        count = min(clip.frame_count, 36)
        true = {n: {1: clip.labels(n) == clip.objects[0].value} for n in range(count)}
        shown = [n for n in range(count) if true[n][1].any()]
        leaves = shown[-1] < count - 1
        first = (shown[-1] + 1 if leaves else 20) - 10
        slope = [(n + 1) / 7 for n in range(6)]
        shares = dict(enumerate([*slope, *[1.0] * 8, *slope[::-1]], first))
        own = enumerate(clip.frames(0, count))
        pictures = encoded([lit(each, -shares.get(n, 0.0)) for n, each in own])
        found, _ = followed(tracker, pictures, true[0])
        if leaves:
            areas = [found[n][1].sum() / true[0][1].sum() for n in range(first + 14, count)]
            values = [float(np.mean(areas)), float(np.count_nonzero(areas)) / len(areas)]
            gone.append(values)
        else:
            spans = (range(first, first + 6), range(first + 14, first + 20))
            values = [j_of(found, true, 1, span) for span in (*spans, range(first + 20, count))]
            here.append(values)
        say(f"{clip.name:26s} " + " ".join(f"{value:.3f}" for value in values))
    for told, values in (
        ("gone: area of what is shown, share of the frames with it", gone),
        ("still there: J while it goes, while it comes back, afterwards", here),
    ):
        if values:
            say(f"{told}: " + " ".join(f"{value:.3f}" for value in np.mean(values, axis=0)))


def lit(frame: Picture, share: float) -> Picture:
    """Return a frame that goes to white by `share`, or to black where that is negative."""
    return (frame * (1 - abs(share)) + 255 * max(0.0, share)).astype(np.uint8)


def nearer(frame: Picture, mask: Bools) -> tuple[Picture, Bools]:
    """Return a frame and a mask as another camera would have it: mirrored, 1.4 times as near."""
    height, width = mask.shape
    rows, columns = np.nonzero(mask) if mask.any() else np.array([[height // 2], [width // 2]])
    middle = np.array([width - 1 - columns.mean(), rows.mean()])
    sides = np.array([width, height])
    # As near to the object's middle as the picture reaches.
    left, top = (middle - sides / 2.8).clip(0, sides - sides / 1.4)
    move = np.array([[1.4, 0, -1.4 * left], [0, 1.4, -1.4 * top]])
    picture = cv2.warpAffine(np.ascontiguousarray(frame[:, ::-1]), move, (width, height))
    inside = cv2.warpAffine(mask[:, ::-1].astype(np.float32), move, (width, height))
    return picture.astype(np.uint8), inside > 0.5


def encoded(pictures: list[Picture]) -> list[Picture]:
    """Return pictures as they come out of a film, H.264 of an ordinary quality."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/film.mp4"
        with av.open(path, "w") as container:
            stream = container.add_stream("h264", rate=12, options={"crf": "23"})
            stream.height, stream.width = (side // 2 * 2 for side in pictures[0].shape[:2])
            stream.pix_fmt = "yuv420p"
            for each in pictures:
                even = np.ascontiguousarray(each[: stream.height, : stream.width])
                container.mux(stream.encode(av.VideoFrame.from_ndarray(even, format="rgb24")))
            container.mux(stream.encode())
        size = pictures[0].shape[1::-1]
        with av.open(path) as container:
            return [
                cv2.resize(each.to_ndarray(format="rgb24"), size)
                for each in container.decode(video=0)
            ]
