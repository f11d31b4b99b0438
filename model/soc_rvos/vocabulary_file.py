"""Reads the words of a model from its file, without its network."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from safetensors import SafetensorError, safe_open

from soc_rvos.errors import CheckpointError
from soc_rvos.language.bridge_arrays import bridge_from_arrays
from soc_rvos.language.english_words import english_words
from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.messages import message
from soc_rvos.places import find

SHIPPED = "soc-mini"
"""The model whose words stand in for those of models that read all words in pieces."""
_BRIDGE = "bridge."


def read_vocabulary(file: Path) -> Vocabulary:
    """Return the words of a model that has a table of nouns; torch is not needed.

    Raises:
        CheckpointError: the file has no such table, or cannot be read.
    """
    try:
        with safe_open(file, "np") as content:
            tokenizer = json.loads((content.metadata() or {})["tokenizer"])
            arrays = {
                name.removeprefix(_BRIDGE): content.get_tensor(name)
                for name in content.keys()  # noqa: SIM118 (it is no mapping)
                if name.startswith(_BRIDGE)
            }
        bridge, tokens = bridge_from_arrays(arrays), tokenizer["model"]["vocab"]
        return Vocabulary.of_tokens(bridge, tokens, english_words())
    except (OSError, SafetensorError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise CheckpointError(
            message("{file} has no table of words that can be read.", file=file.name)
        ) from error


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the words of the model that ships.

    Raises:
        ModelNotFoundError: the model is not on this computer.
        CheckpointError: the model's file is damaged.
    """
    return read_vocabulary(find(SHIPPED))


@cache
def reading_vocabulary() -> Vocabulary:
    """Return the vocabulary that checks sentences for a model that reads words in pieces.

    Raises:
        ModelNotFoundError, CheckpointError: see `shipped_vocabulary`.
    """
    return replace(shipped_vocabulary(), knows_all=True)
