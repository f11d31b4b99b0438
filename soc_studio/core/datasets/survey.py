"""What is in a dataset, counted; every mask is read for it, so that damage shows.

Of pictures on the disk begin and end are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field

from soc_rvos.datasets.whole_pictures import fault_of
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo, FramePictures
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.system.messages import message

MOST_PROBLEMS = 20
"""How many problems are told of a dataset, or of a split of a published one."""
_CHECKED = (".jpg", ".jpeg", ".png")


@dataclass(slots=True)
class DatasetCounts:
    """Sums over the videos of a dataset.

    Attributes:
        videos: by split.
        frames: of all videos.
        pictures: frames of which there is a picture, or which are in a video file.
        annotated: frames of which something is known.
        objects: by category.
        masks: frames of objects on which these are.
        void: frames with pixels that nobody decided about.
        expressions: of all videos.
        several: expressions that name several objects together.
        absent: expressions without such an object.
        unanswered: expressions of which nobody said what they name.
        rates: frames a second, of videos.
        sizes: width and height in pixels, of videos.
        problems: sentences on pictures that are broken, a few of them.
    """

    videos: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    pictures: int = 0
    annotated: int = 0
    objects: Counter[str] = field(default_factory=Counter)
    masks: int = 0
    void: int = 0
    expressions: int = 0
    several: int = 0
    absent: int = 0
    unanswered: int = 0
    rates: Counter[object] = field(default_factory=Counter)
    sizes: Counter[tuple[int, int]] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def survey(dataset: Dataset, pictures: bool = True) -> Generator[DatasetCounts, None, None]:
    """Read all masks; yield the counts after every video, always the same value.

    With `pictures` it is looked whether those of the frames are whole, except in archives.

    Raises:
        DatasetError: a mask cannot be read; the sentence names it.
    """
    counts = DatasetCounts()
    yield counts
    for video in dataset.videos:
        _add(counts, video)
        if pictures and video.pictures is not None:
            _look_at_pictures(counts, video.pictures)
        yield counts


def _add(counts: DatasetCounts, video: DatasetVideo) -> None:
    counts.videos[video.split] += 1
    counts.frames += len(video.frames)
    counts.rates[video.rate] += 1
    counts.sizes[video.width, video.height] += 1
    if video.clip is not None:
        counts.pictures += len(video.frames)
    elif video.pictures is not None:
        counts.pictures += sum(file is not None for file in video.pictures.files)
    counts.annotated += len(video.annotated)
    for each in video.objects:
        counts.objects[each.category] += 1
    for place in video.annotated:  # frame by frame, as pictures of labels are decoded
        for each in video.objects:
            if each.masks.knows(place):
                counts.masks += each.masks.read(place).area > 0
        if video.void is not None and video.void.knows(place):
            counts.void += video.void.read(place).area > 0
    for said in video.expressions:
        counts.expressions += 1
        counts.several += said.objects is not None and len(said.objects) > 1
        counts.absent += said.is_absent
        counts.unanswered += said.objects is None


def _look_at_pictures(counts: DatasetCounts, pictures: FramePictures) -> None:
    if pictures.folder is None:
        return
    for file in pictures.files:
        if file is None or not file.lower().endswith(_CHECKED):
            continue
        fault = fault_of(pictures.folder / file)
        if fault and len(counts.problems) < MOST_PROBLEMS:
            counts.problems.append(
                message("'{path}' is broken: {reason}.", path=shown(file), reason=fault)
            )
