"""What was understood of a sentence, in English, for a person."""

from __future__ import annotations

from soc_rvos.language.findings import Effect, Finding, FindingKind, Understanding
from soc_rvos.language.foreign import Language

LANGUAGES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "German",
    Language.FRENCH: "French",
    Language.SPANISH: "Spanish",
    Language.CHINESE: "Chinese",
    Language.OTHER: "another language",
}


def told(understanding: Understanding, finding: Finding) -> str:
    """Return a finding as one or two sentences: what is the matter, and what will happen."""
    words = f'"{finding.words}"'
    match finding.kind:
        case FindingKind.OTHER_LANGUAGE:
            return _other_language(understanding.language, finding)
        case FindingKind.MISSPELT:
            return f"{words} is not a word the model knows. Did you mean {_either(finding)}?"
        case FindingKind.UNKNOWN if finding.effect is Effect.GUESS:
            return (
                f"The model was not taught {words}. What it finds is a guess from the other words; "
                "try a more general one."
            )
        case FindingKind.UNKNOWN:
            return f"{words} is not a word the model knows: it may have no effect."
        case FindingKind.NEGATED:
            return (
                f"{words}: the negation has no effect. The model reads these words as if they were "
                "wanted; leave them out, or say what the object is like."
            )
        case FindingKind.PLURAL | FindingKind.COUNTED:
            return _several(finding)
        case FindingKind.COMPARING if finding.is_honoured:
            return f"{words}: the model judges that by eye; check that it is the right one."
    return f"{words}: the model was not taught to compare like this, and may take another one."


def _other_language(language: Language, finding: Finding) -> str:
    said = f"This looks like {LANGUAGES[language]}; the model knows English only."
    return f'{said} Did you mean "{finding.suggestions[0]}"?' if finding.suggestions else said


def _several(finding: Finding) -> str:
    how_many = "several objects" if finding.count is None else f"{finding.count} objects"
    return (
        f'"{finding.words}" asks for {how_many}; the model follows the likeliest one. The others '
        "may be among its candidates."
    )


def _either(finding: Finding) -> str:
    quoted = [f'"{each}"' for each in finding.suggestions]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
