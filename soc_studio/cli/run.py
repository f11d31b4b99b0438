"""`soc-studio run`: searches the videos of a list one after the other."""

from __future__ import annotations

import argparse
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from soc_rvos.settings import RunSettings
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.model import chosen_model
from soc_studio.cli.projects import open_for_writing
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, describe
from soc_studio.core.models.loading import DEFAULT_MODEL
from soc_studio.core.runs.arrivals import Arrivals
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import ListedClip, check_places, clips_of
from soc_studio.core.runs.cluster_run import (
    ClusterRun,
    ClusterStep,
    WorkerModel,
    check_cluster,
)
from soc_studio.core.runs.folder_run import known_results, run_into_folder
from soc_studio.core.runs.project_run import RunStep, run_into_project
from soc_studio.core.runs.result_files import put_together
from soc_studio.core.runs.run_list import read_run_list
from soc_studio.core.runs.run_table import RowState, RunTable
from soc_studio.core.runs.storage_places import ResultPlace, is_address, without_password
from soc_studio.core.system.progress import Progress

_PAUSE = 0.5  # seconds between two looks into a folder
_MOST_PARTS = 4  # videos that the line of a cluster names


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the list cannot be read, the model not be had, or the project not be written.
        RvosError: the network cannot be run.
        KeyboardInterrupt: the program was asked to stop before anything was searched.
    """
    if options.watch is not None:
        return _watch(options, terminal, stopping)
    listed = read_run_list(options.listed)
    clips, refusals = clips_of(listed)
    for note in listed.notes:
        terminal.tell(note)
    table = RunTable(clips, refusals)
    root = options.videos or str(options.listed.resolve().parent)
    if not is_address(root):
        check_places(clips, Path(root))  # before a model is loaded
    if options.folder is not None:
        return _run_into_folder(clips, root, table, options, terminal, stopping)
    with open_for_writing(options.output, terminal) as document:
        model = chosen_model(options, terminal)
        manner = manner_of(options)
        steps = run_into_project(document, clips, Path(root), model, manner, table)
        follow(steps, table, options, terminal, stopping)
    return told(table, options, terminal, stopping)


def _run_into_folder(
    clips: Sequence[ListedClip],
    root: str,
    table: RunTable,
    options: argparse.Namespace,
    terminal: Terminal,
    stopping: Stopping,
) -> Exit:
    """Search into result files, here or on a cluster, and put them together where wanted."""
    manner, folder = manner_of(options), options.folder
    if not is_address(folder):
        folder = str(Path(folder).resolve())
    place = ResultPlace(folder)
    if options.ray is not None:
        terminal.tell(f"Connecting to the cluster '{options.ray}'…")
        check_cluster(options.ray)
    model = chosen_model(options, terminal)
    if options.ray is None:
        steps = run_into_folder(place, clips, root, model, manner, table)
        follow(steps, table, options, terminal, stopping)
    else:
        left = known_results(clips, place, model.sha256, manner, table)
        wanted = WorkerModel(
            options.model or DEFAULT_MODEL, model.sha256, options.device, options.tokenizer
        )
        run = ClusterRun(options.ray, wanted, options.cores)
        found = run.run(left, root, folder, manner, table)
        follow(found, table, options, terminal, stopping)
    if options.output is not None:
        with (
            open_for_writing(options.output, terminal) as document,
            closing(put_together(document, clips, root, place, model.sha256, manner)) as together,
        ):
            for step in together:
                terminal.show_line(
                    f"Putting together: {step.done} of {step.total} videos", step.is_complete
                )
    return told(table, options, terminal, stopping)


def _watch(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Search the videos of a folder as they arrive, until asked to stop; return the exit code."""
    arrivals = Arrivals(options.watch, options.wanted, options.settle)
    table = RunTable()
    with open_for_writing(options.output, terminal) as document:
        model = chosen_model(options, terminal)
        terminal.tell(f"Waiting for videos in '{options.watch}'; Ctrl-C ends it.")
        try:
            while not stopping.asked:
                for clip in arrivals.look():
                    table.add(clip)
                    manner = manner_of(options)
                    steps = run_into_project(document, [clip], options.watch, model, manner, table)
                    follow(steps, table, options, terminal, stopping)
                    if stopping.asked:
                        break
                else:
                    time.sleep(_PAUSE)
        except KeyboardInterrupt:
            stopping.be_patient()
    for name in arrivals.waiting:
        terminal.tell(f"'{name}' was not complete yet.")
    code = told(table, options, terminal, stopping)
    if table.count(RowState.LEFT) or code is not Exit.INTERRUPTED:
        return code
    return Exit.FAILED if table.count(RowState.FAILED) else Exit.DONE


def manner_of(options: argparse.Namespace) -> Manner:
    """Return how the options want videos to be searched."""
    settings = RunSettings(
        stride=options.stride,
        candidates=options.candidates,
        preview=options.quality == "quick",
        whole=options.whole,
    )
    return Manner(settings, options.steady)


def follow(
    steps: Generator[RunStep | ClusterStep, None, None],
    table: RunTable,
    options: argparse.Namespace,
    terminal: Terminal,
    stopping: Stopping,
) -> None:
    """Take the steps of a run until its end or a request to stop, and show how far it is."""
    try:
        with closing(steps):
            for step in steps:
                if step.ended is not None:
                    terminal.tell(f"{step.ended.address}: {_ended(step.ended, table)}")
                    write_table(table, options)
                else:
                    terminal.show_line(*_line(step, table))
                stopping.check()
    except KeyboardInterrupt:
        stopping.be_patient()


def _line(step: RunStep | ClusterStep, table: RunTable) -> tuple[str, bool]:
    """Return how far a run is in a line, and whether the next one has to stand below it."""
    if isinstance(step, RunStep):
        progress = step.progress or Progress()
        left = table.count(RowState.LEFT)
        words = f"{step.clip.address}: {describe(progress)}; rows left: {left}"
        return words, progress.is_complete
    parts = [
        f"{each.clip.address} {each.progress.done} of {each.progress.total} frames"
        for each in step.parts[:_MOST_PARTS]
        if each.progress is not None and each.progress.total
    ]
    return "; ".join((f"Workers: {step.workers}", *parts, table.summary())), False


def told(
    table: RunTable, options: argparse.Namespace, terminal: Terminal, stopping: Stopping
) -> Exit:
    """Print the table of a run that has ended; return the exit code."""
    write_table(table, options)
    for line in table.lines():
        terminal.say(line)
    result = without_password(str(options.output or options.folder))
    terminal.say(f"{table.summary()}; the result is '{result}'.")
    if stopping.asked:
        terminal.tell("Stopped: everything found is kept; run it again to continue.")
        return Exit.INTERRUPTED
    return Exit.FAILED if table.count(RowState.FAILED) else Exit.DONE


def write_table(table: RunTable, options: argparse.Namespace) -> None:
    """Write the table to the file that the options name, if any."""
    if options.table is not None:
        table.write(options.table)


def _ended(clip: ListedClip, table: RunTable) -> str:
    lines = {each.line for each in clip.rows}
    rows = [each for each in table.rows if each.line in lines]
    ends = (
        f"'{each.expression}' {each.sentence}"
        if each.state is RowState.DONE
        else f"failed: {each.sentence}"
        for each in rows
    )
    return "; ".join(dict.fromkeys(ends))  # rows of a clip fail for one reason
