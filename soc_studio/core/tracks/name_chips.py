"""Where the names of objects stand on a picture: beside their objects, never over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

GAP = 12.0  # pixels between an object and its name
_APART = 4.0  # pixels between two names
_STEP = 0.25  # of its own size: between the places that are tried where it is crowded


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels; `right` and `bottom` are just outside of it."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def meets(self, other: Area, apart: float = 0.0) -> bool:
        """Return whether two rectangles share some of the picture, or are less than `apart`
        pixels from each other."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )

    def is_in(self, other: Area) -> bool:
        """Return whether all of it lies in `other`."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


class Side(StrEnum):
    """Where a name stands, seen from its object."""

    ABOVE = "above"
    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"
    AWAY = "away"  # wherever there was room


@dataclass(frozen=True, slots=True)
class Named:
    """An object whose name is to be shown: a `key` of its own, its box, and the size of its name,
    all in pixels."""

    key: int
    box: Area
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and where it stands."""

    key: int
    area: Area
    side: Side


def place_chips(
    objects: Sequence[Named],
    room: Area,
    before: Mapping[int, Side] | None = None,
    obstacles: Sequence[Area] = (),
) -> list[Placed]:
    """Return where the names stand, in the order of `objects`.

    All lie in `room`, and none over another or over one of `obstacles`. A name stands `GAP` pixels
    from its object where there is room, on the side where it stood `before` if that is still free,
    else above, below, at its right or at its left; where it is crowded, about as near as there is
    room. A name that has room nowhere is left out, as is that of an object outside of `room`.
    """
    placed: list[Placed] = []
    visible = [each for each in objects if each.box.meets(room)]
    for each in visible:
        if each.width > room.width or each.height > room.height:
            continue
        others = [other.box for other in visible if other is not each]
        taken = [*obstacles, *(other.area for other in placed)]
        wanted = (before or {}).get(each.key)
        found = _beside(each, room, taken, others, wanted) or _beside(each, room, taken, [], wanted)
        if found is None:
            found = _nearest(each, room, taken)
        if found is not None:
            placed.append(found)
    return placed


def _beside(
    named: Named, room: Area, taken: Sequence[Area], others: Sequence[Area], wanted: Side | None
) -> Placed | None:
    """Return a place beside an object, over no other object; None where there is none."""
    sides = [side for side in Side if side is not Side.AWAY]
    sides.sort(key=lambda side: side is not wanted)  # the others keep their order
    for side in sides:
        area = _at(named, side, room)
        is_free = not any(area.meets(each, _APART) for each in taken)
        if is_free and area.is_in(room) and not any(area.meets(each) for each in others):
            return Placed(named.key, area, side)
    return None


def _at(named: Named, side: Side, room: Area) -> Area:
    """Return the place at a side of an object, pushed along that side into the room."""
    box, width, height = named.box, named.width, named.height
    middle = _within(box.left + (box.width - width) / 2, room.left, room.right - width)
    centre = _within(box.top + (box.height - height) / 2, room.top, room.bottom - height)
    match side:
        case Side.ABOVE:
            return Area(middle, box.top - GAP - height, width, height)
        case Side.BELOW:
            return Area(middle, box.bottom + GAP, width, height)
        case Side.RIGHT:
            return Area(box.right + GAP, centre, width, height)
        case _:
            return Area(box.left - GAP - width, centre, width, height)


def _nearest(named: Named, room: Area, taken: Sequence[Area]) -> Placed | None:
    """Return the free place nearest to the upper edge of an object, perhaps over the object."""
    width, height = named.width, named.height
    left = _within(named.box.left + (named.box.width - width) / 2, room.left, room.right - width)
    top = _within(named.box.top + GAP, room.top, room.bottom - height)
    for row in _outwards(top, room.top, room.bottom - height, _STEP * height):
        for column in _outwards(left, room.left, room.right - width, _STEP * width):
            area = Area(column, row, width, height)
            if not any(area.meets(each, _APART) for each in taken):
                return Placed(named.key, area, Side.AWAY)
    return None


def _outwards(start: float, least: float, most: float, step: float) -> Iterator[float]:
    """Yield `start`, then places ever farther from it on both sides, up to `least` and `most`."""
    yield start
    away = step
    while start - away >= least or start + away <= most:
        for place in (start - away, start + away):
            if least <= place <= most:
                yield place
        away += step


def _within(place: float, least: float, most: float) -> float:
    return max(least, min(place, most))
