"""Which words name an actor, which do not, and which might: the last are never staked on."""

from __future__ import annotations

from functools import lru_cache

from soc_rvos_recipe.clips.clip import Actor
from soc_rvos_recipe.sentences.attributes import Ternary
from soc_rvos_recipe.sentences.synonyms import CLOSE

ANY_WORDS = ("one", "thing", "object")

# What people in pictures have on or about them, and vehicles.
_WORN_TABLE = """
boots shoes cap hat dress gown glove gloves helmet jacket coat suit shirt blouse sneakers shorts
skirt sweater jumper t-shirt tee trousers pants clothes clothing footwear jeans sandal sandals
socks sock tie scarf swimsuit bikini sunglasses glasses watch wristwatch ring belt robe kimono
slippers boot shoe sneaker bag vest crown ball basketball weights racket handbag purse
"""
_WORN = frozenset(_WORN_TABLE.split())
_OF_PERSONS = _WORN | {"tee shirt", "long-sleeved shirt", "pair of shoes", "high heels", "ski"}
_OF_VEHICLES = frozenset(("wheel", "tire", "light", "lamp", "mirror", "seat", "door"))


def words_of(actor: Actor) -> frozenset[str]:
    """Every word of the pack that names the actor."""
    return _words(actor.name, actor.general, actor.synonyms)


def named(word: str, actor: Actor) -> Ternary:
    """Whether `word` (a noun without article) names the actor."""
    if word in ANY_WORDS:
        return True
    return _named(word.lower(), words_of(actor), actor.group)


@lru_cache(maxsize=4096)
def _words(name: str, general: tuple[str, ...], synonyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in (name, *general, *synonyms))


@lru_cache(maxsize=65536)
def _named(word: str, own: frozenset[str], kind: str) -> Ternary:
    if word in own:
        return True
    if kind == "person" and (word in _OF_PERSONS or word.split()[-1] in _OF_PERSONS):
        return None
    if kind == "vehicle" and word in _OF_VEHICLES:
        return None
    tokens = set(word.split())
    for mine in own:
        if tokens & set(mine.split()):
            return None
        if frozenset((word, mine)) in CLOSE:
            return None
    return False
