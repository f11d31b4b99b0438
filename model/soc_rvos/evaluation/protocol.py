"""Scores expressions on clips with true masks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip, ClipObject
from soc_rvos.found_tracks import find_tracks
from soc_rvos.inference.predictor import Predictor
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask
from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_rvos.settings import FrameSource, RunSettings

Segment = Callable[[FrameSource, Sequence[str]], Sequence[Mapping[int, Mask]]]
"""Finds expressions in a video: for each, the masks of the frames it is present in."""


@dataclass(frozen=True, slots=True)
class ObjectScore:
    """The scores of an expression's object, as means over all frames of the clip.

    `region` is J, `contour` is F; a frame that rightly marks nothing counts as 1 in both. `object`
    is the value of the object in the masks; `kind` that of the expression, if stated.
    """

    clip: str
    object: int
    expression: str
    frames: int
    region: float
    contour: float
    kind: str | None = None

    @property
    def joint(self) -> float:
        """J&F, the mean of both."""
        return (self.region + self.contour) / 2


@dataclass(frozen=True, slots=True)
class AbsentScore:
    """The marks for an expression whose object the clip does not show.

    `empty` is the share of all frames that were rightly left empty, `marked` the share of the
    picture that was marked, as a mean over all frames.
    """

    clip: str
    expression: str
    frames: int
    empty: float
    marked: float
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over expressions, each counting the same; None where there are none of the kind."""

    expressions: int
    region: float | None
    contour: float | None
    joint: float | None
    absent_expressions: int
    empty: float | None
    marked: float | None


def segmenter(
    predictor: Predictor,
    settings: RunSettings,
    threshold: float | None = None,
    tracker: MemoryTracker | None = None,
) -> Segment:
    """Return what finds expressions with `predictor`: the best track of each, where it is present.

    A `tracker` steadies what was found.

    `threshold` is the score from which an object counts as present, None that of the predictor; the
    published protocols know no absence, which is 0.
    """
    least = predictor.threshold if threshold is None else threshold

    def segment(source: FrameSource, expressions: Sequence[str]) -> list[dict[int, Mask]]:
        tracks = find_tracks(source, expressions, predictor, settings, least, tracker)
        return [
            {frame: track.coded[frame] for frame in np.flatnonzero(track.present).tolist()}
            for track in tracks
        ]

    return segment


def evaluate(
    clips: Iterable[Clip], segment: Segment
) -> Generator[ObjectScore | AbsentScore, None, None]:
    """Yield the score of every expression of `clips`, clip by clip.

    All expressions of a clip are found in one call of `segment`. Every frame is scored.

    Raises:
        ManifestError: a picture of a clip cannot be read.
    """
    for clip in clips:
        wanted = [(each, text) for each in clip.objects for text in each.expressions]
        absent = clip.absent_expressions
        found = segment(clip, [text for _, text in wanted] + list(absent))
        yield from _object_scores(clip, wanted, found[: len(wanted)])
        for text, masks in zip(absent, found[len(wanted) :], strict=True):
            yield _absent_score(clip, text, masks)


def _object_scores(
    clip: Clip, wanted: Sequence[tuple[ClipObject, str]], found: Sequence[Mapping[int, Mask]]
) -> list[ObjectScore]:
    values = np.zeros((len(wanted), clip.frame_count, 2))
    for number in range(clip.frame_count):
        labels = clip.labels(number)
        for place, ((referred, _), masks) in enumerate(zip(wanted, found, strict=True)):
            marked, true = _marked(masks, number, clip), labels == referred.value
            values[place, number] = region_similarity(marked, true), contour_accuracy(marked, true)
    return [
        ObjectScore(
            clip.name,
            referred.value,
            text,
            clip.frame_count,
            float(region),
            float(contour),
            clip.kinds.get(text),
        )
        for (referred, text), (region, contour) in zip(wanted, values.mean(axis=1), strict=True)
    ]


def _absent_score(clip: Clip, text: str, masks: Mapping[int, Mask]) -> AbsentScore:
    shares = [mask.area / (mask.height * mask.width) for mask in masks.values()]
    empty = clip.frame_count - sum(share > 0 for share in shares)
    return AbsentScore(
        clip.name,
        text,
        clip.frame_count,
        empty / clip.frame_count,
        sum(shares) / clip.frame_count,
        clip.kinds.get(text),
    )


def _marked(masks: Mapping[int, Mask], number: int, clip: Clip) -> NDArray[np.bool_]:
    """Return the mask of a frame, bool [H, W] of the clip; nothing where it is absent."""
    mask = masks.get(number)
    if mask is None:
        return np.zeros((clip.height, clip.width), dtype=np.bool_)
    return full_size(mask, clip.height, clip.width)


def summarise(scores: Iterable[ObjectScore | AbsentScore]) -> Summary:
    """Return the means over `scores`, of one clip or of many."""
    every = list(scores)
    objects = [score for score in every if isinstance(score, ObjectScore)]
    absent = [score for score in every if isinstance(score, AbsentScore)]
    return Summary(
        len(objects),
        _mean([score.region for score in objects]),
        _mean([score.contour for score in objects]),
        _mean([score.joint for score in objects]),
        len(absent),
        _mean([score.empty for score in absent]),
        _mean([score.marked for score in absent]),
    )


def by_kind(scores: Sequence[ObjectScore | AbsentScore]) -> dict[str, Summary]:
    """Return the means over the expressions of each kind, those without one left out."""
    kinds = sorted({score.kind for score in scores if score.kind is not None})
    return {kind: summarise(score for score in scores if score.kind == kind) for kind in kinds}


def to_json(scores: Sequence[ObjectScore | AbsentScore]) -> dict[str, Any]:
    """Return what can be written as JSON: every expression, every clip, and all together."""
    names = list(dict.fromkeys(score.clip for score in scores))
    return {
        "frames": "all",
        "overall": asdict(summarise(scores)),
        "kinds": {kind: asdict(mean) for kind, mean in by_kind(scores).items()},
        "clips": {
            name: asdict(summarise(score for score in scores if score.clip == name))
            for name in names
        },
        "expressions": [
            {**asdict(score), "joint": score.joint}
            for score in scores
            if isinstance(score, ObjectScore)
        ],
        "absent_expressions": [asdict(score) for score in scores if isinstance(score, AbsentScore)],
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
