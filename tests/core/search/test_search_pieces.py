"""Searches in any pieces, from any frame, over any cuts answer every frame, as one search does."""

from __future__ import annotations

import tempfile
from collections.abc import Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.predictor import Answers
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, search, search_outward
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.associated_tracks import tracks_of
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

HEIGHT, WIDTH = 36, 64
TASK = Task("1:film", ("bright", "dark"))


@dataclass
class Film:
    """Shots of made pictures, so many frames each."""

    pictures: NDArray[np.uint8]
    rate: Fraction = Fraction(25)
    height: int = HEIGHT
    width: int = WIDTH

    @classmethod
    def of(cls, shots: Sequence[int]) -> Film:
        parts = []
        for seed, length in enumerate(shots):
            chance = np.random.default_rng(seed)
            coarse = chance.integers(0, 256, (5, 8, 3), dtype=np.uint8)
            scene = cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST)
            parts.append(np.repeat(scene[None], length, axis=0))
        pictures = np.concatenate(parts)
        for number, picture in enumerate(pictures):  # a mark that goes along
            picture[30:36, number % 58 : number % 58 + 6] = 255
        return cls(pictures)

    @property
    def frame_count(self) -> int:
        return len(self.pictures)

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        yield from self.pictures[start:stop]


class Averaging:
    """Finds what is bright, or dark; a frame's score tells with which frames it was seen."""

    window_length = 8
    threshold = 0.1
    batch = 1

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        return height, width

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
        key_frames: Sequence[KeyFrames] | None = None,
    ) -> list[list[Answers]]:
        return [[self._answer(clip, text) for text in expressions] for clip in clips]

    def _answer(self, clip: NDArray[np.uint8], text: str) -> Answers:
        levels = clip[:, ::4, ::4].astype(np.float32).mean(axis=-1) - 128
        logits = np.stack([levels, -levels] if text == "bright" else [-levels, levels])
        frames = len(clip)
        weighted = np.average(clip.mean(axis=(1, 2, 3)), weights=np.arange(1, frames + 1))
        scores = np.full((2, frames), 0.2 + weighted / 512, dtype=np.float32)
        return Answers(
            np.array([0, 1]),
            scores,
            np.full((2, frames, 4), 0.5, dtype=np.float32),
            logits,
            np.eye(2, dtype=np.float32),
        )


@contextmanager
def project() -> Iterator[ProjectFile]:
    with (
        tempfile.TemporaryDirectory() as folder,
        ProjectFile.create(Path(folder) / "a.soc") as file,
    ):
        yield file


def model() -> LoadedModel:
    return LoadedModel("averaging", Path("averaging"), "of-averaging", Averaging())  # type: ignore[arg-type]


def seen(file: ProjectFile, film: Film) -> list[Any]:
    """Return all that is kept of each expression, but for the ids."""
    kept: list[Any] = []
    for number, found in file.results.searches(TASK.video):
        windows = [
            (each.window, each.answered.link.preview, each.answered.scores.tolist(), ties_of(each))
            for each in file.results.windows(number)
        ]
        tracks = [
            (
                track.scores.tolist(),
                track.areas.tolist(),
                np.nan_to_num(track.overlaps, nan=-1).tolist(),
            )
            for track in tracks_of(file.results, number, film.frame_count)
        ]
        kept.append((found.expression, windows, tracks))
    return sorted(kept, key=lambda each: str(each[0]))


def ties_of(stored: Any) -> Any:
    overlaps = stored.answered.link.overlaps
    return None if overlaps is None else overlaps.tolist()


def find(file: ProjectFile, film: Film, run: RunSettings, until: int | None = None) -> None:
    """Search to the end, or until so many steps were taken."""
    with closing(search(TASK, film, model(), run, file.results)) as steps:
        for taken, _ in enumerate(steps, 1):
            if taken == until:
                break


def assert_all_answered(file: ProjectFile, film: Film, frames: range) -> None:
    """Every frame has one answer, in a window of its own shot."""
    for number, _ in file.results.searches(TASK.video):
        fresh = [frame for each in file.results.windows(number) for frame in each.window.fresh]
        assert sorted(fresh) == list(frames)
        for track in tracks_of(file.results, number, film.frame_count)[:1]:
            assert np.flatnonzero(track.windows).tolist() == list(frames)


def assert_no_window_crosses_a_cut(file: ProjectFile, shots: Sequence[int]) -> None:
    cuts = np.cumsum(shots)
    for number, _ in file.results.searches(TASK.video):
        for each in file.results.windows(number):
            first, last = each.window.frames[0], each.window.frames[-1]
            assert np.searchsorted(cuts, first, "right") == np.searchsorted(cuts, last, "right")


# Shots shorter than a cut needs on either side are none: see `cuts.REACH`.
SHOTS = st.lists(st.integers(9, 50), min_size=1, max_size=3)
STRIDES = st.integers(1, 4)
often = settings(
    examples(12),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(SHOTS, STRIDES, st.booleans(), st.lists(st.integers(1, 150), max_size=4))
@example([20], 4, False, [8])
@example([28, 12, 40], 4, False, [32])
@example([50], 4, False, [2, 4, 8, 20])
@example([12, 30], 4, False, [8, 11, 12, 13])
@example([50], 4, True, [8, 20])
@often
def test_a_search_that_goes_on_from_any_frame_ends_as_one_search_does(
    shots: list[int], stride: int, preview: bool, stops: list[int]
) -> None:
    film = Film.of(shots)
    whole = film.frame_count
    with project() as records, project() as once:
        ends = sorted({min(stop, whole) for stop in stops} | {whole})
        for stop in ends:
            find(records, film, RunSettings(stride=stride, stop=stop, preview=preview))
        find(once, film, RunSettings(stride=stride, preview=preview))
        assert seen(records, film) == seen(once, film)


@given(SHOTS, STRIDES, st.lists(st.integers(1, 149), max_size=4))
@example([20], 4, [8])
@often
def test_pieces_one_after_the_other_end_as_one_search_does(
    shots: list[int], stride: int, borders: list[int]
) -> None:
    film = Film.of(shots)
    whole = film.frame_count
    with project() as records, project() as once:
        ends = sorted({0, whole, *(border for border in borders if border < whole)})
        for start, stop in pairwise(ends):
            find(records, film, RunSettings(stride=stride, start=start, stop=stop))
        find(once, film, RunSettings(stride=stride))
        assert seen(records, film) == seen(once, film)


@given(SHOTS, STRIDES, st.booleans(), st.lists(st.integers(1, 12), max_size=5))
@often
def test_a_search_that_is_stopped_anywhere_ends_as_one_search_does(
    shots: list[int], stride: int, preview: bool, steps: list[int]
) -> None:
    film = Film.of(shots)
    run = RunSettings(stride=stride, preview=preview)
    with project() as records, project() as once:
        for count in steps:
            find(records, film, run, until=count)
        find(records, film, run)
        find(once, film, run)
        assert seen(records, film) == seen(once, film)


@given(SHOTS, STRIDES, st.data())
@often
def test_pieces_in_any_order_answer_every_frame_and_nothing_is_left_to_find(
    shots: list[int], stride: int, data: st.DataObject
) -> None:
    film = Film.of(shots)
    whole = film.frame_count
    with project() as file:
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, whole - 1))
            stop = data.draw(st.integers(start + 1, whole))
            until = data.draw(st.none() | st.integers(1, 9))
            find(file, film, RunSettings(stride=stride, start=start, stop=stop), until)
        find(file, film, RunSettings(stride=stride))
        assert_all_answered(file, film, range(whole))
        assert_no_window_crosses_a_cut(file, shots)
        steps = search(TASK, film, model(), RunSettings(stride=stride), file.results)
        assert list(steps) == []


@given(SHOTS, STRIDES, st.booleans(), st.data())
@often
def test_a_search_outward_answers_every_frame_from_any_playhead(
    shots: list[int], stride: int, preview: bool, data: st.DataObject
) -> None:
    film = Film.of(shots)
    whole = film.frame_count
    start = data.draw(st.integers(0, whole - 1))
    stop = data.draw(st.integers(start + 1, whole))
    run = RunSettings(stride=stride, start=start, stop=stop, preview=preview)
    with project() as file:
        for _ in range(data.draw(st.integers(0, 2))):
            playhead = data.draw(st.integers(0, whole + 5))
            count = data.draw(st.integers(1, 9))
            with closing(search_outward(TASK, film, model(), run, file.results, playhead)) as steps:
                for taken, _ in enumerate(steps, 1):
                    if taken == count:
                        break
        playhead = data.draw(st.integers(0, whole + 5))
        steps = list(search_outward(TASK, film, model(), run, file.results, playhead))
        done = [step.done for step in steps]
        assert done == sorted(done)
        assert (done[-1], steps[-1].total) == (stop - start, stop - start)
        if not preview:
            assert_all_answered(file, film, range(start, stop))
        assert_no_window_crosses_a_cut(file, shots)
        assert list(search(TASK, film, model(), run, file.results)) == []


@given(st.integers(1, 150), STRIDES, st.integers(0, 149))
@often
def test_a_search_outward_through_one_shot_finds_what_one_from_its_start_does(
    frames: int, stride: int, playhead: int
) -> None:
    film = Film.of([frames])
    run = RunSettings(stride=stride)
    with project() as outward, project() as onward:
        list(search_outward(TASK, film, model(), run, outward.results, playhead))
        find(onward, film, run)
        for one, other in zip(seen(outward, film), seen(onward, film), strict=True):
            assert one[2] == other[2]
            assert [each[0].frames for each in one[1]] == [each[0].frames for each in other[1]]


# One search: its sentences, first frame, frame left out, whether a preview, playhead (None for a
# search onward), and steps until it is stopped.
PART = st.tuples(
    st.sampled_from([TASK.expressions, ("bright",), ("dark",)]),
    st.integers(0, 149),
    st.integers(1, 60),
    st.booleans(),
    st.none() | st.integers(0, 150),
    st.none() | st.integers(1, 9),
)
BOTH, DARK = TASK.expressions, ("dark",)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5), st.integers(1, 10), st.lists(PART))
# Two sentences whose gaps differ, so that each is planned by itself.
@example([63], 5, [(DARK, 55, 3, False, None, 2), (BOTH, 31, 9, False, None, None)])
# A block that is planned again waits for one behind a cut, while its left side is planned.
@example([8, 2], 1, [(DARK, 8, 2, False, None, None), (BOTH, 2, 7, False, None, None)])
# A block that covers a part of earlier answers is complete when the search is stopped.
@example(
    [4, 33, 2, 5],
    40,
    [
        (DARK, 4, 5, False, 40, None),
        (DARK, 27, 13, False, 30, None),
        (DARK, 1, 37, False, None, 5),
    ],
)
@often
def test_searches_of_other_sentences_between_answer_every_frame_once(
    shots: list[int], stride: int, parts: list[tuple[Any, ...]]
) -> None:
    film = Film.of(shots)
    whole = film.frame_count
    with project() as file:
        for texts, first, length, preview, playhead, until in [
            *parts[:5],
            (BOTH, 0, whole, False, whole - 1, None),
        ]:
            start = first % whole
            stop = min(start + length, whole)
            run = RunSettings(stride=stride, start=start, stop=stop, preview=preview)
            task = Task(TASK.video, texts)
            begun = (
                search(task, film, model(), run, file.results)
                if playhead is None
                else search_outward(task, film, model(), run, file.results, playhead)
            )
            with closing(begun) as steps:
                for taken, _ in enumerate(steps, 1):
                    if taken == until:
                        break
        for number, _ in file.results.searches(TASK.video):
            windows = list(file.results.windows(number))
            own = [each.window for each in windows if not each.answered.link.preview]
            assert sorted(frame for each in own for frame in each.fresh) == list(range(whole))
        run = RunSettings(stride=stride)
        assert list(search(TASK, film, model(), run, file.results)) == []
