"""Values of stretches of frames, against a plain list with a value for every frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.project.spans import ValuedSpan, ValuedSpans

FRAMES = 12
EDITS = st.lists(
    st.tuples(st.integers(0, FRAMES - 1), st.integers(1, FRAMES), st.sampled_from(["a", "b", None]))
)


def made(*items: tuple[int, int, str]) -> ValuedSpans[str]:
    return ValuedSpans(tuple(ValuedSpan(*item) for item in items))


@pytest.mark.slow
@given(edits=EDITS)
def test_every_frame_has_the_value_that_was_put_there_last(
    edits: list[tuple[int, int, str | None]],
) -> None:
    stretches: ValuedSpans[str] = ValuedSpans()
    values: list[str | None] = [None] * FRAMES
    for start, length, value in edits:
        stop = min(start + length, FRAMES)
        if value is None:
            stretches = stretches.clear(start, stop)
        else:
            stretches = stretches.put(start, stop, value)
        values[start:stop] = [value] * (stop - start)
    assert [stretches.at(frame) for frame in range(FRAMES)] == values
    assert stretches.at(-1) is None
    assert stretches.at(FRAMES) is None
    assert bool(stretches) == any(values)
    # The same contents are the same value, whatever led to them.
    alone: ValuedSpans[str] = ValuedSpans()
    for frame in reversed(range(FRAMES)):
        value = values[frame]
        if value is not None:
            alone = alone.put(frame, frame + 1, value)
    assert alone == stretches
    for before, after in zip(stretches.items, stretches.items[1:], strict=False):
        assert before.stop < after.start or before.value != after.value


def test_a_value_put_into_another_one_splits_it() -> None:
    assert made((0, 10, "a")).put(4, 6, "b") == made((0, 4, "a"), (4, 6, "b"), (6, 10, "a"))


def test_neighbours_of_the_same_value_become_one_stretch() -> None:
    assert made((0, 4, "a"), (6, 9, "a")).put(4, 6, "a") == made((0, 9, "a"))


def test_an_edit_leaves_the_value_before_it_as_it_was() -> None:
    before = made((0, 10, "a"))
    before.put(2, 4, "b")
    before.clear(0, 10)
    assert before == made((0, 10, "a"))


@pytest.mark.parametrize(("start", "stop"), [(5, 5), (7, 3)])
def test_no_frames_are_nothing_to_clear_and_nothing_to_put(start: int, stop: int) -> None:
    stretches = made((0, 10, "a"))
    assert stretches.clear(start, stop) == stretches
    with pytest.raises(ValueError, match="frames"):
        stretches.put(start, stop, "b")


@pytest.mark.parametrize(("start", "stop"), [(-1, 4), (4, 4), (5, 4)])
def test_a_stretch_has_frames_and_none_before_the_first(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="frames"):
        ValuedSpan(start, stop, "a")


@pytest.mark.parametrize("items", [((0, 5, "a"), (4, 6, "b")), ((4, 6, "b"), (0, 4, "a"))])
def test_stretches_overlap_nowhere_and_ascend(items: tuple[tuple[int, int, str], ...]) -> None:
    with pytest.raises(ValueError, match="twice"):
        made(*items)
