"""Reads a sentence by rules and a word list, and says what a model makes of it.

Only words are looked at, so that it can be told while somebody is typing. `sentences.told` puts
what is found into English.
"""

from __future__ import annotations

from collections.abc import Iterator

from soc_rvos.language.affirming import treated
from soc_rvos.language.clauses import picked
from soc_rvos.language.closed_words import CLOSED_WORDS, WORD, word_set
from soc_rvos.language.comparing import OTHER_DEGREES, TAUGHT_DEGREES, comparisons
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind, Understanding, part
from soc_rvos.language.foreign import language_of
from soc_rvos.language.foreign_table import Language
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.naming import joined, nameless
from soc_rvos.language.negation import NEGATING, negations
from soc_rvos.language.ranks import rank_of
from soc_rvos.language.requests import description, set_aside
from soc_rvos.language.several import numbers
from soc_rvos.language.translation import offer
from soc_rvos.language.vocabulary import Vocabulary

_MOST_WORDS = 80  # of a sentence that are looked at
_MOST_WRONG = 8  # words for which others are suggested
_LETTERS = 64  # of what may be a word

_SAYS_ENOUGH = (FindingKind.NEGATED, FindingKind.PLURAL, FindingKind.MISSPELT)
_SPLITS = word_set(
    "with without in on at by near behind under above below beside between over wearing holding "
    "riding who that which whose from to next"
)


def understand(sentence: str, vocabulary: Vocabulary) -> Understanding:
    """Return how a model of this vocabulary understands `sentence`; never fails.

    It takes about a millisecond; the first call for a vocabulary, and words never seen before,
    take longer.
    """
    language = language_of(sentence, vocabulary)
    if language is not Language.ENGLISH:
        return Understanding(sentence, language, None, (), tuple(_foreign(sentence, language)))
    words = words_of(sentence)
    head = vocabulary.head_noun(sentence)
    begin = description(sentence)[0]
    aside = set_aside(sentence)
    denied = (
        each
        for each in negations(sentence, words)
        if each.start >= begin or any(start <= each.start < stop for start, stop in aside)
    )
    measured = None if vocabulary.knows_all else rank_of(sentence.lower(), head)
    pick = None if vocabulary.knows_all else picked(sentence)
    findings = [
        *_spelling(sentence, words, head, vocabulary),
        *(denied if vocabulary.knows_all else treated(denied, sentence, words, head)),
        *(() if pick and not pick.is_plural else numbers(sentence, words, head, vocabulary.bridge)),
        *comparisons(sentence, words, measured),
        *joined(sentence, words, head, vocabulary),
    ]
    if not any(each.kind in _SAYS_ENOUGH for each in findings):
        findings += nameless(sentence, head, vocabulary)
    findings.sort(key=lambda each: (each.start, each.stop))
    return Understanding(
        sentence, language, head, tuple(_modifiers(sentence, words, head)), tuple(findings)
    )


def words_of(sentence: str) -> list[Excerpt]:
    """Return the words and marks of a sentence, the first 80 of them."""
    return [
        Excerpt(each.start(), each.end(), each[0])
        for _, each in zip(range(_MOST_WORDS), WORD.finditer(sentence), strict=False)
    ]


def _foreign(sentence: str, language: Language) -> Iterator[Finding]:
    start = len(sentence) - len(sentence.lstrip())
    stop = len(sentence.rstrip())
    english = offer(sentence, language)
    yield Finding(
        FindingKind.OTHER_LANGUAGE,
        start,
        stop,
        sentence[start:stop],
        Effect.ENGLISH_ONLY,
        () if english is None else (english,),
    )


def _spelling(
    sentence: str, words: list[Excerpt], head: HeadNoun | None, vocabulary: Vocabulary
) -> Iterator[Finding]:
    begin, end = description(sentence)  # the rest is said to the program
    begin = min([begin, *(start for start, _ in set_aside(sentence))])
    own = [each for each in words if begin <= each.start and each.stop <= end]
    offered = _offered(sentence, own, head, vocabulary)
    is_nonsense = any(not meant for meant in offered.values())
    for place, each in enumerate(own):
        is_head = _is_in(each, head)
        word = each.words.lower()
        is_word = _is_word(each, vocabulary)
        if is_word and (not is_head or head is None or each.stop != head.stop):
            continue
        if is_head and head is not None and (is_word or head.known):
            if vocabulary.is_taught(head.noun):
                continue
            yield part(FindingKind.UNKNOWN, head.start, head.stop, words, Effect.GUESS)
            continue
        suggested = offered.get(each, ())
        beside = own[place - 1] if place else own[1 % len(own)]
        if is_nonsense and not _is_word(beside, vocabulary):
            suggested = ()  # "asdf qwer" is not made better by "asdf ewer"
        effect = Effect.GUESS if is_head and not vocabulary.knows_all else Effect.PIECES
        if word[:2] == "un" and word[2:] in suggested:  # it would be the opposite
            yield part(FindingKind.NEGATED, each.start, each.stop, words, Effect.AS_IF_WANTED)
        elif suggested:
            yield Finding(
                FindingKind.MISSPELT, each.start, each.stop, each.words, effect, suggested
            )
        elif not vocabulary.knows_all and not (
            each.words[0].isupper() and place and _is_in(own[place - 1], head)
        ):  # "my cat Mia"
            yield Finding(FindingKind.UNKNOWN, each.start, each.stop, each.words, effect)


def _offered(
    sentence: str, words: list[Excerpt], head: HeadNoun | None, vocabulary: Vocabulary
) -> dict[Excerpt, tuple[str, ...]]:
    """Return what may be meant by the first words that are none; names are left out."""
    found: dict[Excerpt, tuple[str, ...]] = {}
    wrong = 0
    begin = len(sentence) - len(sentence.lstrip())  # where any word is written large
    for each in words:
        known_head = head is not None and head.known and _is_in(each, head)
        if known_head or _is_word(each, vocabulary):
            continue
        wrong += 1
        is_first = each.start == begin
        first_of_names = is_first and len(words) > 1 and words[1].words[0].isupper()
        is_name = each.words != each.words.lower() and (not is_first or first_of_names)
        is_name &= not sentence.isupper()
        if wrong <= _MOST_WRONG and len(each.words) <= _LETTERS and not is_name:
            word, in_head = each.words.lower(), _is_in(each, head)
            before = each is words[-1] or (head is not None and each.stop == head.start - 1)
            meant = vocabulary.suggestions(word, as_noun=in_head, as_description=before)
            if is_first and each.words[0].isupper() and not sentence.isupper():
                is_sure = meant and meant[0][0] == word[0] and vocabulary.looks_known(meant[0])
                meant = meant if is_sure or not in_head else ()  # "Messi" is no mess
            found[each] = meant
    return found


def _is_in(each: Excerpt, head: HeadNoun | None) -> bool:
    return head is not None and head.start <= each.start and each.stop <= head.stop


def _is_word(each: Excerpt, vocabulary: Vocabulary) -> bool:
    word = each.words.lower()
    return not word[0].isalpha() or len(word) < 2 or vocabulary.is_word(word)


def _modifiers(sentence: str, words: list[Excerpt], head: HeadNoun | None) -> Iterator[Excerpt]:
    """Yield the words before the head that describe it, then the phrases behind it."""
    if head is None:
        return
    for each in words:
        word = each.words.lower()
        if each.stop <= head.start and word[0].isalnum():
            is_describing = word not in CLOSED_WORDS or word in _DEGREES_AND_COLOURS
            if is_describing:
                yield each
    behind = [each for each in words if each.start >= head.stop]
    phrase: list[Excerpt] = []
    for each in behind:
        is_mark = not each.words[0].isalnum()
        if phrase and (is_mark or each.words.lower() in _SPLITS | NEGATING):
            yield _joined(sentence, phrase)
            phrase = []
        if not is_mark:
            phrase.append(each)
    if phrase:
        yield _joined(sentence, phrase)


def _joined(sentence: str, words: list[Excerpt]) -> Excerpt:
    start, stop = words[0].start, words[-1].stop
    return Excerpt(start, stop, sentence[start:stop])


_DEGREES_AND_COLOURS = (
    TAUGHT_DEGREES
    | OTHER_DEGREES
    | word_set(
        "left right front rear middle big large small little tiny huge tall short old young fast "
        "slow dark bright pale black white red green blue yellow brown grey gray purple pink beige "
        "golden silver maroon turquoise navy crimson cyan magenta violet blonde blond striped "
        "spotted second third upper lower"
    )
)
