"""Rules on what a format can hold of masks: overlap, void, frames of which nothing is known."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo, FrameMasks
from soc_studio.core.datasets.fitting import DatasetLoss, Fitted, each_video
from soc_studio.core.datasets.mask_picture import VOID
from soc_studio.core.datasets.selection import of_places
from soc_studio.core.system.messages import message


class FlatLabels:
    """The labels of a video with one number for each pixel; the last frame is kept.

    Where objects overlap, the pixel is of the one that comes first in the video. Void is where no
    object is. The ids of objects are their numbers.
    """

    def __init__(self, video: DatasetVideo) -> None:
        self._video = video
        self._lock = threading.Lock()
        self._last: tuple[int, NDArray[np.uint8], int] | None = None

    def values(self, place: int) -> NDArray[np.uint8]:
        """Return the number of each pixel of a frame, uint8 [H, W]."""
        return self._frame(place)[0]

    def overlap(self, place: int) -> int:
        """Return how many pixels of a frame are of several objects."""
        return self._frame(place)[1]

    def masks(self, number: int) -> FrameMasks:
        """Return where the object of a `number` is, or void, on all annotated frames."""
        return FrameMasks(self._video.annotated, partial(self._mask, number))

    def _mask(self, number: int, place: int) -> Mask:
        return Mask.from_array(self.values(place) == number)

    def _frame(self, place: int) -> tuple[NDArray[np.uint8], int]:
        with self._lock:
            if self._last is None or self._last[0] != place:
                self._last = place, *self._flattened(place)
            return self._last[1], self._last[2]

    def _flattened(self, place: int) -> tuple[NDArray[np.uint8], int]:
        video = self._video
        # Column after column, as masks are coded; and only where an object is.
        values = np.zeros((video.height, video.width), dtype=np.uint8, order="F")
        several = np.zeros_like(values, dtype=np.bool_)
        for each in reversed(video.objects):
            mask = each.masks.read(place) if each.masks.knows(place) else None
            if mask is not None and mask.area:
                left, top, width, height = mask.box
                box = slice(top, top + height), slice(left, left + width)
                inside = mask.to_array()[box]
                several[box] |= inside & (values[box] != 0)
                values[box][inside] = int(each.id)
        if video.void is not None and video.void.knows(place):
            values[video.void.read(place).to_array() & (values == 0)] = VOID
        return np.ascontiguousarray(values), int(np.count_nonzero(several))


def labels_of(video: DatasetVideo) -> FlatLabels:
    """Return the labels of a video; those that it was `flattened` to, where nothing came since."""
    reads = [getattr(each.masks.read, "func", None) for each in video.objects]
    owners = {id(owner): owner for owner in (getattr(each, "__self__", None) for each in reads)}
    first = next(iter(owners.values()), None)
    return first if isinstance(first, FlatLabels) and len(owners) == 1 else FlatLabels(video)


def flattened(dataset: Dataset) -> Fitted:
    """Give every pixel one number: of objects that overlap, the first of the video keeps it."""
    pixels = frames = 0
    videos = []
    for video in dataset.videos:
        labels = FlatLabels(video)
        for place in video.annotated:
            overlap = labels.overlap(place) if len(video.objects) > 1 else 0
            pixels += overlap
            frames += overlap > 0
        objects = tuple(replace(each, masks=labels.masks(int(each.id))) for each in video.objects)
        videos.append(replace(video, objects=objects, void=labels.masks(VOID)))
    unknown = sum(
        len(set(video.annotated) - set(each.masks.frames))
        for video in dataset.videos
        for each in video.objects
    )
    return replace(dataset, videos=tuple(videos)), [
        DatasetLoss(
            message(
                "Where objects overlap, the first of them keeps the pixels: {count}; frames: "
                "{frames}.",
                count=pixels,
                frames=frames,
            ),
            pixels,
        ),
        DatasetLoss(_unknown(unknown), unknown),
    ]


def known_everywhere(dataset: Dataset) -> Fitted:
    """Say of every frame where each object is: nowhere, where nothing was known."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        everywhere = tuple(range(len(video.frames)))
        count = sum(len(everywhere) - len(each.masks.frames) for each in video.objects)
        objects = tuple(
            replace(each, masks=FrameMasks(everywhere, partial(_or_empty, video, each.masks)))
            for each in video.objects
        )
        return replace(video, objects=objects), count

    changed, count = each_video(dataset, change)
    return changed, [DatasetLoss(_unknown(count), count)]


def without_void(dataset: Dataset) -> Fitted:
    """Leave out void: it becomes background."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        void = video.void
        count = 0 if void is None else sum(bool(void.read(each).area) for each in void.frames)
        return replace(video, void=None), count

    changed, count = each_video(dataset, change)
    sentence = message("Void regions become background, on frames: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def _or_empty(video: DatasetVideo, masks: FrameMasks, place: int) -> Mask:
    if not masks.knows(place):
        return Mask.empty(video.height, video.width)
    return masks.read(place)


def _unknown(count: int) -> str:
    return message(
        "Frames on which nothing was known of an object become frames without it: {count}.",
        count=count,
    )


def without_empty_objects(dataset: Dataset) -> Fitted:
    """Leave out objects that are on no frame, and what names them."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        kept = tuple(
            each
            for each in video.objects
            if any(each.masks.read(place).area for place in each.masks.frames)
        )
        ids = {each.id for each in kept}
        expressions = tuple(
            each for each in video.expressions if not each.objects or ids.issuperset(each.objects)
        )
        count = len(video.objects) - len(kept)
        return replace(video, objects=kept, expressions=expressions), count

    changed, count = each_video(dataset, change)
    sentence = message(
        "Objects that are on no frame are left out, and the expressions that name them: {count}.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]


def only_frames_with_files(dataset: Dataset) -> Fitted:
    """Leave out frames that have neither a mask nor a picture, and videos without frames then."""
    videos, count = [], 0
    for video in dataset.videos:
        known = set(video.annotated)
        if video.pictures is not None:
            known.update(place for place, file in enumerate(video.pictures.files) if file)
        count += len(video.frames) - len(known)
        if known:
            videos.append(of_places(video, tuple(sorted(known))))
    sentence = message(
        "Frames that have neither a mask nor a picture are left out: {count}.", count=count
    )
    return replace(dataset, videos=tuple(videos)), [DatasetLoss(sentence, count)]


def only_annotated_frames(dataset: Dataset) -> Fitted:
    """Leave out frames of which nothing is known, where others of the video are annotated."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        known = video.annotated or tuple(range(len(video.frames)))
        return of_places(video, known), len(video.frames) - len(known)

    changed, count = each_video(dataset, change)
    sentence = message("Frames of which nothing is known are left out: {count}.", count=count)
    return changed, [DatasetLoss(sentence, count)]


def known_together(dataset: Dataset) -> Fitted:
    """Say of every annotated frame where each object is: nowhere, where nothing was known."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        known = video.annotated
        count = sum(len(known) - len(each.masks.frames) for each in video.objects)
        objects = tuple(
            replace(each, masks=FrameMasks(known, partial(_or_empty, video, each.masks)))
            for each in video.objects
        )
        return replace(video, objects=objects), count

    changed, count = each_video(dataset, change)
    return changed, [DatasetLoss(_unknown(count), count)]


def only_where_seen(dataset: Dataset) -> Fitted:
    """Say nothing of the frames that an object is not on."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        objects, count = [], 0
        for each in video.objects:
            seen = tuple(place for place in each.masks.frames if each.masks.read(place).area)
            count += len(each.masks.frames) - len(seen)
            objects.append(replace(each, masks=FrameMasks(seen, each.masks.read)))
        return replace(video, objects=tuple(objects)), count

    changed, count = each_video(dataset, change)
    sentence = message(
        "Frames without an object become frames of which nothing is known of it: {count}.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]
