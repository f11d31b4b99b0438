"""Expressions to token ids: the tokenizer in a weights file, or RoBERTa's files beside it."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

from soc_rvos.errors import CheckpointError
from soc_rvos.messages import joined, message

_START, _PAD, _END = ("<s>", 0), ("<pad>", 1), ("</s>", 2)
_ADVICE = message(
    "Put vocab.json and merges.txt (or tokenizer.json) of roberta-base into the folder of the "
    "checkpoint, or name the folder that holds them with --tokenizer."
)


def from_json(text: str, name: str) -> Tokenizer:
    """Return the tokenizer written in `text`; `name` is the file's, for messages.

    Raises:
        CheckpointError: `text` is no tokenizer.
    """
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # the library raises plain Exception; nothing more exact exists
        raise CheckpointError(
            message("{file} carries a tokenizer that cannot be read.", file=name)
        ) from error


def from_folder(folder: Path) -> Tokenizer:
    """Return RoBERTa's tokenizer from its files: case-sensitive byte-level BPE, `<s> ... </s>`.

    Raises:
        CheckpointError: the files are missing, or are not RoBERTa's.
    """
    whole = folder / "tokenizer.json"
    vocabulary, merges = folder / "vocab.json", folder / "merges.txt"
    try:
        if whole.is_file():
            tokenizer = from_json(whole.read_text(encoding="utf-8"), whole.name)
        elif vocabulary.is_file() and merges.is_file():
            tokenizer = _byte_level(vocabulary, merges)
        else:
            raise CheckpointError(
                joined(message("A published checkpoint has no tokenizer inside."), _ADVICE)
            )
    except (OSError, UnicodeError) as error:
        raise CheckpointError(
            joined(
                message("The tokenizer in {folder} could not be read.", folder=folder.name), _ADVICE
            )
        ) from error
    for token, number in (_START, _PAD, _END):
        if tokenizer.token_to_id(token) != number:
            raise CheckpointError(
                joined(
                    message("The tokenizer in {folder} is not RoBERTa's.", folder=folder.name),
                    _ADVICE,
                )
            )
    tokenizer.no_truncation()
    tokenizer.enable_padding(pad_id=_PAD[1], pad_token=_PAD[0])
    return tokenizer


def _byte_level(vocabulary: Path, merges: Path) -> Tokenizer:
    try:
        model = models.BPE.from_file(str(vocabulary), str(merges))
    except Exception as error:  # the library raises plain Exception; nothing more exact exists
        raise CheckpointError(
            joined(
                message(
                    "{first} and {other} are not a tokenizer.",
                    first=vocabulary.name,
                    other=merges.name,
                ),
                _ADVICE,
            )
        ) from error
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([token for token, _ in (_START, _PAD, _END)])
    tokenizer.post_processor = processors.RobertaProcessing(
        _END, _START, trim_offsets=True, add_prefix_space=False
    )
    return tokenizer
