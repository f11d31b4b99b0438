"""Finding what expressions refer to, step by step."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.predictor import Answers
from soc_studio.core.progress import Progress
from soc_studio.core.search import Outcome, link, search
from soc_studio.core.video_reader import open_video


class BrightAndDark:
    """Finds what is bright, or for "dark" what is not; sees two clips at once."""

    window_length = 8
    threshold = 0.5
    batch = 2

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        return height, width

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
    ) -> list[list[Answers]]:
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
def found(clip: Path) -> Callable[[RunSettings], tuple[list[WindowResult], list[Progress]]]:
    def run(settings: RunSettings) -> tuple[list[WindowResult], list[Progress]]:
        with open_video(clip) as reader:
            steps = list(search(reader, ["bright", "dark"], BrightAndDark(), settings))
        results = [step for step in steps if isinstance(step, WindowResult)]
        return results, [step for step in steps if isinstance(step, Progress)]

    return run


def test_every_expression_has_its_track_through_all_frames(found: Any) -> None:
    results, _ = found(RunSettings())
    bright, dark = link(results, ["bright", "dark"])
    assert (bright.expression, dark.expression) == ("bright", "dark")
    for one, columns in ((bright, slice(0, 44)), (dark, slice(52, 96))):
        track = one.tracks[0]
        assert list(track.frames) == list(range(40))
        for answer in track.frames.values():
            marked = answer.mask.to_array()
            assert marked[:, columns].all()
            assert marked.mean() == pytest.approx(0.5, abs=0.05)


def test_progress_rises_to_the_last_frame_that_was_asked_for(found: Any) -> None:
    _, progress = found(RunSettings(start=4, stop=37))
    done = [step.done for step in progress]
    assert done == sorted(set(done))
    assert done[-1] == 33
    assert {step.total for step in progress} == {33}
    assert progress[-1].seconds_left == 0


def test_speed_and_time_left_come_from_the_frames_so_far() -> None:
    assert Progress(0, 100, 3.0).seconds_left is None
    halfway = Progress(50, 100, 10.0)
    assert halfway.frames_per_second == 5
    assert halfway.seconds_left == 10


def test_what_was_found_before_a_stop_is_linked_like_any_other(clip: Path) -> None:
    with open_video(clip) as reader:
        steps = search(reader, ["bright", "dark"], BrightAndDark(), RunSettings(stride=1))
        results: list[WindowResult] = []
        for step in steps:
            if isinstance(step, WindowResult):
                results.append(step)
            elif step.done >= 8:
                break
        steps.close()
    outcome = Outcome(link(results, ["bright", "dark"]), 0, 40, 0.5, complete=False)
    assert 8 <= len(outcome.frames) < 40
    assert outcome.frames == tuple(range(len(outcome.frames)))


def test_nothing_found_is_no_frame() -> None:
    assert Outcome(link([], ["bright", "dark"]), 0, 40, 0.5, complete=False).frames == ()
