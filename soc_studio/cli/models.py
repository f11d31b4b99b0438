"""`soc-studio models`: list, download, add, check and remove models."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.steps import through
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, clock, sentences
from soc_studio.core.models.benchmark import benchmark_model
from soc_studio.core.models.catalogue import TOKENIZER, Card, find_card
from soc_studio.core.models.fetch import add, check, fetch
from soc_studio.core.models.instructions import instructions
from soc_studio.core.models.made_card import MadeCard
from soc_studio.core.models.measurements import measured
from soc_studio.core.models.overview import made_card
from soc_studio.core.models.store import Availability, ModelEntry, Store
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.system.progress import Progress

_MARKS = {Availability.THERE: "here", Availability.MISSING: "-", Availability.DAMAGED: "DAMAGED"}
_Result = TypeVar("_Result")


def models(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: a network cannot be had.
        RvosError: a file is not weights of a network we know.
        KeyboardInterrupt: the program was asked to stop.
    """
    actions: dict[str, Callable[[argparse.Namespace, Terminal, Stopping], Exit]] = {
        "list": _list,
        "fetch": _fetch,
        "how": _how,
        "add": _add,
        "check": _check,
        "test": _test,
        "remove": _remove,
    }
    logging.getLogger("huggingface_hub").setLevel(
        logging.ERROR
    )  # this command reports errors itself
    return actions[options.action](options, terminal, stopping)


def _list(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    store = Store()
    if options.models:
        for model in options.models:
            for line in _described(model, store):
                terminal.say(line)
        return Exit.DONE
    entries = store.entries()
    width = max(len(each.id) for each in [*entries, *store.tracker_entries()]) + 2
    for entry in entries:
        terminal.say(_line(entry, find_card(entry.id), width))
    for entry in store.tracker_entries():
        terminal.say(_line(entry, find_card(entry.id), width))
    state = "here" if store.has_tokenizer else "-"
    terminal.say(f"{TOKENIZER:{width}}{state:9}tokenizer of all published models (MIT)")
    terminal.say("")
    terminal.say("`soc-studio models list ID` says all of one, `fetch ID` gets it.")
    terminal.say(f"Models are kept in {store.folder}")
    return Exit.DONE


def _line(entry: ModelEntry, card: Card | None, width: int) -> str:
    start = f"{entry.id:{width}}{_MARKS[entry.state]:9}"
    if card is None:
        if made := made_card(Store(), entry):
            return f"{start}{entry.network}, made of {made.origin}; {', '.join(scored(made)[:1])}"
        return f"{start}{entry.network}, added from a file"
    best = ", ".join(f"{score.measure} {score.value:.1f} {score.on}" for score in card.scores[:1])
    return f"{start}{card.network}, {card.backbone}; {best or 'no score published'}"


def _described(model: str, store: Store) -> Iterable[str]:
    entry = store.entry(model)
    card = find_card(model)
    if card is None and entry.state is Availability.MISSING:
        return instructions(model).splitlines()  # which raises where there is none
    lines = [model, f"  state       {_MARKS[entry.state] if entry.bytes else 'not here'}"]
    if card is not None:
        lines += [
            f"  network     {card.network}, {card.backbone}",
            f"  trained on  {card.trained_on}",
            *(
                f"  score       {score.measure} {score.value:.1f} on {score.on} ({score.source})"
                for score in card.scores
            ),
            *([] if card.scores else ["  score       none published for this file"]),
            f"  licence     {card.licence}",
        ]
        if card.file_page:
            lines.append(f"  from        {card.file_page}")
        if card.needs is not None:
            lines.append(
                f"  needs       about {card.needs.bytes / 1e9:.1f} GB of memory, "
                f"{card.needs.seconds:.0f} seconds a frame on one processor core"
            )
        if card.converted_bytes:
            lines.append(f"  size        {card.converted_bytes / 1e6:,.0f} MB when converted")
    if card is None and (made := made_card(store, entry)):
        lines += _made(made)
    record = store.record(model)
    if record.source:
        lines.append(f"  made of     {record.source.size} bytes, SHA-256 {record.source.sha256}")
    if record.kept:
        lines.append(f"  kept as     {record.kept.size} bytes, SHA-256 {record.kept.sha256}")
    lines += [
        f"  measured    {each.seconds_per_minute:,.0f} seconds a minute of video on {each.device}, "
        f"{each.peak_bytes / 1e9:.1f} GB of memory"
        for each in measured(model)
    ]
    return lines


def _made(card: MadeCard) -> Iterable[str]:
    yield f"  began as    {card.origin}"
    for what, notes in (("trained on", card.data), ("measured on", card.evaluation)):
        for each in notes:
            place = f"{each.dataset}, {each.split}" if each.split else each.dataset
            yield f"  {what:<12}{place}: {each.clips} clips of {each.videos} videos"
    yield from (f"  score       {each}" for each in scored(card))
    yield f"  made with   SOC Studio {card.program}"
    yield from (f"  setting     {name} {value}" for name, value in card.settings.items())


def scored(card: MadeCard) -> list[str]:
    """Return the scores of a model that was made here, in percent."""
    return [
        f"{name} {100 * value:.1f}"
        + (f", {100 * card.before[name]:.1f} before" if name in card.before else "")
        for name, value in card.scores.items()
    ]


def _fetch(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    store = Store()

    def one(model: str) -> None:
        card = find_card(model)
        was_there = store.entry(model).state is Availability.THERE
        if card is not None and not was_there:
            terminal.tell(f"{model}: {card.licence}")
        try:
            show_work(fetch(model, store), terminal, stopping)
        except KeyboardInterrupt:
            terminal.tell(f"Stopped: `soc-studio models fetch {model}` resumes where it stopped.")
            raise
        terminal.say(f"'{model}' is {'already ' if was_there else ''}here.")

    return _each(options.models, one, terminal)


def _how(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    for model in options.models:
        for line in instructions(model).splitlines():
            terminal.say(line)
    return Exit.DONE


def _add(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    model = show_work(
        add(options.place, Store(), options.name, options.tokenizer), terminal, stopping
    )
    use = "" if model == TOKENIZER else f" Use it with --model {model}."
    terminal.say(f"'{model}' is ready.{use}")
    return Exit.DONE


def _check(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    store = Store()
    known = [*store.entries(), *store.tracker_entries()]
    there = [each.id for each in known if each.state is not Availability.MISSING]
    code = Exit.DONE
    for model in options.models or [*there, *([TOKENIZER] if store.has_tokenizer else [])]:
        found = show_work(check(model, store), terminal, stopping)
        if found.state is Availability.THERE:
            terminal.say(f"'{model}' is well.")
            continue
        code = Exit.FAILED
        terminal.say(found.sentence or f"'{model}' is not on this computer.")
    return code


def _test(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    def one(model: str) -> None:
        steps = benchmark_model(model, options.device)
        found = show_work(steps, terminal, stopping)
        terminal.say(
            f"'{model}' on {found.device}: {found.seconds_per_minute:,.0f} seconds a minute of "
            f"video (25 frames a second), {found.peak_bytes / 1e9:.1f} GB of memory."
        )

    return _each(options.models, one, terminal)


def _remove(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    store = Store()

    def one(model: str) -> None:
        freed = store.remove(model, options.forget)
        terminal.say(f"'{model}' is removed; {freed / 1e6:,.0f} MB are free again.")

    return _each(options.models, one, terminal)


def _each(names: Iterable[str], one: Callable[[str], None], terminal: Terminal) -> Exit:
    """Do `one` for each of `names`, also after one of them failed."""
    code = Exit.DONE
    for name in names:
        try:
            one(name)
        except SPOKEN as error:
            terminal.tell(sentences(error))
            code = Exit.FAILED
    return code


def show_work(
    steps: Generator[Progress, None, _Result], terminal: Terminal, stopping: Stopping
) -> _Result:
    """Show every step of a piece of work and return what it gives."""

    def tell(step: Progress) -> None:
        stopping.check()
        terminal.show_line(words(step), step.is_complete)

    return through(steps, tell)


def words(step: Progress) -> str:
    """Return how far work on a model has come, in words."""
    said = f"{step.what} {step.model}"
    if step.total is None and not step.done:
        return said
    if step.total is not None and step.total < 1000:
        return f"{said}: {step.done} of {step.total}"
    said += f": {step.done / 1e6:,.1f}"
    said += " MB" if step.total is None else f" of {step.total / 1e6:,.1f} MB"
    if step.per_second:
        said += f", {step.per_second / 1e6:,.1f} MB a second"
    left = step.seconds_left
    return said + (f", {clock(left)} left" if left else "")
