"""What is in the sample clip: its size, its actors, where they stand and how they move."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 360
RATE = 25
FRAMES = 100

# Metres: x to the right, y up, z towards the camera. Angles in degrees; at 0 a model's front is
# towards the camera, at 90 to the right.
Point = tuple[float, float]


@dataclass(frozen=True)
class Pose:
    """Where an actor's middle is on the ground, and which way it faces."""

    x: float
    z: float
    facing: float


@dataclass(frozen=True)
class Actor:
    """One object that has masks. `model` is the catalogue's id; `colours` are those of its paint,
    or of its upper and lower garments; None leaves the model as it comes."""

    id: str
    name: str
    kind: str
    colour: str
    model: str
    colours: tuple[str, ...] | None
    pose: Callable[[float], Pose]


@dataclass(frozen=True)
class Prop:
    """A thing of the street that has no masks; `height` in metres."""

    model: str
    x: float
    z: float
    facing: float
    height: float


def standing(x: float, z: float, facing: float) -> Callable[[float], Pose]:
    """Return the pose of an actor that stays where it is."""
    return lambda _: Pose(x, z, facing)


def turning(
    x: float, z: float, facing: tuple[float, float], during: tuple[float, float]
) -> Callable[[float], Pose]:
    """Return the poses of an actor that turns on the spot, gently at both ends."""

    def pose(seconds: float) -> Pose:
        share = min(max((seconds - during[0]) / (during[1] - during[0]), 0.0), 1.0)
        eased = (1 - math.cos(math.pi * share)) / 2
        return Pose(x, z, facing[0] + (facing[1] - facing[0]) * eased)

    return pose


def driving(start: Point, velocity: float, facing: float) -> Callable[[float], Pose]:
    """Return the poses of an actor that goes along the street, metres a second to the right."""
    return lambda seconds: Pose(start[0] + velocity * seconds, start[1], facing)


ACTORS = (
    Actor("red-car", "red car", "car", "red", "Kator Legaz#VW-new-beetle", ("red",),
          driving((-7.9, -11.6), 3.0, 90.0)),
    Actor("blue-car", "blue car", "car", "blue", "Blend Swap CC-BY#fordFocus", ("blue",),
          standing(-4.5, -16.2, -90.0)),
    Actor("white-van", "white van", "van", "white", "Scopia#van", ("white",),
          standing(4.0, -16.6, -90.0)),
    Actor("woman", "woman in the yellow dress", "woman", "yellow", "Reallusion#female02",
          ("yellow", "yellow"), turning(-1.75, -6.9, (150.0, -40.0), (0.4, 3.2))),
    Actor("man", "man in the green jacket", "man", "green", "Reallusion#male01",
          ("green", "grey"), turning(1.55, -7.3, (-50.0, -20.0), (0.8, 2.6))),
    Actor("dog", "brown dog", "dog", "brown", "Scopia#dog", None,
          standing(0.35, -6.2, 35.0)),
)  # fmt: skip

_HEDGE = tuple(
    Prop("Scopia#bush", -21 + 1.25 * k, -20.6 - 0.25 * (k % 3), 67.0 * k, 1.25 + 0.22 * (k * 5 % 4))
    for k in range(34)
)
PROPS = (
    *_HEDGE,
    Prop("Scopia#palm", -3.4, -24.0, 20.0, 5.2),
    Prop("Scopia#sabalPalmeto", 1.6, -25.5, 110.0, 5.6),
    Prop("Scopia#palm", 9.6, -25.0, 200.0, 5.6),
    Prop("Scopia#sabalPalmeto", -10.0, -26.0, 300.0, 5.8),
)

# Degrees above and around: where the sun's light comes from, behind the camera on the left.
SUN_RISE, SUN_AROUND = 48.0, -38.0


def camera(seconds: float) -> tuple[Point, float, float]:
    """Return where the camera is (x, z), its height and its heading, to the right of -z."""
    share = seconds * RATE / FRAMES
    return (-0.22 + 0.44 * share, 0.1 - 0.35 * share), 1.5, -1.2 + 2.4 * share


PITCH = -4.0
VIEW_ANGLE = 30.0
