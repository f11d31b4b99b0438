"""The words of made sentences, and a tokenizer that knows these and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from . import sentences

START, PADDING, END, UNKNOWN = SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def vocabulary() -> tuple[str, ...]:
    """Return every token in order of its id: the special ones as RoBERTa has them, then a to z."""
    tables: tuple[object, ...] = (
        *(sentences.COLOUR_WORDS, sentences.SHAPE_WORDS, sentences.ANY_WORDS),
        *(sentences.SIZE_WORDS, sentences.ARTICLES, sentences.LINKS, sentences.EXTREMES),
        *(sentences.COMPARED, sentences.PLACES, sentences.ROLL, sentences.SLIDE),
        *(sentences.WAYS, sentences.APPROACH, sentences.STATES, sentences.STATE_ADJECTIVES),
        *(sentences.RELATIONS, sentences.ROLLING_PAST, sentences.CROSSINGS, "an"),
    )
    return (*SPECIAL, *sorted({word for table in tables for word in _words(table)}))


def _words(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield from table.split()
    elif isinstance(table, dict):
        yield from _words(list(table.values()))
    elif isinstance(table, Iterable):
        for part in table:
            yield from _words(part)


def build_tokenizer() -> Tokenizer:
    """Return a tokenizer of whole words: lower case, punctuation dropped, `<s> words </s>`.

    A word it does not know becomes `<unk>`. `Tokenizer.save` and `to_str` write it as JSON.
    """
    ids = {word: number for number, word in enumerate(vocabulary())}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^\w\s]|_"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}", special_tokens=[(START, ids[START]), (END, ids[END])]
    )
    tokenizer.add_special_tokens(list(SPECIAL))
    tokenizer.enable_padding(pad_id=ids[PADDING], pad_token=PADDING)
    return tokenizer


def tokens(sentence: str, tokenizer: Tokenizer) -> list[int]:
    """Return the ids of `sentence`, with those of its start and end."""
    ids: list[int] = tokenizer.encode(sentence).ids
    return ids
