"""How to bring a model to a computer without an internet connection, with the exact names."""

from __future__ import annotations

from soc_studio.core.models.catalogue import TOKENIZER, Card, card_of
from soc_studio.core.system.messages import message

_HUB = "https://huggingface.co/FacebookAI/roberta-base/tree/main"


def how_page(model: str) -> str:
    """Return, in a sentence, where the page of instructions for `model` is."""
    return message("`soc-studio models how {model}` explains how to add it by hand.", model=model)


def instructions(model: str) -> str:
    """Return the instructions for a published model, or for the tokenizer, as one text.

    Raises:
        ModelError: there is no such model.
    """
    return "\n".join(instruction_lines(model))


def instruction_lines(model: str) -> list[str]:
    """Return the lines of the instructions for a published model, or for the tokenizer.

    Raises:
        ModelError: there is no such model.
    """
    if model == TOKENIZER:
        return _tokenizer(1)
    card = card_of(model)
    if card.origin is None:
        return [
            message("'{model}' comes with the program: there is nothing to download.", model=model)
        ]
    if card.is_tracker:
        return _tracker(card)
    return [
        message("How to bring '{model}' to a computer without an internet connection", model=model),
        "",
        message(
            "It is {network} with {backbone}, trained on {data}.",
            network=card.network,
            backbone=card.backbone,
            data=card.trained_on,
        ),
        message("Licence: {licence}", licence=card.licence),
        "",
        *_file(card),
        "",
        *_tokenizer(2),
        "",
        message("{number}. Try it:", number=3),
        f'     soc-studio segment VIDEO "what to find" -o result --model {model}',
    ]


def _tracker(card: Card) -> list[str]:
    return [
        message(
            "How to bring '{model}' to a computer without an internet connection", model=card.id
        ),
        "",
        message(
            "It is {network} with {backbone}, trained on {data}.",
            network=card.network,
            backbone=card.backbone,
            data=card.trained_on,
        ),
        message("Licence: {licence}", licence=card.licence),
        "",
        message(
            "{number}. On a computer with an internet connection, open this page in a browser and\n"
            "   download config.json and model.safetensors into one folder, under these names:",
            number=1,
        ),
        f"     {card.file_page}",
        message("{number}. Copy the folder to this computer and add it:", number=2),
        f"     soc-studio models add FOLDER --as {card.id}",
    ]


def _file(card: Card) -> list[str]:
    assert card.origin is not None
    lines = [
        message(
            "{number}. On a computer with an internet connection, open this page in a browser and\n"
            "   download the file:",
            number=1,
        ),
        f"     {card.file_page}",
    ]
    if card.origin.kind == "folder":
        lines.append(message("   It is the file with '{name}' in its name.", name=card.origin.name))
    return [
        *lines,
        message(
            "   The service warns that the file is too large to scan for viruses. It is read\n"
            "   without running anything in it. Do not unpack it: .tar and .pth are the same kind\n"
            "   of file. Copy it to this computer and add it:"
        ),
        f"     soc-studio models add FILE --as {card.id}",
    ]


def _tokenizer(number: int) -> list[str]:
    return [
        message(
            "{number}. The model needs RoBERTa's tokenizer, one copy for all models. From",
            number=number,
        ),
        f"     {_HUB}",
        message(
            "   download vocab.json and merges.txt (or tokenizer.json) into one folder, under\n"
            "   these exact names, copy it to this computer and add it:"
        ),
        "     soc-studio models add FOLDER",
        message("   or name it when you add a model: --tokenizer FOLDER."),
    ]
