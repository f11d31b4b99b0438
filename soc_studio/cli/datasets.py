"""What `soc-studio datasets` does and prints."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from soc_rvos.datasets.published import recognised
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_studio.cli.dataset_options import lists_of
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_writing
from soc_studio.cli.steps import through
from soc_studio.cli.terminal import Terminal
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.published_survey import SplitCounts, survey_split
from soc_studio.core.datasets.registry import open_dataset, writable_format
from soc_studio.core.datasets.selection import (
    every_nth,
    only_annotated,
    split_by_list,
    split_by_name,
)
from soc_studio.core.datasets.survey import DatasetCounts, survey
from soc_studio.core.datasets.writing import fitted_to, write_dataset
from soc_studio.core.formats.project_from_dataset import ImportChoices, import_dataset

_MOST = 8  # kinds that are listed in a line


def check(options: argparse.Namespace, terminal: Terminal) -> Exit:
    """Print what a dataset is and holds; of a published one also what is missing.

    Fails where something is wrong; what is missing is not, as nobody needs all of a dataset.

    Raises:
        DatasetError: it is none that is known, or damaged.
    """
    published = recognised(options.dataset) if options.dataset.is_dir() else None
    try:
        problems = _counted(options.dataset, terminal, published is None)
    except DatasetError:
        if published is None:
            raise
        return _check_published(published, terminal, True)
    if published is not None:
        return _check_published(published, terminal, False)
    return _wrong(problems, terminal)


def _counted(path: Path, terminal: Terminal, pictures: bool) -> list[str]:
    """Print what a dataset holds, and return what is wrong with its `pictures`, if asked for."""
    format, dataset = open_dataset(path)
    _say(terminal, format, dataset)
    total, counts = len(dataset.videos), DatasetCounts()
    for done, read in enumerate(survey(dataset, pictures)):
        counts = read
        terminal.show_line(f"reading masks: {done} of {total} videos", done == total)
    for name, value in _lines(counts):
        terminal.say(f"  {name:<12} {value}")
    return counts.problems


def _check_published(dataset: PublishedDataset, terminal: Terminal, masks: bool) -> Exit:
    """Print what of a published dataset is there, by split, and what is wrong with it."""
    terminal.say(f"{dataset.name} ({dataset.kind}), {dataset.layout}")
    for part in dataset.missing:
        terminal.say(f"  missing      {part.path.relative_to(dataset.folder)}: {part.advice}")
    problems: list[str] = []
    for split in dataset.splits:
        counts = SplitCounts(split)
        for counts in survey_split(dataset, split, masks):
            terminal.show_line(f"{split}: {counts.videos} videos", False)
        terminal.say(f"  {split:<12} {_split_line(counts)}")
        problems += counts.problems
    return _wrong(problems, terminal)


def _wrong(problems: Sequence[str], terminal: Terminal) -> Exit:
    for said in dict.fromkeys(problems):
        terminal.say(f"  wrong        {said}")
    return Exit.FAILED if problems else Exit.DONE


def _split_line(counts: SplitCounts) -> str:
    said = (
        f"{counts.videos} videos, {counts.frames} frames, {counts.annotated} of them annotated, "
        f"{counts.sentences} sentences"
    )
    for number, words in (
        (counts.several, "of several objects"),
        (counts.unanswered, "whose masks are not public"),
        (counts.empty, "whose masks are empty"),
        (counts.missing, "frames missing"),
        (counts.broken, "frames broken"),
    ):
        said += f", {number} {words}" if number else ""
    return said


def convert(options: argparse.Namespace, terminal: Terminal) -> Exit:
    """Write a dataset in another format, after what this loses was printed.

    Raises:
        DatasetError: it is none that is known, or damaged, or the format is not written.
        WriteError: it cannot be written, or did not come back as it was meant.
    """
    target = writable_format(options.format)
    format, dataset = open_dataset(options.dataset)
    _say(terminal, format, dataset)
    dataset = every_nth(dataset, options.every, target.writer is not None and target.writer.clips)
    if options.annotated_only:
        dataset = only_annotated(dataset)
    left: list[DatasetLoss] = []
    if options.split_list:
        dataset, left = split_by_list(dataset, lists_of(options))
    elif options.splits:
        dataset = split_by_name(dataset, options.splits)
    kept = FrameFiles(options.frames)
    held, losses = fitted_to(dataset, target, kept)
    say_losses([*left, *losses], target, terminal)
    if options.report:
        return Exit.DONE
    total = 2 * len(held.videos)
    for done, _ in enumerate(write_dataset(held, target, options.out, kept), 1):
        words = "writing" if done <= len(held.videos) else "comparing"
        terminal.show_line(f"{words}: {done} of {total} videos", done == total)
    say_written(options.out, target, terminal)
    return Exit.DONE


def import_into(options: argparse.Namespace, terminal: Terminal) -> Exit:
    """Make a project of a dataset, or add it to one that there is.

    Raises:
        StudioError: it is no dataset that is known, or damaged; none of its videos can be found; or
            the project cannot be written.
    """
    format, dataset = open_dataset(options.dataset)
    _say(terminal, format, dataset)
    choices = ImportChoices(options.frames, options.rate, options.accepted)
    with open_for_writing(options.project, terminal) as document:
        steps = import_dataset(document, dataset, options.dataset, choices, terminal.tell)
        imported = through(
            steps,
            lambda step: terminal.show_line(
                f"reading: {step.done} of {step.total} masks", step.is_complete
            ),
        )
        terminal.say(
            f"{options.project}: {imported.videos} videos, {imported.objects} objects, "
            f"{imported.expressions} expressions, {imported.masks} masks"
        )
    return Exit.DONE


def say_losses(losses: Sequence[DatasetLoss], format: DatasetFormat, terminal: Terminal) -> None:
    """Print what a format cannot hold."""
    for loss in losses:
        terminal.say(f"  {loss.sentence}")
    if not losses:
        terminal.say(f"  {format.name} holds all of it.")


def say_written(folder: Path, format: DatasetFormat, terminal: Terminal) -> None:
    """Print where a dataset is."""
    terminal.say(f"{folder}: {format.name}, read again and equal in every pixel")


def _say(terminal: Terminal, format: DatasetFormat, dataset: Dataset) -> None:
    terminal.say(f"{format.name} ({format.id})")
    for note in dataset.notes:
        terminal.tell(note)


def _lines(counts: DatasetCounts) -> Iterator[tuple[str, str]]:
    splits = _listed(counts.videos) if set(counts.videos) - {""} else ""
    yield "videos", _with(counts.videos.total(), splits)
    yield (
        "frames",
        f"{counts.frames}, {counts.annotated} of them annotated, {counts.pictures} with a picture",
    )
    yield "sizes", _listed(Counter({f"{w}x{h}": n for (w, h), n in counts.sizes.items()}))
    rates = Counter({str(rate): n for rate, n in counts.rates.items() if rate is not None})
    yield "rates", _listed(rates) or "not said"
    categories = _listed(counts.objects) if set(counts.objects) - {""} else ""
    yield "objects", _with(counts.objects.total(), categories)
    yield "masks", f"{counts.masks}, void on {counts.void} frames"
    yield (
        "expressions",
        f"{counts.expressions}, {counts.several} of several objects, {counts.absent} of none, "
        f"{counts.unanswered} without an answer",
    )


def _with(count: int, parts: str) -> str:
    return f"{count}: {parts}" if parts else str(count)


def _listed(counts: Counter[str]) -> str:
    most = [f"{name or 'not said'} {count}" for name, count in counts.most_common(_MOST)]
    more = len(counts) - len(most)
    return ", ".join(most) + (f" and {more} more" if more else "")
