"""Forms of English words by rule: what a plural or a verb may be a form of."""

from __future__ import annotations

from collections.abc import Iterator


def stems(word: str) -> Iterator[str]:
    """Yield what `word` may be a form of, as a verb; some are no words."""
    yield word
    for ending in ("s", "es", "ing", "ed", "d"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield stem
            if ending in ("ing", "ed"):
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"


def singulars(word: str) -> Iterator[str]:
    """Yield the singulars that a plural by rule may have, the likeliest first."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes", "oes", "uses")):
        yield word[:-2]
    elif word.endswith("ves"):
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    yield word[:-1]
