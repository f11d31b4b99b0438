"""Loads the model that the options name, and estimates the search."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from soc_rvos.inference.pipeline import FrameSource, RunSettings
from soc_studio.cli.terminal import Terminal, clock
from soc_studio.core.models.loading import DEFAULT_MODEL, Model, load_model
from soc_studio.core.models.recommendations import Offer, offers
from soc_studio.core.models.store import Store
from soc_studio.core.search.estimate import Fit, estimate_search


def chosen_model(
    options: argparse.Namespace, expressions: Sequence[str], terminal: Terminal
) -> Model:
    """Return the model of `options`; say which words of `expressions` it does not know."""
    if options.model is None and (better := offers(Store())):
        terminal.tell(_offered(better[0]))
    model = load_model(options.model or DEFAULT_MODEL, options.device, options.tokenizer)
    unknown = {word: None for text in expressions for word in model.predictor.unknown_words(text)}
    if unknown:
        words = ", ".join(f"'{word}'" for word in unknown)
        it = "it" if len(unknown) == 1 else "them"
        terminal.tell(
            f"I don't know {words}: '{model.name}' was not taught {it}. What it finds is a guess "
            "from the other words; try a more general one."
        )
    return model


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


def say_what_it_takes(
    model: Model,
    source: FrameSource,
    settings: RunSettings,
    expressions: int,
    terminal: Terminal,
) -> None:
    """Say what a search will take where that was measured, and what to do if it is too much."""
    foreseen, steps_down = estimate_search(model, source, settings, expressions)
    memory = f"{foreseen.memory / 1e9:.1f} GB of memory"
    if foreseen.seconds is not None:
        terminal.tell(f"About {clock(foreseen.seconds)} and {memory}.")
    if foreseen.fit is Fit.TOO_LARGE and foreseen.free is not None:
        terminal.tell(
            f"This may not fit: about {memory}, and {foreseen.free / 1e9:.1f} GB are free."
        )
    for step_down in steps_down:
        terminal.tell(step_down.sentence)
        if step_down.by_itself:
            model.predictor.batch = step_down.load.batch
