"""The model is loaded before the first search, and one frame answers before the search does."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.masks import pointing
from soc_studio.core.project.project import LayerId
from soc_studio.resources import resource
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.main_window import MainWindow
from tests.ui.controllers.conftest import Bench

SAMPLE = resource("sample", "sample.mp4")


@pytest.mark.slow
def test_the_model_is_loaded_after_the_first_picture_and_only_where_a_person_is(
    studio: MainWindow, qtbot: QtBot
) -> None:
    loads: list[bool] = []
    studio.search_controller.loading.connect(loads.append)
    works: list[object] = []  # what the window said of a search
    studio.expression_bar.working.connect(works.append)
    studio.open(SAMPLE)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    assert loads == []
    studio.warm_model.begin()
    qtbot.waitUntil(lambda: loads == [True, False] and not studio.warm_model.runner.jobs)
    assert [each for each in works if each is not None] == []  # nobody waits for the model
    assert not studio.expression_bar.is_working
    document = studio.document
    assert document is not None
    shown: list[int] = []  # frames that were answered when one frame alone was shown

    def look(layer: LayerId) -> None:
        view = document.view(layer)
        if view is not None and document.track_cache.provisional(layer, 0) is not None:
            shown.append(sum(stop - start for start, stop in view.computed()))

    document.views_changed.connect(look)
    pill, sentences = studio.search_pill, list[str]()
    studio.expression_bar.working.connect(lambda _step: sentences.append(pill.sentence.text))
    studio.search("the dog", True)
    qtbot.waitUntil(lambda: not studio.finding.jobs)
    assert loads == [True, False]  # the search loaded nothing
    assert shown[:1] == [0]  # one frame, before the search had answered any
    said = list(dict.fromkeys(each for each in sentences if each))
    # The first is gone before it is told where the frame is answered at once.
    assert said[said[0] == "Looking at this frame…"] == (
        "Found on this frame · following it through the clip"
    )
    layer = document.layers[0].id
    assert document.track_cache.provisional(layer, 0) is None
    view = document.view(layer)
    assert view is not None
    assert view.computed() == [(0, view.video.frame_count)]


def test_a_model_that_cannot_be_loaded_is_the_search_s_to_tell(bench: Bench, qtbot: QtBot) -> None:
    search = SearchController(bench.owner)
    job = search.warm("no-such-model", "cpu")
    failures: list[object] = []
    job.failed.connect(failures.append)
    bench.runner.start(job)
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert failures == []


@pytest.mark.slow
def test_the_model_is_loaded_once_while_the_start_page_is_shown(
    studio: MainWindow, qtbot: QtBot
) -> None:
    loads: list[bool] = []
    studio.search_controller.loading.connect(loads.append)
    pointing._answer_once.cache_clear()
    studio.warm_model.begin()
    qtbot.waitUntil(lambda: loads == [True, False] and not studio.warm_model.runner.jobs)
    assert studio.document is None
    # What answers clicks comes last, and has answered once.
    qtbot.waitUntil(lambda: pointing._answer_once.cache_info().currsize == 1)
    studio.open(SAMPLE)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    qtbot.waitUntil(lambda: not studio.warm_model.runner.jobs)
    assert loads == [True, False]
    assert pointing._answer_once.cache_info().currsize == 1  # for videos of this shape, too
