"""The English that attributes are put into: verbs, ways, places, sizes, as templates."""

from __future__ import annotations

_PLURAL_TABLE = """
glasses sunglasses goggles binoculars scissors trousers pants jeans shorts shoes boots sneakers
slippers gloves socks headphones keys flowers logs utensils pliers books scales grapes cherries
pancakes fries chips bags dolls chopsticks blueberries heels clothes cups drawers noodles shelves
letters
"""
PLURAL = frozenset(_PLURAL_TABLE.split())
_MASS_TABLE = """
bread butter lettuce bacon spaghetti pasta popcorn bamboo clothing furniture sushi cheese garlic
corn coral soap salad firewood wood footwear food cutlery luggage jewellery paper chocolate beer
broccoli meat steak
"""
MASS = frozenset(_MASS_TABLE.split())
NOT_AN = ("one", "uni", "ufo", "eu")

WALKERS = ("walk walks walking", "go goes going", "move moves moving", "run runs running")
RUNNERS = ("run runs running", "move moves moving")
MOVERS = ("move moves moving", "slide slides sliding", "glide glides gliding")
RESTED = ("move moves moving",)
DRIVERS = ("drive drives driving", "move moves moving", "go goes going")
_RIDERS = ("move moves moving", "roll rolls rolling", "go goes going")
_SAILORS = ("sail sails sailing", "move moves moving", "float floats floating")
_FLIERS = ("fly flies flying", "move moves moving")
_SWIMMERS = ("swim swims swimming", "move moves moving")
_ROLLERS = ("roll rolls rolling", "move moves moving", "fly flies flying")
BY_WORD = {
    **dict.fromkeys(("bicycle", "motorbike", "scooter", "skateboard", "wheelchair", "stroller",
                     "tricycle", "sled", "shopping cart", "wheelbarrow"), _RIDERS),
    **dict.fromkeys(("boat", "ship", "ferry", "sailboat", "canoe", "rowboat", "speedboat",
                     "motorboat"), _SAILORS),
    **dict.fromkeys(("airplane", "helicopter", "rocket", "flying saucer", "toy plane", "eagle",
                     "dove", "bird", "butterfly", "bee", "fly", "mosquito", "bat", "kite",
                     "parrot", "owl", "balloon"), _FLIERS),
    **dict.fromkeys(("fish", "shark", "whale", "dolphin", "octopus", "squid", "pufferfish", "seal"),
                    _SWIMMERS),
    **dict.fromkeys(("ball", "soccer ball", "basketball", "volleyball", "baseball", "softball",
                     "orange", "wheel"), _ROLLERS),
}  # fmt: skip

WAYS = {
    "left": ("to the left", "left", "towards the left", "leftwards", "from right to left"),
    "right": ("to the right", "right", "towards the right", "rightwards", "from left to right"),
    "up": ("up", "upwards", "towards the top"),
    "down": ("down", "downwards", "towards the bottom"),
}
# {who} stands for who, that or which; {is} {does} {v} {vs} {ving} {s} follow the noun and its verb.
MOTIONS: dict[str, tuple[str, ...]] = {
    "still": (
        "{who} {is} not moving", "{who} {does} not move", "not moving", "{who} stay{s} still",
        "staying still", "keeping still", "{who} remain{s} still", "{who} stay{s} in place",
    ),
    "moving": (
        "{who} {is} moving", "{who} move{s}", "{who} {vs}", "{ving}", "{who} {is} {ving}",
        "in motion",
    ),
    "stops": (
        "{who} stop{s}", "{who} stop{s} moving", "{who} come{s} to a stop", "coming to a halt",
        "{who} slow{s} down and stop{s}", "{who} stop{s} {ving}", "{ving} and then stopping",
    ),
    "starts": (
        "{who} start{s} to {v}", "{who} start{s} moving", "{who} begin{s} to {v}",
        "starting to {v}", "{who} set{s} off",
    ),
    "turns back": (
        "{who} turn{s} back", "{who} change{s} direction", "turning back",
        "{who} {vs} one way and then back", "changing direction",
    ),
    "closer": (
        "coming closer", "{who} come{s} closer", "{who} get{s} closer", "approaching the camera",
        "{who} approach{es}", "coming towards us", "{ving} towards the camera", "approaching",
        "{who} {is} getting closer", "{who} {vs} towards the camera",
    ),
    "away": (
        "moving away", "{who} {vs} away", "{ving} away", "{who} {is} moving away from the camera",
        "{who} get{s} further away", "going away from us", "{ving} away from the camera",
    ),
    "turning": (
        "turning around", "{who} turn{s} around", "turning", "{who} {is} turning",
        "{who} turn{s}", "rotating",
    ),
}  # fmt: skip
ENTERS = (
    "{who} enter{s} from the {side}", "coming in from the {side}", "entering from the {side}",
    "{who} come{s} in from the {side}", "{who} come{s} into the picture from the {side}",
    "{who} appear{s} from the {side}",
)  # fmt: skip
LEAVES = (
    "{who} leave{s} to the {side}", "leaving on the {side}",
    "going out of the picture on the {side}",
    "{who} go{es} out of the picture to the {side}", "{who} disappear{s} to the {side}",
    "leaving the frame on the {side}", "{who} leave{s} the picture on the {side}",
)  # fmt: skip
SPEEDS = {
    "fast": ("{who} move{s} faster", "{who} {is} faster", "{who} {vs} faster"),
    "slow": ("{who} move{s} slower", "{who} {is} slower", "{who} {vs} more slowly"),
}
_SIDES = ("on the {0}", "on the {0} side", "to the {0}", "at the {0}", "on the {0} of the picture",
          "on the {0} hand side", "in the {0} half")  # fmt: skip
PLACES: dict[str, tuple[str, ...]] = {
    "left": tuple(form.format("left") for form in _SIDES),
    "right": tuple(form.format("right") for form in _SIDES),
    "middle": ("in the middle", "in the centre", "in the center", "in the middle of the picture"),
    "top": ("at the top", "in the upper part", "at the top of the picture", "higher up"),
    "bottom": (
        "at the bottom",
        "in the lower part",
        "at the bottom of the picture",
        "further down",
    ),
    "front": ("in front", "in the foreground", "closest to the camera", "nearest to us"),
    "back": ("in the back", "in the background", "at the back", "furthest away"),
    "leftmost": ("furthest to the left", "first from the left", "on the far left"),
    "rightmost": ("furthest to the right", "first from the right", "on the far right"),
    "second from the left": ("second from the left", "in second place from the left"),
    "second from the right": ("second from the right", "in second place from the right"),
    "between": ("between the other two", "in the middle", "in between"),
}
RELATIONS: dict[str, tuple[str, ...]] = {
    "left of": ("to the left of", "left of", "on the left of", "on the left side of"),
    "right of": ("to the right of", "right of", "on the right of", "on the right side of"),
    "above": ("above", "over"),
    "below": ("below", "under", "beneath"),
    "next to": ("next to", "beside", "by", "near"),
    "in front of": ("in front of",),
    "behind": ("behind",),
}
SIZES = {
    "large": (("bigger", "larger"), ("biggest", "largest"), ("big", "large")),
    "small": (("smaller",), ("smallest",), ("small", "little")),
    "tall": (("taller",), ("tallest",), ("tall",)),
}
THAN = {
    "large": ("bigger than", "larger than", "{who} {is} bigger than", "{who} {is} larger than"),
    "small": ("smaller than", "{who} {is} smaller than"),
    "tall": ("taller than", "{who} {is} taller than"),
}
RIDES = (
    "on", "riding", "{who} ride{s}", "sitting on", "{who} {is} on", "{who} {is} riding",
    "on top of",
)  # fmt: skip
NOT_WORN = (
    "not in {0}", "not wearing {0}", "{who} {is} not in {0}", "{who} {does} not wear {0}",
    "{who} {is} not wearing {0}", "without {0}", "not dressed in {0}",
)  # fmt: skip
POSES = {
    "sitting": ("sitting", "sitting down", "{who} {is} sitting", "{who} sit{s}", "seated"),
    "standing": ("standing", "standing up", "{who} {is} standing", "{who} stand{s}"),
    "lying": ("lying", "lying down", "{who} {is} lying down", "lying on the ground"),
}
FACINGS = {
    "left": ("facing left", "facing to the left", "{who} face{s} left", "turned to the left"),
    "right": ("facing right", "facing to the right", "{who} face{s} right", "turned to the right"),
    "camera": ("facing the camera", "facing us", "{who} face{s} the camera", "seen from the front"),
    "away": ("facing away", "seen from behind", "{who} face{s} away", "turned away from us"),
}
WORN_PLURAL = frozenset(("trousers", "jeans", "shorts", "shoes", "boots", "pants", "clothes"))
DEFINITE_PLACES = frozenset(("front", "back", "between", "leftmost", "rightmost"))
