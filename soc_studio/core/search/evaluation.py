"""Measures a model on a folder of clips with known masks."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from soc_rvos.evaluation.manifest import Clip
from soc_rvos.evaluation.protocol import (
    AbsentScore,
    ObjectScore,
    evaluate,
    segmenter,
    to_json,
)
from soc_rvos.settings import RunSettings
from soc_rvos.tracking import load_tracker
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.system.file_names import coded_name

Score = ObjectScore | AbsentScore


def expressions_of(clip: Clip) -> list[str]:
    """Return every expression of `clip`, those of absent objects last."""
    present = [text for each in clip.objects for text in each.expressions]
    return [*present, *clip.absent_expressions]


def measure(
    clips: Sequence[Clip], model: LoadedModel, settings: RunSettings, steady: bool = False
) -> Generator[Score, None, None]:
    """Yield the score of every expression of `clips`, clip by clip.

    Answers are steadied by the tracker before, if they are to be `steady`.

    Raises:
        RvosError: a picture cannot be read, or the network cannot be run.
    """
    tracker = load_tracker() if steady else None
    segment = segmenter(model.predictor, settings, tracker=tracker)
    with closing(evaluate(clips, segment)) as scores:
        yield from scores


def write_scores(path: Path, scores: Sequence[Score], model: LoadedModel, clips: int) -> None:
    """Write `scores` as JSON, with means by clip and over all; `clips` were asked for.

    Raises:
        OSError: the file cannot be written.
    """
    made_by = {"name": model.name, "file": coded_name(model.file.name), "sha256": model.sha256}
    measured = len({score.clip for score in scores})
    content = {"model": made_by, "complete": measured == clips, **to_json(scores)}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
