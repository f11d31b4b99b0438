"""Loads the model that the options name, and estimates the search."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from soc_rvos.sentences import Effect, told
from soc_studio.cli.terminal import Terminal, clock
from soc_studio.core.models.loading import DEFAULT_MODEL, LoadedModel, load_model
from soc_studio.core.models.recommendations import Offer, offers
from soc_studio.core.models.store import Store
from soc_studio.core.search.estimate import Fit
from soc_studio.core.search.preparation import PreparedSearch

_SEVERAL = "--each makes a layer of each, --together one of all."


def chosen_model(options: argparse.Namespace, terminal: Terminal) -> LoadedModel:
    """Return the model of `options`; say where a better one is here."""
    if options.model is None and (better := offers(Store())):
        terminal.tell(_offered(better[0]))
    return load_model(options.model or DEFAULT_MODEL, options.device, options.tokenizer)


def tell_understood(
    options: argparse.Namespace, model: LoadedModel, expressions: Iterable[str], terminal: Terminal
) -> None:
    """Say what a model will not do with the words of `expressions`."""
    makes_several = getattr(options, "each", False) or getattr(options, "together", False)
    for line in dict.fromkeys(_warnings(model, expressions, makes_several)):
        terminal.tell(line)


def tell_estimate(prepared: PreparedSearch, terminal: Terminal) -> None:
    """Say what a search will take where that was measured, and what to do if it is too much."""
    estimate = prepared.estimate
    memory = f"{estimate.memory / 1e9:.1f} GB of memory"
    if estimate.seconds is not None:
        terminal.tell(f"About {clock(estimate.seconds)} and {memory}.")
    if estimate.fit is Fit.TOO_LARGE and estimate.free is not None:
        terminal.tell(
            f"This may not fit: about {memory}, and {estimate.free / 1e9:.1f} GB are free."
        )
    for each in prepared.fallbacks:
        terminal.tell(each.sentence)


def _warnings(model: LoadedModel, expressions: Iterable[str], makes_several: bool) -> Iterator[str]:
    for text in expressions:
        understood = model.understand(text)
        for each in understood.warnings:
            if each.effect is not Effect.ONE:
                yield told(understood, each)
            elif not makes_several:
                yield f"{told(understood, each)} {_SEVERAL}"


def _offered(offer: Offer) -> str:
    """Return what to say of a network that is here and finds more than the default."""
    needs = "".join(
        f"; {each.seconds_per_minute:,.0f} seconds a minute of video and "
        f"{each.peak_bytes / 1e9:.1f} GB on {each.device}"
        for each in offer.measurements
    )
    return (
        f"'{offer.card.id}' is on this computer, too, and more accurate ({offer.score.measure} "
        f"{offer.score.value:.1f} on {offer.score.on}{needs}): --model {offer.card.id}"
    )
