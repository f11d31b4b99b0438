"""How far two layers, or the objects of two projects, agree: over all frames, and where not."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_studio.core.masks.matte import full_size
from soc_studio.core.project.project import Layer, LayerId, Project, VideoId
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.layer_matching import object_pairs, same_video
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State, views

DOUBTFUL_BELOW = 0.8
"""J under which two masks of an object are a doubt."""
MOST_COMPARED = 600
"""Frames of an object that are compared, spread over all."""


@dataclass(frozen=True, slots=True)
class AgreementStretch:
    """Frames from `start` until before `stop` on which two tracks agree, or on all of which they
    are in doubt.

    Attributes:
        j: mean region similarity over the frames that were compared, 0 to 1.
        f: mean contour accuracy, likewise.
        frame: where J is lowest, `least`.
    """

    start: int
    stop: int
    j: float
    f: float
    frame: int
    least: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should look there."""
        return self.least < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class ObjectAgreement:
    """How far two tracks of one object agree.

    Attributes:
        frames: how many were compared: those that are known of both.
        j, f: means over them; NaN where there are none.
        presence: how many of them have the object in one of the tracks alone.
        reviewed: frames that both have a verdict on, and `alike` those with the same one.
        stretches: all that was compared, in order.
    """

    first: Layer
    second: Layer
    frames: int
    j: float
    f: float
    presence: int
    reviewed: int
    alike: int
    stretches: tuple[AgreementStretch, ...]

    @property
    def doubts(self) -> tuple[AgreementStretch, ...]:
        """The stretches that a person should look at."""
        return tuple(each for each in self.stretches if each.doubtful)


def compare_tracks(one: ResolvedTrack, other: ResolvedTrack, span: range) -> ObjectAgreement:
    """Return how far two tracks of a video agree on the frames of `span`.

    Frames on which one was not searched, or whose mask cannot be read, do not count.
    """
    frames, js, fs, presence = _compared(one, other, span)
    reviewed, alike = _verdicts(one.layer, other.layer, span)
    means = (float(js.mean()), float(fs.mean())) if len(js) else (float("nan"), float("nan"))
    return ObjectAgreement(
        one.layer,
        other.layer,
        len(frames),
        *means,
        presence,
        reviewed,
        alike,
        tuple(_stretches(frames, js, fs)),
    )


def agreement_table(
    mine: ProjectFile, theirs: ProjectFile, video: VideoId | None = None
) -> Generator[tuple[VideoId, ObjectAgreement | Layer], None, None]:
    """Yield how far the objects of two projects agree, with the id of the video in `mine`; a layer
    of either that the other does not have comes alone.

    Args:
        mine: a project file.
        theirs: another one.
        video: of `mine`, the only one that counts; None for all.

    Raises:
        StudioError: one of them cannot be read.
    """
    own, other = mine.load(), theirs.load()
    for there in other.videos:
        here = same_video(own, there)
        if here is None or video not in (None, here.id):
            continue
        if here.frame_count != there.frame_count:
            continue
        pairs = object_pairs((own, here, mine), (other, there, theirs))
        layers = {each.id: each for each in own.of_video(here.id)}
        for layer in other.of_video(there.id):
            if layer.id not in pairs:
                yield here.id, layer
                continue
            (one,) = views([layers.pop(pairs[layer.id])], here, mine.results, mine.imports)
            (two,) = views([layer], there, theirs.results, theirs.imports)
            yield here.id, compare_tracks(one, two, here.span)
        for layer in layers.values():
            yield here.id, layer


def compared_layers(
    file: ProjectFile, project: Project, first: LayerId, second: LayerId
) -> ObjectAgreement:
    """Return how far two layers of one video agree."""
    one, other = project.layer(first), project.layer(second)
    video = project.video(one.video)
    seen = list(views([one, other], video, file.results, file.imports))
    return compare_tracks(seen[0], seen[1], video.span)


def _compared(
    one: ResolvedTrack, other: ResolvedTrack, span: range
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], int]:
    """Return the frames that were compared, J and F of each, and how many differ in presence."""
    here = slice(span.start, span.stop)
    known = (one.states[here] != State.NOT_COMPUTED) & (other.states[here] != State.NOT_COMPUTED)
    frames = np.flatnonzero(known) + span.start
    if len(frames) > MOST_COMPARED:
        places = np.linspace(0, len(frames) - 1, MOST_COMPARED).round().astype(np.int64)
        frames = frames[places]
    kept, js, fs, presence = [], [], [], 0
    for frame in frames.tolist():
        try:
            masks = one.mask(frame), other.mask(frame)
        except DamageError:
            continue
        if masks[0] is None or masks[1] is None:
            continue
        j, f = _measured(masks[0], masks[1])
        kept.append(frame)
        js.append(j)
        fs.append(f)
        presence += bool(masks[0].area) != bool(masks[1].area)
    return np.array(kept, dtype=np.int64), np.array(js), np.array(fs), presence


def _measured(one: Mask, other: Mask) -> tuple[float, float]:
    """Return J and F of two masks, at the size of the larger one."""
    if one == other or not (one.area or other.area):
        return 1.0, 1.0
    if not (one.area and other.area):
        return 0.0, 0.0
    height, width = max((one.height, one.width), (other.height, other.width))
    first, second = full_size(one, height, width), full_size(other, height, width)
    return region_similarity(first, second), contour_accuracy(first, second)


def _stretches(
    frames: NDArray[np.int64], js: NDArray[np.float64], fs: NDArray[np.float64]
) -> Iterator[AgreementStretch]:
    """Yield stretches of frames that are in doubt, and of those that are not."""
    if not len(frames):
        return
    doubtful = js < DOUBTFUL_BELOW
    edges = [0, *(np.flatnonzero(np.diff(doubtful)) + 1).tolist(), len(frames)]
    for first, last in pairwise(edges):
        least = first + int(js[first:last].argmin())
        stop = int(frames[last]) if last < len(frames) else int(frames[-1]) + 1
        yield AgreementStretch(
            int(frames[first]),
            stop,
            float(js[first:last].mean()),
            float(fs[first:last].mean()),
            int(frames[least]),
            float(js[least]),
        )


def _verdicts(one: Layer, other: Layer, span: range) -> tuple[int, int]:
    """Return on how many frames both have a verdict, and on how many the same one."""
    both = alike = 0
    for each in one.reviews:
        for its in other.reviews:
            start = max(each.start, its.start, span.start)
            frames = max(0, min(each.stop, its.stop, span.stop) - start)
            both += frames
            alike += frames if each.value is its.value else 0
    return both, alike
