"""What people labelled, in projects and datasets, as one dataset to learn from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from soc_studio.core.datasets.dataset import Dataset, DatasetVideo
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.naming import unique
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.datasets.selection import of_places
from soc_studio.core.formats.mask_spool import MaskSpool
from soc_studio.core.formats.project_labels import LabelChoices, project_labels
from soc_studio.core.formats.project_pictures import ProjectPictures
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

_A_SECOND = 6  # frames that networks see
_TRAINING, _HELD_OUT = "train", "held out"


def labelled_videos(
    sources: Sequence[Path | Document], accepted_only: bool, held: ExitStack
) -> Generator[Progress, None, Dataset]:
    """Return the videos of projects and datasets that have labels, yielding how far they are read.

    Of a project those labels are taken that a person marked as right or made, or all with
    `accepted_only` False. Frames are so far apart as networks see them. `held` keeps open what the
    dataset reads from.

    Raises:
        StudioError: a project or dataset cannot be read.
    """
    videos: list[DatasetVideo] = []
    for source in sources:
        if isinstance(source, Document) or source.suffix.lower() == SUFFIX:
            document = source
            if not isinstance(document, Document):
                document = held.enter_context(Document.open(document))
            spool = held.enter_context(MaskSpool())
            pictures = held.enter_context(ProjectPictures(document, True))
            choices = LabelChoices(accepted_only, corrections=accepted_only)
            found, _ = yield from project_labels(document, choices, spool, pictures)
        else:
            _, found = open_dataset(source)
        videos += found.videos
    names = unique([each.name for each in videos])
    spread = [
        _spread(replace(each, name=name, split=""))
        for each, name in zip(videos, names, strict=True)
    ]
    return Dataset(tuple(each for each in spread if each.expressions and each.objects))


def hold_out(dataset: Dataset, share: float) -> Dataset:
    """Return `dataset` with a `share` of its videos in the split "held out", the rest in "train".

    Whole videos are held out: frames of one video are too much alike to measure anything. Which
    they are goes by their names.

    Raises:
        DatasetError: there are fewer than two videos.
    """
    videos = dataset.videos
    if len(videos) < 2:
        raise DatasetError(
            message("Only one video has accepted labels.")
            if videos
            else message("No video has accepted labels."),
            message(
                "Two are needed at least: what a model learned is measured on videos that it did "
                "not learn from. Mark masks as right, or correct some, in another video."
            ),
        )
    count = min(len(videos) - 1, max(1, math.ceil(share * len(videos))))
    order = sorted(videos, key=lambda each: hashlib.sha256(each.name.encode()).digest())
    chosen = {each.name for each in order[:count]}
    return Dataset(
        tuple(
            replace(each, split=_HELD_OUT if each.name in chosen else _TRAINING) for each in videos
        )
    )


def _spread(video: DatasetVideo) -> DatasetVideo:
    """Return a video of those frames with labels that are far enough apart."""
    apart = max(1, round(float(video.rate or _A_SECOND) / _A_SECOND))
    places: list[int] = []
    for place in video.annotated:
        if not places or place - places[-1] >= apart:
            places.append(place)
    return of_places(video, tuple(places))
