"""What is in the sample clip: its size, its solids and how they move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 360
RATE = 25
FRAMES = 100

Point = tuple[float, float]


@dataclass(frozen=True)
class Solid:
    """One object on the table; lengths are scene units, `place` is its foot at a time in seconds.

    `size` is the width of a cube, and the diameter and height of anything else;
    `turn` is its angle about the upright axis in degrees.
    """

    id: str
    shape: str
    colour: str
    paint: tuple[float, float, float]
    size: tuple[float, float]
    place: Callable[[float], Point]
    turn: float

    @property
    def name(self) -> str:
        """The plain name: colour and shape."""
        return f"{self.colour} {self.shape}"


def standing(x: float, y: float) -> Callable[[float], Point]:
    """Return the path of an object that stays where it is."""
    return lambda _: (x, y)


def rolling(start: Point, velocity: Point, brake: float, rest: float) -> Callable[[float], Point]:
    """Return a straight path, even until `brake` seconds, slowing down to stand at `rest`."""

    def place(seconds: float) -> Point:
        late = min(max(seconds - brake, 0.0), rest - brake)
        way = min(seconds, brake) + late - late * late / (2 * (rest - brake))
        return start[0] + velocity[0] * way, start[1] + velocity[1] * way

    return place


RED = (0.62, 0.018, 0.014)
BLUE = (0.018, 0.085, 0.56)
YELLOW = (0.80, 0.50, 0.015)
GREEN = (0.025, 0.33, 0.045)

SOLIDS = (
    Solid(
        "red-ball", "ball", "red", RED, (1.1, 1.1),
        rolling((-3.55, -0.5), (2.02, 0.0), 2.2, 3.2), 0.0,
    ),
    Solid(
        "blue-ball", "ball", "blue", BLUE, (1.2, 1.2),
        rolling((4.6, 3.6), (-1.62, 0.0), 3.4, 5.4), 0.0,
    ),
    Solid(
        "blue-cube", "cube", "blue", BLUE, (1.5, 1.5),
        standing(-2.9, 1.4), 33.0,
    ),
    Solid(
        "red-cube", "cube", "red", RED, (1.05, 1.05),
        standing(4.0, 2.2), -27.0,
    ),
    Solid(
        "yellow-cylinder", "cylinder", "yellow", YELLOW, (0.9, 1.4),
        standing(-0.75, -1.7), 0.0,
    ),
    Solid(
        "green-cone", "cone", "green", GREEN, (1.35, 1.45),
        standing(0.75, 1.4), 0.0,
    ),
)  # fmt: skip
