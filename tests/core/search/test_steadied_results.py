"""What a search found is steadied, and the model's own answers stay beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.found_tracks import find_tracks
from soc_rvos.inference.predictor import Answers
from soc_rvos.settings import RunSettings
from soc_rvos.tracking import load_tracker
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, search
from soc_studio.core.search.steadying import steady
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views
from tests.core.search.test_search import BrightAndDark
from tests.soc_rvos.test_tracking import film, overlap, scene

COUNT = 12
WAVERS = 7
TASK = Task("1:clip", ("the bright disc",))


class Wavering(BrightAndDark):
    """Finds the bright disc, but loses half of it on the frame of `WAVERS`, and says so."""

    def _answer(self, clip: NDArray[np.uint8], text: str) -> Answers:
        found = super()._answer(clip, text)
        logits, scores = np.array(found.logits), np.array(found.scores)
        for at, frame in enumerate(logits[0]):
            columns = np.flatnonzero((frame > 20).any(axis=0))
            if len(columns) and abs(4 * columns.mean() - (40 + 2 * WAVERS)) < 2:
                frame[:, int(columns.mean()) :] = -50
                scores[0, at] = 0.55
        return Answers(found.queries, scores, found.boxes, logits, found.embeddings)


@pytest.fixture
def clip(clips: Any) -> Path:
    path: Path = clips.encode("disc.mp4", pictures=list(film(COUNT)))
    return path


@pytest.fixture
def model(tmp_path: Path) -> LoadedModel:
    return LoadedModel("wavers", tmp_path / "wavers", "of-wavers", Wavering())  # type: ignore[arg-type]


def look(file: Any, documents: Any, steadied: bool) -> ResolvedTrack:
    project, ids = documents.project(*TASK.expressions)
    layer = replace(project.layer(ids[0]), steadied=steadied)
    (view,) = views([layer], project.videos[0], file.results, file.imports)
    return view


def test_steadied_answers_lie_above_the_models_own(
    clip: Path, model: LoadedModel, documents: Any
) -> None:
    true = scene(WAVERS)[1]
    settings = RunSettings()
    file = documents.file()
    with open_video(clip) as reader:
        list(search(TASK, reader, model, settings, file.results))
        own = look(file, documents, steadied=True)
        masks = [own.mask(frame) for frame in range(COUNT)]
        assert overlap(own.mask(WAVERS).to_array(), true) < 0.6
        steps = list(steady(TASK, reader, model, settings, file.results))
        assert steps[-1].is_complete
        assert list(steady(TASK, reader, model, settings, file.results)) == []  # all is done
        (direct,) = find_tracks(reader, TASK.expressions, model.predictor, settings, 0.5,
                                load_tracker())  # fmt: skip
    file.close()
    file = documents.file()
    seen, off = (look(file, documents, each) for each in (True, False))
    assert overlap(seen.mask(WAVERS).to_array(), true) > 0.8
    assert seen.states.tolist() == own.states.tolist()
    for frame in range(COUNT):
        assert off.mask(frame) == masks[frame]
        assert overlap(seen.mask(frame).to_array(), scene(frame)[1]) > 0.75
        assert overlap(seen.mask(frame).to_array(), direct.mask(frame)) > 0.9
    assert file.results.drop_damaged() == 0
    file.close()
