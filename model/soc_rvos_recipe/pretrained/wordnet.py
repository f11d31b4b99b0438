"""WordNet 3.0's noun hierarchy and word counts, from the files of its distribution."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EXAMPLE = re.compile(r'"([^"]+)"')
_PARTS = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}  # of a sense key


@dataclass(frozen=True, slots=True)
class Synset:
    """A meaning: its words in their own spelling, the meanings above it, and its definition.

    An instance (a certain person, river, ...) has nothing above it: it is no kind of thing.
    """

    words: tuple[str, ...]
    above: tuple[int, ...]
    gloss: str


@dataclass(frozen=True, slots=True)
class WordNet:
    """Noun meanings by number, and words by spelling, lower case with spaces.

    `senses` has the meanings of a noun, the commonest first; `counts` how often each was met in
    the tagged texts; `uses` how often a word was met as noun, verb, adj and adv; `irregular` maps
    plurals to singulars; `verbs`, `adjectives` are the words of these kinds, met or not; `examples`
    are sentences and phrases with them.
    """

    synsets: Mapping[int, Synset]
    senses: Mapping[str, Sequence[int]]
    counts: Mapping[str, Sequence[int]]
    uses: Mapping[str, Mapping[str, int]]
    irregular: Mapping[str, str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    examples: tuple[str, ...]

    def ancestors(self, synset: int) -> dict[int, int]:
        """Return `synset` and everything above it, each with its least number of steps."""
        found, edge, steps = {synset: 0}, [synset], 0
        while edge:
            steps += 1
            edge = sorted({up for each in edge for up in self.synsets[each].above} - found.keys())
            found |= dict.fromkeys(edge, steps)
        return found


def read_wordnet(folder: Path) -> WordNet:
    """Read the `data.*` and `index.*` files, `cntlist.rev` and `noun.exc` in `folder`.

    Raises:
        OSError: a file is missing.
    """
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for line in _lines(folder / "cntlist.rev"):
        key, sense, count = line.split()[:3]
        word, _, kind = key.partition("%")
        word, part = word.replace("_", " "), _PARTS[kind[0]]
        uses[word][part] += int(count)
        if part == "noun":
            counts[word][int(sense)] = int(count)
    senses = dict(_index(folder / "index.noun"))
    return WordNet(
        synsets=dict(_synsets(folder / "data.noun")),
        senses=senses,
        counts={
            word: [counts[word].get(rank, 0) for rank in range(1, len(meanings) + 1)]
            for word, meanings in senses.items()
        },
        uses=dict(uses),
        irregular={
            plural.replace("_", " "): singular.replace("_", " ")
            for plural, singular, *_ in map(str.split, _lines(folder / "noun.exc"))
        },
        verbs=frozenset(word for word, _ in _index(folder / "index.verb")),
        adjectives=frozenset(
            word for part in ("adj", "adv") for word, _ in _index(folder / f"index.{part}")
        ),
        examples=tuple(
            example
            for part in ("verb", "adj", "adv")
            for line in _lines(folder / f"data.{part}")
            for example in _EXAMPLE.findall(line)
        ),
    )


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith("  "))  # the licence is indented


def _index(path: Path) -> Iterator[tuple[str, list[int]]]:
    for line in _lines(path):
        fields = line.split()
        meanings, pointers = int(fields[2]), int(fields[3])
        first = 6 + pointers
        yield fields[0].replace("_", " "), [int(each) for each in fields[first : first + meanings]]


def _synsets(path: Path) -> Iterator[tuple[int, Synset]]:
    for line in _lines(path):
        data, _, gloss = line.partition(" | ")
        fields = data.split()
        end = 4 + 2 * int(fields[3], 16)
        pointers = fields[end + 1 :]
        links = zip(pointers[::4], pointers[1::4], strict=False)  # a frame count may follow
        above = [int(to) for kind, to in links if kind == "@"]
        words = tuple(word.replace("_", " ") for word in fields[4:end:2])
        yield int(fields[0]), Synset(words, tuple(above), gloss.strip())
