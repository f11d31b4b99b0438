"""Small drawn things with a name: animals, vehicles, food and more than anyone has models of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from soc_rvos_recipe.datapack.colour_names import dominant_colours
from soc_rvos_recipe.datapack.pack import Credit, Object, View
from soc_rvos_recipe.datapack.pictures import fitted, read_picture, write_webp

CREDIT = Credit(
    "Fluent Emoji, 3D",
    "Microsoft; packed by LobeHub",
    "MIT",
    "npm package @lobehub/fluent-emoji-3d 1.1.0",
)
LONGEST = 144
# Group and kinds, then the characters: their Unicode name and, where that is not what a person
# would say, "= noun / other names".
_TABLE = """
animal: animal
RAT; MOUSE; OX; WATER BUFFALO = buffalo; COW; TIGER / big cat; LEOPARD / big cat; RABBIT / bunny
CAT; CROCODILE / alligator; WHALE; SNAIL; SNAKE; HORSE; RAM / sheep; GOAT; SHEEP; MONKEY; DOG; PIG
BOAR / wild boar; ELEPHANT; OCTOPUS; TURTLE / tortoise; KOALA; POODLE / dog
DROMEDARY CAMEL = camel; BACTRIAN CAMEL = camel; DOLPHIN; CHIPMUNK / squirrel; CRAB; SCORPION; BAT
SHARK; DEER; GORILLA / ape; LIZARD; RHINOCEROS = rhino / rhinoceros; SHRIMP; SQUID; HEDGEHOG
SAUROPOD = dinosaur; T-REX = dinosaur; KANGAROO; LLAMA / alpaca
HIPPOPOTAMUS = hippo / hippopotamus; RACCOON; LOBSTER; BADGER; MAMMOTH; SLOTH; OTTER
ORANGUTAN / ape; SKUNK; BEAVER; BISON / buffalo; SEAL; GUIDE DOG = dog; SPIDER; BUG = caterpillar
ANT; HONEYBEE = bee; LADY BEETLE = ladybug / beetle; CRICKET; MOSQUITO; FLY; WORM; BEETLE
COCKROACH; FISH; TROPICAL FISH = fish; BLOWFISH = pufferfish / fish; FROG FACE = frog; BUTTERFLY
FOX FACE = fox; LION FACE = lion; BEAR FACE = bear; PANDA FACE = panda; WOLF FACE = wolf
ZEBRA FACE = zebra; GIRAFFE FACE = giraffe; HAMSTER FACE = hamster; SPOUTING WHALE = whale
SPIRAL SHELL = shell / seashell; CORAL
animal: bird, animal
ROOSTER; CHICKEN = hen / chicken; HATCHING CHICK = chick; FRONT-FACING BABY CHICK = chick
BABY CHICK = chick; BIRD; PENGUIN; DOVE OF PEACE = dove / pigeon; TURKEY; EAGLE; DUCK; OWL
PEACOCK; PARROT; SWAN; DODO; FLAMINGO
vehicle: vehicle
HELICOPTER; STEAM LOCOMOTIVE = locomotive / train, steam train
RAILWAY CAR = railway carriage / train; HIGH-SPEED TRAIN = train
HIGH-SPEED TRAIN WITH BULLET NOSE = train / bullet train; TRAIN; TRAM / streetcar; BUS
ONCOMING BUS = bus; TROLLEYBUS / bus; MINIBUS / van; AMBULANCE; FIRE ENGINE / fire truck
POLICE CAR / car; ONCOMING POLICE CAR = police car / car; TAXI / cab, car
ONCOMING TAXI = taxi / cab, car; AUTOMOBILE = car / automobile
ONCOMING AUTOMOBILE = car / automobile; DELIVERY TRUCK = truck / lorry
ARTICULATED LORRY = truck / lorry; TRACTOR; PICKUP TRUCK / truck
AUTO RICKSHAW = rickshaw / tuk-tuk; MOTOR SCOOTER = scooter / moped
SCOOTER = scooter / kick scooter; BICYCLE / bike; RACING CAR / car; SKATEBOARD; SLED / sledge
MANUAL WHEELCHAIR = wheelchair; MOTORIZED WHEELCHAIR = wheelchair
SHOPPING TROLLEY = shopping cart / trolley
vehicle: boat, vehicle
SHIP; SPEEDBOAT / motorboat; MOTOR BOAT = motorboat; PASSENGER SHIP = ship / cruise ship
FERRY / ship; SAILBOAT / sailing boat; CANOE
vehicle: aircraft, vehicle
SMALL AIRPLANE = airplane / plane; AIRPLANE / plane; ROCKET; FLYING SAUCER / UFO
food: fruit, food
GRAPES; MELON; WATERMELON; TANGERINE = orange / tangerine; LEMON; BANANA; PINEAPPLE
RED APPLE = apple; GREEN APPLE = apple; PEAR; PEACH; CHERRIES; STRAWBERRY; KIWIFRUIT = kiwi
COCONUT; MANGO; BLUEBERRIES
food: vegetable, food
HOT PEPPER = chili pepper / pepper; TOMATO; AUBERGINE / eggplant; MUSHROOM; CUCUMBER; POTATO
CARROT; BROCCOLI; LEAFY GREEN = lettuce; GARLIC; ONION; BELL PEPPER / pepper; AVOCADO
EAR OF MAIZE = corn / corn cob
food: food
HOT DOG; TACO; BURRITO; HAMBURGER / burger; SLICE OF PIZZA = pizza / slice of pizza
POULTRY LEG = chicken leg; BREAD / loaf of bread; FRENCH FRIES / chips
SOFT ICE CREAM = ice cream / ice cream cone; DOUGHNUT / donut; COOKIE / biscuit
CHOCOLATE BAR / chocolate; LOLLIPOP; SHORTCAKE = cake / slice of cake; CROISSANT; BACON
BAGUETTE BREAD = baguette / bread; GREEN SALAD = salad; EGG; PANCAKES; SANDWICH; PRETZEL
CHEESE WEDGE = cheese; CUPCAKE / muffin; WAFFLE; BIRTHDAY CAKE / cake; POPCORN; PIE; BAGEL
FRIED SHRIMP; SUSHI; STEAMING BOWL = bowl of soup / noodles; SPAGHETTI / pasta
plant: plant
SEEDLING; EVERGREEN TREE = fir tree / tree; DECIDUOUS TREE = tree; PALM TREE; CACTUS
TULIP / flower; CHERRY BLOSSOM / flower; ROSE / flower; HIBISCUS / flower; SUNFLOWER / flower
BLOSSOM = flower; BOUQUET / flowers; POTTED PLANT; MAPLE LEAF / leaf; FOUR LEAF CLOVER = clover
LOTUS / flower
toy: toy
TEDDY BEAR / stuffed bear; BALLOON; KITE; NESTING DOLLS / dolls; YO-YO; CAROUSEL HORSE
GAME DIE = die / dice; PINATA / piñata
ball: ball
SOCCER BALL / football; BASEBALL; SOFTBALL; VOLLEYBALL; AMERICAN FOOTBALL / football
RUGBY FOOTBALL = rugby ball
music: musical instrument
GUITAR; VIOLIN; TRUMPET; SAXOPHONE; DRUM WITH DRUMSTICKS = drum; ACCORDION; BANJO
MUSICAL KEYBOARD = piano / keyboard
tool: tool
HAMMER; WRENCH / spanner; AXE; CARPENTRY SAW = saw; SCREWDRIVER; PICK / pickaxe; TOOLBOX
BLACK SCISSORS = scissors; LADDER; BUCKET; PLUNGER; BROOM
household: object
CHAIR; BED; TOILET; BATHTUB / bath; DOOR; MIRROR; CANDLE; TEAPOT
HOT BEVERAGE = cup of coffee / cup, mug; WINE GLASS / glass; BEER MUG / glass of beer, beer
COCKTAIL GLASS / cocktail; GLASS OF MILK = glass of milk; BABY BOTTLE
BOTTLE WITH POPPING CORK = champagne bottle / bottle; CUP WITH STRAW = paper cup / drink; SPOON
CHOPSTICKS; JAR; AMPHORA / vase; KEY; CLOSED BOOK = book; GREEN BOOK = book; BLUE BOOK = book
ORANGE BOOK = book; BOOKS / stack of books; NEWSPAPER; ENVELOPE / letter
PACKAGE = box / cardboard box, parcel; WRAPPED PRESENT = gift / present; ALARM CLOCK / clock
WATCH / wristwatch; STOPWATCH; UMBRELLA WITH RAIN DROPS = umbrella; UMBRELLA; LUGGAGE = suitcase
BRIEFCASE; SCHOOL SATCHEL = backpack / rucksack; HANDBAG / bag; SHOPPING BAGS; BASKET
TELEVISION / TV; RADIO; CAMERA; VIDEO CAMERA / camcorder; PERSONAL COMPUTER = laptop / computer
DESKTOP COMPUTER = computer / monitor; PRINTER; MOBILE PHONE / smartphone
BLACK TELEPHONE = telephone / phone; ELECTRIC LIGHT BULB = light bulb
ELECTRIC TORCH = flashlight / torch; FIRE EXTINGUISHER; BELL; TROPHY / cup; MICROSCOPE; TELESCOPE
MAGNET; SYRINGE; TOOTHBRUSH; BAR OF SOAP = soap; WASTEBASKET = waste basket / trash can
POSTBOX / mailbox; TENT; HUT; HOUSE BUILDING = house; WHEEL / tire; FUEL PUMP; ROCK / stone
SNOWMAN WITHOUT SNOW = snowman; BRICK; OIL DRUM / barrel; LOTION BOTTLE / bottle; CRUTCH
BOXING GLOVE; FLYING DISC = frisbee; SHIELD; FOUNTAIN; ANCHOR; PAPERCLIP; PENCIL
LOWER LEFT CRAYON = crayon
clothing: clothing
BILLED CAP = cap / hat; TOP HAT / hat; WOMANS HAT = hat / sun hat; EYEGLASSES = glasses
DARK SUNGLASSES = sunglasses; NECKTIE = tie; T-SHIRT / shirt; JEANS / trousers; DRESS
KIMONO / robe; BIKINI; SCARF; GLOVES; COAT / jacket; SOCKS; SHORTS; ATHLETIC SHOE = sneaker / shoe
MANS SHOE = shoe; HIGH-HEELED SHOE = high heel / shoe; WOMANS SANDAL = sandal; WOMANS BOOTS = boot
HIKING BOOT = boot; CROWN; RING; ICE SKATE / skate; ROLLER SKATE / skate; GOGGLES
ONE-PIECE SWIMSUIT = swimsuit; SAFETY VEST / vest
"""
# Whole people: the character, what they do, and whether the sign for man or woman may follow.
_PEOPLE = {
    "1f6b6": "walking",
    "1f3c3": "running",
    "1f9cd": "standing",
    "1f9ce": "kneeling",
    "1f938": "doing a cartwheel",
    "26f9": "bouncing a ball",
    "1f3cb": "lifting weights",
    "1f3cc": "playing golf",
    "1f93e": "playing handball",
    "1f9d8": "sitting",
}
_SEXES = {
    "2640": ("woman", ("person", "adult"), ("lady",)),
    "2642": ("man", ("person", "adult"), ("guy",)),
}
_SKIN_TONES = ("1f3fb", "1f3fd", "1f3ff")
# Single files: name, group, kinds, pose.
_SINGLE = {
    "1f483": ("woman", "person", ("person", "adult"), "dancing"),
    "1f57a": ("man", "person", ("person", "adult"), "dancing"),
    "1f408-200d-2b1b": ("cat", "animal", ("animal", "pet"), None),
    "1f415-200d-1f9ba": ("dog", "animal", ("animal", "pet"), None),
    "1f43b-200d-2744-fe0f": ("polar bear", "animal", ("bear", "animal"), None),
    "1f426-200d-2b1b": ("blackbird", "animal", ("bird", "animal"), None),
    "26f7-fe0f": ("skier", "person", ("person",), "skiing"),
    "1f3c2": ("snowboarder", "person", ("person",), "snowboarding"),
    "1f93a": ("fencer", "person", ("person",), "fencing"),
    "1f3cd-fe0f": ("motorbike", "vehicle", ("vehicle",), None),
}


def named(folder: Path, out: Path) -> Iterator[Object]:
    """Yield the drawings of `folder`, whose files are named by their characters' code points, as
    objects; pictures are written below `out`. Splits are left to the caller."""
    files = {path.stem.removesuffix("-fe0f"): path for path in sorted(folder.glob("*.webp"))}
    for line in _TABLE.strip().splitlines():
        if ":" in line:
            group, _, text = line.partition(":")
            kinds = _listed(text)
            continue
        for entry in line.split(";"):
            character, noun, synonyms = _meaning(entry)
            code = f"{ord(unicodedata.lookup(character)):04x}"
            if code in files:
                general = tuple(kind for kind in kinds if kind != noun)
                yield _object(files[code], out, noun, group, general, synonyms, None)
    for code, (noun, group, general, pose) in _SINGLE.items():
        path = files.get(code.removesuffix("-fe0f"))
        if path is not None:
            yield _object(path, out, noun, group, general, (), pose)
    for code, pose in _PEOPLE.items():
        for sign, (noun, general, synonyms) in _SEXES.items():
            for tone in _SKIN_TONES:
                path = files.get(f"{code}-{tone}-200d-{sign}")
                if path is not None:
                    yield _object(path, out, noun, "person", general, synonyms, pose)


def _meaning(entry: str) -> tuple[str, str, tuple[str, ...]]:
    """Unicode name, noun and other names of an entry of the table."""
    before, _, others = entry.partition("/")
    character, _, noun = before.partition("=")
    return character.strip(), noun.strip() or character.strip().lower(), _listed(others)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _object(
    path: Path,
    out: Path,
    noun: str,
    group: str,
    general: tuple[str, ...],
    synonyms: tuple[str, ...],
    pose: str | None,
) -> Object:
    identity = f"emoji-{path.stem}"
    file = f"objects/{identity}.webp"
    if not (out / file).exists():
        write_webp(out / file, fitted(read_picture(path, "RGBA"), LONGEST))
    # Drawings are shaded with purple: only what is nearly all of one colour is named by it.
    colours = dominant_colours([read_picture(out / file, "RGBA")], least=0.7)
    if group == "person" or "purple" in colours or "grey" in colours:
        colours = ()
    return Object(
        id=identity,
        name=noun,
        group="emoji",
        split="train",
        credit="fluent-emoji",
        views=(View(file),),
        general=general,
        synonyms=synonyms,
        colours=colours,
        pose=pose,
        model=identity,
    )
