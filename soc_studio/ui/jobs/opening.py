"""Opens a video, a folder of frames or a project off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from soc_studio.core.media.decoding.display import FirstPicture
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.given_rate import open_at
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.runs.additions import put_into_project
from soc_studio.core.runs.clips import clips_of
from soc_studio.core.runs.run_list import Refusal, is_run_list, read_run_list
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.storage.project_videos import (
    allow_folder,
    locate,
    locate_others,
    open_project_video,
    put_video,
)
from soc_studio.core.storage.unsaved import Draft, draft_with
from soc_studio.core.system.errors import StudioError, VideoError
from soc_studio.core.system.messages import message


class RateUnknown(VideoError):  # noqa: N818
    """Nothing says how many frames a second `path` has; its `frame_count` frames can be read."""

    def __init__(self, path: Path, frame_count: int) -> None:
        super().__init__(
            message("The frame rate of '{file}' is unknown.", file=path.name),
            message("Open it again and enter the rate."),
        )
        self.path = path
        self.frame_count = frame_count


class DatasetFound(StudioError):  # noqa: N818
    """What is to be opened is the dataset at `path`, of which a project is made first."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("'{name}' is a dataset.", name=path.name))
        self.path = path


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What a person said to the questions that opening a file raised.

    Attributes:
        rate: frames a second of what does not say it itself.
        allowed: the file outside of a project's folder that the project may read, and with it those
            of its other videos that are in the same folder.
        located: where the video of a project is.
        anyway: whether to take another file at the video's place, if its frames fit.
        without_video: whether to open a project though its video cannot be read.
        afresh: whether to leave unsaved work on a video alone and start new work.
        seen: the video of each project that was shown last, by the ids of both.
    """

    rate: Fraction | None = None
    allowed: Path | None = None
    located: Path | None = None
    anyway: bool = False
    without_video: bool = False
    afresh: bool = False
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of a run list: sentences on rows that were not taken, and what was left out."""

    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with the video to show first; `resumed` is its unsaved work, if any.

    `listed` is what of a run list is in it, where it was made of one.
    """

    document: Document
    reader: VideoReader | None
    video: VideoId | None
    resumed: Draft | None = None
    listed: Listed | None = None

    def close(self) -> None:
        """Close both; a new document is not kept."""
        if self.reader is not None:
            self.reader.close()
        self.document.close()


def open_anything(
    path: Path, answers: OpenAnswers | None = None, on_first: FirstPicture | None = None
) -> Opened:
    """Open the project at `path`, or the video at `path` in its unsaved work or a new document.

    The videos of a run list come into a new document, its sentences as layers.

    `on_first` is called with a first picture of a video that takes long to open.

    Raises:
        DatasetFound: it is a dataset.
        RateUnknown: nothing says the rate, and no answer does.
        VideoError: the video of a project cannot be read without an answer, or not at all.
        StudioError: it can be read as neither.
    """
    answers = answers or OpenAnswers()
    if path.suffix == SUFFIX:
        return _open_project(path, answers)
    from soc_studio.core.formats.dataset_opening import is_dataset  # takes a while

    if is_dataset(path):
        raise DatasetFound(path)
    if is_run_list(path):
        return _open_list(path)
    return _open_video(path, answers, on_first)


def read_video(document: Document, video: Video, answers: OpenAnswers) -> VideoReader | None:
    """Open a video of `document`; None where the answer is to do without.

    Raises:
        VideoError: it cannot be read without an answer, or not at all.
    """
    if answers.without_video:
        return None
    if answers.located is not None:
        former = video.absolute
        video = locate(document, video, answers.located, answers.anyway)
        locate_others(document, former, answers.located)
    elif answers.allowed is not None:
        allow_folder(document, answers.allowed)
    return open_project_video(document, video)


def _open_project(path: Path, answers: OpenAnswers) -> Opened:
    document = Document.open(path)
    try:
        videos = document.project.videos
        if not videos:
            return Opened(document, None, None)
        last = answers.seen.get(document.file.id)
        shown = next((each for each in videos if each.id == last), videos[0])
        return Opened(document, read_video(document, shown, answers), shown.id)
    except BaseException:
        document.close()
        raise


def _open_list(path: Path) -> Opened:
    """Put what a run list says into a new document; its first video is shown."""
    listed = read_run_list(path)
    clips, refusals = clips_of(listed)
    document = Document.new()
    try:
        steps = put_into_project(document, clips, path.resolve().parent)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                refusals += end.value
                break
        if not document.project.videos:
            raise refusals[0].reason
        first = document.project.videos[0]
        reader = open_project_video(document, first)
    except BaseException:
        document.discard()
        raise
    told = Listed(tuple(sorted(refusals, key=lambda each: each.line)), listed.notes)
    return Opened(document, reader, first.id, listed=told)


def _open_video(path: Path, answers: OpenAnswers, on_first: FirstPicture | None) -> Opened:
    reader = open_at(path, answers.rate, on_first)
    try:
        draft = None if answers.afresh else draft_with(fingerprint(path))
        if draft is None and reader.info.rate_is_assumed:
            raise RateUnknown(path, reader.frame_count)
        document = Document.new() if draft is None else Document.open(draft.path)
        try:
            video = put_video(document, path, reader)
            if video.rate != reader.rate:  # the unsaved work knows it
                reader.close()
                reader = open_project_video(document, video)
        except BaseException:
            document.close()
            raise
    except BaseException:
        reader.close()
        raise
    return Opened(document, reader, video.id, draft)
