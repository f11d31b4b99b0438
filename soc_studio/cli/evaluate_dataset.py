"""`soc-studio evaluate --dataset`: measures a model, or masks, on a published dataset."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from soc_rvos.evaluation.procedures import Procedure
from soc_rvos.evaluation.scoring import Score
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_reading
from soc_studio.cli.steps import through
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, clock
from soc_studio.core.models.loading import DEFAULT_MODEL, LoadedModel, load_model
from soc_studio.core.published.plan import PROTOCOLS, PUBLISHED, Plan, planned
from soc_studio.core.published.project_answers import write_project_answers
from soc_studio.core.published.report import write_report
from soc_studio.core.published.results import ResultFolder, check_belongs
from soc_studio.core.published.rows import PaperRow, row_of
from soc_studio.core.published.running import ask_all, system_of
from soc_studio.core.published.scoring import Evaluation, evaluation_of, score_all, write_scores
from soc_studio.core.published.submission import is_submitted, write_submission
from soc_studio.core.published.workers import Order, ask_in_processes
from soc_studio.core.system.progress import Progress, Stopwatch

_OUTPUT = Path("evaluation")


def evaluate_dataset(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; where it is asked to stop, answers are kept.

    Raises:
        StudioError: the model cannot be had, or the folder cannot be written.
        RvosError: the dataset is not complete, or the network cannot be run.
    """
    try:
        return _evaluated(options, terminal, stopping)
    except KeyboardInterrupt:
        stopping.be_patient()
        output = options.output or _OUTPUT
        terminal.tell(
            f"Stopped. What was answered is kept in {output}: the same command goes on there."
        )
        return Exit.INTERRUPTED


def _evaluated(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    plan = planned(options.dataset, options.split, options.limit)
    videos = len({each.video for each in plan.samples})
    terminal.say(
        f"{plan.dataset.name}, {plan.split}: {videos} videos, {len(plan.samples)} sentences"
    )
    output = options.output or _OUTPUT
    if options.masks is not None:
        procedure, model = plan.procedure(""), {"masks": str(options.masks)}
        results = ResultFolder(options.masks)
        about = plan.about("masks", procedure, model)
        check_belongs(output, about)
    elif options.project is not None:
        procedure, model = plan.procedure(""), {"project": str(options.project)}
        results = ResultFolder(output)
        about = plan.about("project", procedure, model)
        check_belongs(output, about)
        _take_project(options.project, plan, procedure, results, terminal)
    else:
        results = ResultFolder(output)
        procedure, about = _asked(plan, options, output, terminal)
    if is_submitted(plan):
        _submit(plan, output, results, terminal)
        return Exit.DONE
    scores = _scored(plan, procedure, results, terminal, stopping)
    for line in doubts(plan, scores):
        terminal.tell(line)
    evaluation = evaluation_of(about, scores)
    write_scores(output / "scores.json", evaluation)
    row = None
    if plan.is_whole and about["protocol"] in PROTOCOLS:
        row = row_of(options.model or DEFAULT_MODEL, plan.dataset.kind, plan.split)
    for line in table(evaluation, row):
        terminal.say(line)
    for made in write_report(output, evaluation, row, plan.samples, results.shown):
        terminal.show_line(f"Report: {made} pictures", False)
    terminal.say(f"Scores: {output / 'scores.json'}")
    terminal.say(f"Report: {output / 'report.html'}")
    return Exit.DONE


def _asked(
    plan: Plan, options: argparse.Namespace, output: Path, terminal: Terminal
) -> tuple[Procedure, dict[str, object]]:
    """Answer all sentences; return how the model was asked, and what results say of themselves."""
    name = options.model or DEFAULT_MODEL
    is_exact = options.protocol == PUBLISHED
    several = options.processes > 1
    device = "cpu" if several else options.device
    model = load_model(name, device, options.tokenizer, not several, is_exact)
    procedure = plan.procedure(system_of(model))
    if procedure.note and is_exact:
        terminal.tell(procedure.note)
    made_by = {"name": name if Path(name).suffix == "" else model.name, "sha256": model.sha256}
    about = plan.about(options.protocol, procedure, made_by)
    check_belongs(output, about)
    watch, total = Stopwatch(), len(plan.samples)
    with closing(_steps(plan, procedure, model, options, output)) as steps:
        for done in steps:
            progress = watch.progress(done, total)
            terminal.show_line(f"Asking: {_said(progress)}", progress.is_complete)
    return procedure, about


def _steps(
    plan: Plan,
    procedure: Procedure,
    model: LoadedModel,
    options: argparse.Namespace,
    output: Path,
) -> Generator[int, None, None]:
    if options.processes == 1:
        yield from ask_all(plan.samples, procedure, options.protocol, model, ResultFolder(output))
        return
    order = Order(
        options.dataset,
        plan.split,
        options.limit,
        options.model or DEFAULT_MODEL,
        options.device,
        options.tokenizer,
        options.protocol,
        output,
    )
    yield from ask_in_processes(order, options.processes)


def _take_project(
    project: Path, plan: Plan, procedure: Procedure, results: ResultFolder, terminal: Terminal
) -> None:
    """Write the masks of a project as answers; say which sentences it lacks."""
    total = len(plan.samples)

    def tell(done: int) -> None:
        terminal.show_line(f"Taking masks: {done} of {total} sentences", done == total)

    with open_for_reading(project, terminal) as document:
        lost = through(write_project_answers(document, plan, procedure, results), tell)
    if lost:
        first = lost[0]
        terminal.tell(
            f"The project has no masks for {len(lost)} of {total} sentences, such as "
            f"'{first.text}' of {first.video}: they count as empty."
        )


def _submit(plan: Plan, output: Path, results: ResultFolder, terminal: Terminal) -> None:
    path, total = output / "submission.zip", len(plan.samples)
    with closing(write_submission(path, plan, results)) as steps:
        for done in steps:
            terminal.show_line(f"Packing: {done} of {total} sentences", done == total)
    terminal.say(f"The masks of this split are not public. For the server: {path}")


def _scored(
    plan: Plan,
    procedure: Procedure,
    results: ResultFolder,
    terminal: Terminal,
    stopping: Stopping,
) -> list[Score]:
    scores: list[Score] = []
    total = sum(bool(each.annotated) for each in plan.samples)
    watch = Stopwatch()
    with closing(score_all(plan.samples, procedure, results)) as steps:
        for some in steps:
            scores += some
            progress = watch.progress(len(scores), total)
            terminal.show_line(f"Scoring: {_said(progress)}", progress.is_complete)
            stopping.check()
    return scores


def doubts(plan: Plan, scores: Sequence[Score]) -> list[str]:
    """Return what a person should know of the labels that were scored."""
    said = [str(each) for each in plan.dataset.doubts(plan.split)]
    empty = [f"{each.video} {each.id}" for each in scores if each.is_empty]
    if empty:
        said.append(
            f"The object of {len(empty)} sentences, such as {empty[0]}, is on none of the "
            "annotated frames: they score only where nothing is marked."
        )
    partly = {
        each.video: each
        for each in plan.samples
        if each.labels is not None and 0 < len(each.annotated) < len(each.frames)
    }
    said += [
        f"'{video}' has masks of {len(each.annotated)} of its {len(each.frames)} frames: the "
        "others are not scored."
        for video, each in partly.items()
    ]
    scored = {(each.video, each.id) for each in scores}
    lost = [each for each in plan.samples if each.annotated and each.key not in scored]
    if lost:
        said.append(
            f"The masks of {len(lost)} sentences, such as {lost[0].video} {lost[0].id}, are not in "
            "the first frame of their video: they are not scored, as in DAVIS."
        )
    return said


def _said(progress: Progress) -> str:
    left = f", {clock(progress.seconds_left)} left" if progress.seconds_left else ""
    return f"{progress.done} of {progress.total} sentences{left}"


def table(evaluation: Evaluation, row: PaperRow | None) -> list[str]:
    """Return the measures in percent as aligned lines, beside the row of the paper."""
    lines = []
    width = max((len(name) for name in evaluation.measures), default=0)
    head = f"{'':<{width}}  {'here':>6}"
    lines.append(f"{head}  {'paper':>6}  {'differs':>7}" if row else head)
    for name, value in evaluation.measures.items():
        line = f"{name:<{width}}  {100 * value:>6.1f}"
        if row and name in row.values:
            said = row.values[name]
            line += f"  {said:>6.1f}  {100 * value - said:>+7.1f}"
        lines.append(line)
    if row:
        lines.append(f"Paper: {row.source}")
    return lines
