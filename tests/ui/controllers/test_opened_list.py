"""A list opened in the window: a project with its videos and sentences, and a search of all."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.runs.project_search import unsearched
from soc_studio.core.storage.unsaved import draft_of
from soc_studio.core.tracks.frame_states import State
from soc_studio.core.tracks.resolved_track import views
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.question import Question


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    for shade, name in enumerate(("a.mp4", "b.mp4"), start=1):
        with av.open(tmp_path / name, "w") as container:
            stream = container.add_stream("libx264", rate=25)
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            for number in range(10):
                picture = np.full((48, 64, 3), 40 * shade, dtype=np.uint8)
                picture[10:30, 3 * number : 3 * number + 20] = (255, 0, 0)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            container.mux(stream.encode())
    path = tmp_path / "list.csv"
    rows = ["a.mp4,the square,1,box", "a.mp4,the red one,1,", "../c.mp4,the disc,,"]
    rows += ["b.mp4,the disc,,", "gone.mp4,the disc,,"]
    path.write_text("\n".join(["video,expression,object,category", *rows]))
    return path


def asked(window: MainWindow, qtbot: QtBot) -> Question:
    def questions() -> list[Question]:
        return [each for each in window.findChildren(Question) if each.isVisible()]

    qtbot.waitUntil(lambda: len(questions()) == 1)
    return questions()[0]


@pytest.mark.slow
@pytest.mark.usefixtures("plurals")
def test_a_list_becomes_a_project_and_all_of_it_is_searched(
    studio: MainWindow, qtbot: QtBot, listed: Path, model: Path
) -> None:
    studio.open(listed)
    question = asked(studio, qtbot)
    assert question.title.text() == "2 videos and 3 sentences are here."
    text = question.text.text()
    assert "list.csv, line 4: “../c.mp4” is outside of the folder" in text
    assert "list.csv, line 6: there is no video “gone.mp4”." in text
    document = studio.document
    assert document is not None
    project = document.project
    assert [each.name for each in project.videos] == ["a.mp4", "b.mp4"]
    assert [each.expression for each in project.layers] == ["the square", "the disc"]
    assert [each.text for each in project.expressions] == ["the red one"]
    assert (project.layers[0].object_id, project.layers[0].category) == (1, "box")
    assert not document.core.file.has_results

    prefer = studio.preferences
    prefer.change(model=str(model))
    (search, _) = question.answers
    search.click()
    qtbot.waitUntil(lambda: document.core.file.has_results and not studio.finding.jobs)
    for video in project.videos:
        layers, file = document.project.of_video(video.id), document.core.file
        for view in views(layers, video, file.results, file.imports):
            assert not (view.states == State.NOT_COMPUTED).any()
    assert document.project == project
    assert draft_of(listed.parent / "a.mp4") is None  # it is open here


@pytest.mark.slow
@pytest.mark.usefixtures("plurals")
def test_a_search_of_all_videos_can_begin_later_and_shows_what_it_finds(
    studio: MainWindow, qtbot: QtBot, listed: Path, model: Path
) -> None:
    command = studio.actions_["find_all"]
    assert not command.isEnabled()
    studio.open(listed)
    (_, later) = asked(studio, qtbot).answers
    later.click()
    document = studio.document
    assert document is not None
    studio.preferences.change(model=str(model))
    shown: list[int] = []
    found: set[int] = set()
    document.views_changed.connect(shown.append)
    document.found_changed.connect(found.add)
    told: list[tuple[frozenset[int], float]] = []
    document.answering.connect(lambda layers, share: told.append((layers, share)))
    command.trigger()
    qtbot.waitUntil(lambda: document.core.file.has_results and not studio.finding.jobs)
    qtbot.waitUntil(lambda: found == {each.id for each in document.project.layers})
    assert shown.count(document.layers[0].id) > 1  # while it went on, and at its end
    for video in document.project.videos:
        ids = {each.id for each in document.project.of_video(video.id)}
        shares = [share for layers, share in told if layers == ids]
        assert shares == sorted(shares)
        assert shares[-1] == 1
        assert any(0 < share < 1 for share in shares)
    assert told[-1] == (frozenset(), 1.0)
    assert not unsearched(document.core)
    command.trigger()
    qtbot.waitUntil(lambda: "Nothing is left to be found" in studio.toasts.text)


@pytest.mark.slow
def test_a_list_without_a_video_is_a_sentence(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"video": "no.mp4", "expression": "the dog"}]')
    with qtbot.waitSignal(studio.opener.failed) as failed:
        studio.open(path)
    assert "list.json, line 1: there is no video 'no.mp4'." in str(failed.args[0])
    assert studio.document is None
