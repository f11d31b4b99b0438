"""Finding what expressions refer to, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.found_tracks import find_tracks
from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.predictor import Answers
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, search
from soc_studio.core.storage.results import Results
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State, views


class BrightAndDark:
    """Finds what is bright, or for "dark" what is not; sees two clips at once."""

    window_length = 8
    threshold = 0.5
    batch = 2

    def __init__(self) -> None:
        self.asked: list[tuple[int, tuple[str, ...]]] = []

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
        self.asked.append((len(clips), tuple(expressions)))
        return [[self._answer(clip, text) for text in expressions] for clip in clips]

    def _answer(self, clip: NDArray[np.uint8], text: str) -> Answers:
        levels = clip[:, ::4, ::4].astype(np.float32).mean(axis=-1) - 128
        logits = (levels if "bright" in text else -levels)[None]
        frames = len(clip)
        return Answers(
            np.array([0]),
            np.full((1, frames), 0.8, dtype=np.float32),
            np.full((1, frames, 4), 0.5, dtype=np.float32),
            logits.astype(np.float32),
            np.ones((1, 4), dtype=np.float32),
        )


@pytest.fixture
def clip(clips: Any) -> Path:
    """40 frames of 96 x 64: the left half bright, the rest dark."""
    picture = np.full((64, 96, 3), 10, dtype=np.uint8)
    picture[:, :48] = 240
    path: Path = clips.encode("halves.mp4", pictures=[picture] * 40)
    return path


@pytest.fixture
def model(tmp_path: Path) -> LoadedModel:
    return LoadedModel("bright", tmp_path / "bright", "of-bright", BrightAndDark())  # type: ignore[arg-type]


TASK = Task("1:clip", ("bright", "dark"))


def stored(results: Results) -> int:
    """Return how many windows of every expression can be read."""
    return min(len(list(results.windows(number))) for number, _ in results.searches("1:clip"))


@pytest.fixture
def finding(
    clip: Path, model: LoadedModel, documents: Any
) -> Callable[..., tuple[list[ResolvedTrack], list[Progress]]]:
    """Searches in a project, to the end or until some frames are done; what is then seen."""

    def find(
        settings: RunSettings, until: int | None = None, name: str = "a.soc", task: Task = TASK
    ) -> tuple[list[ResolvedTrack], list[Progress]]:
        file = documents.file(name)
        progress = []
        with open_video(clip) as reader:
            steps = search(task, reader, model, settings, file.results)
            for step in steps:
                progress.append(step)
                if until is None:
                    continue
                if step.done >= until:
                    break
                # Answers are stored on another thread, which the search must not outrun.
                while stored(file.results) < len(progress):
                    time.sleep(0.001)
            steps.close()
        project, ids = documents.project(*task.expressions)
        wanted = [project.layer(each) for each in ids]
        seen = list(views(wanted, project.videos[0], file.results, file.imports))
        file.close()
        return seen, progress

    return find


def test_every_expression_has_its_track_through_all_frames(finding: Any, documents: Any) -> None:
    finding(RunSettings())
    file = documents.file()
    project, ids = documents.project("bright", "dark")
    wanted = [project.layer(each) for each in ids]
    seen = list(views(wanted, project.videos[0], file.results, file.imports))
    for view, columns in zip(seen, (slice(0, 44), slice(52, 96)), strict=True):
        assert view.span(range(40)) == list(range(40))
        for frame in range(40):
            marked = view.mask(frame).to_array()
            assert marked[:, columns].all()
            assert marked.mean() == pytest.approx(0.5, abs=0.05)


def test_progress_rises_to_the_last_frame_that_was_asked_for(finding: Any) -> None:
    _, progress = finding(RunSettings(start=4, stop=37))
    done = [step.done for step in progress]
    assert done == sorted(done)
    assert done[-1] == 33
    assert {step.total for step in progress} == {33}
    assert progress[-1].seconds_left == 0


def test_speed_and_time_left_come_from_the_frames_so_far() -> None:
    assert Progress(0, 100, 3.0).seconds_left is None
    halfway = Progress(50, 100, 10.0)
    assert halfway.per_second == 5
    assert halfway.seconds_left == 10


@pytest.mark.slow
def test_a_search_that_was_stopped_goes_on_where_it_was(finding: Any, model: LoadedModel) -> None:
    (bright, _), _ = finding(RunSettings(stride=2), until=16)
    before = bright.span(range(40))
    assert 16 <= len(before) < 40
    asked = len(model.predictor.asked)
    seen, progress = finding(RunSettings(stride=2))
    assert {step.total for step in progress} == {40 - len(before) // 16 * 16}
    assert len(model.predictor.asked) - asked < asked + 5
    whole, _ = finding(RunSettings(stride=2), name="whole.soc")
    for one, other in zip(seen, whole, strict=True):
        assert (one.states == other.states).all()
        assert (one.scores == other.scores).all()
        assert (one.areas == other.areas).all()
        np.testing.assert_array_equal(one.uncertainty, other.uncertainty)


@pytest.mark.slow
def test_nothing_is_searched_twice_and_a_new_expression_alone(
    finding: Any, model: LoadedModel
) -> None:
    finding(RunSettings())
    asked = len(model.predictor.asked)
    _, progress = finding(RunSettings())
    assert progress == []
    assert len(model.predictor.asked) == asked
    seen, progress = finding(RunSettings(), task=Task("1:clip", ("bright", "dark", "dark blue")))
    assert {texts for _, texts in model.predictor.asked[asked:]} == {("dark blue",)}
    assert len(seen[2].span(range(40))) == 40


def test_frames_between_two_spans_are_filled(finding: Any, model: LoadedModel) -> None:
    finding(RunSettings(stop=16, stride=1))
    finding(RunSettings(start=32, stride=1))
    (bright, _), progress = finding(RunSettings(stride=1))
    assert {step.total for step in progress} == {16}
    assert bright.span(range(40)) == list(range(40))
    assert (bright.states == State.PRESENT).all()


@pytest.mark.slow
def test_a_preview_is_replaced_by_the_full_answer(finding: Any) -> None:
    (quick, _), _ = finding(RunSettings(stride=2, preview=True))
    assert quick.previews.any()
    assert quick.span(range(40)) == list(range(40))
    (full, _), _ = finding(RunSettings(stride=2))
    assert not full.previews.any()
    # And a preview asks for nothing where the full answer is there.
    _, progress = finding(RunSettings(stride=2, preview=True))
    assert progress == []


@pytest.mark.slow
def test_python_gets_the_tracks_that_the_program_shows(
    finding: Any, documents: Any, clip: Path, model: LoadedModel
) -> None:
    finding(RunSettings())
    file = documents.file()
    project, ids = documents.project(*TASK.expressions)
    wanted = [project.layer(each) for each in ids]
    seen = list(views(wanted, project.videos[0], file.results, file.imports))
    with open_video(clip) as reader:
        tracks = find_tracks(reader, TASK.expressions, model.predictor, RunSettings(), 0.5)
    for view, track in zip(seen, tracks, strict=True):
        assert track.present.all()
        for frame in range(40):
            mask = view.mask(frame)
            assert mask is not None
            np.testing.assert_array_equal(track.mask(frame), mask.to_array())
    file.close()
