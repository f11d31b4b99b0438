"""Makes videos, layers and sentences of a project out of a dataset."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetExpression, DatasetObject, DatasetVideo
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.formats.dataset_videos import DatasetVideos
from soc_studio.core.project.imported_object import (
    ImportedExpression,
    ImportedLabels,
    ImportedObject,
)
from soc_studio.core.project.label_edits import add_imported
from soc_studio.core.project.limits import LONGEST_TEXT
from soc_studio.core.project.objects import stand_in
from soc_studio.core.project.project import Project, Review, Verdict, Video, VideoId
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

_LOGGER = logging.getLogger(__name__)
_LONGEST_NUMBER = 9  # digits of the number of an object


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person says of a dataset that is imported.

    Attributes:
        folder: where its videos are, as files or as folders of frames; None where it says so.
        rate: frames a second of videos of which the dataset does not say it.
        accepted: whether all of its masks count as marked right.
        unpacked: the folder for frames of an archive; None is beside the project.
    """

    folder: Path | None = None
    rate: Fraction | None = None
    accepted: bool = False
    unpacked: Path | None = None


@dataclass(slots=True)
class Imported:
    """How much was imported."""

    videos: int = 0
    objects: int = 0
    expressions: int = 0
    masks: int = 0


@dataclass(slots=True)
class _Left:
    """Counts of what a project does not keep."""

    void: int = 0
    frames: int = 0
    annotators: int = 0
    wordless: int = 0
    numbers: int = 0
    splits: set[str] = field(default_factory=set)

    def sentences(self) -> Iterator[str]:
        if self.void:
            yield message("Void regions become background, on frames: {count}.", count=self.void)
        if self.frames:
            yield message(
                "Frames that the videos do not have are left out: {count}.", count=self.frames
            )
        if self.annotators:
            yield message(
                "Names of annotators are left out, of expressions: {count}.", count=self.annotators
            )
        if self.wordless:
            yield message("Expressions without words are left out: {count}.", count=self.wordless)
        if self.numbers:
            yield message(
                "Objects that are counted from 0 are counted from 1 now: {count}.",
                count=self.numbers,
            )
        if self.splits:
            yield message(
                "The splits of the dataset are not kept: {splits}.",
                splits=", ".join(sorted(self.splits)),
            )


def import_dataset(
    document: Document,
    dataset: Dataset,
    path: Path,
    choices: ImportChoices | None = None,
    tell: Callable[[str], None] = _LOGGER.info,
) -> Generator[Progress, None, Imported]:
    """Put the dataset at `path` into a project: its videos, and as one edit what it says of them.

    How many masks are kept is yielded. Where it fails or is stopped, no masks, labels and unpacked
    frames are kept; videos that were found by then are part of the project.
    `tell` is called with a sentence for whatever is left out.

    Raises:
        DatasetError: a mask cannot be read, or no video is found.
        VideoError: a video cannot be read.
        WriteError: the project cannot be written.
    """
    if document.read_only is not None:
        raise WriteError(document.read_only.reason, document.read_only.advice)
    choices = choices or ImportChoices()
    place = document.file.path
    unpacked = choices.unpacked or place.with_name(f"{place.stem} frames")
    videos = DatasetVideos(document, choices.folder, unpacked, choices.rate, tell)
    total = sum(len(each.masks.frames) for video in dataset.videos for each in video.objects)
    imports = document.file.imports
    watch, done = Stopwatch("Reading"), 0
    labels: list[tuple[VideoId, ImportedLabels]] = []
    kept: list[int] = []
    left, count = _Left(), Imported()
    complete = False
    try:
        for video in dataset.videos:
            yield watch.progress(done, total)
            own = videos.put(video)
            if own is not None:
                _check_size(video, own)
                places = videos.places(video, own)
                left.frames += sum(place is None for place in places)
                numbers: dict[str, int] = {}
                for each in video.objects:
                    if not each.masks.frames and _is_named(video, each):
                        continue  # it can be searched for
                    masks = _of_object(each, places)
                    steps = imports.add(shown(each.id), own.height, own.width, masks)
                    with closing(steps):
                        while True:
                            try:
                                yield watch.progress(done + next(steps), total)
                            except StopIteration as end:
                                numbers[each.id] = end.value
                                kept.append(end.value)
                                break
                    done += len(each.masks.frames)
                labels.append((own.id, _labels(video, places, numbers, choices, left)))
                _count(count, video, left)
            else:
                done += sum(len(each.masks.frames) for each in video.objects)
        if not labels:
            raise DatasetError(
                message("None of the videos of '{dataset}' is found.", dataset=shown(path.name)),
                message("Say where the videos are."),
            )
        document.do(*_edit(document.project, labels, path.name))
        count.videos = len({video for video, _ in labels})
        complete = True
    finally:
        if not complete:
            for number in kept:
                imports.remove(number)
            videos.remove_unpacked()
    for sentence in (*dataset.notes, *left.sentences()):
        tell(sentence)
    yield watch.progress(total, total)
    return count


def _edit(
    project: Project, labels: Sequence[tuple[VideoId, ImportedLabels]], name: str
) -> tuple[str, Project]:
    for video, said in labels:
        _, project = add_imported(project, video, said, name)
    return message("Import the dataset '{name}'", name=shown(name, 40)), project


def _check_size(video: DatasetVideo, own: Video) -> None:
    if video.annotated and (video.height, video.width) != (own.height, own.width):
        raise DatasetError(
            message(
                "'{video}': the masks are {width}x{height} pixels, the frames "
                "{own_width}x{own_height}.",
                video=shown(video.name),
                width=video.width,
                height=video.height,
                own_width=own.width,
                own_height=own.height,
            ),
            message("Choose the frames that the masks were made for."),
        )


def _is_named(video: DatasetVideo, one: DatasetObject) -> bool:
    return any(each.objects == (one.id,) and each.text.split() for each in video.expressions)


def _of_object(each: DatasetObject, places: Sequence[int | None]) -> Iterator[tuple[int, Mask]]:
    for place in each.masks.frames:
        frame = places[place]
        if frame is not None:
            yield frame, each.masks.read(place)


def _labels(
    video: DatasetVideo,
    places: Sequence[int | None],
    kept: Mapping[str, int],
    choices: ImportChoices,
    left: _Left,
) -> ImportedLabels:
    """Return what a project keeps of a video: an object has its first sentence as its own."""
    spoken = []
    for each in video.expressions:
        left.annotators += bool(each.annotator)
        if text := " ".join(each.text.split())[:LONGEST_TEXT]:
            spoken.append((text, each))
        else:
            left.wordless += 1
    own: dict[str, tuple[str, DatasetExpression]] = {}
    for text, each in spoken:
        if each.objects is not None and len(each.objects) == 1:
            own.setdefault(each.objects[0], (text, each))
    objects = []
    at = {each.id: place for place, each in enumerate(video.objects)}
    numbers = _numbers(video, left)
    for place, one in enumerate(video.objects):
        text, _ = own.get(one.id, (stand_in(numbers.get(one.id, place + 1)), None))
        objects.append(
            ImportedObject(
                text,
                kept.get(one.id),
                "" if one.id in numbers else shown(one.id),
                " ".join(one.category.split())[:LONGEST_TEXT],
                object_id=numbers.get(one.id),
                verdicts=_accepted(one, places) if choices.accepted else ValuedSpans(),
            )
        )
    taken = {id(each) for _, each in own.values()}
    further = []
    for text, each in spoken:
        if each.objects is None:  # to be searched for
            objects.append(ImportedObject(text))
        elif id(each) not in taken:
            further.append(ImportedExpression(text, tuple(at[one] for one in each.objects)))
    return ImportedLabels(tuple(objects), tuple(further))


def _numbers(video: DatasetVideo, left: _Left) -> dict[str, int]:
    """Return the numbers that objects have by their ids, from 1 on; of others nothing."""
    numbers = {
        each.id: int(each.id)
        for each in video.objects
        if each.id.isascii() and each.id.isdecimal() and len(each.id) <= _LONGEST_NUMBER
    }
    if 0 in numbers.values():
        left.numbers += len(numbers)
        return {id: number + 1 for id, number in numbers.items()}
    return numbers


def _accepted(one: DatasetObject, places: Sequence[int | None]) -> ValuedSpans[Verdict]:
    """Return the frames of which the dataset says where an object is, as marked right."""
    spans: ValuedSpans[Verdict] = ValuedSpans()
    frames = sorted(frame for place in one.masks.frames if (frame := places[place]) is not None)
    start = 0
    for at, frame in enumerate(frames):
        if at + 1 == len(frames) or frames[at + 1] != frame + 1:
            spans = spans.put(frames[start], frame + 1, Verdict(Review.ACCEPTED))
            start = at + 1
    return spans


def _count(count: Imported, video: DatasetVideo, left: _Left) -> None:
    count.objects += len(video.objects)
    count.expressions += len(video.expressions)
    count.masks += sum(len(each.masks.frames) for each in video.objects)
    if video.split:
        left.splits.add(video.split)
    if video.void is not None:
        left.void += sum(video.void.read(each).area > 0 for each in video.void.frames)
