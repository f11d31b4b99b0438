"""What WordNet alone gets wrong about nouns, and how far nouns and classes are akin.

Tables that `bridge_builder` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Meanings are named as (word, number of the meaning), the commonest being 1.
PHYSICAL = ("physical entity", 1)
PERSON = ("person", 1)
CONCEPTS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "person": (PERSON, ("people", 1)),
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
REACH = {"animal": (5, 62), "vehicle": (3, 24), "clothing": (2, 14), "furniture": (2, 12)}
REACH_OTHERWISE = (2, 8)
TOO_WIDE = (  # what lies at or above these is akin to nothing in particular
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
AKIN = 0.7  # the weight of classes one step up
PER_STEP = 0.8  # and what each further step leaves of it
RARE = 0.2  # a meaning met this much less often than the noun's commonest is left out
COMMON = 0.5  # the least share of a meaning that tells what the noun is in general
CLASS_MEANING = 0.5  # the least weight of a meaning that is itself a class
CLASS_RANK = 5  # if it is among so many first meanings
ABSTRACT = 0.08  # the least share of a noun's uses that mean something physical

WORN = (  # classes whose pictures mostly show a person wearing them
    "jersey", "academic gown", "trench coat", "suit", "bow tie", "Windsor tie", "cardigan",
    "sweatshirt", "swimming trunks", "bikini", "maillot", "miniskirt", "jean", "gown", "kimono",
    "sarong", "poncho", "abaya", "bulletproof vest", "lab coat", "military uniform", "pajama",
    "cowboy hat", "sombrero", "bathing cap", "football helmet", "crash helmet", "sunglass", "wig",
    "hoopskirt", "overskirt", "cloak", "stole", "fur coat", "apron", "bonnet", "mortarboard",
    "diaper", "brassiere", "running shoe", "neck brace", "wool", "vestment", "unicycle",
    "horizontal bar", "parallel bars", "balance beam", "ski", "rugby ball", "volleyball",
)  # fmt: skip
WORN_WEIGHT = 0.35
# What words mean in sentences about videos, where WordNet lacks them or means something else first:
# other words, the first giving what the noun is in general, the others adding classes that look
# alike; "=name" is the class of that name, "~" means that even the first is only akin.
MEANT: Mapping[str, tuple[str, ...]] = {
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
ADDED = 0.7  # the weight of the words behind the first
PLURAL_ONLY = _words("glasses shorts trunks tights trousers pants jeans stairs")
THINGS_TOO = _words("train watch match drink")  # nouns in videos, verbs in books
COLOURS = _words("black white red green blue yellow brown grey gray purple pink orange")
SIZES = _words("little big small old young tall short great grand good poor fat thin")
NAME = re.compile(r"[a-z][a-z'\-]*(?: [a-z][a-z'\-]*){0,2}|T-shirt|TV|X-ray")
