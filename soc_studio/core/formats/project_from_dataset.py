"""Puts a dataset into a project, new or not: reading it changes no decision, so that any thread
can; then one edit has all that it says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo, FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.formats.dataset_labels import LeftOut, labels_to_keep
from soc_studio.core.formats.dataset_videos import DatasetVideos, FoundVideo
from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.imported_object import ImportedLabels
from soc_studio.core.project.label_edits import add_imported
from soc_studio.core.project.limits import MOST_OF_A_NAME
from soc_studio.core.project.project import Project, Video, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

_LOGGER = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class ReadVideo:
    """A video of a dataset with what is to be kept of it; `void` is the number of the masks of what
    nobody decided about, None for none."""

    found: FoundVideo
    labels: ImportedLabels
    split: str
    void: int | None


@dataclass(slots=True)
class ReadDataset:
    """A dataset that was read for a project, and whose masks that has already.

    Attributes:
        name: of its file or folder.
        videos: what `dataset_edit` adds.
        count: how much that is.
        kept: numbers of the imported masks.
    """

    name: str
    videos: list[ReadVideo] = field(default_factory=list)
    count: Imported = field(default_factory=Imported)
    kept: list[int] = field(default_factory=list)

    def drop(self, document: Document) -> None:
        """Remove its masks from a project that will not have it."""
        for number in self.kept:
            document.file.imports.remove(number)


def import_dataset(
    document: Document,
    dataset: Dataset,
    path: Path,
    choices: ImportChoices | None = None,
    tell: Callable[[str], None] = _LOGGER.info,
) -> Generator[Progress, None, Imported]:
    """Put the dataset at `path` into a project that no other thread changes; see `read_for_project`
    for what is yielded and raised."""
    read = yield from read_for_project(document, dataset, path, choices, tell)
    is_first = not document.project.videos
    document.do(*dataset_edit(document.project, read))
    keep_picture(document, read, is_first)
    return read.count


def read_for_project(
    document: Document,
    dataset: Dataset,
    path: Path,
    choices: ImportChoices | None = None,
    tell: Callable[[str], None] = _LOGGER.info,
) -> Generator[Progress, None, ReadDataset]:
    """Read the dataset at `path` for a project, whose file has its masks then; decisions do not
    change.

    How many masks are kept is yielded. Where it fails or is stopped, no masks and unpacked frames
    are kept. `tell` is called with a sentence for whatever is left out. The project may read the
    videos from now on, as the person named them.

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
    total = sum(len(masks.frames) for video in dataset.videos for masks in _all_masks(video))
    watch, done = Stopwatch("Reading"), 0
    read, left = ReadDataset(path.name), LeftOut()
    complete = False
    try:
        for video in dataset.videos:
            yield watch.progress(done, total)
            found = videos.find(video)
            if found is not None:
                own = found.video
                _check_size(video, own)
                places = videos.places(video, found)
                videos.remove_unneeded(found)
                lost = [name for name, at in zip(video.frames, places, strict=True) if at is None]
                if lost and not left.frames:
                    left.frame = lost[0], video.name
                left.frames += len(lost)
                numbers: dict[str, int] = {}
                void = None
                for name, masks in _named_masks(video):
                    seen = _Seen()
                    steps = document.file.imports.add(
                        shown(name) or "void", own.height, own.width, seen.through(masks, places)
                    )
                    with closing(steps):
                        while True:
                            try:
                                yield watch.progress(done + next(steps), total)
                            except StopIteration as end:
                                read.kept.append(end.value)
                                break
                    done += len(masks.frames)
                    if masks is video.void:
                        void = read.kept[-1]
                    else:
                        numbers[name] = read.kept[-1]
                        if masks.frames and not seen.any:
                            left.object = left.object if left.unseen else (name, video.name)
                            left.unseen += 1
                labels = labels_to_keep(video, places, numbers, choices.accepted, left)
                split = " ".join(video.split.split())[:MOST_OF_A_NAME]
                read.videos.append(ReadVideo(found, labels, split, void))
                _count(read.count, video)
            else:
                done += sum(len(masks.frames) for masks in _all_masks(video))
        if not read.videos:
            raise DatasetError(
                message("None of the videos of '{dataset}' is found.", dataset=shown(path.name)),
                message(
                    "Put the frames where the dataset says, add it to a project that has its "
                    "videos, or name their folder with --frames."
                ),
            )
        read.count.videos = len({each.found.video.fingerprint for each in read.videos})
        named = [each.found.path for each in read.videos]
        FilePermissions().give(document.file.id, *(each for each in named if each is not None))
        complete = True
    finally:
        if not complete:
            read.drop(document)
            videos.remove_unpacked()
    for sentence in (*dataset.notes, *left.sentences()):
        tell(sentence)
    yield watch.progress(total, total)
    return read


def dataset_edit(project: Project, read: ReadDataset) -> Edit:
    """Add a dataset that was read: its videos, which is no step to undo, and its labels."""
    name = message("Import the dataset '{name}'", name=shown(read.name, 40))
    for each in read.videos:
        project, video = _with_video(project, each)
        _, project = add_imported(project, video, each.labels, read.name)
    return name, project


def keep_picture(document: Document, read: ReadDataset, is_first: bool) -> None:
    """Keep the picture by which a project is known, where its first video came with a dataset."""
    pictures = (each.found.picture for each in read.videos)
    picture = next((each for each in pictures if each is not None), None)
    if is_first and picture is not None:
        document.file.put_picture(picture)


def _with_video(project: Project, read: ReadVideo) -> tuple[Project, VideoId]:
    """Return the project with a video, which is found where the dataset has it, and its id."""
    new = read.found.video
    for known in project.videos:
        if new.fingerprint in known.fingerprints:
            here = replace(
                known,
                split=read.split or known.split,
                void=known.void if read.void is None else read.void,
            )
            if read.found.path is not None:
                here = replace(here, relative=new.relative, absolute=new.absolute)
            return (project if here == known else project.with_video(here)), known.id
    return project.add_video(replace(new, split=read.split, void=read.void))


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


def _named_masks(video: DatasetVideo) -> Iterator[tuple[str, FrameMasks]]:
    """Yield the masks that are kept of a video: of objects by their ids, and void without one."""
    for each in video.objects:
        if each.masks.frames or not _is_named(video, each):  # else it can be searched for
            yield each.id, each.masks
    if video.void is not None and any(video.void.read(at).area for at in video.void.frames):
        yield "", video.void


def _all_masks(video: DatasetVideo) -> Iterator[FrameMasks]:
    yield from (each.masks for each in video.objects)
    if video.void is not None:
        yield video.void


def _is_named(video: DatasetVideo, one: DatasetObject) -> bool:
    return any(each.objects == (one.id,) and each.text.split() for each in video.expressions)


@dataclass(slots=True)
class _Seen:
    """Notes whether an object is on any frame; `any` says it once its masks were gone through."""

    any: bool = False

    def through(
        self, masks: FrameMasks, places: Sequence[int | None]
    ) -> Iterable[tuple[int, Mask]]:
        """Yield the masks of frames that the project's video has, by the numbers of these."""
        for place in masks.frames:
            frame = places[place]
            if frame is not None:
                mask = masks.read(place)
                self.any = self.any or mask.area > 0
                yield frame, mask


def _count(count: Imported, video: DatasetVideo) -> None:
    count.objects += len(video.objects)
    count.expressions += len(video.expressions)
    count.masks += sum(len(each.masks.frames) for each in video.objects)
