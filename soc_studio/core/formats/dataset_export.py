"""Writes all videos of a project as one dataset: what is lost is said first, then it is written,
read again and compared."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.selection import split_by_list, split_by_name
from soc_studio.core.datasets.writing import fitted_to, write_dataset
from soc_studio.core.formats.mask_spool import MaskSpool
from soc_studio.core.formats.project_labels import LabelChoices, project_labels
from soc_studio.core.formats.project_pictures import ProjectPictures
from soc_studio.core.storage.document import Document
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

_NO_SHARES: Mapping[str, float] = MappingProxyType({})
_NO_LISTS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DatasetPlan:
    """How a project becomes a dataset.

    Attributes:
        labels: what of it.
        pictures: what becomes of the frames; those of video files are decoded, never linked.
        shares: of splits, by which videos are divided; empty for none.
        lists: the names of the videos of each split, in the place of `shares`.
    """

    labels: LabelChoices = field(default_factory=LabelChoices)
    pictures: FrameFiles = FrameFiles.COPY
    shares: Mapping[str, float] = field(default_factory=lambda: _NO_SHARES)
    lists: Mapping[str, Sequence[str]] = field(default_factory=lambda: _NO_LISTS)


class NothingLeft(StudioError):  # noqa: N818
    """Of a project a format can hold nothing; `losses` say why."""

    def __init__(self, format: DatasetFormat, losses: Sequence[DatasetLoss]) -> None:
        super().__init__(
            message("There is nothing to write as {format}.", format=format.name),
            " ".join(each.sentence for each in losses) or message("Find or draw something first."),
        )
        self.losses = tuple(losses)


class DatasetExport(Closeable):
    """One export of a project: `prepare`, look at `losses`, then `write`. Close it at the end.

    Attributes:
        losses: what the dataset will not hold, once it is prepared.
        dataset: what it will hold.
    """

    def __init__(
        self,
        document: Document,
        format: DatasetFormat,
        plan: DatasetPlan,
        asked_to_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin; while masks are read, `asked_to_stop` is asked whether the work shall end."""
        self._document, self._format, self._plan = document, format, plan
        self._asked_to_stop = asked_to_stop
        self._spool = MaskSpool(self._check)
        self._pictures = ProjectPictures(document, plan.pictures is not FrameFiles.LEAVE)
        self.losses: list[DatasetLoss] = []
        self.dataset = Dataset(())

    def prepare(self) -> Generator[Progress, None, list[DatasetLoss]]:
        """Read the project; yield how far that is, and return `losses`. Nothing is written.

        Raises:
            StudioError: a mask, or a video that is needed, cannot be read; a list of a split names
                what is no video; or nothing is left to be written.
        """
        plan = self._plan
        last = Progress()
        has_clips = self._format.writer is not None and self._format.writer.clips
        labels = replace(plan.labels, whole=plan.labels.whole or has_clips)
        steps = project_labels(self._document, labels, self._spool, self._pictures)
        try:
            while True:
                last = next(steps)
                yield last
        except StopIteration as end:
            dataset, losses = end.value
        dataset, left = _without_unlabelled(dataset)
        losses += left
        if plan.lists:
            dataset, left = split_by_list(dataset, plan.lists)
            losses += left
        elif plan.shares:
            dataset = split_by_name(dataset, plan.shares)
        try:
            self.dataset, lost = fitted_to(dataset, self._format, plan.pictures)
        except _Stopped:
            yield last
            return []
        decoded = sum(
            len(each.frames)
            for each in self.dataset.videos
            if each.pictures is not None and each.pictures.folder is None
        )
        if decoded and not has_clips:
            lost.insert(0, _decoded(decoded, plan.pictures))
        self.losses = [*losses, *lost]
        if not any(each.objects or each.expressions for each in self.dataset.videos):
            raise NothingLeft(self._format, self.losses)
        return self.losses

    def write(self, folder: Path) -> Generator[Progress, None, None]:
        """Write what was prepared into `folder`, new or empty, whole or not at all.

        A step is yielded for each video that is written, and for each that was read again and is
        equal in every pixel.

        Raises:
            StudioError: a frame cannot be read.
            WriteError: `folder` has files or cannot be written.
        """
        count = len(self.dataset.videos)
        writing, comparing = Stopwatch("Writing"), Stopwatch("Comparing")
        yield writing.progress(0, count)
        steps = write_dataset(self.dataset, self._format, folder, self._plan.pictures)
        done = 0
        try:
            for done, _ in enumerate(steps, 1):
                if done <= count:
                    yield writing.progress(done, count)
                else:
                    yield comparing.progress(done - count, count)
        except _Stopped:
            yield comparing.progress(max(done - count, 0), count)
        finally:
            steps.close()

    def close(self) -> None:
        """Give masks and the open video back."""
        self._spool.close()
        self._pictures.close()

    def _check(self) -> None:
        if self._asked_to_stop():
            raise _Stopped


class _Stopped(Exception):  # noqa: N818
    """The person asked to stop."""


def _without_unlabelled(dataset: Dataset) -> tuple[Dataset, list[DatasetLoss]]:
    """Leave out videos of which nothing is said at all."""
    videos = tuple(each for each in dataset.videos if each.objects or each.expressions)
    count = len(dataset.videos) - len(videos)
    sentence = message("Videos without labels are left out: {count}.", count=count)
    return Dataset(videos, dataset.notes), [DatasetLoss(sentence, count)] if count else []


def _decoded(count: int, pictures: FrameFiles) -> DatasetLoss:
    if pictures is FrameFiles.LINK:
        sentence = message(
            "Frames of video files cannot be linked, they are written as JPEG, with some loss: "
            "{count}.",
            count=count,
        )
    else:
        sentence = message(
            "Frames of video files are written as JPEG, with some loss: {count}.", count=count
        )
    return DatasetLoss(sentence, count)
