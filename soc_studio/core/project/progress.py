"""How far the labels of each video of a project are, in layers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from soc_studio.core.project.layer import Layer, LayerId, Review
from soc_studio.core.project.project import Project
from soc_studio.core.project.video import VideoId


@dataclass(frozen=True, slots=True)
class VideoProgress:
    """How far the layers of a video are, or of several videos together.

    Attributes:
        layers: how many there are.
        found: those that have masks, or of which a person said that there is no such object.
        reviewed: those with nothing left to review: all frames between the in and the out point
            are right or wrong, or there is no such object.
        accepted: those of the reviewed ones that are wrong on no frame.
        rejected: those, reviewed to the end or not, that are wrong on some frame.
        partly: those that a search is at, each counted by the share of frames it has answered.
    """

    layers: int = 0
    found: int = 0
    reviewed: int = 0
    accepted: int = 0
    rejected: int = 0
    partly: float = 0.0

    @property
    def left(self) -> int:
        """How many layers there still is something to review of."""
        return self.layers - self.reviewed

    @property
    def is_done(self) -> bool:
        """Whether there are layers, and nothing is left to review of any."""
        return self.layers > 0 and not self.left

    def __add__(self, other: VideoProgress) -> VideoProgress:
        return VideoProgress(
            self.layers + other.layers,
            self.found + other.found,
            self.reviewed + other.reviewed,
            self.accepted + other.accepted,
            self.rejected + other.rejected,
            self.partly + other.partly,
        )


def progress_of_videos(
    project: Project,
    found: Collection[LayerId] = (),
    answered: Mapping[LayerId, float] | None = None,
) -> dict[VideoId, VideoProgress]:
    """Return how far each video is, in the order of the videos.

    `found` are layers that have masks (`core.storage.found_layers`); corrected and imported ones
    have some anyway. `answered` has the shares of frames, 0 to 1, of layers that a search is at.
    """
    spans = {video.id: video.span for video in project.videos}
    progress = {video.id: VideoProgress() for video in project.videos}
    for layer in project.layers:
        share = (answered or {}).get(layer.id, 1.0)
        has_masks = layer.id in found and share >= 1
        each = progress_of_layer(layer, spans[layer.video], has_masks)
        if answered and layer.id in answered and not each.found:
            each = replace(each, partly=share)
        progress[layer.video] += each
    return progress


def progress_of_layer(layer: Layer, span: range, found: bool = False) -> VideoProgress:
    """Return how far a layer is on the frames of `span`; `found` tells whether it has masks."""
    has_masks = found or bool(layer.corrections) or layer.imported is not None
    if layer.absent:
        return VideoProgress(1, 1, 1, 1)
    right = wrong = 0
    for each in layer.verdicts:
        frames = max(0, min(each.stop, span.stop) - max(each.start, span.start))
        if each.value.review is Review.ACCEPTED:
            right += frames
        else:
            wrong += frames
    reviewed = right + wrong >= len(span)
    return VideoProgress(
        1, int(has_masks), int(reviewed), int(reviewed and not wrong), int(wrong > 0)
    )


def all_together(
    progress: Mapping[VideoId, VideoProgress] | Iterable[VideoProgress],
) -> VideoProgress:
    """Return how far videos are together."""
    each = progress.values() if isinstance(progress, Mapping) else progress
    return sum(each, VideoProgress())
