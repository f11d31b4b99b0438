"""How well a network follows made sentences, kind by kind, on combinations it never saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.predictor import Predictor
from soc_rvos.inference.preprocess import resize
from soc_rvos.metrics import region_similarity
from soc_rvos.training.scenes import MadeClip, Split, make_clip
from soc_rvos.training.sentences import absent, describe

_TIE = 0.005  # mean IoU that is not worth leaving objects out for


@dataclass(frozen=True, slots=True)
class Answered:
    """One sentence about one clip and what the network made of it.

    Attributes:
        text, kind: the sentence and its most telling part; "absent" for one true of nothing.
        decisive: without that part the sentence would fit several objects.
        iou: mean over frames of the intersection over union, 1 where rightly nothing is marked.
        best: the same for the best of the `count` candidates, whichever was ranked first.
        score: the first candidate's mean score.
        marked: mean share of the frame that is marked.
    """

    text: str
    kind: str
    decisive: bool
    iou: float
    best: float
    score: float
    marked: float


def answer_made_clips(
    predictor: Predictor,
    clips: int,
    seed: int,
    split: Split = "test",
    size: tuple[int, int] = (144, 256),
    absent_share: float = 0.2,
) -> Iterator[Answered]:
    """Ask about every object of `clips` made clips, and about things that are not there."""
    for number in range(clips):
        rng = np.random.default_rng((seed, number))
        clip = make_clip(rng, *size, split=split)
        asked: list[tuple[str, str, bool, int | None]] = [
            (sentence.text, sentence.kind, sentence.decisive, index)
            for index in range(len(clip.objects))
            if (sentence := describe(rng, clip, index)) is not None
        ]
        if rng.random() < absent_share * (len(asked) + 1):
            asked.append((absent(rng, clip).text, "absent", True, None))
        if asked:
            yield from _answer(predictor, clip, asked)


def _answer(
    predictor: Predictor, clip: MadeClip, asked: list[tuple[str, str, bool, int | None]]
) -> Iterator[Answered]:
    size = predictor.frame_size(*clip.frames.shape[1:3])
    frames = np.stack([resize(frame, size) for frame in clip.frames])
    (answers,) = predictor.predict([frames], [text for text, _, _, _ in asked], count=5)
    for (text, kind, decisive, index), found in zip(asked, answers, strict=True):
        shape = (found.logits.shape[-2], found.logits.shape[-1])
        wanted = np.zeros((len(frames), *shape), dtype=np.bool_)
        if index is not None:
            labels = (clip.labels == index + 1).astype(np.uint8) * 255
            wanted = np.stack([resize(np.dstack([one] * 3), shape)[..., 0] > 127 for one in labels])
        marked = found.logits > 0
        shown = marked[0] & (found.scores[0] >= predictor.threshold)[:, None, None]
        yield Answered(
            text,
            kind,
            decisive,
            _mean_iou(shown, wanted),
            max(_mean_iou(one, wanted) for one in marked),
            float(found.scores[0].mean()),
            float(shown.mean()),
        )


def _mean_iou(marked: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    """Return the mean over frames of the IoU of bool [T, h, w] masks."""
    return float(np.mean([region_similarity(*pair) for pair in zip(marked, wanted, strict=True)]))


def by_kind(answered: list[Answered]) -> dict[str, tuple[int, float, float]]:
    """Return for each kind: how many, mean IoU, mean marked share; and all but absent as "all"."""
    groups: dict[str, list[Answered]] = defaultdict(list)
    for one in answered:
        groups[one.kind].append(one)
        if one.kind != "absent":
            groups["all"].append(one)
    return {
        kind: (
            len(group),
            float(np.mean([one.iou for one in group])),
            float(np.mean([one.marked for one in group])),
        )
        for kind, group in sorted(groups.items())
    }


def fitting_threshold(answered: Sequence[Answered]) -> float:
    """Return the score from which to believe an answer, in [0, 1].

    It is the lowest of those that give the highest mean IoU but for a tie, where an answer that is
    not believed is worth nothing if there was an object, and everything if there was none. The
    answers have to be those of a predictor that believes all.
    """
    scores = np.array([one.score for one in answered])
    worth = np.array([0.0 if one.kind == "absent" else one.iou for one in answered])
    silent = np.array([1.0 if one.kind == "absent" else 0.0 for one in answered])
    steps = np.linspace(0.02, 0.98, 97)
    gained = np.array([np.where(scores >= step, worth, silent).mean() for step in steps])
    return round(float(steps[gained >= gained.max() - _TIE].min()), 2)
