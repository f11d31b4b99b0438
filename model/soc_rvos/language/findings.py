"""What a sentence says, and what should be told of it, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from soc_rvos.language.foreign_table import Language
from soc_rvos.language.head_noun import HeadNoun


class FindingKind(StrEnum):
    """The kinds of findings in a sentence."""

    UNKNOWN = "unknown"
    MISSPELT = "misspelt"
    NEGATED = "negated"
    PLURAL = "plural"
    COUNTED = "counted"
    COMPARING = "comparing"
    NAMELESS = "nameless"
    JOINED = "joined"
    OTHER_LANGUAGE = "other language"


class Effect(StrEnum):
    """How a model treats the words of a finding."""

    GUESS = "guess"
    """It was not taught the noun, and guesses from the other words."""
    PIECES = "pieces"
    """It reads the letters without knowing the word."""
    AS_IF_WANTED = "as if wanted"
    """The negation has no effect: the model reads the negated words as if they were wanted."""
    LEFT_OUT = "left out"
    """The model is asked without these words."""
    SET_ASIDE = "set aside"
    """The words are of another thing, which is not meant; the model is asked for the rest."""
    ONE = "one"
    """It follows the likeliest object; others can be taken from its candidates."""
    FIRST = "first"
    """It follows the thing that is named first; the suggestions are a sentence for each."""
    BY_EYE = "by eye"
    """It was taught such words by examples, and judges without measuring."""
    NOT_COMPARED = "not compared"
    """It was taught no such comparison."""
    ENGLISH_ONLY = "English only"
    """It was taught no words of this language."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a sentence that a person should know of before searching.

    Attributes:
        start, stop: the characters of the sentence that the finding concerns.
        words: those characters, unchanged.
        effect: how the model treats these words.
        suggestions: replacements for these words, the likeliest first; for another language the
            whole sentence in English, word by word.
        count: for COUNTED, the number of objects wanted; None for all of them, and for other kinds.
    """

    kind: FindingKind
    start: int
    stop: int
    words: str
    effect: Effect
    suggestions: tuple[str, ...] = ()
    count: int | None = None

    @property
    def is_honoured(self) -> bool:
        """Whether the model does what the words ask for, as well as it can."""
        return self.effect in (Effect.BY_EYE, Effect.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some characters of a sentence, from `start` until before `stop`, and the words there."""

    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """A sentence as the program understands it.

    Attributes:
        language: the sentence's language; head, modifiers and most findings need English.
        head: the noun that names the object, None where the sentence names none.
        modifiers: phrases that describe the object, in the order of the sentence.
        findings: what a person should know before searching, in the order of the sentence.
    """

    sentence: str
    language: Language
    head: HeadNoun | None
    modifiers: tuple[Excerpt, ...]
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are not honoured."""
        return tuple(each for each in self.findings if not each.is_honoured)

    def with_suggestion(self, finding: Finding, number: int = 0) -> str:
        """Return the sentence with a suggestion in the place of the finding's words.

        Raises:
            IndexError: there is no such suggestion.
        """
        chosen = finding.suggestions[number]
        return self.sentence[: finding.start] + chosen + self.sentence[finding.stop :]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many objects a sentence asks for: `count`, None for all there are."""

    count: int | None = 1

    @property
    def several(self) -> bool:
        """Whether it is more than one."""
        return self.count != 1


def part(
    kind: FindingKind, start: int, stop: int, words: Sequence[Excerpt], effect: Effect
) -> Finding:
    """Return a finding of the `words` of a sentence from `start` to `stop`."""
    named = " ".join(each.words for each in words if start <= each.start and each.stop <= stop)
    return Finding(kind, start, stop, named, effect)


def objects_wanted(understanding: Understanding) -> Wanted:
    """Return how many objects a sentence asks for; one, where it does not say."""
    for each in understanding.findings:
        if each.kind in (FindingKind.COUNTED, FindingKind.PLURAL):
            return Wanted(each.count)
    return Wanted()
