"""The closed lists of words and phrases that made sentences are put together from.

Where one is drawn, all of its list are equally likely: a word that stands twice comes twice as often.
Most tables go from what is meant to how it may be said.
"""

from __future__ import annotations

from soc_rvos.training.colours import COLOURS

COLOUR_WORDS = {
    **{colour: (colour,) for colour in COLOURS},
    "grey": ("grey", "grey", "gray"),
    "purple": ("purple", "purple", "violet"),
}
SHAPE_WORDS = {
    "circle": ("circle", "circle", "disc", "disk", "ball"),
    "ellipse": ("ellipse", "oval"),
    "square": ("square", "square", "box"),
    "rectangle": ("rectangle",),
    "triangle": ("triangle",),
    "star": ("star",),
    "ring": ("ring", "ring", "hoop"),
    "cross": ("cross", "plus"),
    "heart": ("heart",),
    "ball": ("ball", "ball", "sphere"),
    "cube": ("cube", "cube", "box", "block"),
    "cylinder": ("cylinder", "cylinder", "can", "tube"),
    "cone": ("cone",),
    "pyramid": ("pyramid",),
    "torus": ("ring", "donut", "torus"),
}
ANY_WORDS = ("thing", "object", "one", "shape")
SIZE_WORDS = {"small": ("small", "little", "tiny"), "large": ("large", "big", "huge")}
ARTICLES = ("the", "the", "the", "a", "")
LINKS = ("that is ", "which is ", "", "", "", "")

# The outermost of those that the noun fits; before the noun, then after it.
EXTREMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "largest": (("largest", "biggest"), ("that is the largest", "that is the biggest")),
    "smallest": (("smallest",), ("that is the smallest",)),
    "leftmost": (("leftmost",), ("furthest to the left", "farthest left")),
    "rightmost": (("rightmost",), ("furthest to the right", "farthest right")),
    "topmost": (("topmost", "highest"), ("nearest to the top",)),
    "lowest": (("lowest",), ("nearest to the bottom",)),
    "nearest": (("nearest", "closest"), ("closest to the camera", "nearest to us")),
    "farthest": (("farthest", "furthest"), ("farthest from the camera", "farthest away")),
}
COMPARED = {"largest": ("larger", "bigger"), "smallest": ("smaller",)}
PLACES = {
    "left": ("on the left", "on the left side", "at the left", "on the left hand side"),
    "right": ("on the right", "on the right side", "at the right", "on the right hand side"),
    "middle": ("in the middle", "in the center", "in the centre"),
    "top": ("at the top", "in the upper half"),
    "bottom": ("at the bottom", "in the lower half"),
    "top left": ("in the top left corner", "at the top left", "in the upper left"),
    "top right": ("in the top right corner", "at the top right", "in the upper right"),
    "bottom left": ("in the bottom left corner", "at the bottom left", "in the lower left"),
    "bottom right": ("in the bottom right corner", "at the bottom right", "in the lower right"),
    "back": ("at the back", "in the back", "in the background"),
    "front": ("at the front", "in the front", "in the foreground"),
}
FLAT_PLACES = (
    "left", "right", "middle", "top", "bottom", "top left", "top right", "bottom left",
    "bottom right",
)  # fmt: skip
SOLID_PLACES = ("left", "right", "middle", "back", "front")

# Verbs as "rolling" and "rolls"; which one fits depends on the shape.
ROLL = (("rolling", "rolls"), ("rolling", "rolls"), ("moving", "moves"), ("going", "goes"))
SLIDE = (("sliding", "slides"), ("moving", "moves"), ("moving", "moves"), ("going", "goes"))
WAYS = {
    "left": ("to the left", "to the left", "left", "towards the left", "from right to left"),
    "right": ("to the right", "to the right", "right", "towards the right", "from left to right"),
    "up": ("up", "upwards", "to the top", "towards the top"),
    "down": ("down", "downwards", "to the bottom", "towards the bottom"),
}
APPROACH = {
    ("solid", "closer"): (
        "coming closer", "that comes closer", "coming towards the camera", "approaching",
        "moving towards us", "that moves towards the camera",
    ),
    ("solid", "away"): (
        "moving away", "going away", "that moves away", "moving away from the camera",
    ),
    ("flat", "closer"): (
        "growing", "that grows", "getting bigger", "getting larger", "that gets bigger",
        "coming closer",
    ),
    ("flat", "away"): ("shrinking", "that shrinks", "getting smaller", "that gets smaller"),
}  # fmt: skip
STATES = {
    "still": (
        "that stands still", "standing still", "that does not move", "not moving", "that stays",
        "that stays in place", "that is still",
    ),
    "moving": ("that moves", "that is moving", "moving", "in motion"),
    "stops": (
        "that stops", "that moves and then stops", "that comes to a stop", "which stops",
        "coming to a stop",
    ),
    "enters": ("that enters", "entering", "that comes in", "coming into view"),
    "leaves": ("that leaves", "leaving", "that goes out of view", "going out of the picture"),
}  # fmt: skip
# Where the last word is a side of the frame.
CROSSINGS = {
    "enters": (
        "entering from the left", "entering from the right", "that comes in from the left",
        "that comes in from the right",
    ),
    "leaves": ("leaving on the left", "leaving on the right"),
}  # fmt: skip
STATE_ADJECTIVES = {"still": ("still", "motionless"), "moving": ("moving",)}
MOTION_VALUES = (
    "still", "moving", "left", "right", "up", "down", "closer", "away", "stops", "enters", "leaves",
)  # fmt: skip
RELATIONS = {
    "left": ("left of", "to the left of", "on the left of"),
    "right": ("right of", "to the right of", "on the right of"),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "behind": ("behind", "in back of"),
    "before": ("in front of",),
    "past": ("moving past", "going past", "passing", "that passes", "that moves past"),
}
ROLLING_PAST = ("rolling past", "that rolls past")
FLAT_RELATIONS = ("left", "right", "above", "below", "past")
SOLID_RELATIONS = ("left", "right", "behind", "before", "past")
