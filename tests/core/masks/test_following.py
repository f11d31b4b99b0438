"""An object is followed from its corrections, and may go and come back."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.tracker_sight import Sights
from soc_rvos.masks import Mask
from soc_rvos.sources import ArraySource
from soc_studio.core.masks.following import are_apart, follow, follow_together, stretches
from soc_studio.core.masks.propagation_run import PropagationRun
from soc_studio.core.masks.propagation_way import Followed, Known, Masks
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.progress import Progress
from tests.core.conftest import Clips

HEIGHT, WIDTH, COUNT = 90, 160, 14


def scene(number: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A light disc goes right before a wall."""
    noise = np.random.default_rng(1).integers(40, 110, (9, 16, 3)).astype(np.uint8)
    picture = cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    disc = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    cv2.circle(disc, (40 + 3 * number, 45), 22, 1, -1)
    picture[disc > 0] = (230, 220, 190)
    return picture, disc > 0


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pictures = [scene(number)[0] for number in range(COUNT)]
    return Clips(tmp_path_factory.mktemp("film")).encode("scene.mp4", pictures=pictures)


def mask(number: int) -> Mask:
    return Mask.from_array(scene(number)[1])


def test_frames_come_outwards_within_the_reach_and_at_the_size_of_the_correction(
    film: Path,
) -> None:
    with open_video(film) as reader:
        found = list(follow(reader, {6: mask(6)}, 6, range(3, 9)))
        assert [each.frame for each in found] == [7, 8, 5, 4, 3]
        assert min(each.iou(mask(frame)) for frame, each, *_ in found) > 0.8
        large = cv2.resize(scene(6)[1].astype(np.uint8), (320, 180)) > 0
        ((frame, one, trust, *_),) = follow(reader, {6: Mask.from_array(large)}, 6, range(6, 8))
    assert (frame, one.height, one.width) == (7, 180, 320)
    assert 0 < trust <= 1


def test_the_next_correction_is_met_although_it_lies_beyond_the_reach(film: Path) -> None:
    with open_video(film) as reader:
        given = {2: mask(2), 12: mask(12)}
        found = {at: each for at, each, *_ in follow(reader, given, 2, range(2, 12))}
        assert sorted(found) == list(range(3, 12))
        assert min(each.iou(mask(frame)) for frame, each in found.items()) > 0.8
        with pytest.raises(ValueError, match="not corrected"):
            next(follow(reader, given, 3, range(2, 12)))


def cloth(seed: int, low: int, high: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).integers(low, high, (12, 20, 3)).astype(np.uint8)
    return cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def crossing(count: int) -> tuple[ArraySource, list[list[NDArray[np.bool_]]]]:
    """Two discs that cross, and the masks of the one behind and of the one in front."""
    pictures, masks = [], ([], [])
    for number in range(count):
        picture = cloth(1, 60, 130)
        for thing, (column, seed) in enumerate(((30 + 4 * number, 2), (130 - 4 * number, 4))):
            disc = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
            cv2.circle(disc, (column, 44 + 8 * thing), 20, 1, -1)
            picture[disc > 0] = np.roll(cloth(seed, 150, 255), column, axis=1)[disc > 0]
            masks[thing].append(disc > 0)
        pictures.append(picture)
    behind = [one & ~other for one, other in zip(*masks, strict=True)]
    return ArraySource(np.stack(pictures)), [behind, masks[1]]


def test_of_two_that_cross_none_takes_pixels_of_the_other() -> None:
    count = 26
    source, masks = crossing(count)
    first = [Mask.from_array(each[0]) for each in masks]

    def taken(others: Sequence[Mapping[int, Mask]]) -> float:
        """Return how many pixels of the one in front are taken for the one behind, of all frames,
        in the share of its own."""
        found = follow(source, {0: first[0]}, 0, range(count), others=others)
        return sum(
            float((each.mask.to_array() & masks[1][each.frame]).sum()) for each in found
        ) / sum(each.sum() for each in masks[1])

    alone, together = taken([]), taken([{0: first[1]}])
    assert together < 0.6 * alone
    found = follow(source, {0: first[0]}, 0, range(count), others=[{0: first[1]}])
    shares = [each.mask.iou(Mask.from_array(masks[0][each.frame])) for each in found]
    assert min(shares[:6]) > 0.8


def test_objects_corrected_on_different_frames_share_what_is_seen_and_no_pixel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 16
    source, true = crossing(count)
    looked: list[int] = []
    look = Sights._look
    monkeypatch.setattr(
        Sights, "_look", lambda self, *each: looked.append(each[0]) or look(self, *each)
    )
    given = {n: {at: Mask.from_array(true[n][at])} for n, at in ((0, 1), (1, 12))}

    def carried(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        return follow_together(source, corrections, start, way, known=known)

    run = PropagationRun(given, {0: 1, 1: 12}, dict.fromkeys(given, range(count)), carried)
    found = {
        (each.thing, each.frame): each.mask.to_array()
        for each in run.steps()
        if isinstance(each, Followed)
    }
    assert len(found) == 2 * (count - 1)
    found |= {(n, at): mask.to_array() for n, some in given.items() for at, mask in some.items()}
    assert not any((found[0, n] & found[1, n]).any() for n in range(count))
    overlaps = [
        (mask & true[thing][n]).sum() / (mask | true[thing][n]).sum()
        for (thing, n), mask in found.items()
        if n < 8 or thing
    ]
    assert min(overlaps) > 0.7
    # Both ways come to each frame between, and few of these are seen by both.
    assert max(looked.count(n) for n in range(count)) <= 2
    assert sum(looked.count(n) > 1 for n in range(2, 12)) <= 2


def test_what_was_stopped_between_two_objects_of_a_frame_goes_on_with_both() -> None:
    count = 16
    source, true = crossing(count)

    def carried(
        corrections: Mapping[int, Masks], start: int, way: range, known: Known
    ) -> Generator[Followed, None, None]:
        return follow_together(source, corrections, start, way, known=known)

    given = {n: {0: Mask.from_array(true[n][0])} for n in (0, 1)}
    done = {
        n: [Followed(at, Mask.from_array(true[n][at]), 0.99, thing=n) for at in range(1, last)]
        for n, last in ((0, 5), (1, 4))
    }
    run = PropagationRun(given, {0: 0, 1: 0}, dict.fromkeys(given, range(count)), carried, done)
    order = [(each.frame, each.thing) for each in run.steps() if isinstance(each, Followed)]
    assert order == [(4, 1), *((n, thing) for n in range(5, count) for thing in (0, 1))]


def test_two_masks_of_one_thing_or_of_a_part_of_it_are_not_apart() -> None:
    whole, beside = mask(1), mask(9)
    part = whole.to_array()
    part[:45] = False
    assert are_apart(whole, Mask.from_array(beside.to_array() & ~whole.to_array()))
    assert not are_apart(whole, Mask.from_array(part))
    assert not are_apart(whole, whole)


def test_each_correction_is_carried_on_to_the_next_and_the_first_one_back() -> None:
    assert stretches([4, 9], range(12)) == {4: range(9), 9: range(9, 12)}
    assert stretches([4, 9], range(12), 9) == {9: range(5, 12)}
    assert stretches([4, 9, 20], range(6, 12)) == {9: range(6, 12)}
    assert stretches([0], range(1)) == {}


def test_a_run_goes_past_corrections_even_where_the_object_is_said_to_be_gone(film: Path) -> None:
    given = {2: mask(2), 6: Mask.empty(HEIGHT, WIDTH), 10: mask(10)}
    with open_video(film) as reader:

        def carried(
            corrections: Mapping[int, Masks], start: int, way: range, known: Known
        ) -> Generator[Followed, None, None]:
            return follow_together(reader, corrections, start, way, known=known)

        run = PropagationRun({1: given}, {1: 2}, {1: range(COUNT)}, carried)
        found = {step.frame: step for step in run.steps() if not isinstance(step, Progress)}
    assert sorted(found) == sorted(set(range(COUNT)) - given.keys())
    assert min(found[n].mask.iou(mask(n)) for n in (0, 1, 3, 9, 11, 12)) > 0.8
