"""A part of a dataset: every n-th frame; and its splits."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo, FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.system.messages import message


def every_nth(dataset: Dataset, step: int, whole: bool = False) -> Dataset:
    """Return a dataset of every `step`-th frame of its videos, the first of each included.

    Frames keep their names; rates are those of the frames that are left. Where videos stay `whole`,
    nothing is known of the frames between.
    """
    if step == 1:
        return dataset
    change = _known_at if whole else _thinned
    return replace(dataset, videos=tuple(change(each, step) for each in dataset.videos))


def only_annotated(dataset: Dataset) -> Dataset:
    """Return a dataset of the frames of which something is known; then rates are not."""
    return replace(
        dataset,
        videos=tuple(
            replace(of_places(each, each.annotated), rate=None)
            if len(each.annotated) < len(each.frames)
            else each
            for each in dataset.videos
        ),
    )


def split_by_name(dataset: Dataset, shares: Mapping[str, float]) -> Dataset:
    """Return a dataset whose videos are in splits of about these `shares` of all of them.

    Which one a video is in goes by its name alone: it stays there when others come or go.
    """
    total = sum(shares.values())
    videos = []
    for video in dataset.videos:
        digest = hashlib.sha256(video.name.encode("utf-8", "surrogatepass")).digest()
        place = int.from_bytes(digest[:8], "big") / 2**64 * total
        ends = np.cumsum(list(shares.values()))
        split = list(shares)[int(np.searchsorted(ends[:-1], place, side="right"))]
        videos.append(replace(video, split=split))
    return replace(dataset, videos=tuple(videos))


def split_by_list(
    dataset: Dataset, lists: Mapping[str, Collection[str]]
) -> tuple[Dataset, list[DatasetLoss]]:
    """Return a dataset whose videos are in the splits whose `lists` name them, and what is lost:
    videos that no list names are left out.

    Raises:
        DatasetError: a name is in two lists, or no video is called so.
    """
    split_of: dict[str, str] = {}
    known = {video.name for video in dataset.videos}
    for split, names in lists.items():
        for name in names:
            if name not in known:
                raise DatasetError(
                    message(
                        "The list of '{split}' names '{video}', which is no video.",
                        split=shown(split),
                        video=shown(name),
                    ),
                    message("Name videos as the dataset does, without suffix, one on a line."),
                )
            if split_of.setdefault(name, split) != split:
                raise DatasetError(
                    message("'{video}' is in the lists of two splits.", video=shown(name)),
                    message("Name each video in one list."),
                )
    videos = tuple(
        replace(each, split=split_of[each.name]) for each in dataset.videos if each.name in split_of
    )
    count = len(dataset.videos) - len(videos)
    sentence = message("Videos that are in no list of a split are left out: {count}.", count=count)
    return replace(dataset, videos=videos), [DatasetLoss(sentence, count)] if count else []


def of_places(video: DatasetVideo, places: tuple[int, ...]) -> DatasetVideo:
    """Return a video of the frames at some `places`, ascending, alone."""
    if len(places) == len(video.frames):
        return video
    new = {old: place for place, old in enumerate(places)}

    def moved(masks: FrameMasks) -> FrameMasks:
        known = tuple(new[old] for old in masks.frames if old in new)
        return FrameMasks(known, partial(_read, masks, places))

    pictures = video.pictures
    if pictures is not None:
        pictures = replace(pictures, files=tuple(pictures.files[old] for old in places))
    return replace(
        video,
        frames=tuple(video.frames[old] for old in places),
        objects=tuple(replace(each, masks=moved(each.masks)) for each in video.objects),
        void=video.void and moved(video.void),
        pictures=pictures,
        clip=None,
    )


def of_masks(video: DatasetVideo, places: Container[int]) -> DatasetVideo:
    """Return a video of all frames, of which something is known at some `places` alone."""

    def kept(masks: FrameMasks) -> FrameMasks:
        return replace(masks, frames=tuple(each for each in masks.frames if each in places))

    return replace(
        video,
        objects=tuple(replace(each, masks=kept(each.masks)) for each in video.objects),
        void=video.void and kept(video.void),
    )


def _known_at(video: DatasetVideo, step: int) -> DatasetVideo:
    return of_masks(video, range(0, len(video.frames), step))


def _read(masks: FrameMasks, places: tuple[int, ...], place: int) -> Mask:
    return masks.read(places[place])


def _thinned(video: DatasetVideo, step: int) -> DatasetVideo:
    thinned = of_places(video, tuple(range(0, len(video.frames), step)))
    return replace(thinned, rate=None if video.rate is None else video.rate / step)
