"""What everyday nouns mean where the word table, made of a dictionary, leads astray."""

from __future__ import annotations


def phrases(text: str) -> frozenset[str]:
    """Return the phrases that commas part."""
    return frozenset(each.strip() for each in text.split(","))


NOT_PEOPLE = phrases(
    # Animals,
    "tiger, ostrich, skunk, weasel, hog, hammerhead, loggerhead, chameleon, african chameleon, "
    "american chameleon, guinea pig, hound, gull, loon, cuckoo, shrew, piranha, thrush, warbler, "
    "setter, english setter, irish setter, gordon setter, afghan hound, walker hound, "
    "ibizan hound, wildcat, watchdog, thoroughbred, harrier, dodo, humpback, snapper, predator, "
    "prey, primate, vermin, yearling, fledgeling, shrimp, pussycat, gila monster, black widow, "
    # things,
    "toaster, printer, speaker, scanner, tuner, receiver, synthesizer, synthesiser, calculator, "
    "ruler, screw, plunger, punching bag, washer, doormat, trailer, trawler, tumbler, shaker, "
    "case, fan, fastener, comforter, lounger, putter, spinner, sprayer, torpedo, camper, "
    "game controller, cd player, loafer, pouf, "
    # and food.
    "peach, sage, cooky, hot dog, hotdog, taco, tart, smoothie, fruitcake, macaroni, granny smith"
)
"""Nouns of which hardly anybody means a person, though some dictionary's meaning is one."""

NOTHING_AKIN = phrases(
    "hose, garden hose, charger, skate, roller skate, ice skate, inline skate, in-line skate, "
    "gramophone, metronome, alpaca, slug, rake, quad"
)
"""Nouns whose classes in the table are of another meaning: stockings, horses, rays, wool."""

SAME = {
    # Taught by pictures alone, or lacking in the table: another noun has what looks like it.
    "football": "soccer ball",
    "soccer": "soccer ball",
    "bookshelf": "bookcase",
    "shelf": "bookcase",
    "jeans": "jean",
    "tire": "car wheel",
    "tyre": "car wheel",
    "thermos": "water bottle",
    "baguette": "french loaf",
    "sausage": "hotdog",
    "donut": "bagel",
    "doughnut": "bagel",
    "lime": "lemon",
    "glove": "mitten",
    "cushion": "pillow",
    "cupboard": "china cabinet",
    "pumpkin": "jack-o'-lantern",
    "piglet": "pig",
    "pet": "domestic animal",
    "alpaca": "llama",
    "caravan": "motor home",
    "camper": "motor home",
    "subway": "train",
    "quad": "go-kart",
    "calculator": "hand-held computer",
    "hot dog": "hotdog",
    "game controller": "joystick",
    "slug": "snail",
    "shrimp": "crayfish",
    "menorah": "candle",
    "builder": "worker",
    "family": "people",
    # Names of breeds and makes, which the table has not.
    "labrador": "labrador retriever",
    "lab": "labrador retriever",
    "alsatian": "german shepherd",
    "german shepherd dog": "german shepherd",
    "dachshund": "basset",
    "shih tzu": "shih-tzu",
    "st bernard": "saint bernard",
    "yorkie": "yorkshire terrier",
    "jack russell": "terrier",
    "boston terrier": "boston bull",
    "labradoodle": "poodle",
    "goldendoodle": "poodle",
    "siamese": "siamese cat",
    "ferrari": "sports car",
    "lamborghini": "sports car",
    "porsche": "sports car",
    "tesla": "car",
    "bmw": "car",
    "audi": "car",
    "mercedes": "car",
    "toyota": "car",
    "iphone": "smartphone",
    "ipad": "hand-held computer",
    "macbook": "laptop",
    "e-bike": "bicycle",
    "e-scooter": "scooter",
}
"""A noun to one whose classes it takes, where it has none of its own."""
