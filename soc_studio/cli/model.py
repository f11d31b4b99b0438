"""The model that the options ask for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from soc_studio.cli.terminal import Terminal
from soc_studio.core.weights import DEFAULT_MODEL, Model, load_model


def chosen_model(
    options: argparse.Namespace, expressions: Sequence[str], terminal: Terminal
) -> Model:
    """Return the model of `options`; say which words of `expressions` it does not know."""
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
