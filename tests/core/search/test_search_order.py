"""What a search shows first: outward from the playhead, and only what can be seen counts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.predictor import Answers
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, search, search_outward
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State, views

pytestmark = pytest.mark.slow

BLOCK = 16  # eight frames, every second one


class Bright:
    """Finds what is bright, and remembers the numbers drawn into the frames that it was asked."""

    window_length = 8
    threshold = 0.5
    batch = 1

    def __init__(self, number: Callable[[NDArray[np.uint8]], int]) -> None:
        self._number = number
        self.asked: list[list[int]] = []

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
        self.asked += [[self._number(frame) for frame in clip] for clip in clips]
        return [[self._answer(clip) for _ in expressions] for clip in clips]

    def _answer(self, clip: NDArray[np.uint8]) -> Answers:
        frames = len(clip)
        return Answers(
            np.array([0]),
            np.full((1, frames), 0.8, dtype=np.float32),
            np.full((1, frames, 4), 0.5, dtype=np.float32),
            clip[:, ::4, ::4].astype(np.float32).mean(axis=-1)[None] - 128,
            np.ones((1, 4), dtype=np.float32),
        )


TASK = Task("1:clip", ("bright", "light"))


@pytest.fixture
def predictor(clips: Any) -> Bright:
    return Bright(clips.number)


@pytest.fixture
def model(predictor: Bright) -> LoadedModel:
    return LoadedModel("bright", Path("bright"), "of-bright", predictor)  # type: ignore[arg-type]


@pytest.fixture
def reader(clips: Any) -> Iterator[VideoReader]:
    """60 frames, each with its number drawn into it, all in one shot."""

    def picture(number: int) -> NDArray[np.uint8]:
        drawn: NDArray[np.uint8] = clips.picture(number)
        drawn[32:] = 240
        return drawn

    path = clips.encode("clip.mp4", pictures=[picture(number) for number in range(60)])
    with open_video(path) as opened:
        yield opened


@pytest.fixture
def file(documents: Any) -> ProjectFile:
    made: ProjectFile = documents.file()
    return made


@pytest.fixture
def seen(documents: Any, file: ProjectFile) -> Callable[[], list[ResolvedTrack]]:
    """What a person sees of both expressions, read from the file as it is now."""
    project, ids = documents.project(*TASK.expressions, frames=60)
    wanted = [project.layer(each) for each in ids]
    return lambda: list(views(wanted, project.videos[0], file.results, file.imports))


@pytest.mark.parametrize("playhead", [0, 7, 16, 29, 59])
def test_the_nearest_blocks_come_first_on_either_side_by_turns(
    playhead: int, reader: VideoReader, model: LoadedModel, predictor: Bright, file: ProjectFile
) -> None:
    results = file.results
    settings = RunSettings(stride=2)
    came: list[set[int]] = []  # blocks that came between two looks: two may, on a busy machine
    for _ in search_outward(TASK, reader, model, settings, results, playhead):
        (number, *_) = (number for number, _ in results.searches(TASK.video))
        new = {each.window.block // BLOCK for each in results.windows(number)}.difference(*came)
        came += [new] if new else []
    middle = playhead // BLOCK
    right, left = list(range(middle, 4)), list(range(middle - 1, -1, -1))
    expected = []
    while right or left:
        expected += right[:1] + left[:1]
        right, left = right[1:], left[1:]
    assert len(came) > 1
    for blocks in came:
        assert set(expected[: len(blocks)]) == blocks
        expected = expected[len(blocks) :]
    assert not expected


@pytest.mark.parametrize("playhead", [0, 21, 40, 59])
def test_the_window_with_the_playhead_is_asked_before_all_others_and_seen_at_once(
    playhead: int,
    reader: VideoReader,
    model: LoadedModel,
    predictor: Bright,
    file: ProjectFile,
    seen: Callable[[], list[ResolvedTrack]],
) -> None:
    results = file.results
    steps = search_outward(TASK, reader, model, RunSettings(stride=2), results, playhead)
    next(steps)
    assert playhead in predictor.asked[0]
    assert len(predictor.asked) == 1
    for view in seen():
        assert view.states[playhead] == State.PRESENT
        assert view.mask(playhead) is not None
    steps.close()


def test_no_window_is_asked_twice_but_where_sides_are_tied(
    reader: VideoReader, model: LoadedModel, predictor: Bright, file: ProjectFile
) -> None:
    results = file.results
    list(search_outward(TASK, reader, model, RunSettings(stride=2), results, 40))
    again = [frames for at, frames in enumerate(predictor.asked) if frames in predictor.asked[:at]]
    # The first window of the block to the right of each block on the left.
    assert sorted(frames[0] for frames in again) == [16, 32]


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("outward", [False, True])
def test_frames_are_done_when_their_masks_can_be_seen(
    outward: bool,
    preview: bool,
    reader: VideoReader,
    model: LoadedModel,
    file: ProjectFile,
    seen: Callable[[], list[ResolvedTrack]],
) -> None:
    results = file.results
    settings = RunSettings(stride=2, preview=preview)
    if outward:
        steps = search_outward(TASK, reader, model, settings, results, 20)
    else:
        steps = search(TASK, reader, model, settings, results)
    done = [0]
    for step in steps:
        computed = [set(view.span(range(60))) for view in seen()]
        assert step.done <= len(set.intersection(*computed))
        assert step.total == 60
        done.append(step.done)
    assert done[-1] == 60
    assert all(before <= after for before, after in pairwise(done))


def test_masks_that_were_seen_stay_readable_while_better_ones_take_their_place(
    reader: VideoReader,
    model: LoadedModel,
    file: ProjectFile,
    seen: Callable[[], list[ResolvedTrack]],
) -> None:
    results = file.results
    list(search(TASK, reader, model, RunSettings(stride=2, stop=10), results))
    before = seen()
    steps = search(TASK, reader, model, RunSettings(stride=2), results)
    for _ in steps:
        for view in (*before, *seen()):
            for frame in range(10):
                mask = view.mask(frame)
                assert mask is not None
                assert mask.area
    assert [view.span(range(60)) for view in seen()] == [list(range(60))] * 2


def test_a_search_that_is_stopped_before_better_answers_are_complete_loses_none(
    reader: VideoReader,
    model: LoadedModel,
    file: ProjectFile,
    seen: Callable[[], list[ResolvedTrack]],
) -> None:
    results = file.results
    list(search(TASK, reader, model, RunSettings(stride=2, stop=10), results))
    steps = search(TASK, reader, model, RunSettings(stride=2), results)
    next(steps)
    steps.close()
    assert [view.span(range(10)) for view in seen()] == [list(range(10))] * 2


def test_the_search_goes_where_the_playhead_went(
    reader: VideoReader, model: LoadedModel, file: ProjectFile
) -> None:
    results = file.results
    playhead = [0]
    came: list[int] = []
    steps = search_outward(TASK, reader, model, RunSettings(stride=2), results, lambda: playhead[0])
    for _ in steps:
        (number, *_) = (number for number, _ in results.searches(TASK.video))
        new = {each.window.block // BLOCK for each in results.windows(number)}.difference(came)
        came += sorted(new)
        if came:
            playhead[0] = 59  # in the last of four blocks
    assert came[0] == 0
    assert came.index(3) < max(came.index(1), came.index(2))
    assert sorted(came) == [0, 1, 2, 3]


def test_a_search_that_was_led_elsewhere_answers_what_one_in_order_does(
    reader: VideoReader, model: LoadedModel, documents: Any
) -> None:
    frames = []
    for leads in (False, True):
        results = documents.file(f"{leads}.soc").results
        places = iter([0, 50, 0, 59, 20, 59, 5])
        at = [0]

        def playhead(at: list[int] = at, places: Iterator[int] = places) -> int:
            at[0] = next(places, at[0])
            return at[0]

        settings = RunSettings(stride=2)
        list(search_outward(TASK, reader, model, settings, results, playhead if leads else 0))
        numbers = [number for number, _ in results.searches(TASK.video)]
        frames.append(
            [
                sorted({frame for each in results.windows(number) for frame in each.window.fresh})
                for number in numbers
            ]
        )
    assert frames[0] == frames[1] == [list(range(60)), list(range(60))]


def test_frames_that_were_known_before_count_for_no_speed(
    model: LoadedModel, reader: VideoReader, file: ProjectFile
) -> None:
    results = file.results
    half, whole = RunSettings(stride=2, stop=32), RunSettings(stride=2)
    *_, last = search_outward(TASK, reader, model, half, results, 0)
    assert (last.done, last.already) == (32, 0)
    steps = list(search_outward(TASK, reader, model, whole, results, 0))
    assert {(each.already, each.total) for each in steps} == {(32, 60)}
    assert steps[-1].done == 60
