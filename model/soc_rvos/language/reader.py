"""Expressions to what the network reads: pieces of words, and what the noun is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from soc_rvos.language.bridge import NOTHING, Bridge
from soc_rvos.language.colour_words import own_colours, said_of
from soc_rvos.language.wording import plain

_HIDDEN = "[UNK]"
_ANYTHING = "thing"


@dataclass(frozen=True, slots=True)
class TokenisedExpressions:
    """B expressions of at most N pieces, of which the nouns belong to some of K concepts.

    `ids`, `present` int64 [B, N]; `noun_ids`, `noun_present` int64 [B, M], the noun alone;
    `classes` float32 [B, 1000], how much each ImageNet class is the noun, 0 to 1; `concepts`
    float32 [B, K], 0 or 1; `colours` float32 [B, 11], 1 where a colour is named.
    """

    ids: Tensor
    present: Tensor
    noun_ids: Tensor
    noun_present: Tensor
    classes: Tensor
    concepts: Tensor
    colours: Tensor

    def parts(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return them in the order in which the network takes them."""
        return (
            self.ids,
            self.present,
            self.noun_ids,
            self.noun_present,
            self.classes,
            self.concepts,
            self.colours,
        )


class SentenceReader:
    """A tokenizer and the knowledge of nouns that belongs to a network's weights."""

    def __init__(self, tokenizer: Tokenizer, bridge: Bridge) -> None:
        self.tokenizer = tokenizer
        self.bridge = bridge
        self.tokenizer.no_truncation()  # long expressions are refused, not cut
        self._unknown = tokenizer.token_to_id(_HIDDEN) or 0

    def read(
        self, expressions: Sequence[str], hidden: Collection[int] = ()
    ) -> TokenisedExpressions:
        """Return what the network reads of `expressions`, padded to the longest.

        What is said of several is read as said of one, and colours count that are said of the thing
        or of what it wears.

        Of those numbered in `hidden` the noun itself is masked where classes are known of it, in
        training: what it is must then be read from these and its concepts.
        """
        texts = [plain(text, self.bridge) for text in expressions]
        encoded = self.tokenizer.encode_batch(texts)
        ids = torch.tensor([one.ids for one in encoded])
        classes, concepts, nouns, colours = [], [], [], []
        for row, text in enumerate(texts):
            classes.append(self.bridge.class_weights(text))
            head = self.bridge.head_noun(text)
            known = self.bridge.lookup(head.noun) if head else NOTHING
            concepts.append([float(concept in known.concepts) for concept in self.bridge.concepts])
            colours.append(said_of(text, head))
            masked = row in hidden and len(known.classes) > 0
            nouns.append(_ANYTHING if head is None or masked else head.noun)
            if head is not None and masked:
                for place, (start, stop) in enumerate(encoded[row].offsets):
                    if head.start <= start < stop <= head.stop:
                        ids[row, place] = self._unknown
        present = torch.tensor([one.attention_mask for one in encoded])
        return TokenisedExpressions(
            ids,
            present,
            *self.pieces(nouns),
            torch.from_numpy(np.stack(classes)),
            torch.tensor(concepts),
            torch.tensor(colours),
        )

    def own_colours(self, expression: str) -> NDArray[np.bool_]:
        """Return bool [11]: the colours of the thing itself, see `colour_words.own_colours`."""
        text = plain(expression, self.bridge)
        return own_colours(text, self.bridge.head_noun(text))

    def pieces(self, words: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return ids and presence, int64 [B, M], of `words` each on its own."""
        encoded = self.tokenizer.encode_batch(list(words))
        present = torch.tensor([one.attention_mask for one in encoded])
        return torch.tensor([one.ids for one in encoded]), present


def normal(expression: str) -> str:
    """Lower the case and collapse blanks."""
    return " ".join(expression.lower().split())
