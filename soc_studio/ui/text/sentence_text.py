"""What is said of a sentence before it is searched for, in the language of the window."""

from __future__ import annotations

from soc_rvos.sentences import (
    Effect,
    Finding,
    FindingKind,
    Language,
    Understanding,
    left_out,
)
from soc_studio.core.tracks.several_objects import MOST_OBJECTS
from soc_studio.ui.toolkit.translation import tr

_ORDER = (
    FindingKind.OTHER_LANGUAGE,
    FindingKind.MISSPELT,
    FindingKind.NAMELESS,
    FindingKind.JOINED,
    FindingKind.NEGATED,
    FindingKind.COUNTED,
    FindingKind.PLURAL,
    FindingKind.UNKNOWN,
    FindingKind.COMPARING,
)
MENDED = (FindingKind.MISSPELT, FindingKind.OTHER_LANGUAGE, FindingKind.NAMELESS)
"""What is offered in other words."""


def most_important(understanding: Understanding) -> Finding | None:
    """Return the warning that should be told first; None where there is none."""
    return min(
        understanding.warnings,
        key=lambda each: (_ORDER.index(each.kind), each.start),
        default=None,
    )


def corrected(understanding: Understanding) -> str:
    """Return the sentence with the first suggestion for each misspelt word, empty without one.

    A sentence in another language is translated as a whole, where the program can.
    """
    sentence = understanding.sentence
    mended = [each for each in understanding.warnings if each.kind in MENDED and each.suggestions]
    for each in sorted(mended, key=lambda found: -found.start):
        sentence = sentence[: each.start] + each.suggestions[0] + sentence[each.stop :]
    return sentence if mended else ""


def warning(understanding: Understanding, finding: Finding) -> tuple[str, str]:
    """Return what a warning says: what is the matter, and what will happen."""
    match finding.kind:
        case FindingKind.OTHER_LANGUAGE:
            return _other_language(understanding)
        case FindingKind.MISSPELT:
            offer = tr("Did you mean “{0}”?").format(corrected(understanding))
            return tr("“{0}” is not a word the model knows.").format(finding.words), offer
        case FindingKind.NAMELESS:
            return _nameless(understanding, finding)
        case FindingKind.JOINED:
            return (
                tr("A sentence finds one thing."),
                tr("This one names two. The program can look for one after the other."),
            )
        case FindingKind.NEGATED if finding.effect is Effect.LEFT_OUT:
            return (
                tr("“{0}”: the negation has no effect.").format(finding.words),
                tr(
                    "The model leaves these words out. Say what the object is like instead, such "
                    "as “the person in green”."
                ),
            )
        case FindingKind.NEGATED:
            return (
                tr("“{0}”: the negation has no effect.").format(finding.words),
                tr(
                    "The model would look for just that. Say what the object is like instead, "
                    "such as “the person in green”."
                ),
            )
        case FindingKind.COUNTED | FindingKind.PLURAL:
            return (
                tr("A sentence finds one thing."),
                tr(
                    "The program can look for each of them and make a layer for each, {0} at most."
                ).format(MOST_OBJECTS),
            )
        case FindingKind.UNKNOWN if finding.effect is Effect.GUESS:
            return (
                tr("The model was not taught “{0}”.").format(finding.words),
                tr("What it finds is a guess; a more general word may do better."),
            )
        case FindingKind.UNKNOWN:
            return (
                tr("“{0}” is not a word the model knows.").format(finding.words),
                tr("It may have no effect."),
            )
    return (
        tr("“{0}” compares in a way the model was not taught.").format(finding.words),
        tr("It may take another object; say what it looks like or where it is."),
    )


def _nameless(understanding: Understanding, finding: Finding) -> tuple[str, str]:
    strong = tr("“{0}” names no single thing.").format(finding.words)
    offer = corrected(understanding)
    if offer:
        return strong, tr("Did you mean “{0}”?").format(offer)
    return strong, tr("Say what it is and what it looks like, such as “the red car on the left”.")


def _other_language(understanding: Understanding) -> tuple[str, str]:
    offer = corrected(understanding)
    names = {
        Language.GERMAN: tr("This looks like German."),
        Language.FRENCH: tr("This looks like French."),
        Language.SPANISH: tr("This looks like Spanish."),
        Language.CHINESE: tr("This looks like Chinese."),
    }
    strong = names.get(understanding.language, tr("This does not look like English."))
    text = tr("Sentences must be in English.")
    if not offer:
        return strong, text
    asked = tr("Search for “{0}”?").format(offer)
    missing = left_out(understanding.sentence, understanding.language)
    if missing:
        asked += " " + tr("“{0}” is left out there.").format(" ".join(missing))
    return strong, f"{text} {asked}"
