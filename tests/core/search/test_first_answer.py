"""A first answer from one frame, a search that follows the playhead, and features used again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import soc_rvos
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.settings import RunSettings
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.models.loading import LoadedModel, load_model
from soc_studio.core.project import edits
from soc_studio.core.search.first_answer import first_answer, warm_up
from soc_studio.core.search.preparation import prepare_search
from soc_studio.core.search.search import Task, search_outward
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.tracks.track_cache import TrackCache
from soc_studio.resources import resource

SAMPLE = resource("sample", "sample.mp4")
DOG, WOMAN = "the dog", "the woman in the yellow dress"
FRAME = 47


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return load_model("soc-mini", "cpu", reuses=True)


@pytest.fixture
def reader() -> Iterator[VideoReader]:
    with open_video(SAMPLE) as opened:
        yield opened


def found(
    model: LoadedModel, reader: VideoReader, document: Document, text: str, preview: bool = True
) -> TrackCache:
    """Search 32 frames around `FRAME` for `text`, and return what is shown of it."""
    video = put_video(document, SAMPLE, reader)
    edit, (layer,) = edits.add_layers(document.project, video.id, [text])
    document.do(*edit)
    settings = RunSettings(start=32, stop=64, preview=preview)
    task = Task(video.fingerprint, (text,))
    list(search_outward(task, reader, model, settings, document.file.results, FRAME))
    cache = TrackCache(document)
    cache.refresh(layer)
    return cache


@pytest.mark.slow
def test_one_frame_gives_nearly_what_the_search_gives(
    model: LoadedModel, reader: VideoReader
) -> None:
    answer = first_answer(model, reader, FRAME, DOG)
    assert answer.present
    assert answer.frame == FRAME
    with Document.new() as document:
        cache = found(model, reader, document, DOG)
        view = cache.view(document.project.layers[0].id)
        assert view is not None
        final = view.mask(FRAME)
    assert final is not None
    assert answer.mask.iou(final) > 0.9


@pytest.mark.slow
def test_a_provisional_answer_is_shown_until_the_frame_is_answered_and_never_kept(
    model: LoadedModel, reader: VideoReader
) -> None:
    answer = first_answer(model, reader, FRAME, DOG)
    with Document.new() as document:
        video = put_video(document, SAMPLE, reader)
        edit, (layer,) = edits.add_layers(document.project, video.id, [DOG])
        document.do(*edit)
        cache = TrackCache(document)
        cache.refresh(layer)
        before = cache.revision
        cache.answer_provisionally(layer, FRAME, answer.mask)
        assert cache.revision != before
        (shown,) = cache.shown(video.id, FRAME, 360, 640)
        assert shown.matte.any()
        assert shown.dashed
        assert cache.shown(video.id, FRAME + 1, 360, 640) == []
        assert document.file.results.searches(video.fingerprint) == []
        settings = RunSettings(start=32, stop=64, preview=True)
        task = Task(video.fingerprint, (DOG,))
        list(search_outward(task, reader, model, settings, document.file.results, FRAME))
        cache.refresh(layer)
        assert cache.provisional(layer, FRAME) is None  # though nobody forgot it
        cache.forget_provisional(layer)
        for frame in (FRAME, FRAME + 1):
            assert [each.dashed for each in cache.shown(video.id, frame, 360, 640)] == [False]


@pytest.mark.slow
def test_a_second_sentence_uses_what_was_computed_and_answers_the_same(
    model: LoadedModel, reader: VideoReader
) -> None:
    fresh = load_model("soc-mini", "cpu")  # keeps nothing
    encoded: list[int] = []
    encode = model.predictor.engine.encode_frames

    def counting(clips: list[np.ndarray]) -> object:  # type: ignore[type-arg]
        encoded.append(len(clips))
        return encode(clips)

    with Document.new() as document, pytest.MonkeyPatch.context() as patch:
        found(model, reader, document, DOG)
        patch.setattr(model.predictor.engine, "encode_frames", counting)
        cache = found(model, reader, document, WOMAN)
        again = document.project.layers[-1].id
        view = cache.view(again)
        assert view is not None
        masks = {frame: view.mask(frame) for frame in range(32, 64)}
    assert encoded == []
    with Document.new() as document:
        cache = found(fresh, reader, document, WOMAN)
        view = cache.view(document.project.layers[0].id)
        assert view is not None
        assert {frame: view.mask(frame) for frame in range(32, 64)} == masks
    assert any(mask is not None and mask.area for mask in masks.values())


@pytest.mark.slow
def test_what_is_kept_for_later_sentences_is_bounded(
    model: LoadedModel, reader: VideoReader
) -> None:
    predictor = model.predictor
    assert 0 < predictor.kept.capacity <= 3 * 2**29
    assert predictor.kept.held <= predictor.kept.capacity
    assert load_model("soc-mini", "cpu").predictor.kept.capacity == 0


@pytest.mark.slow
def test_a_model_that_is_warmed_up_answers_the_same(reader: VideoReader) -> None:
    warmed, other = load_model("soc-mini", "cpu"), load_model("soc-mini", "cpu")
    warm_up(warmed)
    assert warmed.predictor.encoded > 0
    assert first_answer(warmed, reader, FRAME, DOG) == first_answer(other, reader, FRAME, DOG)


@pytest.mark.slow
def test_a_search_that_finds_room_for_a_part_of_its_features_answers_the_same(
    reader: VideoReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MiniEngine, "fine", property(lambda self: self))  # of small frames
    free = load_model("soc-mini", "cpu")
    few = soc_rvos.load(free.file, "cpu", None, 50 * 2**20)  # one window, and few frames
    tight = replace(free, predictor=few.predictor)
    views = []
    for one, wanted in ((tight, (WOMAN, DOG)), (free, (DOG,))):
        with Document.new() as document:
            for text in wanted:
                prepare_search(one, reader, RunSettings(), [text])
                cache = found(one, reader, document, text, preview=False)
            view = cache.view(document.project.layers[-1].id)
            assert view is not None
            views.append([view.mask(frame) for frame in range(32, 64)])
    assert views[0] == views[1]
    assert (tight.predictor.encoded, tight.predictor.reused) == (4 + 3, 1)
