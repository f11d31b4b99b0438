"""Scores answers about published datasets, and takes the means as the papers do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import VOID, PublishedError
from soc_rvos.datasets.sample import Sample, Truth
from soc_rvos.evaluation.measures import (
    PRECISIONS,
    Overlap,
    average_precision,
    image_measures,
    matched,
    scores_of,
    statistics,
)
from soc_rvos.messages import message


@dataclass(frozen=True, slots=True)
class VideoScore:
    """How well a sentence was found, on each annotated frame of its video.

    Attributes:
        video, id, text: the sentence.
        frames: the places of these frames.
        region, contour: J and F of each, in [0, 1].
        annotator: who wrote it, None where that is not said.
        answer: in combined pictures the number that was counted as this object, 0 for none.
        is_empty: whether its object is on none of the annotated frames.
    """

    video: str
    id: str
    text: str
    frames: tuple[int, ...]
    region: tuple[float, ...]
    contour: tuple[float, ...]
    annotator: int | None = None
    answer: int | None = None
    is_empty: bool = False

    @property
    def joint(self) -> float:
        """J&F: the mean of the means over the frames."""
        return (sum(self.region) + sum(self.contour)) / (2 * len(self.region))


@dataclass(frozen=True, slots=True)
class ImageScore:
    """How well a sentence was found on its frame.

    Attributes:
        video, id, text: the sentence.
        best: how the answer of highest score lies over the truth.
        scores: of all answers.
        overlaps: IoU of all answers with the truth, 0 where both are empty, as COCO has it.
        is_empty: whether its true mask has no pixels.
    """

    video: str
    id: str
    text: str
    best: Overlap
    scores: tuple[float, ...]
    overlaps: tuple[float, ...]
    is_empty: bool = False

    @property
    def joint(self) -> float:
        """IoU of the best answer."""
        return self.best.iou


Score = VideoScore | ImageScore


def score_video(sample: Sample, marked: Callable[[int], NDArray[np.bool_]]) -> VideoScore:
    """Return the score of a sentence; `marked` returns the mask of a frame, bool [H, W].

    Raises:
        RvosError: a true mask cannot be read.
    """
    pairs = []
    is_seen = False
    for place in sample.annotated:
        truth = sample.truth(place)
        found = marked(place)
        true = _fitting(truth, found, sample, place).mask
        is_seen = is_seen or bool(true.any())
        pairs.append(scores_of(found, true, truth.void))
    region, contour = zip(*pairs, strict=True)
    return VideoScore(
        sample.video,
        sample.id,
        sample.text,
        sample.annotated,
        region,
        contour,
        sample.annotator,
        is_empty=not is_seen,
    )


def score_combined(
    samples: Sequence[Sample], marked: Callable[[int], NDArray[np.uint8]]
) -> list[VideoScore]:
    """Return the scores of all objects of a video, for the sentences of one annotator.

    An answer is counted as the object that it fits best, as in DAVIS's unsupervised task. An object
    that no sentence names is scored, too, as DAVIS does.

    Args:
        samples: the sentences of one annotator, one an object.
        marked: returns the combined picture of a frame, uint8 [H, W].

    Raises:
        RvosError: a true mask cannot be read.
    """
    first = samples[0]
    assert first.labels is not None
    frames = first.annotated
    found = [marked(place) for place in frames]
    true = [first.labels(place) for place in frames]
    for place, ours, theirs in zip(frames, found, true, strict=True):
        _check_size(ours, theirs, first, place)
    if len({each.shape for each in true}) > 1:
        raise PublishedError(
            message("The pictures of labels of '{video}' have several sizes.", video=first.video)
        )
    labels = np.stack(true)
    own = [int(each.objects[0]) for each in samples if each.objects]
    shown = labels[0][labels[0] != VOID]
    numbers = [*range(1, int(shown.max(initial=0)) + 1)] or sorted(own)
    values, answers = matched(np.stack(found), labels, numbers, VOID)
    named = dict(zip(own, samples, strict=True))
    scores = []
    for place, number in enumerate(numbers):
        sample = named.get(number)
        scores.append(
            VideoScore(
                first.video,
                sample.id if sample else f"object {number}",
                sample.text if sample else "",
                frames,
                tuple(values[place, 0].tolist()),
                tuple(values[place, 1].tolist()),
                first.annotator,
                answers[place],
                not (labels == number).any(),
            )
        )
    return scores


def score_image(sample: Sample, answers: Sequence[tuple[float, NDArray[np.bool_]]]) -> ImageScore:
    """Return the score of a sentence about one frame; answers are scores and bool [H, W].

    Raises:
        RvosError: the true mask cannot be read.
    """
    (place,) = sample.annotated
    truth = sample.truth(place)
    laid = [Overlap.of(mask, _fitting(truth, mask, sample, place)) for _, mask in answers]
    scores = tuple(score for score, _ in answers)
    if laid:
        best = laid[len(laid) - 1 - int(np.argmax(scores[::-1]))]  # of equals the last counts
    else:
        best = Overlap.of(np.zeros_like(truth.mask), truth)
    overlaps = tuple(each.shared / each.either if each.either else 0.0 for each in laid)
    is_empty = not truth.masks.any()
    return ImageScore(sample.video, sample.id, sample.text, best, scores, overlaps, is_empty)


def _fitting(truth: Truth, found: NDArray[np.bool_], sample: Sample, place: int) -> Truth:
    """Return `truth`, at the size of an answer where no mask of the sentence has a size.

    Raises:
        PublishedError: answer and truth are of different sizes.
    """
    if truth.masks.shape[1:] == (1, 1) and not truth.masks.any():
        return Truth(np.zeros((1, *found.shape), dtype=np.bool_))
    _check_size(found, truth.masks[0] if len(truth.masks) else found, sample, place)
    return truth


def _check_size(
    found: NDArray[np.generic], true: NDArray[np.generic], sample: Sample, place: int
) -> None:
    if found.shape != true.shape:
        raise PublishedError(
            message(
                "'{video}', frame {frame}: the answer to '{text}' has {width}x{height} pixels, the "
                "true mask {true_width}x{true_height}. Both have to be of one size.",
                video=sample.video,
                frame=sample.frames.names[place],
                text=sample.text[:60],
                width=found.shape[1],
                height=found.shape[0],
                true_width=true.shape[1],
                true_height=true.shape[0],
            )
        )


def measures_of(scores: Sequence[Score]) -> dict[str, float]:
    """Return the means over `scores` by the names that papers use, each in [0, 1].

    Of several annotators the mean of each is taken first, then that of them.
    """
    videos = [each for each in scores if isinstance(each, VideoScore)]
    images = [each for each in scores if isinstance(each, ImageScore)]
    if videos:
        groups: dict[int | None, list[VideoScore]] = {}
        for each in videos:
            groups.setdefault(each.annotator, []).append(each)
        return _mean([_of_videos(group) for group in groups.values()])
    if images:
        means = image_measures([each.best for each in images])
        return {
            **{
                f"P@{least}": value
                for least, value in zip(PRECISIONS, means.precision, strict=True)
            },
            "overall IoU": means.overall,
            "mean IoU": means.mean,
            "mAP": average_precision([(each.scores, each.overlaps) for each in images]),
        }
    return {}


def _of_videos(scores: Sequence[VideoScore]) -> dict[str, float]:
    said = []
    for each in scores:
        region, contour = statistics(each.region), statistics(each.contour)
        both = (np.asarray(each.region) + np.asarray(each.contour)) / 2
        said.append(
            {
                "J&F": (region.mean + contour.mean) / 2,
                "J": region.mean,
                "F": contour.mean,
                "J recall": region.recall,
                "F recall": contour.recall,
                "J decay": region.decay,
                "F decay": contour.decay,
                "J variance": float(np.var(each.region)),
                "J&F variance": float(np.var(both)),
            }
        )
    return _mean(said)


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}


def by_kind(
    scores: Iterable[Score], kind: Callable[[str], Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Return the measures of each kind of sentence, with the number of sentences.

    `kind` says of which kinds a sentence is.
    """
    groups: dict[str, list[Score]] = {}
    for score in scores:
        for each in kind(score.text):
            groups.setdefault(each, []).append(score)
    return {
        name: {"sentences": float(len(groups[name])), **measures_of(groups[name])}
        for name in sorted(groups)
    }
