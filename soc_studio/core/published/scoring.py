"""Scores the answers in a folder, and writes what they come to."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from soc_rvos.datasets.sample import Sample, by_video
from soc_rvos.evaluation.procedures import Procedure
from soc_rvos.evaluation.scoring import (
    Score,
    VideoScore,
    measures_of,
    score_combined,
    score_image,
    score_video,
)
from soc_studio.core.published.results import ResultFolder
from soc_studio.core.system.atomic_file import replacing_file


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation comes to.

    Attributes:
        about: what was measured: dataset, split, model, protocol.
        scores: of every sentence whose masks are public.
        measures: their means, by the names of the papers, in [0, 1].
    """

    about: dict[str, Any]
    scores: tuple[Score, ...]
    measures: dict[str, float]


def score_all(
    samples: Sequence[Sample], procedure: Procedure, results: ResultFolder
) -> Generator[list[Score], None, None]:
    """Yield the scores of video after video.

    Raises:
        RvosError: an answer or a true mask is missing or broken.
    """
    for own in by_video([sample for sample in samples if sample.annotated]):
        if procedure.combined:
            scores: list[Score] = []
            for annotator in sorted({each.annotator or 0 for each in own}):
                group = [each for each in own if each.annotator == annotator]
                scores += score_combined(group, partial(results.combined, group[0]))
            yield scores
        elif procedure.every_query:
            yield [score_image(each, results.answers(each)) for each in own]
        else:
            yield [score_video(each, partial(results.mask, each)) for each in own]


def evaluation_of(about: dict[str, Any], scores: Sequence[Score]) -> Evaluation:
    """Return the means over `scores`."""
    return Evaluation(about, tuple(scores), measures_of(scores))


def write_scores(path: Path, evaluation: Evaluation) -> None:
    """Write an evaluation as JSON, with the scores of every sentence; raises WriteError."""
    content = {
        **evaluation.about,
        "measures": evaluation.measures,
        "sentences": [
            {
                **asdict(each),
                "kind": "video" if isinstance(each, VideoScore) else "frame",
                "joint": each.joint,
            }
            for each in evaluation.scores
        ],
    }
    with replacing_file(path) as unfinished:
        unfinished.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
