"""Two things that a sentence means together: "the man and the scooter he rides"."""

from __future__ import annotations

import re

from soc_rvos.language.bridge import Bridge

_TOGETHER = re.compile(
    r"\s*,?\s*(?:(?P<and>and)|together\s+with|along\s+with|with)\s+"
    r"(?P<other>(?P<owned>his|her|its|their)\s+|(?:the|a|an)\s+)(?P<rest>.+)$",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"\s+(?:that\s+|which\s+)?(?:he|she|it|they)(?:'s|\s+is|\s+are)?\s+"
    r"(?:rides?|riding|drives?|driving|pushes|pushing|holds?|holding|carries|carrying|sits?\s+on|"
    r"sitting\s+on|pulls?|pulling|uses?|using|stands?\s+on|standing\s+on|on)\b.*$",
    re.IGNORECASE,
)


def apart(expression: str, bridge: Bridge) -> tuple[str, str | None]:
    """Return the thing that comes first, and what is meant together with it."""
    head = bridge.head_noun(expression)
    if head is None:
        return expression, None
    for found in _TOGETHER.finditer(expression, head.stop):
        belongs = _BELONGS.search(found["rest"])
        owned = found["owned"] is not None
        joined = found["and"] is None and found[0].strip(" ,").lower().startswith(("to", "al"))
        if not belongs and (found["and"] is not None or not (owned or joined)):
            continue  # "the man and his dog" are a layer each
        rest = found["rest"][: belongs.start()] if belongs else found["rest"]
        other = bridge.head_noun(f"the {rest}")
        if other is None or not other.known:
            continue
        if found["and"] is None and not joined and not _is_ridden(head.noun, other.noun, bridge):
            continue  # "the man with his dog" is the man
        return expression[: found.start()].strip(), f"the {rest.strip()}"
    return expression, None


def _is_ridden(noun: str, other: str, bridge: Bridge) -> bool:
    """Tell whether "the NOUN with its OTHER" are both: a scooter with its rider."""
    lexicon = bridge.lexicon
    return noun in lexicon.actors - lexicon.people and other in lexicon.actors
