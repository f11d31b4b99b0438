"""`soc-studio evaluate`: measures a model on clips with known masks."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from soc_rvos.datasets.published import recognised
from soc_rvos.evaluation.manifest import MANIFEST, Clip, read_clips
from soc_rvos.evaluation.protocol import AbsentScore, ObjectScore, by_kind, summarise
from soc_rvos.settings import RunSettings
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.model import chosen_model, tell_understood
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.evaluation import Score, expressions_of, measure, write_scores
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress


def evaluate(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the model cannot be had, or the scores cannot be written.
        RvosError: the clips cannot be read, or the network cannot be run.
        KeyboardInterrupt: the program was asked to stop before a clip was finished.
    """
    if options.clips is None:
        raise StudioError(
            "Nothing to measure on was given.", "Give a folder of clips, or --dataset FOLDER."
        )
    if not (options.clips / MANIFEST).is_file() and (found := recognised(options.clips)):
        raise StudioError(
            f"'{options.clips}' is {found.name}, as it is published.",
            f"Give it as --dataset {found.folder}.",
        )
    output = options.output or Path("scores.json")
    clips = read_clips(options.clips)
    with replacing_file(output) as unfinished:  # hours must not end in a wrong place
        model = chosen_model(options, terminal)
        texts = [text for clip in clips for text in expressions_of(clip)]
        tell_understood(options, model, texts, terminal)
        scores = _measured(clips, model, options, terminal, stopping)
        write_scores(unfinished, scores, model, len(clips))
    for line in table(scores):
        terminal.say(line)
    terminal.say(f"Scores: {output}")
    if stopping.asked:
        done = len({score.clip for score in scores})
        terminal.tell(f"Stopped: {done} of {len(clips)} clips are measured and written.")
        return Exit.INTERRUPTED
    return Exit.DONE


def _measured(
    clips: Sequence[Clip],
    model: LoadedModel,
    options: argparse.Namespace,
    terminal: Terminal,
    stopping: Stopping,
) -> list[Score]:
    """Return the scores of the clips until asked to stop; from then on `stopping` is patient."""
    settings = RunSettings(
        stride=options.stride, preview=options.quality == "quick", whole=options.whole
    )
    scores: list[Score] = []
    try:
        with closing(measure(clips, model, settings, options.steady)) as steps:
            began = time.monotonic()
            for score in steps:
                scores.append(score)
                terminal.show("Measuring", _progress(clips, scores, time.monotonic() - began))
                stopping.check()
        stopping.be_patient()
    except KeyboardInterrupt:
        stopping.be_patient()
    scores = _of_finished(clips, scores)
    if clips and not scores:
        raise KeyboardInterrupt
    return scores


def _progress(clips: Sequence[Clip], scores: Sequence[Score], seconds: float) -> Progress:
    """Return the progress in frames, each counted once for every expression."""
    total = sum(clip.frame_count * len(expressions_of(clip)) for clip in clips)
    return Progress(sum(score.frames for score in scores), total, seconds)


def _of_finished(clips: Sequence[Clip], scores: Sequence[Score]) -> list[Score]:
    """Return the `scores` of the clips of which every expression is scored."""
    counts = {clip.name: len(expressions_of(clip)) for clip in clips}
    own = [score.clip for score in scores]
    return [score for score in scores if own.count(score.clip) == counts[score.clip]]


def table(scores: Sequence[Score]) -> list[str]:
    """Return `scores` as aligned lines: every expression, every clip, every kind, all of them."""
    rows: list[tuple[str, ...]] = [("clip", "expression", "J", "F", "J&F", "empty")]
    for name in dict.fromkeys(score.clip for score in scores):
        own = [score for score in scores if score.clip == name]
        rows += [_row(score) for score in own]
        rows.append(_mean_row(name, own))
    for kind in by_kind(scores):
        rows.append(_mean_row(kind, [score for score in scores if score.kind == kind]))
    rows.append(_mean_row("overall", scores))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [
        f"{clip:<{widths[0]}}  {text:<{widths[1]}}" + "".join(f"  {cell:>5}" for cell in cells)
        for clip, text, *cells in rows
    ]


def _row(score: Score) -> tuple[str, ...]:
    if isinstance(score, ObjectScore):
        cells = _cell(score.region), _cell(score.contour), _cell(score.joint)
        return score.clip, f"'{score.expression}'", *cells, ""
    return score.clip, f"'{score.expression}' (absent)", "", "", "", _cell(score.empty)


def _mean_row(name: str, scores: Sequence[ObjectScore | AbsentScore]) -> tuple[str, ...]:
    mean = summarise(scores)
    said = f"mean of {mean.expressions} expressions, {mean.absent_expressions} absent"
    cells = (mean.region, mean.contour, mean.joint, mean.empty)
    return name, said, *(_cell(value) for value in cells)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
