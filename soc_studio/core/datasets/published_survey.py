"""What of a published dataset is there, counted by split, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from soc_rvos.datasets.files import PublishedError, broken, missing, names_in
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_rvos.datasets.sample import PictureFrames, Sample, by_video
from soc_rvos.datasets.whole_pictures import fault_of
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.datasets.survey import MOST_PROBLEMS
from soc_studio.core.system.messages import message


@dataclass(slots=True)
class SplitCounts:
    """Sums over a split.

    Attributes:
        split: its name.
        videos: videos, or pictures.
        sentences: of all videos.
        several: sentences of several objects.
        unanswered: sentences whose masks are not public.
        frames: frames of all videos; of clips in video files those that are annotated.
        missing: frames without a picture.
        broken: frames whose picture is cut off or no picture.
        annotated: frames whose masks are known, each once.
        empty: sentences whose object is on no annotated frame.
        problems: sentences on what is wrong, a few of them.
    """

    split: str
    videos: int = 0
    sentences: int = 0
    several: int = 0
    unanswered: int = 0
    frames: int = 0
    missing: int = 0
    broken: int = 0
    annotated: int = 0
    empty: int = 0
    problems: list[str] = field(default_factory=list)

    def add_problem(self, said: str) -> None:
        """Keep a sentence, once, if there are not too many."""
        if len(self.problems) < MOST_PROBLEMS and said not in self.problems:
            self.problems.append(said)


def survey_split(
    dataset: PublishedDataset, split: str, everything: bool
) -> Generator[SplitCounts, None, None]:
    """Yield the counts of a split after every video, always the same value.

    Problems are kept, not raised. Of a sentence masks are read until its object is found, or
    `everything`, so that damage shows; of pictures begin and end.
    """
    counts = SplitCounts(split)
    yield counts
    try:
        samples = dataset.samples(split)
        for said in dataset.doubts(split):
            counts.add_problem(str(said))
    except PublishedError as error:
        counts.add_problem(str(error))
        return
    for own in by_video(samples):
        _add(counts, own, everything)
        yield counts


def _add(counts: SplitCounts, own: list[Sample], everything: bool) -> None:
    frames = own[0].frames
    counts.videos += 1
    counts.sentences += len(own)
    counts.several += sum(each.objects is not None and len(each.objects) > 1 for each in own)
    counts.unanswered += sum(not each.annotated for each in own)
    annotated = {place for each in own for place in each.annotated}
    counts.annotated += len(annotated)
    if isinstance(frames, PictureFrames):
        counts.frames += len(frames)
        _look_for_frames(counts, frames)
    else:
        counts.frames += len(annotated)
        try:
            count = len(frames)
            if annotated and max(annotated) >= count:
                counts.missing += sum(place >= count for place in annotated)
                frames.read([max(annotated)])
        except PublishedError as error:
            counts.missing += len(annotated)
            counts.add_problem(str(error))
    if own[0].labels is not None and 0 < len(annotated) < len(frames):
        counts.add_problem(
            message(
                "'{video}' has masks of {count} of its {frames} frames.",
                video=shown(own[0].video),
                count=len(annotated),
                frames=len(frames),
            )
        )
    for each in own:
        _look_at_masks(counts, each, everything)


def _look_for_frames(counts: SplitCounts, frames: PictureFrames) -> None:
    if not frames.files:
        return
    there = names_in(frames.files[0].parent)
    lost = [file for file in frames.files if file.name not in there]
    counts.missing += len(lost)
    if lost:
        counts.add_problem(str(missing(lost[0], frames.advice)))
    for file in frames.files:
        if file.name in there and (fault := fault_of(file)):
            counts.broken += 1
            counts.add_problem(str(broken(file, fault, frames.advice)))


def _look_at_masks(counts: SplitCounts, sample: Sample, everything: bool) -> None:
    if not sample.annotated or sample.objects == ():
        return
    try:
        is_seen = False
        for place in sample.annotated:
            is_seen = bool(sample.truth(place).mask.any()) or is_seen
            if is_seen and not everything:
                break
    except PublishedError as error:
        counts.add_problem(str(error))
        return
    if not is_seen:
        counts.empty += 1
        counts.add_problem(
            message(
                "'{video}', sentence {id}: its object {objects} is on none of the annotated "
                "frames.",
                video=shown(sample.video),
                id=shown(sample.id),
                objects=", ".join(sample.objects or ()) or "-",
            )
        )
