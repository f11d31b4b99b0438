"""From a video and expressions to results, window by window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import RunSettings, run
from soc_rvos.inference.tracks import best_tracks
from soc_rvos.masks import Mask

Squares = Callable[..., NDArray[np.uint8]]
SETTINGS = RunSettings(stride=2)


@pytest.fixture
def shot(squares: Squares) -> NDArray[np.uint8]:
    """40 frames: a red square goes right, a blue one left."""
    return squares(40, {"red": (10, 10, 1.0), "blue": (130, 60, -1.0)})


def overlap(mask: Mask, true: NDArray[np.bool_]) -> float:
    return mask.iou(Mask.from_array(true))


def shown(picture: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    return (picture == colour).all(axis=-1)


def test_every_frame_gets_the_mask_of_what_was_asked_for(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    results = list(run(array_source(shot), ["the red one", "the blue one"], predictor, SETTINGS))
    for expression, colour in enumerate([(255, 0, 0), (0, 0, 255)]):
        best = best_tracks([each for each in results if each.expression == expression])[0]
        present = best.present(predictor.threshold)
        assert sorted(present) == list(range(40))
        for frame, answer in present.items():
            assert overlap(answer.mask, shown(shot[frame], colour)) > 0.8


def test_the_alternatives_are_the_other_objects(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    results = list(run(array_source(shot), ["the red one"], predictor, SETTINGS))
    tracks = best_tracks(results)
    assert overlap(tracks[1].frames[30].mask, shown(shot[30], (0, 0, 255))) > 0.8


def test_all_expressions_of_a_window_are_asked_in_one_call(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    results = list(run(array_source(shot), ["red", "blue"], predictor, SETTINGS))
    assert [(clips, texts) for clips, texts, _ in predictor.asked] == [(1, ("red", "blue"))] * 6
    assert [result.expression for result in results] == [0, 1] * 6


def test_windows_of_a_block_are_asked_together_when_the_predictor_takes_batches(
    shot: Any, array_source: Any, bright_predictor: Any
) -> None:
    single, batched = bright_predictor(), bright_predictor(batch=4)
    settings = RunSettings(stride=5)
    one_by_one = list(run(array_source(shot), ["red"], single, settings))
    together = list(run(array_source(shot), ["red"], batched, settings))
    assert [clips for clips, _, _ in batched.asked] == [2, 3]  # even, not 4 and 1
    assert best_tracks(together) == best_tracks(one_by_one)


def test_the_stride_follows_the_frame_rate(shot: Any, array_source: Any, predictor: Any) -> None:
    first = next(run(array_source(shot, rate=Fraction(24)), ["red"], predictor, RunSettings()))
    assert first.window.frames == tuple(range(0, 32, 4))


def test_a_part_of_the_video_can_be_searched(shot: Any, array_source: Any, predictor: Any) -> None:
    source = array_source(shot)
    settings = RunSettings(stride=1, start=7, stop=20)
    (track, *_) = best_tracks(list(run(source, ["red"], predictor, settings)))
    assert list(track.frames) == list(range(7, 20))
    assert source.read == 13
    assert overlap(track.frames[19].mask, shown(shot[19], (255, 0, 0))) > 0.8


def test_the_whole_range_can_go_through_in_one_forward(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    settings = RunSettings(start=3, whole=True)
    (result,) = run(array_source(shot), ["red"], predictor, settings)
    assert result.window.frames == result.frames == tuple(range(3, 40))
    assert len(predictor.asked) == 1


def test_masks_are_kept_at_the_size_of_the_frame(
    shot: Any, array_source: Any, bright_predictor: Any
) -> None:
    result = next(run(array_source(shot), ["red"], bright_predictor(scale=2), SETTINGS))
    assert {(mask.height, mask.width) for each in result.candidates for mask in each.masks} == {
        (96, 160)
    }


def test_windows_do_not_straddle_a_cut_and_nothing_is_tied_by_place_across_it(
    squares: Squares, array_source: Any, predictor: Any
) -> None:
    video = np.concatenate(
        [squares(20, {"red": (10, 10, 1)}, seed=1), squares(20, {"red": (90, 60, 1)}, seed=2)]
    )
    results = list(run(array_source(video), ["red"], predictor, SETTINGS))
    for result in results:
        assert {frame >= 20 for frame in result.frames} == {result.window.shot == 20}
    assert [index for index, each in enumerate(results) if each.overlaps is None] == [0, 4]
    assert sorted(best_tracks(results)[0].present(0.5)) == list(range(40))


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("blocks", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_run_that_goes_on_from_another_gives_what_one_run_gives(
    squares: Squares, array_source: Any, predictor: Any, blocks: int, preview: bool
) -> None:
    video = np.concatenate(
        [squares(60, {"red": (10, 10, 1)}, seed=1), squares(21, {"red": (90, 60, 1)}, seed=2)]
    )
    settings = RunSettings(stride=3, preview=preview)
    whole = list(run(array_source(video), ["red", "blue"], predictor, settings))
    stop = blocks * 8 * 3
    before = [each for each in whole if each.window.block < stop]
    rest = replace(settings, start=stop, after=before[-1].window)
    after = list(run(array_source(video), ["red", "blue"], predictor, rest))
    assert len(before) + len(after) == len(whole)
    for one, other in zip([*before, *after], whole, strict=True):
        assert one.window == other.window
        assert one.frames == other.frames
        assert [each.masks for each in one.candidates] == [each.masks for each in other.candidates]
        assert (one.overlaps is None) == (other.overlaps is None)
        if one.overlaps is not None:
            np.testing.assert_allclose(one.overlaps, other.overlaps, atol=1e-6)


def test_overlaps_say_which_candidate_goes_on(shot: Any, array_source: Any, predictor: Any) -> None:
    results = list(run(array_source(shot), ["red"], predictor, SETTINGS))
    for before, result in pairwise(results):
        overlaps = result.overlaps
        assert overlaps is not None
        assert overlaps.shape == (len(before.candidates), len(result.candidates))
        for row, earlier in enumerate(before.candidates):
            for column, later in enumerate(result.candidates):
                visible = earlier.masks[0].area > 0 and earlier.query == later.query
                assert overlaps[row, column] > 0.7 if visible else overlaps[row, column] == 0


def test_an_object_that_is_not_there_is_absent(
    squares: Squares, array_source: Any, predictor: Any
) -> None:
    video = squares(24, {"red": (-60, 20, 4)})  # comes in from the left at frame 9 or so
    (track, *_) = best_tracks(list(run(array_source(video), ["red"], predictor, SETTINGS)))
    assert sorted(track.frames) == list(range(24))
    present = sorted(track.present(0.5))
    assert present == list(range(present[0], 24))
    assert 9 <= present[0] <= 12


def test_a_preview_asks_for_one_window_a_block_and_fills_the_rest(
    shot: Any, array_source: Any, bright_predictor: Any
) -> None:
    full, quick = bright_predictor(), bright_predictor()
    results = list(run(array_source(shot), ["red"], full, RunSettings(stride=5)))
    previews = list(run(array_source(shot), ["red"], quick, RunSettings(stride=5, preview=True)))
    assert len(full.asked) == 5 * len(quick.asked)
    assert all(preview.preview for preview in previews)
    assert not any(result.preview for result in results)
    (track, *_) = best_tracks(previews)
    assert sorted(track.present(0.5)) == list(range(40))
    for frame, answer in track.frames.items():
        assert overlap(answer.mask, shown(shot[frame], (255, 0, 0))) > 0.6
        left = np.nonzero(shown(shot[frame], (255, 0, 0)))[1].min()
        assert answer.box[0] == pytest.approx((left + 12) / 160, abs=0.04)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 40, 41, 44, 79])
def test_a_preview_answers_every_frame_of_any_length(
    squares: Squares, array_source: Any, predictor: Any, length: int
) -> None:
    video = squares(length, {"red": (10, 10, 0.5)})
    settings = RunSettings(stride=5, preview=True)
    (track, *_) = best_tracks(list(run(array_source(video), ["red"], predictor, settings)))
    assert list(track.present(0.5)) == list(range(length))


@pytest.mark.parametrize("length", [1, 5, 8, 9, 17, 33])
def test_a_short_video_is_answered_on_every_frame(
    squares: Squares, array_source: Any, predictor: Any, length: int
) -> None:
    video = squares(length, {"red": (10, 10, 0.5)})
    (track, *_) = best_tracks(
        list(run(array_source(video), ["red"], predictor, RunSettings(stride=4)))
    )
    assert list(track.present(0.5)) == list(range(length))


def test_windows_are_named_to_the_feature_cache_only_where_the_source_has_a_name(
    shot: Any, array_source: Any, bright_predictor: Any
) -> None:
    @dataclass
    class NamedSource(array_source):
        key: str = "holiday"

    nameless, named = bright_predictor(), bright_predictor()
    list(run(array_source(shot), ["red"], nameless, SETTINGS))
    list(run(NamedSource(shot), ["red"], named, SETTINGS))
    assert {keys for _, _, keys in nameless.asked} == {(None,)}
    keys = [key for _, _, (key,) in named.asked]
    assert len(set(keys)) == len(keys) == 6
    assert keys[0] == ("holiday", tuple(range(0, 16, 2)), (96, 160))


def test_a_broken_video_gives_its_good_part_and_then_the_error(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    results: list[WindowResult] = []
    source = array_source(shot, broken=21)
    with pytest.raises(OSError, match="breaks at frame 21"):
        results.extend(run(source, ["red"], predictor, SETTINGS))
    (track, *_) = best_tracks(results)
    assert list(track.present(0.5)) == list(range(21))
    assert source.closed


def test_a_video_that_is_broken_from_the_start_is_an_error(
    shot: Any, array_source: Any, predictor: Any
) -> None:
    with pytest.raises(OSError, match="breaks at frame 0"):
        list(run(array_source(shot, broken=0), ["red"], predictor, SETTINGS))


def test_without_expressions_nothing_is_read(shot: Any, array_source: Any, predictor: Any) -> None:
    source = array_source(shot)
    assert list(run(source, [], predictor, SETTINGS)) == []
    assert source.read == 0


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_closing_stops_and_ends_every_thread(
    squares: Squares, array_source: Any, predictor: Any, taken: int
) -> None:
    source = array_source(np.concatenate([squares(200, {"red": (10, 10, 0.2)})] * 3))
    before = threading.active_count()
    results = run(source, ["red"], predictor, SETTINGS)
    for _ in range(taken):
        next(results)
    results.close()
    assert threading.active_count() == before
    assert source.read < 150
    assert source.closed or not taken


def test_an_error_of_the_predictor_ends_every_thread(
    squares: Squares, array_source: Any, bright_predictor: Any
) -> None:
    class Failing(bright_predictor):
        def predict(self, *arguments: Any) -> Any:
            if len(self.asked) == 3:
                raise MemoryError("No memory is left.")
            return super().predict(*arguments)

    before = threading.active_count()
    source = array_source(squares(300, {"red": (10, 10, 0.2)}))
    with pytest.raises(MemoryError):
        list(run(source, ["red"], Failing(), SETTINGS))
    assert threading.active_count() == before
    assert source.closed


@pytest.mark.slow
def test_decoding_runs_ahead_by_a_few_blocks_and_no_more(
    squares: Squares, array_source: Any, bright_predictor: Any
) -> None:
    source = array_source(squares(400, {"red": (10, 10, 0.1)}))
    ahead: list[int] = []

    class Watching(bright_predictor):
        def predict(self, *arguments: Any) -> Any:
            ahead.append(source.read - 8 * len(ahead))
            return super().predict(*arguments)

    list(run(source, ["red"], Watching(), SETTINGS))
    assert len(ahead) == 50
    assert max(ahead) <= 16 * 4  # the block asked for, one waiting, one being made, and its cuts


def test_a_frame_of_another_size_than_the_network_s_is_scaled_for_it(
    shot: Any, array_source: Any, bright_predictor: Any
) -> None:
    sizes: set[tuple[int, ...]] = set()

    class Watching(bright_predictor):
        def predict(self, clips: Any, *arguments: Any) -> Any:
            sizes.update(clip.shape for clip in clips)
            return super().predict(clips, *arguments)

    list(run(array_source(shot), ["red"], Watching(scale=2), SETTINGS))
    assert sizes == {(8, 48, 80, 3)}


def test_a_source_may_give_any_iterator(shot: Any, array_source: Any, predictor: Any) -> None:
    class Plain(array_source):
        def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
            return iter(self.pictures[start:stop])

    (track, *_) = best_tracks(list(run(Plain(shot), ["red"], predictor, SETTINGS)))
    assert list(track.frames) == list(range(40))
