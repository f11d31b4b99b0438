"""What a project says of its videos, as a dataset: objects, sentences, and binary masks.

Every mask is made once, one at a time, and kept on the disk (`mask_spool`): a project of any size
fits the memory.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
)
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.naming import unique
from soc_studio.core.datasets.selection import of_masks, of_places
from soc_studio.core.formats.mask_spool import MaskSpool
from soc_studio.core.formats.project_pictures import ProjectPictures
from soc_studio.core.project.objects import Said, is_described, labels_of, references
from soc_studio.core.project.project import Layer, LayerId, Project, Review, Video, VideoId
from soc_studio.core.project.video_names import video_names
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.media_linker import VIDEO_SUFFIXES
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.tracks.rendering import HALF, follows_picture, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State, views


class Labelled(Enum):
    """Which frames of a video become part of a dataset, by how many of its objects are known."""

    ALL = "all"
    SOME = "some"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """What of a project becomes a dataset.

    Attributes:
        accepted_only: only masks that a person marked as right; others are not known.
        previews: whether quick masks, moved from a neighbouring frame, count as known.
        unanswered: whether sentences are kept whose object was not searched for yet.
        every: one of how many frames is taken, the in point of a video included.
        whole: whether the frames that are not taken stay, as some of which nothing is known.
        labelled: which frames are taken.
        videos: those that are taken; none are all of them.
        corrections: whether masks that a person made count as marked as right.
    """

    accepted_only: bool = False
    previews: bool = False
    unanswered: bool = False
    every: int = 1
    labelled: Labelled = Labelled.SOME
    videos: tuple[VideoId, ...] = ()
    corrections: bool = False
    whole: bool = False

    @property
    def step(self) -> int:
        """One of how many frames of a video is in the dataset."""
        return 1 if self.whole else self.every


@dataclass(slots=True)
class _Left:
    """Counts of what is left out before any format is asked."""

    previews: int = 0
    rejected: int = 0
    unaccepted: int = 0
    sentences: int = 0
    unseen: int = 0
    open: int = 0
    frames: int = 0

    def losses(self) -> list[DatasetLoss]:
        said = (
            (
                self.previews,
                message(
                    "Quick masks of a preview are left out, on frames of objects: {count}.",
                    count=self.previews,
                ),
            ),
            (
                self.rejected,
                message(
                    "Masks that are marked as wrong are left out: {count}.", count=self.rejected
                ),
            ),
            (
                self.unaccepted,
                message(
                    "Masks that nobody marked as right are left out: {count}.",
                    count=self.unaccepted,
                ),
            ),
            (
                self.open,
                message(
                    "Sentences that are not searched for yet are left out: {count}.",
                    count=self.open,
                ),
            ),
            (
                self.sentences,
                message(
                    "Sentences of objects of which no mask is left are left out: {count}.",
                    count=self.sentences,
                ),
            ),
            (
                self.unseen,
                message(
                    "Objects that were found on none of the frames are left out, with the "
                    "sentences that mean them alone; say 'No such object' where that is so: "
                    "{count}.",
                    count=self.unseen,
                ),
            ),
            (
                self.frames,
                message(
                    "Frames on which too few objects are known are left out: {count}.",
                    count=self.frames,
                ),
            ),
        )
        return [DatasetLoss(sentence, count) for count, sentence in said if count]


@dataclass(slots=True)
class _Objects:
    """The objects of a video that have masks, by layer; and what is known of the others: which were
    searched for, and which are on none of the frames of which something is known."""

    found: dict[LayerId, DatasetObject] = field(default_factory=dict)
    searched: set[LayerId] = field(default_factory=set)
    unseen: set[LayerId] = field(default_factory=set)


def usual_frames(format: DatasetFormat, accepted_only: bool) -> Labelled:
    """Return which frames are taken for a format where nobody says: those of which everything is
    known where masks that nobody accepted are left out, or they would seem to be background."""
    if accepted_only:
        return Labelled.EVERY
    is_sparse = format.writer is not None and format.writer.sparse
    return Labelled.ALL if is_sparse else Labelled.SOME


def dataset_names(videos: Sequence[Video]) -> dict[VideoId, str]:
    """Return what videos of a project are called in a dataset: as they are, without suffix."""
    called = video_names(videos)
    plain = []
    for each in videos:
        name = called[each.id].replace("/", "_")
        stem, dot, suffix = name.rpartition(".")
        plain.append(stem if stem and f"{dot}{suffix}".lower() in VIDEO_SUFFIXES else name)
    return dict(zip((each.id for each in videos), unique(plain), strict=True))


def frame_numbers(count: int) -> list[str]:
    """Return what the frames of a video file are called in a dataset: by their numbers."""
    digits = max(5, len(str(count - 1)))
    return [f"{number:0{digits}d}" for number in range(count)]


def project_labels(
    document: Document, choices: LabelChoices, spool: MaskSpool, pictures: ProjectPictures
) -> Generator[Progress, None, tuple[Dataset, list[DatasetLoss]]]:
    """Read a project; yield how many masks are made, and return the dataset and what it lacks.

    `spool` keeps the masks, and `pictures` reads the frames: both are open while the dataset is
    used.

    Raises:
        VideoError: a video whose pictures or names are needed cannot be found.
        DamageError: a mask cannot be read.
        WriteError: there is no room for the masks.
    """
    project = document.project
    names = dataset_names(project.videos)
    chosen = [each for each in project.videos if not choices.videos or each.id in choices.videos]
    left, videos = _Left(), []
    total = sum(len(project.of_video(each.id)) * len(each.span[:: choices.step]) for each in chosen)
    watch, done = Stopwatch("Reading"), 0
    for video in chosen:
        taken = video.span[:: choices.step]
        objects = _Objects()
        numbers = labels_of(project, video.id).numbers
        layers = project.of_video(video.id)
        file = document.file
        for view in views(layers, video, file.results, file.imports):
            known = _known(view, taken, choices, left)
            if (view.states != State.NOT_COMPUTED).any():
                objects.searched.add(view.layer.id)
            kept, is_seen = [], False
            for frame in (np.array(taken)[known]).tolist():
                mask = _pixels(view, frame, pictures)
                is_seen = is_seen or mask.area > 0
                try:
                    kept.append(spool.add(mask))
                except OSError as error:
                    raise write_error(document.file.path, error) from error
                yield watch.progress(done + len(kept), total)
            if kept and not is_seen:
                objects.unseen.add(view.layer.id)
                left.unseen += 1
            elif kept:
                masks = spool.masks(np.flatnonzero(known).tolist(), kept, video.height, video.width)
                own = DatasetObject(str(numbers[view.layer.id]), view.layer.category, masks)
                objects.found[view.layer.id] = own
            done += len(taken)
        sentences = tuple(_sentences(project, video, objects, choices, left))
        called = pictures.names(video) or frame_numbers(video.frame_count)
        found = DatasetVideo(
            names[video.id],
            tuple(called[frame] for frame in taken),
            video.height,
            video.width,
            tuple(objects.found.values()),
            sentences,
            video.rate / choices.step,
            video.split,
            _void(document, video, taken),
            pictures.of_frames(video, taken),
        )
        videos.append(_labelled(found, choices, left))
    yield watch.progress(total, total)
    return Dataset(tuple(videos)), left.losses()


def _void(document: Document, video: Video, taken: range) -> FrameMasks | None:
    """Return the pixels that nobody decided about, where a dataset has said it."""
    imports = document.file.imports
    found = None if video.void is None else imports.find(video.void)
    if found is None or (found.height, found.width) != (video.height, video.width):
        return None
    known, _ = imports.areas(found.id, video.frame_count)
    places = {frame: place for place, frame in enumerate(taken)}
    kept = tuple(places[frame] for frame in known.tolist() if frame in places)
    return FrameMasks(kept, lambda place: imports.mask(found, taken[place])) if kept else None


def _known(
    view: ResolvedTrack, taken: range, choices: LabelChoices, left: _Left
) -> NDArray[np.bool_]:
    """Return on which of the frames `taken` a label is known, bool [taken]."""
    frames = slice(taken.start, taken.stop, taken.step)
    known: NDArray[np.bool_] = view.states[frames] != State.NOT_COMPUTED
    if view.layer.absent:
        return np.zeros_like(known)
    if choices.whole:
        known[np.arange(len(known)) % choices.every > 0] = False
    count = view.video.frame_count
    accepted = _reviewed(view.layer, count, Review.ACCEPTED)[frames]
    rejected = _reviewed(view.layer, count, Review.REJECTED)[frames]

    def leave(what: NDArray[np.bool_]) -> int:
        nonlocal known
        before, known = known, known & ~what
        return int(before.sum() - known.sum())

    left.rejected += leave(rejected)
    if choices.corrections:
        accepted |= np.isin(np.arange(count), list(view.layer.corrections))[frames]
    if choices.accepted_only:
        left.unaccepted += leave(~accepted)
    if not choices.previews:
        left.previews += leave(view.previews[frames])
    return known


def _reviewed(layer: Layer, count: int, review: Review) -> NDArray[np.bool_]:
    frames = np.zeros(count, dtype=np.bool_)
    for each in layer.verdicts:
        frames[each.start : each.stop] = each.value.review is review
    return frames


def _pixels(view: ResolvedTrack, frame: int, pictures: ProjectPictures) -> Mask:
    """Return a mask at the size of the video: what is on the object in every export."""
    height, width = view.video.height, view.video.width
    picture = pictures.frame(view.video, frame) if follows_picture(view) else None
    matte = rendered_matte(view, frame, height, width, picture, plain=True)
    if matte is None:
        return Mask.empty(height, width)
    return Mask.from_array(np.asarray(matte >= HALF))


def _sentences(
    project: Project, video: Video, objects: _Objects, choices: LabelChoices, left: _Left
) -> Iterator[DatasetExpression]:
    """Yield the sentences of a video: those of one object in the order of the objects' numbers,
    then those of several, then those of none."""
    labels = labels_of(project, video.id)
    own = [each for each in project.of_video(video.id) if is_described(each)]
    found: list[tuple[tuple[int, list[int]], Said, tuple[str, ...] | None]] = []
    for said, named in references(own, labels.expressions).items():
        ids: tuple[str, ...] | None = None
        meant = tuple(each for each in named if each not in objects.unseen)
        if named and not meant:
            continue  # nobody said that there is no such object: it may have been missed
        if all(each in objects.found for each in meant):
            ids = tuple(objects.found[each].id for each in meant)
        elif any(each in objects.searched for each in meant):
            left.sentences += 1
            continue
        elif not choices.unanswered:
            left.open += 1
            continue
        numbers = _numbers(labels.numbers, meant)
        found.append(((min(len(meant), 2) if meant else 3, numbers), said, ids))
    for number, (_, said, ids) in enumerate(sorted(found, key=lambda each: each[0])):
        yield DatasetExpression(str(number), said[0], ids, said[1])


def _numbers(numbers: Mapping[LayerId, int], layers: Sequence[LayerId]) -> list[int]:
    return [numbers[each] for each in layers]


def _labelled(video: DatasetVideo, choices: LabelChoices, left: _Left) -> DatasetVideo:
    """Return a video without the frames of which too little is known."""
    if choices.labelled is Labelled.ALL or not video.objects:
        return video
    known = [set(each.masks.frames) for each in video.objects]
    together = set.union(*known) if choices.labelled is Labelled.SOME else set.intersection(*known)
    places = sorted(together)
    if choices.whole:
        left.frames += len(set.union(*known) - together)
        return of_masks(video, together)
    fewer = of_places(video, tuple(places))
    left.frames += len(video.frames) - len(places)
    is_in_a_row = not places or places[-1] - places[0] == len(places) - 1
    return fewer if is_in_a_row else replace(fewer, rate=None)
