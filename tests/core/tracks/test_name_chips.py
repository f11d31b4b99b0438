"""Names stand beside their objects, in the picture, and never over each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.tracks.name_chips import GAP, Area, Named, Side, place_chips
from tests.thoroughness import examples

ROOM = Area(0, 0, 800, 450)


def named(key: int, left: float, top: float, width: float = 100, height: float = 100) -> Named:
    return Named(key, Area(left, top, width, height), 120, 30)


@st.composite
def rooms(draw: st.DrawFn) -> Area:
    side = st.floats(1, 2000)
    return Area(draw(st.floats(-50, 50)), draw(st.floats(-50, 50)), draw(side), draw(side))


@st.composite
def objects(draw: st.DrawFn) -> list[Named]:
    place, side = st.floats(-300, 2200), st.floats(0.1, 1500)
    return [
        Named(
            key,
            Area(draw(place), draw(place), draw(side), draw(side)),
            draw(st.floats(20, 300)),
            draw(st.floats(10, 60)),
        )
        for key in range(draw(st.integers(0, 9)))
    ]


@pytest.mark.slow
@examples(200)
@given(
    rooms(),
    objects(),
    st.dictionaries(st.integers(0, 9), st.sampled_from(Side)),
    st.lists(rooms(), max_size=2),
)
def test_names_never_cover_each_other_and_stay_inside(
    room: Area, given_objects: list[Named], before: dict[int, Side], obstacles: list[Area]
) -> None:
    placed = place_chips(given_objects, room, before, obstacles)
    sizes = {each.key: (each.width, each.height) for each in given_objects}
    assert len({each.key for each in placed}) == len(placed)
    for place, each in enumerate(placed):
        assert each.area.is_in(room) or _almost_in(each.area, room)
        assert (each.area.width, each.area.height) == sizes[each.key]
        for other in placed[place + 1 :]:
            assert not each.area.meets(other.area)
        assert not any(each.area.meets(obstacle) for obstacle in obstacles)


@pytest.mark.slow
@examples(100)
@given(st.floats(0, 700), st.floats(0, 350), st.floats(1, 100), st.floats(1, 100))
def test_a_single_name_is_always_shown_twelve_pixels_away(
    left: float, top: float, width: float, height: float
) -> None:
    box = Area(left, top, width, height)
    (only,) = place_chips([Named(1, box, 120, 30)], ROOM)
    assert only.area.is_in(ROOM)
    assert only.side is not Side.AWAY
    gaps = (
        box.top - only.area.bottom,
        only.area.top - box.bottom,
        only.area.left - box.right,
        box.left - only.area.right,
    )
    assert abs(max(gaps) - GAP) < 1e-6


def test_a_name_stands_above_in_the_middle() -> None:
    (only,) = place_chips([named(1, 300, 200)], ROOM)
    assert only.side is Side.ABOVE
    assert only.area == Area(290, 200 - GAP - 30, 120, 30)


def test_a_name_without_room_above_stands_below_or_beside() -> None:
    (below,) = place_chips([named(1, 300, 10)], ROOM)
    assert below.side is Side.BELOW
    (beside,) = place_chips([named(1, 300, 10, height=430)], ROOM)
    assert beside.side is Side.RIGHT


def test_a_name_stays_on_its_side_while_there_is_room() -> None:
    (kept,) = place_chips([named(1, 300, 200)], ROOM, {1: Side.BELOW})
    assert kept.side is Side.BELOW
    (moved,) = place_chips([named(1, 300, 340)], ROOM, {1: Side.BELOW})
    assert moved.side is Side.ABOVE


def test_a_name_gives_way_to_a_name_and_to_another_object() -> None:
    lower, upper = named(1, 300, 200), named(2, 320, 210)
    first, second = place_chips([lower, upper], ROOM)
    assert not first.area.meets(second.area)
    above, below = place_chips([named(1, 300, 100, height=80), named(2, 300, 250)], ROOM)
    assert above.side is Side.ABOVE
    assert not below.area.meets(Area(300, 100, 100, 80))


def test_an_object_as_large_as_the_picture_has_its_name_on_it() -> None:
    (only,) = place_chips([Named(1, ROOM, 120, 30)], ROOM)
    assert only.side is Side.AWAY
    assert only.area == Area(340, GAP, 120, 30)


def test_no_name_is_shown_of_what_is_outside_or_has_no_room() -> None:
    assert place_chips([named(1, 900, 100)], ROOM) == []
    assert place_chips([named(1, 10, 10)], Area(0, 0, 100, 400)) == []
    full = [Named(key, Area(0, 0, 100, 100), 90, 90) for key in range(3)]
    assert [each.key for each in place_chips(full, Area(0, 0, 100, 100))] == [0]


def _almost_in(area: Area, room: Area) -> bool:
    """Whether it is inside but for the last digits of a float."""
    least = 1e-6
    wider = Area(
        room.left - least, room.top - least, room.width + 2 * least, room.height + 2 * least
    )
    return area.is_in(wider)
