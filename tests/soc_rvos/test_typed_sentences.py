"""Sentences as different people type them, and what a sensible reader takes them to mean.

A line of the table is SENTENCE | NOUN | MARKS. NOUN: the noun, or several that will do; "-" for
none, "?" for any. MARKS: what a person is told, and nothing else ("neg", "cmp", "several", "two",
"none", "unknown", "miss", "foreign"); "c=red" the colours of the thing, "d=red" those that it does
not have; "+left" a word that the network is asked with; "wrong" what is not understood yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.language.closed_words import word_set
from soc_rvos.language.colour_words import named_colours, said_of
from soc_rvos.language.findings import FindingKind
from soc_rvos.language.understanding import understand
from soc_rvos.language.wording import worded
from soc_rvos.vocabulary_file import shipped_vocabulary

TABLE = Path(__file__).resolve().parents[1] / "data" / "sentences" / "typed.txt"
TOLD = {
    FindingKind.NEGATED: "neg",
    FindingKind.COMPARING: "cmp",
    FindingKind.NAMELESS: "none",
    FindingKind.JOINED: "two",
    FindingKind.MISSPELT: "miss",
    FindingKind.UNKNOWN: "unknown",
    FindingKind.PLURAL: "several",
    FindingKind.COUNTED: "several",
    FindingKind.OTHER_LANGUAGE: "foreign",
}
NOT_ASKED = word_set(
    "please pls plz thanks thank hey i lemme gimme find select segment highlight isolate extract "
    'remove erase locate identify detect roto blur outline cut keep draw zoom look photo um ? ! "'
)
"""What says nothing of a thing, so that no network is asked with it."""


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    sentence: str
    nouns: tuple[str, ...]
    marks: tuple[str, ...]

    def values(self, sign: str) -> str:
        """Return what follows `sign` in the marks."""
        found = (each.removeprefix(sign) for each in self.marks if each.startswith(sign))
        return " ".join(found).replace(",", " ")


def lines() -> list[Line]:
    """Return the lines of the table."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    parts = [[each.strip() for each in row.split("|")] for row in rows if row[:3] != "## "]
    return [
        Line(first, tuple(noun.split("/")), tuple(marks.split())) for first, noun, marks in parts
    ]


def faults(line: Line) -> Iterator[str]:
    """Yield what the program takes otherwise than the reader of the table."""
    vocabulary = shipped_vocabulary()
    bridge = vocabulary.bridge
    understood = understand(line.sentence, vocabulary)
    head = understood.head
    if line.nouns == ("-",):
        if head is not None:
            yield f"noun {head.noun}"
    elif line.nouns != ("?",) and (head is None or not _is_any(head.noun, line.nouns)):
        yield f"noun {head}"
    told = {TOLD[each.kind] for each in understood.findings}
    if told != (wanted := {*TOLD.values()} & {*line.marks}):
        yield f"told {told}, not {wanted}"
    if "miss" in wanted or "foreign" in wanted:
        return
    wording = worded(line.sentence, bridge)
    asked = wording.sentence
    if said_of(asked, bridge.head_noun(asked)) != named_colours(line.values("c=")):
        yield "colours"
    if wording.denied.astype(float).tolist() != named_colours(line.values("d=")):
        yield "denied colours"
    if missing := {*line.values("+").split()} - {*asked.split()}:
        yield f"asked without {missing}: {asked}"
    if more := NOT_ASKED.intersection(re.findall(r"[\w']+|[^\w\s]", asked)):
        yield f"asked with {more}: {asked}"


def _is_any(noun: str, others: tuple[str, ...]) -> bool:
    """Tell whether `noun` is one of `others`, or means the same to the network."""
    bridge = shipped_vocabulary().bridge
    known = bridge.lookup(noun)
    for other in others:
        akin = bridge.lookup(other)
        is_same = len(known.classes) > 0 and known.classes.tolist() == akin.classes.tolist()
        if noun in (other, bridge.lexicon.singular(other)) or is_same:
            return True
    return False


def test_sentences_are_taken_as_a_sensible_reader_takes_them() -> None:
    table = [each for each in lines() if "wrong" not in each.marks]
    assert len(table) > 600
    found = {each.sentence: list(faults(each)) for each in table}
    assert {sentence: wrong for sentence, wrong in found.items() if wrong} == {}


def test_what_is_marked_as_wrong_still_is() -> None:
    mended = [each.sentence for each in lines() if "wrong" in each.marks and not [*faults(each)]]
    assert mended == []
