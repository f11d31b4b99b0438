"""What a model understands of a sentence, told without loading its network."""

from __future__ import annotations

from soc_rvos.sentences import (
    Understanding,
    Vocabulary,
    reading_vocabulary,
    shipped_vocabulary,
    understand,
)
from soc_studio.core.system.settings import Settings


def understand_for(model: str, sentence: str) -> Understanding:
    """Return what the model called `model` understands of `sentence`.

    The model that ships knows a list of words; every other reads words piece by piece. The first
    call reads that list from the file of weights, which takes a moment; later calls take
    milliseconds.

    Raises:
        RvosError: the model that ships is missing or damaged.
    """
    return understand(sentence, _vocabulary(model))


def _vocabulary(model: str) -> Vocabulary:
    return shipped_vocabulary() if model == Settings().model else reading_vocabulary()
