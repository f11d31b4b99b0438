"""The sentence encoder against BERT of the transformers library, and with fewer word pieces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import save_file

from soc_rvos.config import SentenceConfig
from soc_rvos.networks.parts.sentence_encoder import SentenceEncoder
from soc_rvos_recipe.pretrained import minilm
from soc_rvos_recipe.pretrained.wordnet import Synset, WordNet

pytestmark = pytest.mark.slow  # training: nothing that the program does

if TYPE_CHECKING:
    from transformers import BertModel

_PIECES = [
    *[
        "[PAD]",
        "[unused0]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "a",
        "##a",
        "d",
        "##d",
        "g",
        "##g",
        "o",
        "##o",
    ],
    *["##s", "s", "the", "dog", "dogs", "of", "walking", "walk", "ab", "日", "##日"],
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BertModel]:
    """A BERT of MiniLM's depth with made-up weights, and its file."""
    # Here, since it takes seconds, and every worker imports this module to know its tests.
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    bert = BertModel(
        BertConfig(
            vocab_size=len(_PIECES),
            hidden_size=384,
            num_hidden_layers=6,
            num_attention_heads=12,
            intermediate_size=1536,
            initializer_range=0.1,
        )
    ).eval()
    path = tmp_path_factory.mktemp("minilm") / "model.safetensors"
    save_file({name: value.contiguous() for name, value in bert.state_dict().items()}, path)
    return path, bert


def _batch() -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.tensor([[3, 15, 16, 19, 4], [3, 17, 4, 0, 0]])
    return ids, (ids != 0).long()


def test_features_are_those_of_bert(published: tuple[Path, BertModel]) -> None:
    path, bert = published
    ids, present = _batch()
    features = minilm.load_minilm(path)(ids, present)
    with torch.no_grad():
        words = bert(input_ids=ids, attention_mask=present).last_hidden_state
    assert torch.equal(features.padding, present == 0)
    assert torch.allclose(features.words[present == 1], words[present == 1], atol=1e-4)
    mean = torch.stack([words[0].mean(0), words[1, :3].mean(0)])
    assert torch.allclose(features.sentence, mean, atol=1e-4)


def test_padding_changes_nothing(published: tuple[Path, BertModel]) -> None:
    encoder = minilm.load_minilm(published[0])
    ids, present = _batch()
    alone = encoder(ids[1:, :3], present[1:, :3])
    together = encoder(ids, present)
    assert torch.allclose(alone.sentence, together.sentence[1:], atol=1e-5)


def test_the_encoder_learns() -> None:
    encoder = SentenceEncoder(
        SentenceConfig(20, positions=8, width=12, layers=2, heads=3, feed_forward=24)
    )
    ids, present = _batch()
    encoder(ids, present).sentence.square().sum().backward()
    assert all(
        weight.grad is not None and weight.grad.isfinite().all() for weight in encoder.parameters()
    )


def test_fewer_pieces_give_the_same_features_where_they_suffice(
    published: tuple[Path, BertModel],
) -> None:
    encoder = minilm.load_minilm(published[0])
    kept = [number for number in range(len(_PIECES)) if number not in (1, 5, 6)]
    smaller = minilm.prune(encoder, kept)
    ids, present = _batch()
    moved = torch.tensor([[kept.index(int(number)) for number in row] for row in ids])
    assert torch.equal(smaller(moved, present).words, encoder(ids, present).words)


def test_words_that_lost_their_piece_are_spelt() -> None:
    pieces = [piece for piece in _PIECES if piece not in ("dogs", "dog")]
    tokenizer = minilm.make_tokenizer(pieces)
    assert tokenizer.encode("The DÓGS").tokens == [
        "[CLS]",
        "the",
        "d",
        "##o",
        "##g",
        "##s",
        "[SEP]",
    ]


def test_a_batch_is_padded_and_a_long_sentence_is_cut() -> None:
    tokenizer = minilm.make_tokenizer(_PIECES, longest=6)
    long, short = tokenizer.encode_batch(["the dog " * 50, "dog"])
    assert len(long.ids) == len(short.ids) == 6
    assert short.attention_mask == [1, 1, 1, 0, 0, 0]
    assert long.tokens[-1] == "[SEP]"


def test_the_pieces_kept_are_letters_closed_words_and_the_most_used() -> None:
    wordnet = WordNet(
        synsets={1: Synset(("dog",), (), "the dog")},
        senses={"dog": [1]},
        counts={"dog": [0]},
        uses={},
        irregular={},
        verbs=frozenset(["walk"]),
        adjectives=frozenset(),
        examples=(),
    )
    kept = [_PIECES[each] for each in minilm.choose_pieces(_PIECES, ["dog"], wordnet, 19)]
    assert set(kept) >= {
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "a",
        "##g",
        "the",
        "of",
        "dog",
        "walking",
    }
    assert not {"[unused0]", "日", "ab"} & set(kept)
