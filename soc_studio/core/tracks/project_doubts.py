"""What a person should look at next in a whole project: the most doubtful stretches of all videos.

Videos are gone through one after the other, so that no more than one is in memory; what was found
is kept until something about the video changes.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.layer import Layer, LayerId
from soc_studio.core.project.project import Project, Video, VideoId
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.agreement import SAME_FROM, overlap
from soc_studio.core.tracks.agreement_table import ObjectAgreement, compare_tracks
from soc_studio.core.tracks.frame_states import runs
from soc_studio.core.tracks.resolved_track import (
    REVIEW_FROM,
    ResolvedTrack,
    UncertaintyReason,
    views,
)

_Revision: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Frames of a layer from `start` until before `stop` that a person should look at.

    The most doubtful of them is `frame`, with `uncertainty` in [0, 1] and the reason for it;
    `other` is the layer of the same object that does not agree.
    """

    video: VideoId
    layer: LayerId
    start: int
    stop: int
    frame: int
    uncertainty: float
    reason: UncertaintyReason
    other: LayerId | None = None


@dataclass(frozen=True, slots=True)
class DoubtCount:
    """How much is left to look at."""

    stretches: int = 0
    frames: int = 0
    videos: int = 0


class DoubtCache:
    """The doubts of each video, as long as they hold.

    Attributes:
        passed: those that a person was led to, for whoever leads them.
    """

    def __init__(self) -> None:
        self.passed: list[Doubt] = []
        self._known: dict[VideoId, tuple[_Revision, tuple[Doubt, ...]]] = {}

    def find(self, video: VideoId, revision: _Revision) -> tuple[Doubt, ...] | None:
        """Return the doubts of a video, None where they are of another revision."""
        known = self._known.get(video)
        return known[1] if known is not None and known[0] == revision else None

    def keep(self, video: VideoId, revision: _Revision, doubts: tuple[Doubt, ...]) -> None:
        """Keep the doubts of a video."""
        self._known[video] = revision, doubts

    def forget_others(self, videos: Collection[VideoId]) -> None:
        """Forget videos that are not among these."""
        self._known = {one: known for one, known in self._known.items() if one in videos}


def doubts_of_videos(
    project: Project, file: ProjectFile, cache: DoubtCache | None = None
) -> Generator[tuple[Doubt, ...], None, None]:
    """Yield the doubts of each video of a project, in the order of the videos.

    Raises:
        DamageError: results cannot be read.
    """
    known = DoubtCache() if cache is None else cache
    known.forget_others({each.id for each in project.videos})
    for video in project.videos:
        layers = project.of_video(video.id)
        revision = _revision(layers, video, file)
        found = known.find(video.id, revision)
        if found is None:
            found = tuple(_doubts(layers, video, file))
            known.keep(video.id, revision, found)
        yield found


def review_order(
    project: Project,
    file: ProjectFile,
    cache: DoubtCache | None = None,
    agreements: Sequence[tuple[VideoId, ObjectAgreement]] = (),
) -> list[Doubt]:
    """Return what a person should look at in all videos of a project, the most doubtful first.

    Stretches that were reviewed or corrected are none, nor those outside of the in and out points.
    `agreements` with another project are doubts, too, where they are low.

    Raises:
        DamageError: results cannot be read.
    """
    found = [each for doubts in doubts_of_videos(project, file, cache) for each in doubts]
    for video, agreement in agreements:
        found += _disagreements(video, agreement, agreement.first, UncertaintyReason.ANNOTATORS)
    return in_order(found)


def in_order(doubts: Collection[Doubt]) -> list[Doubt]:
    """Return doubts in the order in which a person should look at them."""
    return sorted(doubts, key=lambda each: (-each.uncertainty, each.video, each.layer, each.start))


def disagreeing(doubts: Collection[Doubt], video: VideoId) -> dict[LayerId, list[range]]:
    """Return the frames on which two layers of one object do not agree, for either of them."""
    found: dict[LayerId, list[range]] = {}
    for each in doubts:
        if each.video == video and each.other is not None:
            for layer in (each.layer, each.other):
                found.setdefault(layer, []).append(range(each.start, each.stop))
    return found


def count_of(doubts: Collection[Doubt]) -> DoubtCount:
    """Return how much there is to look at."""
    return DoubtCount(
        len(doubts),
        sum(each.stop - each.start for each in doubts),
        len({each.video for each in doubts}),
    )


def next_doubt(doubts: Sequence[Doubt], passed: Collection[Doubt]) -> Doubt | None:
    """Return the first of `doubts` that was not `passed`; the first of all where all were, and
    None where there is none."""
    left = (each for each in doubts if each not in passed)
    return next(left, doubts[0] if doubts else None)


def _revision(layers: Sequence[Layer], video: Video, file: ProjectFile) -> _Revision:
    """Return a value that is another one whenever the doubts of a video may be."""
    searched = {each.searched for each in layers if each.imported is None}
    answers = tuple(
        (number, file.results.version(number))
        for words in sorted(searched)
        for number, _ in file.results.searches(video.fingerprint, words)
    )
    return video.span, tuple(map(id, layers)), layers, answers


def _doubts(
    layers: Sequence[Layer], video: Video, file: ProjectFile
) -> Generator[Doubt, None, None]:
    seen = [*views(layers, video, file.results, file.imports)]
    span = video.span
    for view in seen:
        for each in view.uncertain_spans():
            start, stop = max(each.start, span.start), min(each.stop, span.stop)
            if start < stop:
                frame, value = each.frame, each.uncertainty
                if frame not in span:
                    frame = start + int(view.uncertainty[start:stop].argmax())
                    value = float(view.uncertainty[frame])
                yield Doubt(video.id, view.layer.id, start, stop, frame, value, each.reason)
    for one, other in combinations(sorted(seen, key=lambda view: view.layer.id), 2):
        if not _are_alike(one, other, span):
            continue
        agreement = compare_tracks(one, other, span)
        yield from _disagreements(video.id, agreement, other.layer, UncertaintyReason.SENTENCES)


def _are_alike(one: ResolvedTrack, other: ResolvedTrack, span: range) -> bool:
    """Return whether two layers are one object, by their masks, and differ anywhere."""
    if one.layer.absent or other.layer.absent:
        return False
    return SAME_FROM <= overlap(one, other, span) < 1


def _disagreements(
    video: VideoId, agreement: ObjectAgreement, layer: Layer, reason: UncertaintyReason
) -> Generator[Doubt, None, None]:
    """Yield the stretches in which two tracks of an object are in doubt: of two people all, of two
    sentences those that nobody looked at."""
    alike = reason is UncertaintyReason.SENTENCES
    other = agreement.first.id if alike else None  # else it is of another project
    for each in agreement.doubts:
        is_open = np.ones(each.stop - each.start, dtype=np.bool_)
        if alike:
            is_open = _unseen(layer, each.start, each.stop)
        for first, last in runs(is_open):
            start, stop = each.start + first, each.start + last
            frame = each.frame if start <= each.frame < stop else start
            value = max(REVIEW_FROM, 1 - each.least)
            yield Doubt(video, layer.id, start, stop, frame, value, reason, other)


def _unseen(layer: Layer, start: int, stop: int) -> NDArray[np.bool_]:
    """Return bool [stop - start]: the frames that were neither reviewed nor corrected."""
    is_open = np.ones(stop - start, dtype=np.bool_)
    for each in layer.verdicts:
        is_open[max(0, each.start - start) : max(0, each.stop - start)] = False
    corrected = [at - start for at in layer.corrections if start <= at < stop]
    is_open[corrected] = False
    return is_open
