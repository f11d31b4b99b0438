"""How to bring a network to a computer that has no network, with the exact names."""

from __future__ import annotations

from soc_studio.core.models.catalogue import TOKENIZER, Card, card_of

_HUB = "https://huggingface.co/FacebookAI/roberta-base/tree/main"


def how_page(model: str) -> str:
    """Return, in a sentence, where the page of instructions for `model` is."""
    return f"`soc-studio models how {model}` says how to bring it here by hand."


def instructions(model: str) -> str:
    """Return the page of instructions for a published network, or for the tokenizer.

    Raises:
        ModelError: there is no such network.
    """
    if model == TOKENIZER:
        return "\n".join(_tokenizer(1))
    card = card_of(model)
    if card.origin is None:
        return f"'{model}' comes with the program: there is nothing to fetch."
    return "\n".join(
        [
            f"How to bring '{model}' to a computer without a network",
            "",
            f"It is {card.network} with {card.backbone}, trained on {card.trained_on}.",
            f"Licence: {card.licence}",
            "",
            *_file(card),
            "",
            *_tokenizer(2),
            "",
            "3. Try it:",
            f'     soc-studio segment VIDEO "what to find" -o result --model {model}',
        ]
    )


def _file(card: Card) -> list[str]:
    assert card.origin is not None
    lines = [
        "1. On a computer with a network, open this page in a browser and fetch the file:",
        f"     {card.file_page}",
    ]
    if card.origin.kind == "folder":
        lines.append(f"   It is the file with '{card.origin.name}' in its name.")
    return [
        *lines,
        "   The service asks whether you want it though it is too large to be looked through for",
        "   viruses: it is read here without running anything in it. Do not unpack it: .tar and",
        "   .pth are names for the same kind of file. Carry it over and add it:",
        f"     soc-studio models add FILE --as {card.id}",
    ]


def _tokenizer(number: int) -> list[str]:
    return [
        f"{number}. The words are read with RoBERTa's tokenizer, once for all models. From",
        f"     {_HUB}",
        "   fetch vocab.json and merges.txt (or tokenizer.json) into one folder, under just these",
        "   names, carry it over and add it:",
        "     soc-studio models add FOLDER",
        "   or name it when a model is added: --tokenizer FOLDER.",
    ]
