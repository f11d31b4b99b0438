"""English words that the shipped model has no table of, so that nobody is told they are wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.language.word_forms import stems
from soc_rvos_recipe.pretrained.wordnet import WordNet

_LETTERS = re.compile(r"[a-z]+")
_EXCEPTIONS = ("verb.exc", "adj.exc", "noun.exc")


def english_words(folder: Path, wordnet: WordNet, vocabulary: Vocabulary) -> list[str]:
    """Return the words of WordNet in `folder` that the bridge of `vocabulary` lacks, sorted.

    Of the rare ones only those that WordNet itself uses to explain or to show others, and the
    irregular forms of all that are left.
    """
    texts = [synset.gloss for synset in wordnet.synsets.values()]
    used = Counter(_LETTERS.findall(" ".join([*texts, *wordnet.examples]).lower()))
    met = {stem for word in used for stem in stems(word)}
    # A name is spelt with a capital wherever it is met.
    plain = {word for each in wordnet.synsets.values() for word in each.words if word.islower()}
    lemmas = {*plain, *wordnet.verbs, *wordnet.adjectives}
    found = {
        word
        for word in lemmas
        if _LETTERS.fullmatch(word) and (word in met or sum(wordnet.uses.get(word, {}).values()))
    }
    for name in _EXCEPTIONS:
        for line in (folder / name).read_text(encoding="ascii").splitlines():
            form, *bases = line.split()
            if _LETTERS.fullmatch(form) and any(
                base in found or vocabulary.is_word(base) for base in bases
            ):
                found.add(form)
    bridge = Vocabulary(vocabulary.bridge, {})
    return sorted(word for word in found if len(word) > 2 and not bridge.is_word(word))
