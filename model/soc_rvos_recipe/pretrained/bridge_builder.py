"""The bridge from nouns to ImageNet classes, built from WordNet, whose numbers name the classes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from soc_rvos.language.bridge import Bridge, joined_lists
from soc_rvos_recipe.pretrained.wordnet import WordNet, read_wordnet


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Meanings are named as (word, number of the meaning), the commonest being 1.
_PHYSICAL = ("physical entity", 1)
_PERSON = ("person", 1)
_CONCEPTS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "person": (_PERSON, ("people", 1)),
    "animal": (("animal", 1),),
    "dog": (("dog", 1),),
    "cat": (("feline", 1),),
    "bird": (("bird", 1),),
    "fish": (("fish", 1), ("cetacean", 1)),
    "hoofed animal": (("ungulate", 1),),
    "reptile": (("reptile", 1), ("amphibian", 3)),
    "insect": (("arthropod", 1),),
    "vehicle": (("vehicle", 1),),
    "car": (("motor vehicle", 1),),
    "bicycle": (("bicycle", 1), ("motorcycle", 1)),
    "boat": (("vessel", 2),),
    "aircraft": (("aircraft", 1),),
    "furniture": (("furniture", 1),),
    "seat": (("seat", 3),),
    "food": (("food", 1), ("food", 2)),
    "fruit": (("fruit", 1), ("edible fruit", 1), ("vegetable", 1)),
    "plant": (("plant", 2),),
    "tree": (("tree", 1),),
    "clothing": (("clothing", 1), ("footwear", 1), ("footwear", 2)),
    "headgear": (("headdress", 1),),
    "building": (("building", 1), ("structure", 1)),
    "container": (("container", 1),),
    "musical instrument": (("musical instrument", 1),),
    "electronics": (("electronic equipment", 1), ("computer", 1), ("appliance", 2), ("display", 6)),
    "tool": (("tool", 1), ("weapon", 1)),
    "sports equipment": (("game equipment", 1), ("sports equipment", 1)),
    "toy": (("plaything", 1),),
    "body part": (("body part", 1),),
    "landscape": (("geological formation", 1), ("body of water", 1), ("land", 4)),
    "lamp": (("source of illumination", 1),),
}
# How many steps up akin classes may be, and how many of them there may be, by concept.
_REACH = {"animal": (5, 62), "vehicle": (3, 24), "clothing": (2, 14), "furniture": (2, 12)}
_REACH_OTHERWISE = (2, 8)
_TOO_WIDE = (  # what lies at or above these is akin to nothing in particular
    ("instrumentality", 3), ("implement", 1), ("container", 1), ("device", 1), ("equipment", 1),
    ("conveyance", 3), ("covering", 2), ("structure", 1), ("mechanism", 5), ("machine", 1),
    ("measuring instrument", 1), ("instrument", 1), ("matter", 3), ("substance", 1), ("whole", 2),
    ("organism", 1), ("chordate", 1), ("invertebrate", 1), ("mammal", 1), ("placental", 1),
    ("plant part", 1), ("natural object", 1), ("body part", 1), ("commodity", 1), ("creation", 2),
    ("plant", 2), ("solid", 1), ("area", 1), ("part", 3), ("mechanical device", 1),
    ("scientific instrument", 1), ("optical instrument", 1), ("protective covering", 1),
    ("arthropod", 1), ("obstruction", 1), ("barrier", 1), ("fastener", 1), ("restraint", 1),
    ("strip", 2), ("piece", 1), ("layer", 1), ("surface", 1), ("sheet", 2), ("way", 6),
    ("facility", 1), ("establishment", 4), ("representation", 2), ("decoration", 1), ("tool", 1),
    ("furnishing", 2), ("support", 10), ("electronic equipment", 1), ("food", 1), ("food", 2),
    ("board", 3), ("vascular plant", 1), ("angiosperm", 1), ("flower", 1), ("vine", 1),
    ("vehicle", 1), ("physical entity", 1), ("medium", 1), ("paper", 1), ("horizontal surface", 1),
)  # fmt: skip
_AKIN = 0.7  # the weight of classes one step up
_PER_STEP = 0.8  # and what each further step leaves of it
_RARE = 0.2  # a meaning met this much less often than the noun's commonest is left out
_COMMON = 0.5  # the least share of a meaning that tells what the noun is in general
_CLASS_MEANING = 0.5  # the least weight of a meaning that is itself a class
_CLASS_RANK = 5  # if it is among so many first meanings
_ABSTRACT = 0.08  # the least share of a noun's uses that mean something physical

_WORN = (  # classes whose pictures mostly show a person wearing them
    "jersey", "academic gown", "trench coat", "suit", "bow tie", "Windsor tie", "cardigan",
    "sweatshirt", "swimming trunks", "bikini", "maillot", "miniskirt", "jean", "gown", "kimono",
    "sarong", "poncho", "abaya", "bulletproof vest", "lab coat", "military uniform", "pajama",
    "cowboy hat", "sombrero", "bathing cap", "football helmet", "crash helmet", "sunglass", "wig",
    "hoopskirt", "overskirt", "cloak", "stole", "fur coat", "apron", "bonnet", "mortarboard",
    "diaper", "brassiere", "running shoe", "neck brace", "wool", "vestment", "unicycle",
    "horizontal bar", "parallel bars", "balance beam", "ski", "rugby ball", "volleyball",
)  # fmt: skip
_WORN_WEIGHT = 0.35
# What words mean in sentences about videos, where WordNet lacks them or means something else first:
# other words, the first giving what the noun is in general, the others adding classes that look
# alike; "=name" is the class of that name, "~" means that even the first is only akin.
_MEANT: Mapping[str, tuple[str, ...]] = {
    name: tuple(meant.split(", "))
    for line in """
smartphone: cellular telephone
mobile phone, cell phone: cellular telephone
hoodie: sweatshirt
paraglider: parachute
people, police, driver, adult, cyclist, biker, windsurfer, kitesurfer, skateboarder: person
suv: car, =jeep, =minivan
go-kart, kart: =go-kart
car: car, =pickup, =grille, =car wheel
race car: racer, =sports car
van: minivan, =moving van, =police van, =recreational vehicle, =ambulance
bike: bicycle, =mountain bike, =moped, =motor scooter
bmx, e-bike: bicycle
motorcycle, motorbike: motorcycle, =motor scooter
scooter: motor scooter, =moped
train: train, =electric locomotive, =steam locomotive, =passenger car, =freight car, =streetcar
tram: streetcar
plane, airplane, aeroplane: airplane, =warplane
jet: airliner, =warplane
helicopter, drone, quadcopter: ~, =airliner, =warplane, =airship
clothes: clothing
boat: boat, =catamaran, =trimaran, =schooner
sailboat: sailboat, =catamaran, =trimaran, =schooner
excavator, digger, bulldozer: ~, tractor, =harvester, =snowplow
stroller, pram, buggy: ~, =tricycle, =barrow, =shopping cart
carriage: =horse cart
cow, cattle: ox
calf: ox, =water buffalo
bull: ox, =bison
horse: horse, =ox
pony, foal, mare, stallion: horse
sheep: sheep, =bighorn
lamb: sheep
goat: goat, =ram, =bighorn
rhino, rhinoceros: ~, =hippopotamus, =African elephant, =triceratops
seal: sea lion
whale: =grey whale, =killer whale
dolphin: =killer whale, =grey whale
swan: swan, =goose
duckling: duck
chick: hen
chicken: hen, =cock
rooster: cock
puppy: dog
kitten, kitty: cat
bunny: rabbit
worm: flatworm
mole: mouse
mouse: mouse, =mouse
bear: bear
turtle: terrapin, =box turtle, =loggerhead, =mud turtle, =leatherback turtle
kite: kite, =parachute
tv: =television
table: desk, =dining table, =pool table
bed: four-poster, =studio couch, =quilt
cup, mug: =coffee mug, =cup, =measuring cup, =espresso
bowl: =mixing bowl, =soup bowl
plate: =plate, =tray
glass: beer glass, =goblet
lamp: =table lamp, =lampshade, =spotlight
light: =spotlight, =table lamp
screen: =screen, =monitor, =television
monitor: =monitor, =screen
computer: =desktop computer, =laptop, =notebook
coffee machine: =espresso maker
fridge: =refrigerator
toilet: =toilet seat
sink: =washbasin
book: =comic book, =book jacket
suitcase: ~, =backpack, =mailbag
handbag: =purse
ball: ball, =soccer ball
racket: =racket
drill: =power drill
skis: =ski
toy: =teddy
doll: ~, =teddy
match: =lighter
sign: =street sign
traffic light: =traffic light
flower: =daisy, =yellow lady's slipper, =pot
plant: flora, =pot
pot: =pot, =caldron
house: house, =mobile home, =boathouse
tower: tower, =bell cote, =water tower, =church
jacket: coat, =sweatshirt, =cardigan, =suit
shirt: shirt, =sweatshirt, =lab coat
trousers, pants: =jean
hair: =wig
""".strip().splitlines()
    for names, _, meant in (line.partition(": "),)
    for name in names.split(", ")
}
_ADDED = 0.7  # the weight of the words behind the first
_PLURAL_ONLY = _words("glasses shorts trunks tights trousers pants jeans stairs")
_THINGS_TOO = _words("train watch match drink")  # nouns in videos, verbs in books
_COLOURS = _words("black white red green blue yellow brown grey gray purple pink orange")
_SIZES = _words("little big small old young tall short great grand good poor fat thin")
_NAME = re.compile(r"[a-z][a-z'\-]*(?: [a-z][a-z'\-]*){0,2}|T-shirt|TV|X-ray")


def build_bridge(
    wordnet: WordNet, class_ids: Sequence[int], trained: Collection[str] = ()
) -> Bridge:
    """Return the bridge to the classes whose meanings are `class_ids`, in class order.

    `trained` are nouns that the network is taught by pictures: they count as known, and the kinds
    of them as near, whatever the classes say.
    """
    return _Builder(wordnet, class_ids, trained).build()


def read_class_ids(path: Path) -> list[int]:
    """Return the meanings of the classes from a file with one ImageNet id ("n01440764") a line."""
    return [int(line[1:]) for line in path.read_text(encoding="utf-8").split()]


class _Builder:
    def __init__(
        self, wordnet: WordNet, class_ids: Sequence[int], trained: Collection[str]
    ) -> None:
        self.wordnet = wordnet
        self.class_ids = class_ids
        self.class_of = {synset: number for number, synset in enumerate(class_ids)}
        self.below: dict[int, set[int]] = {}
        for number, synset in enumerate(class_ids):
            for above in wordnet.ancestors(synset):
                self.below.setdefault(above, set()).add(number)
        self.physical = self._named(_PHYSICAL)
        self.person = self._named(_PERSON)
        self.too_wide: set[int] = set()
        for name in _TOO_WIDE:
            if (wide := self._named(name)) is not None:
                self.too_wide |= wordnet.ancestors(wide).keys()
        self.roots = {
            name: {root for each in meanings if (root := self._named(each)) is not None}
            for name, meanings in _CONCEPTS.items()
        }
        self.top = frozenset(synset for roots in self.roots.values() for synset in roots)
        self.trained = frozenset(trained)
        self.trained_meanings = {
            meanings[0][0] for noun in trained if (meanings := self._meanings(noun))
        }
        self.people = self._people()

    def build(self) -> Bridge:
        names = sorted(
            {name for name in self.wordnet.senses if self._is_name(name)}
            | self.trained
            | {name for name, meant in _MEANT.items() if any(map(self._senses_of, meant))}
        )
        lists: dict[tuple[tuple[int, float], ...], int] = {(): 0}
        rows: dict[str, tuple[int, int, int]] = {}
        for name in names:
            classes, concepts, level = self._entry(name)
            if concepts or level:
                key = tuple(sorted((number, round(w, 3)) for number, w in classes.items()))
                bits = sum(1 << bit for bit, each in enumerate(_CONCEPTS) if each in concepts)
                rows[name] = level, lists.setdefault(key, len(lists)), bits
        stops, list_classes, list_weights = joined_lists([dict(key) for key in lists])
        levels, numbers, concept_bits = zip(*rows.values(), strict=True)
        return Bridge(
            nouns=tuple(rows),
            levels=np.array(levels, np.uint8),
            lists=np.array(numbers, np.uint16),
            concept_bits=np.array(concept_bits, np.uint32),
            list_stops=stops,
            list_classes=list_classes,
            list_weights=list_weights,
            concepts=tuple(_CONCEPTS),
            irregular={
                plural: single
                for plural, single in self.wordnet.irregular.items()
                if single in rows and plural != single
            },
            verbs=self._mostly("verb", self.wordnet.verbs),
            adjectives=self._mostly("adj", self.wordnet.adjectives),
            class_names=tuple(self.wordnet.synsets[each].words[0] for each in self.class_ids),
        )

    def _named(self, name: tuple[str, int]) -> int | None:
        meanings = self.wordnet.senses.get(name[0], ())
        return meanings[name[1] - 1] if name[1] <= len(meanings) else None

    def _is_name(self, name: str) -> bool:
        if not _NAME.fullmatch(name):
            return False
        uses = self.wordnet.uses
        single = name.removesuffix("s")
        if single != name and single in self.wordnet.senses and name not in _PLURAL_ONLY:
            met, met_single = (uses.get(each, {}).get("noun", 0) for each in (name, single))
            if met <= met_single:
                return False  # "cows" are cows, whatever else
        first, space, last = name.partition(" ")
        if space and first in _SIZES:
            return False  # "little girl" is a girl
        if space and first in _COLOURS:  # "black bear" is a bear; "yellow jacket" is no jacket
            kinds = set(self.wordnet.senses.get(last, ()))
            above = map(self.wordnet.ancestors, self.wordnet.senses[name])
            return any(kinds & each.keys() for each in above)
        return True

    def _meanings(self, noun: str) -> list[tuple[int, float]]:
        """Return the physical meanings of `noun` that are common enough, heaviest first."""
        kept = []
        senses, counts = self.wordnet.senses.get(noun, ()), self.wordnet.counts.get(noun, ())
        met = 0
        for rank, (synset, count) in enumerate(zip(senses, counts, strict=True), 1):
            spelt = {word for word in self.wordnet.synsets[synset].words if word.lower() == noun}
            proper = not any(_NAME.fullmatch(word) for word in spelt)
            above = self.wordnet.ancestors(synset)
            if proper or not (self.physical in above or synset in self.class_of):
                continue
            kept.append((synset, count + 1 / rank, rank))
            met += count
        if met <= _ABSTRACT * sum(counts) > 0:  # mostly no thing, but some classes have such names
            kept = [each for each in kept if each[0] in self.class_of]
        if not kept:
            return []
        most = max(weight for _, weight, _ in kept)
        found = []
        for synset, weight, rank in kept:
            share = weight / most
            if synset in self.class_of and rank <= _CLASS_RANK:
                share = max(share, _CLASS_MEANING)
            least = _COMMON if self.person in self.wordnet.ancestors(synset) else _RARE
            if share >= least:  # most nouns are also a name to call people
                found.append((synset, share))
        return sorted(found, key=lambda each: -each[1])

    def _senses_of(self, word: str) -> list[tuple[int, float]]:
        """Return the meanings of a word as `_MEANT` has them."""
        if word == "~":
            return []
        if not word.startswith("="):
            return self._meanings(word)
        return [
            (synset, 1.0)
            for synset in self.class_ids
            if self.wordnet.synsets[synset].words[0] == word[1:]
        ][-1:]  # of two of one name, the thing comes behind the animal

    def _entry(self, name: str) -> tuple[dict[int, float], set[str], int]:
        """Return the classes of `name` with weights, its concepts, and the number of its level."""
        named: dict[int, float] = {}
        akin: dict[int, float] = {}
        concepts: set[str] = set()
        meant = _MEANT.get(name, (name,))
        trained = {name, meant[0]} & self.trained
        only_akin = meant[0] == "~"
        near = as_such = False
        for place, word in enumerate(meant[only_akin:]):
            for synset, share in self._senses_of(word):
                above = self.wordnet.ancestors(synset)
                mine = {each for each, roots in self.roots.items() if roots & above.keys()}
                near = near or bool(self.trained_meanings & above.keys())
                if place == 0 and share >= _COMMON:
                    concepts |= mine - ({"container"} if "vehicle" in mine else set())
                    for number, weight in self._akin(above, mine).items():
                        akin[number] = max(akin.get(number, 0.0), share * weight)
                exact = self._exact(synset, mine)
                as_such = as_such or (place == 0 and bool(exact))
                for number, weight in exact.items():
                    weight *= share * (_ADDED if place else 1.0) * (_AKIN if only_akin else 1.0)
                    named[number] = max(named.get(number, 0.0), weight)
        most = max(named.values(), default=0.0)
        if trained or (most >= _COMMON and not only_akin):
            level = 2
        else:
            level = int(near or bool(named or akin))
        return named if as_such else akin | named, concepts, level

    def _exact(self, synset: int, concepts: set[str]) -> dict[int, float]:
        """Return the classes that are of the meaning `synset`."""
        exact = dict.fromkeys(self.below.get(synset, ()), 1.0)
        if "person" in concepts:
            return self.people | exact
        named = synset not in self.too_wide or "animal" in concepts or synset in self.top
        return exact if named else {}

    def _akin(self, above: Mapping[int, int], concepts: set[str]) -> dict[int, float]:
        """Return the classes of the nearest meaning above that has some, if it is narrow enough."""
        steps, most = next((r for each, r in _REACH.items() if each in concepts), _REACH_OTHERWISE)
        for higher, distance in above.items():
            classes = self.below.get(higher, set())
            if classes and higher not in self.too_wide and distance <= steps:
                if len(classes) <= most:
                    return dict.fromkeys(classes, _AKIN * _PER_STEP ** max(0, distance - 1))
                return {}
        return {}

    def _people(self) -> dict[int, float]:
        weights = {}
        for number, synset in enumerate(self.class_ids):
            words = {word.lower() for word in self.wordnet.synsets[synset].words}
            if self.person in self.wordnet.ancestors(synset):
                weights[number] = 1.0
            elif words & {word.lower() for word in _WORN}:
                weights[number] = _WORN_WEIGHT
        return weights

    def _mostly(self, part: str, words: frozenset[str]) -> frozenset[str]:
        """Return the single words among `words` that are met more often as `part` than as noun."""
        parts = ("adj", "adv") if part == "adj" else (part,)
        return frozenset(
            word
            for word in words - _THINGS_TOO
            if word.isalpha()
            and (uses := self.wordnet.uses.get(word)) is not None
            and sum(uses.get(each, 0) for each in parts) > uses.get("noun", 0)
        )


def build_from_files(
    wordnet_folder: Path, class_ids: Path, trained: Collection[str] = ()
) -> Bridge:
    """Read WordNet's files and the class ids, and return the bridge."""
    return build_bridge(read_wordnet(wordnet_folder), read_class_ids(class_ids), trained)
