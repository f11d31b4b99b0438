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
    "game controller, controller, cd player, router, loafer, pouf, jumper, hood, sunlounger, "
    "hanger, coat hanger, clothes hanger, juicer, sandwich maker, record player, comic, target, "
    "ear defenders, pedestrian crossing, tipper, hang glider, canary, adder, date, coaster, dummy, "
    "pacifier, cherry picker, street sweeper, harvester, combine harvester, "
    # and food.
    "peach, sage, cooky, hot dog, hotdog, taco, tart, smoothie, fruitcake, macaroni, granny smith"
)
"""Nouns of which hardly anybody means a person, though some dictionary's meaning is one."""

NOTHING_AKIN = phrases(
    # Stockings, horses, rays, wool, butterflies, sea lions, tins of food, insects and birds,
    "hose, garden hose, charger, skate, roller skate, ice skate, inline skate, in-line skate, "
    "gramophone, metronome, alpaca, slug, rake, quad, queen, seahorse, tuna, walking stick, "
    "snowflake, stuffed animal, rubber duck, "
    # patios, tanks, cranes, plate racks, bakeries, restaurants and space bars,
    "cupboard, drawer, window, window frame, picture frame, frame, windscreen, windshield, "
    "swimming pool, well, elevator, lift, flag, lamppost, runway, skeleton, bolt, cabin, net, "
    "bunk, bar, cage, bird cage, birdcage, coat rack, roof rack, hoop, hula hoop, bus stop, farm, "
    "tomb, grill, beehive, tennis court, pedal, sail, ski lift, "
    # petri dishes, cocktails and wallets,
    "faucet, saucer, ink, sidecar, drum kit, drum set, satellite dish, pottery, "
    # pool tables, teddy bears, helmets, microphones and trains,
    "console, game console, games console, battery, antenna, solar panel, scaffolding, harness, "
    "steering wheel, beach ball, pom-pom, horseshoe, plush, string, button, doorbell, bell, "
    "candlestick, clapperboard, typewriter, ferris wheel, cable car, tram car, commuter, "
    # and what nobody wears for it.
    "jumper, hard hat, napkin, band, kitchen tap, tin can, "
    # Zebras, flowers, seats, bakeries, jewels, cutters of gears, doors of sheds and colons,
    "zebra crossing, mum, inflatable, lab, line, washing line, clothes line, playpen, saloon, "
    "climbing frame, bus shelter, hob, turntable, highlighter, notebook, mallet, crowbar, socket, "
    "barrier, life jacket, dungarees, dungaree, flip-flop, fin, hip, cue, jigsaw, water pistol, "
    "basketball hoop, beanbag, usb stick, glue stick, quad bike, cement mixer, birdie, chopper, "
    "mac, mini, vw beetle, wrap, cola, coke, number plate, cat flap, shopping trolley, "
    "show jumper, nail clippers, fish tank, trough, cling film, pallet, conveyor belt, pool cue"
)
"""Nouns of which the table knows another meaning alone; `SAME` may have a better noun for them."""

MISLED = phrases(
    # By woks, potpies, eggnogs and mashed potatoes,
    "blender, mixer, whisk, rolling pin, chopsticks, chopstick, garlic, eggplant, aubergine, "
    "tomato, salad, sushi, rice, beer, chocolate, chocolate bar, pasta, spaghetti, barbecue, "
    "coffee cup, teacup, "
    # teddy bears, rifles, hatchets, parallel bars and golf carts,
    "yo-yo, seesaw, trampoline, sword, spear, razor, spade, bow and arrow, hockey stick, "
    "golf club, bowling pin, cymbal, "
    # volcanoes, water towers, wallets, lampshades, greyhounds and oxcarts.
    "hammock, aquarium, pool, trunk, parasol, tuxedo, glove, oven mitt, race car, racing car, "
    "people carrier, steam train, lorry, "
    # by mashed potatoes, sauces, buckles, pans, teddy bears, rose hips and neck braces.
    "potato, sweet potato, radish, beetroot, ginger, sugar, salt, nut, dumpling, crisp, "
    "clothes peg, drawing pin, paper clip, grater, rocking horse, sandpit, spinning top, "
    "baseball bat, baseball glove, ear, brace, "
    # by harps.
    "mandolin"
)
"""Nouns that the table knows, but whose classes there look otherwise; `SAME` may have better
ones."""

THINGS_TOO = phrases("kite, crane, mouse, bat")
"""Nouns of animals that are as often things."""

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
    "fireman": "firefighter",
    "queen": "king",
    "santa": "man",
    "santa claus": "man",
    "father christmas": "man",
    "family": "people",
    "couple": "people",
    "crowd": "people",
    "audience": "people",
    "team": "people",
    "squad": "people",
    "choir": "people",
    "orchestra": "people",
    "band": "people",
    "seahorse": "fish",
    "tuna": "fish",
    "clownfish": "anemone fish",
    "ray": "stingray",
    "manta": "stingray",
    "manta ray": "stingray",
    "jackal": "coyote",
    "unicorn": "horse",
    "lorry": "truck",
    "race car": "sports car",
    "racing car": "sports car",
    "jet ski": "speedboat",
    "sheet": "quilt",
    "bunk": "bed",
    "drawer": "chiffonier",
    "chest of drawers": "chiffonier",
    "chandelier": "lampshade",
    "fireplace": "fire screen",
    "window": "window screen",
    "flag": "flagpole",
    "cabin": "house",
    "tablet": "hand-held computer",
    "camcorder": "camera",
    "controller": "joystick",
    "router": "modem",
    "seesaw": "swing",
    "sword": "scabbard",
    "spade": "shovel",
    "bolt": "screw",
    "puppet": "doll",
    "snowboard": "ski",
    "tuxedo": "suit",
    "jumper": "sweater",
    "leggings": "jean",
    "tomato": "bell pepper",
    "pasta": "carbonara",
    "spaghetti": "carbonara",
    "noodle": "carbonara",
    "beer": "beer glass",
    "chocolate": "chocolate sauce",
    "taco": "burrito",
    "commuter": "passenger",
    "stuffed animal": "teddy bear",
    "rubber duck": "toy",
    "walking stick": "cane",
    "window frame": "window screen",
    "beehive": "apiary",
    "sail": "sailboat",
    "coffee cup": "cup",
    "teacup": "cup",
    "saucer": "plate",
    "drum kit": "drum",
    "drum set": "drum",
    "satellite dish": "radio telescope",
    "beach ball": "ball",
    "bow and arrow": "bow",
    "bell": "chime",
    "candlestick": "candle",
    "typewriter": "typewriter keyboard",
    "display": "monitor",
    "dragster": "sports car",
    "people carrier": "minivan",
    "tram car": "tram",
    "steam train": "locomotive",
    "speed boat": "speedboat",
    "surf board": "surfboard",
    "oven mitt": "mitten",
    "hard hat": "crash helmet",
    "napkin": "handkerchief",
    "parasol": "umbrella",
    "sunbed": "folding chair",
    "silverware": "cutlery",
    "phone box": "pay-phone",
    "phone booth": "pay-phone",
    "telephone box": "pay-phone",
    "pear": "apple",
    "peach": "orange",
    "nectarine": "orange",
    "apricot": "orange",
    "lettuce": "cabbage",
    "kale": "cabbage",
    "spinach": "cabbage",
    "wrap": "burrito",
    "cola": "pop bottle",
    "coke": "pop bottle",
    "letter": "envelope",
    "notebook": "book",
    "highlighter": "pen",
    "gamepad": "joystick",
    "jigsaw": "jigsaw puzzle",
    "water pistol": "revolver",
    "ping pong ball": "ping-pong ball",
    "table tennis ball": "ping-pong ball",
    "mallet": "hammer",
    "hob": "stove",
    "playpen": "crib",
    "nightstand": "chiffonier",
    "sideboard": "china cabinet",
    "letterbox": "mailbox",
    "postbox": "mailbox",
    "dumpster": "ashcan",
    "coral": "coral reef",
    "beanbag": "pillow",
    "pushchair": "pram",
    "tuk-tuk": "rickshaw",
    "quad bike": "go-kart",
    "metro": "train",
    "tube train": "train",
    "monorail": "train",
    "steam engine": "locomotive",
    "steamroller": "tractor",
    "road roller": "tractor",
    "cherry picker": "truck",
    "street sweeper": "truck",
    "double decker": "bus",
    "shopping trolley": "shopping cart",
    "show jumper": "rider",
    "cement mixer": "truck",
    "saloon": "car",
    "fighter jet": "warplane",
    "pedalo": "boat",
    "life jacket": "vest",
    "fleece": "sweater",
    "tracksuit": "sweatshirt",
    "dungarees": "jean",
    "overalls": "jean",
    "hijab": "scarf",
    "veil": "scarf",
    "flip-flop": "sandal",
    "wellington": "boot",
    "swallow": "sparrow",
    "canary": "finch",
    "adder": "snake",
    "fawn": "deer",
    "joey": "kangaroo",
    "koi": "goldfish",
    "mongrel": "dog",
    "mutt": "dog",
    "snorkeler": "swimmer",
    "barista": "waiter",
    "cleaner": "worker",
    "superhero": "man",
    "vampire": "man",
    "mermaid": "woman",
    "hairdryer": "hand blower",
    "ceiling fan": "electric fan",
    "desk fan": "electric fan",
    "stop sign": "street sign",
    "road sign": "street sign",
    "traffic sign": "street sign",
    "mandolin": "guitar",
    "sunflower": "daisy",
    "bonsai": "flowerpot",
    # As people say it.
    "doggo": "dog",
    "doggy": "dog",
    "doggie": "dog",
    "pupper": "dog",
    "pup": "puppy",
    "pooch": "dog",
    "moggy": "cat",
    "pussycat": "cat",
    "birdie": "bird",
    "piggy": "pig",
    "froggy": "frog",
    "fishy": "fish",
    "horsey": "horse",
    "horsie": "horse",
    "croc": "crocodile",
    "roo": "kangaroo",
    "creepy-crawly": "insect",
    "pitbull": "terrier",
    "frenchie": "french bulldog",
    "mum": "mother",
    "nana": "grandmother",
    "grampa": "grandfather",
    "bro": "man",
    "gal": "woman",
    "bestie": "friend",
    "bf": "boyfriend",
    "gf": "girlfriend",
    "kiddo": "child",
    "munchkin": "child",
    "postie": "postman",
    "basketballer": "basketball player",
    "bball": "basketball",
    "b-ball": "basketball",
    "footie": "soccer ball",
    "telly": "television",
    "tv set": "television",
    "pc": "computer",
    "mac": "laptop",
    "mobile": "smartphone",
    "mic": "microphone",
    "cam": "camera",
    "hoover": "vacuum",
    "tshirt": "t-shirt",
    "hoody": "hoodie",
    "sarnie": "sandwich",
    "pushbike": "bicycle",
    "ebike": "bicycle",
    "mini": "car",
    "vw beetle": "car",
    "beemer": "car",
    "uber": "car",
    "hgv": "truck",
    "ute": "pickup",
    "rv": "motor home",
    "campervan": "motor home",
    "motorhome": "motor home",
    "copter": "helicopter",
    "chopper": "helicopter",
    "jumbo": "airliner",
    "number plate": "license plate",
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

PLURALS = {
    **{f"{one}s": one for one in ["book", "cup", "doll", "drawer", "flower", "key", "pancake"]},
    "shelves": "shelf",
    "trainers": "sneaker",
    "kicks": "sneaker",
    "wellies": "wellington",
    "shades": "sunglasses",
    "sunnies": "sunglasses",
    "specs": "glasses",
    "airpods": "earphone",
    "folks": "people",
    "peeps": "people",
    "pjs": "pajama",
    "cola": "cola",
    "dungarees": "dungarees",
    "overalls": "overalls",
}
"""Words that are always said of several, or that a rule would take for the plural of another."""
