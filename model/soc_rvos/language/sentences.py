"""Words a finding of a sentence for a person, in English with template and parts."""

from __future__ import annotations

from soc_rvos.language.findings import Effect, Finding, FindingKind, Understanding
from soc_rvos.language.foreign_table import Language
from soc_rvos.language.translation import left_out
from soc_rvos.messages import Message, joined, message

LANGUAGES = {
    Language.ENGLISH: message("English"),
    Language.GERMAN: message("German"),
    Language.FRENCH: message("French"),
    Language.SPANISH: message("Spanish"),
    Language.CHINESE: message("Chinese"),
    Language.OTHER: message("another language"),
}


def told(understanding: Understanding, finding: Finding) -> str:
    """Return a finding as one or two sentences: what is wrong, and what the model will do.

    The text is a `Message`, so that a program can translate it.
    """
    words = finding.words
    match finding.kind:
        case FindingKind.OTHER_LANGUAGE:
            return _other_language(understanding.language, finding)
        case FindingKind.MISSPELT:
            return message(
                '"{words}" is not a word the model knows. Did you mean {suggestions}?',
                words=words,
                suggestions=_either(finding),
            )
        case FindingKind.UNKNOWN if finding.effect is Effect.GUESS:
            return message(
                'The model was not taught "{words}". What it finds is a guess; try a more general '
                "word.",
                words=words,
            )
        case FindingKind.UNKNOWN:
            return message(
                '"{words}" is not a word the model knows: it may have no effect.', words=words
            )
        case FindingKind.NAMELESS:
            return _nameless(finding)
        case FindingKind.JOINED:
            return message(
                '"{words}" names two things; the model follows the first. Ask for "{first}" and '
                'for "{other}" separately.',
                words=words,
                first=finding.suggestions[0],
                other=finding.suggestions[1],
            )
        case FindingKind.NEGATED if finding.effect is Effect.SET_ASIDE:
            return message('"{words}": the model is asked without these words.', words=words)
        case FindingKind.NEGATED if finding.is_honoured:
            return message(
                '"{words}": the model passes over what shows that colour; check that it is the '
                "right one.",
                words=words,
            )
        case FindingKind.NEGATED if finding.effect is Effect.LEFT_OUT:
            return message(
                '"{words}": the negation has no effect. The model leaves these words out; say what '
                "the object is like.",
                words=words,
            )
        case FindingKind.NEGATED:
            return message(
                '"{words}": the negation has no effect. The model reads these words as if they '
                "were wanted; leave them out, or say what the object is like.",
                words=words,
            )
        case FindingKind.PLURAL | FindingKind.COUNTED:
            return _several(finding)
        case FindingKind.COMPARING if finding.is_honoured:
            return message(
                '"{words}": the model judges that by eye; check that it is the right one.',
                words=words,
            )
    return message(
        '"{words}": the model was not taught to compare like this, and may take another one.',
        words=words,
    )


def _other_language(language: Language, finding: Finding) -> str:
    said = message(
        "This looks like {language}; the model knows English only.", language=LANGUAGES[language]
    )
    if not finding.suggestions:
        return said
    asked = message('Did you mean "{suggestion}"?', suggestion=finding.suggestions[0])
    missing = left_out(finding.words, language)
    if not missing:
        return joined(said, asked)
    return joined(said, asked, message('"{words}" is left out there.', words=" ".join(missing)))


def _nameless(finding: Finding) -> Message:
    if finding.suggestions:
        return message(
            '"{words}" names no single thing. Did you mean "{suggestion}"?',
            words=finding.words,
            suggestion=finding.suggestions[0],
        )
    return message(
        '"{words}" names no thing the model knows. What it finds is a guess; say what it is, such '
        'as "the red car".',
        words=finding.words,
    )


def _several(finding: Finding) -> Message:
    if finding.count is None:
        return message(
            '"{words}" asks for several objects; the model follows the likeliest one. The others '
            "may be among its candidates.",
            words=finding.words,
        )
    return message(
        '"{words}" asks for {count} objects; the model follows the likeliest one. The others '
        "may be among its candidates.",
        words=finding.words,
        count=finding.count,
    )


def _either(finding: Finding) -> Message:
    quoted = [message('"{word}"', word=each) for each in finding.suggestions]
    said = quoted[0]
    for each in quoted[1:-1]:
        said = message("{first}, {other}", first=said, other=each)
    if len(quoted) == 1:
        return said
    return message("{first} or {other}", first=said, other=quoted[-1])
