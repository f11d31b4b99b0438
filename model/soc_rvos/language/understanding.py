"""Reads a sentence by rules and a word list, and says what a model makes of it.

Only words are looked at, so that it can be told while somebody is typing. `sentences.told` puts
what is found into English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from soc_rvos.language.affirming import treated
from soc_rvos.language.amounts import COUNTING, count_of, is_beyond_one
from soc_rvos.language.closed_words import CLOSED_WORDS, PERSONAL, WORD, word_set
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind, Understanding
from soc_rvos.language.foreign import language_of
from soc_rvos.language.foreign_table import Language
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.naming import joined, nameless
from soc_rvos.language.negation import NEGATING, negations
from soc_rvos.language.requests import description
from soc_rvos.language.translation import offer
from soc_rvos.language.vocabulary import Vocabulary

_MOST_WORDS = 80  # of a sentence that are looked at
_MOST_WRONG = 8  # words for which others are suggested
_LETTERS = 64  # of what may be a word

_SAYS_ENOUGH = (FindingKind.NEGATED, FindingKind.PLURAL, FindingKind.MISSPELT)
_ALL = word_set(
    "all every each several many some few various lots dozens hundreds thousands plenty tons loads"
)
_EACH = frozenset(("every", "each"))
_EVERYBODY = frozenset(("everyone", "everybody"))
_SOMEBODY = frozenset(("someone", "somebody", "anyone", "anybody"))
_AS_ONE = word_set("pile stack bunch set row line pair")
_ALWAYS_PLURAL = word_set(
    "glasses sunglasses goggles eyeglasses spectacles binoculars scissors pliers tongs tweezers "
    "trousers pants jeans shorts trunks tights leggings pyjamas pajamas overalls underpants briefs "
    "clothes headphones earphones stairs shoes boots sneakers slippers sandals gloves socks goods "
    "flip-flops heels skis rollerblades skates handlebars bars headlights reins braces ruins "
    "tennis news series species dominoes cards draughts billiards bagpipes castanets cymbals drums "
    "lights trainers kicks wellies shades sunnies specs airpods pjs dungarees"
)
_MANY = frozenset(("people", "folk", "cattle", "police", "men", "women", "children"))
_UNCHANGED = word_set("sheep fish deer salmon moose bison swine aircraft offspring")
_TAUGHT_DEGREES = word_set(
    "bigger biggest larger largest smaller smallest taller tallest faster fastest slower slowest "
    "leftmost rightmost closest nearest furthest farthest"
)
_OTHER_DEGREES = word_set(
    "older oldest younger youngest longer longest shorter shortest higher highest lower lowest "
    "thicker thickest thinner thinnest heavier heaviest lighter lightest darker darkest brighter "
    "brightest wider widest narrower narrowest fatter fattest stronger strongest newer newest "
    "better best worse worst topmost bottommost closer nearer further farther"
)
# "the smaller of the birds" is one of them.
_ONE_OF = (
    _TAUGHT_DEGREES
    | _OTHER_DEGREES
    | word_set("one which whichever first second third last left right either")
)
_TAUGHT_PAIRS = frozenset((("higher", "up"), ("lower", "down")))
_WAYS = frozenset(("closer", "nearer", "further", "farther"))
_PARTS = frozenset(("lower", "upper"))  # "the lower part" compares nothing
_SIDES = r"(?:\s+\w+){0,2}\s+(?:from|on|at)\s+the\s+"
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b"
    rf"(?:{_SIDES}(left|right|top|bottom|front|back))?",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:(?!other|rather)[^\W\d_]+er|more|less|fewer)\b(?:\s+\w+)?\s+than\b[^,;.]*", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:the\s+)?(?:most|least)\s+[^\W\d_]+", re.IGNORECASE)
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
    denied = (each for each in negations(sentence, words) if each.start >= begin)
    findings = [
        *_spelling(sentence, words, head, vocabulary),
        *(denied if vocabulary.knows_all else treated(denied, sentence, words, head)),
        *numbers(words, head),
        *_comparisons(sentence, words),
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
            yield _part(FindingKind.UNKNOWN, head.start, head.stop, words, Effect.GUESS)
            continue
        suggested = offered.get(each, ())
        beside = own[place - 1] if place else own[1 % len(own)]
        if is_nonsense and not _is_word(beside, vocabulary):
            suggested = ()  # "asdf qwer" is not made better by "asdf ewer"
        effect = Effect.GUESS if is_head and not vocabulary.knows_all else Effect.PIECES
        if word[:2] == "un" and word[2:] in suggested:  # it would be the opposite
            yield _part(FindingKind.NEGATED, each.start, each.stop, words, Effect.AS_IF_WANTED)
        elif suggested:
            yield Finding(
                FindingKind.MISSPELT, each.start, each.stop, each.words, effect, suggested
            )
        elif not vocabulary.knows_all:
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
            found[each] = vocabulary.suggestions(each.words.lower(), as_noun=_is_in(each, head))
    return found


def _is_in(each: Excerpt, head: HeadNoun | None) -> bool:
    return head is not None and head.start <= each.start and each.stop <= head.stop


def _is_word(each: Excerpt, vocabulary: Vocabulary) -> bool:
    word = each.words.lower()
    return not word[0].isalpha() or len(word) < 2 or vocabulary.is_word(word)


def _part(
    kind: FindingKind, start: int, stop: int, words: Sequence[Excerpt], effect: Effect
) -> Finding:
    named = " ".join(each.words for each in words if start <= each.start and each.stop <= stop)
    return Finding(kind, start, stop, named, effect)


def numbers(words: Sequence[Excerpt], head: HeadNoun | None) -> Iterator[Finding]:
    """Yield the one finding of how many objects are wanted, where they are several."""
    everybody = next((each for each in words if each.words.lower() in _EVERYBODY), None)
    if everybody is not None and (head is None or everybody.start <= head.start):
        yield Finding(
            FindingKind.PLURAL,
            everybody.start,
            everybody.stop,
            everybody.words,
            Effect.ONE,
            ("all the people",),
        )
        return
    if head is None:
        return
    last = next((each for each in reversed(words) if each.stop == head.stop), None)
    if last is None:
        return
    before = [each for each in words if each.stop <= head.start]
    start = max((n + 1 for n, each in enumerate(before) if each.words in ".,;:"), default=0)
    before = before[start:]
    lower = [each.words.lower() for each in before]
    one = any(each in _ONE_OF and following == "of" for each, following in pairwise(lower))
    part_of = bool(_AS_ONE.intersection(lower)) and "of" in lower
    word = last.words.lower()
    noun = head.noun.rpartition(" ")[2]
    is_plural = word in _MANY or (
        word != noun and word.replace("-", "") != noun and word not in _ALWAYS_PLURAL
    )
    every = any(each in _EACH for each in lower) and not one
    if word in _SOMEBODY or word in PERSONAL:
        return
    if one or (word in _ALWAYS_PLURAL and (not count_of(lower) or "of" in lower)):
        return  # "a pair of glasses"
    beyond = is_beyond_one(lower)
    if not (is_plural or every or beyond or noun in _UNCHANGED or word in _ALWAYS_PLURAL):
        return
    counted = count_of(lower)
    if counted is not None:
        place, count = counted
        if count == 1:
            return  # "fewer than two"
        yield _counted(FindingKind.COUNTED, before[place].start, head.stop, words, count)
    elif part_of:
        return  # "a stack of plates" is one thing to look at
    elif beyond or every or any(each in _ALL for each in lower):
        place = next(
            n for n, each in enumerate(lower) if each in _ALL or (beyond and each == "one")
        )
        yield _counted(FindingKind.COUNTED, before[place].start, head.stop, words, None)
    elif is_plural:
        yield _part(FindingKind.PLURAL, last.start, last.stop, words, Effect.ONE)


def _counted(
    kind: FindingKind, start: int, stop: int, words: Sequence[Excerpt], count: int | None
) -> Finding:
    named = " ".join(each.words for each in words if start <= each.start and each.stop <= stop)
    return Finding(kind, start, stop, named, Effect.ONE, count=count)


def _comparisons(sentence: str, words: list[Excerpt]) -> Iterator[Finding]:
    covered: list[tuple[int, int]] = []
    text = sentence[: words[-1].stop] if words else ""
    for pattern in (_THAN, _MORE):
        for found in pattern.finditer(text):
            if COUNTING.search(found[0]):
                continue  # "at least two"
            stop = found.start() + len(found[0].rstrip())
            covered.append((found.start(), stop))
            yield _compared(sentence, found.start(), stop, Effect.NOT_COMPARED)
    for found in _ORDINAL.finditer(text):
        side = (found[2] or "").lower()
        if not side and found[1].lower() in ("first", "second"):
            continue  # "the second man" may be said of a time, too
        covered.append(found.span())
        taught = found[1].lower() in ("first", "second", "1st", "2nd") and side in ("left", "right")
        effect = Effect.BY_EYE if taught else Effect.NOT_COMPARED
        yield _compared(sentence, *found.span(), effect)
    for place, each in enumerate(words):
        word = each.words.lower()
        if any(start <= each.start < stop for start, stop in covered):
            continue
        if word in _TAUGHT_DEGREES:
            yield _compared(sentence, each.start, each.stop, Effect.BY_EYE)
        elif word in _OTHER_DEGREES:
            follows = words[place + 1].words.lower() if place + 1 < len(words) else ""
            if (word, follows) in _TAUGHT_PAIRS:
                yield _compared(sentence, each.start, words[place + 1].stop, Effect.BY_EYE)
                continue
            if word in _WAYS and place and words[place - 1].words.endswith("ing"):
                continue  # "coming closer"
            if word in _PARTS and follows in ("part", "half", "left", "right", "body", "corner"):
                continue
            yield _compared(sentence, each.start, each.stop, Effect.NOT_COMPARED)


def _compared(sentence: str, start: int, stop: int, effect: Effect) -> Finding:
    return Finding(FindingKind.COMPARING, start, stop, sentence[start:stop], effect)


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
    _TAUGHT_DEGREES
    | _OTHER_DEGREES
    | word_set(
        "left right front rear middle big large small little tiny huge tall short old young fast "
        "slow dark bright pale black white red green blue yellow brown grey gray purple pink beige "
        "golden silver maroon turquoise navy crimson cyan magenta violet blonde blond striped "
        "spotted second third upper lower"
    )
)
