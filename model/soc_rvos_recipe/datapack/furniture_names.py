"""What the models of the furniture catalogues are called in ordinary English.

A table of names, and whole because of that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A thing's ordinary names; `turn` is how far, in degrees, its front is off the +z axis."""

    name: str
    group: str
    general: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    pose: str | None = None
    turn: float = 0.0


_PEOPLE = {
    "woman": (("person", "adult"), ("lady", "female")),
    "man": (("person", "adult"), ("guy", "male")),
    "boy": (("child", "person"), ("kid", "young boy")),
    "girl": (("child", "person"), ("kid", "young girl")),
}
# By the part of the id after "#": name, general, synonyms, pose.
_ANIMALS = {
    "chicken": ("hen", "chicken,bird,animal", "", "standing"),
    "horse2": ("horse", "animal", "mare", "walking"),
    "horse": ("horse", "animal", "mare", "standing"),
    "bulldog": ("dog", "animal,pet", "bulldog", "standing"),
    "siameseCat": ("cat", "animal,pet", "siamese cat,kitty", "standing"),
    "cat": ("cat", "animal,pet", "kitty", "sitting"),
    "dog": ("dog", "animal,pet", "puppy", "sitting"),
    "rabbit": ("rabbit", "animal,pet", "bunny", "sitting"),
}
_VEHICLES = {
    "forkLift": ("forklift", "vehicle", "fork lift truck"),
    "peterbilt": ("truck", "vehicle", "lorry,semi truck"),
    "dafTruck": ("truck", "vehicle", "lorry,semi truck"),
    "truck": ("truck", "vehicle", "lorry"),
    "bike": ("bicycle", "bike,vehicle", "bike,bmx"),
    "bicycle": ("bicycle", "bike,vehicle", "bike"),
    "fordFocus": ("car", "vehicle", "automobile,hatchback"),
    "concept-sedan-01v2": ("car", "vehicle", "automobile,sedan"),
    "concept-sedan-02": ("car", "vehicle", "automobile,sedan"),
    "concept-sedan-02-sport": ("car", "vehicle", "automobile,sports car"),
    "concept-sedan-01v1": ("car", "vehicle", "automobile,sedan"),
    "VW-new-beetle": ("car", "vehicle", "automobile,beetle"),
    "seat_leon": ("car", "vehicle", "automobile,hatchback"),
    "peugeot-308": ("convertible", "car,vehicle", "automobile,open car"),
    "renault-scenic": ("car", "vehicle", "automobile,minivan"),
    "suv": ("SUV", "car,vehicle", "automobile,off-roader"),
    "chevrolet": ("sports car", "car,vehicle", "automobile"),
    "smart-car": ("car", "vehicle", "automobile,small car"),
    "van": ("van", "vehicle", "delivery van"),
    "bus": ("bus", "vehicle", "coach"),
    "cityBus": ("bus", "vehicle", "city bus"),
    "yamaha-yzr-r6": ("motorbike", "vehicle", "motorcycle,bike"),
    "scooter2": ("scooter", "motorbike,vehicle", "moped"),
    "scooter": ("scooter", "vehicle", "kick scooter"),
    "Kator Legaz#scooter": ("scooter", "motorbike,vehicle", "moped"),
    "stroller": ("stroller", "vehicle", "buggy,pushchair,baby carriage"),
    "tricycle": ("tricycle", "vehicle,toy", "trike"),
    "skateboard": ("skateboard", "vehicle", "board"),
    "rowboat": ("rowboat", "boat,vehicle", "rowing boat,boat"),
}
_TURNS = {"forkLift": -90.0}

# Catalogue names = name | general | synonyms. Left out is what nobody films.
_THINGS = {
    "furniture": """
Armchair, Modern armchair, Winchester armchair, Rattan armchair = armchair | chair, furniture | seat
Chair, Oak chair, Chair with cushion = chair | furniture | seat
Osaka chair, Teck chair, Plastic chair = chair | furniture | seat
Ryokan chair, Cafe chair, Class seat, Children chair, Child chair = chair | furniture | seat
Relax chair, Deck chair = deck chair | chair, furniture | lounger, beach chair
Beach chair, Pool lounge = deck chair | chair, furniture | lounger, beach chair
Folding chair = folding chair | chair, furniture | chair
Baby high chair = high chair | chair, furniture | baby chair
Bar chair, Bar stool = bar stool | stool, chair, furniture | stool
Stool, Piano bench = stool | furniture | seat
Bench, Painted bench, Concrete bench, Little bank, Wood bank = bench | furniture | seat
Sofa, Couch, Clear sofa, Corner sofa, Winchester sofa = sofa | furniture | couch
Sofa 2 seats, Sofa 3 seats, Burlap sofa, Rattan sofa, Futon couch = sofa | furniture | couch
Convertible sofa BZ = sofa bed | sofa, furniture | sofa
Puff = footstool | stool, furniture | ottoman, pouf
Table, Oak table, Black table, Round table = table | furniture |
Technical table, Wooden table, Wooden alder table = table | furniture |
Wooden teak table, Folding table, Cafe table, Rattan table = table | furniture |
Children table, Table on trestles, Bar table = table | furniture |
Table with tablecloth = table with a tablecloth | table, furniture |
Coffee table = coffee table | table, furniture | low table
Glass table = glass table | table, furniture |
Desk, Desk table, Wooden desk = desk | table, furniture | writing desk
Bookcase, Full bookcase = bookcase | shelf, furniture | bookshelf
Shelves, Vertical shelves = shelf | furniture | shelves, rack
Wardrobe = wardrobe | cupboard, furniture | closet
Cupboard, Glass door cabinet, High cabinet = cupboard | furniture | cabinet
Drawers cabinet, Dresser with drawers = chest of drawers | furniture | dresser, drawers
Lower cabinet = chest of drawers | furniture | dresser, drawers
Bedside table = bedside table | table, furniture | nightstand
Television cabinet, TV stand = TV stand | furniture | television cabinet
Bed, Iron bed, Captain's bed, Day bed, Futon = bed | furniture |
Child bed, Hospital bed = bed | furniture |
Bunk bed, Mezzanine bed = bunk bed | bed, furniture | loft bed
Crib, Baby bed = crib | bed, furniture | cot
Dressing table = dressing table | table, furniture | vanity
Filing cabinet = filing cabinet | cabinet, furniture |
Chest, Trunck = chest | box, furniture | trunk
Hammock = hammock | furniture |
Child swing = swing | furniture |
Changing table = changing table | table, furniture |
""",
    "plant": """
Plant, Decorative plant, Little plant = potted plant | plant | houseplant
Indoor plant, Spathiphyllum = potted plant | plant | houseplant
Spider plant, Succulent plant, Yucca, Ficus = potted plant | plant | houseplant
Cactus = cactus | plant |
Orchids, White lily, Tulips, Flowers = flowers | plant | flower, bouquet
Bamboo = bamboo | plant |
Bonsai tree = bonsai | tree, plant | bonsai tree
Bush, Hedge, High hedge = bush | plant | shrub, hedge
Acacia, Copper beech, Poplar, Sycamore maple, Japanese maple = tree | plant |
Pine, Cypress = pine tree | tree, plant | conifer, fir tree
Pine under snow, Blue pine under snow = snowy pine tree | pine tree, tree, plant | snow-covered tree
Coconut tree, Bended coconut tree, Palm tree = palm tree | tree, plant | palm
Peach blossom = blossoming tree | tree, plant |
Christmas tree = Christmas tree | tree, plant |
Flower box, Plant box = flower box | plant | planter
""",
    "food": """
Butter = butter | food |
Milk = milk carton | food, drink | carton of milk
Yogurt bottle = yogurt bottle | bottle, food | bottle
Bread = bread | food | loaf of bread
Cup cake = cupcake | cake, food | muffin
Hot dog = hot dog | food |
Hamburger = hamburger | food | burger
Birthday cake = birthday cake | cake, food | cake
Roasted chicken = roast chicken | food | chicken
Bowl with fruits, Apples = fruit bowl | fruit, food | bowl of fruit
Bowl with salad = salad bowl | salad, food | bowl of salad
French fries = French fries | food | chips
Steak = steak | meat, food |
Sushi tray = sushi | food |
""",
    "household": """
TV, TV 16:9, Wall flat TV, Screen = television | screen | TV, screen
Laptop, Apple iBook = laptop | computer | notebook
Apple iMac 1998, Apple iMac 2004 = computer | screen |
Tablet = tablet | computer | tablet computer
Keyboard = keyboard | |
Grand piano, Upright piano = piano | musical instrument |
Electric guitar = guitar | musical instrument | electric guitar
Xylophone = xylophone | musical instrument, toy |
Speaker = loudspeaker | | speaker
Radio, Mini stereo = radio | | stereo
Headphones = headphones | |
Apple iPhone, Mobile phone = mobile phone | phone | cell phone, smartphone
Phone, Wireless phone = telephone | phone | phone
Camera, Reflex camera = camera | | photo camera
Video projector = projector | |
TV remote control = remote control | | remote
Joystick = joystick | | game controller
Desk lamp = desk lamp | lamp, light | lamp
Lamp, Little lamp, Pedestal vase lamp = lamp | light |
Hanging light, Pendant lamp, Chandelier lamp = hanging lamp | lamp, light | ceiling lamp
Candle = candle | light |
Camping lamp = lantern | lamp, light |
Flashlight = flashlight | lamp, light | torch
Japanese lantern, Stone lantern = stone lantern | lantern |
Street lamp, Street light, Classic lamppost = street lamp | lamp, light | lamp post
Outdoor lamp, Park light = street lamp | lamp, light | lamp post
Vase, Pottery = vase | | pot
Old jar = jar | |
Teapot = teapot | pot |
Coffee cup, Cup, Coffee mug, Plastic cup = cup | | mug
Glass, Beer glass, Cocktail glass = glass | | drinking glass
Wine bottle, Beer bottle, Bottle, Flacon, Baby bottle = bottle | |
Bowl = bowl | |
Plate, Oval plate = plate | dish |
Fork = fork | cutlery |
Spoon = spoon | cutlery |
Knife, Kitchen knife = knife | |
Knife stand = knife block | |
Large pan = pan | | frying pan
Chopping board = chopping board | | cutting board
Salt shaker = salt shaker | |
Coffee machine, Coffee brewer, Coffee maker = coffee machine | appliance | coffee maker
Espresso kettle, Coffee press = coffee pot | pot |
Toaster = toaster | appliance |
Microwave, Small oven = microwave | oven, appliance | microwave oven
Oven, Double oven, Cooker, Stove, Large stove, Propane stove = oven | stove, appliance | stove
Blender, Mixer = blender | appliance | mixer
Refrigerator, Fridge, Large fridge = refrigerator | appliance | fridge
Washing machine, Clothes washing machine, Dryer machine = washing machine | appliance | washer
Kitchen scale, Electronic scale = scale | | scales
Utensils pot = utensils | |
Bath, Corner bathtub, Island bath = bathtub | | bath, tub
Washbasin, Basin = washbasin | sink | sink
Toilets unit = toilet | |
Towel = towel | |
Comb = comb | |
Brush = brush | | hairbrush
Sponge = sponge | |
Toilet brush = toilet brush | brush |
Lip stick = lipstick | |
Medicine bottle = medicine bottle | bottle |
Dustbin, Bullet trash can = trash can | bin | dustbin, bin, garbage can
Park trashcan, Residential trashcan = trash can | bin | dustbin, bin, garbage can
Recycling bin = recycling bin | bin | trash can
Clothes basket, Shopping basket = basket | |
Broom = broom | | brush
Shovel = shovel | tool | spade
Hammer = hammer | tool |
Screwdriver = screwdriver | tool |
Drill = drill | tool |
Saw = saw | tool |
Cutting pliers = pliers | tool |
Tape measure = tape measure | tool |
Scissors = scissors | tool |
Stapler = stapler | |
Pencil, Text marker = pencil | pen |
Step ladder, Small step ladder = stepladder | ladder | ladder
Wheelbarrow = wheelbarrow | |
Mower = lawn mower | | mower
Cone = traffic cone | | cone
Fire hydrant = fire hydrant | | hydrant
Extinguisher = fire extinguisher | | extinguisher
Mailbox, Letters box = mailbox | | letterbox
Clock, Cuckoo clock = clock | |
Watch = watch | | wristwatch
Ring = ring | jewellery |
Glasses, Sunglasses = glasses | | sunglasses
Keys = keys | |
Umbrella = umbrella | | parasol
Backpack = backpack | bag | rucksack
Suitcase, Briefcase = suitcase | bag, luggage | briefcase
Handbag = handbag | bag | purse
Book = book | |
Newspaper = newspaper | paper |
Gift = gift | box | present, gift box
Box, Cardboard box, Open cardboard box, Crate = box | | cardboard box
Barrel = barrel | | cask
Shipping container = shipping container | container |
Table fan, Rigged fan = fan | |
Basketball = basketball | ball | ball
Soccer ball = soccer ball | ball | football, ball
Tennis racket = tennis racket | racket | racket
Table tennis bat = table tennis bat | racket | paddle
Table tennis = table tennis table | table | ping-pong table
Football table = table football | table, game |
Pool table = pool table | table | billiard table
Chessboard = chessboard | game | chess set
Rubik's cube = Rubik's cube | toy | cube
Teddy bear = teddy bear | toy | stuffed bear, teddy
Rocking horse = rocking horse | toy |
Biplane = toy plane | toy, plane | biplane
Toy train = toy train | toy, train | train
Car model = toy car | toy, car |
Doll = doll | toy |
Doll house = doll house | toy |
Snowman = snowman | |
Deer = deer head | |
Punching ball = punching bag | |
Treadmill = treadmill | |
Indoor bike = exercise bike | | stationary bike
Wheelchair = wheelchair | chair |
Fountain = fountain | |
Rock = rock | | stone
Camping tent = tent | |
Garden hut, Dog house = hut | house | shed, playhouse
Trampoline = trampoline | |
Jacuzzi = hot tub | | jacuzzi
Football goal = goal | | football goal
Basketball net = basketball hoop | | basket
Seesaw = seesaw | |
Sandpit = sandpit | | sandbox
Children game = slide | | playground
Aquarium = aquarium | | fish tank
Fireplace = fireplace | |
Safe = safe | |
Pallet = pallet | |
Spray bottle = spray bottle | bottle |
Water cooler = water cooler | | water dispenser
Inkjet printer and scanner = printer | |
White board = whiteboard | board |
Sleeping bag = sleeping bag | |
Air mattress = air mattress | mattress |
Dart game = dartboard | game |
Flipper = pinball machine | game | pinball
Wood logs = logs | wood | firewood
Thermometer = thermometer | |
Clothes horse, Clothes rack = clothes rack | |
Bread box = bread box | box |
Hose reel = hose reel | | garden hose
Workbench = workbench | table |
""",
    "clothing": """
Sneakers, Mocassin = shoes | footwear, clothing | sneakers
Woman shoes = high heels | shoes, clothing | shoes
Slippers = slippers | shoes, clothing |
Bootie = boots | shoes, clothing |
Cap = cap | hat, clothing |
Hat = hat | clothing |
Helmet = helmet | hat |
Suit = jacket | clothing | suit
Glove = glove | clothing |
Folded clothes, Hanging clothes = clothes | clothing |
""",
}
# Models that show badly, or are not what their catalogue name says.
LEFT_OUT = frozenset(
    {
        "Scopia#japanese_style_screen",
        "Scopia#complements2",
        "Scopia#box_room",
        "Scopia#office_furniture1",
        "Scopia#office_box",
        "Scopia#shovel",
        "Kator Legaz#propane-stove",
    }
)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _things() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for group, table in _THINGS.items():
        for line in table.strip().splitlines():
            names, _, meaning = line.partition("=")
            name, general, synonyms = meaning.split("|")
            general_names = _listed(general)
            if group in ("food", "plant") and group not in general_names:
                general_names = (*general_names, group)
            kind = Kind(name.strip(), group, general_names, _listed(synonyms))
            kinds |= dict.fromkeys(_listed(names), kind)
    return kinds


THINGS = _things()


def kind_of(identity: str, name: str) -> Kind | None:
    """Return what a catalogue's model is, by its id ("Catalogue#model") and its name there;
    None for what is left out."""
    model = identity.partition("#")[2]
    if identity in LEFT_OUT:
        return None
    person = _person(model)
    if person is not None:
        return person
    if model in _ANIMALS:
        noun, general, synonyms, pose = _ANIMALS[model]
        return Kind(noun, "animal", _listed(general), _listed(synonyms), pose)
    vehicle = _VEHICLES.get(identity) or _VEHICLES.get(model)
    if vehicle is not None:
        noun, general, synonyms = vehicle
        return Kind(
            noun, "vehicle", _listed(general), _listed(synonyms), turn=_TURNS.get(model, 0.0)
        )
    return THINGS.get(name)


def _person(model: str) -> Kind | None:
    lowered = model.lower()
    if not lowered.startswith(
        ("female", "male", "holding", "sitmale", "sitfemale", "lying", "boy", "girl", "mannequin")
    ):
        return None
    if "girl" in lowered:
        noun = "girl"
    elif "boy" in lowered:
        noun = "boy"
    else:
        noun = "woman" if "female" in lowered or "brunette" in lowered else "man"
    general, synonyms = _PEOPLE[noun]
    pose = "sitting" if "sit" in lowered else "lying" if "lying" in lowered else "standing"
    return Kind(noun, "person", general, synonyms, pose)
