"""The published all-MiniLM-L6-v2 as our sentence encoder, with fewer word pieces."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from soc_rvos.config import SentenceConfig
from soc_rvos.language.closed_words import CLOSED_WORDS
from soc_rvos.language.head_noun import Lexicon
from soc_rvos.language.word_forms import stems
from soc_rvos.networks.parts.sentence_encoder import SentenceEncoder
from soc_rvos_recipe.pretrained.wordnet import WordNet

PAD, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_SPECIAL = (PAD, UNKNOWN, START, END)
_WRITTEN = 0x250  # characters before this one are of European languages; accents are stripped
_ALWAYS = CLOSED_WORDS | {"parked", "perched", "turquoise", "elderly", "upwards", "jumps"}
_ATTENDED = ("query", "key", "value")
_LAYER = {
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "linear1",
    "output.dense": "linear2",
    "output.LayerNorm": "norm2",
}


def load_minilm(path: Path, positions: int = 128) -> SentenceEncoder:
    """Return the encoder with the weights of the published `model.safetensors`, every piece kept.

    The vector of token type 0, which every word has, is added to the positions.
    """
    published = load_file(path)
    words = published["embeddings.word_embeddings.weight"]
    token_type = published["embeddings.token_type_embeddings.weight"][0]
    state = {
        "pieces.weight": words,
        "positions.weight": published["embeddings.position_embeddings.weight"][:positions]
        + token_type,
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    encoder = SentenceEncoder(SentenceConfig(vocabulary=len(words), positions=positions))
    for number in range(encoder.config.layers):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            parts = [published[f"{theirs}attention.self.{p}.{kind}"] for p in _ATTENDED]
            state[f"{ours}self_attn.in_proj_{kind}"] = torch.cat(parts)
            for name, own in _LAYER.items():
                state[f"{ours}{own}.{kind}"] = published[f"{theirs}{name}.{kind}"]
    encoder.load_state_dict(state)
    return encoder.eval().requires_grad_(False)


def read_pieces(tokenizer: Path) -> list[str]:
    """Return the word pieces, by number, of a published `tokenizer.json`."""
    numbers = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


def make_tokenizer(pieces: Sequence[str], longest: int = 128) -> Tokenizer:
    """Return BERT's lower-case tokenizer for `pieces`, padding to the longest of a batch."""
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(
        models.WordPiece(numbers, unk_token=UNKNOWN, max_input_chars_per_word=100)
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(list(_SPECIAL))
    tokenizer.post_processor = processors.BertProcessing(
        (END, numbers[END]), (START, numbers[START])
    )
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding(pad_id=numbers[PAD], pad_token=PAD)
    return tokenizer


def choose_pieces(
    pieces: Sequence[str], nouns: Sequence[str], wordnet: WordNet, count: int
) -> list[int]:
    """Return the numbers of the `count` pieces to keep, ascending.

    Kept are the special ones; the characters of European writing, so that every word can be spelt;
    the closed words; then what `nouns`, the names of things, and WordNet's texts use most, where
    names and what things do ("surfing") count as often used.
    """
    kept = {
        number
        for number, piece in enumerate(pieces)
        if piece in _SPECIAL or piece in _ALWAYS or _is_character(piece)
    }
    tokenizer = make_tokenizer(pieces)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    worth: Counter[int] = Counter()
    glosses = [synset.gloss for synset in wordnet.synsets.values()]
    for texts, weight in ((glosses, 1), (nouns, 3), (wordnet.examples, 3)):
        for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
            for number in encoding.ids:
                worth[number] += weight
    lexicon = Lexicon(frozenset(nouns), irregular=wordnet.irregular)
    for number, piece in enumerate(pieces):
        if piece.isalpha() and piece.isascii() and len(piece) > 1:
            acts = not wordnet.verbs.isdisjoint(stems(piece))
            thing = lexicon.singular(piece) is not None
            worth[number] += 30 * thing + 15 * acts + 30 * (acts and piece.endswith("ing"))
    for number, _ in worth.most_common():
        if len(kept) >= count:
            break
        kept.add(number)
    return sorted(kept)


def load_pruned(
    folder: Path, nouns: Sequence[str], wordnet: WordNet, count: int = 14_000
) -> tuple[SentenceEncoder, Tokenizer]:
    """Return the published encoder in `folder` with `count` word pieces, and its tokenizer."""
    pieces = read_pieces(folder / "tokenizer.json")
    kept = choose_pieces(pieces, nouns, wordnet, count)
    encoder = prune(load_minilm(folder / "model.safetensors"), kept)
    return encoder, make_tokenizer([pieces[number] for number in kept])


def _is_character(piece: str) -> bool:
    character = piece.removeprefix("##")
    return len(character) == 1 and (
        ord(character) < _WRITTEN or unicodedata.category(character).startswith("P")
    )


def prune(encoder: SentenceEncoder, kept: Sequence[int]) -> SentenceEncoder:
    """Return the encoder with the word pieces `kept` alone, in that order."""
    config = encoder.config
    pruned = SentenceEncoder(
        SentenceConfig(
            vocabulary=len(kept),
            positions=config.positions,
            width=config.width,
            layers=config.layers,
            heads=config.heads,
            feed_forward=config.feed_forward,
        )
    )
    state = encoder.state_dict()
    state["pieces.weight"] = state["pieces.weight"][torch.tensor(kept)]
    pruned.load_state_dict(state)
    return pruned.eval().requires_grad_(False)
